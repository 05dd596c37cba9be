"""What several tests share: the checkout, the steering folder beside it, one release of the real package."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

with suppress(ImportError):  # the environment of Spark's tests is without it
    from hypothesis import settings

    settings.load_profile("ci")  # the same examples everywhere, and none refused for a machine's being slow

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The steering folder beside the checkout: sources that are not the project's to publish."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside this checkout: what is compared with it cannot be")
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the real package, made by the command that people use. Read only.

    Made once for all workers of a run: the folder of the run is above each worker's.
    """
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    dist = run / "published" / "dist"
    command = [sys.executable, "-m", "scripts", "publish", "--dist", str(dist)]
    with (run / "published.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (dist / "latest").exists():
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    return (dist / "latest").resolve()


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Any:
    """What the parameter draws: a figure of those of tests/explorer_figures.py."""
    return request.param()

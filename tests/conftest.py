"""What several tests share: the checkout, the steering folder beside it, releases of two packages."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.dist import newest
from tests.next_study import with_next_study

if TYPE_CHECKING:
    from collections.abc import Callable

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
    return released(tmp_path_factory, "published", lambda _run: ROOT)


@pytest.fixture(scope="session")
def next_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real package with the studies that come next, invented (next_study.py). Read only."""
    return with_next_study(tmp_path_factory.mktemp("next-package"))


@pytest.fixture(scope="session")
def published_next(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of that package, made as `published` is. Read only."""
    return released(tmp_path_factory, "published-next", lambda made: with_next_study(made / "source"))


def released(factory: pytest.TempPathFactory, name: str, source: Callable[[Path], Path]) -> Path:
    """The folder of a release, made once for all workers of a run; `source` gets a folder of its own."""
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    made = run / name
    made.mkdir(exist_ok=True)
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "dist" / "latest").exists():
            options = [str(source(made)), "--dist", str(made / "dist")]
            command = [sys.executable, "-m", "scripts", "publish", *options]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    return newest(made / "dist")


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Any:
    """What the parameter draws: a figure of those of tests/explorer_figures.py."""
    return request.param()

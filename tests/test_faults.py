"""Whatever befalls a publish, earlier releases are intact, none is seen half made, and the next works."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scripts.publish.shelf import renewed
from tests import released
from tests.reproduce import files

ROOT = Path(__file__).resolve().parent.parent
Nursery = Callable[..., dict[str, Any]]
State = dict[str, tuple[str, int, int]]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Gives an order to a publish in a process of its own, and what came of it."""
    command = [sys.executable, "-m", "tests.faults"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:

        def order(**what: Any) -> dict[str, Any]:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(what) + "\n")
            process.stdin.flush()
            return dict(json.loads(process.stdout.readline()))

        yield order
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, version 1.0.0."""
    return released.write(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of before."""
    return released.build(tmp_path_factory.mktemp("earlier") / "0.9.0", version="0.9.0")


class Dist:
    """A folder of releases with an earlier one in it, and what must always hold of it."""

    def __init__(self, place: Path, earlier: Path) -> None:
        self.path = place / "dist"
        released.copy(earlier, self.path / "0.9.0")
        renewed.renew(self.path, "0.9.0")
        self.before = files(self.path / "0.9.0")

    def holds(self, whole: State) -> None:
        """Assert that all that is to be seen is whole: the earlier release, and the new one or none."""
        seen = {path.name for path in self.path.iterdir() if not path.name.startswith(".")}
        assert seen in ({"0.9.0", *released.BESIDE}, {"0.9.0", "1.0.0", *released.BESIDE})
        assert files(self.path / "0.9.0") == self.before
        if "1.0.0" in seen:
            assert files(self.path / "1.0.0") == whole
        assert released.latest(self.path) in seen - released.BESIDE


@pytest.fixture
def dist(tmp_path: Path, earlier: Path) -> Dist:
    return Dist(tmp_path, earlier)


@pytest.fixture(scope="module")
def control(
    nursery: Nursery, source: Path, earlier: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[State, int]:
    """The release as it must be in the end, and the number of steps to it."""
    dist = Dist(tmp_path_factory.mktemp("control"), earlier)
    done = nursery(source=str(source), dist=str(dist.path))
    assert (done["code"], done["said"]) == (0, "")
    dist.holds(files(dist.path / "1.0.0"))
    return files(dist.path / "1.0.0"), done["steps"]


def ends_well(nursery: Nursery, source: Path, dist: Dist, whole: State) -> None:
    """Assert that all is whole now, and that a publish to which nothing happens then does its work."""
    dist.holds(whole)
    done = nursery(source=str(source), dist=str(dist.path))
    assert (done["code"], done["said"]) == (0, "")
    dist.holds(whole)
    assert {path.name for path in dist.path.iterdir()} == {".lock", "0.9.0", "1.0.0", *released.BESIDE}
    assert released.latest(dist.path) == "1.0.0"


# A publish of the tiny package takes some 270 steps: it is killed at some shares of the way, and at each of
# some of the last, from the last look at the staging folder to the lists of the versions.
SHARES = (0, 0.1, 0.3, 0.5, 0.7, 0.9)
LAST = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 80, 120, 170)


@pytest.mark.parametrize("share", SHARES)
def test_killed_while_it_builds(
    share: float, nursery: Nursery, source: Path, dist: Dist, control: tuple[State, int]
) -> None:
    """From the first step to those that the next test has: nothing is seen of the new release."""
    whole, steps = control
    done = nursery(
        source=str(source), dist=str(dist.path), fault="kill", at=1 + int(share * (steps - LAST[-1]))
    )
    assert done["code"] == -signal.SIGKILL
    assert not (dist.path / "1.0.0").exists()
    ends_well(nursery, source, dist, whole)


@pytest.mark.parametrize("left", LAST)
def test_killed_while_it_enters(
    left: int, nursery: Nursery, source: Path, dist: Dist, control: tuple[State, int]
) -> None:
    """Before and after the rename, around the link: the new release is seen whole, or not at all."""
    whole, steps = control
    done = nursery(source=str(source), dist=str(dist.path), fault="kill", at=steps - left)
    assert done["code"] == -signal.SIGKILL
    ends_well(nursery, source, dist, whole)


@pytest.mark.parametrize(
    ("fault", "share"),
    [("EROFS", 0.0), ("ENOSPC", 0.1), ("EDQUOT", 0.5), ("ENOSPC", 0.9), ("EIO", 0.98)],
)
def test_a_disk_that_refuses(
    fault: str, share: float, nursery: Nursery, source: Path, dist: Dist, control: tuple[State, int]
) -> None:
    """Full, over quota, read-only, broken, from some step on: one line, and no trace."""
    whole, steps = control
    at = 1 + int(share * steps)
    done = nursery(source=str(source), dist=str(dist.path), fault=fault, at=at)
    assert done["code"] == 1, done
    assert os.strerror(getattr(errno, fault)) in done["said"]
    assert "\n" not in done["said"]
    ends_well(nursery, source, dist, whole)


@pytest.mark.parametrize("limit", [100, 4_000, 9_000, 40_000])
def test_a_file_that_cannot_grow(
    limit: int, nursery: Nursery, source: Path, dist: Dist, control: tuple[State, int]
) -> None:
    """A real quota, whichever library meets it first: one line, nothing on standard error, and no trace."""
    whole, _ = control
    done = nursery(source=str(source), dist=str(dist.path), limit=limit)
    assert done["code"] == 1, done
    assert "\n" not in done["said"]
    ends_well(nursery, source, dist, whole)


@pytest.mark.parametrize("share", [0.1, 1.0])
def test_two_at_once(
    share: float, nursery: Nursery, source: Path, dist: Dist, control: tuple[State, int]
) -> None:
    """While one is at work the other is refused in one line; the first ends as if alone."""
    whole, steps = control
    order = partial(nursery, source=str(source), dist=str(dist.path))
    stopped = order(fault="stop", at=max(2, int(share * steps)))
    dist.holds(whole)
    done = order()
    assert (done["code"], "another publish is at work" in done["said"]) == (1, True)
    dist.holds(whole)
    os.kill(stopped["pid"], signal.SIGCONT)
    done = nursery(wait=stopped["pid"], answer=stopped["answer"])
    assert (done["code"], done["said"]) == (0, "")
    ends_well(nursery, source, dist, whole)

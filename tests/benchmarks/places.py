"""What the commands are measured on, made once each below a folder and kept there as long as it is.

A package's folder bears a digest of what it is made by and of: with another generator, or when our own
package changes, it is made anew. What is half made has another name, and is never taken for whole.
"""

from __future__ import annotations

import csv
import hashlib
import inspect
import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.benchmarks import fields, generator, survey
from tests.benchmarks.floors import tables
from tests.benchmarks.programs import ROOT, Limits, publish, run
from tests.dist import newest

HISTORY = "datapackage/history"


class UnreleasedError(Exception):
    """There is no release: publishing it failed."""


@dataclass(frozen=True)
class Place:
    """The packages below a folder."""

    folder: Path
    limits: Limits

    def facts(self, rows: int, faults: float = 0.0) -> Path:
        """A package with that many rows of twelve fields."""
        return self._made(f"facts-{rows}-{faults}", lambda to: generator.write(to, rows, faults=faults))

    def changed(self, rows: int) -> Path:
        """The same, clean, with a thousand rows that are not the same."""
        return self._made(f"changed-{rows}", lambda to: generator.change(to, rows))

    def tiny(self) -> Path:
        """Twelve tables of twenty rows."""
        return self._made("tiny", generator.write_tiny)

    def survey(self, rows: int) -> Path:
        """The STUDY.toml of microdata of that many respondents, made anew: it takes a few seconds."""
        return survey.write(self.folder / f"survey-{rows}", rows)

    def ours(self, rows: int, version: str = "") -> Path:
        """Our own package with that many rows more, of the next minor version or of that one."""
        return self._made(
            f"ours-{rows}-{version or 'next'}",
            lambda to: generator.enlarge(ROOT, to, rows, version=version),
            self._own,
        )

    @cached_property
    def newest(self) -> str:
        """The newest version of our package that it keeps: it may not be published again with more in it."""
        kept = [path.stem for path in (ROOT / HISTORY).glob("*.zip") if re.fullmatch(r"[\d.]+", path.stem)]
        return max(kept, key=lambda version: [int(part) for part in version.split(".")])

    @property
    def after_newest(self) -> str:
        """The version after it that corrects values: it may not have a table more."""
        major, minor, patch = self.newest.split(".")
        return f"{major}.{minor}.{int(patch) + 1}"

    def dist(self, rows: int) -> Path:
        """Where the package with that many rows more is published; 0: our own as it is."""
        return self.folder / f"dist-{rows}"

    def released(self, rows: int) -> Path:
        """The release there, as it was measured last, and made now where that was not tried yet.

        UnreleasedError where it was tried, and failed.
        """
        dist = self.dist(rows)
        if not dist.exists():
            run(publish(self.ours(rows) if rows else ROOT, dist), self.limits, self.folder / "published.txt")
        if not (dist / "latest").exists():
            raise UnreleasedError
        return newest(dist)

    def weight(self, rows: int) -> dict[str, int]:
        """Bytes of the release there, each file once, and of the CSV files that it was made of."""
        source = self.ours(rows) if rows else ROOT
        own = [source / path for _, path, _ in tables(source)]
        return {"release": _bytes(self.released(rows).rglob("*")), "csv": _bytes(own)}

    def figure(self, release: Path) -> str:
        """The identifier of some figure of a release."""
        with (release / "data/observations.csv").open(encoding="utf-8", newline="") as stream:
            return next(csv.DictReader(stream))["identifier"]

    def _made(self, name: str, make: Callable[[Path], Path], of: bytes = b"") -> Path:
        made_by = "".join(inspect.getsource(module) for module in (generator, fields)).encode()
        mark = hashlib.sha256(made_by + of).hexdigest()[:8]
        target = self.folder / f"{name}-{mark}"
        if not target.exists():
            half = target.with_name(f"{target.name}.part")
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(target)
            os.sync()  # what is still to be written to the disk would be written while others are measured
        return target

    @cached_property
    def _own(self) -> bytes:
        paths = [ROOT / "datapackage.json", *sorted((ROOT / "datapackage").rglob("*"))]
        return b"".join(path.read_bytes() for path in paths if path.is_file())


def _bytes(paths: Iterable[Path]) -> int:
    """What files weigh, those of two names once."""
    return sum(
        {one.st_ino: one.st_size for one in (path.stat() for path in paths if path.is_file())}.values()
    )

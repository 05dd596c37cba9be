"""What changed since the last version kept, and the number that the next one takes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.publish import history
from scripts.publish.coming import errata
from scripts.publish.diff import opened
from scripts.publish.diff.compare import LEVELS
from scripts.publish.diff.rows import ADDED, CHANGED
from scripts.publish.shelf import editions
from scripts.reading import descriptor
from scripts.reading.issues.refusals import refused
from scripts.reading.model import versions
from scripts.reading.model.errors import UsageError
from scripts.reading.sources import is_zip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.publish.coming.errata import Correction
    from scripts.publish.diff.compare import Difference
    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package
    from scripts.reading.model.versions import Level


@dataclass(frozen=True, slots=True)
class Coming:
    """The version that comes: `before` is the last one kept, `written` what the descriptor says now.

    `archives` has the file of every version kept; `corrections` the published cells that changed.
    """

    source: Source
    package: Package
    archives: Mapping[str, Path]
    before: str
    written: str
    found: Difference
    corrections: tuple[Correction, ...]

    @property
    def prepared(self) -> bool:
        """Whether the descriptor has a number already that was never kept."""
        return self.written not in self.archives

    @property
    def others(self) -> tuple[str, ...]:
        """The `table.field` of other published cells that changed: a person knows which were wrong."""
        tables = {one.identifier.partition(":")[0] for one in self.corrections}
        changed = (c for c in self.found.told if c.kind == CHANGED and c.table not in tables)
        return tuple(dict.fromkeys(f"{change.table}.{change.field}" for change in changed))

    @property
    def level(self) -> Level:
        """The step that the changes demand, with the rows of errata that are still to be written."""
        if any(not one.reasons for one in self.corrections):
            return max(self.found.level, LEVELS[ADDED])
        return self.found.level

    @property
    def version(self) -> str:
        """The lowest number that takes the step; that of a prepared version where it is enough."""
        least = versions.least(self.before, self.level)
        enough = (versions.core(self.written) or ()) >= (versions.core(least) or ())
        return self.written if self.prepared and enough else least


def coming(target: str) -> Coming:
    """The version that comes after the last one kept, of the package in that folder.

    UsageError for what is no folder of a package, ReleaseError where no version is kept, SourceError where
    one of the two cannot be read.
    """
    if "://" in target or is_zip(Path(target)):
        raise refused("coming_place", UsageError, path=target)
    source = descriptor.load(Path(target))
    package = descriptor.to_package(source.descriptor)
    editions.precedence(package.version)  # a ReleaseError for what is no version
    archives = history.archives(source.base)
    final = [version for version in archives if versions.is_final(version)]
    if not final:
        raise refused("unkept", path=history.PATH)
    found = opened.between(str(archives[final[-1]]), target)
    corrections = tuple(errata.corrections(source, package, found, archives))
    return Coming(source, package, archives, final[-1], package.version, found, corrections)

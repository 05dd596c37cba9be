"""Two packages → Difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.diff import rows, shapes
from scripts.versions import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.diff.rows import Change, Shape
    from scripts.diff.shapes import SchemaChange
    from scripts.diff.sheets import Sheet
    from scripts.model import Package

LEVELS: Mapping[str, Level] = {
    rows.REMOVED: Level.MAJOR,
    rows.ADDED: Level.MINOR,
    rows.CHANGED: Level.PATCH,
    rows.MOVED: Level.PATCH,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A package that is compared, by its name and version."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: changes of the schemas and words, changes of rows, and the shape of each new table."""

    old: Edition
    new: Edition
    schema: tuple[SchemaChange, ...]
    changes: tuple[Change, ...]
    shapes: Mapping[str, Shape]

    def __bool__(self) -> bool:
        """True where anything but the version differs."""
        return bool(self.schema or self.changes)

    @property
    def level(self) -> Level:
        """The least step that the version must take."""
        found = [change.level for change in self.schema]
        found += [LEVELS[kind] for kind in {change.kind for change in self.changes}]
        return max(found, default=Level.NONE)

    def counts(self) -> dict[str, dict[str, int]]:
        """By table, then by kind: how many changes there are; tables without any are left out."""
        found: dict[str, dict[str, int]] = {}
        for change in self.changes:
            table = found.setdefault(change.table, dict.fromkeys(rows.KINDS, 0))
            table[change.kind] += 1
        return found


def compare(
    old: Package, old_sheets: Mapping[str, Sheet], new: Package, new_sheets: Mapping[str, Sheet]
) -> Difference:
    """What makes the new package from the old one."""
    changes: list[Change] = []
    for table, sheet in old_sheets.items():
        if table not in new_sheets:
            changes += rows.removed(table, sheet)
    found: dict[str, Shape] = {}
    for table, sheet in new_sheets.items():
        found[table], some = rows.compare(table, old_sheets.get(table), sheet)
        changes += some
    return Difference(
        old=Edition(old.name, old.version),
        new=Edition(new.name, new.version),
        schema=tuple(shapes.compare(old, new)),
        changes=tuple(changes),
        shapes=found,
    )

"""Two packages → Difference."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from scripts.publish.diff import blobs, keys, rows, shapes, sheets
from scripts.reading.model.versions import Level
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scripts.publish.diff.rows import Change, Shape
    from scripts.publish.diff.shapes import SchemaChange
    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.model.package import Package

_NONE: Mapping[str, str] = MappingProxyType({})

LEVELS: Mapping[str, Level] = {
    rows.REMOVED: Level.MAJOR,
    rows.ADDED: Level.MINOR,
    rows.REKEYED: Level.PATCH,
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
    """What differs: changes of the schemas and words, changes of rows, and the shape of each new table.

    `rekeyed` has, by table, the keys that errata correct, and of rows that moved into another table, before →
    after: such a row is removed and added in `changes`, and is one change in what is told and counted.
    """

    old: Edition
    new: Edition
    schema: tuple[SchemaChange, ...]
    changes: tuple[Change, ...]
    shapes: Mapping[str, Shape]
    rekeyed: Mapping[str, Mapping[str, str]]

    def __bool__(self) -> bool:
        """True where anything but the version differs."""
        return bool(self.schema or self.changes)

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes of rows as people are told them."""
        return tuple(keys.told(self.changes, self.rekeyed, self.shapes)) if self.rekeyed else self.changes

    @property
    def level(self) -> Level:
        """The least step that the version must take."""
        found = [change.level for change in self.schema]
        found += [LEVELS[kind] for kind in {change.counted for change in self.told}]
        return max(found, default=Level.NONE)

    def counts(self) -> dict[str, dict[str, int]]:
        """By table, then by kind: how many rows or cells are told; tables without any are left out."""
        found: dict[str, dict[str, int]] = {}
        for change in self.told:
            table = found.setdefault(change.table, dict.fromkeys(LEVELS, 0))
            table[change.counted] += change.count
        return found


def compare(
    old: Package,
    old_sheets: Mapping[str, Sheet],
    new: Package,
    new_sheets: Mapping[str, Sheet],
    old_files: Mapping[str, str] = _NONE,
    new_files: Mapping[str, str] = _NONE,
) -> Difference:
    """What makes the new package from the old one; `files` have the digest of each resource, by name.

    What is a sheet on both sides is compared row by row, all else that both have by its digest: of a table
    that is the same to the byte no sheet is needed.
    """
    was, now = ({r.name for r in package.resources if sheets.is_compared(r)} for package in (old, new))
    unread = (was & now) - (old_sheets.keys() & new_sheets.keys())
    old_sheets = {name: sheet for name, sheet in old_sheets.items() if name not in unread}
    new_sheets = {name: sheet for name, sheet in new_sheets.items() if name not in unread}
    changes: list[Change] = []
    for table, sheet in old_sheets.items():
        if table not in new_sheets:
            changes += rows.whole(table, sheet, rows.TABLE_REMOVED)
    found: dict[str, Shape] = {}
    same = blobs.alike(old, old_files, new, new_files) & unread
    for resource in sheets.compared(new):
        table = resource.name
        if table in same:
            found[table] = rows.unchanged(schema_of(resource))
        elif table in new_sheets:
            found[table], some = rows.compare(table, old_sheets.get(table), new_sheets[table])
            changes += some
    rekeyed, moved = keys.corrected(old, old_sheets, new, new_sheets, changes)
    return Difference(
        old=Edition(old.name, old.version),
        new=Edition(new.name, new.version),
        schema=(*shapes.compare(old, new), *blobs.compare(old, old_files, new, new_files, unread)),
        changes=tuple(_with(changes, moved)),
        shapes=found,
        rekeyed=rekeyed,
    )


def _with(changes: Iterable[Change], moved: Iterable[Change]) -> Iterator[Change]:
    """The changes, and after what tells a table as a whole those of its rows that are told one by one."""
    own: dict[str, list[Change]] = {}
    for row in moved:
        own.setdefault(row.table, []).append(row)
    for change in changes:
        yield change
        if change.kind in (rows.TABLE_ADDED, rows.TABLE_REMOVED):
            yield from own.get(change.table, ())

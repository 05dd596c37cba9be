"""Published cells that changed, and the rows of errata that tell each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.derive import rekeyed
from scripts.derive import source as observed
from scripts.publish.diff.rows import CHANGED
from scripts.reading.columnar.plain import line
from scripts.reading.tables import read_cells, schema_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from scripts.publish.diff.compare import Difference
    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Row

Reasons = tuple[str, str]  # in French, in English
Cell = tuple[str, str]  # the identifier of a row, a field
MEASURED = "context"  # the kind of a table of what is measured
VALUE = "value"
FIELDS = ("identifier", "field", "version", "date", "old", "new", "reason_fr", "reason_en")


@dataclass(frozen=True, slots=True)
class Correction:
    """A published cell that says something else now; `reasons` are empty where errata do not tell it yet."""

    identifier: str
    field: str
    old: str
    new: str
    reasons: Reasons | tuple[()] = ()

    @property
    def cell(self) -> Cell:
        """What names the cell."""
        return self.identifier, self.field


def table_of(package: Package) -> Resource | None:
    """The table of errata; None where the package has none, or one of other fields."""
    found = (r for r in package.tables if r.extra.get("kind") == rekeyed.KIND)
    return next((r for r in found if schema_of(r).field_names == FIELDS), None)


def figures(package: Package) -> list[Resource]:
    """The tables whose rows are figures: what people answered, what is measured beside."""
    return [
        r
        for r in package.tables
        if r.name == observed.TABLE or (r.extra.get("kind") == MEASURED and VALUE in schema_of(r).field_names)
    ]


def corrections(
    source: Source, package: Package, found: Difference, kept: Collection[str]
) -> Iterator[Correction]:
    """Every cell of a figure that was published and changed; none of a package without a table of errata.

    `kept` are the versions whose errata are published.
    """
    table = table_of(package)
    if table is None:
        return
    told = {(row[0], row[1]): (row[6], row[7]) for row in _rows(source, table) if row[2] not in kept}
    fields = {r.name: schema_of(r).field_names for r in figures(package) if schema_of(r).row_key}
    fresh = {(one.table, one.field) for one in found.schema if one.what.startswith("field-a")}
    for change in found.told:
        place = change.table, change.field
        if change.kind == CHANGED and change.field in fields.get(change.table, ()) and place not in fresh:
            cell = f"{change.table}:{change.key}", change.field
            yield Correction(*cell, change.old, change.new, told.get(cell, ()))


def written(
    source: Source,
    table: Resource,
    corrected: Mapping[Cell, Correction],
    version: str,
    day: dt.date,
    kept: Collection[str],
) -> tuple[Path, str]:
    """The file of errata and what it will say: these corrections, each once, under that version and day.

    Whatever no version kept has belongs to the version that comes, whichever number it was written with.
    """
    rows: dict[tuple[str, ...], Row] = {}
    left = dict(corrected)
    for row in _rows(source, table):
        cells = dict(zip(FIELDS, row, strict=True))
        if cells["version"] not in kept:
            cells |= {"version": version, "date": day.isoformat()}
            if one := left.pop((cells["identifier"], cells["field"]), None):
                cells |= {"old": one.old, "new": one.new}
        rows[tuple(cells[name] for name in FIELDS[:3])] = tuple(cells.values())
    for one in left.values():
        key = (one.identifier, one.field, version)
        rows[key] = (*key, day.isoformat(), one.old, one.new, *one.reasons)
    text = "".join(map(line, (FIELDS, *(rows[key] for key in sorted(rows)))))
    return source.file(table.paths[0]), text


def _rows(source: Source, table: Resource) -> list[Row]:
    """The errata as they are written."""
    return read_cells(source.files, table)

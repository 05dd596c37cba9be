"""What a package's figures and cuts come to, typed, for the rules; and what keeps them from being made.

A fault of a declaration is placed in the descriptor, one of a figure at its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.check.places import Places
from scripts.derive.cuts import KIND
from scripts.derive.faults import DerivingError
from scripts.derive.source import IDENTIFIER
from scripts.derive.source import TABLE as FIGURES
from scripts.issues import Issue, issue
from scripts.read.exact.records import Record, UnreadableError, records
from scripts.read.identifiers import identifier
from scripts.read.rows.files import Folder
from scripts.read.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from scripts.model.package import Package, Resource
    from scripts.read.descriptor import Source
    from scripts.read.tables import Row


def derive(source: Source, package: Package) -> tuple[dict[str, Any], list[Issue]]:
    """The table of figures with its identifiers and its cuts, typed, by name; and what is wrong with them.

    No table where one of them cannot be derived. The package's own tables can be typed.
    """
    from scripts.derive.expand import expand
    from scripts.read import tables

    try:
        whole, texts = expand(package, {r.name: tables.read_cells(source.base, r) for r in package.tables})
    except DerivingError as error:
        return {}, [_fault(source, package, error)]
    own = {resource.name for resource in package.resources} - {FIGURES}
    made = {r.name: tables.to_table(r, texts[r.name]) for r in whole.tables if r.name not in own}
    return made, list(_left(source.base, package, whole, texts))


def _fault(source: Source, package: Package, error: DerivingError) -> Issue:
    """The issue of what cannot be derived, at its place."""
    if error.at:
        return Places(source).issue(error.code, error.variant, error.at, **error.words)
    table = package.resource(FIGURES)
    record = placed(source.base, table, by_name=True).get((error.words.get("value", ""),))
    return issue(error.code, error.variant, resource=FIGURES, **place(table, record), **error.words)


def _left(
    base: Path, package: Package, whole: Package, texts: Mapping[str, Sequence[Row]]
) -> Iterator[Issue]:
    """The figures that no cut keeps, in a package that has cuts."""
    cuts = [resource for resource in whole.tables if resource.extra.get("kind") == KIND]
    kept = {row[schema_of(cut).field_names.index(IDENTIFIER)] for cut in cuts for row in texts[cut.name]}
    lost = [name for name, *_ in texts[FIGURES] if name not in kept] if cuts else []
    table = package.resource(FIGURES) if lost else None
    found = placed(base, table, by_name=True) if table else {}
    for name in lost:
        where = place(table, found.get((name,))) if table else {}
        yield issue("cut-error", "left", resource=FIGURES, value=name, **where)


def placed(base: Path, table: Resource, *, by_name: bool) -> dict[tuple[str, ...], Record]:
    """The records of a table by the texts of their key, or by their identifier alone; the last of each."""
    if table.schema is None or not table.schema.row_key:
        return {}
    positions = [table.schema.field_names.index(name) for name in table.schema.row_key]
    found: dict[tuple[str, ...], Record] = {}
    try:
        for record in records(Folder(base), table):
            if len(record.cells) == len(table.schema.fields):
                key = tuple(record.cells[position] for position in positions)
                found[(identifier(table.name, key),) if by_name else key] = record
    except UnreadableError:
        return {}
    return found


def place(table: Resource, record: Record | None) -> dict[str, Any]:
    """Where a record stands, as an issue has it; the file alone where there is no record."""
    if record is None:
        return {"path": table.paths[0]}
    return {"path": record.path, "line": record.line, "row": record.row}

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
from scripts.reading.identifiers import identifier
from scripts.reading.issues import Issue, issue
from scripts.reading.model.errors import SourceError
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scripts.derive.whole import Tables, Whole
    from scripts.reading.columnar.values import Values
    from scripts.reading.descriptor import Source
    from scripts.reading.exact.records import Record
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Files


def derive(
    source: Source, package: Package, tables: Tables, names: Collection[str]
) -> tuple[dict[str, Values], list[Issue]]:
    """The table of figures with its identifiers and its cuts, typed, by name; and what is wrong with them.

    No table where one of them cannot be derived. `names` are the tables that were read.
    """
    try:
        found = tables.whole(package, names)
    except DerivingError as error:
        return {}, [_fault(source, package, error)]
    made = {name: typed for name, typed in found.typed.items() if name == FIGURES or name not in names}
    return made, list(_left(source.files, package, found))


def _fault(source: Source, package: Package, error: DerivingError) -> Issue:
    """The issue of what cannot be derived, at its place."""
    if error.at:
        return Places(source).issue(error.code, error.variant, error.at, **error.words)
    table = package.resource(FIGURES)
    record = placed(source.files, table, by_name=True).get((error.words.get("value", ""),))
    return issue(error.code, error.variant, resource=FIGURES, **place(table, record), **error.words)


def _left(files: Files, package: Package, whole: Whole) -> Iterator[Issue]:
    """The figures that no cut keeps, in a package that has cuts."""
    cuts, texts = [r for r in whole.package.tables if r.extra.get("kind") == KIND], whole.cells
    kept = {row[schema_of(cut).field_names.index(IDENTIFIER)] for cut in cuts for row in texts[cut.name]}
    lost = [name for name, *_ in texts[FIGURES] if name not in kept] if cuts else []
    table = package.resource(FIGURES) if lost else None
    found = placed(files, table, by_name=True) if table else {}
    for name in lost:
        where = place(table, found.get((name,))) if table else {}
        yield issue("cut-error", "left", resource=FIGURES, value=name, **where)


def placed(files: Files, table: Resource, *, by_name: bool) -> dict[tuple[str, ...], Record]:
    """The records of a table by the texts of their key, or by their identifier alone; the last of each.

    The texts are those of a release.
    """
    from scripts.derive import canonical
    from scripts.reading.tables import read_records

    if table.schema is None or not table.schema.row_key:
        return {}
    positions = [table.schema.field_names.index(name) for name in table.schema.row_key]
    try:
        records = read_records(files, table)
    except SourceError:
        return {}
    _, rows = canonical.table(table, [record.cells for record in records], strict=False)
    keys = [tuple(row[position] for position in positions) for row in rows]
    names = [(identifier(table.name, key),) for key in keys] if by_name else keys
    return dict(zip(names, records, strict=True))


def place(table: Resource, record: Record | None) -> dict[str, Any]:
    """Where a record stands, as an issue has it; the file alone where there is no record."""
    if record is None:
        return {"path": next(iter(table.paths), "")}
    return {"path": record.path, "line": record.line, "row": record.row}

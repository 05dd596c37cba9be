"""What frictionless says of the rows at fault, in its words and its order.

It reads a cell when it is asked for it, and it asks for the cells of the keys first: the order of its errors
in a row is theirs. So the cells are asked for here in the same order, and what repeats another row or refers
to nothing is taken from our issues.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scripts.reading.exact.records import Record, UnreadableError, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from frictionless import Error

    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Resource, Schema
    from scripts.reading.rows.files import Folder

_CELLS = frozenset({"blank-row", "extra-cell", "missing-cell", "type-error", "constraint-error"})
_KEYS = frozenset({"unique-error", "primary-key", "foreign-key"})
_SAME = "the same as in the row at position {}"
_EMPTY = 'cells composing the primary keys are all "None"'
_LOST = 'for "{}": values "{}" not found in the lookup table "{}" as "{}"'


def errors_of(
    files: Folder, table: Resource, handlers: Any, faults: Sequence[Issue], words: Callable[[Issue], str]
) -> Iterator[Error]:
    """The errors of the rows at fault, row by row.

    `handlers` is what frictionless reads a row of this table with; `words` tells an issue that it does not
    know, which becomes an error of the row and of no other type.
    """
    from frictionless import errors
    from frictionless.table.row import Row

    by_row: dict[int, list[Issue]] = defaultdict(list)
    for item in faults:
        by_row[item.row].append(item)
    placed, rows = _placed(files, table, by_row)
    for number in sorted(by_row):
        record = placed.get(number)
        cells = list(record.cells) if record else []
        row: Any = Row(cells, handlers=handlers, row_number=number)
        if record and table.schema and any(item.code in _CELLS | _KEYS for item in by_row[number]):
            _keys(row, table.schema, by_row[number], rows)
            yield from row.errors
        for item in by_row[number]:
            if record is None or not table.schema or not _is_known(item, row, table.schema):
                yield errors.RowError.from_row(row, note=words(item))


def _is_known(item: Issue, row: Any, schema: Schema) -> bool:
    """Whether frictionless finds it too: it passes over a primary key that is empty in part."""
    if item.code == "primary-key":
        return bool(item.argument("other")) or _is_empty(row, schema)
    return item.code in _CELLS | _KEYS


def _is_empty(row: Any, schema: Schema) -> bool:
    """Whether no cell of the primary key has a value."""
    return all(name in row and row[name] is None for name in schema.primary_key)


def _keys(row: Any, schema: Schema, faults: Sequence[Issue], rows: Mapping[str, Sequence[Record]]) -> None:
    """Reads the cells of the keys, and adds to the row's errors those that our issues tell of."""
    from frictionless import errors

    names = schema.field_names
    places = [names.index(name) for name in schema.primary_key]
    found = {(item.code, item.field, item.argument("reference_fields")): item for item in faults}
    primary = next((item for item in faults if item.code == "primary-key"), None)
    for column in schema.fields:
        if column.constraints.get("unique") and column.name in row:
            row[column.name]  # asking is reading
            if item := found.get(("unique-error", column.name, "")):
                note = _SAME.format(_before(item, row, [names.index(column.name)], rows))
                row.errors.append(errors.UniqueError.from_row(row, note=note, field_name=column.name))
    if schema.primary_key and all(name in row for name in schema.primary_key):
        empty = [row[name] for name in schema.primary_key].count(None) == len(schema.primary_key)
        if primary and (empty or primary.argument("other")):
            note = _EMPTY if empty else _SAME.format(_before(primary, row, places, rows))
            row.errors.append(errors.PrimaryKeyError.from_row(row, note=note))
    for key in schema.foreign_keys:
        if not all(name in row for name in key.fields):
            continue
        values = [row[name] for name in key.fields]
        ours, theirs = ", ".join(key.fields), ", ".join(key.reference_fields)
        if ("foreign-key", ours, theirs) in found:
            note = _LOST.format(ours, ", ".join(map(str, values)), key.resource, theirs)
            row.errors.append(
                errors.ForeignKeyError.from_row(
                    row,
                    note=note,
                    field_names=list(key.fields),
                    field_values=values,
                    reference_name=key.resource,
                    reference_field_names=list(key.reference_fields),
                )
            )


def _before(item: Issue, row: Any, places: Sequence[int], rows: Mapping[str, Sequence[Record]]) -> int:
    """The row that the one at fault repeats: the last before it that begins at the line of the issue.

    Of a table in parts, several do: it is the one that has the same cells in these places, where one has.
    """
    before = [record for record in rows[item.argument("other")] if record.row < row.row_number]
    own = _at(row.cells, places)
    same = [record.row for record in before if _at(record.cells, places) == own]
    return max(same or [record.row for record in before], default=0)


def _at(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    """The cells in some places of a row, as far as it has them."""
    return [cells[place] for place in places if place < len(cells)]


def _placed(
    files: Folder, table: Resource, by_row: Mapping[int, Sequence[Issue]]
) -> tuple[dict[int, Record], Mapping[str, Sequence[Record]]]:
    """The records at fault by row, and the rows that begin at the lines that they are said to repeat."""
    lines = {item.argument("other") for items in by_row.values() for item in items} - {""}
    placed: dict[int, Record] = {}
    rows: dict[str, list[Record]] = defaultdict(list)
    with suppress(UnreadableError):
        for record in records(files, table):
            if record.row in by_row:
                placed[record.row] = record
            if str(record.line) in lines:
                rows[str(record.line)].append(record)
    return placed, rows

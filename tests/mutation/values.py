"""Mutants of one cell: every type, format and constraint of every field, broken once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from scripts.reading.model.package import Field, Resource
    from tests.mutation.bench import Bench

_NOT_OF_TYPE = {
    "number": "1,5",
    "integer": "1.5",
    "year": "20x5",
    "boolean": "maybe",
    "date": "2026-13-01",
    "time": "25:00:00",
    "datetime": "2026-01-01 25:00",
    "object": "{",
    "array": "[",
    "geopoint": "north",
}
_NOT_OF_FORMAT = {"uri": "not an address", "email": "nobody", "uuid": "1", "binary": "é"}
_NUMBERS = ("number", "integer", "year")

# By constraint: a value that breaks it, made from a value that keeps it; None where there is none.
Breaker = Callable[[str, Any, str], str | None]


def _no_match(value: str, pattern: Any, _type: str) -> str | None:
    """The value with something before it that the pattern does not allow."""
    found = (f"{more}{value}" for more in ("\u00a4", " ", "x", "0", "\u00e9\n"))
    return next((text for text in found if not re.fullmatch(str(pattern), text)), None)


def _shorter(value: str, length: Any, _type: str) -> str | None:
    """A text that is too short and not empty."""
    return value[: int(length) - 1] or None


_BREAKERS: dict[str, Breaker] = {
    "required": lambda _value, wanted, _type: "" if wanted else None,
    "enum": lambda value, known, _type: next(
        (text for text in (f"{value}_", f"{value}x", "9999") if text not in map(str, known)), None
    ),
    "pattern": _no_match,
    "minLength": _shorter,
    "maxLength": lambda value, length, _type: value.ljust(int(length) + 1, "x"),
    "minimum": lambda _value, least, kind: _moved(least, -1, kind),
    "maximum": lambda _value, most, kind: _moved(most, 1, kind),
    "exclusiveMinimum": lambda _value, least, _type: str(least),
    "exclusiveMaximum": lambda _value, most, _type: str(most),
}


def _moved(bound: Any, step: int, kind: str) -> str | None:
    """A number just past a bound."""
    if kind not in _NUMBERS:
        return None
    return str(Decimal(str(bound)) + (Decimal(step) / 2 if kind == "number" else step))


def mutants(bench: Bench) -> Iterator[Mutant]:
    """Each promise of each field of each table."""
    for table in bench.tables:
        for column in table.schema.fields if table.schema else ():
            yield from _of_field(bench, table, column)


def _of_field(bench: Bench, table: Resource, column: Field) -> Iterator[Mutant]:
    """The promises of one field."""
    assert table.schema is not None
    if wrong := _NOT_OF_TYPE.get(column.type):
        yield _cell(bench, table, column, "type", wrong, "type-error")
    if wrong := _NOT_OF_FORMAT.get(column.format or ""):
        yield _cell(bench, table, column, "format", wrong, "type-error")
    for name, argument in column.constraints.items():
        if name == "unique" and argument:
            yield from _twice(bench, table, column)
            continue
        value = next((r.cells[_at(table, column)] for r in _filled(bench, table, column)), "")
        broken = _BREAKERS[name](value, argument, column.type)
        if broken is not None:
            yield _cell(bench, table, column, name, broken, "constraint-error", name)
    if column.categories:
        yield _uncategorised(bench, table, column)


def _at(table: Resource, column: Field) -> int:
    assert table.schema is not None
    return table.schema.fields.index(column)


def _filled(bench: Bench, table: Resource, column: Field) -> Iterator[Any]:
    """The rows that have a value there, from the last: what is looked for is not in the first line alone."""
    return (row for row in reversed(bench.records(table.name)) if row.cells[_at(table, column)])


def _cell(
    bench: Bench, table: Resource, column: Field, promise: str, value: str, code: str, variant: str = ""
) -> Mutant:
    """The mutant that has `value` in the last row that has one there, or in the last."""
    rows = bench.records(table.name)
    row = next(_filled(bench, table, column), rows[-1])
    path, at = table.paths[0], _at(table, column)

    def edit(draft: Draft) -> None:
        records = draft.records(path)
        records[row.row - 1][at] = value
        draft.put(path, records)

    expected = Expected(code, path, row.line, column.name, variant)
    return Mutant(promise, f"{table.name}.{column.name}", edit, expected, (table.name,))


def _uncategorised(bench: Bench, table: Resource, column: Field) -> Mutant:
    """A value outside the categories, where no `enum` beside them says the same."""
    value = next(iter(_filled(bench, table, column))).cells[_at(table, column)]
    mutant = _cell(bench, table, column, "categories", f"{value}_", "category-error")

    def edit(draft: Draft) -> None:
        mutant.edit(draft)
        del draft.column(table.name, column.name)["constraints"]["enum"]

    return replace(mutant, edit=edit)


def _twice(bench: Bench, table: Resource, column: Field) -> Iterator[Mutant]:
    """The last value of a unique field, once more the first."""
    rows = list(_filled(bench, table, column))
    if len(rows) > 1:
        value = rows[-1].cells[_at(table, column)]
        yield _cell(bench, table, column, "unique", value, "unique-error")

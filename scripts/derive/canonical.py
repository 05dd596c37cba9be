"""A table in the standard's default form: what a release has, whatever its source was dressed in.

A re-user needs no dialect, and no `decimalChar`: 1.234,50 € is written 1234.50, 03/02/2025 is 2025-02-03.
Only what has a type in every format (numbers, booleans, dates) is undressed; a time, a duration or a text
keeps its text, and its format says how it is written. A cell without any dress is copied to the letter:
« 37.50 » is not « 37.5 ». A date of which the format says no day, or no month, is a `yearmonth`, or a `year`:
« 05/2024 » is 2024-05 and never the first of May.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scripts.model.errors import SourceError
from scripts.model.package import Category, Field
from scripts.read.tables import schema_of, to_text, typed_column
from scripts.read.values.base import NONE, Plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.model.package import Resource
    from scripts.read.tables import Row

# By type, what dresses its texts, with the standard's default.
_DRESS: Mapping[str, Mapping[str, Any]] = {
    "number": {"groupChar": "", "decimalChar": ".", "bareNumber": True},
    "integer": {"groupChar": "", "bareNumber": True},
    "boolean": {
        "trueValues": ["true", "True", "TRUE", "1"],
        "falseValues": ["false", "False", "FALSE", "0"],
    },
    "date": {},
}
_DAY, _MONTH = re.compile(r"%[-_0]?[djxcDFeu]"), re.compile(r"%[-_0]?[mbBh]")
_LENGTHS = {"year": 4, "yearmonth": 7, "date": 10}  # of an ISO date
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def is_dressed(column: Field) -> bool:
    """True where the field has a type, and texts that are not the standard's default form of it."""
    dress = _DRESS.get(column.type)
    if dress is None:
        return False
    other = any(column.extra.get(name, default) != default for name, default in dress.items())
    return other or (column.type == "date" and column.format != "default")


def _kind(column: Field) -> str:
    """The type of a dressed field without its dress.

    >>> [_kind(Field("d", "date", f)) for f in ("%d/%m/%Y", "%m/%Y", "%Y", "any")]
    ['date', 'yearmonth', 'year', 'date']
    """
    if column.type != "date" or "%" not in column.format or _DAY.search(column.format):
        return column.type
    return "yearmonth" if _MONTH.search(column.format) else "year"


def undressed(resource: Resource) -> Resource:
    """The resource whose fields say what `rows` gives. SourceError for a bound that is of another type."""
    schema = schema_of(resource)
    fields = tuple(_field(resource, column) if is_dressed(column) else column for column in schema.fields)
    return replace(resource, schema=replace(schema, fields=fields))


def rows(resource: Resource, cells: Sequence[Row], *, strict: bool = True) -> Sequence[Row]:
    """The rows of a table, undressed; texts that mean « no value » stay as they are.

    SourceError for a cell of another type; where it is not `strict`, such a cell stays as it is.
    """
    schema = schema_of(resource)
    columns = [list(column) for column in zip(*cells, strict=True)]
    for place, (column, texts) in enumerate(zip(schema.fields, columns, strict=False)):
        missing = schema.missing_values_of(column)
        none = "" if "" in missing else next(iter(missing), "")
        told = [none if text is NONE else text for text in texts]
        columns[place] = _undressed(resource, column, told, strict=strict) if is_dressed(column) else told
    return list(zip(*columns, strict=True))


def _undressed(resource: Resource, column: Field, texts: list[str], *, strict: bool) -> list[str]:
    """The texts of one column."""
    try:
        values = typed_column(resource, column, texts)
    except SourceError:
        if strict:
            raise
        values = [_value(resource, column, text) for text in texts]
    made = [
        text if value is None else _spelled(column, text, value)
        for text, value in zip(texts, values, strict=True)
    ]
    missing = frozenset(schema_of(resource).missing_values_of(column))
    for text, value, new in zip(texts, values, made, strict=True):
        if strict and value is not None and new in missing:
            raise SourceError(
                f"{resource.name}: « {text} » (field {column.name}) is a value, and « {new} », its default "
                "form, means « no value » there: write the values of the field without its format",
                code="type-error",
            )
    return made


def _value(resource: Resource, column: Field, text: str) -> Any:
    """The value of one cell, None for what is of another type too."""
    try:
        return typed_column(resource, column, [text])[0]
    except SourceError:
        return None


def _spelled(column: Field, text: str, value: Any) -> str:
    """The default form of a value: of a number the very digits that were written, where they are its own."""
    if isinstance(value, dt.date):
        return value.isoformat()[: _LENGTHS[_kind(column)]]
    if isinstance(text, Plain):
        return text
    if isinstance(value, int | float) and not isinstance(value, bool):
        group, decimal = (str(column.extra.get(name, "")) for name in ("groupChar", "decimalChar"))
        plain = text.replace(group, "") if group else text
        found = _NUMBER.search(plain.replace(decimal, ".") if decimal else plain)
        if found and type(value)(found[0]) == value:
            return found[0]
    return to_text(value)


def _field(resource: Resource, column: Field) -> Field:
    """A field without its dress; its bounds and codes that were dressed too, as values."""
    kind = _kind(column)

    def plain(value: Any) -> Any:
        made = typed_column(resource, column, [value])[0] if isinstance(value, str) else value
        if not isinstance(made, dt.date):
            return made
        return made.year if kind == "year" else made.isoformat()[: _LENGTHS[kind]]

    limits = {name: plain(limit) if name in _BOUNDS else limit for name, limit in column.constraints.items()}
    if "enum" in limits:
        limits["enum"] = [plain(code) for code in limits["enum"]]
    return replace(
        column,
        type=kind,
        format="default",
        constraints=limits,
        categories=tuple(Category(plain(c.value), c.label) for c in column.categories),
        extra={name: value for name, value in column.extra.items() if name not in _DRESS[column.type]},
    )

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

import pyarrow as pa

from scripts.reading.exact.judges import options_of
from scripts.reading.issues.refusals import unread
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Category, Field, Missing
from scripts.reading.tables import schema_of, to_text, typed_column
from scripts.reading.values.base import NONE, Plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Resource
    from scripts.reading.tables import Row

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


def table(resource: Resource, cells: Sequence[Row], *, strict: bool = True) -> tuple[Resource, Sequence[Row]]:
    """The resource whose fields say what its rows are once undressed, and these rows.

    Texts that mean « no value » stay as they are. A cell without a value is an empty one, and its field says
    so; where an empty text is a value, it is another text that means « no value » there, and not why.
    SourceError for a cell or a bound of another type, and for what would mean something else; where it is not
    `strict`, such a one stays as it is.
    """
    schema = schema_of(resource)
    columns = list(zip(*cells, strict=True)) or [()] * len(schema.fields)
    made = [
        _column(resource, column, texts, strict=strict)
        for column, texts in zip(schema.fields, columns, strict=True)
    ]
    plain = replace(resource, schema=replace(schema, fields=tuple(column for column, _ in made)))
    return plain, list(zip(*(texts for _, texts in made), strict=True))


def plain(resource: Resource) -> Resource:
    """The resource whose fields say what its rows are once undressed, where no cell of it is none.

    SourceError for a bound of another type, and for what would mean something else.
    """
    schema = schema_of(resource)
    fields = tuple(_column(resource, column, (), strict=True)[0] for column in schema.fields)
    return replace(resource, schema=replace(schema, fields=fields))


def undressed(resource: Resource, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The texts of some rows without their dress, each text that occurs read once. SourceError."""
    columns = []
    for column, texts in zip(schema_of(resource).fields, batch.columns, strict=True):
        made = texts
        if is_dressed(column):
            coded = texts.dictionary_encode()
            told = _undressed(resource, column, coded.dictionary.to_pylist(), strict=True)
            made = pa.array(told, pa.string()).take(coded.indices)
        columns.append(made)
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _column(
    resource: Resource, column: Field, texts: Sequence[str], *, strict: bool
) -> tuple[Field, Sequence[str]]:
    """A field and its cells, without their dress."""
    missing, none = schema_of(resource).missing_values_of(column), ""
    valued = [text for text in texts if text is not NONE]
    if "" not in missing and len(valued) < len(texts):
        if "" not in valued:
            column = replace(column, missing_values=(*missing, ""))
        elif plain := [text for text in missing if not isinstance(text, Missing)]:
            none = plain[0]
        elif strict:
            raise unread("blank", "type-error", name=resource.name, field=column.name)
    told = [none if text is NONE else text for text in texts]
    if not is_dressed(column):
        return column, told
    return _field(resource, column, strict=strict), _undressed(resource, column, told, strict=strict)


def is_dressed(column: Field) -> bool:
    """True where the field has a type, and texts that are not the standard's default form of it."""
    dress = _DRESS.get(column.type)
    if dress is None:
        return False
    options = options_of(column)
    other = any(options.get(name, default) != default for name, default in dress.items())
    return other or (column.type == "date" and options["format"] != "default")


def _kind(column: Field) -> str:
    """The type of a dressed field without its dress.

    >>> [_kind(Field("d", "date", f)) for f in ("%d/%m/%Y", "%m/%Y", "%Y", "any")]
    ['date', 'yearmonth', 'year', 'date']
    """
    if column.type != "date" or "%" not in column.format or _DAY.search(column.format):
        return column.type
    return "yearmonth" if _MONTH.search(column.format) else "year"


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
            about = {"name": resource.name, "field": column.name}
            raise unread("absent", "type-error", value=text, new=new, **about)
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
        options = options_of(column)
        group, decimal = (options.get(name, "") for name in ("groupChar", "decimalChar"))
        plain = text.replace(group, "") if group else text
        found = _NUMBER.search(plain.replace(decimal, ".") if decimal else plain)
        if found and type(value)(found[0]) == value:
            return found[0]
    return to_text(value)


def _field(resource: Resource, column: Field, *, strict: bool) -> Field:
    """A field without its dress; its bounds and codes that were dressed too, as values."""
    kind = _kind(column)

    def plain(value: Any) -> Any:
        try:
            made = typed_column(resource, column, [value])[0] if isinstance(value, str) else value
        except SourceError:
            if strict:
                raise
            return value
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

"""Typed Arrow tables from the CSV files of a package, by its model.

The types follow the Table Schema (number → float64, integer and year → int64, boolean, date → date32, all
other types → string); a field that may not be empty is not nullable; titles, descriptions and units ride
along as Arrow field metadata, in UTF-8. `read_cells` gives the same table as the texts of the source, for
whatever must copy a value and not print it anew.

Both trust their input: a package is validated before its tables are read. What cannot be read all the same
is a SourceError.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from scripts.reading.exact.judges import options_of
from scripts.reading.exact.records import LOST, Record, UnreadableError, lost, records
from scripts.reading.exact.table import match_of
from scripts.reading.issues import LANGUAGES
from scripts.reading.issues.refusals import unread
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.reading.redressed import redressed
from scripts.reading.rows.reading import Reading
from scripts.reading.values.base import NONE, Plain
from scripts.reading.values.kinds import reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scripts.reading.rows.files import Files

Row = tuple[str, ...]


class Texts(Protocol):
    """The rows of a table as texts, in memory or on disk; they can be gone through again and again."""

    def __len__(self) -> int:
        """How many rows there are."""

    def __iter__(self) -> Iterator[Row]:
        """Each row, in order."""


_ARROW: Mapping[str, pa.DataType] = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "year": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
_DESCRIBED = ("title", "title_en", "description", "description_en", "unit")


def read_tables(files: Files, package: Package) -> dict[str, pa.Table]:
    """The typed tables of a package by resource name, in the descriptor's order."""
    return {resource.name: read_table(files, resource) for resource in package.tables}


def read_table(files: Files, resource: Resource) -> pa.Table:
    """The rows of a resource, typed. Nulls are the cells that hold a missing value."""
    return to_table(resource, read_cells(files, resource))


def to_table(resource: Resource, rows: Iterable[Row]) -> pa.Table:
    """The typed table of rows of texts that follow the resource's fields."""
    schema = schema_of(resource)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema.fields)
    arrays = [_array(resource, column, cells) for column, cells in zip(schema.fields, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(resource))


def _array(resource: Resource, column: Field, cells: Sequence[str]) -> pa.Array:
    try:
        return pa.array(typed_column(resource, column, cells), arrow_type(column))
    except (OverflowError, pa.ArrowInvalid):
        raise unread("beyond", "type-error", name=resource.name, field=column.name) from None


def typed_column(resource: Resource, column: Field, cells: Sequence[str]) -> list[Any]:
    """The values of one column of texts: None where a cell holds a missing value."""
    missing = frozenset(schema_of(resource).missing_values_of(column))
    convert = _converter(column)
    plainly = _converter(replace(column, format="default", extra={})) if column.type in _ARROW else convert
    values: list[Any] = []
    for number, cell in enumerate(cells, start=1):
        try:
            absent = cell is NONE or cell in missing
            values.append(None if absent else (plainly if isinstance(cell, Plain) else convert)(cell))
        except ValueError:
            at = {"name": resource.name, "field": column.name, "record": number}
            raise unread("typed", "type-error", value=cell, type=column.type, **at) from None
    return values


def schema_of(resource: Resource) -> Schema:
    """The resource's Table Schema. SourceError where it has none."""
    if resource.schema is None:
        raise SourceError(f"{resource.name}: a table needs a schema", code="schema-error")
    return resource.schema


# --- Arrow -------------------------------------------------------------------------------------------------


def arrow_type(column: Field) -> pa.DataType:
    """The Arrow type of a field; a type that this project has no use for stays a text."""
    return _ARROW.get(column.type, pa.string())


def arrow_schema(resource: Resource) -> pa.Schema:
    """The Arrow schema of a resource, with nullability and the words of its fields."""
    schema = schema_of(resource)
    return pa.schema(
        [
            pa.field(
                column.name,
                arrow_type(column),
                nullable=schema.may_be_null(column),
                metadata=_words(column, column.extra),
            )
            for column in schema.fields
        ],
        metadata={"name": resource.name, **_words(resource, resource.extra)},
    )


def _words(described: Field | Resource, extra: Mapping[str, Any]) -> dict[str, str]:
    """What a field or a resource says of itself, empty texts left out."""
    words = {"title": described.title, "description": described.description, **extra}
    return {key: str(words[key]) for key in _DESCRIBED if words.get(key)}


# --- values ------------------------------------------------------------------------------------------------


def _converter(column: Field) -> Callable[[str], Any]:
    """The function from a text to the field's value; it raises ValueError for a text that is none."""
    if column.type not in _ARROW:
        return str
    options = options_of(column)
    plain = (
        _PLAIN.get(column.type) if options["format"] == "default" and not DRESSED & options.keys() else None
    )
    read = reader_of(options)

    def convert(cell: str) -> Any:
        if plain is not None:
            try:
                return plain(cell)
            except ValueError:  # what is right in another form, or wrong
                pass
        value = read(cell)
        if value is None:
            raise ValueError(cell)
        return float(value) if isinstance(value, Decimal) else value

    return convert


# How the plainest texts of a type are read, sooner than all its forms; and what makes that another thing.
_PLAIN: Mapping[str, Callable[[str], Any]] = {
    "number": float,
    "integer": int,
    "date": dt.date.fromisoformat,
}
DRESSED = {"groupChar", "decimalChar", "bareNumber"}


def to_text(value: Any) -> str:
    """The text that a value has in a CSV of ours: "" for none, the shortest decimal for a number.

    >>> [to_text(value) for value in (None, True, 37.0, 8.3, 1e-7, "Île")]
    ['', 'true', '37', '8.3', '0.0000001', 'Île']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _decimal(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _decimal(value: float) -> str:
    """A number without exponent and without a useless `.0`; Table Schema's words for the others."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("INF" if value > 0 else "-INF")
    return format(Decimal(repr(value)), "f").removesuffix(".0")


# --- rows --------------------------------------------------------------------------------------------------


def read_cells(files: Files, resource: Resource) -> list[Row]:
    """The rows of a resource as the texts of its files, missing values included, header left out."""
    found = [record.cells for record in read_records(files, resource)]
    return redressed(found, schema_of(resource).fields)


def read_records(files: Files, resource: Resource) -> list[Record]:
    """The same, each where it stands, with a cell for each field of the schema, in its order."""
    try:
        labels = _labels(files, resource)
        found = [record for record in records(files, resource) if record.cells]
    except LOST as error:
        raise _unreadable(resource, lost(resource, error)) from None
    except UnreadableError as error:
        raise _unreadable(resource, error) from None
    names = schema_of(resource).field_names
    width = len(labels or names)
    for record in found:
        if len(record.cells) != width:
            raise unread("ragged", "incorrect-label", record.path, cells=len(record.cells), fields=width)
    if labels and labels != names:
        places = [labels.index(name) if name in labels else -1 for name in names]
        return [
            replace(record, cells=tuple(NONE if at < 0 else record.cells[at] for at in places))
            for record in found
        ]
    return found


def _labels(files: Files, resource: Resource) -> Row:
    """The labels that fields are found by; none where their order tells."""
    return () if match_of(schema_of(resource)) == "exact" else Reading(files, resource).header.labels


def _unreadable(resource: Resource, error: UnreadableError) -> SourceError:
    return unread("table", "package-error", error.path or resource.name, **why(resource, error))


def why(resource: Resource, error: UnreadableError) -> dict[str, str]:
    """Why a table is not read, as the words `note_fr` and `note_en` of a sentence."""
    told = {lang: error.issue(resource.name).message(lang).rstrip(".") for lang in LANGUAGES}
    return {f"note_{lang}": note[:1].lower() + note[1:] for lang, note in told.items()}

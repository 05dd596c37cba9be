"""CSV bytes and a Table Schema → a typed pandas table. Only what the schema says is missing is missing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from pandas.api.extensions import ExtensionDtype
from pandas.api.types import pandas_dtype

from explorer.stores import ReleaseError

# Table Schema type → nullable pandas type. Any other type stays text: what is shown is what is written.
TYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}
TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")


def read_cells(
    content: bytes, schema: Mapping[str, Any], dialect: Mapping[str, Any], *, path: str
) -> pd.DataFrame:
    """The table, one column a field, nullable types; codes such as « NA » stay codes.

    Read by Python's own reader: for the small tables of a release it costs a tenth of what a frame's does.
    ReleaseError `not_a_table` where the columns are not the schema's or a cell is not of its type.
    """
    fields = [field for field in schema.get("fields", ()) if isinstance(field, Mapping) and "name" in field]
    names = [str(field["name"]) for field in fields]
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        labels, *rows = [row for row in csv.reader(text, delimiter=dialect.get("delimiter", ",")) if row] or [
            []
        ]
    except (ValueError, TypeError, csv.Error) as error:
        raise ReleaseError("not_a_table", path=path, reason=_one_line(error)) from None
    if labels != names:
        raise ReleaseError("not_a_table", path=path, reason=", ".join(labels)[:120])
    if odd := next((row for row in rows if len(row) != len(names)), None):
        raise ReleaseError("not_a_table", path=path, reason=", ".join(odd)[:120])
    missing = schema.get("missingValues", [""])
    columns = {}
    for place, (field, name) in enumerate(zip(fields, names, strict=True)):
        absent = {m["value"] if isinstance(m, Mapping) else m for m in field.get("missingValues", missing)}
        cells = [None if row[place] in absent else row[place] for row in rows]
        try:
            columns[name] = _typed(cells, field)
        except (ValueError, TypeError) as error:
            raise ReleaseError("not_a_table", path=path, reason=f"{name}: {_one_line(error)}") from None
    return pd.DataFrame(columns)


def rows_of(cells: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts of plain values; absent cells are None.

    >>> rows_of(pd.DataFrame({"a": pd.array([1, None], dtype="Int64"), "b": ["x", None]}))
    [{'a': 1, 'b': 'x'}, {'a': None, 'b': None}]
    """
    names = [str(name) for name in cells.columns]
    return [dict(zip(names, row, strict=True)) for row in values_of(cells)]


def values_of(cells: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The plain values of each row, None where there is none; ten times as fast as a frame's own rows."""
    columns = []
    for _, column in cells.items():  # noqa: PERF102 (the `values` of a frame is no method)
        if isinstance(column.dtype, ExtensionDtype):
            columns.append(column.array.to_numpy(dtype=object, na_value=None).tolist())
        else:
            columns.append(column.astype(object).where(column.notna(), None).tolist())
    return zip(*columns, strict=True)


def _typed(cells: list[str | None], field: Mapping[str, Any]) -> Any:
    """The column in the type of its field, as a pandas array."""
    kind = TYPES.get(str(field.get("type", "string")), "string")
    values: list[Any] = list(cells)
    if kind == "boolean":
        words = dict.fromkeys(field.get("trueValues", TRUE), True)
        words |= dict.fromkeys(field.get("falseValues", FALSE), False)
        unknown = {cell for cell in cells if cell is not None} - words.keys()
        if unknown:
            raise ValueError(f"« {min(unknown)} »")
        values = [None if cell is None else words[cell] for cell in cells]
    elif kind != "string":
        comma = str(field.get("decimalChar", "."))
        convert = float if kind == "Float64" else int
        values = [None if cell is None else convert(_plain(cell, comma)) for cell in cells]
    return pd.array(values, dtype=pandas_dtype(kind))  # type: ignore[arg-type] # the stubs lack nullable types


def _plain(cell: str, comma: str) -> str:
    """A number as Python reads it; what only Python takes for a number is none."""
    if "_" in cell:
        raise ValueError(f"« {cell} »")
    return cell if comma == "." else cell.replace(comma, ".")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]

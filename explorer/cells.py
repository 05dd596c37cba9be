"""CSV bytes and a Table Schema → a typed pandas table. Only what the schema says is missing is missing."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
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

    ReleaseError `not_a_table` where the columns are not the schema's or a cell is not of its type.
    """
    fields = [field for field in schema.get("fields", ()) if isinstance(field, Mapping) and "name" in field]
    names = [str(field["name"]) for field in fields]
    try:
        table = pd.read_csv(
            io.BytesIO(content),
            dtype="string",
            keep_default_na=False,
            na_filter=False,
            encoding="utf-8",
            sep=dialect.get("delimiter", ","),
        )
    except (ValueError, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise ReleaseError("not_a_table", path=path, reason=_one_line(error)) from None
    if list(table.columns) != names:
        raise ReleaseError("not_a_table", path=path, reason=", ".join(map(str, table.columns))[:120])
    missing = schema.get("missingValues", [""])
    for field, name in zip(fields, names, strict=True):
        absent = [m["value"] if isinstance(m, Mapping) else m for m in field.get("missingValues", missing)]
        column = table[name].mask(table[name].isin(absent))
        try:
            table[name] = _typed(column, field)
        except (ValueError, TypeError) as error:
            raise ReleaseError("not_a_table", path=path, reason=f"{name}: {_one_line(error)}") from None
    return table


def _typed(column: pd.Series, field: Mapping[str, Any]) -> pd.Series:
    """The column in the type of its field."""
    kind = TYPES.get(str(field.get("type", "string")))
    if kind is None:
        return column
    if kind == "boolean":
        words = dict.fromkeys(field.get("trueValues", TRUE), True)
        words |= dict.fromkeys(field.get("falseValues", FALSE), False)
        unknown = set(column.dropna()) - words.keys()
        if unknown:
            raise ValueError(f"« {min(unknown)} »")
        return column.map(words).astype("boolean")
    if kind == "Float64" and field.get("decimalChar", ".") != ".":
        column = column.str.replace(str(field["decimalChar"]), ".", regex=False)
    numbers: pd.Series = pd.to_numeric(column)
    return numbers.astype(pandas_dtype(kind))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]

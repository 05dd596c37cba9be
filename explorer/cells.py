"""The bytes of a table and its description → a typed pandas table, by the reader of `validate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
from pandas.api.extensions import ExtensionDtype
from pandas.api.types import pandas_dtype

from explorer.stores import ReleaseError
from scripts.reading.descriptor import to_package
from scripts.reading.exact.judges import options_of
from scripts.reading.exact.records import LOST
from scripts.reading.model.package import Field
from scripts.reading.rows.files import Held
from scripts.reading.rows.reading import Reading
from scripts.reading.values.kinds import reader_of

# Table Schema type → nullable pandas type. Any other type stays text: what is shown is what is written.
TYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}


def read_cells(content: bytes, properties: Mapping[str, Any], *, path: str) -> pd.DataFrame:
    """The table, one column a field, nullable types; codes such as « NA » stay codes.

    ReleaseError `not_a_table` where the columns are not the schema's or a cell is not of its type.
    """
    (resource,) = to_package({"resources": [{**properties, "path": path}]}).resources
    fields = resource.schema.fields if resource.schema else ()
    try:
        reading = Reading(Held({path: content}), resource)
        labels = reading.header.labels
        rows = [cells for _, _, cells in reading.data() if cells]
    except LOST as error:
        raise ReleaseError("not_a_table", path=path, reason=_one_line(error)) from None
    if list(labels) != [field.name for field in fields]:
        raise ReleaseError("not_a_table", path=path, reason=", ".join(labels)[:120])
    if odd := next((row for row in rows if len(row) != len(fields)), None):
        raise ReleaseError("not_a_table", path=path, reason=", ".join(map(str, odd))[:120])
    columns = {}
    for place, field in enumerate(fields):
        absent = resource.schema.missing_values_of(field) if resource.schema else ()
        cells = [None if row[place] in absent else str(row[place]) for row in rows]
        try:
            columns[field.name] = _typed(cells, field)
        except (ValueError, TypeError) as error:
            raise ReleaseError("not_a_table", path=path, reason=f"{field.name}: {_one_line(error)}") from None
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


def _typed(cells: list[str | None], field: Field) -> Any:
    """The column in the type of its field, as a pandas array."""
    kind = TYPES.get(field.type, "string")
    values: list[Any] = list(cells)
    if kind != "string":
        read = reader_of(options_of(field))
        values = [None if cell is None else read(cell) for cell in cells]
        if wrong := next(
            (c for c, v in zip(cells, values, strict=True) if c is not None and v is None), None
        ):
            raise ValueError(f"« {wrong} »")
        values = [float(value) if isinstance(value, Decimal) else value for value in values]
    return pd.array(values, dtype=pandas_dtype(kind))  # type: ignore[arg-type] # the stubs lack nullable types


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160]

"""Readers: what a cell of each field type is worth.

A reader takes a text, or the value that a JSON file, a spreadsheet or a Parquet file holds (and a descriptor,
for the bounds of a constraint), and returns its value: None where it is not of the type. Frictionless 5.21 is
followed to the letter where the standard leaves room; where it says otherwise, the standard wins (whole
numbers with a `groupChar`). Libraries are imported where a field needs them (texts.py, times.py).

Source: Table Schema 2.0, « Field Types », <https://datapackage.org/standard/table-schema/#field-types>.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from scripts.reading.values import geo, texts, times
from scripts.reading.values.base import Options, Reader

_BARE = re.compile(r"((^[^-\d]*)|(\D*$))")
_YEAR = 4


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int


def reader_of(options: Options) -> Reader:
    """The reader of a field, given its descriptor; a type that the standard does not have is any."""
    return READERS.get(options["type"], _any)(options)


def _any(_options: Options) -> Reader:
    return lambda cell: cell


def _integer(options: Options) -> Reader:
    bare, group = options.get("bareNumber", True), options.get("groupChar", "")

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            cell = cell.strip()
            try:
                cell = cell if bare else _BARE.sub("", cell)
                return int(cell.replace(group, "") if group else cell)
            except ValueError:
                return None
        if cell is True or cell is False:
            return None
        if isinstance(cell, int):
            return cell
        whole = isinstance(cell, float | Decimal) and cell == cell // 1
        return int(cell) if whole else None

    return read


def _number(options: Options) -> Reader:
    written = bool({"groupChar", "decimalChar", "bareNumber"} & set(options))
    bare = options.get("bareNumber", True)
    group, point = options.get("groupChar", ""), options.get("decimalChar", ".")

    def plain(cell: str) -> str | None:
        cell = cell if bare else _BARE.sub("", cell)
        cell = cell.replace(group, "")
        return None if point != "." and "." in cell else cell.replace(point, ".")

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            cell = cell.strip()
            cell = plain(cell) if written else cell
            try:
                found = None if cell is None else Decimal(cell)
                return None if found is None or found.is_snan() else found  # a NaN of Python's own
            except (ArithmeticError, ValueError):
                return None
        if isinstance(cell, bool):
            return None
        if isinstance(cell, int | Decimal):
            return cell
        return Decimal(str(cell)) if isinstance(cell, float) else None

    return read


def _boolean(options: Options) -> Reader:
    mapping = dict.fromkeys(options.get("trueValues", ("true", "True", "TRUE", "1")), True)
    mapping |= dict.fromkeys(options.get("falseValues", ("false", "False", "FALSE", "0")), False)

    def read(cell: Any) -> Any:
        if cell is True or cell is False:
            return cell
        return mapping.get(cell) if isinstance(cell, str) else None

    return read


def _year(_options: Options) -> Reader:
    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            if len(cell) != _YEAR:
                return None
            try:
                cell = int(cell)
            except ValueError:
                return None
        return cell if isinstance(cell, int) and 0 <= cell <= 9999 else None  # noqa: PLR2004

    return read


def _yearmonth(_options: Options) -> Reader:
    def read(cell: Any) -> Any:
        if isinstance(cell, list):
            return YearMonth(*cell) if len(cell) == len(YearMonth._fields) else None
        if not isinstance(cell, str):
            return None
        try:
            year, month = map(int, cell.split("-"))
        except ValueError:
            return None
        return YearMonth(year, month) if 1 <= month <= 12 else None  # noqa: PLR2004

    return read


def _object(_options: Options) -> Reader:
    return lambda cell: json_of(cell, dict)


def _array(_options: Options) -> Reader:
    return lambda cell: json_of(cell, list)


def json_of(cell: Any, kind: type) -> Any:
    """The `dict` or `list` that a JSON text holds, or that the cell is; None where it is none."""
    if isinstance(cell, str):
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError):
            return None
    return cell if isinstance(cell, kind) else None


def _list(options: Options) -> Reader:
    item = reader_of({"name": "item", "type": options.get("itemType", "string")})
    delimiter = options.get("delimiter", ",")

    def read(cell: Any) -> Any:
        if not isinstance(cell, str | list | tuple):
            return None
        items = [item(part) for part in (cell.split(delimiter) if isinstance(cell, str) else cell)]
        return None if None in items else items

    return read


READERS: Mapping[str, Callable[[Options], Reader]] = {
    "any": _any,
    "array": _array,
    "boolean": _boolean,
    "date": times.date,
    "datetime": times.datetime,
    "duration": times.duration,
    "geojson": geo.geojson,
    "geopoint": geo.geopoint,
    "integer": _integer,
    "list": _list,
    "number": _number,
    "object": _object,
    "string": texts.string,
    "time": times.time,
    "year": _year,
    "yearmonth": _yearmonth,
}

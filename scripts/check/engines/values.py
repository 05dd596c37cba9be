"""Readers: what a cell of each field type is worth, to the letter of frictionless 5.21.

A reader takes a text (or a JSON value of the descriptor, for the bounds of a constraint) and returns its
value, None where it is not of the type. Only the standard library is imported; the types whose rules are
another library's (addresses, durations, GeoJSON, dates of any form …) are read by frictionless itself, and
only when a table has such a field.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from scripts.check.engines import times
from scripts.check.engines.foreign import Options, Reader, UnsupportedError, by_frictionless

_BARE = re.compile(r"((^[^-\d]*)|(\D*$))")
_YEAR = 4


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int


class Point(NamedTuple):
    """A longitude and a latitude."""

    lon: Any
    lat: Any


def reader_of(options: Options) -> Reader:
    """The reader of a field, given its descriptor. KeyError for a type that frictionless does not know."""
    return READERS[options["type"]](options)


def _any(_options: Options) -> Reader:
    return lambda cell: cell


def _string(options: Options) -> Reader:
    kind = options.get("format", "default")
    if kind in ("uri", "email", "uuid", "wkt"):
        return by_frictionless(options)
    if kind == "binary":
        return _binary
    return lambda cell: cell if isinstance(cell, str) else None


def _binary(cell: Any) -> Any:
    try:
        base64.b64decode(cell)
    except (binascii.Error, ValueError, TypeError):
        return None
    return cell


def _integer(options: Options) -> Reader:
    bare = options.get("bareNumber", True)

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            cell = cell.strip()
            try:
                return int(cell if bare else _BARE.sub("", cell))
            except ValueError:
                return None
        if cell is True or cell is False:
            return None
        if isinstance(cell, int):
            return cell
        return int(cell) if isinstance(cell, float) and cell.is_integer() else None

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
                return None if cell is None else Decimal(cell)
            except (ArithmeticError, ValueError):
                return None
        if isinstance(cell, bool):
            return None
        if isinstance(cell, int):
            return cell
        return Decimal(str(cell)) if isinstance(cell, float) else None

    return by_frictionless(options) if options.get("floatNumber") else read


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


def _json_of(kind: type) -> Callable[[Options], Reader]:
    """The reader of JSON texts that hold a `dict` or a `list`."""

    def make(options: Options) -> Reader:
        if options.get("arrayItem"):
            raise UnsupportedError("arrayItem")

        def read(cell: Any) -> Any:
            if isinstance(cell, str):
                try:
                    cell = json.loads(cell)
                except (ValueError, RecursionError):
                    return None
            return cell if isinstance(cell, kind) else None

        return read

    return make


def _list(options: Options) -> Reader:
    item = reader_of({"name": "item", "type": options.get("itemType", "string")})
    delimiter = options.get("delimiter", ",")

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return None
        items = [item(part) for part in cell.split(delimiter)]
        return None if None in items else items

    return read


def _geopoint(options: Options) -> Reader:
    form = options.get("format", "default")

    def read(cell: Any) -> Any:
        try:
            if not isinstance(cell, str):
                lon, lat = cell
            elif form == "default":
                lon, lat = (part.strip() for part in cell.split(","))
            elif form == "array":
                lon, lat = json.loads(cell)
            else:
                found = json.loads(cell)
                if len(found) != len(Point._fields):
                    return None
                lon, lat = found["lon"], found["lat"]
            point = Point(Decimal(lon), Decimal(lat)) if isinstance(cell, str) else Point(lon, lat)
            wrong = point.lon > 180 or point.lon < -180 or point.lat > 90 or point.lat < -90  # noqa: PLR2004
        except Exception:  # noqa: BLE001 -- as in frictionless: whatever goes wrong, it is no point
            return None
        return None if wrong else point

    return by_frictionless(options) if form not in ("default", "array", "object") else read


READERS: Mapping[str, Callable[[Options], Reader]] = {
    "any": _any,
    "array": _json_of(list),
    "boolean": _boolean,
    "date": times.date,
    "datetime": times.datetime,
    "duration": by_frictionless,
    "geojson": by_frictionless,
    "geopoint": _geopoint,
    "integer": _integer,
    "list": _list,
    "number": _number,
    "object": _json_of(dict),
    "string": _string,
    "time": times.time,
    "year": _year,
    "yearmonth": _yearmonth,
}

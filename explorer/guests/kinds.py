"""A text → a value of its Table Schema type, or ValueError. One function a type; KINDS lists them.

https://datapackage.org/standard/table-schema/#field-types
"""

from __future__ import annotations

import json
import math
import re
import uuid
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

LONGEST_NUMBER = 400  # characters: enough for any float, too few to be slow
LONGEST_PATTERN = 40  # characters of a date pattern
DIRECTIVES = set("YymdHMSBbfjpzAaIe%")
TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")
DURATION = re.compile(
    r"-?P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII
)
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(\.[^@\s.]{1,63}){1,8}")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:\S+")
YEARMONTH = re.compile(r"(-?\d{4})-(0[1-9]|1[0-2])", re.ASCII)
YEAR = re.compile(r"-?\d{4}", re.ASCII)
Field = Mapping[str, Any]


def string(text: str, field: Field) -> str:
    """A text, of the format of its field."""
    match field.get("format", "default"):
        case "email":
            ok = bool(EMAIL.fullmatch(text))
        case "uri":
            ok = bool(URI.fullmatch(text))
        case "uuid":
            ok = len(text) == len(str(uuid.UUID(text)))
        case "binary":
            b64decode(text, validate=True)
            ok = True
        case _:
            ok = True
    if not ok:
        raise ValueError(text)
    return text


def integer(text: str, field: Field) -> int:
    """A whole number, bare or in its dress (`bareNumber`, `groupChar`)."""
    return int(_bare(text, field, r"[+-]?\d+"))


def number(text: str, field: Field) -> float:
    """A finite number; NaN and INF, which the standard allows, are no quantity that can be drawn."""
    plain = text.replace(str(field["decimalChar"]), ".") if "decimalChar" in field else text
    if plain in ("NaN", "INF", "-INF"):
        return math.nan
    try:
        value = float(Decimal(_bare(plain, field, r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?")))
    except (InvalidOperation, OverflowError):
        raise ValueError(text) from None
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def boolean(text: str, field: Field) -> bool:
    """One of the words for true or for false."""
    if text in _words(field, "trueValues", TRUE):
        return True
    if text in _words(field, "falseValues", FALSE):
        return False
    raise ValueError(text)


def day(text: str, field: Field) -> date:
    """A date: YYYY-MM-DD, or as the format says."""
    pattern = _pattern(field)
    if pattern is None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text) if pattern is None else datetime.strptime(text, pattern).date()  # noqa: DTZ007 (no zone was given)


def moment(text: str, field: Field) -> datetime:
    """A date and time, of any zone: told as it is written."""
    pattern = _pattern(field)
    if pattern is None:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    return datetime.strptime(text, pattern).replace(tzinfo=None)  # noqa: DTZ007 (the zone is left out)


def hour(text: str, field: Field) -> time:
    """A time of day."""
    pattern = _pattern(field)
    return time.fromisoformat(text) if pattern is None else datetime.strptime(text, pattern).time()  # noqa: DTZ007 (a time has none)


def year(text: str, _: Field) -> int:
    """A year of four digits."""
    if not YEAR.fullmatch(text):
        raise ValueError(text)
    return int(text)


def yearmonth(text: str, _: Field) -> date:
    """The first day of a month."""
    found = YEARMONTH.fullmatch(text)
    if not found:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), 1)


def duration(text: str, _: Field) -> str:
    """An ISO 8601 duration."""
    if len(text) > LONGEST_NUMBER or not DURATION.fullmatch(text):
        raise ValueError(text)
    return text


def document(text: str, field: Field) -> str:
    """JSON, an object or an array as the type says, kept as its text."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError(text) from None
    if not isinstance(value, list if field.get("type") == "array" else dict):
        raise ValueError(text)  # noqa: TRY004 (a cell of the wrong type is a value that does not fit)
    return text


def geopoint(text: str, field: Field) -> str:
    """« longitude, latitude » (or an array or an object of them), kept as its text."""
    parts: list[Any]
    if field.get("format", "default") == "default":
        parts = text.split(",")
    else:
        value: Any = json.loads(text)
        parts = [value.get("lon"), value.get("lat")] if isinstance(value, dict) else list(value)
    if len(parts) != 2:  # noqa: PLR2004 (longitude, latitude)
        raise ValueError(text)
    longitude, latitude = (float(str(part)[:LONGEST_NUMBER]) for part in parts)
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):  # noqa: PLR2004 (degrees)
        raise ValueError(text)
    return text


def anything(text: str, _: Field) -> str:
    """The text."""
    return text


KINDS: dict[str, Callable[[str, Field], Any]] = {
    "string": string, "integer": integer, "number": number, "boolean": boolean, "date": day,
    "datetime": moment, "time": hour, "year": year, "yearmonth": yearmonth, "duration": duration,
    "object": document, "array": document, "geojson": document, "geopoint": geopoint, "any": anything,
    "list": anything,
}  # fmt: skip


def _bare(text: str, field: Field, pattern: str) -> str:
    """The digits of a number, out of their dress."""
    if len(text) > LONGEST_NUMBER:
        raise ValueError(text)
    group = field.get("groupChar")
    if isinstance(group, str) and group:
        text = text.replace(group, "")
    if field.get("bareNumber", True) is False:
        text = re.sub(r"^[^\d+.-]+|[^\d.]+$", "", text)
    if not re.fullmatch(pattern, text, re.ASCII):
        raise ValueError(text)
    return text


def _words(field: Field, name: str, default: tuple[str, ...]) -> tuple[str, ...] | list[Any]:
    words = field.get(name)
    return words if isinstance(words, list) else default


def _pattern(field: Field) -> str | None:
    """The pattern of a date; None for ISO 8601. A pattern of another making would be a program."""
    style = str(field.get("format", "default"))
    if "%" not in style:
        return None
    directives = re.findall(r"%(.)", style, re.DOTALL)
    known = set(directives) <= DIRECTIVES and len(set(directives)) == len(directives)
    if len(style) > LONGEST_PATTERN or not known:
        raise ValueError(style)
    return style

"""Readers of dates, times and durations, to the letter of frictionless 5.21 (kinds.py has the others)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from scripts.reading.values.base import Options, Reader

_DATE_TIME = re.compile(r"(?a:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_TIME = re.compile(r"(?a:\d\d:\d\d:\d\d)")
_SECONDS_OF = {"datetime": (16, 19), "time": (5, 8)}  # where a default form has its second colon, its length
_LONGEST = 100  # characters of a date of any form


def _parsed(
    options: Options, default: Reader, native: Callable[[Any], Any], part: Callable[[dt.datetime], Any]
) -> Reader:
    """The reader of dates and times: `default`, dateutil's for `any`, or a strptime format."""
    form = str(options.get("format", "default"))

    def by_any(text: str) -> Any:
        from dateutil import parser

        return part(_sound(parser.parse(text))) if len(text) <= _LONGEST else None

    def by_form(text: str) -> Any:
        return part(dt.datetime.strptime(text, form))  # noqa: DTZ007 -- the format says which zone

    reads = {"default": default, "any": by_any}.get(form, by_form)

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return native(cell)
        try:
            return reads(cell)
        except (ValueError, re.error, OverflowError, TypeError, ArithmeticError):
            return None

    return read


def date(options: Options) -> Reader:
    """Dates: `2024-01-31`, and `2024-1-31` too."""
    return _parsed(options, _default_date, _native_date, dt.datetime.date)


def _default_date(text: str) -> Any:
    return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a date has no zone


def _native_date(cell: Any) -> Any:
    """A date, or a date and time at midnight (as spreadsheets have them)."""
    if isinstance(cell, dt.datetime):
        return cell.date() if cell.time() == dt.time() else None
    return cell if isinstance(cell, dt.date) else None


def datetime(options: Options) -> Reader:
    """Dates with a time, as ISO 8601 writes them in full."""
    return _parsed(options, _default_datetime, _native_datetime, lambda value: value)


def _native_datetime(cell: Any) -> Any:
    """A date and time, or a day, which is its midnight (as spreadsheets have them)."""
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return dt.datetime.combine(cell, dt.time())
    return cell if isinstance(cell, dt.datetime) else None


def _default_datetime(text: str) -> Any:
    if _DATE_TIME.fullmatch(text):
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError:  # 24:00:00 is a time for dateutil
            pass
    return _iso(text, "datetime", "")


def time(options: Options) -> Reader:
    """Times of day, as ISO 8601 writes them in full."""
    native = lambda cell: cell if isinstance(cell, dt.time) else None  # noqa: E731 -- typed by _parsed
    return _parsed(options, _default_time, native, dt.datetime.timetz)


def _default_time(text: str) -> Any:
    if _TIME.fullmatch(text):
        try:
            return dt.time.fromisoformat(text)
        except ValueError:
            pass
    found = _iso(text, "time", "2000-01-01T")
    return found and found.timetz()


def _iso(text: str, kind: str, before: str) -> Any:
    """The date and time that dateutil reads; None for a shorter form, which it would read too."""
    colon, length = _SECONDS_OF[kind]
    if len(text) < length or text[colon] != ":":
        return None
    from dateutil import parser

    return _sound(parser.isoparse(f"{before}{text}"))


def _sound(value: dt.datetime) -> dt.datetime:
    """The same, without a zone that is none (a day or more away): nothing can be compared with it."""
    try:
        value.utcoffset()
    except ValueError:
        return value.replace(tzinfo=None)
    return value


def duration(_options: Options) -> Reader:
    """Durations, as ISO 8601 writes them."""

    def read(cell: Any) -> Any:
        from isodate import Duration, parse_duration

        if not isinstance(cell, str):
            return cell if isinstance(cell, Duration | dt.timedelta) else None
        try:
            return parse_duration(cell)
        except (ValueError, TypeError, ArithmeticError):
            return None

    return read

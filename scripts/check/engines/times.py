"""Readers of dates and times, to the letter of frictionless 5.21 (values.py has the other types)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from scripts.check.engines.foreign import Options, Reader, by_frictionless, late

_DATE_TIME = re.compile(r"(?a:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_TIME = re.compile(r"(?a:\d\d:\d\d:\d\d)")


def _parsed(options: Options, default: Reader, part: Callable[[dt.datetime], Any]) -> Reader:
    """The reader of dates and times: `default`, frictionless' own for `any`, or a strptime format."""
    form = options.get("format", "default")
    if form == "default":
        return default
    if form == "any":
        return by_frictionless(options)

    def read(cell: Any) -> Any:
        if not isinstance(cell, str):
            return None
        try:
            return part(dt.datetime.strptime(cell, form))  # noqa: DTZ007 -- the format says which zone
        except (ValueError, re.error, OverflowError):
            return None

    return read


def date(options: Options) -> Reader:
    """Dates: `2024-01-31`, and `2024-1-31` too."""
    return _parsed(options, _default_date, dt.datetime.date)


def _default_date(cell: Any) -> Any:
    if not isinstance(cell, str):
        return None
    try:
        return dt.datetime.strptime(cell, "%Y-%m-%d").date()  # noqa: DTZ007 -- a date has no zone
    except ValueError:
        return None


def datetime(options: Options) -> Reader:
    """Dates with a time, as ISO 8601 writes them in full."""
    other = late(options)

    def read(cell: Any) -> Any:
        if isinstance(cell, str) and _DATE_TIME.fullmatch(cell):
            try:
                return dt.datetime.fromisoformat(cell)
            except ValueError:  # 24:00:00 is a time for dateutil
                return other(cell)
        return other(cell)

    return _parsed(options, read, lambda value: value)


def time(options: Options) -> Reader:
    """Times of day, as ISO 8601 writes them in full."""
    other = late(options)

    def read(cell: Any) -> Any:
        if isinstance(cell, str) and _TIME.fullmatch(cell):
            try:
                return dt.time.fromisoformat(cell)
            except ValueError:
                return other(cell)
        return other(cell)

    return _parsed(options, read, dt.datetime.timetz)

"""Whether a cell of another format is that of the CSV: the value and its kind, or no value in both."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from scripts.reading.issues import Issue, issue
from scripts.reading.tables import to_text
from scripts.write.formats.xlsx import FIRST_DAY

# Whether the value of a CSV cell (a text, float, int, bool, date or None) and what a format gives are one.
Same = Callable[[Any, Any], bool]


def in_arrow(expected: Any, found: Any) -> bool:
    """As Arrow has it: the same type, the same value; a NaN is as good as another.

    >>> in_arrow(1.0, 1.0), in_arrow(float("nan"), float("nan")), in_arrow(None, "")
    (True, True, False)
    """
    if isinstance(expected, float) and math.isnan(expected):
        return isinstance(found, float) and math.isnan(found)
    return type(expected) is type(found) and bool(expected == found)


def in_sqlite(expected: Any, found: Any) -> bool:
    """As SQLite has it: a boolean is 0 or 1, a date its text.

    >>> in_sqlite(True, 1), in_sqlite(dt.date(2026, 11, 23), "2026-11-23"), in_sqlite("01", 1)
    (True, True, False)
    """
    if isinstance(expected, bool):
        return type(found) is int and found == int(expected)
    return in_arrow(expected.isoformat() if isinstance(expected, dt.date) else expected, found)


def in_sheet(expected: Any, found: Any) -> bool:
    """As a workbook has it: numbers are doubles of 16 digits, and an empty text is an empty cell.

    >>> in_sheet(3, 3.0), in_sheet(None, ""), in_sheet("01", 1.0), in_sheet(0.1 + 0.2, 0.3)
    (True, True, False, True)
    """
    if expected is None or expected == "":
        return bool(found == "" and isinstance(found, str))
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return type(found) is float and float(f"{expected:.16G}") == found
    if isinstance(expected, dt.date) and expected < FIRST_DAY:
        return bool(found == expected.isoformat())
    return type(expected) is type(found) and bool(expected == found)


def differs(variant: str, resource: str, path: str, found: Any, expected: Any) -> Issue:
    """The issue of a table whose columns or rows are not the CSV's."""
    return issue(
        "format-difference", variant, resource=resource, path=path, value=found, expected=str(expected)
    )


def compared(
    place: tuple[str, str, str], expected: Sequence[Any], found: Sequence[Any], same: Same, before: int = 0
) -> Iterator[Issue]:
    """An issue for each cell of a column that is not the CSV's; both columns have as many rows.

    `place` is the resource, the path and the field; `before` counts the rows that come first.
    """
    resource, path, field = place
    for row, (one, other) in enumerate(zip(expected, found, strict=True), start=before + 2):
        if same(one, other):
            continue
        variant = "extra-value" if one is None else "no-value" if other in (None, "") else "default"
        yield issue(
            "format-difference",
            variant,
            resource=resource,
            path=path,
            row=row,
            field=field,
            value=to_text(other) if _known(other) else repr(other),
            expected=to_text(one),
        )


def _known(value: Any) -> bool:
    """True for a kind of value that tables have."""
    return isinstance(value, str | int | float | bool | dt.date | None)

"""Whether a cell of another format is that of the CSV: the value and its kind, or no value in both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from scripts.reading.issues import Issue, issue
from scripts.reading.tables import to_text
from scripts.write.formats.format import Same


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

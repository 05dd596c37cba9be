"""The issues that engines find in rows and keys: one function a fault, so that all engines say the same.

Every function takes the record at fault (`At`), the model of the column or key, and what was found.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.reading.issues import Issue, clip, issue
from scripts.reading.recognise import is_decimal_comma

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Field, ForeignKey

SHOWN_CHOICES = 12


class At(NamedTuple):
    """A record: its resource, file, physical line and row number (the header is row 1)."""

    resource: str
    path: str
    line: int
    row: int

    def issue(self, code: str, variant: str = "default", **details: object) -> Issue:
        """The Issue of that code at this record."""
        # Tables that are wrong are wrong in few ways: the words are made once, the place is put in.
        try:
            made = _made(code, variant, tuple(details.items()), tuple(map(type, details.values())))
        except TypeError:  # a detail that is a list
            made = issue(code, variant, **details)
        return self.put(made)

    def itself(self) -> At:
        """The record: for what asks where one is only when that is needed."""
        return self

    def put(self, made: Issue) -> Issue:
        """An Issue found elsewhere, at this record."""
        severity, code, _, _, _, _, field, value, variant, arguments, _ = made
        return Issue(severity, code, *self, field, value, variant, arguments)


@lru_cache(maxsize=10_000)
def _made(code: str, variant: str, details: tuple[tuple[str, Any], ...], _types: tuple[type, ...]) -> Issue:
    """The Issue without its place; the types tell 0 from False and from 0.0."""
    return issue(code, variant, **dict(details))


NOWHERE = At("", "", 0, 0)


def label(at: At, code: str, position: int, expected: str, value: str) -> Issue:
    """A fault of the header: extra-label, missing-label, blank-label, duplicate-label, incorrect-label."""
    return at.issue(code, field=expected, value=value, position=position)


def blank_row(at: At) -> Issue:
    """No cell of the row has a value."""
    return at.issue("blank-row")


def extra_cell(at: At, position: int, value: str, width: int) -> Issue:
    """The row has more cells than the table has columns."""
    return at.issue("extra-cell", value=value, position=position, expected=width)


def missing_cell(at: At, position: int, column: str) -> Issue:
    """The row ends before that column."""
    return at.issue("missing-cell", field=column, position=position)


def type_error(at: At, column: Field, value: str) -> Issue:
    """The cell is not of its field's type."""
    comma = (
        column.type == "number" and column.extra.get("decimalChar", ".") == "." and is_decimal_comma(value)
    )
    words = {"field": column.name, "value": value, "type": column.type, "format": column.format}
    return at.issue("type-error", "decimal-comma" if comma else column.type, **words)


def constraint_error(at: At, column: Field, constraint: str, value: str) -> Issue:
    """The cell breaks a constraint of its field."""
    expected = column.constraints.get(constraint, "")
    shown = choices(expected) if isinstance(expected, list) else expected
    return at.issue(
        "constraint-error", constraint, field=column.name, value=value, constraint=constraint, expected=shown
    )


def unique_error(at: At, column: str, value: str, other: int) -> Issue:
    """The cell repeats the one of an earlier line in a field whose values are unique."""
    return _repeating(at, "unique-error", column, value, other)


def primary_key(at: At, key: Mapping[str, str], other: int) -> Issue:
    """The row has the primary key of an earlier line."""
    return _repeating(at, "primary-key", ", ".join(key), pairs(key), other)


def primary_key_null(at: At, key: Mapping[str, str]) -> Issue:
    """Cells of the primary key are empty."""
    missing = ", ".join(name for name, value in key.items() if not value)
    variant = "null" if any(key.values()) else "empty"
    return at.issue("primary-key", variant, field=missing, key=", ".join(key), missing=missing)


def _repeating(at: At, code: str, field: str, value: str, other: int) -> Issue:
    """An Issue of which there may be as many as rows, no two alike: made without going through `issue`."""
    made = _made(code, "default", (), ())
    return Issue(made.severity, code, *at, field, clip(value), made.variant, (("other", str(other)),))


def unique_key(at: At, key: Mapping[str, str], other: int) -> Issue:
    """The row has the values of an earlier line in the fields of a unique key."""
    return at.issue("unique-key", field=", ".join(key), value=pairs(key), other=other)


def foreign_key(at: At, key: ForeignKey, values: Sequence[str]) -> Issue:
    """The values are not in the table that the key refers to."""
    return at.issue(
        "foreign-key",
        field=", ".join(key.fields),
        value=", ".join(values),
        reference=key.resource or at.resource,
        reference_fields=", ".join(key.reference_fields),
    )


def category_error(at: At, column: Field, value: str) -> Issue:
    """The cell is none of its field's categories."""
    expected = choices([category.value for category in column.categories])
    return at.issue("category-error", field=column.name, value=value, expected=expected)


def pairs(key: Mapping[str, str]) -> str:
    """A key as `name=value, name=value`."""
    return ", ".join(f"{name}={value}" for name, value in key.items())


def choices(values: Sequence[Any]) -> str:
    """The values allowed, the first dozen of a long list."""
    shown = ", ".join(map(str, values[:SHOWN_CHOICES]))
    return f"{shown}…" if len(values) > SHOWN_CHOICES else shown

"""What a way of reading a table comes back with, or why it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scripts.reading.issues import Issue


# Rows under suspicion, beyond which the exact path reads them with less memory; kernel.c has the number too.
MANY = 1_000_000
TOO_MANY = "more faulty rows than are looked at one by one"


class UnsureError(Exception):
    """The rows cannot be proven in this way, or were not; the message is the reason."""


def looked_at(count: int) -> None:
    """Nothing, or UnsureError where so many rows are too many to be looked at one by one."""
    if count > MANY:
        raise UnsureError(TOO_MANY)


class Scanned(NamedTuple):
    """The issues that frictionless finds too, those that it passes over, and the number of rows."""

    issues: list[Issue]
    beyond: list[Issue]
    rows: int

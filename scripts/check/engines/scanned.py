"""What a way of reading a table comes back with, or why it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scripts.reading.issues import Issue


class UnsureError(Exception):
    """The rows cannot be proven in this way, or were not; the message is the reason."""


class Scanned(NamedTuple):
    """The issues that frictionless finds too, those that it passes over, and the number of rows."""

    issues: list[Issue]
    beyond: list[Issue]
    rows: int

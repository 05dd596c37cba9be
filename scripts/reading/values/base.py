"""What a reader of values is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# A reader takes a cell, or a JSON value of the descriptor, and returns its value: None where it has none.
Reader = Callable[[Any], Any]
# A field's descriptor.
Options = Mapping[str, Any]


class Native:
    """A cell that is no text: what a JSON file, a spreadsheet or a Parquet file holds there.

    `text` is how it is shown, and how it is written in a CSV. A cell of a spreadsheet is `loose`: 75001 is a
    right text too, since nobody says there whether a code is one.
    """

    __slots__ = ("loose", "text", "value")

    def __init__(self, value: Any, text: str, *, loose: bool = False) -> None:
        self.value, self.text, self.loose = value, text, loose

    def __str__(self) -> str:
        """The text."""
        return self.text

    def __hash__(self) -> int:
        """That of its text; a verdict on it is remembered."""
        return hash((type(self.value), self.text))

    def __eq__(self, other: object) -> bool:
        """The same kind of value with the same text."""
        return (
            isinstance(other, Native)
            and type(self.value) is type(other.value)
            and self.text == other.text
            and self.loose == other.loose
        )


Cell = str | Native | None


class Plain(str):
    """The text of a cell that was none: in the standard's default form, whatever its field is dressed in."""

    __slots__ = ()


NONE = Plain("")  # a cell that holds nothing, whatever texts mean « no value » there


def text_of(cell: Cell) -> str:
    """A cell as it is written in a CSV: nothing where there is none."""
    if isinstance(cell, str):
        return cell
    return NONE if cell is None else Plain(cell)

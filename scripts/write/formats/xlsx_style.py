"""How the cells of the workbook look, how wide its columns and how high its rows are, how it prints."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.write.formats.xlsx_layout import CODE, ENGLISH, HEAD, READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

INK = "#1B2A3A"
BLUE = "#1F4E79"
LINE, TALLEST = 15, 12
_PARTS = {READ: BLUE, ENGLISH: "#2F6B5E", CODE: "#5B6670"}  # white is read on each (contrast above 5)
_NARROWEST, _FAIR, _WIDEST = 8, 26, 46
_LONG = 120  # characters of a text that deserves a wide column
_LOOKS_LIKE_A_NUMBER = re.compile(r"[+-]?[0-9][0-9.,eE+-]*")


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that the cells of a workbook share; `headers` by the part of the sheet."""

    title: Any
    heading: Any
    text: Any
    aside: Any
    link: Any
    headers: Mapping[str, Any]
    plain: Any
    wrapped: Any
    literal: Any
    dated: Any
    year: Any
    whole: Any
    number: Any

    @classmethod
    def of(cls, book: Any) -> Formats:
        """The formats, made in that workbook."""
        top = {"valign": "top", "font_color": INK}
        wrap = {**top, "text_wrap": True}
        right = {**top, "align": "right", "indent": 1}
        head = {"bold": True, "font_color": "#FFFFFF", "valign": "vcenter", "text_wrap": True, "border": 1}
        head["border_color"] = "#FFFFFF"
        return cls(
            title=book.add_format({**top, "bold": True, "font_size": 16, "font_color": BLUE}),
            heading=book.add_format({"valign": "bottom", "bold": True, "font_size": 13, "font_color": BLUE}),
            text=book.add_format(wrap),
            aside=book.add_format(top),
            link=book.add_format({**top, "font_color": "#0B5CAD", "underline": 1}),
            headers={part: book.add_format({**head, "bg_color": colour}) for part, colour in _PARTS.items()},
            plain=book.add_format(top),
            wrapped=book.add_format(wrap),
            literal=book.add_format({**top, "num_format": "@"}),
            dated=book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
            year=book.add_format({**top, "num_format": "0", "align": "left"}),
            whole=book.add_format({**right, "num_format": "#,##0"}),
            number=book.add_format({**right, "num_format": "#,##0.0##############"}),
        )

    def layout(self, kind: str, values: Sequence[Any], wide: float) -> Any:
        """The format of a column of that type: text where a text looks like a number, wrapped where long."""
        if kind == "year":
            return self.year
        if any(isinstance(value, dt.date) for value in values):
            return self.dated
        if any(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
            return self.whole
        texts = [value for value in values if isinstance(value, str)]
        if any(_LOOKS_LIKE_A_NUMBER.fullmatch(text) for text in texts):
            return self.literal
        return self.wrapped if any(len(t) >= wide or "\n" in t for t in texts) else self.plain


def width(header: str, values: Sequence[Any]) -> int:
    """The width of a column in characters: its longest line, within reason, and a word of its header.

    A label wraps in a column of fair width; a sentence has a wide one.
    """
    texts = [value if isinstance(value, str) else _shown(value) for value in values if value is not None]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    word = max((len(word) for word in header.split()), default=0) + 3  # the button of the filter
    most = _WIDEST if longest > _LONG else _FAIR
    return max(_NARROWEST, word, min(most, longest + 2))


def _shown(value: Any) -> str:
    """A value about as long as Excel shows it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:,}  " if isinstance(value, int | float) else str(value)


def heighten(heights: dict[int, int], values: Iterable[Any], wide: int) -> None:
    """The lines that each row takes (from 0 on; those of one line are not in it), with one column more."""
    for place, value in enumerate(values):
        text = value if isinstance(value, str) else ""  # numbers and days never wrap
        if (len(text) >= wide or "\n" in text) and (lines := lines_of(text, wide)) > heights.get(place, 1):
            heights[place] = lines


def set_heights(sheet: Any, first: int, heights: Mapping[int, int]) -> None:
    """Rows as high as their longest text is once wrapped, within reason: not every reader works that out."""
    for place, tall in heights.items():
        sheet.set_row(first + place, LINE * min(tall, TALLEST))


def lines_of(text: str, wide: int) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(max(1, -(-len(line) // max(1, wide - 1))) for line in text.split("\n"))


def page(sheet: Any, footer: str, *, header: bool = True) -> None:
    """How a sheet prints: A4, on its side, as wide as the page; its headers, where it has, on each page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    if header:
        sheet.repeat_rows(HEAD)
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')[:180]}&R&8&P / &N")

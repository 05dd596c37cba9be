"""How the workbook looks: a colour for each kind of column and of sheet, and the formats of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.studies.faults import say
from scripts.studies.workbook.cells import CHOSEN, DATE, INTEGER, NUMBER, TEXT, YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.studies.workbook.cells import Column

LANGUAGE = "fr"  # of the workbook, whatever the terminal speaks: so are the titles of the tables
FONT, SIZE = "Calibri", 11
INK, PALE, RULE, PAPER, BAND = "#1B2A3A", "#5B6B7B", "#D5DDE5", "#FFFFFF", "#E8EEF5"
BLUE = "#1F4E79"
# What the legend tells, in its order: of each kind of column its name in words.toml, and its colour.
CHOICE_COLOUR, NUMBER_COLOUR, DATE_COLOUR, TEXT_COLOUR = "#2E6B4F", "#1F4E79", "#7A4B8C", "#4A5A6A"
COLOURS = (
    ("choice", CHOICE_COLOUR),
    ("number", NUMBER_COLOUR),
    ("date", DATE_COLOUR),
    ("text", TEXT_COLOUR),
)
ADDED, LACKING = "#E9F5EC", "#FCE4D6"  # a row that is new, a cell that must be filled
# The tabs, by the kind of table.
TABS: Mapping[str, str] = {
    "fact": "#1F4E79",
    "reference": "#2E6B4F",
    "link": "#B08A2E",
    "content": "#7A4B8C",
    "erratum": "#B4532A",
    "context": "#6B7F93",
}
TAB = "#6B7F93"
# « General » by another name: Excel then keeps 46,5 % from being a percentage, whose value is 0,465.
_GENERAL = "General;\\-General"
_FORMS: Mapping[str, Mapping[str, Any]] = {
    NUMBER: {"num_format": _GENERAL, "align": "right", "indent": 1},
    INTEGER: {"num_format": "#,##0", "align": "right", "indent": 1},
    YEAR: {"num_format": "0", "align": "center"},
    DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    TEXT: {"num_format": "@", "text_wrap": True, "align": "left", "indent": 1},
}
_NUMBERS = (NUMBER, INTEGER, YEAR)
_LINE, _TALLEST = 15, 3
_WIDE = {NUMBER: 11, INTEGER: 11, YEAR: 9, DATE: 13}
_NARROWEST, _CHOICE, _TEXT = 12, 32, 54


def french(section: str, name: str, /, **words: object) -> str:
    """A text of the workbook."""
    return say(section, name, LANGUAGE, **words)


def colour(column: Column) -> str:
    """The colour of a column's header."""
    if column.kind in CHOSEN:
        return CHOICE_COLOUR
    if column.kind in _NUMBERS:
        return NUMBER_COLOUR
    return DATE_COLOUR if column.kind == DATE else TEXT_COLOUR


def width(column: Column, values: Sequence[Any]) -> int:
    """The width of a column in characters: as its cells need, within reason, its title on two lines."""
    titled = max((len(word) for word in column.title.split()), default=0) + 3
    if column.kind in _WIDE:
        return max(_WIDE[column.kind], titled)
    most = _CHOICE if column.kind in CHOSEN else _TEXT
    texts = [*map(str, filter(None, values)), *(column.choices.labels.values() if column.choices else ())]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    return max(_NARROWEST, titled, -(-len(column.title) // 2) + 2, min(most, longest + 3))


def height(values: Sequence[Any], widths: Sequence[int]) -> int:
    """The height of a row: as its longest cell needs once wrapped, within reason."""
    lines = 1
    for value, wide in zip(values, widths, strict=True):
        if isinstance(value, str):
            lines = max(lines, sum(max(1, -(-len(line) // (wide - 1))) for line in value.split("\n")))
    return _LINE * min(lines, _TALLEST) + 3


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that the cells of a workbook share; `book` makes more."""

    book: Any
    made: dict[tuple[str, ...], Any]

    @classmethod
    def of(cls, book: Any) -> Formats:
        """Those of a workbook."""
        return cls(book, {})

    def cell(self, kind: str) -> Any:
        """A cell that people fill: not locked, ruled, as its kind is written."""
        form = _FORMS.get(kind, _FORMS[TEXT])
        return self._made(("cell", kind), locked=False, valign="top", border=1, border_color=RULE, **form)

    def free(self) -> Any:
        """The rest of a row: not locked, or Excel would not delete the row."""
        return self._made(("free",), locked=False)

    def header(self, told: str) -> Any:
        """The header of a column of that colour: locked."""
        return self._made(
            ("header", told),
            bold=True,
            font_color=PAPER,
            bg_color=told,
            text_wrap=True,
            valign="vcenter",
            align="left",
            indent=1,
            border=1,
            border_color=PAPER,
        )

    def text(self, name: str, **form: Any) -> Any:
        """A format of the words around: of that name, made once."""
        return self._made(("text", name), valign="vcenter", **form)

    def _made(self, name: tuple[str, ...], **form: Any) -> Any:
        if name not in self.made:
            inked = {"font_name": FONT, "font_size": SIZE, "font_color": INK, **form}
            self.made[name] = self.book.add_format(inked)
        return self.made[name]

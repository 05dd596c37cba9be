"""Where questions, headings, figures and notes are on a sheet: what each row is, which go together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.cells import base_figure, figure, is_text, mark_alone
from scripts.studies.crosstab.workbook import Cell, Sheet

BLANK, LINE, HEADING, FIGURES, MARKS, UNNAMED = "blank", "line", "heading", "figures", "marks", "unnamed"
_WIDE = 30  # characters: longer than a heading
_CODE = re.compile(r"[A-Za-z]{0,6}[._-]?\d+(?:[._-]\w+)*")  # of an answer or a variable, beside its label
_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Part:
    """Rows of figures under one title and one heading.

    `marks` are rows of marks, `second` those of figures without a label, by the row above; `under` are the
    headings within the part that answers stand under.
    """

    title: str
    headings: list[int]
    rows: list[int] = field(default_factory=list)
    marks: dict[int, int] = field(default_factory=dict)
    second: dict[int, int] = field(default_factory=dict)
    under: dict[int, str] = field(default_factory=dict)
    universe: str = ""


@dataclass(slots=True)
class Laid:
    """A sheet laid out: the parts, where labels end, the lines of text by row, what no rule explains."""

    parts: list[Part]
    label_end: int
    lines: list[tuple[int, str]]
    unnamed: list[int]


class Layout:
    """The rows of a sheet, hidden ones left out."""

    def __init__(self, sheet: Sheet, *, hidden: bool = False) -> None:
        self.sheet = sheet
        gone = (frozenset[int](), frozenset[int]()) if hidden else (sheet.hidden_rows, sheet.hidden_columns)
        self.rows = [row for row in range(len(sheet.rows)) if row not in gone[0]]
        wide = max((len(cells) for cells in sheet.rows), default=0)
        self.columns = [column for column in range(wide) if column not in gone[1]]
        self.end = self._label_end()
        down = [(top, left, bottom) for top, left, bottom, right in sheet.merged if right <= self.end]
        self.above = {
            (row, left): (top, left) for top, left, bottom in down for row in range(top, bottom + 1)
        }

    def label(self, row: int, column: int) -> str:
        """A label, that of a merged cell in each of its rows."""
        value = self.sheet.at(*self.above.get((row, column), (row, column))).value
        return "" if value is None else str(value)

    def labels(self, row: int) -> list[str]:
        """The labels of a row, from the left."""
        return [self.label(row, column) for column in self.columns if column <= self.end]

    def values(self, row: int) -> list[tuple[int, Cell]]:
        """The cells beside the labels that hold something."""
        found = ((column, self.sheet.at(row, column)) for column in self.columns if column > self.end)
        return [(column, cell) for column, cell in found if cell.value is not None]

    def kind(self, row: int) -> str:
        """What a row is."""
        values, named = self.values(row), any(self.labels(row))
        if not values:
            return LINE if named else BLANK
        if any(labels.base(text) for text in self.labels(row)) and any(map(_is_base, values)):
            return FIGURES
        texts = [str(cell.value) for _, cell in values if is_text(cell)]
        if len(values) == 1 and texts and (len(texts[0]) > _WIDE or labels.is_question(texts[0])):
            return LINE
        if self._is_heading(row, values, len(texts)):
            return HEADING
        if not named and all(mark_alone(cell) is not None for _, cell in values):
            return MARKS
        return FIGURES if named and any(figure(cell) for _, cell in values) else UNNAMED

    def _is_heading(self, row: int, values: list[tuple[int, Cell]], texts: int) -> bool:
        """True for words, or years, where no label says that they are answers."""
        numbers = sum((found := figure(cell)) is not None and found.value is not None for _, cell in values)
        about = all(labels.is_about(text) for text in self.labels(row) if text)
        if numbers and about and all(_YEARS.fullmatch(str(cell.value)) for _, cell in values):
            return True
        return texts > 0 and texts >= numbers and (about or not numbers)

    def laid(self) -> Laid:
        """The parts of the sheet; none where it has no figures."""
        made = Laid([], self.end, [], [])
        if self.end < 0:
            made.lines = [(row, text) for row in self.rows for text in self.texts(row)]
            return made
        _Walk(self, made).walk()
        return made

    def _label_end(self) -> int:
        """The last column of labels: words in most rows that have figures; -1 where no row has any."""
        figures: list[tuple[int, list[tuple[int, Cell]]]] = []
        for row in self.rows:
            cells = [(column, self.sheet.at(row, column)) for column in self.columns]
            held = [(column, cell) for column, cell in cells if cell.value is not None]
            numbers = [column for column, cell in held if (found := figure(cell)) and found.value is not None]
            texts = [column for column, cell in held if is_text(cell)]
            if numbers and texts and min(texts) < max(numbers):
                figures.append((row, held))
        if not figures:
            return -1
        end = 0
        for column in self.columns:
            own = [cell for _, cells in figures for place, cell in cells if place == column]
            numeric = sum((found := figure(cell)) is not None and found.value is not None for cell in own)
            if sum(map(is_text, own)) * 2 > len(figures) and numeric * 2 < len(own):
                end = column
        return end

    def texts(self, row: int) -> list[str]:
        """The texts of a row."""
        cells = (self.sheet.at(row, column).value for column in self.columns)
        return [value for value in cells if isinstance(value, str)]


def _is_base(at: tuple[int, Cell]) -> bool:
    """True for a number of respondents."""
    found = base_figure(at[1])
    return found is not None and found.value is not None


class _Walk:
    """The rows from the top: which title and which heading the figures stand under."""

    def __init__(self, layout: Layout, made: Laid) -> None:
        self.layout, self.made = layout, made
        self.headings: list[int] = []
        self.waiting: list[str | None] = []  # lines since the last figures; None is an empty row
        self.before: list[str | None] = []  # those above the heading
        self.part: Part | None = None
        self.universe = self.under = ""
        self.last = BLANK

    def walk(self) -> None:
        """Fills the parts in."""
        for row in self.layout.rows:
            kind = self.layout.kind(row)
            getattr(self, f"_{kind}")(row)
            if self.last != HEADING or kind not in {BLANK, MARKS}:
                self.last = kind

    def _blank(self, _row: int) -> None:
        self.waiting.append(None)

    def _line(self, row: int) -> None:
        text = " ".join(dict.fromkeys(filter(None, self.layout.labels(row)))) or " ".join(
            self.layout.texts(row)
        )
        self.made.lines.append((row, text))
        if labels.base(text.split(":")[0]) and ":" in text:
            self.universe = text.split(":", 1)[1].strip()
            if self.part is not None and self.part.rows and self.waiting[-1:] != [None]:
                self.part.universe, self.universe = self.universe, ""
        elif self._is_within(row, text):
            self.under = text
        elif not labels.footnote(text) and not labels.is_about(text):
            self.waiting.append(text)
            self.part = None

    def _is_within(self, row: int, text: str) -> bool:
        """True for a heading of some answers: right under others, in a part whose base is above them all."""
        if self.part is None or self.last != FIGURES or labels.is_question(text) or labels.footnote(text):
            return False
        below = next((one for one in self.layout.rows if one > row), row)
        based = [
            any(labels.base(name) for name in self.layout.labels(one)) for one in (*self.part.rows, below)
        ]
        return self.layout.kind(below) == FIGURES and any(based[:-1]) and not based[-1]

    def _heading(self, row: int) -> None:
        if self.last != HEADING:
            self.headings = []
            self.before, self.waiting = self.waiting, []
        self.headings.append(row)
        self.part = None
        for text in filter(None, self.layout.labels(row)):
            if not labels.is_about(text) and labels.plain(text) not in labels.SHARES:
                self.made.lines.append((row, text))
                self.waiting.append(text)

    def _figures(self, row: int) -> None:
        names = self.layout.labels(row)
        title = names[0] if len(names) > 1 and names[-1] not in {"", names[0]} else ""
        if title and not labels.base(title) and not _CODE.fullmatch(title):
            if self.part is None or self.part.title != title:
                self._open(title)
        elif self.part is None:
            self._open(self._title())
        if self.part is not None:
            self.part.rows.append(row)
            if self.under:
                self.part.under[row] = self.under

    def _marks(self, row: int) -> None:
        if self.last == HEADING:  # letters that name the columns
            self._heading(row)
        elif self.part is not None and self.part.rows:
            self.part.marks[self.part.rows[-1]] = row
        else:
            self.made.unnamed.append(row)

    def _unnamed(self, row: int) -> None:
        if self.last == FIGURES and self.part is not None and self.part.rows:
            self.part.second[self.part.rows[-1]] = row
        else:
            self.made.unnamed.append(row)

    def _open(self, title: str) -> None:
        self.part, self.under = Part(title, list(self.headings), universe=self.universe), ""
        self.made.parts.append(self.part)
        self.waiting, self.before, self.universe = [], [], ""

    def _title(self) -> str:
        """The question among the lines above: what has its number, else the last lines together."""
        for lines in (self.waiting, self.before):
            while lines and lines[-1] is None:
                lines.pop()
            gap = max((place for place, line in enumerate(lines) if line is None), default=-1)
            asked = [place for place, line in enumerate(lines) if line and labels.is_question(line)]
            found = [line for line in lines[asked[-1] if asked else gap + 1 :] if line]
            if found:
                return " ".join(found)
        return ""

"""The rows of figures and of questions that a crosstab and its map make, or that microdata make alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab import asked, notes
from scripts.studies.crosstab.labels import plain
from scripts.studies.crosstab.model import RAW, Block, Column, Crosstab, Line, Read
from scripts.studies.crosstab.plan import DIMENSIONS, SKIP, WHOLE, Plan
from scripts.studies.crosstab.propose import base_line, small
from scripts.studies.crosstab.seen import is_lettered
from scripts.studies.crosstab.tables import Row
from scripts.studies.faults import say

if TYPE_CHECKING:
    from scripts.studies.crosstab.match import Matches
    from scripts.studies.crosstab.rated import Rated

NORMAL, SUPPRESSED, NOT_PUBLISHED, NOT_READ = "A", "Q", "O", "L"
NOT_DIFFERENT, NO_TEST = "not_different", "not_published"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is entered: where it comes from, what the map says of it, its row."""

    block: Block
    line: Line
    column: Column
    read: Read
    question: Mapping[str, Any]
    answer: Mapping[str, str]
    group: str
    row: Row


@dataclass(slots=True)
class Made:
    """What a file makes: cells with their rows, rows of questions, cells that contradict each other."""

    cells: list[Cell] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    clashes: list[tuple[str, str]] = field(default_factory=list)
    nothing: int = 0

    def rows(self) -> list[Row]:
        """The rows of figures, each once."""
        return list({id(cell.row): cell.row for cell in self.cells}.values())


class Maker:
    """Rows of a study of a source and a year."""

    def __init__(
        self, plan: Plan, of: Crosstab, matches: Matches, source: Row, rated: Rated | None = None
    ) -> None:
        self.plan, self.of, self.matches, self.rated = plan, of, matches, rated
        self.study, self.source = matches.study, source
        self.country = next(
            (row["code"] for row in matches.tables.rows("territories") if row["kind"] == "country"), ""
        )
        self.year = str(plan.get(("study", "year")) or self.study.get("year", ""))
        self.rounding = int(self.study["rounding"]) if self.study.get("rounding") else None
        self.columns = {plain(str(entry["label"])): entry for entry in plan.tables.get("column", [])}

    def made(self) -> Made:
        """Everything that is entered."""
        made = Made()
        seen: dict[tuple[str, ...], Cell] = {}
        key = self.matches.tables.key("observations")
        for title in self.of.titles():
            entry = self.plan.entry("question", title)
            if entry.get("is") == SKIP:
                continue
            for cell in self._cells(made, entry, title):
                other = seen.setdefault(tuple(cell.row.get(name, "") for name in key), cell)
                if other is cell:
                    made.cells.append(cell)
                elif {k: v for k, v in other.row.items() if k != "page"} != {
                    k: v for k, v in cell.row.items() if k != "page"
                }:
                    made.clashes.append((other.read.address, cell.read.address))
        made.questions = list(asked.questions(self.plan, self.of, self.study["code"]))
        return made

    def printed(self, value: Decimal) -> str:
        """A value with the decimals that it prints, no more than the study's."""
        digits = -int(value.as_tuple().exponent)
        if self.rounding is not None and digits > self.rounding:
            value = value.quantize(Decimal(1).scaleb(-self.rounding), ROUND_HALF_UP)
        return format(value, "f")

    def _cells(self, made: Made, entry: Mapping[str, Any], title: str) -> Iterator[Cell]:
        """The cells of a question that are entered."""
        answers = {plain(label): told for label, told in entry["answers"].items()}
        for block in self.of.of(title):
            for line in block.answers:
                told = answers[plain(line.label)]
                if told.get("is") == SKIP:
                    continue
                for column in block.columns:
                    where = self._where(entry, column)
                    read = line.cells.get(column.place)
                    if where is None or read is None:
                        continue
                    measured = self._measured(block, line, column, read)
                    if measured is None:
                        made.nothing += 1
                        continue
                    dimensions = {name: str(told.get(name) or entry.get(name) or "") for name in DIMENSIONS}
                    row = {
                        "study": self.study["code"],
                        **dimensions,
                        **where,
                        "year": self.year,
                        "source": self.source["code"],
                        "page": str(block.number) if block.number else "",
                        **measured,
                    }
                    group = self.columns[plain(column.label)].get("group", "")
                    if self.rated is not None:
                        row |= self.rated.completed(row, entry, told, group, self.rounding)
                    yield Cell(block, line, column, read, entry, told, group, row)

    def column(self, column: Column) -> dict[str, Any]:
        """What the map says of a column."""
        return dict(self.columns[plain(column.label)])

    def _where(self, entry: Mapping[str, Any], column: Column) -> Row | None:
        """Population and territory of a column; None for one that is not entered."""
        told = self.columns[plain(column.label)]
        if told.get("is") == SKIP:
            return None
        if told.get("is") == WHOLE:
            return {"population": entry["population"], "territory": self.country}
        if told.get("territory"):
            return {"population": entry["population"], "territory": told["territory"]}
        part = told["population"][entry["population"]]
        return None if part == SKIP else {"population": part, "territory": self.country}

    def _measured(self, block: Block, line: Line, column: Column, read: Read) -> Row | None:
        """Value, status, base, mark and notes of a cell; None where it has no figure."""
        told = {"status": NORMAL, **self._base(block, column)}
        value = read.figure.value
        if value is None:
            meaning = self.plan.tables["signs"][read.figure.sign]
            if meaning == "none":
                return None
            if meaning == "withheld":
                number = small(self.plan, self.of, self.matches)
                withheld = {lang: say("note", "withheld", lang, number=number) for lang in ("fr", "en")}
                mark = "" if self._is_whole(column) else NO_TEST
                return {
                    **told,
                    "status": SUPPRESSED,
                    "significance": mark,
                    "note": withheld["fr"],
                    "note_en": withheld["en"],
                }
            value = Decimal(0)
        return {
            **told,
            "value": self.printed(value),
            "significance": self.mark(block, line, column, read),
            **self._notes(block, line, column, read),
        }

    def _base(self, block: Block, column: Column) -> Row:
        """The raw base of a column, or why there is none."""
        line = base_line(self.plan, block, RAW)
        value = line.cells[column.place].figure.value if line and column.place in line.cells else None
        if value is None or value % 1:
            return {"base_status": NOT_PUBLISHED if self.source.get("read") == "whole" else NOT_READ}
        return {"base_n": str(int(value)), "base_status": NORMAL}

    def _is_whole(self, column: Column) -> bool:
        return bool(self.columns[plain(column.label)].get("is") == WHOLE)

    def mark(self, block: Block, line: Line, column: Column, read: Read) -> str:
        """How the source says that a figure compares with the whole."""
        if self._is_whole(column):
            return ""
        against = self.plan.get(("test", "against"))
        if is_lettered(self.of) and against == "columns":
            return _by_letters(
                line, column, next((one for one in block.columns if self._is_whole(one)), None)
            )
        if against != "whole":
            return NO_TEST
        known = self.plan.tables.get("marks", {})
        signs = [
            sign for sign in (read.figure.mark, *(f"#{colour}" for colour in read.colours)) if sign in known
        ]
        meanings = {known[sign] for sign in signs} - {"none"}
        if meanings == {"different"}:
            return self._side(block, line, read)
        return meanings.pop() if len(meanings) == 1 else NOT_DIFFERENT if not meanings else NO_TEST

    def _side(self, block: Block, line: Line, read: Read) -> str:
        """On which side of the whole a figure is that is marked as different, and no more."""
        whole = next(
            (
                line.cells[one.place]
                for one in block.columns
                if self._is_whole(one) and one.place in line.cells
            ),
            None,
        )
        value, other = read.figure.value, None if whole is None else whole.figure.value
        if value is None or other is None or value == other:
            return NO_TEST
        return "above" if value > other else "below"

    def _notes(self, block: Block, line: Line, column: Column, read: Read) -> Row:
        """The footnotes of a figure, of its line and of its column."""
        marks = dict.fromkeys((*filter(None, (read.figure.note,)), *line.notes, *column.notes))
        told = [self.plan.entry("note", text) for mark in marks if (text := block.footnotes.get(mark))]
        kept = [one for one in told if one.get("to") == notes.ROWS]
        if not kept:
            return {}
        return {
            "note": " ".join(one.get("fr") or one["text"] for one in kept),
            "note_en": " ".join(one["en"] for one in kept),
        }


def _by_letters(line: Line, column: Column, whole: Column | None) -> str:
    """What letters say of a column and the whole: a letter names the column that is significantly below."""
    if whole is None or not whole.letter or not column.letter or whole.place not in line.cells:
        return NO_TEST
    if whole.letter.lower() in line.cells[column.place].figure.mark.lower():
        return "above"
    return "below" if column.letter.lower() in line.cells[whole.place].figure.mark.lower() else NOT_DIFFERENT

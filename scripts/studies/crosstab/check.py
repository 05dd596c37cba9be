"""A crosstab against the rates of its microdata: every value, base, mark and withheld cell that differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from scripts.studies.crosstab.differences import (
    BASE,
    MARK,
    VALUE,
    WEIGHTED_BASE,
    WITHHELD,
    Checked,
    Difference,
    near,
    number,
)
from scripts.studies.crosstab.model import RAW, WEIGHTED
from scripts.studies.crosstab.pairs import agrees, percentage
from scripts.studies.crosstab.plan import SKIP, WHOLE
from scripts.studies.crosstab.propose import base_line, small
from scripts.studies.faults import say

if TYPE_CHECKING:
    from scripts.studies.crosstab.model import Block, Column, Line, Read
    from scripts.studies.crosstab.rated import Rated
    from scripts.studies.crosstab.rows import Maker
    from scripts.studies.rates.rows import Row

_LEVEL = 0.95


class _At(NamedTuple):
    """A cell that is compared."""

    block: Block
    label: str
    column: Column
    read: Read


class Check:
    """The cells of a crosstab, one after another; answers that are not entered are compared too."""

    def __init__(self, maker: Maker, rated: Rated) -> None:
        self.maker, self.rated, self.plan = maker, rated, maker.plan
        self.level = float(self.plan.get(("test", "level")) or _LEVEL)
        self.least = small(maker.plan, maker.of, maker.matches)
        self.tested = self.plan.get(("test", "against")) in {WHOLE, "columns"}
        self.done = Checked()

    def checked(self) -> Checked:
        """Everything that was compared."""
        for title in self.maker.of.titles():
            entry = self.plan.entry("question", title)
            if entry.get("question", SKIP) == SKIP:
                self.done.unpaired += sum(
                    len(line.cells) for block in self.maker.of.of(title) for line in block.answers
                )
                continue
            answers = entry.get("answers", {})
            for block in self.maker.of.of(title):
                self._bases(block, str(entry["question"]))
                for line in block.answers:
                    self._line(
                        block,
                        line,
                        str(entry["question"]),
                        str(answers.get(line.label, {}).get("code", SKIP)),
                    )
        return self.done

    def _bases(self, block: Block, question: str) -> None:
        """Respondents and weights of each column."""
        for kind, name in ((RAW, BASE), (WEIGHTED, WEIGHTED_BASE)):
            if (line := base_line(self.plan, block, kind)) is None:
                continue
            for column in block.columns:
                read, row = line.cells.get(column.place), self._any(question, column)
                if read is None or read.figure.value is None or row is None:
                    continue
                exact = float(row.n) if kind == RAW else row.weighted_base
                self._number(_At(block, line.label, column, read), name, read.figure.value, exact)

    def _line(self, block: Block, line: Line, question: str, code: str) -> None:
        """The cells of an answer."""
        for column in block.columns:
            if (read := line.cells.get(column.place)) is None:
                continue
            row, at = self._row(question, code, column), _At(block, line.label, column, read)
            if row is None:
                self.done.unpaired += 1
                continue
            value, hidden = read.figure.value, False
            if value is None:
                meaning = self.plan.tables["signs"][read.figure.sign]
                hidden, value = meaning == "withheld", Decimal(0) if meaning == "zero" else None
            if value is not None or hidden:
                self._withheld(at, row, hidden=hidden)
            exact = percentage(row)
            if value is None or exact is None:
                continue
            self._number(at, VALUE, value, exact)
            if self.tested and not self._is_whole(column):
                self._mark(at, row, self.maker.mark(block, line, column, read))

    def _number(self, at: _At, kind: str, printed: Decimal, exact: float) -> None:
        """Whether a number is what the microdata give, rounded."""
        self.done.counts[kind] += 1
        if not agrees(printed, exact):
            self._tell(at, kind, number(printed), number(near(exact, printed)))

    def _withheld(self, at: _At, row: Row, *, hidden: bool) -> None:
        """Whether a cell is withheld where, and only where, too few answered."""
        self.done.counts[WITHHELD] += 1
        if hidden != (row.n < self.least):
            found = say("check", "few" if row.n < self.least else "enough", "fr", n=row.n, least=self.least)
            figure = at.read.figure
            self._tell(at, WITHHELD, figure.sign if figure.value is None else number(figure.value), found)

    def _mark(self, at: _At, row: Row, printed: str) -> None:
        """Whether a mark is what the difference with the whole says, at the level of the crosstab."""
        if row.p_value is None or row.difference is None or printed == "not_published":
            return
        self.done.counts[MARK] += 1
        alone, among = (self._side(row.difference, chance) for chance in (row.p_value, row.p_holm))
        if printed != alone:
            told = (say("choice", printed, "fr"), say("choice", alone, "fr"))
            self._tell(at, MARK, *told, row=row, holm=printed != among)

    def _side(self, difference: float, chance: float | None) -> str:
        if chance is None or chance >= 1 - self.level:
            return "not_different"
        return "above" if difference > 0 else "below"

    def _tell(
        self, at: _At, kind: str, printed: str, found: str, row: Row | None = None, *, holm: bool = False
    ) -> None:
        """Takes a difference in; `row` where it is one of marks, for its probabilities."""
        chances = (row.p_value, row.p_holm) if row is not None else (None, None)
        told = (
            at.read.address,
            at.block.title,
            at.label,
            at.column.label,
            kind,
            printed,
            found,
            *chances,
            holm,
        )
        self.done.differences.append(Difference(*told))

    def _is_whole(self, column: Column) -> bool:
        return bool(self.maker.column(column).get("is") == WHOLE)

    def _row(self, question: str, code: str, column: Column) -> Row | None:
        told = self.maker.column(column)
        group = "" if told.get("is") == WHOLE else told.get("group", SKIP)
        return self.rated.row({"question": question}, {"code": code}, group)

    def _any(self, question: str, column: Column) -> Row | None:
        """The rate of any answer of a question in a column: what they have in common is read."""
        codes = (code for name, code, cut, _ in self.rated.rows if name == question and not cut)
        return self._row(question, next(codes, SKIP), column)

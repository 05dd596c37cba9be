"""Which column of microdata a question is, which code an answer, which group a column."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.model import RAW, Block, Column, Line
from scripts.studies.crosstab.plan import Plan
from scripts.studies.crosstab.sums import parts_of
from scripts.studies.rates.rows import MEAN, Row

_SURE = 0.9  # of the bases that agree, to take a group by its bases alone
_MOST = 5
JOIN = "+"  # of the codes that a subtotal counts together


def agrees(printed: Decimal, exact: float) -> bool:
    """True where a figure is another one rounded to the decimals that it prints.

    >>> agrees(Decimal("46.5"), 46.54), agrees(Decimal("46.5"), 46.56), agrees(Decimal(47), 46.5)
    (True, False, True)
    """
    step = max(0, -int(printed.as_tuple().exponent))
    return abs(float(printed) - exact) <= 0.5 * 10.0**-step + 1e-9


def percentage(row: Row) -> float | None:
    """The estimate as it is printed: a share in points of a hundred, a mean as it is."""
    return None if row.estimate is None else row.estimate * (1 if row.statistic == MEAN else 100)


class Pairs:
    """The rates of microdata beside a crosstab."""

    def __init__(self, rows: Iterable[Row], plan: Plan) -> None:
        self.plan = plan
        self.rows = {(row.question, row.answer, row.break_, row.group): row for row in rows}
        self.answers: dict[str, dict[str, str]] = {}
        self.groups: dict[str, Row] = {}
        for row in self.rows.values():
            self.answers.setdefault(row.question, {})[row.answer] = row.answer_label
            if row.break_:
                self.groups.setdefault(f"{row.break_}={row.group}", row)
        self.blocks: list[tuple[Block, str]] = []

    def question(self, blocks: list[Block]) -> tuple[str, list[str]]:
        """The question whose base and shares of everybody agree, "" for none; and the likeliest."""
        if blocks[0].question:
            return blocks[0].question, []
        scores = {name: max(self._score(name, block) for block in blocks) for name in self.answers}
        order = sorted(scores, key=lambda name: -scores[name])
        sure = [name for name in order if scores[name] == 1]
        taken = {entry.get("question") for entry in self.plan.tables.get("question", [])}
        free = [name for name in sure if name not in taken]
        return (free[0] if len(free) == 1 else ""), order[:_MOST]

    def codes(self, question: str, blocks: list[Block]) -> dict[str, str]:
        """The code of each answer, "" where it is not certain; a subtotal's codes joined by « + »."""
        found: dict[str, str] = {}
        for block in blocks:
            if (block, question) not in self.blocks:
                self.blocks.append((block, question))
            alone = [line for line in block.answers if not parts_of(block, line)]
            for line in alone:
                found[line.label] = line.code or self._code(question, block, line)
            for line in block.answers:
                if parts := parts_of(block, line):
                    codes = [found.get(part.label, "") for part in parts]
                    found[line.label] = line.code or (JOIN.join(codes) if all(codes) else "")
        return found

    def named(self, question: str) -> list[tuple[str, str]]:
        """The codes of a question with their labels."""
        return list(self.answers.get(question, {}).items())

    def group(self, label: str, territory: str) -> tuple[str, list[str]]:
        """The group of a column: by its label or INSEE code, else by bases that agree; and the likeliest."""
        known = next(
            (c.group for block, _ in self.blocks for c in block.columns if c.label == label and c.group), ""
        )
        if known:
            return known, []
        last = label.rpartition(" > ")[2]
        named = [name for name, row in self.groups.items() if _is_named(row, last, territory)]
        if len(named) == 1:
            return named[0], []
        shares = {name: self._shared(name, label) for name in (named or self.groups)}
        order = sorted(shares, key=lambda name: -shares[name])
        sure = [name for name in order if shares[name] >= _SURE]
        return (sure[0] if len(sure) == 1 else ""), order[:_MOST]

    def _score(self, question: str, block: Block) -> float:
        """How many of the base and the shares of everybody agree, from 0 to 1."""
        whole = whole_of(block)
        base = block.bases(RAW)
        if whole is None:
            return 0.0
        told: list[bool] = []
        if (
            base is not None
            and whole.place in base.cells
            and base.cells[whole.place].figure.value is not None
        ):
            n = next(row.n for (name, _, cut, _), row in self.rows.items() if name == question and not cut)
            told.append(base.cells[whole.place].figure.value == n)
        lines = [line for line in block.answers if not parts_of(block, line)]
        told += [bool(self._fitting(question, block, line)) for line in lines]
        return sum(told) / len(told) if told else 0.0

    def _code(self, question: str, block: Block, line: Line) -> str:
        """The code whose label is a line's, else the only one whose share of everybody is."""
        named = [
            code
            for code, label in self.answers[question].items()
            if label and labels.plain(label) == labels.plain(line.label)
        ]
        found = named or self._fitting(question, block, line)
        return found[0] if len(found) == 1 else ""

    def _fitting(self, question: str, block: Block, line: Line) -> list[str]:
        """The codes whose share of everybody is what a line prints."""
        whole = whole_of(block)
        value = (
            line.cells[whole.place].figure.value if whole is not None and whole.place in line.cells else None
        )
        if value is None:
            return []
        exact = {code: percentage(self.rows[question, code, "", ""]) for code in self.answers[question]}
        return [
            code
            for code, share in exact.items()
            if share is not None and JOIN not in code and agrees(value, share)
        ]

    def _shared(self, group: str, label: str) -> float:
        """The share of the bases of a column that are those of a group."""
        cut, _, code = group.partition("=")
        told: list[bool] = []
        for block, question in self.blocks:
            place = next((column.place for column in block.columns if column.label == label), -1)
            base = block.bases(RAW)
            row = self.rows.get((question, next(iter(self.answers[question])), cut, code))
            if base is not None and place in base.cells and row is not None:
                told.append(base.cells[place].figure.value == row.n)
        return sum(told) / len(told) if told else 0.0


def whole_of(block: Block) -> Column | None:
    """The column of everybody, by its heading."""
    return next(
        (column for column in block.columns if column.path and labels.is_whole(column.path[-1])), None
    )


def _is_named(row: Row, label: str, territory: str) -> bool:
    """True where a group has this label, this region, or the bounds of this size."""
    if labels.plain(label) in {labels.plain(row.group_label), labels.plain(row.group)}:
        return True
    if territory.rpartition("_")[2] == row.group and row.group:
        return True
    bounds = labels.size(label)
    return bounds is not None and bounds in {labels.size(row.group), labels.size(row.group_label)}

"""What could be read in two ways: counts above or below shares, shares of rows instead of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.cells import figure
from scripts.studies.crosstab.layout import Layout, Part
from scripts.studies.crosstab.model import Block, Line

_ROOM = 2  # points that the rounding of some shares may add up to
_LEAST = 2
_PART = Decimal("0.02")


def rows_of_shares(layout: Layout, part: Part) -> Mapping[int, int] | None:
    """By row of answers, the row that has its shares, where counts stand in rows of their own; None: unknown.

    Rows without a label are such rows where most answers have one under them; counts are whole numbers, and
    shares are not all.
    """
    if not are_paired(layout, part):
        return {row: row for row in part.rows}
    first = all(_is_whole(layout, row) for row in part.second)
    second = all(_is_whole(layout, row) for row in part.second.values())
    if first == second:
        return None
    return {row: part.second.get(row, row) if first else row for row in part.rows}


def are_paired(layout: Layout, part: Part) -> bool:
    """True where most answers have a row of figures without a label under them."""
    named = [row for row in part.rows if not any(labels.base(text) for text in layout.labels(row))]
    return len(part.second) * 2 > len(named)


def is_by_row(block: Block) -> bool:
    """True for shares of rows: every answer adds up to 100 over a break, and is 100 of everybody.

    Not where the answers of every column add up to 100 too.
    """
    answers = [line for line in block.answers if labels.subtotal(line.label) is None]
    breaks: dict[str, list[int]] = {}
    for column in block.columns:
        if labels.is_whole(column.path[-1]):
            if any(abs(value - 100) > _ROOM for value in _at(answers, [column.place])):
                return False
        else:
            breaks.setdefault(column.path[0] if len(column.path) > 1 else "", []).append(column.place)
    for places in breaks.values():
        across = [sum(_at([line], places), Decimal(0)) for line in answers]
        down = [sum(_at(answers, [place]), Decimal(0)) for place in places]
        if len(places) >= _LEAST and len(across) >= _LEAST and all(abs(one - 100) <= _ROOM for one in across):
            return any(abs(one - 100) > _ROOM for one in down)
    return False


def _at(lines: Sequence[Line], places: Sequence[int]) -> list[Decimal]:
    """The values of lines in columns."""
    cells = (line.cells[place].figure.value for line in lines for place in places if place in line.cells)
    return [value for value in cells if value is not None]


def add_up_to_one(block: Block) -> bool:
    """True where the answers of every column that has any add up to 1."""
    answers = [line for line in block.answers if labels.subtotal(line.label) is None]
    held = [_at(answers, [column.place]) for column in block.columns]
    sums = [sum(values, Decimal(0)) for values in held if values]
    return len(answers) >= _LEAST and bool(sums) and all(abs(one - 1) <= _PART for one in sums)


def _is_whole(layout: Layout, row: int) -> bool:
    """True for a row of whole numbers that are no percentages."""
    read = [(figure(cell), cell) for _, cell in layout.values(row)]
    known = [(found.value, cell) for found, cell in read if found is not None and found.value is not None]
    texts = [str(cell.value) for _, cell in known]
    shown = any(
        cell.look.percent or cell.look.decimals or "%" in text
        for (_, cell), text in zip(known, texts, strict=True)
    )
    return bool(known) and not shown and all(value % 1 == 0 for value, _ in known)

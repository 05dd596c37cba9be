"""What adds up in a block: the answers of a subtotal; and its largest base."""

from __future__ import annotations

from decimal import Decimal

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.model import ANSWER, CHECK, RAW, Block, Line


def largest(block: Block) -> Decimal | None:
    """The largest raw base of a block."""
    line = block.bases(RAW) or next((one for one in block.lines if one.kind not in {ANSWER, CHECK}), None)
    values = (
        [read.figure.value for read in line.cells.values() if read.figure.value is not None] if line else []
    )
    return max(values, default=None)


def parts_of(block: Block, total: Line) -> list[Line]:
    """The answers that a subtotal adds up, told by their values: neighbours whose sums it is in every column.

    None where no run of them is, or several are.
    """
    if labels.subtotal(total.label) is None:
        return []
    plain = [line for line in block.answers if labels.subtotal(line.label) is None]
    runs = [plain[start:end] for start in range(len(plain)) for end in range(start + 2, len(plain) + 1)]
    found = [run for run in runs if _adds_up(run, total)]
    return found[0] if len(found) == 1 else []


def _adds_up(run: list[Line], total: Line) -> bool:
    """True where lines add up to another in every column that has all of them, and there are some."""
    compared = 0
    for place, read in total.cells.items():
        values = [line.cells[place].figure.value if place in line.cells else None for line in run]
        if read.figure.value is None or any(value is None for value in values):
            continue
        step = max(
            (-int(value.as_tuple().exponent) for value in (read.figure.value, *values) if value is not None),
            default=0,
        )
        room = Decimal(len(run) + 1) / 2 / 10**step
        if abs(sum((value for value in values if value is not None), Decimal(0)) - read.figure.value) > room:
            return False
        compared += 1
    return compared > 0

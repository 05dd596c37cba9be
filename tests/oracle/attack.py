"""An attacker who has all that is published of a table, and a linear programme for each cell that is not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from scripts.studies.rates import suppress

if TYPE_CHECKING:
    from scripts.studies.rates.design import Floats
    from scripts.studies.rates.suppress import Mask

ROOM = 3.0


def narrowed(cells: Floats, hidden: Mask, whole: Floats, hidden_whole: Mask) -> Floats:
    """The least and the most that each withheld cell can be, by group and answer: HiGHS, in scipy.

    Known: every cell that is not withheld, the sum of each group, that of each answer where the whole has it,
    and that nothing is below 0.
    """
    from scipy.optimize import linprog

    groups = cells.shape[0]
    sums, totals = [], []
    for group in range(groups):
        sums.append(np.zeros(cells.shape))
        sums[-1][group] = 1
        totals.append(cells[group].sum())
    for answer in np.flatnonzero(~hidden_whole):
        sums.append(np.zeros(cells.shape))
        sums[-1][:, answer] = 1
        totals.append(whole[answer])
    places = np.flatnonzero(hidden)
    matrix = np.array([one.ravel()[places] for one in sums])
    rest = np.array(totals) - np.array([(one * np.where(hidden, 0, cells)).sum() for one in sums])
    found = np.full((*cells.shape, 2), np.nan)
    for number, place in enumerate(places):
        for side, sign in enumerate((1.0, -1.0)):
            aim = np.zeros(places.size)
            aim[number] = sign
            solved = linprog(aim, A_eq=matrix, b_eq=rest, bounds=(0, None), method="highs")
            found[(*np.unravel_index(place, cells.shape), side)] = sign * solved.fun
    return found


def table(seed: int) -> tuple[Floats, Mask]:
    """Counts of up to eight groups by up to five answers, and what a rule withholds of them."""
    chance = random.Random(seed)  # noqa: S311 -- a table, not a secret
    groups, answers = chance.randint(2, 8), chance.randint(2, 5)
    small = chance.random() / 2

    def count() -> int:
        return chance.choice((0, 1, 2, 4)) if chance.random() < small else chance.randint(5, 90)

    cells = np.array(
        [[count() for _ in range(answers)] for _ in range(groups)],
        float,
    )
    hidden = (cells < 5) | (cells.sum(axis=1) < 30)[:, None]
    return cells, hidden


def gained(cells: Floats, primary: Mask, hidden: Mask) -> list[tuple[int, int]]:
    """The cells that a rule withholds and the attacker narrows below ROOM either way, where he need not have.

    What the sums of the table alone would tell him is nobody's fault.
    """
    whole = cells.sum(axis=0)
    shown = np.zeros(whole.shape, bool)
    everything = narrowed(cells, np.ones_like(hidden), whole, shown)
    seen = narrowed(cells, hidden, whole, shown)
    low = np.maximum(cells - ROOM, everything[..., 0])
    high = np.minimum(cells + ROOM, everything[..., 1])
    slack = 1e-6
    weak = hidden & ((seen[..., 0] > low + slack) | (seen[..., 1] < high - slack))
    return [(int(group), int(answer)) for group, answer in np.argwhere(weak & primary)]


def protected(cells: Floats, primary: Mask) -> Mask:
    """What is withheld in the end."""
    whole = cells.sum(axis=0)
    return suppress.complemented(cells, whole, primary, np.zeros(whole.shape, bool), ROOM)


def main(tables: int = 1000) -> int:
    """Prints what the attacker gained; 1 where he did, or where he misses a leak that was planted."""
    gains = leaks = found = withheld = 0
    for seed in range(tables):
        cells, primary = table(seed)
        hidden = protected(cells, primary)
        withheld += int(hidden.sum())
        gains += len(gained(cells, primary, hidden))
        alone = np.zeros_like(primary)
        alone[0, 0] = True
        if cells[0, 0] > 0 and not (cells[0] == cells[0].sum()).any():
            leaks += 1
            found += bool(gained(cells, alone, alone))
    print(f"attacker: of {withheld} withheld cells of {tables} tables, {gains} narrowed")
    print(f"attacker: of {leaks} planted leaks, {found} found")
    return int(gains > 0 or found < leaks)

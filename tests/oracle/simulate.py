"""How often intervals hold the truth, and the comparison with the whole cries wolf, by drawing samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.studies.rates import compare, intervals, judge
from scripts.studies.rates.design import Codes, designed
from scripts.studies.rates.estimate import shares

LEVEL = 0.95
SHARES = (0.01, 0.03, 0.1, 0.25, 0.5)
COVERED = (0.94, 0.995)
ALARMS = (0.04, 0.06)
_ONE = np.eye(2)


@dataclass(frozen=True, slots=True)
class Population:
    """People in strata drawn at other rates, so that weights differ; some share says « yes »."""

    stratum: Codes
    yes: Codes
    group: Codes
    drawn: tuple[int, ...]

    @classmethod
    def made(cls, share: float, seed: int, size: int = 20_000) -> Population:
        """Four strata, in which the share differs a little, and three groups that do not matter to it."""
        chance = np.random.default_rng(seed)
        stratum = chance.choice(4, size, p=(0.4, 0.3, 0.2, 0.1)).astype(np.intp)
        lean = np.array([0.8, 1.0, 1.2, 1.4])[stratum]
        yes = (chance.random(size) < share * lean).astype(np.intp)
        return cls(stratum, yes, chance.choice(3, size).astype(np.intp), (90, 80, 70, 60))

    def sample(
        self, chance: np.random.Generator
    ) -> tuple[Codes, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """Who is drawn, and what each stands for."""
        rows, weights = [], []
        for number, count in enumerate(self.drawn):
            people = np.flatnonzero(self.stratum == number)
            rows.append(chance.choice(people, count, replace=False))
            weights.append(np.full(count, people.size / count))
        return np.concatenate(rows), np.concatenate(weights)


def covered(share: float, draws: int, seed: int = 1) -> float:
    """How often the Korn-Graubard interval holds the population's share."""
    population = Population.made(share, seed)
    chance, drawn = np.random.default_rng(seed + 1), []
    truth = population.yes.mean()
    for _ in range(draws):
        rows, weights = population.sample(chance)
        design = designed(rows.size, weights, population.stratum[rows])
        found, _ = shares(design, 1 - population.yes[rows], _ONE, np.zeros(rows.size, np.intp), 1)
        drawn.append(found)
    every = judge.one_by_one(drawn)
    low, high = intervals.interval("korn-graubard", every, intervals.sizes(every, LEVEL), LEVEL)
    held = ((low <= truth) & (truth <= high))[::2]  # of « yes »; « no » is the same again
    return float(held.mean())


def alarms(draws: int, seed: int = 5, share: float = 0.4) -> float:
    """How often a group in which the share is that of the whole is told to differ, at one group in twenty."""
    population = Population.made(share, seed)
    chance, told, asked = np.random.default_rng(seed + 1), 0, 0
    for _ in range(draws):
        rows, weights = population.sample(chance)
        design = designed(rows.size, weights, population.stratum[rows])
        yes = (
            1 - population.yes[chance.permutation(rows)]
        )  # groups and answers have nothing to do with each other
        whole, deviations = shares(design, yes, _ONE, np.zeros(rows.size, np.intp), 1)
        part, _ = shares(design, yes, _ONE, population.group[rows], 3, deviations)
        alone = compare.probabilities([None, compare.with_whole(part, whole)], [whole, part])[
            whole.estimate.size :
        ]
        told, asked = told + int((alone < 1 - LEVEL).sum()), asked + alone.size
    return told / asked


def main(draws: int = 4000) -> int:
    """Prints what was found; 1 where it is not as it should be."""
    wrong = 0
    for share in SHARES:
        found = covered(share, draws)
        sound = COVERED[0] <= found <= COVERED[1]
        wrong |= not sound
        print(f"coverage at {share:4.0%}: {found:.1%} of {draws} samples")
    found = alarms(draws)
    wrong |= not ALARMS[0] <= found <= ALARMS[1]
    print(f"false alarms of a part against the whole: {found:.1%} of {3 * draws}")
    return int(wrong)

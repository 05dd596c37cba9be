"""A cut of a question (the whole, or the groups of a break): what is worked out of it, what is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from scripts.studies.rates import compare, intervals
from scripts.studies.rates.answers import Measured
from scripts.studies.rates.design import Codes, Floats
from scripts.studies.rates.estimate import Estimates


class Cut(NamedTuple):
    """The groups of a break, and the place of each respondent's group; the whole is a cut of one."""

    name: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    places: Codes


class Estimated(NamedTuple):
    """What is estimated of a cut; the whole is compared with nothing."""

    cut: Cut
    estimates: Estimates
    compared: compare.Compared | None


class Part(NamedTuple):
    """What is worked out of a cut, before anything is withheld for another's sake, by group and answer.

    `among` is the probability of a difference among those of its break, `side` what that means.
    """

    cut: Cut
    found: Estimates
    compared: compare.Compared | None
    worth: intervals.Sizes
    bounds: tuple[Floats, Floats]
    beta: tuple[Floats, Floats]
    alone: Floats
    among: Floats
    side: np.ndarray[Any, np.dtype[np.str_]]
    verdict: np.ndarray[Any, np.dtype[np.str_]]
    reasons: list[list[str]]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is written of a measure: `matrix` makes outputs of answers, `parts` has the answers of each.

    Answers counted together come after the answers; of one answer of several, « not given » is not written.
    """

    named: tuple[tuple[str, str], ...]
    matrix: Floats
    parts: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, measured: Measured) -> Outputs:
        """The outputs of a measure."""
        alone = [(place,) for place in range(len(measured.answers))]
        parts = (*alone, *measured.together.values())
        matrix = np.zeros((len(measured.answers), len(parts)))
        for column, places in enumerate(parts):
            matrix[list(places), column] = 1.0
        named = list(zip(measured.answers, measured.labels, strict=True))[: measured.shown]
        return cls((*named, *((code, "") for code in measured.together)), matrix, parts)

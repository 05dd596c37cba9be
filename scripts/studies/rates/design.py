"""How a sample was drawn: weights, strata, clusters, and how many clusters there were to draw from.

Variances are those of the first stage, with replacement unless the number of clusters in the population is
known: Σ over strata of (1 − n/N)·n/(n−1)·Σ(z − z̄)², z the total of a cluster (Särndal, Swensson and Wretman
1992, 4.3 and 5.5). A stratum with one cluster is centred on the whole sample, as R's `survey` does where its
option `survey.lonely.psu` is "adjust".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

NOTHING_LEFT = 1e-7  # of a population: a stratum all of whose clusters were drawn has no variance

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.intp]


class DesignError(ValueError):
    """A design that contradicts itself: `key` says how, `rows` where (from 0 on)."""

    def __init__(self, key: str, rows: Codes) -> None:
        super().__init__(key)
        self.key, self.rows = key, rows


@dataclass(frozen=True, slots=True)
class Design:
    """The clusters (each of one stratum) of the respondents, and what a stratum's squares count for.

    `weight` and `cluster` are of respondents, `stratum` of clusters, `drawn` and `factor` of strata; `plain`
    says that nobody weighs more than another and that nothing but chance drew them.
    """

    weight: Floats
    cluster: Codes
    stratum: Codes
    drawn: Floats
    factor: Floats
    plain: bool

    @property
    def lonely(self) -> int:
        """How many strata have one cluster only, and count for something."""
        return int(((self.drawn == 1) & (self.factor > 0)).sum())


def designed(
    rows: int,
    weight: Floats | None = None,
    strata: Codes | None = None,
    cluster: Codes | None = None,
    population: Floats | None = None,
) -> Design:
    """The design of so many respondents; without clusters each is one, clusters are told by their stratum.

    DesignError: a weight below 0 or none above it ("weight"), a stratum with several sizes ("sizes"), a
    stratum with more clusters than its population has ("drawn").
    """
    plain = weight is None and strata is None and cluster is None and population is None
    held = np.ones(rows) if weight is None else weight
    if wrong := np.flatnonzero(~(held >= 0)).astype(np.intp).tolist():
        raise DesignError("weight", np.array(wrong, np.intp))
    of = np.zeros(rows, np.intp) if strata is None else strata
    if cluster is None:
        clusters, stratum = np.arange(rows, dtype=np.intp), of
    else:
        pair = of * (int(cluster.max(initial=0)) + 1) + cluster
        each, clusters = np.unique(pair, return_inverse=True)
        stratum = np.zeros(each.size, np.intp)
        stratum[clusters] = of
    strata_count = int(of.max(initial=-1)) + 1
    drawn = np.bincount(stratum, minlength=strata_count).astype(np.float64)
    rest = np.ones(strata_count)
    if population is not None:
        size = np.zeros(strata_count)
        size[of[::-1]] = population[::-1]  # the first of each stratum
        if (several := np.flatnonzero(size[of] != population)).size:
            raise DesignError("sizes", several)
        if (few := np.flatnonzero((size < drawn)[of])).size:
            raise DesignError("drawn", few)
        rest = (size - drawn) / size
        rest[rest < NOTHING_LEFT] = 0.0
    factor = np.where(drawn > 1, rest * drawn / np.maximum(drawn - 1, 1), rest)
    return Design(held, clusters.astype(np.intp), stratum.astype(np.intp), drawn, factor, plain)

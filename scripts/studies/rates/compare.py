"""A part against the whole of which it is part: the difference, its error, its probability by chance.

A part and the whole share the part's respondents: to compare them as two samples says « not different » too
often. The difference has its own linearised variance, V(part) + V(whole) − 2·C(part, whole); t is read at the
degrees of freedom of the whole. Of the parts of one break, Holm (1979) corrects the probabilities.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.studies.rates.design import Floats
from scripts.studies.rates.estimate import Estimates
from scripts.studies.rates.quantiles import t_two_sided


@dataclass(frozen=True, slots=True)
class Compared:
    """By group and answer: part less whole, its error, the probability alone and among the other parts."""

    difference: Floats
    error: Floats
    alone: Floats
    among: Floats


def with_whole(part: Estimates, whole: Estimates) -> Compared:
    """The comparison of each group; NaN for a group that is the whole, or that nobody is in."""
    covariance = np.zeros_like(part.variance) if part.covariance is None else part.covariance
    variance = part.variance + whole.variance - 2 * covariance
    scale = part.variance + whole.variance
    variance[variance < 1e-15 * scale] = 0.0
    difference = part.estimate - whole.estimate
    nobody = (part.n == 0) | (part.n == whole.n[0])
    difference[nobody], variance[nobody] = np.nan, np.nan
    error = np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = t_two_sided(difference / error, whole.df[0])
    alone[~(error > 0)] = np.nan
    return Compared(difference, error, alone, np.apply_along_axis(holm, 0, alone) if alone.size else alone)


def holm(alone: Floats) -> Floats:
    """Holm's probabilities of several; NaN is none of them.

    >>> [round(float(p), 3) for p in holm(np.array([0.01, 0.04, np.nan, 0.03]))]
    [0.03, 0.06, nan, 0.06]
    """
    known = np.flatnonzero(~np.isnan(alone))
    order = known[np.argsort(alone[known], kind="stable")]
    found = np.full(alone.shape, np.nan)
    steps = alone[order] * np.arange(order.size, 0, -1)
    found[order] = np.minimum(np.maximum.accumulate(steps), 1.0) if order.size else steps
    return found

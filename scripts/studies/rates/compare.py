"""A part against the whole of which it is part: the difference, its error, its probability by chance.

A part and the whole share the part's respondents: to compare them as two samples says « not different » too
often. The difference has its own linearised variance, V(part) + V(whole) − 2·C(part, whole); t is read at the
degrees of freedom of the whole. Of the parts of one break, Holm (1979) corrects the probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scripts.studies.rates.design import Floats
from scripts.studies.rates.estimate import Estimates
from scripts.studies.rates.quantiles import t_two_sided

_NOISE = 1e-15  # what rounding leaves of a variance of 0


@dataclass(frozen=True, slots=True)
class Compared:
    """By group and answer: part less whole, and its error."""

    difference: Floats
    error: Floats


def with_whole(part: Estimates, whole: Estimates) -> Compared:
    """The comparison of each group; NaN for a group that is the whole, or that nobody is in."""
    covariance = np.zeros_like(part.variance) if part.covariance is None else part.covariance
    scale = part.variance + whole.variance
    variance = scale - 2 * covariance
    variance[variance < _NOISE * scale] = 0.0
    difference = part.estimate - whole.estimate
    nobody = (part.n == 0) | (part.n == whole.n[0])
    difference[nobody], variance[nobody] = np.nan, np.nan
    return Compared(difference, np.sqrt(variance))


def probabilities(found: Sequence[Compared | None], of: Sequence[Estimates]) -> Floats:
    """The probability of each difference by chance, one after another; NaN for what is not compared.

    t is read at the degrees of freedom of the whole, which is the last before its parts.
    """
    ratios, freedom = [], []
    df = np.nan
    for one, estimates in zip(found, of, strict=True):
        if one is None:
            df = float(estimates.df[0])
            ratios.append(np.full(estimates.estimate.size, np.nan))
        else:
            with np.errstate(divide="ignore", invalid="ignore"):
                ratios.append(np.where(one.error > 0, one.difference / one.error, np.nan).ravel())
        freedom.append(np.full(estimates.estimate.size, df))
    return t_two_sided(np.concatenate(ratios), np.concatenate(freedom))


def sides(found: Compared | None, among: Floats, level: float) -> npt.NDArray[np.str_]:
    """above, below or not_different at that level; "" for what is not compared."""
    if found is None:
        return np.full(among.shape, "")
    with np.errstate(invalid="ignore"):
        side = np.where(found.difference > 0, "above", "below")
        told = np.where(among < 1 - level, side, "not_different")
    return np.where(np.isnan(among), "", told)


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

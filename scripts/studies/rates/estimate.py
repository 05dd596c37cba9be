"""Shares and means of groups, their linearised variances, and the variance of a part less the whole.

A share of a group d is p = Σwy/Σw; the variance of the totals by cluster of u = w(y − p)/Σw is its own
(Woodruff 1971; Särndal, Swensson and Wretman 1992, 5.6 and 5.8). Clusters without anybody of the group stay
in the sample. Degrees of freedom: the clusters with somebody of the group less the strata of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from scripts.studies.rates.design import Codes, Design, Floats


@dataclass(frozen=True, slots=True)
class Estimates:
    """Of each group (rows) and answer (columns): respondents, weights, estimates and variances.

    `n`, `weight` and `df` are by group; `count` (respondents who gave the answer), `estimate` and `variance`
    by group and answer. `covariance` is that with the whole, where the whole was given.
    """

    n: Floats
    weight: Floats
    df: Floats
    count: Floats
    estimate: Floats
    variance: Floats
    covariance: Floats | None = None


@dataclass(frozen=True, slots=True)
class Deviations:
    """What each cluster adds to the estimates of the whole: totals, and their mean in each stratum."""

    total: Floats
    mean: Floats


def shares(
    design: Design,
    answer: Codes,
    matrix: Floats,
    group: Codes,
    groups: int,
    whole: Deviations | None = None,
) -> tuple[Estimates, Deviations | None]:
    """The shares of answers (codes from 0; -1: none) in groups (likewise).

    `matrix` has a row an answer and a column for each share that is wanted, 1 where the answer counts for it:
    the answers themselves first, in their order.
    With one group, also what `whole` is for the parts of the same question.
    """
    asked = (answer >= 0) & (group >= 0)
    rows: Codes | slice = slice(None) if asked.all() else np.flatnonzero(asked)
    said, answers = answer[rows], matrix.shape[0]
    counted = _Counted(design, rows, group[rows], groups)
    sums = _combined(counted.by_pair(counted.weight, said, answers), matrix)
    place = counted.group * answers + said
    count = _counts(place, counted.weight > 0, groups * answers).reshape(groups, answers)
    given = _combined(count, matrix)
    sure = (given == 0) | (given == counted.n[:, None])
    return _estimated(design, counted, sums, given, whole, sure & (counted.n > 0)[:, None])


def _combined(of: Floats, matrix: Floats) -> Floats:
    """Answers as they are, and after them those that are counted together."""
    answers = matrix.shape[0]
    return np.hstack([of, of @ matrix[:, answers:]]) if matrix.shape[1] > answers else of


def means(
    design: Design, value: Floats, group: Codes, groups: int, whole: Deviations | None = None
) -> tuple[Estimates, Deviations | None]:
    """The means of a value (NaN: none) in groups, in the same shape with one column."""
    rows = np.flatnonzero(~np.isnan(value) & (group >= 0))
    counted = _Counted(design, rows, group[rows], groups)
    sums = counted.by_pair(counted.weight * value[rows], np.zeros(rows.size, np.intp), 1)
    return _estimated(design, counted, sums, counted.n[:, None].copy(), whole)


class _Counted:
    """The respondents of groups, summed by pairs of a cluster and a group that has somebody of it."""

    def __init__(self, design: Design, rows: Codes | slice, group: Codes, groups: int) -> None:
        self.groups, self.group = groups, group
        self.weight = design.weight[rows]
        pairs, self.pair = np.unique(design.cluster[rows] * groups + group, return_inverse=True)
        self.pairs = int(pairs.size)
        self.pair_group, self.pair_cluster = pairs % groups, pairs // groups
        self.n = _counts(group, self.weight > 0, groups)
        self.sum = _counts(group, self.weight, groups)
        self.pair_sum = _counts(self.pair, self.weight, self.pairs)

    def by_pair(self, weights: Floats, column: Codes, columns: int) -> Floats:
        """Weights summed by pair and column."""
        place = self.pair * columns + column
        return _counts(place, weights, self.pairs * columns).reshape(self.pairs, columns)


def _estimated(
    design: Design,
    counted: _Counted,
    sums: Floats,
    count: Floats,
    whole: Deviations | None,
    sure: npt.NDArray[np.bool_] | None = None,
) -> tuple[Estimates, Deviations | None]:
    """Everything from the sums by pair; `sure` are shares of 0 and of 1."""
    groups, columns = counted.groups, sums.shape[1]
    group, cluster = counted.pair_group, counted.pair_cluster
    stratum = design.stratum[cluster]
    total = _added(sums, group, groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = total / counted.sum[:, None]
        z = (sums - counted.pair_sum[:, None] * estimate[group]) / counted.sum[group][:, None]
    cell = stratum * groups + group
    cells = design.drawn.size * groups
    drawn = np.repeat(design.drawn, groups)[:, None]
    mean = np.where(drawn > 1, _added(z, cell, cells) / drawn, 0.0)
    present = np.bincount(cell, minlength=cells)[:, None]
    squares = _added((z - mean[cell]) ** 2, cell, cells)
    squares += np.where(drawn > 1, (drawn - present) * mean**2, 0.0)
    factor = design.factor[:, None, None]
    variance = (factor * squares.reshape(-1, groups, columns)).sum(axis=0)
    covariance = None
    if whole is not None:
        product = _added(z * (whole.total[cluster] - whole.mean[stratum]), cell, cells)
        covariance = (factor * product.reshape(-1, groups, columns)).sum(axis=0)
    there = counted.pair_sum > 0
    clusters = np.bincount(group[there], minlength=groups)
    strata = (np.bincount(cell[there], minlength=cells) > 0).reshape(-1, groups).sum(axis=0)
    if sure is not None:  # sums of weights leave a share of 1 a little beside it
        estimate[sure] = np.round(estimate[sure])
        variance[sure] = 0.0
    variance[counted.n == 0] = np.nan
    found = Estimates(
        counted.n, counted.sum, (clusters - strata).astype(float), count, estimate, variance, covariance
    )
    if groups > 1:
        return found, None
    by_cluster = np.zeros((design.stratum.size, columns))
    by_cluster[cluster] = z
    return found, Deviations(by_cluster, mean)


def _counts(place: Codes, of: npt.NDArray[Any], places: int) -> Floats:
    """What is summed by place, as floats."""
    return np.bincount(place, of, minlength=places).astype(np.float64)


def _added(values: Floats, place: Codes, places: int) -> Floats:
    """Rows of values summed by their place."""
    columns = values.shape[1]
    found = np.empty((places, columns))
    for column in range(columns):
        found[:, column] = np.bincount(place, values[:, column], minlength=places)
    return found

"""Intervals of shares: Korn-Graubard as NCHS has it, R's "beta", logit, Wilson. Never p ± t·se (Wald).

Its coverage of small shares is far from what it says (Brown, Cai and DasGupta 2001), and it leaves 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from scripts.studies.rates.design import Floats
from scripts.studies.rates.estimate import Estimates
from scripts.studies.rates.quantiles import beta_quantile, t_quantile

_EXPANDED = 1.5  # weights of less than this on average do not add up to a population
METHODS = ("korn-graubard", "wilson", "logit")


@dataclass(frozen=True, slots=True)
class Sizes:
    """What a sample is worth, by group and answer.

    `effective` is p(1−p)/v; `deff` is n−1 to it, against a simple random sample with replacement (what R's
    `deff = "replace"` gives), `deff_finite` without (R's `deff = TRUE`). `adjusted` is Korn and Graubard's
    n*: effective·(t at n−1 / t at df)², no more than n, and n for a share of 0 or 1.
    """

    effective: Floats
    deff: Floats
    deff_finite: Floats
    ratio: Floats
    adjusted: Floats

    def map(self, of: Callable[[Floats], Floats]) -> Sizes:
        """The same of each."""
        return Sizes(*(of(getattr(self, name)) for name in self.__slots__))


def sizes(of: Estimates, level: float, *, plain: bool = False) -> Sizes:
    """What the sample is worth; a plain one, its respondents."""
    p, v, n = of.estimate, of.variance, of.n[:, None]
    spread = p * (1 - p)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = spread / v
        deff = v * (n - 1) / spread
        finite = deff / (1 - n / of.weight[:, None])
        ratio = (t_quantile((1 + level) / 2, of.n - 1) / t_quantile((1 + level) / 2, of.df))[:, None] ** 2
    finite[(of.weight < _EXPANDED * of.n) | (of.n < 1)] = np.nan
    adjusted = np.minimum(n, effective * ratio)
    adjusted = np.where(plain | (p <= 0) | (p >= 1), n, adjusted)
    return Sizes(effective, deff, finite, ratio * np.ones_like(p), adjusted)


def interval(
    method: str, of: Estimates, worth: Sizes, level: float, *, plain: bool = False
) -> tuple[Floats, Floats]:
    """The bounds by one of METHODS; NaN where the sample has too few clusters to tell."""
    if method == "logit":
        return _logit(of, level)
    if method == "wilson":
        normal = NormalDist().inv_cdf((1 + level) / 2)
        far = np.full_like(of.df, normal) if plain else t_quantile((1 + level) / 2, of.df)
        return _wilson(of.estimate, worth.adjusted, far[:, None])
    return korn_graubard(of.estimate, worth.adjusted, level)


def korn_graubard(p: Floats, size: Floats, level: float) -> tuple[Floats, Floats]:
    """Clopper and Pearson's interval at a size that need not be whole (Korn and Graubard 1998)."""
    tail = (1 - level) / 2
    return (
        beta_quantile(tail, size * p, size * (1 - p) + 1),
        beta_quantile(1 - tail, size * p + 1, size * (1 - p)),
    )


def beta(of: Estimates, worth: Sizes, level: float) -> tuple[Floats, Floats]:
    """As R's svyciprop(method = "beta"): n* that may be more than n; NaN for a share of 0 or 1."""
    size = worth.effective * worth.ratio
    return korn_graubard(of.estimate, np.where(np.isfinite(size), size, np.nan), level)


def _logit(of: Estimates, level: float) -> tuple[Floats, Floats]:
    """ln(p/(1−p)) ± t·se/(p(1−p)), and back; NaN for a share of 0 or 1."""
    p = of.estimate
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(p / (1 - p))
        half = t_quantile((1 + level) / 2, of.df)[:, None] * np.sqrt(of.variance) / (p * (1 - p))
        low, high = (1 / (1 + np.exp(-(middle + sign * half))) for sign in (-1, 1))
    inside = (p > 0) & (p < 1)
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


def _wilson(p: Floats, size: Floats, far: Floats) -> tuple[Floats, Floats]:
    """Wilson's score interval (1927), `far` errors wide: normal ones, or Student's."""
    size = np.where(size > 0, size, np.nan)
    share = 1 + far * far / size
    middle = (p + far * far / (2 * size)) / share
    half = far * np.sqrt(p * (1 - p) / size + far * far / (4 * size * size)) / share
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def symmetric(of: Estimates, level: float) -> tuple[Floats, Floats]:
    """Of a mean: ± t·se."""
    half = t_quantile((1 + level) / 2, of.df)[:, None] * np.sqrt(of.variance)
    return of.estimate - half, of.estimate + half

"""Quantiles of the beta and of Student's t distribution, on arrays.

The incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8; evaluated as in Lentz
1976), its inverse by Newton's method kept within a bracket. They agree with R to some 13 digits.
"""

from __future__ import annotations

from functools import cache
from math import lgamma, nan, sqrt
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

_TINY, _PRECISE = 1e-300, 3e-16
_TERMS, _STEPS = 100_000, 200
_NORMAL, _LEAST = NormalDist(), 1e-15
_lgamma = np.frompyfunc(lgamma, 1, 1)


def beta_cdf(x: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike) -> Floats:
    """The regularised incomplete beta function I_x(a, b); a and b are above 0. NaN gives NaN.

    >>> float(round(beta_cdf(0.5, 2, 3)[()], 12))
    0.6875
    """
    x, a, b = np.broadcast_arrays(*(np.asarray(v, np.float64) for v in (x, a, b)))
    found = np.full(x.shape, np.nan)
    found[x <= 0], found[x >= 1] = 0.0, 1.0
    inside = (x > 0) & (x < 1) & np.isfinite(a) & np.isfinite(b)
    if inside.any():
        found[inside] = _inside(x[inside], a[inside], b[inside])
    return found


def _inside(x: Floats, a: Floats, b: Floats) -> Floats:
    """I_x(a, b) for 0 < x < 1, from the side on which the fraction converges."""
    swap = x > (a + 1) / (a + b + 2)
    u, v = np.where(swap, b, a), np.where(swap, a, b)
    y = np.where(swap, 1 - x, x)
    head = np.exp(u * np.log(y) + v * np.log1p(-y) - _log_beta(u, v))
    part = head * _fraction(y, u, v) / u
    return np.asarray(np.where(swap, 1 - part, part), np.float64)


def _log_beta(a: Floats, b: Floats) -> Floats:
    """The logarithm of B(a, b)."""
    return np.asarray(_lgamma(a) + _lgamma(b) - _lgamma(a + b), np.float64)


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    """The continued fraction of I_x(a, b), by Lentz's method, until no element changes."""
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
    c, h = np.ones_like(x), d.copy()
    left = np.arange(x.size)
    for m in range(1, _TERMS):
        x_, a_, b_ = x[left], a[left], b[left]
        for term in (
            m * (b_ - m) * x_ / ((a_ + 2 * m - 1) * (a_ + 2 * m)),
            -(a_ + m) * (a_ + b_ + m) * x_ / ((a_ + 2 * m) * (a_ + 2 * m + 1)),
        ):
            below, above = 1 + term * d[left], 1 + term / c[left]
            d[left] = 1 / np.where(np.abs(below) < _TINY, _TINY, below)
            c[left] = np.where(np.abs(above) < _TINY, _TINY, above)
            step = d[left] * c[left]
            h[left] *= step
        left = left[np.abs(step - 1) > _PRECISE]
        if not left.size:
            break
    return h


def beta_quantile(p: npt.ArrayLike, a: npt.ArrayLike, b: npt.ArrayLike) -> Floats:
    """The x with I_x(a, b) = p; a = 0 gives 0, b = 0 gives 1 (as qbeta does). NaN gives NaN.

    >>> float(round(beta_quantile(0.6875, 2, 3)[()], 12))
    0.5
    """
    p, a, b = (np.array(v) for v in np.broadcast_arrays(*(np.asarray(v, np.float64) for v in (p, a, b))))
    found = np.full(p.shape, np.nan)
    found[a == 0], found[b == 0] = 0.0, 1.0
    sound = (a > 0) & (b > 0) & np.isfinite(a) & np.isfinite(b) & (p >= 0) & (p <= 1)
    if sound.any():
        found[sound] = _inverse(p[sound], a[sound], b[sound])
    return found


def _inverse(p: Floats, a: Floats, b: Floats) -> Floats:
    """The quantile by Newton's steps; a step that leaves the bracket halves it instead."""
    low, high = np.zeros_like(p), np.ones_like(p)
    mean, size = a / (a + b), a + b + 1
    z = np.array([_NORMAL.inv_cdf(min(max(one, _LEAST), 1 - _LEAST)) for one in p.tolist()])
    x: Floats = np.clip(mean + z * np.sqrt(mean * (1 - mean) / size), mean / 8, 1 - (1 - mean) / 8)
    scale = _log_beta(a, b)
    left = np.arange(p.size)
    for _ in range(_STEPS):
        x_, a_, b_ = x[left], a[left], b[left]
        off = beta_cdf(x_, a_, b_) - p[left]
        high[left] = np.where(off >= 0, x_, high[left])
        low[left] = np.where(off <= 0, x_, low[left])
        density = np.exp((a_ - 1) * np.log(x_) + (b_ - 1) * np.log1p(-x_) - scale[left])
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            new = x_ - off / density
        middle = (low[left] + high[left]) / 2
        new = np.where((new > low[left]) & (new < high[left]) & np.isfinite(new), new, middle)
        x[left] = new
        still = np.abs(new - x_) > 2e-16 * np.maximum(new, 1e-300)
        left = left[still & (high[left] - low[left] > 4e-16 * x[left]) & (off != 0)]
        if not left.size:
            break
    return x


def t_quantile(p: float, df: npt.ArrayLike) -> Floats:
    """Student's t quantile above one half, at those degrees of freedom; NaN for less than one of them.

    >>> float(round(t_quantile(0.975, 10)[()], 10))
    2.228138852
    """
    df = np.asarray(df, np.float64)
    each, back = np.unique(df, return_inverse=True)
    found = np.array([_t(p, one) for one in each.tolist()], np.float64)
    return np.asarray(found[back].reshape(df.shape), np.float64)


@cache
def _t(p: float, df: float) -> float:
    """One of them."""
    if not df >= 1:
        return nan
    x = float(beta_quantile(2 * (1 - p), df / 2, 0.5))
    return sqrt(df * (1 - x) / x)


def t_two_sided(t: npt.ArrayLike, df: npt.ArrayLike) -> Floats:
    """The probability of a t as far from 0, on either side; NaN for less than one degree of freedom.

    >>> float(round(t_two_sided(2.2281388520, 10)[()], 10))
    0.05
    """
    t, df = np.broadcast_arrays(np.asarray(t, np.float64), np.asarray(df, np.float64))
    some = np.where(df >= 1, df, np.nan)
    return beta_cdf(some / (some + t * t), some / 2, 0.5)

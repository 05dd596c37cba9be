"""Intervals, verdicts and probabilities of every estimate of a study at once: quantiles take their time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

from scripts.studies.rates import compare, intervals, verdicts
from scripts.studies.rates.design import Floats
from scripts.studies.rates.estimate import Estimates
from scripts.studies.rates.parts import Estimated, Part
from scripts.studies.rates.setup import Setup

T = TypeVar("T", bound=np.generic)


def method(setup: Setup, *, plain: bool, mean: bool) -> str:
    """How bounds are made: as the study asks, else Wilson for a plain sample, Korn-Graubard for any other."""
    return "t" if mean else setup.method or ("wilson" if plain else "korn-graubard")


def parts(setup: Setup, found: Sequence[Estimated], *, plain: bool, mean: bool) -> Iterator[Part]:
    """What follows from the estimates of each cut, of shares or of means, in their order."""
    if not found:
        return
    shapes = [one.estimates.estimate.shape for one in found]
    ends = np.cumsum([rows * columns for rows, columns in shapes])
    starts = [0, *ends[:-1].tolist()]
    of, level = one_by_one([one.estimates for one in found]), setup.level
    worth = intervals.sizes(of, level, plain=plain)
    nothing = np.full_like(of.estimate, np.nan)
    beta = (nothing, nothing)
    if mean:
        low, high = intervals.symmetric(of, level)
        verdict, reasons = verdicts.of_means(setup.rules, of, low)
        worth = intervals.Sizes(*[nothing] * 5)
    else:
        low, high = intervals.interval(method(setup, plain=plain, mean=mean), of, worth, level, plain=plain)
        held = low, high
        if setup.method and setup.method != "korn-graubard":
            held = intervals.interval("korn-graubard", of, worth, level)
        beta = intervals.beta(of, worth, level)
        measures = verdicts.measures(of, worth, *held)
        verdict, reasons = verdicts.judged(setup.rules, measures, setup.confidential)
    alone = compare.probabilities([one.compared for one in found], [one.estimates for one in found])
    for one, shape, start, end in zip(found, shapes, starts, ends.tolist(), strict=True):

        def cut(values: np.ndarray[tuple[int, ...], np.dtype[T]]) -> np.ndarray[tuple[int, ...], np.dtype[T]]:
            return values[start:end].reshape(shape)  # noqa: B023 -- it is called before they change

        own = cut(alone)
        among = np.apply_along_axis(compare.holm, 0, own)
        yield Part(
            one.cut,
            one.estimates,
            one.compared,
            worth.map(cut),
            (cut(low), cut(high)),
            (cut(beta[0]), cut(beta[1])),
            own,
            among,
            compare.sides(one.compared, among, level),
            cut(verdict).copy(),
            reasons[start:end],
        )


def one_by_one(found: Sequence[Estimates]) -> Estimates:
    """The estimates of several cuts as groups with one answer each."""

    def by_group(name: str) -> Floats:
        return np.concatenate(
            [np.broadcast_to(getattr(one, name)[:, None], one.estimate.shape).ravel() for one in found]
        )

    def by_answer(name: str) -> Floats:
        return np.concatenate([getattr(one, name).ravel() for one in found])[:, None]

    return Estimates(
        *(by_group(name) for name in ("n", "weight", "df")),
        *(by_answer(name) for name in ("count", "estimate", "variance")),
    )

"""Rank, median and classes of published values. Pure functions on numbers; what is missing is not passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

CLASSES = 5


@dataclass(frozen=True)
class Standing:
    """Where one value stands: `rank` 1 is the highest, `tied` are the others at the same value."""

    rank: int
    count: int
    tied: tuple[str, ...]
    median: float
    distance: float


def standing(values: Mapping[str, float], one: str) -> Standing:
    """The standing of `one` among all values, itself included. Equal values share the best rank of theirs.

    >>> standing({"a": 3, "b": 2, "c": 2, "d": 1}, "c")
    Standing(rank=2, count=4, tied=('b',), median=2.0, distance=0.0)
    """
    mine, middle = values[one], float(median(values.values()))
    return Standing(
        rank=1 + sum(value > mine for value in values.values()),
        count=len(values),
        tied=tuple(sorted(name for name, value in values.items() if value == mine and name != one)),
        median=middle,
        distance=round(mine - middle, 6),
    )


def classes(values: Mapping[str, float]) -> dict[str, int]:
    """Five classes of about as many values, 0 the lowest; equal values are never parted.

    >>> classes({"a": 1, "b": 2, "c": 2, "d": 4, "e": 5})
    {'a': 0, 'b': 1, 'c': 1, 'd': 3, 'e': 4}
    """
    count = len(values)
    return {
        name: CLASSES * sum(other < value for other in values.values()) // count
        for name, value in values.items()
    }

"""Rank, median and classes of collected values. Pure functions on numbers; what is missing is not passed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor
from statistics import median

CLASSES = 5
WIDTHS = tuple(map(Decimal, ("0.1", "0.2", "0.5", "1", "2", "2.5", "5", "10", "20", "25", "50", "100")))


@dataclass(frozen=True)
class Standing:
    """Where one value stands: `rank` 1 is the highest, `tied` are the others at the same value.

    `median` is as printed (see `middle`) and `distance` is from it; `side` is 1 above the exact median, -1
    below, 0 at it. `central`: one of two values in the middle that are so near that their mean was rounded.
    """

    rank: int
    count: int
    tied: tuple[str, ...]
    median: float
    distance: float
    side: int
    central: bool


def standing(values: Mapping[str, float], one: str) -> Standing:
    """The standing of `one` among all values, itself included. Equal values share the best rank of theirs.

    >>> standing({"a": 3, "b": 2, "c": 2, "d": 1}, "c")
    Standing(rank=2, count=4, tied=('b',), median=2.0, distance=0.0, side=0, central=False)
    """
    mine, true, near = values[one], _median(values.values()), middle(values.values())
    return Standing(
        rank=1 + sum(value > mine for value in values.values()),
        count=len(values),
        tied=tuple(sorted(name for name, value in values.items() if value == mine and name != one)),
        median=near,
        distance=round(mine - near, 6),
        side=(_decimal(mine) > true) - (_decimal(mine) < true),
        central=0 < abs(_decimal(mine) - true) < _unit(values.values()),
    )


def middle(values: Collection[float]) -> float:
    """The median, to as many decimals as the values have: half of an even count has no digit of its own.

    >>> middle([69, 70]), middle([5.02, 5.23]), middle([5.1, 7, 9.25])
    (70.0, 5.13, 7.0)
    """
    return float(_median(values).quantize(_unit(values), ROUND_HALF_UP))


def exact(values: Collection[float]) -> bool:
    """Whether the median is printed as it is, without rounding."""
    return _decimal(middle(values)) == _median(values)


def _unit(values: Collection[float]) -> Decimal:
    """One of the last decimal that any of them has."""
    places = max(max(0, -int(_decimal(value).normalize().as_tuple().exponent)) for value in values)
    return Decimal(1).scaleb(-places)


def _median(values: Collection[float]) -> Decimal:
    return Decimal(median(map(_decimal, values)))


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))


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


def bands(values: Mapping[str, float]) -> tuple[tuple[tuple[float, float], ...], dict[str, int]]:
    """Classes of one width between round numbers, five at most: the ends of each, the class of each value.

    A value at the end of a class is of the next one, but for the last, which has both its ends.

    >>> bands({"a": 27.9, "b": 30, "c": 44.1})
    (((25.0, 30.0), (30.0, 35.0), (35.0, 40.0), (40.0, 45.0)), {'a': 0, 'b': 1, 'c': 3})
    """
    low, high = (end(map(_decimal, values.values())) for end in (min, max))
    for width in WIDTHS:
        first = floor(low / width)
        last = max(ceil(high / width) - 1, first)
        if last - first < CLASSES:
            break
    ends = tuple((float(place * width), float((place + 1) * width)) for place in range(first, last + 1))
    return ends, {name: min(floor(_decimal(one) / width), last) - first for name, one in values.items()}

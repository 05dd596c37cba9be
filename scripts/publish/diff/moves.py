"""Which rows of a table have moved: as few as tell the new order."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def moved(places: Sequence[int]) -> list[int]:
    """The indices, rising, of what must be told of an order; the numbers that are left rise by themselves.

    `places` are distinct numbers, but for 0: what had no place before. Those that stay are a longest rising
    subsequence (Schensted 1961, patience sorting).

    >>> moved([2, 3, 0, 1, 4])
    [2, 3]
    """
    tops, ends = array("q"), array("q")  # of each pile: its last number, and the index of that
    before = array("q", bytes(8 * len(places)))
    top = 0
    for index, place in enumerate(places):
        if not place:
            continue
        if place > top:  # as nearly all do
            before[index] = ends[-1] if ends else -1
            tops.append(place)
            ends.append(index)
            top = place
        else:
            pile = bisect_left(tops, place)
            before[index] = ends[pile - 1] if pile else -1
            tops[pile], ends[pile] = place, index
            top = tops[-1]
    stays = bytearray(len(places))
    last = ends[-1] if ends else -1
    while last >= 0:
        stays[last] = 1
        last = before[last]
    return [index for index, stay in enumerate(stays) if not stay]

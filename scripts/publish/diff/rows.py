"""Two tables → what differs between their rows, each change at the key of its row."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.publish.diff.sheets import Sheet, named, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.reading.tables import Row

ADDED, REMOVED, CHANGED, MOVED = KINDS = ("added", "removed", "changed", "moved")
REKEYED = "rekeyed"  # what people are told of a row removed and added under a corrected key (`keys.told`)
BY_KEY, LISTED = "key", "listed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a table's rows.

    `changed`: a cell, its text before and after ("" where the field was not there). `added`, `removed`: a
    row, in `new` or in `old` as a JSON object of its cells that are not empty. `moved`: the place of a row
    (from 1), before ("" for an added row) and after; only where the rows are not in the order of their key.
    """

    table: str
    key: str
    field: str
    old: str
    new: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What must be known of a new table to make it from the old one and the changes.

    `key` names the rows on both sides; `order` is `key` where the rows stand in its order, else `listed`.
    """

    fields: tuple[str, ...]
    primary_key: tuple[str, ...]
    key: tuple[str, ...]
    order: str


def compare(table: str, old: Sheet | None, new: Sheet) -> tuple[Shape, list[Change]]:
    """The shape of the new table, and the changes that make it from the old one (None: there was none)."""
    before = old or Sheet(new.fields, new.key, ())
    key = _key(before, new)
    rows = list(placed(new, key, table))
    order = BY_KEY if _sorted([rank for _, rank, _ in rows]) else LISTED
    after, was = {name: row for name, _, row in rows}, named(before, key, table)
    changes = [*_cells(table, before, was, new, after)]
    if order == LISTED:
        changes += _moves(table, list(was), list(after))
    return Shape(new.fields, new.key, key, order), changes


def removed(table: str, old: Sheet) -> list[Change]:
    """The rows of a table that is no more."""
    names = named(old, old.key or old.fields, table)
    return [Change(table, name, "", packed(old.fields, row), "", REMOVED) for name, row in names.items()]


def packed(fields: Sequence[str], row: Row) -> str:
    """A row as a JSON object of its cells that are not empty."""
    found = {name: text for name, text in zip(fields, row, strict=True) if text}
    return json.dumps(found, ensure_ascii=False)


def _key(old: Sheet, new: Sheet) -> tuple[str, ...]:
    """The fields that name a row on both sides: a primary key of fields that both have, else all of these."""
    both = {*old.fields} & {*new.fields}
    for key in (new.key, old.key):
        if key and both.issuperset(key):
            return key
    return tuple(name for name in new.fields if name in both)


def _sorted(ranks: Sequence[tuple[Row, int]]) -> bool:
    return all(one <= other for one, other in pairwise(ranks))


def _cells(
    table: str, old: Sheet, was: dict[str, Row], new: Sheet, after: dict[str, Row]
) -> Iterator[Change]:
    """Rows removed, in their order; then rows added and cells changed, in the new order."""
    for name, row in was.items():
        if name not in after:
            yield Change(table, name, "", packed(old.fields, row), "", REMOVED)
    fields = [*new.fields, *(name for name in old.fields if name not in new.fields)]
    for name, row in after.items():
        if name not in was:
            yield Change(table, name, "", "", packed(new.fields, row), ADDED)
            continue
        one = dict(zip(old.fields, was[name], strict=True))
        other = dict(zip(new.fields, row, strict=True))
        for field in fields:
            if one.get(field, "") != other.get(field, ""):
                yield Change(table, name, field, one.get(field, ""), other.get(field, ""), CHANGED)


def _moves(table: str, was: list[str], after: list[str]) -> Iterator[Change]:
    """The places of added rows, and of as few others as tell the new order."""
    places = {name: place for place, name in enumerate(was, start=1)}
    stay = _longest_rise([places[name] for name in after if name in places])
    for place, name in enumerate(after, start=1):
        if name not in places:
            yield Change(table, name, "", "", str(place), MOVED)
        elif places[name] not in stay:
            yield Change(table, name, "", str(places[name]), str(place), MOVED)


def _longest_rise(places: list[int]) -> set[int]:
    """A longest rising subsequence of distinct numbers (Schensted 1961, patience sorting).

    >>> sorted(_longest_rise([2, 3, 1, 4]))
    [2, 3, 4]
    """
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        pile = bisect_left(tops, place)
        before[place] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [place]
    stay: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        stay.add(last)
        last = before[last]
    return stay

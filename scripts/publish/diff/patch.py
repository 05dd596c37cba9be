"""Old tables + a Difference = new tables: every cell, in order.

A table that was not there before is taken from the new package: the changes tell only how many rows it has.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from scripts.publish.diff.pairs import BY_KEY, SAME
from scripts.publish.diff.rows import ADDED, CHANGED, MOVED, REMOVED, TABLE_ADDED, WHOLE
from scripts.publish.diff.sheets import Sheet, named
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.publish.diff.compare import Difference
    from scripts.publish.diff.rows import Change, Shape

Cells = dict[str, str]


_NONE: Mapping[str, Sheet] = MappingProxyType({})


def apply(
    old: Mapping[str, Sheet], difference: Difference, new: Mapping[str, Sheet] = _NONE
) -> dict[str, Sheet]:
    """The new tables by name; `new` has those that were not there before.

    SourceError where the old ones are not those that were compared, or where a new one is not given.
    """
    changes: dict[str, list[Change]] = {}
    for change in difference.changes:
        changes.setdefault(change.table, []).append(change)
    made: dict[str, Sheet] = {}
    for table, shape in difference.shapes.items():
        mine = changes.get(table, [])
        if shape.order == WHOLE:
            made[table] = _whole(table, new.get(table), shape, mine)
        elif shape.order == SAME:
            made[table] = _same(table, old.get(table), shape)
        else:
            made[table] = _table(table, old.get(table), shape, mine)
    return made


def _whole(table: str, new: Sheet | None, shape: Shape, changes: Iterable[Change]) -> Sheet:
    """A table that was not there before, as it was given."""
    count = sum(change.count for change in changes if change.kind == TABLE_ADDED)
    if new is None or new.fields != shape.fields or len(new.rows) != count:
        raise SourceError(f"{table}: a new table of {count} rows: give it as the new package has it")
    return Sheet(shape.fields, shape.primary_key, new.rows)


def _same(table: str, old: Sheet | None, shape: Shape) -> Sheet:
    """A table of which no row has changed."""
    if old is None or old.fields != shape.fields:
        raise SourceError(f"{table}: not the table that was compared: take the same old package")
    return Sheet(shape.fields, shape.primary_key, old.rows)


def _table(table: str, old: Sheet | None, shape: Shape, changes: Iterable[Change]) -> Sheet:
    """One table that has changed."""
    before = named(old, shape.key, table) if old else {}
    fields = old.fields if old else ()
    rows: dict[str, Cells] = {n: dict(zip(fields, row, strict=True)) for n, row in before.items()}
    places: dict[str, int] = {}
    for change in changes:
        if change.kind == ADDED:
            rows[change.key] = json.loads(change.new)
            continue
        cells = rows.get(change.key)
        if cells is None or (change.kind == CHANGED and cells.get(change.field, "") != change.old):
            raise SourceError(
                f"{table}: {change.key}: not the row that was compared: take the same old package"
            )
        if change.kind == REMOVED:
            del rows[change.key]
        elif change.kind == CHANGED:
            cells[change.field] = change.new
        elif change.kind == MOVED:
            places[change.key] = int(change.new)
    made = tuple(
        tuple(rows[name].get(field, "") for field in shape.fields) for name in _ordered(rows, places, shape)
    )
    return Sheet(shape.fields, shape.primary_key, made)


def _ordered(rows: Mapping[str, Cells], places: Mapping[str, int], shape: Shape) -> list[str]:
    """The names of the rows in the new order."""
    if shape.order == BY_KEY:
        return sorted(rows, key=lambda name: (_texts(rows[name], shape), _which(name)))
    settled = {place: name for name, place in places.items()}
    rest = iter([name for name in rows if name not in places])
    return [settled[place] if place in settled else next(rest) for place in range(1, len(rows) + 1)]


def _texts(cells: Cells, shape: Shape) -> tuple[str, ...]:
    return tuple(cells.get(field, "") for field in shape.key)


def _which(name: str) -> int:
    """Which of the rows of one key it is (`sheets.named`)."""
    return int(name.rpartition("~")[2]) if "~" in name else 1

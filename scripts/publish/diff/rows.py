"""Two tables → what differs between their rows, each change at the key of its row."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.publish.diff import joins
from scripts.publish.diff.pairs import SAME, pairs
from scripts.reading.columnar.plain import PlainCsv

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.publish.diff.pairs import Pairs
    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.model.package import Schema
    from scripts.reading.tables import Row

ADDED, REMOVED, CHANGED, MOVED = KINDS = ("added", "removed", "changed", "moved")
REKEYED = "rekeyed"  # what people are told of a row removed and added under a corrected key (`keys.told`)
TABLE_ADDED, TABLE_REMOVED = "table-added", "table-removed"
WHOLE = "whole"

_COUNTED = {TABLE_ADDED: ADDED, TABLE_REMOVED: REMOVED}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a table's rows.

    `changed`: a cell, its text before and after ("" where the field was not there). `added`, `removed`: a
    row, in `new` or in `old` as a JSON object of its cells that are not empty. `moved`: the place of a row
    (from 1), before ("" for an added row) and after; only where the rows are not in the order of their key.
    `table-added`, `table-removed`: all the rows of a table that was not there, or is no more: how many, in
    `new` or in `old`; they are in the package that has the table. Those that came from another table, or went
    into one (`Difference.rekeyed`), are also told one by one.
    """

    table: str
    key: str
    field: str
    old: str
    new: str
    kind: str

    @property
    def counted(self) -> str:
        """The kind that its rows are counted under."""
        return _COUNTED.get(self.kind, self.kind)

    @property
    def count(self) -> int:
        """How many rows, or cells, it is about."""
        return int(self.old or self.new) if self.kind in _COUNTED else 1

    def less(self, rows: int) -> Change:
        """What tells a table as a whole, without some of its rows."""
        left = str(self.count - rows)
        return replace(self, old=left) if self.kind == TABLE_REMOVED else replace(self, new=left)


@dataclass(frozen=True, slots=True)
class Shape:
    """What must be known of a new table to make it from the old one and the changes.

    `key` names the rows on both sides. `order` is `whole` where there was no such table: its rows are those
    of the new package; `same` where no row has changed; else `key` where the rows stand in the order of their
    key, and `listed` where they stand as they did, but for what `moved` tells.
    """

    fields: tuple[str, ...]
    primary_key: tuple[str, ...]
    key: tuple[str, ...]
    order: str


def compare(table: str, old: Sheet | None, new: Sheet) -> tuple[Shape, list[Change]]:
    """The shape of the new table, and the changes that make it from the old one (None: there was none)."""
    if old is None:
        return Shape(new.fields, new.key, new.key or new.fields, WHOLE), whole(table, new, TABLE_ADDED)
    key = _key(old, new)
    large = isinstance(old.rows, PlainCsv) or isinstance(new.rows, PlainCsv)
    with (joins.pairs if large else pairs)(table, old, new, key) as found:
        changes = [*_cells(table, old, new, found)]
        changes += [Change(table, n, "", str(was or ""), str(now), MOVED) for n, was, now in found.moves]
        return Shape(new.fields, new.key, key, found.order), changes


def unchanged(schema: Schema) -> Shape:
    """The shape of a table of which no row has changed."""
    key = schema.primary_key
    return Shape(schema.field_names, key, key or schema.field_names, SAME)


def whole(table: str, sheet: Sheet, kind: str) -> list[Change]:
    """The one change that tells all the rows of a table; none of an empty one."""
    count = str(len(sheet.rows)) if len(sheet.rows) else ""
    told = ("", count) if kind == TABLE_ADDED else (count, "")
    return [Change(table, "", "", *told, kind)] if count else []


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


def _cells(table: str, old: Sheet, new: Sheet, found: Pairs) -> Iterator[Change]:
    """Rows removed, in their order; then rows added and cells changed, in the new order."""
    fields = [*new.fields, *(name for name in old.fields if name not in new.fields)]
    before, after = ({name: at for at, name in enumerate(sheet.fields)} for sheet in (old, new))
    places = [(field, before.get(field), after.get(field)) for field in fields]
    for name, was, now in found.rows:
        if was is None or now is None:
            if was is not None:
                yield Change(table, name, "", packed(old.fields, was), "", REMOVED)
            if now is not None:
                yield Change(table, name, "", "", packed(new.fields, now), ADDED)
            continue
        for field, one, other in places:
            texts = "" if one is None else was[one], "" if other is None else now[other]
            if texts[0] != texts[1]:
                yield Change(table, name, field, *texts, CHANGED)

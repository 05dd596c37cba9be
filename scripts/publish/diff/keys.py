"""Which rows that are removed and added are one row, whose key was corrected or which has moved."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from scripts.derive import rekeyed
from scripts.publish.diff.rows import (
    ADDED,
    CHANGED,
    REKEYED,
    REMOVED,
    TABLE_ADDED,
    TABLE_REMOVED,
    Change,
    packed,
)
from scripts.publish.diff.sheets import named
from scripts.reading import identifiers
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from scripts.derive.rekeyed import Erratum, Rekeyed
    from scripts.publish.diff.rows import Shape
    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.model.package import Package
    from scripts.reading.tables import Row

Keys = dict[str, dict[str, str]]
Place = tuple[str, str]  # a table, and the key of a row


def corrected(
    old: Package,
    old_sheets: Mapping[str, Sheet],
    new: Package,
    new_sheets: Mapping[str, Sheet],
    changes: Sequence[Change],
) -> tuple[Keys, list[Change]]:
    """By table: the key of each row before → after; only of rows that are removed there and added here.

    After is a whole identifier where the row is in another table now. Errata that the old package has already
    excuse nothing. A row whose key has the identifier of another row, as an erratum has, follows that one.
    With it, the changes of such rows of tables that came or went as a whole, which tell no row themselves.
    """
    before, after = rekeyed.told(old, _texts(old_sheets)), rekeyed.told(new, _texts(new_sheets))
    whole = rekeyed.former(new, after)
    known = {_which(erratum, whole) for erratum in before}
    became = rekeyed.former(new, [erratum for erratum in after if _which(erratum, {}) not in known])
    became |= rekeyed.moved(new, _texts(new_sheets))
    pairs = [*_pairs(became), *_followed(new, old_sheets, became)]
    left = _rows(changes, TABLE_REMOVED, old_sheets, {one for one, _ in pairs})
    entered = _rows(changes, TABLE_ADDED, new_sheets, {other for _, other in pairs})
    gone = {(c.table, c.key) for c in changes if c.kind == REMOVED} | left.keys()
    come = {(c.table, c.key) for c in changes if c.kind == ADDED} | entered.keys()
    found: Keys = {}
    same: set[Place] = set()
    for one, other in pairs:
        (table, was), (place, now) = one, other
        if one not in gone or other not in come:
            continue
        if table != place or old_sheets[table].key == new_sheets[table].key:
            come.remove(other)  # it was one row
            found.setdefault(table, {})[was] = now if table == place else f"{place}:{now}"
            same |= {one, other}
    return found, [row for rows in (left, entered) for at, row in rows.items() if at in same]


def _rows(
    changes: Iterable[Change], kind: str, sheets: Mapping[str, Sheet], places: Collection[Place]
) -> dict[Place, Change]:
    """What tells each of these rows that came or went with its table."""
    found: dict[Place, Change] = {}
    for table in (change.table for change in changes if change.kind == kind):
        names = {key for name, key in places if name == table}
        for name, row in _called(table, sheets[table], names).items():
            cells = packed(sheets[table].fields, row)
            told = ("", cells, ADDED) if kind == TABLE_ADDED else (cells, "", REMOVED)
            found[table, name] = Change(table, name, "", *told)
    return found


def _called(table: str, sheet: Sheet, names: Collection[str]) -> dict[str, Row]:
    """The rows of a table that have one of these names."""
    key = sheet.key or sheet.fields
    firsts: set[str] = (
        set()
    )  # what their first field may hold, be it an identifier or the first part of a key
    for stem in (name.partition("~")[0] for name in names):
        firsts |= {f"{table}:{stem}", *identifiers.parts(f":{stem}")[1][:1], *identifiers.parts(stem)[1][:1]}
    alike = named(sheet.having(key[:1], firsts), key, table) if names else {}
    return {name: row for name, row in alike.items() if name in names}


def told(
    changes: Sequence[Change], keys: Mapping[str, Mapping[str, str]], shapes: Mapping[str, Shape]
) -> Iterator[Change]:
    """The changes as people are told them: another key is one, then what else its row has changed.

    A row that went into another table is told of the table where it was; its cells, where it is. What is told
    of a table as a whole is without such rows.
    """
    gone = {(c.table, c.key): c for c in changes if c.kind == REMOVED}
    come = {(c.table, c.key): c for c in changes if c.kind == ADDED}
    pairs = {
        _place(table, now): gone[table, was]
        for table, mine in keys.items()
        for was, now in mine.items()
        if (table, was) in gone and _place(table, now) in come
    }
    paired = {(removed.table, removed.key) for removed in pairs.values()}
    apart = Counter((table, TABLE_REMOVED) for table, _ in paired)
    apart += Counter((table, TABLE_ADDED) for table, _ in pairs)
    for change in changes:
        place = (change.table, change.key)
        if change.kind == ADDED and place in pairs:
            removed = pairs[place]
            there = removed.table == change.table
            new = change.key if there else ":".join(place)
            yield Change(removed.table, change.key if there else removed.key, "", removed.key, new, REKEYED)
            yield from _others(removed, change, shapes[change.table])
        elif others := apart[change.table, change.kind]:
            if change.count > others:
                yield change.less(others)
        elif change.kind != REMOVED or place not in paired:
            yield change


def _place(table: str, now: str) -> Place:
    """Table and key of a row that was in the table, by its key now, or its identifier in another table."""
    other, colon, key = now.partition(":")
    return (other, key) if colon else (table, now)


def _others(removed: Change, added: Change, shape: Shape) -> Iterator[Change]:
    """The cells that differ between a row before and after, those of its key left out.

    In another table, those that were not empty and whose field is there too.
    """
    was, now = json.loads(removed.old), json.loads(added.new)
    here = [name for name in was if name in shape.fields]
    for field in here if removed.table != added.table else dict.fromkeys((*shape.fields, *was)):
        one, other = was.get(field, ""), now.get(field, "")
        if field not in shape.key and one != other:
            yield Change(added.table, added.key, field, one, other, CHANGED)


def _texts(sheets: Mapping[str, Sheet]) -> Callable[[str], Iterable[Erratum]]:
    """What gives the rows of a table as texts by field; none of a table that is not there."""
    return lambda name: sheets[name].cells() if name in sheets else ()


def _which(erratum: Erratum, became: Mapping[str, Rekeyed]) -> tuple[str, str, str]:
    """What an erratum is known by: its row as it is now, its field, its version."""
    name = erratum.get("identifier", "")
    now = became[name].now if name in became else name
    return now, erratum.get("field", ""), erratum.get("version", "")


def _pairs(became: Mapping[str, Rekeyed]) -> Iterator[tuple[Place, Place]]:
    """Table and key, before and after, of each identifier."""
    for was, now in became.items():
        (table, _, old), (place, _, new) = was.partition(":"), now.now.partition(":")
        yield (table, old), (place, new)


def _followed(
    new: Package, old_sheets: Mapping[str, Sheet], became: Mapping[str, Rekeyed]
) -> Iterator[tuple[Place, Place]]:
    """The same of rows that were there already and whose key has an identifier that is another now."""
    for resource in new.tables if became else ():
        key, sheet = schema_of(resource).primary_key, old_sheets.get(resource.name)
        if sheet is None or not {*key} <= {*sheet.fields}:
            continue
        for cells in sheet.having(key, became).cells():
            was = [cells[name] for name in key]
            now = [became[text].now if text in became else text for text in was]
            if was != now:
                one, other = (identifiers.identifier("", texts)[1:] for texts in (was, now))
                yield (resource.name, one), (resource.name, other)

"""Which rows that are removed and added are one row, whose key was corrected or which has moved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scripts.derive import rekeyed
from scripts.publish.diff.rows import ADDED, CHANGED, REKEYED, REMOVED, Change
from scripts.reading import identifiers
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scripts.derive.rekeyed import Erratum, Rekeyed
    from scripts.publish.diff.rows import Shape
    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.model.package import Package

Keys = dict[str, dict[str, str]]


def corrected(
    old: Package,
    old_sheets: Mapping[str, Sheet],
    new: Package,
    new_sheets: Mapping[str, Sheet],
    changes: Sequence[Change],
) -> Keys:
    """By table: the key of each row before → after; only of rows that are removed there and added here.

    After is a whole identifier where the row is in another table now. Errata that the old package has already
    excuse nothing. A row whose key has the identifier of another row, as an erratum has, follows that one.
    """
    before, after = rekeyed.told(old, _texts(old_sheets)), rekeyed.told(new, _texts(new_sheets))
    whole = rekeyed.former(new, after)
    known = {_which(erratum, whole) for erratum in before}
    became = rekeyed.former(new, [erratum for erratum in after if _which(erratum, {}) not in known])
    became |= rekeyed.moved(new, _texts(new_sheets))
    gone = {(c.table, c.key) for c in changes if c.kind == REMOVED}
    come = {(c.table, c.key) for c in changes if c.kind == ADDED}
    found: Keys = {}
    for one, other in (*_pairs(became), *_followed(new, old_sheets, became)):
        (table, was), (place, now) = one, other
        if one not in gone or other not in come:
            continue
        if table != place or old_sheets[table].key == new_sheets[table].key:
            come.remove(other)  # it was one row
            found.setdefault(table, {})[was] = now if table == place else f"{place}:{now}"
    return found


def told(
    changes: Sequence[Change], keys: Mapping[str, Mapping[str, str]], shapes: Mapping[str, Shape]
) -> Iterator[Change]:
    """The changes as people are told them: another key is one, then what else its row has changed.

    A row that went into another table is told of the table where it was; its cells, where it is.
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
    for change in changes:
        place = (change.table, change.key)
        if change.kind == ADDED and place in pairs:
            removed = pairs[place]
            there = removed.table == change.table
            new = change.key if there else ":".join(place)
            yield Change(removed.table, change.key if there else removed.key, "", removed.key, new, REKEYED)
            yield from _others(removed, change, shapes[change.table])
        elif change.kind != REMOVED or place not in paired:
            yield change


def _place(table: str, now: str) -> tuple[str, str]:
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


def _pairs(became: Mapping[str, Rekeyed]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Table and key, before and after, of each identifier."""
    for was, now in became.items():
        (table, _, old), (place, _, new) = was.partition(":"), now.now.partition(":")
        yield (table, old), (place, new)


def _followed(
    new: Package, old_sheets: Mapping[str, Sheet], became: Mapping[str, Rekeyed]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The same of rows that were there already and whose key has an identifier that is another now."""
    for resource in new.tables:
        key, sheet = schema_of(resource).primary_key, old_sheets.get(resource.name)
        if sheet is None or not {*key} <= {*sheet.fields}:
            continue
        for cells in sheet.cells():
            was = [cells[name] for name in key]
            now = [became[text].now if text in became else text for text in was]
            if was != now:
                one, other = (identifiers.identifier("", texts)[1:] for texts in (was, now))
                yield (resource.name, one), (resource.name, other)

"""Which rows that are removed and added are one row, whose key an erratum corrected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scripts.derive import rekeyed
from scripts.publish.diff.rows import ADDED, CHANGED, REKEYED, REMOVED, Change
from scripts.read import identifiers
from scripts.read.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scripts.derive.rekeyed import Erratum, Rekeyed
    from scripts.model.package import Package
    from scripts.publish.diff.rows import Shape
    from scripts.publish.diff.sheets import Sheet

Keys = dict[str, dict[str, str]]


def corrected(
    old: Package,
    old_sheets: Mapping[str, Sheet],
    new: Package,
    new_sheets: Mapping[str, Sheet],
    changes: Sequence[Change],
) -> Keys:
    """By table: the key of each row before → after; only of rows that are removed there and added here.

    Errata that the old package has already excuse nothing. An erratum follows the row that it is of: its own
    key has the identifier of that row.
    """
    before, after = rekeyed.told(old, _texts(old_sheets)), rekeyed.told(new, _texts(new_sheets))
    whole = rekeyed.former(new, after)
    known = {_which(erratum, whole) for erratum in before}
    became = rekeyed.former(new, [erratum for erratum in after if _which(erratum, {}) not in known])
    gone = {(c.table, c.key) for c in changes if c.kind == REMOVED}
    come = {(c.table, c.key) for c in changes if c.kind == ADDED}
    found: Keys = {}
    for one, other in (*_pairs(became), *_followed(new, old_sheets, became)):
        (table, was), (_, now) = one, other
        same = table in old_sheets and table in new_sheets and old_sheets[table].key == new_sheets[table].key
        if same and one in gone and other in come:
            come.remove(other)  # it was one row
            found.setdefault(table, {})[was] = now
    return found


def told(
    changes: Sequence[Change], keys: Mapping[str, Mapping[str, str]], shapes: Mapping[str, Shape]
) -> Iterator[Change]:
    """The changes as people are told them: a corrected key is one, then what else its row has changed."""
    gone = {(c.table, c.key): c for c in changes if c.kind == REMOVED}
    come = {(c.table, c.key) for c in changes if c.kind == ADDED}
    pairs = {
        (table, now): gone[table, was]
        for table, mine in keys.items()
        for was, now in mine.items()
        if (table, was) in gone and (table, now) in come
    }
    paired = {(removed.table, removed.key) for removed in pairs.values()}
    for change in changes:
        place = (change.table, change.key)
        if change.kind == ADDED and place in pairs:
            removed = pairs[place]
            yield Change(change.table, change.key, "", removed.key, change.key, REKEYED)
            yield from _others(removed, change, shapes[change.table])
        elif change.kind != REMOVED or place not in paired:
            yield change


def _others(removed: Change, added: Change, shape: Shape) -> Iterator[Change]:
    """The cells that differ between a row before and after, those of its key left out."""
    was, now = json.loads(removed.old), json.loads(added.new)
    for field in dict.fromkeys((*shape.fields, *was)):
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
        (table, _, old), (_, _, new) = was.partition(":"), now.now.partition(":")
        yield (table, old), (table, new)


def _followed(
    new: Package, old_sheets: Mapping[str, Sheet], became: Mapping[str, Rekeyed]
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The same of the errata that were there already, of rows whose identifier is another now."""
    for resource in new.tables:
        key, sheet = schema_of(resource).primary_key, old_sheets.get(resource.name)
        if resource.extra.get("kind") != rekeyed.KIND or sheet is None or "identifier" not in key:
            continue
        if not {*key} <= {*sheet.fields}:
            continue
        for cells in sheet.cells():
            if cells["identifier"] in became:
                moved = {**cells, "identifier": became[cells["identifier"]].now}
                one, other = (
                    identifiers.identifier("", (texts[name] for name in key))[1:] for texts in (cells, moved)
                )
                yield (resource.name, one), (resource.name, other)

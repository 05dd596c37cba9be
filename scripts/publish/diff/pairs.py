"""Two tables → the rows that differ, by name, and which of them moved: what `rows` makes changes of.

Small tables are paired here, by Python's dictionaries; `joins` pairs large ones in the same way, in DuckDB.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from scripts.publish.diff.moves import moved
from scripts.publish.diff.sheets import named, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.tables import Row


BY_KEY, LISTED, SAME = "key", "listed", "same"


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of two tables, each with its name (`sheets.placed`): what it was, what it is, or None.

    First those that are no more, in their order, then the others in the new order; such as are the same on
    both sides may be left out. `order` is SAME where the rows of one table are those of the other; else
    BY_KEY where the new ones stand in the order of their key; else LISTED: then `moves` has the names that
    must be told, with their place before (from 1, 0 for a row that was not there) and after.
    """

    rows: Iterable[tuple[str, Row | None, Row | None]]
    order: str
    moves: Sequence[tuple[str, int, int]] = ()


@contextmanager
def pairs(table: str, old: Sheet, new: Sheet, key: Sequence[str]) -> Iterator[Pairs]:
    """All the rows of two tables."""
    if old.fields == new.fields and old.rows == new.rows:
        yield Pairs((), SAME)
        return
    found = list(placed(new, key, table))
    was, now = named(old, key, table), {name: row for name, _, row in found}
    rows = chain(
        ((name, row, None) for name, row in was.items() if name not in now),
        ((name, was.get(name), row) for name, row in now.items()),
    )
    if all(one <= other for (_, one, _), (_, other, _) in pairwise(found)):
        yield Pairs(rows, BY_KEY)
        return
    places = {name: place for place, name in enumerate(was, start=1)}
    before, names = [places.get(name, 0) for name in now], list(now)
    yield Pairs(rows, LISTED, [(names[index], before[index], index + 1) for index in moved(before)])

"""Which row of a sheet was which row of the table: by what it shows, else by its hidden number.

Rows are sorted, copied, moved and typed again. A row that shows all that one had is that row, whatever its
number says: a sort may have left the numbers where they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.studies.workbook.labels import same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.tables import Row
    from scripts.studies.workbook.cells import Column
    from scripts.studies.workbook.opening import Line


class Matched(NamedTuple):
    """A row of a sheet and the row that it was, None for a new one; `copied` from another, number and all."""

    line: Line
    old: Row | None
    copied: bool = False


def matched(lines: Sequence[Line], rows: Sequence[Row], columns: Sequence[Column]) -> list[Matched]:
    """The rows of a sheet, each with the row that it was, in the order of the sheet."""
    seen = [[_text(line.values.get(column.name)) for column in columns] for line in lines]
    shown = [[_text(column.shown(row[place])) for place, column in enumerate(columns)] for row in rows]
    left = set(range(len(rows)))
    found: dict[int, int] = {}
    for at, line in enumerate(lines):  # as it was, where it was
        if line.number - 1 in left and seen[at] == shown[line.number - 1]:
            left.remove(place := line.number - 1)
            found[at] = place
    known: dict[tuple[str, ...], list[int]] = {}
    for place in sorted(left, reverse=True):
        known.setdefault(tuple(shown[place]), []).append(place)
    for at, cells in enumerate(seen):  # as it was, elsewhere
        if at not in found and known.get(tuple(cells)):
            found[at] = known[tuple(cells)].pop()
            left.remove(found[at])
    pairs = [(line.number - 1, at) for at, line in enumerate(lines) if at not in found]
    nearest = sorted((_differing(seen[at], shown[p]), at, p) for p, at in pairs if p in left)
    for _, at, place in nearest:  # edited; of copies, the one that is most like it
        if place in left:
            left.remove(place)
            found[at] = place
    return [
        Matched(line, rows[found[at]] if at in found else None, line.number > 0 and at not in found)
        for at, line in enumerate(lines)
    ]


def _differing(one: Sequence[str], other: Sequence[str]) -> int:
    """How many cells are not the same."""
    return sum(a != b for a, b in zip(one, other, strict=True))


def _text(value: object) -> str:
    """What two values have in common that show the same."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else same(str(value))

"""What changes in a table, row by row, with what each cell was and is; what cannot be understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.tables import Row
    from scripts.studies.workbook.tables import Table

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
KINDS = (REMOVED, CHANGED, ADDED)


@dataclass(frozen=True, slots=True)
class Change:
    """A row that comes (`old` is none), goes (`new` is none) or changes; `line` is the sheet's, or file's."""

    table: str
    old: Row | None
    new: Row | None
    line: int = 0

    @property
    def kind(self) -> str:
        """Which of KINDS it is."""
        if self.old is None:
            return ADDED
        return REMOVED if self.new is None else CHANGED

    @property
    def places(self) -> list[int]:
        """The places of the cells that change."""
        pairs = zip(self.old or (), self.new or (), strict=False)
        return [place for place, (old, new) in enumerate(pairs) if old != new]


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be understood: a sheet or a file, the line, the column, the wording and its words."""

    where: str
    line: int
    column: str
    name: str
    words: Mapping[str, object]


def rekeyed(change: Change, table: Table) -> bool:
    """True for a row that stays and gets another key: whoever cites it finds it no more."""
    return change.kind == CHANGED and not set(table.key).isdisjoint(change.places)

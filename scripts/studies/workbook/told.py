"""What changes, in words: table by table, row by row, cell by cell, with the first of each kind or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.issues.messages import LANGUAGES, count, visible
from scripts.studies.faults import say
from scripts.studies.workbook.cells import NUMBER
from scripts.studies.workbook.changes import CHANGED, KINDS, rekeyed
from scripts.studies.workbook.taking import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.tables import Row
    from scripts.studies.workbook.changes import Change, Fault
    from scripts.studies.workbook.saved import Mended
    from scripts.studies.workbook.tables import Table

FIRST = 3  # of each kind, where not all are told
FAULTS = 12
_SHOWN = 120  # characters of a cell
_FRENCH = LANGUAGES[0]


class Words:
    """Changes in words; `before` and `after` are all tables of the package."""

    def __init__(self, before: Mapping[str, Table], after: Mapping[str, Table], language: str) -> None:
        self._tables, self._language = after, language
        self._columns = columns_of(after, after), columns_of(before, before)

    def told(self, changes: Sequence[Change], *, whole: bool = False) -> Iterator[str]:
        """The lines: for each table what changes in it, then its rows."""
        for name in dict.fromkeys(change.table for change in changes):
            own = [change for change in changes if change.table == name]
            counted = [(kind, [one for one in own if one.kind == kind]) for kind in KINDS]
            told = ", ".join(self._counted(kind, len(some)) for kind, some in counted if some)
            yield self._say("table", table=self._tables[name].title, told=told)
            for kind, some in counted:
                for change in some if whole else some[:FIRST]:
                    yield from self._row(change, kind)
                if not whole and len(some) > FIRST:
                    yield f"    {self._say('more', count=len(some) - FIRST)}"

    def _row(self, change: Change, kind: str) -> Iterator[str]:
        table = self._tables[change.table]
        row = change.old or change.new or ()
        place = self._say("line", line=change.line) if change.line else ""
        yield f"    {self._say(kind, row=self.called(table, row), place=place)}"
        if rekeyed(change, table):
            yield f"        {self._say('rekeyed')}"
        if kind == CHANGED and change.old and change.new:
            for at in change.places:
                pair = [self.shown(table, at, cells[at]) for cells in (change.old, change.new)]
                title = self._columns[0][table.name][at].title
                yield f"        {self._say('cell', field=title, old=pair[0], new=pair[1])}"

    def called(self, table: Table, row: Row) -> str:
        """What a row is called: its label, else the labels of its key."""
        if table.code is not None:
            column = (table.label or 0, table.code)
            return self.shown(table, column[0], row[column[0]] or row[column[1]])
        told = [self.shown(table, place, row[place]) for place in table.key if row[place]]
        return " · ".join(told)

    def shown(self, table: Table, place: int, text: str) -> str:
        """The text of a cell as people read it."""
        if not text:
            return self._say("empty")
        now, was = (columns[table.name][place] for columns in self._columns)
        if now.choices is not None:
            return (now if text in now.choices.labels else was).choices.label(text)  # type: ignore[union-attr]
        if now.kind == NUMBER and self._language == _FRENCH:
            return text.replace(".", ",")
        return clipped(text)

    def _counted(self, kind: str, number: int) -> str:
        """So many rows that come, go or change."""
        name = f"{kind}_{'many' if number > 1 else 'one'}"
        return self._say(name, count=count(number, self._language))

    def _say(self, name: str, /, **words: object) -> str:
        return say("take", name, self._language, **words)


def mended(found: Sequence[Mended], language: str, *, whole: bool = False) -> Iterator[str]:
    """What was mended in a file: by column, each value as it was and as it is."""
    for name in dict.fromkeys(one.field for one in found):
        own = [one for one in found if one.field == name]
        yield say("take", "mended", language, field=name, count=len(own))
        for one in own if whole else own[:FIRST]:
            words = {"line": one.line, "old": clipped(one.old), "new": clipped(one.new)}
            yield f"    {say('take', 'mended_cell', language, **words)}"
        if not whole and len(own) > FIRST:
            yield f"    {say('take', 'more', language, count=len(own) - FIRST)}"


def faults(
    found: Sequence[Fault], language: str, *, whole: bool = False, first: int = FAULTS
) -> Iterator[str]:
    """What was not understood, each with its place; the first of it, or the whole."""
    for one in found if whole else found[:first]:
        words = {name: clipped(str(word)) for name, word in one.words.items()}
        place = [
            f"« {one.where} »",
            say("take", "line", language, line=one.line) if one.line else "",
            one.column,
        ]
        told = say("cell", one.name, language, **words)
        yield say("take", "fault", language, place=", ".join(filter(None, place)), told=told)
    if not whole and len(found) > first:
        yield say("take", "more", language, count=len(found) - first)


def clipped(text: str) -> str:
    """A cell on one line, cut where it is long."""
    told = visible(text)
    return told if len(told) <= _SHOWN else f"{told[: _SHOWN - 1]}…"

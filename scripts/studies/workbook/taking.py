"""What a workbook asks to be written: every cell understood, or said why not; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.studies.workbook.cells import TEXT
from scripts.studies.workbook.changes import Change, Fault
from scripts.studies.workbook.coding import called, codes
from scripts.studies.workbook.labels import UnreadError
from scripts.studies.workbook.matching import matched
from scripts.studies.workbook.opening import is_empty, is_whole
from scripts.studies.workbook.tables import Table, canonical, choices_of, columns, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.tables import Row
    from scripts.studies.workbook.cells import Column
    from scripts.studies.workbook.coding import AskCode
    from scripts.studies.workbook.matching import Matched
    from scripts.studies.workbook.opening import Book, Line, Sheet


@dataclass(slots=True)
class Taken:
    """What is to be written: the tables that change, each change, the codes made, what was not understood."""

    tables: dict[str, Table] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    codes: list[tuple[str, str, str]] = field(default_factory=list)  # table's title, label, code
    faults: list[Fault] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)  # titles of tables that others changed since
    absent: list[str] = field(default_factory=list)  # titles of tables whose sheet is gone


def taken(book: Book, now: Mapping[str, Table], ask: AskCode) -> Taken:
    """What the workbook changes in the tables as they are now."""
    found = Taken()
    before = dict(_before(book, now, found))
    base = {name: before.get(name, table) for name, table in now.items()}
    asked = columns_of(base, base)
    lines = {
        name: matched(_filled(book.sheets[name], before[name]), before[name].rows, asked[name])
        for name in before
        if name in book.sheets
    }
    told = (found.codes, found.faults)
    made = {name: codes(base[name], asked[name], rows, ask, told) for name, rows in lines.items()}
    current = {
        name: called(table, asked[name], lines[name], made[name]) if name in lines else table
        for name, table in base.items()
    }
    meant = columns_of(base, current, base)
    for name, rows in lines.items():
        table, sheet = before[name], book.sheets[name]
        _columns_are_there(sheet, table, found)
        both = (asked[name], meant[name])
        texts = list(_rows(table, sheet.name, both, rows, made[name], found))
        _changes(table, now[name], sheet.name, rows, texts, found)
    found.absent = [before[name].title for name in before if name not in book.sheets]
    return found


def columns_of(
    tables: Mapping[str, Table], current: Mapping[str, Table], before: Mapping[str, Table] | None = None
) -> dict[str, tuple[Column, ...]]:
    """The columns of each table, with what may be chosen in them: the rows of `current`."""
    choices = choices_of(current, before)
    return {name: columns(table, choices) for name, table in tables.items()}


def _before(book: Book, now: Mapping[str, Table], found: Taken) -> Iterator[tuple[str, Table]]:
    """The tables as the workbook was made from them; a fault for one that is another now."""
    for name, was in book.was.items():
        if name not in now:
            found.faults.append(Fault(was.sheet, 0, "", "gone", {"table": name}))
        elif was.fields != now[name].schema.field_names:
            found.faults.append(Fault(was.sheet, 0, "", "columns", {}))
        elif not is_whole(was, now[name]):
            found.faults.append(Fault(was.sheet, 0, "", "damaged", {}))
        else:
            yield name, now[name].with_rows(was.rows)


def _filled(sheet: Sheet, table: Table) -> list[Line]:
    """The rows in which people see anything: a hidden code alone is left of one that was cleared."""
    code = "" if table.code is None else table.schema.field_names[table.code]
    return [
        line
        for line in sheet.lines
        if any(name != code and not is_empty(value) for name, value in line.values.items())
    ]


def _columns_are_there(sheet: Sheet, table: Table, found: Taken) -> None:
    """A fault for each column that people added, or took away."""
    for header in sheet.unknown:
        found.faults.append(Fault(sheet.name, 0, header, "extra", {}))
    for name in sheet.missing:
        title = table.schema.field(name).title or name
        found.faults.append(Fault(sheet.name, 0, title, "lost", {}))


# --- rows --------------------------------------------------------------------------------------------------


def _rows(
    table: Table,
    sheet: str,
    both: tuple[Sequence[Column], Sequence[Column]],
    rows: Sequence[Matched],
    made: Sequence[str],
    found: Taken,
) -> Iterator[Row]:
    """The texts of each row of a sheet: those that it had where a cell still shows them."""
    for row, code in zip(rows, made, strict=True):
        cells = []
        for place, (was, column) in enumerate(zip(*both, strict=True)):
            old = row.old[place] if row.old else ""
            if place == table.code:
                cells.append(old or code)
                continue
            if column.name not in row.line.values:
                cells.append(old)
                continue
            value = row.line.values[column.name]
            try:
                cells.append(_kept(was, column, value, old))
            except UnreadError as error:
                cells.append(old)
                told = Fault(sheet, row.line.line, column.title, error.name, error.words)
                found.faults.append(told)
        yield tuple(cells)


def _kept(was: Column, column: Column, value: object, old: str) -> str:
    """The text that a cell means: the one it had, to the letter, where it still shows that."""
    if old:
        shown = was.shown(old)
        try:
            if value == shown or _alike(was, value, shown):
                return old
        except UnreadError:
            pass
    text = column.text(value, old)
    if column.kind == TEXT and old and text == column.text(old):
        return old
    return text


def _alike(column: Column, value: object, shown: object) -> bool:
    """True for two values that mean the same text in a column that is typed, not chosen."""
    return column.choices is None and column.text(value) == column.text(shown)


def _changes(
    table: Table,
    now: Table,
    sheet: str,
    rows: Sequence[Matched],
    made: Sequence[Row],
    found: Taken,
) -> None:
    """The changes of a table, unless its rows are already so; a fault where others changed it too."""
    key = table.key
    left = {id(row): row for row in table.rows}
    for row in rows:
        left.pop(id(row.old), None)
    again = {tuple(row[place] for place in key): row for row in left.values()}
    changes = []
    for row, new in zip(rows, made, strict=True):
        old = row.old if row.old is not None else again.pop(tuple(new[place] for place in key), None)
        if row.old is None and old is not None:
            left.pop(id(old))
        if old != new:
            changes.append(Change(table.name, old, new, row.line.line))
    changes += [Change(table.name, row, None) for row in left.values()]
    _unique(table, sheet, rows, made, found)
    moved = digest(now) != digest(table)
    if moved and (not changes or canonical(table.with_rows(made)) != canonical(now)):
        if changes:
            found.faults.append(Fault(sheet, 0, "", "both", {}))
        else:
            found.moved.append(table.title)
    elif changes and not moved:
        found.changes += changes
        found.tables[table.name] = table.with_rows(made)


def _unique(table: Table, sheet: str, rows: Sequence[Matched], made: Sequence[Row], found: Taken) -> None:
    """A fault for each row that has the key of one above it."""
    seen: dict[tuple[str, ...], int] = {}
    for row, new in zip(rows, made, strict=True):
        key = tuple(new[place] for place in table.key)
        above = seen.setdefault(key, row.line.line)
        if above != row.line.line:
            found.faults.append(Fault(sheet, row.line.line, "", "twice", {"above": above}))

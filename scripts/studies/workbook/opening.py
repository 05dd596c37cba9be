"""A workbook that comes back, as Excel, LibreOffice or Google Sheets saved it.

What is on its sheets, nothing understood yet, and the rows that it was made from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineWorkbook

from scripts.reading import recognise
from scripts.reading.issues.budget import DEFAULT
from scripts.reading.rows.edges import fits
from scripts.studies.faults import fault
from scripts.studies.workbook.guards import HEADER
from scripts.studies.workbook.tables import Table, digest
from scripts.studies.workbook.unseen import unseen
from scripts.studies.workbook.writing import BASE, FORMAT, ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KIND = "xlsx"
_HEADING = 8  # rows in which the names are looked for


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet that is not empty: its line, from 1, the row that it was (0: none), its values."""

    line: int
    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of a table; `unknown` are columns that people added, with something in them."""

    name: str
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(slots=True)
class Was:
    """A table as the workbook was made from it."""

    digest: str
    sheet: str
    fields: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: of which package and version, its tables as they were, its sheets by table."""

    package: str
    version: str
    was: Mapping[str, Was]
    sheets: Mapping[str, Sheet]


def opened(path: Path) -> Book:
    """What is in a workbook that `edit` made. StudyError for any other file."""
    try:
        with path.open("rb") as stream:
            content = stream.read(DEFAULT.held + 1)
    except OSError as error:
        raise fault("unread", path=path, note=error.strerror or error) from None
    if recognise.kind(content[: recognise.HEAD]) != KIND or not fits(content, DEFAULT):
        raise fault("no_workbook", path=path)
    try:
        pages = _pages(content)
    except (CalamineError, BadZipFile, KeyError, ValueError) as error:
        raise fault("unread", path=path, note=error) from None
    lines = pages.pop(BASE, [])
    if not lines or not lines[0] or lines[0][0] != "package":
        raise fault("no_form", path=path)
    if str(lines[0][1]) != FORMAT:
        raise fault("old_form", path=path)
    was = _was(lines[1:])
    sheets = {}
    for name, rows in pages.items():
        names = next((at for at, row in enumerate(rows[:_HEADING]) if row and _text(row[0]) in was), None)
        if names is not None and (table := _text(rows[names][0])) not in sheets:
            sheets[table] = _sheet(name, rows[names:], names, was[table].fields)
    first = [_text(cell) for cell in lines[0]]
    return Book(first[2], first[3], was, sheets)


def _pages(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of each sheet from A1 on; an error of the spreadsheet is a text, not an empty cell."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    pages = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    for sheet, row, column, text in unseen(content):
        rows = pages.get(sheet, [])
        rows += [[] for _ in range(len(rows), row + 1)]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = text
    return pages


def is_whole(was: Was, table: Table) -> bool:
    """True where the rows that the workbook was made from are as they were, to the letter."""
    return digest(table.with_rows(was.rows)) == was.digest


def _was(lines: Sequence[Sequence[Any]]) -> dict[str, Was]:
    """The tables of the sheet that no menu shows."""
    made: dict[str, Was] = {}
    for line in lines:
        cells = [_text(cell) for cell in line]
        kind, name, rest = cells[0], cells[1], cells[2:]
        if kind == "table":
            made[name] = Was(rest[0], rest[1])
        elif kind == "fields":
            made[name].fields = tuple(filter(None, rest))
        elif kind == "row":
            width = len(made[name].fields)
            made[name].rows.append(tuple([*rest, *[""] * width][:width]))
    return made


def _text(value: Any) -> str:
    """A cell of our own as a text."""
    return "" if value is None else str(value)


def _sheet(name: str, rows: Sequence[Sequence[Any]], above: int, fields: Sequence[str]) -> Sheet:
    """The rows below the headers, each value by its field; `above` is how many lines are left out."""
    places = {_text(cell): at for at, cell in enumerate(rows[0]) if at and _text(cell) in fields}
    heading = next((at for at, row in enumerate(rows[:_HEADING]) if row and row[0] == ROWS), HEADER)
    lines, unknown = [], dict[str, None]()
    for at, row in enumerate(rows[heading + 1 :], start=above + heading + 2):
        values = {one: row[place] if place < len(row) else None for one, place in places.items()}
        for place, cell in enumerate(row[1:], start=1):
            if place not in places.values() and not is_empty(cell):
                unknown[_header(rows[heading], place)] = None
        if not all(map(is_empty, values.values())):
            lines.append(Line(at, _number(row[0]), values))
    missing = tuple(one for one in fields if one not in places)
    return Sheet(name, tuple(lines), tuple(unknown), missing)


def _header(row: Sequence[Any], place: int) -> str:
    """What a column is called, by its header or its place."""
    return _text(row[place] if place < len(row) else "") or f"n° {place + 1}"


def _number(value: Any) -> int:
    """The number of a row; 0 for what is none."""
    try:
        return max(0, int(float(value)))
    except (TypeError, ValueError, OverflowError):
        return 0


def is_empty(value: Any) -> bool:
    """True for a cell without anything to be seen in it."""
    return value is None or (isinstance(value, str) and not value.strip())

"""The sheets of a workbook: what each cell holds, how it is shown, what is merged or hidden.

Values are calamine's (.xlsx, .xlsb, .xls, .ods); colours, formats and what is hidden are of .xlsx alone.
A workbook is a zip: its members are first read to their end within bounds, since readers believe what a zip
says of itself.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab import styles
from scripts.studies.crosstab.styles import Look, Looks, MarkupError
from scripts.studies.faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE_LIMIT = 64 * 2**20  # bytes of all members, unpacked
FILE_LIMIT = 32 * 2**20
MEMBER_LIMIT = 2_000
CELL_LIMIT = 2_000_000  # of a sheet, empty ones between others too
KINDS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_STYLED = (".xlsx", ".xlsm")
_CHUNK = 2**20
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, KeyError)
_PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, and how it is shown; None is nothing."""

    value: str | Decimal | None = None
    look: Look = _PLAIN


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by rows and columns from 0; `number` is its place among the sheets, from 1.

    `merged` are corners (top, left, bottom, right); `uncomputed` are formulas that no program has computed.
    """

    name: str
    number: int
    rows: list[list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncomputed: tuple[tuple[int, int], ...] = ()
    hidden: bool = False

    def at(self, row: int, column: int) -> Cell:
        """A cell, an empty one beyond the edges."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else EMPTY

    def name_of(self, row: int, column: int) -> str:
        """How people name a cell: its sheet, its letters, its number."""
        return f"{self.name}!{letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file; `styled` says that colours and formats could be read."""

    path: Path
    sheets: list[Sheet] = field(default_factory=list)
    styled: bool = False


def letters(column: int) -> str:
    """A column as a spreadsheet names it.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read(path: Path) -> Workbook:
    """The workbook of a path. StudyError: no workbook, a damaged one, one beyond measure."""
    from python_calamine import CalamineError, CalamineWorkbook

    if path.suffix.lower() not in KINDS:
        raise fault("book_kind", path=path, known=", ".join(KINDS))
    looks: dict[str, Looks] = {}
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise fault("book_large", path=path, limit=FILE_LIMIT // 2**20)
        if zipfile.is_zipfile(path):
            members = _members(path)
            if path.suffix.lower() in _STYLED:
                looks = styles.looks(members)
        _measured(path, looks)
        book = CalamineWorkbook.from_path(str(path))
        sheets = list(_sheets(book, looks))
    except OSError as error:
        raise fault("unread", path=path, note=error.strerror or error) from None
    except MarkupError as error:
        raise fault("book_markup", path=path, note=error) from None
    except (CalamineError, *_DAMAGE) as error:
        raise fault(
            "book", path=path, note=str(error).splitlines()[0][:120] or type(error).__name__
        ) from None
    return Workbook(path, sheets, bool(looks))


def _members(path: Path) -> dict[str, bytes]:
    """The members that say how cells look, after all were read to their end. StudyError for too much."""
    kept: dict[str, bytes] = {}
    room = SIZE_LIMIT
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        if len(infos) > MEMBER_LIMIT:
            raise fault("book_large", path=path, limit=SIZE_LIMIT // 2**20)
        for info in infos:
            parts = []
            with archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    room -= len(chunk)
                    if room < 0:
                        raise fault("book_large", path=path, limit=SIZE_LIMIT // 2**20)
                    parts.append(chunk)
            if info.filename.startswith("xl/") and info.filename.endswith((".xml", ".rels")):
                kept[info.filename] = b"".join(parts)
    return kept


def _measured(path: Path, looks: dict[str, Looks]) -> None:
    """Nothing, or StudyError for a sheet with edges so far apart that its cells would fill the memory."""
    for look in looks.values():
        if (look.last_row + 1) * (look.last_column + 1) > CELL_LIMIT:
            raise fault("book_wide", path=path)


def _sheets(book: Any, looks: dict[str, Looks]) -> Iterator[Sheet]:
    """Every sheet of cells."""
    for number, about in enumerate(book.sheets_metadata, 1):
        if "WorkSheet" not in str(about.typ):
            continue
        sheet = book.get_sheet_by_name(about.name)
        look = looks.get(about.name, Looks())
        rows = [
            [Cell(_value(value), look.cells.get((row, column), _PLAIN)) for column, value in enumerate(cells)]
            for row, cells in enumerate(sheet.to_python(skip_empty_area=False))
        ]
        merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
        yield Sheet(
            about.name,
            number,
            rows,
            tuple(merged),
            frozenset(look.hidden_rows),
            frozenset(look.hidden_columns),
            tuple(look.uncomputed),
            hidden=str(about.visible).rpartition(".")[2] != "Visible",
        )


def _value(value: Any) -> str | Decimal | None:
    """A number as it is written in the shortest way, a text without the spaces around it."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return Decimal(repr(value)) if value - value == 0 else str(value)
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None

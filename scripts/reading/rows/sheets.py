"""The records of a sheet of a workbook (XLSX, XLS, ODS), by python-calamine: what its cells hold."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from scripts.reading.rows.edges import sizes
from scripts.reading.rows.form import UnsupportedError
from scripts.reading.rows.packed import unpacked
from scripts.reading.rows.undivided import Undivided
from scripts.reading.values.base import Native

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.rows.delimited import Record
    from scripts.reading.rows.files import Files
    from scripts.reading.rows.form import Form
    from scripts.reading.values.base import Cell

WIDEST = 16_384  # columns of a sheet
_EXACT = 2**53


class Sheet(Undivided):
    """The records of one sheet; a row of the sheet is a line. `merged` are the lines of cells made one."""

    def __init__(self, files: Files, paths: tuple[str, ...], form: Form) -> None:
        super().__init__(files, paths, form)
        self.merged: list[tuple[int, str]] = []

    def records(self) -> Iterator[Record]:
        """Every row down to the last that has a value; empty cells at its end are left out."""
        from python_calamine import CalamineError, CalamineWorkbook

        if len(self._paths) > 1:
            raise UnsupportedError("workbooks")
        with unpacked(self._files.open(self._paths[0]), self._form.compression, self._form.inner) as stream:
            content = stream.read(self._files.budget.held + 1)
        self._within("held", len(content))
        self._look(content)
        try:
            sheet = self._sheet(CalamineWorkbook.from_filelike(io.BytesIO(content)))
            rows = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        except (CalamineError, ValueError) as error:
            raise UnsupportedError("workbook", note=error) from None
        self._read = len(content)
        self.merged = [(top, _range(top, left, bottom, right)) for (top, left), (bottom, right) in merged]
        waiting: list[Record] = []
        for line, row in enumerate(rows):
            cells = [_cell(value) for value in row[:WIDEST]]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            waiting.append((line, cells))
            if cells:
                yield from waiting
                waiting = []

    def _look(self, content: bytes) -> None:
        """Nothing, or UnsupportedError for a workbook that would fill the memory: a bomb, or far edges."""
        for size, edges in sizes(content):
            self._within("held", size)
            self._within("cells", edges)

    def _sheet(self, book: Any) -> Any:
        """The sheet that the dialect names, or numbers from 1; the first one where it says nothing."""
        extra = self._form.dialect.extra
        excel = extra.get("excel")
        inner = excel if isinstance(excel, dict) else {}
        wanted = extra.get("sheetName") or extra.get("sheetNumber") or inner.get("sheet") or 1
        names = book.sheet_names
        if isinstance(wanted, str) and wanted in names:
            return book.get_sheet_by_name(wanted)
        if isinstance(wanted, int) and 0 < wanted <= len(names):
            return book.get_sheet_by_index(wanted - 1)
        raise UnsupportedError("sheet", value=wanted, found=", ".join(names[:8]))


def _cell(value: Any) -> Cell:
    """A value of a sheet: whole numbers as such, a date without its midnight; other texts as they are."""
    if isinstance(value, str) or value is None:
        return value or None  # an empty cell holds nothing, whatever texts mean so
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        value = int(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, bool):
        return Native(value, "true" if value else "false", loose=True)
    text = value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
    return Native(value, text, loose=True)


def _range(top: int, left: int, bottom: int, right: int) -> str:
    """Cells as a spreadsheet names them.

    >>> _range(2, 0, 3, 27)
    'A3:AB4'
    """
    return f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name

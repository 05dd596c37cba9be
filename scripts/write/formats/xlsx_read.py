"""The workbook of a release, read again by calamine, which did not write it.

A workbook is a zip: its members are first read to their end, within bounds, since calamine would believe what
the zip says of itself; none of its sheets may hold a formula.
"""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from scripts.reading.columnar.texts import ROWS
from scripts.write.formats.format import Found, NoTableError, UnreadableError, in_sheet
from scripts.write.formats.xlsx_layout import HEAD, columns, sheet_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from scripts.reading.model.package import Package, Resource

SIZE_LIMIT = 512 * 2**20  # bytes of all members, unpacked
MEMBER_LIMIT = 10_000
_CHUNK = 2**20
_FORMULA = (b"<f>", b"<f ", b"<f/>")
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class Book:
    """An open workbook; `formulas` are the members that hold one."""

    def __init__(self, book: CalamineWorkbook, names: Mapping[str, str], formulas: list[str]) -> None:
        self._book, self._names, self._formulas = book, names, formulas

    def faults(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Formulas, which no release has."""
        if self._formulas:
            yield "formula", {"value": ", ".join(self._formulas)}

    def table(self, resource: Resource, rows: int) -> Found:
        """One sheet, its columns in the order of the table; rows without any value at the end are no rows."""
        name = self._names[resource.name]
        if name not in self._book.sheet_names:
            raise NoTableError(name)
        try:
            found = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError as error:
            raise UnreadableError(str(error)) from None
        header = found[HEAD] if len(found) > HEAD else []
        body = found[HEAD + 1 :]
        body += [[""] * len(header)] * (rows - len(body))
        order = sorted(range(len(header)), key=[column.place for column in columns(resource)].__getitem__)
        return Found(", ".join(map(str, header)), len(body), _parts(body, order))


def _parts(rows: Sequence[Sequence[Any]], order: Sequence[int]) -> Iterator[Sequence[Any]]:
    """The columns in that order, part by part."""
    for at in range(0, len(rows), ROWS):
        found = [list(column) for column in zip(*rows[at : at + ROWS], strict=True)]
        yield [found[place] for place in order]


@contextmanager
def opened(folder: Path, package: Package) -> Iterator[Book]:
    """The workbook of a release. UnreadableError."""
    path = folder / f"{package.name}.xlsx"
    try:
        formulas = _with_formulas(path)
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, *_DAMAGE) as error:
        raise UnreadableError(str(error) or type(error).__name__) from None
    yield Book(book, sheet_names(package), formulas)


def alike(column: pa.Array, found: list[Any]) -> bool:
    """True where every cell is the same."""
    return all(map(in_sheet, column.to_pylist(), found))


def _with_formulas(file: Path) -> list[str]:
    """The members of a workbook that hold a formula. BadZipFile for a zip beyond measure."""
    found: list[str] = []
    room = SIZE_LIMIT
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if len(members) > MEMBER_LIMIT:
            raise zipfile.BadZipFile(f"{len(members)} members")
        for member in members:
            tail = b""
            with archive.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    room -= len(chunk)
                    if room < 0:
                        raise zipfile.BadZipFile(f"more than {SIZE_LIMIT // 2**20} MiB once opened")
                    if member.filename.startswith("xl/worksheets/") and _has_formula(tail + chunk):
                        found.append(member.filename)
                        tail = b""
                    tail = chunk[-4:]
    return sorted(set(found))


def _has_formula(xml: bytes) -> bool:
    """True where the XML of a sheet has a formula."""
    return any(mark in xml for mark in _FORMULA)

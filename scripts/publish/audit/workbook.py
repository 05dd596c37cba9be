"""The workbook of a release: a sheet for each table, whose cells are those of the CSV, and no formula.

Read by calamine, which did not write it. A workbook is a zip: its members are first read to their end, within
bounds, since calamine would believe what the zip says of itself.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

from scripts.publish.audit.cells import compared as cells
from scripts.publish.audit.cells import differs, in_sheet
from scripts.reading.issues import Issue, issue
from scripts.write.formats.xlsx import sheet_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from scripts.publish.audit.subject import Audited

SIZE_LIMIT = 512 * 2**20  # bytes of all members, unpacked
MEMBER_LIMIT = 10_000
_CHUNK = 2**20
_FORMULA = (b"<f>", b"<f ", b"<f/>")


def compared(release: Audited, path: str) -> Iterator[Issue]:
    """Where the sheets differ from the CSV files."""
    try:
        if formulas := _formulas(release.base / path):
            yield issue("format-difference", "formula", path=path, value=", ".join(formulas))
        book = CalamineWorkbook.from_path(release.base / path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        yield issue("format-difference", "unreadable", path=path, note=str(error) or type(error).__name__)
        return
    except (CalamineError, ValueError) as error:
        yield issue("format-difference", "unreadable", path=path, note=str(error))
        return
    names = sheet_names(release.package)
    for name, table in release.tables.items():
        if names[name] not in book.sheet_names:
            yield issue("format-difference", "table", path=path, resource=name, value=names[name])
            continue
        try:
            rows = book.get_sheet_by_name(names[name]).to_python(skip_empty_area=False)
        except CalamineError as error:
            yield issue("format-difference", "unreadable", resource=name, path=path, note=str(error))
            continue
        yield from _sheet(name, path, table, rows)


def _sheet(name: str, path: str, table: pa.Table, rows: list[list[Any]]) -> Iterator[Issue]:
    """Where one sheet differs from its table; rows without any value at the end are no rows of a sheet."""
    header = rows[0] if rows else []
    if header != table.column_names:
        yield differs("columns", name, path, ", ".join(map(str, header)), ", ".join(table.column_names))
        return
    found = rows[1:]
    if len(found) > table.num_rows:
        yield differs("rows", name, path, len(found), table.num_rows)
        return
    found += [[""] * len(header)] * (table.num_rows - len(found))
    columns = zip(*found, strict=True) if found else ([] for _ in header)
    for field, expected, values in zip(table.column_names, table.columns, columns, strict=True):
        yield from cells((name, path, field), expected.to_pylist(), list(values), in_sheet)


def _formulas(file: Path) -> list[str]:
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

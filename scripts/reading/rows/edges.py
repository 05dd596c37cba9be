"""How large a workbook is before it is opened: what its members unpack to, and the cells between its edges.

A reader makes every cell from the first to the last, empty ones too: two cells, in A1 and in XFD1048576, are
seventeen thousand million. So each member is unpacked once, a block at a time, and looked through for places.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.issues.budget import Budget

_BLOCK = 2**20
_TAIL = 64  # bytes in which a place, or a repetition, surely fits
_COLUMN = re.compile(rb"""[ :]r\s*=\s*["']([A-Z]{2,3})\d""")
_ROW = re.compile(rb"""[ :]r\s*=\s*["'][A-Z]*(\d{4,7})["']""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["'][^>]*office:value""")
_NARROW, _SHORT = 26, 10**3 - 1  # columns and rows of what no pattern finds


def sizes(content: bytes) -> Iterator[tuple[int, int]]:
    """After each block of a member: the bytes unpacked so far, and the cells between its edges.

    Nothing for what is no zip: an old workbook has no more than 65,536 rows of 256 cells.
    """
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                columns, rows, tail = _NARROW, _SHORT, b""
                sheet = member.filename.startswith("xl/worksheets/") or member.filename == "content.xml"
                with archive.open(member) as stream:
                    while block := stream.read(_BLOCK):
                        total += len(block)
                        if sheet:
                            seen = tail + block
                            tail = block[-_TAIL:]
                            columns = max(columns, *map(_number, {*_COLUMN.findall(seen)}), 0)
                            rows = max(rows, *map(int, {*_ROW.findall(seen), *_REPEATED.findall(seen)}), 0)
                        yield total, rows * columns
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return


def fits(content: bytes, budget: Budget) -> bool:
    """True for a workbook that the memory holds."""
    return len(content) <= budget.held and all(
        size <= budget.held and edges <= budget.cells for size, edges in sizes(content)
    )


def _number(letters: bytes) -> int:
    """The number of a column.

    >>> _number(b"AA"), _number(b"XFD")
    (27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

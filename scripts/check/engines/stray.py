"""What is told of a table beside its rows, where an engine proves rows and does not read them one by one."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from scripts.check.engines.scanned import UnsureError
from scripts.reading.exact.findings import At
from scripts.reading.rows.delimited import RECORD_MOST, is_swallowing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue


def recognisable(layout: Layout) -> None:
    """Nothing, or UnsureError where another header or separator may be recognised (exact/whole.py)."""
    if any(item.code in ("incorrect-label", "missing-label") for item in layout.issues):
        raise UnsureError("labels that are not those of the fields")


def stray(at: At, record: bytes, table: Table) -> Iterator[Issue]:
    """An issue for a record of which every line looks like one."""
    lines = list(io.StringIO(record.decode("utf-8-sig"), newline="\n"))
    if is_swallowing(lines, len(table.columns), table.dialect.delimiter):
        yield at._replace(row=0).issue("quoted-lines")


def swallowed(path: Path, table: Table) -> Iterator[Issue]:
    """An issue for each record of a file of which every line looks like one; only odd lines are looked at."""
    dialect, width = table.dialect, len(table.columns)
    mark, lines, start = dialect.quote_char.encode(), list[bytes](), 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            odd = mark in line and line.count(mark) % 2
            if not lines:
                start, lines = (number, [line]) if odd else (0, lines)
                continue
            lines.append(line)
            if odd:
                texts, lines = [part.decode("utf-8-sig") for part in lines], []
                alike = is_swallowing(texts, width, dialect.delimiter)
                if alike and sum(1 for _ in csv.reader(texts, **table.reader_options)) == 1:
                    yield At(table.resource.name, table.resource.paths[0], start, 0).issue("quoted-lines")
            elif len(lines) > RECORD_MOST:
                return

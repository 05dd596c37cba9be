"""Records of several lines that look like several between stray quotes, as the exact reading tells them.

For the ways that read a plain file otherwise (choice.py says which): there a quote opens and closes a whole
cell, so that the quotes of a line say whether a record goes on in the next one.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from scripts.read.exact.findings import At
from scripts.read.rows.delimited import is_swallowing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.issues import Issue
    from scripts.read.exact.table import Table
    from scripts.read.rows.files import Folder


def swallowed(files: Folder, table: Table) -> Iterator[Issue]:
    """An issue for each such record of a table in one plain file."""
    path = table.resource.paths[0]
    for place in _places(files.file(path), table):
        yield At(table.resource.name, path, place + 1, 0).issue("quoted-lines")


def _places(file: Path, table: Table) -> Iterator[int]:
    """How many lines are before each."""
    quote, width, held, inside = table.dialect.quote_char.encode(), 0, list[bytes](), False
    with file.open("rb") as stream:
        for number, line in enumerate(stream):
            inside ^= quote in line and line.count(quote) % 2 == 1
            if width and not (inside or held):
                continue
            held.append(line)
            if inside:
                continue
            lines, held = [part.decode("utf-8-sig", "replace") for part in held], []
            width = width or len(next(csv.reader(lines, **table.reader_options), []))
            if len(lines) > 1 and is_swallowing(lines, width, table.dialect.delimiter):
                yield number + 1 - len(lines)

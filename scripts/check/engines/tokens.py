"""The records of a table as Python's csv module reads them, which is how frictionless does.

Rows are counted over the whole table, header and comments included (the first is row 1); lines are physical
lines of a record's own file.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from scripts.check.engines.foreign import UnsupportedError
from scripts.read.packed import unpacked
from scripts.read.records import codec_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.check.engines.rules import Table

CELL_LIMIT = 2**31 - 2
RECORD_MOST = 2**26  # characters of a record, beyond which it is not taken into memory
# (row, place in the text of all files, cells)
Numbered = tuple[int, int, list[str]]


class Tokens:
    """The records of one table; `path_line` says where one begins."""

    def __init__(self, base: Path, table: Table) -> None:
        self._base, self._table = base, table
        self._starts = [0]  # lines of all files before each file
        self._held = 0  # characters of the record under way
        self._read = 0  # bytes of the files that are done with
        self._tell: Callable[[], int] = int

    def records(self) -> Iterator[Numbered]:
        """Every record, header and comments included. OSError, UnicodeError or csv.Error as they come."""
        csv.field_size_limit(CELL_LIMIT)
        with ExitStack() as stack:
            reader = csv.reader(self._lines(stack), **self._table.reader_options)
            line = 0
            for row, cells in enumerate(reader, start=1):
                self._held = 0
                yield row, line, cells
                line = reader.line_num

    def data(self) -> Iterator[Numbered]:
        """The records of data: header and comments left out."""
        first, is_comment = self._table.first_row, self._table.is_comment
        plain = not self._table.dialect.comment_char and not self._table.dialect.comment_rows
        for record in self.records():
            if record[0] >= first and (plain or not is_comment(record[0], record[2])):
                yield record

    def path_line(self, place: int) -> tuple[str, int]:
        """The file and the line in it of what begins after `place` lines."""
        part = bisect_right(self._starts, place) - 1
        skipped = 1 if part and self._table.dialect.header else 0
        return self._table.resource.paths[part], place - self._starts[part] + 1 + skipped

    def line(self, place: int) -> int:
        """The line of what begins after `place` lines, in its own file."""
        return self.path_line(place)[1]

    def read(self) -> int:
        """How many bytes of the files are read."""
        return min(self._read + self._tell(), self._size(len(self._table.resource.paths)))

    def _size(self, number: int) -> int:
        """The bytes of so many of the files."""
        return sum((self._base / path).stat().st_size for path in self._table.resource.paths[:number])

    def _lines(self, stack: ExitStack) -> Iterator[str]:
        """The lines of all files as one text, the header of every file but the first left out."""
        self._starts = [0]
        paths = self._table.resource.paths
        total = 0
        for number, path in enumerate(paths):
            binary = stack.enter_context(unpacked(self._base / path, self._table.compression))
            encoding = "utf-8" if number and self._table.encoding == "utf-8-sig" else self._table.encoding
            self._read, self._tell = self._size(number), binary.tell
            encoding = codec_at(binary, encoding)
            text: Any = stack.enter_context(io.TextIOWrapper(binary, encoding, newline=""))
            last = "\n"
            if number:
                self._starts.append(total)
                if self._table.dialect.header and next(text, "").count(self._table.dialect.quote_char) % 2:
                    raise UnsupportedError("a header of several lines in a later file")
            for line in text:
                total += 1
                self._held += len(line)
                if self._held > RECORD_MOST:
                    raise UnsupportedError("a record beyond measure")
                last = line
                yield line
            if number + 1 < len(paths) and not last.endswith(("\n", "\r")):
                raise UnsupportedError("a file that is continued in the middle of a line")

"""The records of a CSV resource as texts, with their row number and their physical line.

The row number is frictionless': records are counted, and the header is row 1. The line is where the record
begins in its file, as an editor counts: a line break within quotes makes the two differ.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any

from scripts.model.package import Dialect
from scripts.read.packed import compression_of, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.model.package import Resource

RECORD_LIMIT = 131_072  # what Python's csv module allows for a cell


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it is, and its cells as they are written."""

    path: str
    line: int
    row: int
    cells: tuple[str, ...]


class UnreadableError(Exception):
    """A record that cannot be read: `code` says why (an issue code and its wording), `line` where."""

    def __init__(self, code: str, variant: str, path: str, line: int, note: str = "") -> None:
        super().__init__(note or code)
        self.code, self.variant, self.path, self.line, self.note = code, variant, path, line, note


def records(base: Path, resource: Resource) -> Iterator[Record]:
    """The data records of a resource, header and comments left out; blank lines have no cells.

    The rows of several files are counted through. UnreadableError for a record of more than RECORD_LIMIT
    characters, for a quote that never closes, and for what is no text.
    """
    dialect = resource.dialect or Dialect()
    heading = max(dialect.header_rows, default=0) if dialect.header else 0
    row = 0
    for place, path in enumerate(resource.paths):
        encoding = _codec(resource.encoding, first=not place)
        found = _file_records(base / path, path, encoding, dialect)
        if place:
            heading = min(heading, 1)  # as frictionless has it: a later file begins with one line of header
        for number, (start, cells) in enumerate(found, start=1):
            row += 1 if number > heading or not place else 0
            if number > heading and not _is_comment(cells, row, dialect):
                yield Record(path, start, row, cells)


def _is_comment(cells: tuple[str, ...], row: int, dialect: Dialect) -> bool:
    if row in dialect.comment_rows:
        return True
    return bool(dialect.comment_char and cells and cells[0].startswith(dialect.comment_char))


def _codec(encoding: str, *, first: bool) -> str:
    """How the text of a file is written: a byte order mark is one at the start of a table only."""
    plain = encoding.lower().replace("_", "-")
    if plain not in ("utf-8", "utf8", "utf-8-sig"):
        return encoding
    return "utf-8-sig" if first else "utf-8"


def codec_at(stream: IO[bytes], codec: str) -> str:
    """The codec of a text in two-byte characters, its byte order mark put aside where it begins with one."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    name = codecs.lookup(codec).name
    if name not in marks:
        return codec
    found = stream.read(2)
    stream.seek(0)
    return "utf-16" if found == marks[name] else codec


def _file_records(
    file: Path, path: str, codec: str, dialect: Dialect
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every record of one file, header included, with the line that it begins at."""
    try:
        with (
            unpacked(file, compression_of(path)) as packed,
            TextIOWrapper(packed, codec_at(packed, codec), newline="") as stream,
        ):
            lines = _Lines(stream, path)
            reader = csv.reader(lines, **_options(dialect))
            for cells in reader:
                start = lines.begun
                lines.next_record()
                yield start, tuple(cells)
            if lines.last and _is_open(lines.last, dialect):
                raise UnreadableError("unclosed-quote", "default", path, lines.opened)
    except (
        OSError,
        EOFError,
        UnicodeError,
        LookupError,
        csv.Error,
    ) as error:
        raise UnreadableError("source-error", "default", path, 0, str(error)) from None


class _Lines:
    """The lines of a text for csv.reader, remembering where the record under way began.

    `last` is the text of the latest record, to see whether its quotes were closed.
    """

    def __init__(self, stream: Iterable[str], path: str) -> None:
        self._stream = iter(stream)
        self._path = path
        self._line = 0
        self._record: list[str] = []
        self._size = 0
        self.begun = self.opened = 1
        self.last = ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text = next(self._stream)
        if not self._record:
            self.begun = self._line + 1
        self._line += 1
        self._record.append(text)
        self._size += len(text)
        if self._size > RECORD_LIMIT:
            raise UnreadableError("line-too-long", "record", self._path, self.begun)
        return text

    def next_record(self) -> None:
        """The reader has given the record whose lines it took; the next line begins another."""
        self.last, self.opened = "".join(self._record), self.begun
        self._record, self._size = [], 0


def _options(dialect: Dialect) -> dict[str, Any]:
    """The dialect in the words of Python's csv module."""
    return {
        "delimiter": dialect.delimiter,
        "quotechar": dialect.quote_char,
        "doublequote": dialect.double_quote,
        "escapechar": dialect.escape_char,
        "skipinitialspace": dialect.skip_initial_space,
    }


def _is_open(text: str, dialect: Dialect) -> bool:
    """True where the text of the last record ends inside quotes, which csv.reader lets pass at the end."""
    reader = csv.reader([*text.splitlines(keepends=True), "x\n"], **_options(dialect))
    return sum(1 for _ in reader) == 1

"""The records of delimited text, as Python's csv module reads them (and frictionless with it).

Several files are one text, whatever line or record a file ends in (Data Resource 2.0, « Multiple Files »).
"""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

from scripts.reading.rows.form import UnsupportedError
from scripts.reading.rows.packed import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scripts.reading.rows.files import Files
    from scripts.reading.rows.form import Form
    from scripts.reading.values.base import Cell

    Record = tuple[int, Sequence[Cell]]  # how many lines of all files are before it, and its cells

CELL_LIMIT = 2**31 - 2
CHUNK = 65_536
RECORD_LIMIT = 131_072  # characters of a cell that Python's own reader takes where nobody allows more
_DOUBTFUL = 4  # lines and cells: a text of two lines in a table of two columns may have its own commas
RECORD_MOST = 2**24  # characters of a record, beyond which it is not taken into memory


class TooLongError(UnsupportedError):
    """A record beyond measure; it begins at that line of that file."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__("too-long")
        self.path, self.line = path, line


class Delimited:
    """The records of one table; `starts` are the lines of all files before each.

    After they were read, `unclosed` is where a record begins whose quotes are never closed (None where none
    is), and `swallowed` where one begins of which every line, read without its quotes, is a whole record.
    """

    def __init__(self, files: Files, paths: tuple[str, ...], form: Form, text: str | None = None) -> None:
        self._files, self._paths, self._form, self._text = files, paths, form, text
        self.starts = [0]
        self.begins = False  # whether the latest record is the first of a later file
        self.unclosed: int | None = None
        self.swallowed: list[int] = []
        self._record: list[str] = []  # the lines of the record under way
        self._held = 0  # its characters
        self._read = 0  # bytes of the files that are done with
        self._tell: Callable[[], int] = int

    def records(self) -> Iterator[Record]:
        """Every record. OSError, UnicodeError or csv.Error as they come."""
        csv.field_size_limit(CELL_LIMIT)
        with ExitStack() as stack:
            reader = csv.reader(self._lines(stack), **self._form.reader_options)
            line, width, last, dialect = 0, 0, [""], self._form.dialect
            delimiter, nothing = dialect.delimiter, dialect.null_sequence
            for cells in reader:
                last, self._record, self._held = self._record, [], 0
                self.begins = line > 0 and line == self.starts[-1]
                width = width or len(cells)
                if len(last) > 1 and is_swallowing(last, width, delimiter):
                    self.swallowed.append(line)
                yield (
                    line,
                    cells if nothing is None else [None if cell == nothing else cell for cell in cells],
                )
                line = reader.line_num
            if self._is_open("".join(last)):
                self.unclosed = line - len(last)

    def _is_open(self, text: str) -> bool:
        """True where a record ends inside quotes, which csv.reader lets pass at the end."""
        if self._form.dialect.quote_char not in text:
            return False
        reader = csv.reader([*text.splitlines(keepends=True), "x\n"], **self._form.reader_options)
        return sum(1 for _ in reader) == 1

    def read(self) -> int:
        """How many bytes of the files are read."""
        return self._read + self._tell()

    def _lines(self, stack: ExitStack) -> Iterator[str]:
        """The lines of all files as one text."""
        self.starts = [0]
        total = 0
        for number, text in enumerate(self._texts(stack)):
            if number:
                self.starts.append(total)
            for line in self._parted(text):
                total += 1
                self._held += len(line)
                if self._held > RECORD_MOST:
                    path = self._paths[number] if self._paths else ""
                    raise TooLongError(path, total - len(self._record) - self.starts[-1])
                comment = not self._record and self._is_comment(line)
                self._record.append(line)
                yield self._inert(line) if comment else line

    def _is_comment(self, line: str) -> bool:
        mark = self._form.dialect.comment_char
        return bool(mark) and line.startswith(mark or "")

    def _inert(self, line: str) -> str:
        """A comment without what would open a quote in it: it is left out to the end of its line."""
        dialect = self._form.dialect
        return line.replace(dialect.quote_char, "").replace(dialect.escape_char or dialect.quote_char, "")

    def _parted(self, text: IO[str]) -> Iterator[str]:
        """The lines of a file, which may end with what its dialect says in place of a line break."""
        ending = self._form.dialect.line_terminator
        if not ending or ending.strip("\r\n") == "":
            yield from text
            return
        rest = ""
        while chunk := text.read(CHUNK):
            *lines, rest = (rest + chunk).split(ending)
            yield from (f"{line}\n" for line in lines)
            if len(rest) > RECORD_MOST:
                break
        if rest.strip("\r\n"):
            yield rest

    def _texts(self, stack: ExitStack) -> Iterator[IO[str]]:
        if self._text is not None:
            yield io.StringIO(self._text, newline="")
            return
        self._read = 0
        for path in self._paths:
            stream = self._files.open(path)
            self._tell = stream.tell
            binary = stack.enter_context(unpacked(stream, self._form.packing(path), self._form.inner))
            codec = codec_at(binary, self._form.encoding)
            yield stack.enter_context(io.TextIOWrapper(binary, codec, newline=""))
            self._read, self._tell = self._read + self._files.size(path), int


def is_swallowing(lines: Sequence[str], width: int, delimiter: str) -> bool:
    """True where every line of a record has the separators of one; in prose, a space follows a comma."""
    return (
        len(lines) + width > _DOUBTFUL
        and width > 1
        and all(text.count(delimiter) == width - 1 and f"{delimiter} " not in text for text in lines)
    )


def codec_at(stream: IO[bytes], codec: str) -> str:
    """The codec of a text in two-byte characters, its byte order mark put aside where it begins with one."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    name = codecs.lookup(codec).name
    if name not in marks:
        return codec
    found = stream.read(2)
    stream.seek(0)
    return "utf-16" if found == marks[name] else codec

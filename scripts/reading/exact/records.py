"""The records of a table as texts, with their row number and their physical line.

The row number is frictionless': records are counted, and the header is row 1. The line is where the record
begins in its file, as an editor counts: a line break within quotes makes the two differ.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.reading.issues import issue
from scripts.reading.rows.delimited import RECORD_MOST, TooLongError
from scripts.reading.rows.form import UnsupportedError
from scripts.reading.rows.packed import BROKEN
from scripts.reading.rows.reading import Reading
from scripts.reading.values.base import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Files

# What reading a table ends with where it cannot be read.
LOST = (OSError, UnicodeError, LookupError, csv.Error, UnsupportedError, *BROKEN)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it is, and its cells as they are written."""

    path: str
    line: int
    row: int
    cells: tuple[str, ...]


class UnreadableError(Exception):
    """A record that cannot be read: `code` says why (an issue code and its wording), `line` where."""

    def __init__(self, code: str, variant: str, path: str, line: int, **words: object) -> None:
        super().__init__(str(words.get("note") or code))
        self.code, self.variant, self.path, self.line, self.words = code, variant, path, line, words

    def issue(self, resource: str) -> Issue:
        """The same as an Issue of a resource."""
        about = {"resource": resource, "path": self.path, "line": self.line}
        return issue(self.code, self.variant, **self.words, **about)


def records(files: Files, resource: Resource, *, keep: bool = True) -> Iterator[Record]:
    """The data records of a resource, header and comments left out; blank lines have no cells.

    Unless told not to `keep` a small one, its file is opened once, and none comes of one that cannot be read.
    The rows of several files are counted through. UnreadableError for a quote that never closes, and for what
    is no table.
    """
    try:
        reading = Reading(files, resource, keep=keep)
        for row, place, cells in reading.data():
            path, line = reading.path_line(place)
            yield Record(path, line, row, tuple([text_of(cell) for cell in cells]))
        closed(reading)
    except LOST as error:
        raise lost(resource, error) from None


def closed(reading: Reading) -> None:
    """Nothing, or UnreadableError where a table that was read ends within quotes."""
    if reading.unclosed is not None:
        path, line = reading.path_line(reading.unclosed)
        raise UnreadableError("unclosed-quote", "default", path, line)


def lost(resource: Resource, error: Exception) -> UnreadableError:
    """Why a table cannot be read, whatever reading it has ended with."""
    if isinstance(error, TooLongError):
        size = RECORD_MOST // 2**20
        limits = {"limit_fr": f"{size} Mio", "limit_en": f"{size} MiB"}
        return UnreadableError("line-too-long", "record", error.path, error.line, **limits)
    if isinstance(error, UnsupportedError):
        path = next(iter(resource.paths), "")
        code = "check-skipped" if error.reason == "beyond" else "source-error"
        return UnreadableError(code, error.reason, path, 0, **error.words)
    note = str(error).split("\n", 1)[0] or type(error).__name__
    return UnreadableError("source-error", "default", next(iter(resource.paths), ""), 0, note=note)

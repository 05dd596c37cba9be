"""The shape of a file: which records are ragged, and at which line each begins; and its cells, by Polars.

A file is said to be plain where Python's tokeniser and Polars' surely agree: quotes only around whole cells
and doubled within them, no carriage return alone. A line without a quote is one record, and its separators
say how many cells it has; only lines with quotes are looked at one by one. Polars fills cells that are
missing with nothing, so that this scan is what finds them.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from scripts.check.engines.portable import name_of
from scripts.check.engines.scanned import UnsureError, looked_at
from scripts.reading.rows.delimited import RECORD_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.exact.table import Table
    from scripts.reading.model.package import Dialect

NUMBER = "number"  # of a row of data, from 0
_BATCH = 50_000
_LONG = 10_000  # bytes: longer lines are looked at one by one


@dataclass(slots=True)
class Shape:
    """Of all records, header included and counted from 0: the ragged ones, and where lines run ahead.

    `ragged` maps a record to its cells. `ends[i]` is the first record after the i-th one of several lines,
    `extra[i]` how many lines the records before it have too many.
    """

    lines: int = 0
    ragged: dict[int, list[str]] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    extra: list[int] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records the file has."""
        return self.lines - (self.extra[-1] if self.extra else 0)

    def line(self, record: int) -> int:
        """The lines before a record."""
        index = bisect_right(self.ends, record)
        return record + (self.extra[index - 1] if index else 0)


def shape_of(file: Path, table: Table) -> Shape:
    """The shape of a file. UnsureError where it is not plain, or its header is no line."""
    shape = _shape(file, table.dialect, len(table.columns))
    if table.dialect.header and (0 in shape.ragged or shape.line(1) != 1 or _is_marked(file)):
        raise UnsureError("a header of several lines")
    return shape


def cells_of(file: Path, table: Table) -> pl.LazyFrame:
    """Every cell of the data as it is written, row by row; ragged rows are cut off or filled up."""
    return pl.scan_csv(
        file,
        has_header=False,
        skip_lines=1 if table.dialect.header else 0,
        schema={name_of(column): pl.String for column in table.columns},
        separator=table.dialect.delimiter,
        quote_char=table.dialect.quote_char,
        empty_string_is_null=False,
        infer_schema=False,
        truncate_ragged_lines=True,
        row_index_name=NUMBER,
        glob=False,
    )


def _shape(file: Path, dialect: Dialect, width: int) -> Shape:
    line = pl.col("line")
    odd = (
        (line.str.count_matches(dialect.delimiter, literal=True) != width - 1)
        | line.str.contains(dialect.quote_char, literal=True)
        | line.str.contains("\r", literal=True)
        | (line.str.len_bytes() > _LONG)
    )
    scan = pl.scan_lines(file, row_index_name="number", glob=False)
    shape = Shape()
    try:
        batches = scan.filter(odd).collect_batches(chunk_size=_BATCH, maintain_order=True)
        _Reader(shape, file, dialect, width).read(row for batch in batches for row in batch.rows())
        shape.lines = scan.select(pl.len()).collect(engine="streaming").item()
    except pl.exceptions.PolarsError as error:
        raise UnsureError(str(error).split("\n", 1)[0]) from None
    return shape


class _Reader:
    """Puts lines together to records, and fills a Shape."""

    def __init__(self, shape: Shape, file: Path, dialect: Dialect, width: int) -> None:
        self._file = file
        self._shape, self._dialect, self._width = shape, dialect, width
        self._extra = 0

    def read(self, lines: Iterator[tuple[int, str]]) -> None:
        """Take in the lines that have quotes, or too few or many separators, or that are long."""
        mark = self._dialect.quote_char
        numbers, parts, inside = list[int](), list[str](), False
        for number, text in lines:
            if "\r" in text or len(text) > RECORD_LIMIT:
                raise UnsureError("a carriage return within a line, or a line that is too long")
            if not inside and mark not in text:
                self._line(number, text)
                continue
            if not inside:
                numbers, parts = [], []
            numbers.append(number)
            parts.append(text)
            inside ^= text.count(mark) % 2 == 1
            if not inside:
                self._record(numbers, parts)
        if inside:
            raise UnsureError("a quote that never closes")

    def _line(self, number: int, text: str) -> None:
        """A record without quotes."""
        if text.count(self._dialect.delimiter) != self._width - 1:
            looked_at(len(self._shape.ragged))
            self._shape.ragged[number - self._extra] = text.split(self._dialect.delimiter) if text else []

    def _record(self, numbers: list[int], parts: list[str]) -> None:
        """A record with quotes, of one or several lines; those without a quote are content, not kept here."""
        mark, delimiter = self._dialect.quote_char, self._dialect.delimiter
        lines = numbers[-1] - numbers[0] + 1
        if sum(map(len, parts)) + (lines - len(parts)) * _LONG > RECORD_LIMIT:
            raise UnsureError("a record that is too long")
        text = "\n".join(parts)
        outside = text.split(mark)[0::2]
        if not _is_strict(outside, delimiter):
            raise UnsureError("a quote within a cell")
        record = numbers[0] - self._extra
        if sum(piece.count(delimiter) for piece in outside) != self._width - 1:
            if lines > len(parts) or (lines > 1 and _has_returns(self._file)):
                raise UnsureError("a ragged record of many lines")
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=mark)
            self._shape.ragged[record] = next(reader)
        if lines > 1:
            self._extra += lines - 1
            self._shape.ends.append(record + 1)
            self._shape.extra.append(self._extra)


def _is_marked(file: Path) -> bool:
    """True where a byte order mark, which Polars leaves out there, begins the second line."""
    with file.open("rb") as stream:
        stream.readline(_LONG)
        return stream.read(3) == b"\xef\xbb\xbf"


def _has_returns(file: Path) -> bool:
    """True where a carriage return is in the file: lines come without those at their ends."""
    with file.open("rb") as stream:
        return any(b"\r" in block for block in iter(lambda: stream.read(2**20), b""))


def _is_strict(outside: list[str], delimiter: str) -> bool:
    """True where what stands between quotes begins and ends with a separator, or is nothing at all."""
    first, *middle, last = outside if len(outside) > 1 else (*outside, "")
    return (
        (not first or first.endswith(delimiter))
        and (not last or last.startswith(delimiter))
        and all(not piece or (piece.startswith(delimiter) and piece.endswith(delimiter)) for piece in middle)
    )

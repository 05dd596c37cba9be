"""The kernel's scan of one table: which rows it proves, and the exact verdict on the others.

    automata.py     regular expressions as automata over bytes
    plan.py         the rules of the table, for the kernel
    kernel.c        the scan; kernel.py: its functions

The verdict is the exact stage's, as with Polars (scan.py): the kernel only says which rows need none.
UnsureError where it cannot tell.
"""

from __future__ import annotations

import csv
import ctypes as c
import io
import os
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

from scripts.check.engines.kernel import BLOCK, SLACK, kernel
from scripts.check.engines.plan import Plan
from scripts.check.engines.scanned import Scanned, UnsureError, looked_at
from scripts.check.engines.stray import recognisable, stray
from scripts.check.engines.verdicts import Row, reported
from scripts.check.engines.workers import scanned
from scripts.reading.exact.findings import At
from scripts.reading.exact.keyed import keys_of, text_of
from scripts.reading.exact.layout import layout_of
from scripts.reading.exact.references import is_plain
from scripts.reading.exact.rows import Rows
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue
    from scripts.reading.rows.files import Folder

_BATCH = 2_000  # records that are read at a time
_SPARSE = 8  # bytes between them for each of theirs, beyond which they are read one by one
_BOM = b"\xef\xbb\xbf"


def check(
    files: Folder,
    table: Table,
    targets: Callable[[], Targets],
    progress: Callable[[int], None],
    *,
    beyond: bool,
) -> Scanned:
    """What is wrong in one table, and with `beyond` what frictionless passes over."""
    library = kernel()
    if library is None:
        raise UnsureError("no kernel")
    layout = layout_of(table, Reading(files, table.resource, table.form))
    if layout.columns != table.columns:
        raise UnsureError("labels that are more or fewer than the fields")
    if beyond:
        recognisable(layout)
    keys = keys_of(table, beyond=beyond)
    known = targets()
    plan = Plan(library, table, keys, known)
    try:
        with files.file(table.resource.paths[0]).open("rb", buffering=0) as file:
            plan.job.file, plan.job.next = file.fileno(), _heading(table, file.fileno())
            native = _Native(table, layout, keys, known, library, plan)
            return native.found(progress, beyond=beyond, most=files.budget.issues)
    finally:
        plan.close()


def _heading(table: Table, file: int) -> int:
    """Where the data begin."""
    start = os.pread(file, BLOCK, 0)
    if not table.dialect.header:
        return len(_BOM) if start.startswith(_BOM) else 0
    line = start[: start.find(b"\n") + 1 or len(start)]
    text = line.decode("utf-8-sig")
    reader = csv.reader([text, ""], **table.reader_options)
    cells = next(reader, [])
    if "\r" in text.removesuffix("\r\n") or reader.line_num != 1 or len(line) == BLOCK:
        raise UnsureError("a header of several lines")
    if len(cells) != len(table.columns):
        raise UnsureError("a header that is not as wide as the table")
    return len(line)


class _Native:
    """The scan of one table, and what follows from it."""

    def __init__(
        self, table: Table, layout: Layout, keys: list[Key], targets: Targets, library: c.CDLL, plan: Plan
    ) -> None:
        self._table, self._layout, self._keys, self._targets = table, layout, keys, targets
        self._library, self._plan = library, plan
        self._heading = 1 if table.dialect.header else 0
        self._judge = Rows(table, layout).judge_doubtful
        self._stray: list[Issue] = []

    def found(self, progress: Callable[[int], None], *, beyond: bool, most: int) -> Scanned:
        """The issues of the rows, in their order."""
        library, plan = self._library, self._plan
        size = os.fstat(plan.job.file).st_size
        scanned(library, plan, size, progress)
        count = library.job_number(plan.address)
        looked_at(count)
        rows = list(self._suspects(count))
        suspects = {self._number(row) for row in rows}
        others = sorted(self._alike(rows) - suspects)
        looked_at(len(others))
        rows += self._found(others)
        known = self._table, self._layout, self._targets
        found = reported(rows, *known, plan.job.rows, beyond=beyond, most=most)
        return found._replace(beyond=[*found.beyond, *self._stray]) if beyond else found

    def _suspects(self, count: int) -> Iterator[Row]:
        """The rows that the scan does not prove."""
        places = array("Q", bytes(40 * count))
        self._library.job_suspects(self._plan.address, places.buffer_info()[0])
        for at in range(0, count, _BATCH):
            batch = places[5 * at : 5 * (at + _BATCH)]
            numbers, lines, offsets, lengths, doubtful = (batch[part::5] for part in range(5))
            cells = list(self._records(self._read_all(offsets, lengths)))
            if len(cells) != len(numbers):
                raise UnsureError("records are counted in two ways")
            yield from map(self._row, numbers, lines, cells, doubtful)
            for number, line, offset, length, record in zip(
                numbers, lines, offsets, lengths, cells, strict=True
            ):
                if any("\n" in cell for cell in record):
                    self._stray += stray(self._at(number, line), self._read(offset, length), self._table)

    def _read_all(self, offsets: Sequence[int], lengths: Sequence[int]) -> bytes:
        """Some parts of the file, one after the other, read at once where little lies between them."""
        start, span = offsets[0], offsets[-1] + lengths[-1] - offsets[0]
        if span > _SPARSE * sum(lengths):
            return b"".join(map(self._read, offsets, lengths))
        content = self._read(start, span)
        return b"".join([content[o - start : o - start + n] for o, n in zip(offsets, lengths, strict=True)])

    def _read(self, offset: int, length: int) -> bytes:
        return os.pread(self._plan.job.file, length, offset)

    def _records(self, content: bytes) -> Iterator[list[str]]:
        return csv.reader(io.StringIO(content.decode(), newline=""), **self._table.reader_options)

    def _row(self, number: int, line: int, cells: list[str], doubtful: int) -> Row:
        at = self._at(number, line)
        return Row(at, cells, self._judge(cells, at.itself, doubtful))

    def _found(self, numbers: list[int]) -> Iterator[Row]:
        """Some rows of the table, in their order."""
        count = len(numbers)
        wanted, places = array("Q", numbers), array("Q", bytes(32 * count))
        self._library.job_places(self._plan.address, wanted.buffer_info()[0], count, places.buffer_info()[0])
        at = 0
        while at < count:
            number, line, offset, end = places[4 * at : 4 * at + 4]
            reader = self._records(self._read(offset, end - offset))
            before = 0
            for cells in reader:
                if at < count and number == numbers[at]:
                    yield self._row(number, line + before, cells, 0)
                    at += 1
                number, before = number + 1, reader.line_num  # type: ignore[attr-defined]
            if at < count and numbers[at] < number:
                raise UnsureError("rows were lost")

    def _alike(self, rows: Sequence[Row]) -> set[int]:
        """The rows that may have the key of another one: by their hash, or by that of a suspect's value."""
        alike: set[int] = set()
        for place, key in enumerate(self._keys):
            out = c.c_void_p()
            count = self._library.job_repeated(self._plan.address, place, c.byref(out))
            wanted = self._taken(count, out)
            wanted.extend(self._hashes(key, rows))
            if wanted:
                count = self._library.job_having(
                    self._plan.address, place, wanted.buffer_info()[0], len(wanted), c.byref(out)
                )
                alike.update(self._taken(count, out))
        return alike

    def _taken(self, count: int, out: c.c_void_p) -> array[int]:
        """An array of the kernel, made ours."""
        if count < 0:
            raise MemoryError
        taken = array("Q", c.string_at(out, 8 * count) if count else b"")
        self._library.array_free(out)
        return taken

    def _hashes(self, key: Key, rows: Iterable[Row]) -> array[int]:
        """The hashes of the suspects' keys, where these may be written otherwise (`007`) or have none."""
        plain, width = all(map(is_plain, key.columns)), len(self._table.columns)
        values = [
            [row.judged.values[column.index] for column in key.columns]
            for row in rows
            if not plain or len(row.cells) != width
        ]
        whole = [row for row in values if None not in row]
        kinds = [column.field.type for column in key.columns]
        pairs = ((kind, value) for row in whole for kind, value in zip(kinds, row, strict=True))
        texts = [text_of(kind, value).encode() for kind, value in pairs]
        ends, content = array("Q", accumulate(map(len, texts))), b"".join([*texts, bytes(SLACK)])
        found = array("Q", bytes(8 * len(whole)))
        self._library.hash_keys(
            content, ends.buffer_info()[0], len(whole), len(kinds), found.buffer_info()[0]
        )
        return found

    def _number(self, row: Row) -> int:
        """The number of a row of data, from 0."""
        return row.at.row - 1 - self._heading

    def _at(self, number: int, line: int) -> At:
        """Where a row of data is."""
        resource, heading = self._table.resource, self._heading
        return At(resource.name, resource.paths[0], line + 1 + heading, number + 1 + heading)

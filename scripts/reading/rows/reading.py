"""The header and the rows of a table, whatever it is written in: each with its row number and its line.

Rows are numbered over the whole table as frictionless does: the first record is row 1, header, comments and
blank lines count, and the header of a later file does not. Lines are those of a record's own file.

Where the standard says otherwise than frictionless, it wins: what a dialect names a comment is no header, and
a later file begins with its own header only where it repeats that of the first.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scripts.reading.issues.budget import told
from scripts.reading.rows.delimited import Delimited
from scripts.reading.rows.documents import Documents
from scripts.reading.rows.form import (
    COLUMNS,
    DELIMITED,
    INLINE,
    JSON,
    LINES,
    SHEET,
    UnsupportedError,
    form_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Files
    from scripts.reading.rows.form import Form
    from scripts.reading.values.base import Cell

    Numbered = tuple[int, int, Sequence[Cell]]  # row, how many lines of all files are before it, cells

KEPT = 1_500_000  # bytes of a table, beyond which its records are not kept
DEEPEST = 10_000  # records in which the header is looked for


def is_small(files: Files, resource: Resource) -> bool:
    """True for a table that may be kept in memory. OSError where it is not there."""
    return sum(map(files.size, resource.paths)) < KEPT


@dataclass(frozen=True, slots=True)
class Header:
    """The labels of a table (none where it has no header), the rows that they are in, where the first begins.

    `last` is the row after which data begin; `empty` where there is nothing there.
    """

    labels: tuple[str, ...]
    rows: tuple[int, ...]
    place: int
    last: int
    empty: bool
    raw: tuple[tuple[str, ...], ...] = ()


class Reading:
    """One table, to be read from its beginning as often as it is asked.

    `keep` the records of one that is small, and its file is read once.
    """

    def __init__(
        self, files: Files, resource: Resource, form: Form | None = None, *, keep: bool = False
    ) -> None:
        self.files, self.resource = files, resource
        self.form = form or form_of(resource)
        self._keep = keep and len(resource.paths) == 1 and is_small(files, resource)
        self._kept: list[tuple[int, Sequence[Cell]]] | None = None
        self._source = self._opened()

    def _opened(self) -> Any:
        resource, form = self.resource, self.form
        data = resource.extra.get("data")
        if form.kind == DELIMITED:
            return Delimited(self.files, resource.paths, form, data if isinstance(data, str) else None)
        if form.kind in (JSON, LINES, INLINE):
            fields = resource.schema.field_names if resource.schema else ()
            return Documents(self.files, resource.paths, form, fields, data)
        if form.kind == SHEET:
            from scripts.reading.rows.sheets import Sheet

            return Sheet(self.files, resource.paths, form)
        if form.kind == COLUMNS:
            from scripts.reading.rows.columns import Columns

            return Columns(self.files, resource.paths, form)
        raise UnsupportedError("format", value=form.kind)

    @cached_property
    def header(self) -> Header:
        """What the first records say."""
        dialect = self.form.dialect
        wanted = dialect.header_rows if dialect.header else ()
        if any(number < 1 or number > DEEPEST for number in wanted) or list(wanted) != sorted({*wanted}):
            raise UnsupportedError("header-rows", value=list(wanted))
        seen: list[Numbered] = []
        plain: list[int] = []  # the places in `seen` of what is no comment
        for row, (place, cells) in enumerate(self._kept_or(self._opened()), start=1):
            seen.append((row, place, cells))
            if not self.form.is_comment(row, cells):
                plain.append(len(seen) - 1)
            if row >= DEEPEST or (len(plain) > max(wanted, default=0) and row > max(wanted, default=0)):
                break
        rows = self._rows(wanted, seen, plain)
        labels = _joined([seen[row - 1][2] for row in rows], dialect.header_join)
        last = rows[-1] if rows else max(wanted, default=0)
        filled = any(seen[place][0] > last for place in plain)
        raw = tuple(_stripped(cells) for row, _, cells in seen if row <= last)
        return Header(labels, tuple(rows), seen[rows[0] - 1][1] if rows else 0, last, not filled, raw)

    def _rows(self, wanted: tuple[int, ...], seen: list[Numbered], plain: list[int]) -> list[int]:
        """The rows of the header, as the dialect numbers them; comments do not count where one is named."""
        commented = {row for row, _, _ in seen} - {seen[place][0] for place in plain}
        if commented & {*wanted}:
            return [seen[plain[number - 1]][0] for number in wanted if number <= len(plain)]
        return [number for number in wanted if number <= len(seen)]

    def records(self) -> Iterator[Numbered]:
        """Every record, header and comments among them, but the header of a later file."""
        if self._kept is None:
            self._source = self._opened()
        most = self.files.budget.rows
        for row, (place, cells) in enumerate(self._one_header(self._source), start=1):
            if row > most:
                raise UnsupportedError("beyond", **told(self.files.budget, "rows"))
            yield row, place, cells

    def _kept_or(self, source: Any) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The records of a source, which are kept where they are to be."""
        if not self._keep:
            return iter(source.records())
        if self._kept is None:
            self._kept, self._source = list(source.records()), source
        return iter(self._kept)

    def _one_header(self, source: Any) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The records without those of a later file down to its labels, where these are where they were."""
        header, mark = self.header, self.form.dialect.comment_char
        labels = header.raw[header.rows[-1] - 1] if header.rows else ()
        depth = sum(not (mark and row.startswith(mark)) for row in map("".join, header.raw))
        waiting: list[tuple[int, Sequence[Cell]]] = []
        left = 0  # how many records may be before the labels, comments not counted
        for record in self._kept_or(source):
            if source.begins and labels:
                yield from waiting
                waiting, left = [], depth
            if not left:
                yield record
                continue
            waiting.append(record)
            cells = _stripped(record[1])
            if cells == labels:
                waiting, left = [], 0
            elif not (mark and cells and cells[0].startswith(mark)):
                left -= 1
                if not left:
                    yield from waiting
                    waiting = []
        yield from waiting

    def data(self) -> Iterator[Numbered]:
        """The records of data: header and comments left out."""
        last, is_comment = self.header.last, self.form.is_comment
        plain = not self.form.dialect.comment_char and not self.form.dialect.comment_rows
        width = self._width
        for row, place, cells in self.records():
            if row > last and (plain or not is_comment(row, cells)):
                yield row, place, [*cells, *[None] * (width - len(cells))] if width and cells else cells

    @property
    def _width(self) -> int:
        """How many cells a row of a sheet has, the empty ones at its end among them; 0 for other tables."""
        schema = self.resource.schema
        width = len(self.header.labels) or (len(schema.fields) if schema else 0)
        return width if self.form.kind == SHEET else 0

    def path_line(self, place: int) -> tuple[str, int]:
        """The file and the line in it of what begins after `place` lines; "" for rows of the descriptor."""
        if not self.resource.paths:
            return "", 0
        starts = self._source.starts
        if len(starts) == 1:
            return self.resource.paths[0], place + 1
        part = bisect_right(starts, place) - 1
        return self.resource.paths[min(part, len(self.resource.paths) - 1)], place - starts[part] + 1

    def line(self, place: int) -> int:
        """The line of what begins after `place` lines, in its own file."""
        return self.path_line(place)[1]

    def read(self) -> int:
        """How many bytes of the files are read."""
        return int(self._source.read())

    @property
    def merged(self) -> list[tuple[int, str]]:
        """The cells of a sheet that are made one, with their line; after the rows were read."""
        return list(getattr(self._source, "merged", ()))

    @property
    def unclosed(self) -> int | None:
        """The place of a record whose quotes are never closed; after the rows were read."""
        return getattr(self._source, "unclosed", None)

    @property
    def swallowed(self) -> list[int]:
        """The places of records that look like several, between stray quotes; after the rows were read."""
        return list(getattr(self._source, "swallowed", ()))

    def with_dialect(self, **changed: Any) -> Reading:
        """The same table in a dialect that is another in some properties."""
        return Reading(
            self.files, self.resource, replace(self.form, dialect=replace(self.form.dialect, **changed))
        )


def _stripped(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(str(cell or "").strip() for cell in cells)


def _joined(rows: list[Sequence[Cell]], joint: str) -> tuple[str, ...]:
    """Header rows, each put under those before it; a label that is repeated below another stands once."""
    labels: list[str] = []
    before: dict[int, str] = {}
    for cells in rows:
        for index, cell in enumerate(cells):
            text = str(cell or "").strip()
            if before.get(index) == text:
                continue
            before[index] = text
            if len(labels) <= index:
                labels.append(text)
            else:
                labels[index] = joint.join([labels[index], text])
    return tuple(labels)

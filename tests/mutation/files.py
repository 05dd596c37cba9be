"""Mutants of a file: its header, the shape of its rows, its bytes, and what is declared of all of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scripts.reading.issues import Severity
from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.reading.model.package import Resource
    from tests.mutation.bench import Bench

Records = list[list[str]]


def mutants(bench: Bench) -> Iterator[Mutant]:
    """Each way to spoil the file of each table."""
    for table in bench.tables:
        last = bench.records(table.name)[-1]
        for promise, change, code, line in (
            ("columns", _extra_label, "extra-label", 1),
            ("columns-lost", _lost_label, "missing-label", 1),
            ("column-names", _renamed, "incorrect-label", 1),
            ("column-order", _swapped, "incorrect-label", 1),
            ("column-blank", _blank_label, "blank-label", 1),
            ("row-shape", _extra_cell, "extra-cell", last.line),
            ("row-shape-short", _lost_cell, "missing-cell", last.line),
        ):
            yield _of_records(table, promise, change, Expected(code, table.paths[0], line))
        yield from _bytes(bench, table)
        yield from _declared(table)


def _extra_label(records: Records) -> None:
    for cells in records:
        cells.append("more")


def _lost_label(records: Records) -> None:
    for cells in records:
        cells.pop()


def _renamed(records: Records) -> None:
    records[0][-1] += "_"


def _swapped(records: Records) -> None:
    for cells in records:
        cells[0], cells[1] = cells[1], cells[0]


def _blank_label(records: Records) -> None:
    records[0][-1] = ""


def _extra_cell(records: Records) -> None:
    records[-1].append("more")


def _lost_cell(records: Records) -> None:
    records[-1].pop()


def _of_records(
    table: Resource, promise: str, change: Callable[[Records], None], expected: Expected
) -> Mutant:
    """A mutant of the records of a file."""

    def edit(draft: Draft) -> None:
        records = draft.records(table.paths[0])
        change(records)
        draft.put(table.paths[0], records)

    return Mutant(promise, table.name, edit, expected, (table.name,))


def _bytes(bench: Bench, table: Resource) -> Iterator[Mutant]:
    """What the bytes of a file may be: text in UTF-8, in the line endings and with the quotes declared."""
    path = table.paths[0]
    rows = bench.records(table.name)
    end = rows[-1].line
    for promise, change, code, line in (
        ("encoding", lambda data: data[:-1] + b"\xe9\n", "encoding-error", end),
        ("no-bom", lambda data: b"\xef\xbb\xbf" + data, "bom", 1),
        ("line-ending", lambda data: data.replace(b"\n", b"\r\n"), "line-ending", 1),
        ("no-nul", lambda data: data[:-1] + b"\0\n", "nul-byte", end),
        ("unicode-form", lambda data: data[:-1] + "e\u0301\n".encode(), "unicode-form", end),
        ("quotes", lambda data: data + b'"', "unclosed-quote", 0),
        ("blank-row", lambda data: data + b"\n", "blank-row", 0),
        ("delimiter", lambda data: data.replace(b",", b"|"), "delimiter", 1),
        ("not-empty", lambda _data: b"", "source-error", 0),
    ):

        def edit(draft: Draft, change: Callable[[bytes], bytes] = change) -> None:
            draft.files[path] = change(draft.files[path])

        severity = Severity.WARNING if code in ("bom", "line-ending") else Severity.ERROR
        expected = Expected(code, path, line, severity=severity)
        yield Mutant(promise, table.name, edit, expected, (table.name,))
    yield Mutant("file", table.name, _gone(path), Expected("scheme-error", path), (table.name,))
    more = path.removesuffix(".csv") + "-more.csv"

    def beside(draft: Draft) -> None:
        draft.files[more] = draft.files[path]

    yield Mutant("listed", table.name, beside, Expected("unlisted-file", more), (table.name,))


def _gone(path: str) -> Callable[[Draft], None]:
    """The file is not there."""

    def edit(draft: Draft) -> None:
        del draft.files[path]

    return edit


def _declared(table: Resource) -> Iterator[Mutant]:
    """Size, hash and row count: declared as they are, and then one row is lost, one byte is another."""
    path = table.paths[0]

    def shorter(draft: Draft) -> None:
        draft.resource(table.name)["bytes"] = len(draft.files[path])
        draft.files[path] = draft.files[path].rsplit(b"\n", 2)[0] + b"\n"

    def other(draft: Draft) -> None:
        data = draft.files[path]
        draft.resource(table.name)["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
        draft.files[path] = data.swapcase()

    def fewer(draft: Draft) -> None:
        records = draft.records(path)
        draft.resource(table.name)["rowCount"] = len(records) - 1
        draft.put(path, records[:-1])

    for promise, edit, code in (
        ("bytes", shorter, "byte-count"),
        ("hash", other, "hash-count"),
        ("row-count", fewer, "row-count"),
    ):
        yield Mutant(promise, table.name, edit, Expected(code, path), (table.name,))

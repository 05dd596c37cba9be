"""Records: row numbers as frictionless counts them, lines as an editor counts them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.reading.exact.records import UnreadableError
from scripts.reading.exact.records import records as read_records
from scripts.reading.model.package import Dialect, Field, Resource, Schema
from scripts.reading.rows import delimited
from scripts.reading.rows.files import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.exact.records import Record

SCHEMA = Schema((Field("a"), Field("b")))
CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8)
BREAKS = st.text(st.sampled_from('\r\n,"a\u2028\x0b'), max_size=8)


def records(folder: Path, resource: Resource) -> Iterator[Record]:
    """The records of a table in a folder."""
    return read_records(Folder(folder), resource)


def table(*paths: str, **dialect: object) -> Resource:
    """A table of two columns."""
    return Resource("a", paths, dialect=Dialect(**dialect), schema=SCHEMA)  # type: ignore[arg-type]


def lines_before(text: str) -> int:
    """The line breaks of a text, as an editor sees them: LF, CR or CRLF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@settings(deadline=None)
@given(
    st.lists(st.tuples(CELL | BREAKS, CELL | BREAKS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_any_cells_come_back_with_their_row_and_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], ending: str, mark: bytes
) -> None:
    """What Python's csv writes is read back, each record at the line that it begins at."""
    stream = io.StringIO()
    starts = []
    writer = csv.writer(stream, lineterminator=ending, quoting=csv.QUOTE_ALL)
    for row in [("a", "b"), *rows]:
        starts.append(lines_before(stream.getvalue()) + 1)
        writer.writerow(row)
    folder = tmp_path_factory.mktemp("records")
    (folder / "a.csv").write_bytes(mark + stream.getvalue().encode())
    found = list(records(folder, table("a.csv")))
    assert [record.cells for record in found] == rows
    assert [record.row for record in found] == list(range(2, len(rows) + 2))
    assert [record.line for record in found] == starts[1:]


def test_blank_lines_are_records_without_cells(tmp_path: Path) -> None:
    """They count, as they do for frictionless."""
    (tmp_path / "a.csv").write_text("a,b\n\n1,2\n\n")
    found = [(r.row, r.line, r.cells) for r in records(tmp_path, table("a.csv"))]
    assert found == [(2, 2, ()), (3, 3, ("1", "2")), (4, 4, ())]


def test_a_table_without_header_begins_at_row_1(tmp_path: Path) -> None:
    """As the dialect says."""
    (tmp_path / "a.csv").write_text("1,2\n")
    assert [(r.row, r.line) for r in records(tmp_path, table("a.csv", header=False))] == [(1, 1)]


def test_comments_are_counted_and_left_out(tmp_path: Path) -> None:
    """By their character or by their row."""
    (tmp_path / "a.csv").write_text("a,b\n#x\n1,2\nskip,me\n")
    found = list(records(tmp_path, table("a.csv", comment_char="#", comment_rows=(4,))))
    assert [(r.row, r.cells) for r in found] == [(3, ("1", "2"))]


def test_rows_of_several_files_are_counted_through(tmp_path: Path) -> None:
    """Each file has its header; lines start again, rows do not."""
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "b.csv").write_text("a,b\n3,4\n")
    found = [(r.path, r.row, r.line) for r in records(tmp_path, table("a.csv", "b.csv"))]
    assert found == [("a.csv", 2, 2), ("b.csv", 3, 2)]


def test_a_later_file_begins_with_one_line_of_header(tmp_path: Path) -> None:
    """However many the first one has: as frictionless reads them, and counts them."""
    (tmp_path / "a.csv").write_text("t\na,b\n1,2\n")
    (tmp_path / "b.csv").write_text("a,b\n3,4\n")
    read = table("a.csv", "b.csv", header_rows=(1, 2))
    assert [(r.path, r.row, r.line) for r in records(tmp_path, read)] == [("a.csv", 3, 3), ("b.csv", 4, 2)]


@pytest.mark.parametrize("encoding", ["utf-16-le", "UTF_16BE"])
def test_a_mark_of_byte_order_is_no_character(tmp_path: Path, encoding: str) -> None:
    """Nor where the encoding says the order already."""
    (tmp_path / "a.csv").write_bytes("\ufeffx\n".encode(encoding))
    read = replace(table("a.csv", header=False), encoding=encoding)
    assert [record.cells for record in records(tmp_path, read)] == [("x",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_mark_of_byte_order_is_one_at_the_start_of_any_file(tmp_path: Path, encoding: str) -> None:
    """Each part of a table was saved by the same program."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("x\n", encoding="utf-16" if encoding == "utf-16" else "utf-8-sig")
    read = replace(table("a.csv", "b.csv", header=False), encoding=encoding)
    assert [record.cells for record in records(tmp_path, read)] == [("x",), ("x",)]


def test_a_later_file_without_the_header_loses_no_row(tmp_path: Path) -> None:
    """Files are one text, in the simplest way; a header that is repeated is one all the same."""
    for name, text in (("a.csv", "a,b\n1,2"), ("b.csv", "3,4\n"), ("c.csv", "a,b\n5,6\n")):
        (tmp_path / name).write_text(text)
    found = [(r.path, r.row, r.line, r.cells) for r in records(tmp_path, table("a.csv", "b.csv", "c.csv"))]
    assert found == [("a.csv", 2, 2, ("1", "2")), ("b.csv", 3, 1, ("3", "4")), ("c.csv", 4, 2, ("5", "6"))]


def test_a_record_may_go_on_in_the_next_file(tmp_path: Path) -> None:
    """What `split -l` does to a cell of several lines."""
    (tmp_path / "a.csv").write_text('a,b\n1,"x\n')
    (tmp_path / "b.csv").write_text('a,b\ny",2\n3,4\n')
    found = [(r.path, r.row, r.line, r.cells) for r in records(tmp_path, table("a.csv", "b.csv"))]
    assert found == [("a.csv", 2, 2, ("1", "x\na,b\ny", "2")), ("b.csv", 3, 3, ("3", "4"))]


@pytest.mark.parametrize(
    ("text", "line"),
    [('a,b\n1,"x\n2,y\n', 2), ('a,b\n1,2\n3,"', 3), ('"a,b', 1), ('a,b\n1,"x""\n', 2)],
)
def test_a_quote_that_never_closes_is_told_at_the_line_that_opens_it(
    tmp_path: Path, text: str, line: int
) -> None:
    """Python's reader lets it pass at the end of a file."""
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(UnreadableError) as caught:
        list(records(tmp_path, table("a.csv")))
    assert (caught.value.code, caught.value.line) == ("unclosed-quote", line)


@pytest.mark.parametrize("text", ['a,b\n1,"x"', "a,b\n1,x", 'a,b\n1,"x"\n', 'a,b\n1,x"y\n', "a,b\n1,\u2028x"])
def test_what_closes_is_whole(tmp_path: Path, text: str) -> None:
    """With or without a last line break; a stray quote within a bare cell opens nothing."""
    (tmp_path / "a.csv").write_text(text)
    assert len(list(records(tmp_path, table("a.csv")))) == 1


def test_a_quote_that_swallows_a_large_file_is_stopped_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is bounded by the limit on a record."""
    monkeypatch.setattr(delimited, "RECORD_MOST", 2**16)
    (tmp_path / "a.csv").write_text('a,b\n1,2\n3,"' + "x,y\n" * 2**16)
    with pytest.raises(UnreadableError) as caught:
        list(records(tmp_path, table("a.csv")))
    assert (caught.value.code, caught.value.variant, caught.value.line) == ("line-too-long", "record", 3)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    """The reason in one line, no traceback."""
    (tmp_path / "a.csv").write_bytes(b"a,b\n\xff,1\n")
    with pytest.raises(UnreadableError, match="utf-8"):
        list(records(tmp_path, table("a.csv")))

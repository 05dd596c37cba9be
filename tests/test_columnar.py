"""A table in columns holds what the exact reader reads: the same texts and values, in the same order."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading.columnar import plain, texts
from scripts.reading.columnar.typed import typer
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect, Field, Resource, Schema
from scripts.reading.rows.files import Folder
from scripts.reading.tables import read_cells, to_table

CELLS = st.text(st.sampled_from(["a", "é", '"', ",", ";", "\n", "\r", " ", "0", "🌍"]), max_size=6)
RIGHT = {
    "string": st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
    "integer": st.sampled_from(["", "7", "-3", "+7", " 7", "1_000", "9007199254740993", "007"]),
    "number": st.sampled_from(
        ["", "8.3", "1e-7", "NaN", "INF", "-INF", "-0", "+1", " 2", "1_0.5", ".5", "5."]
    )
    | st.floats(allow_nan=False, allow_infinity=False).map(repr),
    "year": st.sampled_from(["", "2024", "0099"]),
    "boolean": st.sampled_from(["", "true", "FALSE", "1", "0"]),
    "date": st.sampled_from(["", "2024-02-29", "1789-07-14", "9999-12-31"]),
    "time": st.sampled_from(["", "12:00:00"]),
}


def table(folder: Path, rows: list[list[str]], types: list[str], **dialect: str) -> Resource:
    """A table on disk, as Python's csv module writes it, each cell in quotes so that no line is blank."""
    fields = tuple(Field(f"f{place}", kind) for place, kind in enumerate(types))
    out = io.StringIO(newline="")
    quoted = csv.writer(
        out, quoting=csv.QUOTE_ALL, lineterminator="\n", delimiter=dialect.get("delimiter", ",")
    )
    quoted.writerows([[field.name for field in fields], *rows])
    (folder / "t.csv").write_bytes(out.getvalue().encode())
    return Resource("t", ("t.csv",), dialect=Dialect(**dialect), schema=Schema(fields))


def rows_of(batches: list[pa.RecordBatch]) -> list[tuple[str, ...]]:
    """The rows of some batches."""
    return [tuple(row.values()) for batch in batches for row in batch.to_pylist()]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_arrow_reads_the_texts_that_python_reads(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    """Quotes, separators and line breaks within cells, in any order."""
    folder = tmp_path_factory.mktemp("texts")
    resource = table(folder, rows, ["string"] * 3, delimiter=delimiter)
    files = Folder(folder)
    assert texts.is_arrows(files, resource)
    found = rows_of(list(texts.batches(files, resource)))
    assert found == [tuple(row) for row in read_cells(files, resource)] == [tuple(row) for row in rows]


@given(st.data())
def test_values_are_those_of_the_exact_reader(data: st.DataObject) -> None:
    """Whatever form of its type a text has; a sign of zero and NaN count too."""
    types = [*RIGHT, "number"]
    rows = data.draw(st.lists(st.tuples(*(RIGHT[kind] for kind in types)), min_size=1, max_size=6))
    resource = Resource("t", schema=Schema(tuple(Field(f"f{n}", kind) for n, kind in enumerate(types))))
    batch = pa.RecordBatch.from_arrays(
        [pa.array(column, pa.string()) for column in zip(*rows, strict=True)],
        names=[field.name for field in resource.schema.fields] if resource.schema else [],
    )
    expected = to_table(resource, rows)
    found = pa.Table.from_batches([typer(resource)(batch)])
    assert found.schema.equals(expected.schema, check_metadata=True)
    assert repr(found.to_pylist()) == repr(expected.to_pylist())


def test_a_number_beyond_64_bits_is_refused_by_its_name() -> None:
    """As by the exact reader, and no float is made of it."""
    resource = Resource("t", schema=Schema((Field("n", "integer"),)))
    batch = pa.RecordBatch.from_arrays([pa.array([str(2**64)])], names=["n"])
    with pytest.raises(SourceError, match="n"):
        typer(resource)(batch)


def test_batches_are_as_long_as_said_whatever_arrow_read_at_a_time(tmp_path: Path) -> None:
    """So that row groups, and the bytes of a release, do not depend on how a file was read."""
    parts = [
        pa.RecordBatch.from_arrays([pa.array(["x"] * n)], names=["a"]) for n in (5, texts.ROWS, 1, 70_000)
    ]
    found = [batch.num_rows for batch in texts.evened(iter(parts))]
    assert found == [texts.ROWS, 70_006]


def test_a_record_longer_than_what_arrow_reads_at_a_time_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row once and in its place, wherever the long ones are; longer than the longest is an error."""
    monkeypatch.setattr(texts, "_BLOCKS", (2**10, 2**14))
    rows = [[str(n), "x\n" * (2_000 if n in (2_500, 4_999) else n % 7)] for n in range(5_000)]
    resource = table(tmp_path, rows, ["string"] * 2)
    assert rows_of(list(texts.batches(Folder(tmp_path), resource))) == [tuple(row) for row in rows]
    resource = table(tmp_path, [*rows, ["5000", "x\n" * 2**15]], ["string"] * 2)
    with pytest.raises(SourceError, match="block"):
        list(texts.batches(Folder(tmp_path), resource))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_is_written_is_plain_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Row by row and in batches; a table of which a cell holds a CR is not copied, but written and read."""
    path = tmp_path_factory.mktemp("plain") / "t.csv"
    batch = pa.RecordBatch.from_arrays(
        [pa.array(c, pa.string()) for c in zip(*rows, strict=True)], ["a", "b"]
    )
    assert list(plain.written(iter([batch]), ("a", "b"), path)) == [batch]
    assert path.read_bytes() == "".join(map(plain.line, [("a", "b"), *rows])).encode()
    found = plain.PlainCsv(path, ("a", "b"), len(rows))
    assert list(found) == rows_of(list(found.batches())) == [tuple(row) for row in rows]
    assert plain.is_plain(path, ("a", "b")) is ("\r" not in "".join(map("".join, rows)))
    assert not plain.is_plain(path, ("a",))

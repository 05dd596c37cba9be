"""What the engine of a cluster is made of, without a cluster: its Parquet, its expressions, who runs instead.

That its expressions accept no cell that frictionless refuses is among the tests of cells
(test_engines_cells.py); test_engines_spark.py runs it whole, where PySpark is.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl
import pytest

from scripts.check.engines import parquet, portable
from scripts.check.engines.patterns import tame
from scripts.check.engines.scan import Among
from scripts.check.engines.scanned import UnsureError
from scripts.check.engines.shape import cells_of
from scripts.commands import cli
from scripts.reading.descriptor import load, to_package
from scripts.reading.exact.records import LOST
from scripts.reading.exact.table import table_of
from scripts.reading.rows.files import Folder
from scripts.reading.rows.form import UnsupportedError
from scripts.reading.rows.reading import Reading
from tests.benchmarks import generator
from tests.differential.compare import write
from tests.differential.packages import made
from tests.test_engines_tokens import BODIES, DIALECTS, SCHEMA

if TYPE_CHECKING:
    from scripts.reading.exact.table import Table

needs_none = pytest.mark.skipif(
    bool(find_spec("pyspark")), reason="PySpark is installed: nothing runs instead"
)


def _tables(folder: Path) -> list[Table]:
    package = to_package(load(folder).descriptor)
    found = []
    for resource in package.tables:
        try:
            found.append(table_of(resource, package))
        except UnsupportedError:
            continue
    return found


def _read(stored: parquet.Stored, table: Table) -> list[tuple[int, str, int, list[str]]]:
    """Row, path, line and cells of every row that stands in the Parquet."""
    frame = pl.read_parquet(stored.folder / "rows.parquet").sort(parquet.ROW)
    assert frame.height == stored.rows
    paths = table.resource.paths
    return [
        (row, paths[part], line, stored.ragged.get(row, cells))
        for row, part, line, *cells in frame.iter_rows()
    ]


def _written(base: Path, table: Table) -> list[tuple[int, str, int, list[str]]]:
    """The same of every record, as Python reads it."""
    reading = Reading(Folder(base), table.resource)
    return [(row, *reading.path_line(place), list(cells)) for row, place, cells in reading.data()]


def _same(folder: Path) -> int:
    """Tables whose Parquet holds what Python reads, by Polars and by Python; how many Polars could read."""
    by_polars = 0
    for table in _tables(folder):
        try:
            expected = _written(folder, table)
        except LOST:
            continue
        stored = parquet.stored(Folder(folder), table, folder / "parquet", keep=False)
        assert _read(stored, table) == expected
        other = folder / f"python-{table.resource.name}"
        other.mkdir()
        rows, _ = parquet._by_python(Folder(folder), table, other)
        assert rows == len(expected)
        left, right = (pl.read_parquet(home / "rows.parquet") for home in (stored.folder, other))
        assert left.sort(parquet.ROW).equals(right)
        by_polars += (stored.folder / "rows.parquet").read_bytes() != (other / "rows.parquet").read_bytes()
    return by_polars


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
def test_a_table_as_parquet_has_every_record(dialect: dict[str, Any], tmp_path: Path) -> None:
    """Each with its row and its line, ragged or blank, whatever the quotes and the endings are."""
    for number, body in enumerate(BODIES[:: 4 if dialect else 1]):
        resource = {"name": "t", "path": "t.csv", "format": "csv", "schema": SCHEMA, "dialect": dialect}
        _same(write(tmp_path / str(number), [resource], {"t.csv": f"a,b,c\n{body}".encode()}))


def test_random_tables_as_parquet(tmp_path: Path) -> None:
    """Other encodings and dialects too; some of them Polars reads, the others Python."""
    found = [
        _same(write(tmp_path / str(seed), *made(seed, rows=40, plain=seed % 2 == 0))) for seed in range(60)
    ]
    assert 0 < sum(found) < sum(len(_tables(tmp_path / str(seed))) for seed in range(60))


def test_several_files_and_packed_ones_as_parquet(tmp_path: Path) -> None:
    """Rows are counted through, lines are those of each file."""
    resource = {"name": "t", "path": ["1.csv", "2.csv"], "format": "csv", "schema": SCHEMA}
    files = {"1.csv": b'a,b,c\n"x\ny",1,z\nx,2,y\n', "2.csv": b"a,b,c\nx,3\nx,4,y\n"}
    folder = write(tmp_path, [resource], files)
    _same(folder)
    stored = parquet.stored(Folder(folder), _tables(folder)[0], folder / "again", keep=False)
    assert [row[:3] for row in _read(stored, _tables(folder)[0])] == [
        (2, "1.csv", 2),
        (3, "1.csv", 4),
        (4, "2.csv", 2),
        (5, "2.csv", 3),
    ]


def test_parquet_that_is_kept_is_that_of_the_content(tmp_path: Path) -> None:
    """Written once; when a byte of the table changes, or how it is read, it is another."""
    resource = {"name": "../t", "path": "t.csv", "format": "csv", "schema": SCHEMA}
    folder = write(tmp_path / "package", [resource], {"t.csv": b"a,b,c\nx,1,y\n"})
    (table,) = _tables(folder)
    first = parquet.stored(Folder(folder), table, tmp_path / "kept", keep=True)
    stamp = (first.folder / "rows.parquet").stat().st_mtime_ns
    again = parquet.stored(Folder(folder), table, tmp_path / "kept", keep=True)
    assert (again, (again.folder / "rows.parquet").stat().st_mtime_ns) == (first, stamp)
    assert again.folder.parent == tmp_path / "kept"
    (folder / "t.csv").write_bytes(b"a,b,c\nx,2,y\n")
    assert parquet.stored(Folder(folder), table, tmp_path / "kept", keep=True).folder != first.folder
    assert [path.name for path in (tmp_path / "kept").iterdir() if path.name.startswith(".")] == []


def test_what_is_not_whole_is_written_again(tmp_path: Path) -> None:
    """A run that was stopped leaves nothing that the next one takes for a table."""
    resource = {"name": "t", "path": "t.csv", "format": "csv", "schema": SCHEMA}
    folder = write(tmp_path / "package", [resource], {"t.csv": b"a,b,c\nx,1,y\n"})
    (table,) = _tables(folder)
    stored = parquet.stored(Folder(folder), table, tmp_path / "kept", keep=True)
    (stored.folder / "_table.json").unlink()
    (stored.folder / "rows.parquet").write_bytes(b"half")
    assert _read(parquet.stored(Folder(folder), table, tmp_path / "kept", keep=True), table) == _written(
        folder, table
    )


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a|a)*b", "(a?){9}", "a*b*c*", "(a{1,9}){1,9}", "(x+x+)+y", "a?" * 8, "(?=a)", "("]
)
def test_patterns_that_java_might_not_end_with(pattern: str) -> None:
    """They are judged by Python, text by text, which an alarm stops."""
    assert tame(pattern) is None


@pytest.mark.parametrize("pattern", [r"\d{5}|2[AB]\d{3}", "[a-z]+(-[a-z]+)?", "R[0-9]{8}", "a{1,3}b?", ".*"])
def test_patterns_that_are_tame(pattern: str) -> None:
    """Where the length is open, of short cells only: a group that repeats takes Java's stack."""
    found = tame(pattern)
    assert found is not None
    assert (found.longest is not None) == bool(re.search(r"[+*]|\{\d+,\d+\}", pattern))


def test_a_key_of_values_without_a_canonical_text_is_not_proven(tmp_path: Path) -> None:
    """`1` and `yes` may be one value: such a table goes to another engine."""
    field = {"name": "a", "type": "boolean", "trueValues": ["1", "yes"], "constraints": {"unique": True}}
    folder = write(
        tmp_path, [{"name": "t", "path": "t.csv", "schema": {"fields": [field]}}], {"t.csv": b"a\n1\nyes\n"}
    )
    from scripts.reading.exact.keyed import keys_of

    (table,) = _tables(folder)
    with pytest.raises(UnsureError, match="no canonical form"):
        portable.proven(Among(pl.LazyFrame()), table, keys_of(table, beyond=False), [])


def test_the_proof_of_a_wide_table_is_not_deep(tmp_path: Path) -> None:
    """Its tests stand side by side: nested, those of 3,000 columns took 45 s and 9 GB."""
    fields = [{"name": f"a{number}", "type": "integer"} for number in range(200)]
    row = b",".join([b"1"] * 200)
    content = b",".join(field["name"].encode() for field in fields) + b"\n" + row + b"\n"
    folder = write(
        tmp_path, [{"name": "t", "path": "t.csv", "schema": {"fields": fields}}], {"t.csv": content}
    )
    (table,) = _tables(folder)
    frame = cells_of(folder / "t.csv", table)
    proof = portable.proven(Among(frame), table, [], [])
    told = nw.from_native(frame).select(ok=proof).to_native().explain(optimized=False)
    depths = accumulate((sign in "([") - (sign in ")]") for sign in told)
    assert max(depths) < 20


@needs_none
def test_without_pyspark_another_engine_runs_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same report; its last lines tell how to get PySpark."""
    folder = generator.write(tmp_path, 20_000, faults=0.001)
    told = []
    for engine in ("auto", "spark"):
        assert cli.main(["validate", str(folder), "--engine", engine, "--lang", "en"]) == 1
        told.append(capsys.readouterr().out)
    assert "not spark: facts, PySpark is not installed; `make spark` puts it in .venv-spark" in told[1]
    assert told[1].splitlines()[:-2] == told[0].splitlines()[:-2]


@pytest.mark.parametrize("engine", ["spark:", "polars:x", "sparks", ""])
def test_an_engine_that_there_is_not(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2."""
    assert cli.main(["validate", "tests/packages", "--engine", engine, "--lang", "en"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "there is no such engine" in line

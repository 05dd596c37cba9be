"""Large tables that somebody else keeps: what is the cluster's without Spark, and its refusals."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import polars as pl
import pytest

from scripts.check.engines import session
from scripts.commands import cli
from scripts.derive import fingerprint, large
from scripts.derive.whole import Keeper
from scripts.publish import release
from scripts.publish.cluster import worker
from scripts.reading.columnar import texts
from scripts.reading.descriptor import load, read_json, to_package
from scripts.reading.rows.files import Folder
from tests import released

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scripts.reading.columnar.values import Table
    from scripts.reading.model.package import Resource

needs_none = pytest.mark.skipif(find_spec("pyspark") is not None, reason="PySpark is installed here")

ROWS = "".join(f"c{n},{n / 8},{n},red,2026-01-01,true,« {n} »\n" for n in range(50))
CSV = f"code,size,count,kind,made,sold,note\n{ROWS}"


@needs_none
@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "PySpark n’est pas installé"), ("en", "PySpark is not installed")]
)
def test_without_pyspark_nothing_is_published(
    lang: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says so, and how to get it; another engine would not do what was asked for."""
    source = released.write(tmp_path / "source")
    asked = ["publish", str(source), "--dist", str(tmp_path / "dist"), "--engine", "spark", "--lang", lang]
    assert cli.main(asked) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
    assert "make spark" in line
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("engine", ["spark:", "sparks"])
def test_an_engine_that_there_is_not(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As validate says it: one line, exit code 2."""
    assert cli.main(["publish", "tests/packages/small", "--engine", engine, "--lang", "en"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "there is no such engine" in line


def test_the_engine_that_is_asked_for_checks_the_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And it is told which ones did."""
    source = released.write(tmp_path / "source")
    asked = ["publish", str(source), "--dist", str(tmp_path / "dist"), "--engine", "native", "--lang", "en"]
    assert cli.main(asked) == 0
    assert "native" in capsys.readouterr().err.splitlines()


def test_who_keeps_a_table_tells_its_content_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`build.json` has it; the folders are made where the keeper has its place, and go."""
    places: list[Path] = []

    def kept(files: Folder, resource: Resource, folder: Path, about: Mapping[str, str]) -> Table:
        places.append(folder)
        return large.kept(files, resource, folder, about)

    monkeypatch.setattr("scripts.derive.whole.is_large", lambda *_: True)
    place = tmp_path / "place"
    place.mkdir()
    keeper = Keeper(kept, lambda values: f"told of {values.schema.names[0]}", place)
    source = load(released.write(tmp_path / "source"))
    folder = release.publish(source, tmp_path / "dist", keeper=keeper)
    told = read_json(folder / "build.json", shown="build.json")["tables"]
    assert {table["content_hash"] for table in told.values()} == {"told of code"}
    assert [folder.parent for folder in places] == [place, place]
    assert list(place.iterdir()) == []


# --- what workers do ----------------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> worker.Work:
    """A table of fifty rows for files of sixteen, stored in row groups of seven."""
    monkeypatch.setattr(texts, "ROWS", 4)
    monkeypatch.setattr(large, "FILE_ROWS", 16)
    monkeypatch.setattr(worker, "_part", lambda folder: folder / ".part")
    source = released.write(tmp_path / "source", csv=CSV)
    resource = to_package(load(source).descriptor).resource("things")
    names = [field.name for field in resource.schema.fields] if resource.schema else []
    cells = pl.read_csv(CSV.encode(), infer_schema=False, empty_string_is_null=False)
    cells.rename({name: f"c{place}" for place, name in enumerate(names)}).with_row_index("row").write_parquet(
        tmp_path / "rows.parquet", row_group_size=7
    )
    (tmp_path / "made").mkdir()
    columns = tuple(f"c{place}" for place in range(len(names)))
    rows, made = tmp_path / "rows.parquet", tmp_path / "made"
    return worker.Work(resource, resource, rows, columns, 50, made, {"version": "1"})


@pytest.mark.parametrize("span", [(0, 50), (0, 16), (16, 32), (48, 50), (7, 14), (13, 15), (50, 50)])
def test_a_worker_reads_its_rows(span: tuple[int, int], work: worker.Work) -> None:
    """Wherever they begin and end in the row groups, in batches of ROWS."""
    batches = list(worker.texts(work, *span))
    codes = [code for batch in batches for code in batch.column(0).to_pylist()]
    assert codes == [f"c{number}" for number in range(*span)]
    assert [batch.num_rows for batch in batches[:-1]] == [4] * (len(batches) - 1)


def test_files_of_workers_are_those_of_one_machine(work: worker.Work, tmp_path: Path) -> None:
    """To the last byte, whoever writes which."""
    alone = tmp_path / "alone"
    alone.mkdir()
    large.kept(Folder(tmp_path / "source"), work.resource, alone, work.about)
    assert all(worker.write(work, number) for number in (4, 2, 1, 3))
    assert [path.name for path in sorted(alone.iterdir())] == [
        "0001.parquet",
        "0002.parquet",
        "0003.parquet",
        "0004.parquet",
    ]
    assert {p.name: p.read_bytes() for p in alone.iterdir()} == {
        p.name: p.read_bytes() for p in work.folder.iterdir()
    }


def test_lines_of_workers_are_those_of_the_content_hash(work: worker.Work, tmp_path: Path) -> None:
    """Each row group once, in a file of its own; sorted, they hash to the same."""
    for number in (1, 2, 3, 4):
        worker.write(work, number)
    made = large.opened(
        work.resource, large.described(work.resource, {}), tmp_path / "t.csv", 50, work.folder
    )
    (tmp_path / "lines").mkdir()
    for number in range(13):
        worker.lines(made.typed.files, tmp_path / "lines", number)
    lines = sorted(line.encode() + b"\n" for line in pl.read_parquet(tmp_path / "lines")["line"])
    assert fingerprint.hash_of(made.typed.schema, lines) == fingerprint.content_hash(made.typed)


def test_a_worker_says_that_rows_cannot_be_typed(work: worker.Work) -> None:
    """And leaves no file that has a name."""
    frame = pl.read_parquet(work.texts).with_columns(c1=pl.lit("x"))
    frame.write_parquet(work.texts)
    assert not worker.write(work, 1)
    assert not list(work.folder.glob("*.parquet"))


def test_a_worker_that_lost_rows_stops(work: worker.Work) -> None:
    """No file is shorter than it should be."""
    pl.read_parquet(work.texts).head(40).write_parquet(work.texts)
    assert worker.write(work, 1)
    with pytest.raises(ValueError, match="8 rows of 16"):
        worker.write(work, 3)
    assert [path.name for path in work.folder.glob("*.parquet")] == ["0001.parquet"]


def test_what_a_worker_s_python_says_is_one_line() -> None:
    """The line that tells the error, and not that of Spark above it."""
    trace = "Traceback (most recent call last):\n  File 'a.py', line 1, in main\n    work()"
    told = f"Job aborted: Task 0 failed 4 times: {trace}\nOSError: No space left on device\n\n\tat Runner"
    assert session.said(RuntimeError(told)) == "OSError: No space left on device"
    assert session.said(RuntimeError("first\nsecond")) == "first"

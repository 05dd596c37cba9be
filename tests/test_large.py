"""A release of large tables is what one of small ones is: the same content, and every promise kept."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from scripts.check import database
from scripts.check.package import check
from scripts.derive import large
from scripts.derive.whole import Tables, about
from scripts.publish import release
from scripts.reading import descriptor
from scripts.reading.columnar import plain, texts
from scripts.reading.columnar.values import is_large
from scripts.write import content
from tests import released
from tests.whole import content_of

ROOT = Path(__file__).parents[1]
DAY = dt.date(2026, 11, 23)
STORY = f"# Journal\n\n## 2.0.0 - {DAY}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of our package, all its tables read as if they were large, all its formats apart."""
    folder = tmp_path_factory.mktemp("large")
    source = descriptor.load(ROOT)
    package = descriptor.to_package(source.descriptor)
    with Tables(source.files, about(package), small=-1) as tables:
        made = content.of(source, DAY, tables)
        assert all(is_large(made.tables[resource.name]) for resource in package.tables[1:])
        release.build(made, folder, STORY, packed=0)
    return folder


def unpacked(built: Path, folder: Path) -> Path:
    """What its zip of everything holds."""
    with zipfile.ZipFile(next(built.glob("*.zip"))) as archive:
        archive.extractall(folder)
    return folder


def hashes(folder: Path) -> dict[str, object]:
    """What build.json says of the tables."""
    return dict(json.loads((folder / "build.json").read_text(encoding="utf-8"))["tables"])


def test_a_release_of_large_tables_has_the_content_of_one_of_small_ones(built: Path, tmp_path: Path) -> None:
    """The same content hashes and row counts, the same CSV files byte for byte."""
    release.build(content_of(descriptor.load(ROOT), DAY), tmp_path, STORY)
    assert hashes(built) == hashes(tmp_path)
    for file in (tmp_path / "data").iterdir():
        assert (built / "data" / file.name).read_bytes() == file.read_bytes(), file.name


def test_nothing_is_wrong_with_it(built: Path) -> None:
    """Every format is read back, cell by cell; keys of the database too, which have indexes of their own."""
    assert released.told(built) == []


def test_what_is_in_the_zip_is_checked_and_the_rest_is_told(built: Path, tmp_path: Path) -> None:
    """Formats that hold the tables again are downloads of their own: not missing, and not checked."""
    folder = unpacked(built, tmp_path / "unpacked")
    apart = (built / "apart.txt").read_text(encoding="utf-8").splitlines()
    assert "observatoire-des-partenariats.sqlite" in apart
    assert not any((folder / path).exists() for path in apart)
    assert released.told(folder) == [f"check-skipped/apart {path}" for path in apart]
    (built / "observatoire-des-partenariats.sqlite").rename(tmp_path / "away")
    try:
        assert "missing-file/default observatoire-des-partenariats.sqlite" in released.told(built)
    finally:
        (tmp_path / "away").rename(built / "observatoire-des-partenariats.sqlite")


def test_verify_sh_says_what_is_not_in_the_zip(built: Path, tmp_path: Path) -> None:
    """And that all the rest holds; beside the zip nothing may be missing."""
    folder = unpacked(built, tmp_path / "unpacked")

    def verified(where: Path) -> tuple[int, str]:
        done = subprocess.run(["sh", where / "verify.sh"], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = verified(folder)
    assert code == 0
    assert "observatoire-des-partenariats.sqlite : à part de l’archive, non vérifié" in said
    assert verified(built)[0] == 0
    (folder / "data" / "actors.csv").unlink()
    assert verified(folder)[0] == 1


def test_a_table_of_many_rows_is_in_row_groups_and_files_of_even_length(tmp_path: Path) -> None:
    """Whoever wants some rows reads what may hold them, by the statistics of each group."""
    rows = "".join(f"k{place:07d},{place % 97}\n" for place in range(2 * texts.ROWS + 5))
    (tmp_path / "t.csv").write_text(f"code,n\n{rows}", encoding="utf-8")
    fields = [{"name": "code", "type": "string"}, {"name": "n", "type": "integer"}]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields, "primaryKey": ["code"]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [table]}), "utf-8")
    source = descriptor.load(tmp_path)
    with Tables(source.files) as tables:
        found = tables.table(descriptor.to_package(source.descriptor).resource("t"))
        (file,) = found.typed.files
        groups = [pq.ParquetFile(file).metadata.row_group(number) for number in range(3)]
        assert [group.num_rows for group in groups] == [texts.ROWS, texts.ROWS, 5]
        assert groups[1].column(0).statistics.min == f"k{texts.ROWS:07d}"
        assert found.cells.path == tmp_path / "t.csv"  # nobody copies it before it is published
        assert large.FILE_ROWS % texts.ROWS == 0
    assert not Path(file).exists()


def test_nothing_is_typed_that_nobody_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package without rules is checked without a table in columns."""
    monkeypatch.setattr(Tables, "table", lambda *_: pytest.fail("typed"))
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    table = {"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}, {"name": "b"}]}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [table]}), "utf-8")
    assert [item.code for item in check(tmp_path)] == []


def test_a_file_larger_than_the_memory_of_the_rules_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In buffers that do not grow with it."""
    file, block = tmp_path / "t.csv", b'"' + b"x" * 1022 + b'"\n'
    with file.open("wb") as stream:
        stream.write(b"a\n")
        stream.writelines(block * 1024 for _ in range(300))
    monkeypatch.setitem(database._OF_FILES, "memory_limit", "260MB")
    query = f"FROM {plain.scanned(plain.PlainCsv(file, ('a',), 300 * 1024), ('a',))}"
    with database.Database({}, {"t": query}, [file]) as opened:
        assert opened.run("SELECT count(*), max(length(a)) FROM t")[1] == [(300 * 1024, 1022)]

"""The next study enters as rows: it is checked, published and read back in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq
import pytest

from scripts.check.package import check
from scripts.publish.diff import sheets
from scripts.publish.diff.compare import compare
from scripts.reading import descriptor, tables
from scripts.reading.issues import LANGUAGES, explain
from scripts.reading.model.versions import Level
from scripts.reading.rows.files import Folder
from scripts.reading.sources import open_source
from scripts.write.formats import xlsx_layout
from tests import next_crosstab as crosstab
from tests.explorer_release import opened_next
from tests.next_study import BEFORE, MAYORS, STUDY, WEST, with_next_study
from tests.test_writers import csv_rows, sqlite_rows, stored, xlsx_rows

if TYPE_CHECKING:
    from scripts.reading.issues import Issue

ROOT = Path(__file__).parent.parent
CLEAN = ["Aucune erreur.\n", "No error.\n"]


def found(package: Path) -> list[Issue]:
    """All that the checks say of a package."""
    with open_source(str(package)) as source:
        return list(check(source, house=True))


def test_what_is_entered_leaves_no_error_and_no_warning(next_package: Path) -> None:
    """Some hundreds of rows typed by hand are a sound package, and the report says so in both languages."""
    issues = found(next_package)
    assert [explain(issues, lang=language) for language in LANGUAGES] == CLEAN


def test_only_rows_were_added(next_package: Path) -> None:
    """The descriptor but for version and end of period, the schemas and the rules are ours, byte for byte."""
    for folder in ("schemas", "rules"):
        for path in sorted((ROOT / "datapackage" / folder).iterdir()):
            assert (next_package / "datapackage" / folder / path.name).read_bytes() == path.read_bytes()
    ours, theirs = ((base / "datapackage.json").read_text(encoding="utf-8") for base in (ROOT, next_package))
    differing = [a for a, b in zip(ours.splitlines(), theirs.splitlines(), strict=True) if a != b]
    assert [line.strip().split(":")[0] for line in differing] == ['"version"', '"end"']


def test_the_step_to_the_next_study_is_minor(next_package: Path) -> None:
    """Rows are added; none that was published is gone or has another key."""
    old, new = (
        sheets.read(Folder(base), descriptor.to_package(descriptor.load(base).descriptor))
        for base in (ROOT, next_package)
    )
    assert compare(*old, *new).level == Level.MINOR


def test_every_format_of_its_release_holds_the_same_rows(published_next: Path) -> None:
    """CSV, Parquet by two readers, XLSX and SQLite, cell by cell."""
    package = descriptor.to_package(descriptor.load(published_next).descriptor)
    shown = xlsx_layout.tables(package)
    book, base = (published_next / f"{package.name}.{suffix}" for suffix in ("xlsx", "sqlite"))
    for resource in package.tables:
        typed = tables.read_table(Folder(published_next), resource)
        rows = [tuple(row.values()) for row in typed.to_pylist()]
        assert len(csv_rows(published_next / resource.paths[0])) == len(rows) + 1
        parquet = published_next / "parquet" / f"{resource.name}.parquet"
        assert [tuple(row.values()) for row in pq.read_table(parquet).to_pylist()] == rows
        assert duckdb.sql(f"SELECT * FROM read_parquet('{parquet}')").fetchall() == rows
        assert sqlite_rows(base, resource.name.replace("-", "_")) == [stored(row) for row in rows]
        assert resource not in shown or xlsx_rows(book, package, resource) == rows


def test_its_release_passes_the_checks_of_releases(published_next: Path) -> None:
    """To its last file."""
    command = [sys.executable, "-m", "scripts", "validate", str(published_next), "--lang", "en"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "No error:" in done.stdout) == (0, True), done.stdout


def test_the_explorer_opens_it() -> None:
    """With every invented study among its figures."""
    held = opened_next().tables["observations"].cells["study"].unique()
    assert {STUDY, BEFORE, WEST, MAYORS} <= set(held)


def test_a_crosstab_made_here_has_the_shape_of_the_institute_s(shared: Path) -> None:
    """Where ../shared is absent the same rows enter, with other numbers."""
    made, read = crosstab.made(), crosstab.read(crosstab.FILE)
    assert [crosstab.shape(one) for one in made] == [crosstab.shape(one) for one in read]


def test_the_numbers_made_here_are_sound_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No error and no warning without ../shared either."""
    monkeypatch.setattr(crosstab, "FILE", tmp_path / "absent.xlsx")
    assert found(with_next_study(tmp_path / "made")) == []

"""What scripts/ publishes, explorer/ opens: the release is the whole contract between the two."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from explorer.published import Release, open_release
from scripts.derive import declared
from scripts.reading import descriptor, tables

ROOT = Path(__file__).resolve().parent.parent
PYTHON_TYPES = {"number": float, "integer": int, "year": int, "boolean": bool}
SOURCE = descriptor.to_package(descriptor.load(ROOT).descriptor)
EDITED = [one for table in SOURCE.tables for one in (table.name, f"{table.name}-labelled")]
LABELLED = ("observations-labelled", "context-values-labelled", "context-series-labelled")
TABLES = (one for one in EDITED if one in LABELLED or not one.endswith("-labelled"))
NAMES = (*declared.names(SOURCE), *TABLES, "addresses")


@pytest.fixture(scope="session")
def release(published: Path) -> Release:
    """The release as the explorer opens it."""
    return open_release(str(published))


@pytest.fixture(scope="session")
def typed(published: Path) -> dict[str, pa.Table]:
    """The release's tables as the publisher reads them."""
    source = descriptor.load(published)
    return tables.read_tables(source.files, descriptor.to_package(source.descriptor))


def test_the_explorer_finds_the_tables_of_the_source_and_the_derived_ones(release: Release) -> None:
    """The cuts, then the tables that people edit, in the source's order, and nothing else."""
    assert tuple(release.tables) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_the_same_on_both_sides(name: str, release: Release, typed: dict[str, pa.Table]) -> None:
    """Every row, in order, every value, every missing value."""
    frame, table = release.table(name), typed[name]
    assert list(frame.columns) == table.column_names
    assert {c: plain(frame[c]) for c in frame} == {
        c: as_text(table[c].to_pylist()) for c in table.column_names
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_types_of_its_schema(name: str, release: Release) -> None:
    """The explorer gives Python the type that the schema names; what it has no type for is a text."""
    frame = release.table(name)
    for field in release.tables[name].fields:
        expected = PYTHON_TYPES.get(field["type"], str)
        assert {type(value) for value in plain(frame[field["name"]]) if value is not None} <= {expected}


def test_no_table_of_facts_is_empty(release: Release) -> None:
    """The equalities above are about something."""
    assert all(len(table.cells) for table in release.tables.values())


def test_the_zip_shows_the_same_release_as_the_folder(release: Release, published: Path) -> None:
    """Whoever downloads one file sees what the folder holds."""
    zipped = open_release(str(next(published.glob("*.zip"))))
    assert zipped.descriptor == release.descriptor
    for name, table in release.tables.items():
        pd.testing.assert_frame_equal(zipped.table(name), table.cells)


def test_the_explorer_knows_which_release_it_shows(release: Release) -> None:
    """Version and date are those of the source and of its changelog."""
    changelog = (ROOT / "datapackage" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert release.version == SOURCE.version
    assert f"## {release.version} - {release.issued}\n" in changelog


def test_every_file_of_a_release_has_its_checksum(release: Release, published: Path) -> None:
    """The explorer can check whatever it offers for download."""
    listed = {line.split("  ", 1)[1] for line in (published / "SHA256SUMS").read_text().splitlines()}
    on_disk = {p.relative_to(published).as_posix() for p in published.rglob("*") if p.is_file()}
    whole = {p.name for p in published.glob("*.zip*")}
    assert listed == on_disk - whole - {"SHA256SUMS"}
    assert {file.path for file in release.files if file.sha256} == listed


def plain(column: pd.Series) -> list[Any]:
    """The column as Python values, None where a value is missing."""
    return [None if pd.isna(value) else value for value in column.tolist()]


def as_text(values: list[Any]) -> list[Any]:
    """The same values, dates written as the explorer keeps them."""
    return [value.isoformat() if isinstance(value, dt.date) else value for value in values]

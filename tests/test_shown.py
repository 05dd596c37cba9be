"""The tables that pages show code on: chosen once, from the schemas and a sample of the rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

from scripts.reading.columnar.values import Values
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.write import shown
from scripts.write.describe import Release
from scripts.write.pages import readme, tools

CODES = ["01", "02", None]


def table(name: str, kind: str = "reference", **columns: list[Any]) -> tuple[Resource, pa.Table]:
    """A table whose key is its first column, and its rows."""
    fields = tuple(Field(column, "string") for column in columns)
    schema = Schema(fields, primary_key=(fields[0].name,))
    return Resource(name, schema=schema, extra={"kind": kind}), pa.table(columns)


def chosen(*tables: tuple[Resource, Values]) -> tuple[str, str]:
    """The names of the two tables."""
    package = Package("p", resources=tuple(resource for resource, _ in tables))
    found = shown.choose(package, {resource.name: rows for resource, rows in tables})
    return found.plain.name, found.coded.name


PLAIN = table("plain", code=["a", "b"])
CUT = table("cut", "cut", identifier=["a"], study=["x"])
CITING = table("citing", place=["a", "b", "c"], region=CODES)
KEYED = table("keyed", code=CODES)


@pytest.mark.parametrize(
    ("tables", "names"),
    [
        ([PLAIN, KEYED], ("plain", "keyed")),
        ([PLAIN, CUT, KEYED], ("cut", "keyed")),
        ([PLAIN, CITING, KEYED], ("plain", "keyed")),
        ([PLAIN, CITING], ("plain", "citing")),
        ([CITING, KEYED], ("citing", "citing")),
        ([PLAIN], ("plain", "plain")),
    ],
)
def test_code_is_shown_on_a_table_that_shows_what_it_is_for(
    tables: list[tuple[Resource, pa.Table]], names: tuple[str, str]
) -> None:
    """What loads, on one that is ready to read; what keeps « 01 », on one with such codes, best its key."""
    assert chosen(*tables) == names


@pytest.mark.parametrize("value", ["0", "007a", "1", "0.5", "é01", "-01"])
def test_a_code_that_no_tool_would_spoil_is_none_of_those(value: str) -> None:
    assert chosen(PLAIN, table("other", code=[value])) == ("plain", "plain")


def test_numbers_are_no_codes() -> None:
    resource = Resource("numbers", schema=Schema((Field("n", "integer"),)))
    assert chosen(PLAIN, (resource, pa.table({"n": [1, 2]}))) == ("plain", "plain")


def test_a_sample_of_a_thousand_rows_is_all_that_is_looked_at(tmp_path: Path) -> None:
    """A table of a million costs what one of a thousand does, and a code below the sample is not seen."""
    late = [f"{n}a" for n in range(1_000)]
    assert chosen(PLAIN, table("late", code=[*late, "01"])) == ("plain", "plain")
    assert chosen(PLAIN, table("early", code=[*late[1:], "01"])) == ("plain", "early")
    files = [tmp_path / "first.parquet", tmp_path / "second.parquet"]
    for file in files:
        parquet.write_table(pa.table({"code": [f"{n:05}" for n in range(1_001)]}), file)
    on_disk = dataset.dataset(files)
    files[1].unlink()  # nobody may read so far
    assert chosen(PLAIN, (KEYED[0], on_disk)) == ("plain", "keyed")


def test_the_tables_are_chosen_once_for_all_pages_of_a_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of recipes, languages and pages."""
    tables = {resource.name: rows for resource, rows in (PLAIN, KEYED)}
    release = Release(Package("p", resources=(PLAIN[0], KEYED[0])), dt.date(2026, 11, 23), (), tables)
    asked: list[str] = []
    found = shown.choose(release.package, tables)
    monkeypatch.setattr("scripts.write.describe.choose", lambda *_: asked.append("once") or found)
    for page in (tools.render, readme.render):
        assert dict(page(release))
    assert asked == ["once"]

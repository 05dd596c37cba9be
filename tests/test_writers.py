"""What each format writes, an independent reader reads back: equal cell by cell, null by null."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import math
import sqlite3
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.reading import descriptor, tables
from scripts.reading.model.errors import ReleaseError
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.reading.rows.files import Folder
from scripts.write import content
from scripts.write.content import Content
from scripts.write.formats import WRITERS, sqlite, sqlite_sql, xlsx, xlsx_layout
from scripts.write.formats import zip as archive
from tests.whole import content_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "packages" / "small"
DAY = dt.date(2026, 11, 23)
Rows = list[tuple[Any, ...]]

_COLUMNS = (
    Field("text", "string"),
    Field("number", "number"),
    Field("integer", "integer"),
    Field("boolean", "boolean"),
    Field("date", "date"),
)
# Characters that no format of the release can hold are no valid data: they have no place in XML 1.0.
_TEXTS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r"
    ),
    min_size=1,
    max_size=30,
)
_ROWS = st.lists(
    st.tuples(
        st.none()
        | _TEXTS
        | st.sampled_from(["=1+1", "01", "_x0041_", " a ", "NULL", "1e5", '"', "https://a.b"]),
        st.none() | st.integers(-(10**12), 10**12).map(lambda n: n / 1000),  # Excel has 15 digits
        st.none() | st.integers(-(2**53), 2**53),
        st.none() | st.booleans(),
        st.none() | st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)),
    ),
    max_size=8,
)


def made_of(rows: Rows) -> Content:
    """A package of one table with those rows."""
    resource = content.released(Resource("t", schema=Schema(_COLUMNS)))
    cells = [tuple(map(tables.to_text, row)) for row in rows]
    typed = tables.to_table(resource, cells)
    return Content(Package("p", version="1.0.0", resources=(resource,)), DAY, {"t": typed}, {"t": cells})


@pytest.fixture(scope="module", params=["small", "real"])
def made(request: pytest.FixtureRequest) -> Content:
    path = SMALL if request.param == "small" else ROOT
    return content_of(descriptor.load(path), DAY)


@pytest.fixture(scope="module")
def written(made: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    for write in WRITERS:
        for path in write(made, folder):
            assert (folder / path).is_file()
    return folder


def expected(made: Content, name: str) -> Rows:
    """The rows of a table as Python values."""
    return [tuple(row.values()) for row in made.tables[name].to_pylist()]


# --- how each format is read back --------------------------------------------------------------------------


def csv_rows(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)]


@cache
def workbook(path: Path) -> openpyxl.Workbook:
    """A workbook as it is on disk, read once: no test writes to the same path twice."""
    return openpyxl.load_workbook(path, data_only=False)


def xlsx_rows(path: Path, package: Package, resource: Resource) -> Rows:
    """The rows of a table's sheet, each cell under the header of its field, in the order of the fields."""
    sheet = workbook(path)[xlsx_layout.sheet_names(package)[resource.name]]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "a live formula"
    shown, *rows = sheet.iter_rows(min_row=xlsx_layout.HEAD + 1, values_only=True)
    columns = sorted(xlsx_layout.columns(resource), key=lambda column: column.place)
    assert len(shown) == len(columns)
    order = [shown.index(column.header) for column in columns]
    return without_empty_tail([tuple(read(row[place]) for place in order) for row in rows])


def read(value: Any) -> Any:
    """A cell's value; openpyxl leaves the format's escape of a carriage return as it is."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value.replace("_x000D_", "\r") if isinstance(value, str) else value


def sqlite_rows(path: Path, table: str) -> Rows:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        return list(base.execute(f'SELECT * FROM "{table}" ORDER BY rowid'))


def stored(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as SQLite has it: dates as texts, booleans as 0 and 1."""
    return tuple(
        int(v) if isinstance(v, bool) else v.isoformat() if isinstance(v, dt.date) else v for v in row
    )


def without_empty_tail(rows: Rows) -> Rows:
    """The rows without the empty ones at the end, which a sheet does not have."""
    while rows and all(value is None for value in rows[-1]):
        rows = rows[:-1]
    return rows


# --- both packages, format by format -----------------------------------------------------------------------


def test_csv_holds_the_texts_of_the_source(made: Content, written: Path) -> None:
    for resource in made.package.tables:
        header, *rows = csv_rows(written / resource.paths[0])
        assert header == tables.schema_of(resource).field_names
        assert rows == list(made.cells[resource.name])


def test_csv_is_utf_8_without_bom_with_lf_and_few_quotes(written: Path, made: Content) -> None:
    for resource in made.package.tables:
        data = (written / resource.paths[0]).read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert not data.startswith(b'"')


def test_the_csv_of_a_table_that_was_not_derived_is_the_source_s(written: Path, made: Content) -> None:
    """The figures are given their identifiers and units (tests/test_deriving.py); nothing else is added."""
    base = SMALL if made.package.name == "small" else ROOT
    for resource in made.package.tables:
        source = base / "datapackage" / f"{resource.name}.csv"
        assert source.exists() == (resource.extra["kind"] not in ("cut", "derived", "labelled"))
        if source.exists() and resource.extra["kind"] != "fact":
            assert (written / resource.paths[0]).read_bytes() == source.read_bytes()


@pytest.mark.parametrize("reader", ["pyarrow", "duckdb"])
def test_parquet_equals_the_tables(made: Content, written: Path, reader: str) -> None:
    for resource in made.package.tables:
        path = written / "parquet" / f"{resource.name}.parquet"
        if reader == "pyarrow":
            rows = [tuple(row.values()) for row in pq.read_table(path).to_pylist()]
        else:
            rows = duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()
        assert rows == expected(made, resource.name)


def test_parquet_carries_words_types_and_what_may_not_be_null(made: Content, written: Path) -> None:
    for resource in made.package.tables:
        schema = pq.read_schema(written / "parquet" / f"{resource.name}.parquet")
        assert schema.metadata[b"package"].decode() == made.package.name
        assert schema.metadata[b"license"] == b"etalab-2.0"
        assert schema.types == made.tables[resource.name].schema.types
        for column in tables.schema_of(resource).fields:
            field = schema.field(column.name)
            assert field.nullable == tables.schema_of(resource).may_be_null(column)
            assert field.metadata[b"title"].decode() == column.title


def test_xlsx_equals_the_tables(made: Content, written: Path) -> None:
    path = written / f"{made.package.name}.xlsx"
    for resource in xlsx_layout.tables(made.package):
        assert xlsx_rows(path, made.package, resource) == without_empty_tail(expected(made, resource.name))


def test_sqlite_equals_the_tables(made: Content, written: Path) -> None:
    for resource in made.package.tables:
        rows = sqlite_rows(written / f"{made.package.name}.sqlite", resource.name.replace("-", "_"))
        assert rows == [stored(row) for row in expected(made, resource.name)]


def test_sqlite_is_whole_strict_and_keyed(made: Content, written: Path) -> None:
    path = written / f"{made.package.name}.sqlite"
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        strict = {row[1]: row[5] for row in base.execute("PRAGMA table_list") if row[2] == "table"}
        for resource in made.package.tables:
            name = resource.name.replace("-", "_")
            schema = tables.schema_of(resource)
            assert strict[name] == 1
            keyed = [row[1] for row in base.execute(f'PRAGMA table_info("{name}")') if row[5]]
            assert sorted(keyed) == sorted(schema.primary_key)
            found = {row[3] for row in base.execute(f'PRAGMA foreign_key_list("{name}")')}
            assert found == {field for key in schema.foreign_keys for field in key.fields}
    assert path.read_bytes()[96:100] == (3_037_000).to_bytes(4, "big")


def test_sqlite_s_views_label_every_code_of_a_fact(made: Content, written: Path) -> None:
    with closing(sqlite3.connect(written / f"{made.package.name}.sqlite")) as base:
        base.row_factory = sqlite3.Row
        row = base.execute("SELECT * FROM observations_labelled WHERE status = 'A' LIMIT 1").fetchone()
        assert row["status_label_fr"]
        assert row["indicator_label_en"]
        count = base.execute("SELECT count(*) FROM observations_labelled").fetchone()[0]
        assert count == made.tables["observations"].num_rows


def test_sqlite_refuses_what_the_schema_refuses() -> None:
    column = Field("f", "number", constraints={"required": True, "minimum": 0, "exclusiveMaximum": 10})
    word = Field("w", "string", constraints={"enum": ["a", "l'île"], "maxLength": 5})
    resource = Resource("t", schema=Schema((column, word)))
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(sqlite_sql.create_table(Package("p", resources=(resource,)), resource))
        base.execute("INSERT INTO t VALUES (9.5, 'l''île')")
        for row in ((None, "a"), (-1, "a"), (10, "a"), ("x", "a"), (1, "b")):
            with pytest.raises(sqlite3.IntegrityError):
                base.execute("INSERT INTO t VALUES (?, ?)", row)


def test_the_same_content_gives_the_same_bytes(made: Content, written: Path, tmp_path: Path) -> None:
    for write in WRITERS:
        for path in write(made, tmp_path):
            assert (tmp_path / path).read_bytes() == (written / path).read_bytes(), path


# --- any rows ----------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(rows=_ROWS)
def test_any_rows_survive_every_format(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    made = made_of(rows)
    for write in WRITERS:
        write(made, folder)
    resource = made.package.tables[0]
    assert tables.read_table(Folder(folder), resource).to_pylist() == made.tables["t"].to_pylist()
    assert [tuple(r.values()) for r in pq.read_table(folder / "parquet/t.parquet").to_pylist()] == rows
    assert sqlite_rows(folder / "p.sqlite", "t") == [stored(row) for row in rows]
    assert xlsx_rows(folder / "p.xlsx", made.package, resource) == without_empty_tail(rows)


def test_sheet_names_are_short_and_never_the_same() -> None:
    long = "a-very-long-name-for-a-table-of-ours"
    resources = tuple(
        Resource(n, schema=Schema(())) for n in (f"{long}-1", f"{long}-2", "notes", "History", "read me")
    )
    names = list(xlsx_layout.sheet_names(Package("p", resources=resources)).values())
    assert all(len(name) <= 31 for name in names)
    taken = [*names, *xlsx_layout.front_names(), "history"]
    assert len({name.lower() for name in taken}) == len(taken)


def test_a_text_too_long_for_excel_is_an_error_that_names_its_cell(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="t, text, row 2"):
        xlsx.write(made_of([("é" * 32_768, None, None, None, None)]), tmp_path)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_of_a_workbook_is_refused_in_one_line(value: float, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="t, number, row 2"):
        xlsx.write(made_of([(None, value, None, None, None)]), tmp_path)


def test_a_foreign_key_that_leads_nowhere_stops_the_database(tmp_path: Path) -> None:
    made = content_of(descriptor.load(SMALL), DAY)
    typed = {**made.tables, "units": made.tables["units"].slice(0, 0)}
    with pytest.raises(ReleaseError, match="points at no row of units"):
        sqlite.write(Content(made.package, DAY, typed, made.cells), tmp_path)


# --- zip ---------------------------------------------------------------------------------------------------


def names_in(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_zip_holds_the_files_sorted_with_one_date_and_mode(written: Path, tmp_path: Path) -> None:
    archive.pack(written, names_in(written), tmp_path / "a.zip", DAY)
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.testzip() is None
        members = packed.infolist()
        assert [m.filename for m in members] == sorted(names_in(written))
        assert {m.date_time for m in members} == {(2026, 11, 23, 0, 0, 0)}
        assert {m.external_attr >> 16 for m in members} == {0o100644}
        for member in members:
            assert packed.read(member) == (written / member.filename).read_bytes()


def test_a_zip_is_the_same_whatever_the_order_and_the_times(written: Path, tmp_path: Path) -> None:
    archive.pack(written, names_in(written), tmp_path / "a.zip", DAY)
    for path in written.rglob("*.csv"):
        path.touch()
    archive.pack(written, sorted(names_in(written), reverse=True), tmp_path / "b.zip", DAY)
    one, two = ((tmp_path / n).read_bytes() for n in ("a.zip", "b.zip"))
    assert hashlib.sha256(one).digest() == hashlib.sha256(two).digest()

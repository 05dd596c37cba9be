"""CSV files become typed Arrow tables by the model, null by null."""

import datetime as dt
import math
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading import descriptor, tables
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect, Field, Resource, Schema
from scripts.reading.rows.files import Folder

SMALL = Path(__file__).parent / "packages" / "small"


@pytest.fixture(scope="module")
def small() -> dict[str, pa.Table]:
    source = descriptor.load(SMALL)
    return tables.read_tables(source.files, descriptor.to_package(source.descriptor))


def one(name: str, type_: str, *cells: str, **extra: object) -> list[object]:
    """The values that a column of one type gives for some texts."""
    column = Field(name, type_, extra=extra)
    return tables.typed_column(Resource("t", schema=Schema((column,))), column, cells)


def test_codes_with_leading_zeros_stay_texts(small: dict[str, pa.Table]) -> None:
    assert small["regions"]["code"].to_pylist() == ["01", "11", "53", "FR"]


def test_each_type_of_the_schema_has_its_arrow_type(small: dict[str, pa.Table]) -> None:
    types = {
        name: small[table].schema.field(name).type
        for table, name in (
            ("observations", "value"),
            ("observations", "base_n"),
            ("studies", "year"),
            ("studies", "held"),
            ("regions", "overseas"),
            ("texts", "text"),
        )
    }
    assert types == {
        "value": pa.float64(),
        "base_n": pa.int64(),
        "year": pa.int64(),
        "held": pa.date32(),
        "overseas": pa.bool_(),
        "text": pa.string(),
    }


def test_an_empty_cell_is_null_and_zero_is_not(small: dict[str, pa.Table]) -> None:
    assert small["observations"]["value"].to_pylist() == [37.5, None, 0.0, 8.3, 71.0, 25.0]
    assert small["studies"]["held"].to_pylist() == [dt.date(2015, 9, 30), None]
    assert small["regions"]["overseas"].to_pylist() == [True, False, None, False]


def test_keys_and_required_fields_are_not_nullable(small: dict[str, pa.Table]) -> None:
    schema = small["observations"].schema
    assert [f.name for f in schema if not f.nullable] == ["study", "indicator", "territory", "status"]
    assert not small["units"].schema.field("code").nullable


def test_titles_and_descriptions_ride_along(small: dict[str, pa.Table]) -> None:
    words = small["regions"].schema.field("parent").metadata
    assert words[b"title"].decode() == "Partie de"
    assert words[b"title_en"].decode() == "Part of"
    assert small["regions"].schema.metadata[b"title"].decode() == "Régions"


def test_newlines_and_quotes_in_a_cell_are_kept(small: dict[str, pa.Table]) -> None:
    assert small["texts"]["text"][0].as_py() == 'Une ligne\nune autre, "citée"'


def test_cells_are_the_texts_of_the_source() -> None:
    source = descriptor.load(SMALL)
    resource = descriptor.to_package(source.descriptor).resource("observations")
    assert tables.read_cells(source.files, resource)[0][5] == "37.50"


def test_missing_values_of_a_field_win_over_those_of_the_schema() -> None:
    columns = (Field("a", "integer", missing_values=("ND",)), Field("b", "string"))
    resource = Resource("t", schema=Schema(columns, missing_values=("-",)))
    assert tables.to_table(resource, [("ND", "ND"), ("1", "-")]).to_pylist() == [
        {"a": None, "b": "ND"},
        {"a": 1, "b": None},
    ]


def test_words_for_true_and_separators_for_numbers_follow_the_field() -> None:
    assert one("f", "boolean", "oui", "non", "", trueValues=["oui"], falseValues=["non"]) == [
        True,
        False,
        None,
    ]
    assert one("f", "number", "1 234,5", decimalChar=",", groupChar=" ") == [1234.5]


def test_a_table_without_rows_keeps_its_types() -> None:
    resource = Resource("t", schema=Schema((Field("a", "year"), Field("b", "date"))))
    assert tables.to_table(resource, []).schema.types == [pa.int64(), pa.date32()]


@pytest.mark.parametrize("kind", ["number", "integer", "year", "boolean", "date"])
def test_a_text_of_another_type_is_a_source_error_that_names_the_field(kind: str) -> None:
    with pytest.raises(SourceError, match=r"« x » is not of type .*field f, record 2"):
        one("f", kind, "", "x")


def test_a_ragged_row_an_unknown_encoding_and_a_lost_file_are_source_errors(tmp_path: Path) -> None:
    schema = Schema((Field("a", "string"), Field("b", "string")))
    (tmp_path / "t.csv").write_text("a,b\n1\n", encoding="utf-8")
    for resource in (
        Resource("t", paths=("t.csv",), schema=schema),
        Resource("t", paths=("t.csv",), schema=schema, encoding="klingon"),
        Resource("t", paths=("lost.csv",), schema=schema),
        Resource("t", paths=("t.csv",)),
    ):
        with pytest.raises(SourceError):
            tables.read_table(Folder(tmp_path), resource)


def test_the_dialect_is_followed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("1;'x;y'\r\n", encoding="latin-1")
    dialect = Dialect(delimiter=";", quote_char="'", header=False)
    schema = Schema((Field("a", "integer"), Field("b", "string")))
    resource = Resource("t", paths=("t.csv",), schema=schema, dialect=dialect, encoding="latin-1")
    assert tables.read_table(Folder(tmp_path), resource).to_pylist() == [{"a": 1, "b": "x;y"}]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_its_text_and_has_no_exponent(value: float) -> None:
    text = tables.to_text(value)
    assert float(text) == value
    assert "e" not in text


@given(st.one_of(st.integers(), st.dates(), st.booleans()))
def test_other_values_survive_their_text(value: object) -> None:
    kind = {int: "integer", dt.date: "date", bool: "boolean"}[type(value)]
    assert one("f", kind, tables.to_text(value)) == [value]


def test_numbers_that_are_none_have_the_words_of_table_schema() -> None:
    assert [tables.to_text(x) for x in (math.nan, math.inf, -math.inf)] == ["NaN", "INF", "-INF"]

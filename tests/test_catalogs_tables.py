"""Catalogues of tables: what they say of a release. Readers of each standard judge them: `make catalogs`."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pyarrow.dataset as ds
import pytest
from frictionless import Resource as Read
from frictionless import Schema as Judged
from hypothesis import given
from hypothesis import strategies as st

from scripts.catalogs import croissant, csvw, ddi, schemas, sdmx
from scripts.catalogs.sdmx import codes
from scripts.reading.model.package import Category, Field, Schema
from tests.catalogs import packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.write.describe import Release

DDI = "{ddi:codebook:2_5}"
IDENTIFIER = re.compile(r"[A-Za-z0-9_@$-]+")


def of(release: Path, path: str) -> Any:
    """A catalogue in JSON."""
    return json.loads((release / path).read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def described(release: Path) -> dict[str, Any]:
    """The tables of a release, by name."""
    return {one["name"]: one for one in of(release, "datapackage.json")["resources"] if "schema" in one}


# --- schemas of schema.data.gouv.fr -------------------------------------------------------------------------


def cuts(release: Path) -> list[str]:
    """The names of its cuts."""
    return [name for name, one in described(release).items() if one.get("kind") == "cut"]


def test_each_cut_has_a_schema_that_holds_its_rows(published: Path) -> None:
    """By frictionless, which that portal runs: the schema, its example, and the table itself."""
    assert sorted(path.name for path in (published / "schemas").iterdir()) == sorted(cuts(published))
    for name in cuts(published):
        home = published / "schemas" / name
        assert sorted(path.name for path in home.iterdir()) == [
            "README.md",
            "exemple-valide.csv",
            "schema.json",
        ]
        told = of(home, "schema.json")
        assert Judged.validate_descriptor(told).valid
        assert told["$schema"] == "https://frictionlessdata.io/schemas/table-schema.json"
        assert told["version"] == of(published, "datapackage.json")["version"]
        for file in (home / "exemple-valide.csv", published / "data" / f"{name}.csv"):
            found = Read(
                name=name, path=file.name, basepath=str(file.parent), schema=Judged.from_descriptor(told)
            )
            assert found.validate().valid, file


def test_a_schema_refuses_a_row_that_is_wrong(published: Path, tmp_path: Path) -> None:
    told = of(published, "schemas/regional-rates/schema.json")
    text = (published / "schemas/regional-rates/exemple-valide.csv").read_text(encoding="utf-8")
    head, first, *_ = text.splitlines()
    wrong = first.split(",")
    wrong[head.split(",").index("value")] = "beaucoup"
    (tmp_path / "wrong.csv").write_text(f"{head}\n{','.join(wrong)}\n", encoding="utf-8")
    schema = Judged.from_descriptor(told)
    assert not Read(name="wrong", path="wrong.csv", basepath=str(tmp_path), schema=schema).validate().valid


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (
            Field("n", "integer", constraints={"exclusiveMinimum": 0, "exclusiveMaximum": 10}),
            {"minimum": 1, "maximum": 9},
        ),
        (Field("x", "number", constraints={"exclusiveMinimum": 0.5}), {"minimum": 0.5}),
        (Field("x", "number", constraints={"minimum": 1, "exclusiveMinimum": 0}), {"minimum": 1}),
        (Field("c", categories=(Category("a", "A"), Category("b"))), {"enum": ["a", "b"]}),
        (Field("c", categories=(Category("a"), Category("b")), constraints={"enum": ["a"]}), {"enum": ["a"]}),
        (Field("o", "object", constraints={"jsonSchema": {}, "required": True}), {"required": True}),
    ],
)
def test_limits_of_v2_are_told_in_the_words_of_v1(field: Field, told: dict[str, Any]) -> None:
    assert schemas._constraints(field) == told


def test_missing_values_of_a_column_are_those_of_the_table() -> None:
    """Version 1 knows no others; one that has its own list keeps that of the table too."""
    columns = (Field("a", missing_values=("", "n/d")), Field("b"))
    assert schemas._missing(Schema(columns, missing_values=("", "-"))) == ["", "-", "n/d"]


# --- CSV on the Web, Croissant ------------------------------------------------------------------------------


def test_every_table_and_column_is_told(published: Path) -> None:
    wanted = {
        name: [f["name"] for f in one["schema"]["fields"]] for name, one in described(published).items()
    }
    web = {
        one["url"].removeprefix("data/").removesuffix(".csv"): [
            c["name"] for c in one["tableSchema"]["columns"]
        ]
        for one in of(published, "csv-metadata.json")["tables"]
    }
    sets = {
        one["@id"]: [f["name"] for f in one["field"]] for one in of(published, "croissant.json")["recordSet"]
    }
    assert web == sets == wanted


def test_every_key_is_told(published: Path) -> None:
    """Whether or not a row may lack it."""
    web = {one["url"]: one["tableSchema"] for one in of(published, "csv-metadata.json")["tables"]}
    fields = {f["@id"]: f for one in of(published, "croissant.json")["recordSet"] for f in one["field"]}
    for name, one in described(published).items():
        schema = web[f"data/{name}.csv"]
        held = [
            (key["columnReference"], key["reference"]["resource"]) for key in schema.get("foreignKeys", [])
        ]
        columns = {column["name"]: column for column in schema["columns"]}
        for key in one["schema"].get("foreignKeys", []):
            target = key["reference"].get("resource") or name
            path = {"@id": f"data/{target}.csv"}
            loose = all(path in columns[field].get("dc:references", []) for field in key["fields"])
            assert loose != ((key["fields"], f"data/{target}.csv") in held), (name, key)
            for field, led in zip(key["fields"], key["reference"]["fields"], strict=True):
                assert {"@id": f"{target}/{led}"} in fields[f"{name}/{field}"]["dct:references"]


def test_croissant_leaves_joins_alone(published: Path) -> None:
    """Its reader joins on `references`, and then gives rows twice, or none."""
    sets = of(published, "croissant.json")["recordSet"]
    assert not [field["@id"] for one in sets for field in one["field"] if "references" in field]


# --- what is not known is left out --------------------------------------------------------------------------


def everything(found: Any) -> Iterator[Any]:
    """All that is in a JSON value."""
    yield found
    for one in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from everything(one)


@pytest.mark.parametrize("make", [packages.small, packages.small_known, packages.nobody, packages.odd])
def test_no_catalogue_of_tables_holds_an_empty_value(tmp_path: Path, make: Callable[[Path], Release]) -> None:
    """But for what SDMX wants empty: an attribute of each `observation`."""
    release = make(tmp_path)
    for catalogue in (csvw, croissant, schemas, sdmx):
        for path, text in catalogue.render(release):
            if path.endswith("json"):
                told = json.loads(text.replace('"observation": {}', '"observation": "asked"'))
                assert [one for one in everything(told) if one in (None, "", [], {})] == [], path


# --- SDMX ---------------------------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=4)))
def test_identifiers_are_those_of_sdmx(names: list[str]) -> None:
    """Each is legal, no two are alike, none is that of what lacks; what was legal stays as it is."""
    found = codes.legal(names, [codes.NONE])
    assert found.keys() == set(names)
    assert len(set(found.values())) == len(found)
    assert all(IDENTIFIER.fullmatch(one) and one != codes.NONE for one in found.values())
    assert all(found[name] == name for name in names if IDENTIFIER.fullmatch(name) and name != codes.NONE)


def test_figures_with_and_without_a_date_are_all_there(published: Path) -> None:
    """Those that no page dates are in a flow of their own: a time is never invented."""
    figures = rows(published / "data" / "observations.csv")
    dated, undated = (rows(published / "sdmx" / f"observations{end}.csv") for end in ("", "-undated"))
    assert {row["IDENTIFIER"] for row in dated} == {row["identifier"] for row in figures if row["year"]}
    assert {row["IDENTIFIER"] for row in undated} == {row["identifier"] for row in figures if not row["year"]}
    assert len(dated) + len(undated) == len(figures)
    assert undated
    assert "TIME_PERIOD" not in undated[0]


def test_an_absent_value_is_not_zero_in_sdmx(published: Path) -> None:
    figures = {row["identifier"]: row for row in rows(published / "data" / "observations.csv")}
    for path in (published / "sdmx").glob("*.csv"):
        for row in rows(path):
            told = figures[row["IDENTIFIER"]]
            assert row["OBS_STATUS"] == told["status"]
            assert (row["OBS_VALUE"] == "NaN") == (told["value"] == "")


def test_figures_too_many_to_be_told_again_are_described(tmp_path: Path) -> None:
    """No memory follows their number: the structure says where they are, studies are told as ever."""
    release = packages.ours(tmp_path)
    large = ds.dataset(tmp_path / "release" / "parquet" / "observations.parquet")
    made = replace(release, tables={**release.tables, "observations": large})
    assert [path for path, _ in sdmx.render(made)] == ["sdmx/structure.json"]
    (text,) = (text for _, text in sdmx.render(made))
    assert "too many to be told again in SDMX-CSV" in text
    assert dict(ddi.render(made)) == dict(ddi.render(release))


def test_codes_of_sdmx_have_names_in_both_languages(published: Path) -> None:
    """The agency is said to be in no register."""
    told = of(published, "sdmx/structure.json")["data"]
    for codelist in told["codelists"]:
        assert all({"fr"} <= code["names"].keys() for code in codelist["codes"])
        if codelist["id"] != "CL_SOURCES":  # a title of a document is in its own language
            assert all("en" in code["names"] for code in codelist["codes"]), codelist["id"]
    for flow in told["dataflows"]:
        assert "aucun registre SDMX" in flow["descriptions"]["fr"]
        assert "no register of SDMX" in flow["descriptions"]["en"]


# --- DDI ----------------------------------------------------------------------------------------------------


def study(release: Path, code: str) -> Callable[[str], list[str]]:
    """The texts of the elements at a path, in the file of a study."""
    root = ET.parse(release / "meta" / "ddi" / f"{code}.xml").getroot()  # noqa: S314 -- our own file

    def texts(path: str) -> list[str]:
        found = root.iterfind("/".join(f"{DDI}{name}" for name in path.split("/")))
        return [" ".join("".join(one.itertext()).split()) for one in found]

    return texts


def test_a_study_says_what_is_published_of_it(published: Path) -> None:
    told = study(published, "impact_citoyens_2019")
    assert told("stdyDscr/method/dataColl/dataCollector") == ["Comisis et OpinionWay"]
    assert told("stdyDscr/method/notes") == ["Effectif : 2400", "Sample size: 2400"]
    assert told("stdyDscr/stdyInfo/sumDscr/timePrd") == ["2019"]
    assert "Dit représentatif, méthode non dite" in told("stdyDscr/method/dataColl/sampProc")


def test_a_study_says_what_is_not_published(published: Path) -> None:
    """In both languages, by its status; and leaves the element out."""
    told = study(published, "arpea_etat_des_lieux")
    assert told("stdyDscr/method/dataColl/dataCollector") == []
    assert told("stdyDscr/stdyInfo/sumDscr/timePrd") == []
    notes = told("stdyDscr/notes")
    assert "Institut : Non lu au-delà de l'extrait" in notes
    assert "Sample size: Not read beyond the excerpt" in notes


def test_every_question_is_in_the_file_of_its_study(published: Path) -> None:
    """As the source prints it, in French; a question that is not published has a note, and no text."""
    for row in rows(published / "data" / "questions.csv"):
        root = ET.parse(published / "meta" / "ddi" / f"{row['study']}.xml").getroot()  # noqa: S314 -- ours
        (found,) = (one for one in root.iter(f"{DDI}var") if one.get("name") == row["indicator"])
        texts = [one.text for one in found.iter(f"{DDI}qstnLit")]
        assert texts == ([row["question_fr"]] if row["question_fr"] else [])
        assert row["question_fr"] or [
            one for one in found.iter(f"{DDI}notes") if one.get("subject") == "question"
        ]

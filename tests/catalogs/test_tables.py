"""Catalogues of tables are read by readers of their standard: every cell, every code (`make catalogs`)."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

pytest.importorskip("xmlschema", reason="in .venv-catalogs alone: `make catalogs` runs these tests")

from scripts.catalogs import croissant
from scripts.write.describe import file_of
from tests import tiny
from tests.catalogs import packages, tables
from tests.next_study import with_next_study

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.write.describe import Release

FIGURES = ("ours", "small", "small_known", "next_waves")  # of these packages there are figures


def next_waves(folder: Path) -> Release:
    """The project's package with the studies that come next: bounds, significances, more questions."""
    return packages.made(with_next_study(folder), folder / "made")


def spelled_oddly(folder: Path) -> Release:
    """Columns that no address, no variable and no tag of XML would take; codes that begin with a zero."""

    def edit(raw: tiny.Json) -> None:
        schema = tiny.things(raw)["schema"]
        for field, name in zip(
            schema["fields"], ("Code postal (é)", "taille-~%", "_genre/100 %"), strict=True
        ):
            field["name"] = name
        schema["primaryKey"] = ["Code postal (é)"]
        schema["fields"].append({"name": "vide", "type": "integer", "missingValues": ["", "n/d"]})

    rows = 'Code postal (é),taille-~%,_genre/100 %,vide\n01,1,"a\nb",n/d\n02,2.5,NA,3\n03,,true,\n'
    return packages.tiny_of(folder, edit, {"data/things.csv": rows})


ALL = {**packages.ALL, "next_waves": next_waves, "spelled_oddly": spelled_oddly}


@pytest.fixture(scope="module")
def release_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the release of a package, made once. Read only."""

    @cache
    def of(name: str) -> Path:
        folder = tmp_path_factory.mktemp(name)
        ALL[name](folder)
        return next(folder.rglob("release"))

    return of


@pytest.mark.parametrize("name", sorted(ALL.keys() - {"known", "files_only"}))
def test_tables_are_read_as_they_are(release_of: Callable[[str], Path], name: str) -> None:
    assert tables.read(release_of(name), "csvw", "croissant") == []


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_read_as_they_are(release_of: Callable[[str], Path], name: str) -> None:
    assert tables.read(release_of(name), "sdmx") == []


@pytest.mark.parametrize("name", FIGURES)
def test_studies_are_accepted_by_the_schema(release_of: Callable[[str], Path], name: str) -> None:
    assert list(tables.ddi(release_of(name))) == []


@pytest.mark.parametrize("name", sorted(ALL))
def test_there_is_a_catalogue_of_what_there_is(release_of: Callable[[str], Path], name: str) -> None:
    """No table, no catalogue of tables; no figure, none of figures and studies."""
    folder = release_of(name)
    for path in ("csv-metadata.json", "croissant.json"):
        assert (folder / path).exists() == (name != "files_only")
    for path in ("sdmx/structure.json", "sdmx/observations.csv", "meta/ddi"):
        assert (folder / path).exists() == (name in (*FIGURES, "known"))


def test_a_table_in_several_files_is_read_whole(tmp_path: Path) -> None:
    """As one of more than a million rows is."""
    release = packages.small(tmp_path)
    home, place = tmp_path / "release", "parquet/observations.parquet"
    rows = pq.read_table(home / place)
    (home / place).unlink()
    (home / place).mkdir()
    paths = [f"{place}/0001.parquet", f"{place}/0002.parquet"]
    for path, part in zip(paths, (rows.slice(0, 4), rows.slice(4)), strict=True):
        pq.write_table(part, home / path)
    files = [file for file in release.files if file.path != place] + [file_of(home, path) for path in paths]
    ((path, text),) = croissant.render(replace(release, files=tuple(files)))
    (home / path).write_text(text, encoding="utf-8")
    assert tables.read(home, "croissant") == []


# --- each reader refuses what is broken --------------------------------------------------------------------


def _columns(raw: Any, table: str) -> dict[str, Any]:
    told = next(one for one in raw["tables"] if one["url"] == f"data/{table}.csv")
    return {one["name"]: one for one in told["tableSchema"]["columns"]}


def _field(raw: Any, name: str) -> Any:
    return next(f for one in raw["recordSet"] for f in one["field"] if f["@id"] == name)


JSON: dict[str, tuple[str, str, Callable[[Any], object]]] = {
    "a number where texts are": (
        "csvw",
        "csv-metadata.json",
        lambda raw: _columns(raw, "observations")["study"].update(datatype={"base": "number"}),
    ),
    "a limit that a value is past": (
        "csvw",
        "csv-metadata.json",
        lambda raw: _columns(raw, "observations")["value"].update(datatype={"base": "number", "maximum": 1}),
    ),
    "a pattern that a code is not of": (
        "csvw",
        "csv-metadata.json",
        lambda raw: _columns(raw, "statuses")["code"].update(
            datatype={"base": "string", "format": "^[a-z]$"}
        ),
    ),
    "a key of two rows": (
        "csvw",
        "csv-metadata.json",
        lambda raw: next(one for one in raw["tables"] if one["url"] == "data/observations.csv")[
            "tableSchema"
        ].update(primaryKey=["study"]),
    ),
    "a column that may not be empty": (
        "csvw",
        "csv-metadata.json",
        lambda raw: _columns(raw, "observations")["value"].update(required=True),
    ),
    "a title that no header has": (
        "csvw",
        "csv-metadata.json",
        lambda raw: _columns(raw, "observations")["value"].update(name="valeur", titles="valeur"),
    ),
    "a table that is not told": ("csvw", "csv-metadata.json", lambda raw: raw["tables"].pop()),
    "another hash": (
        "croissant",
        "croissant.json",
        lambda raw: [one.update(sha256="0" * 64) for one in raw["distribution"]],
    ),
    "a file that is not there": (
        "croissant",
        "croissant.json",
        lambda raw: _field(raw, "observations/value")["source"].update(fileObject={"@id": "nowhere"}),
    ),
    "whole numbers where decimals are": (
        "croissant",
        "croissant.json",
        lambda raw: _field(raw, "observations/value").update(dataType="sc:Integer"),
    ),
    "another column": (
        "croissant",
        "croissant.json",
        lambda raw: _field(raw, "observations/status")["source"].update(extract={"column": "study"}),
    ),
    "a record set without a type": (
        "croissant",
        "croissant.json",
        lambda raw: _field(raw, "observations/value").pop("dataType"),
    ),
    "a code that is not in its list": (
        "sdmx",
        "sdmx/structure.json",
        lambda raw: [one["codes"].pop(0) for one in raw["data"]["codelists"] if one["id"] == "CL_STATUSES"],
    ),
    "a structure that its schema refuses": (
        "sdmx",
        "sdmx/structure.json",
        lambda raw: raw["data"]["dataStructures"][0].pop("id"),
    ),
    "a code without a name": (
        "sdmx",
        "sdmx/structure.json",
        lambda raw: [one["codes"][0].update(name="", names={}) for one in raw["data"]["codelists"]],
    ),
    "an identifier that is none": (
        "sdmx",
        "sdmx/structure.json",
        lambda raw: [one["codes"][0].update(id="é è") for one in raw["data"]["codelists"]],
    ),
}

TEXTS: dict[str, tuple[str, str, str, str]] = {
    "another value": ("sdmx", "sdmx/observations.csv", r",37\.5,", ",37.6,"),
    "a value where there is none": ("sdmx", "sdmx/observations.csv", r",NaN,", ",0,"),
    "another status": ("sdmx", "sdmx/observations.csv", r",percent,O", ",percent,A"),
    "another place": ("sdmx", "sdmx/observations.csv", r",01,_Z,_Z,", ",11,_Z,_Z,"),
    "a figure less": ("sdmx", "sdmx/observations.csv", r"\n[^\n]*\n$", "\n"),
    "another row in the data": (
        "csvw",
        "data/observations.csv",
        r"(\n[^\n]*)\n",
        r"\1\1\n",
    ),
}


@pytest.mark.parametrize("name", JSON)
def test_a_reader_refuses_a_broken_description(
    release_of: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    kind, path, edit = JSON[name]
    copy = Path(shutil.copytree(release_of("small"), tmp_path / "copy"))
    raw = json.loads((copy / path).read_text(encoding="utf-8"))
    edit(raw)
    (copy / path).write_text(json.dumps(raw), encoding="utf-8")
    assert tables.read(copy, kind)


@pytest.mark.parametrize("name", TEXTS)
def test_a_reader_refuses_broken_rows(release_of: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    kind, path, pattern, put = TEXTS[name]
    copy = Path(shutil.copytree(release_of("small"), tmp_path / "copy"))
    text = (copy / path).read_text(encoding="utf-8")
    broken = re.sub(pattern, put, text, count=1)
    assert broken != text
    (copy / path).write_text(broken, encoding="utf-8")
    assert tables.read(copy, kind)


DDI = {
    "an element that the standard has not": (r"<dataKind [^>]*>[^<]*</dataKind>", "<kind>x</kind>"),
    "elements in another order": (
        r"(?s)(<stdyInfo>.*</stdyInfo>)\s*(<method>.*</method>|<method />)",
        r"\2\1",
    ),
    "a variable without a name": (r'<var ID="V1" name="[^"]*"', '<var ID="V1"'),
    "two variables of one identifier": (r'ID="V2"', 'ID="V1"'),
    "a variable less": (r'(?s)<var ID="V1".*?</var>', ""),
    "a frequency": (r"(<var [^>]*>)", r'\1<catgry><catStat type="percent">52</catStat></catgry>'),
    "not said what it describes": (r"published aggregate figures, not", "figures, not"),
}


@pytest.mark.parametrize("name", DDI)
def test_a_broken_study_is_refused(release_of: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    copy = Path(shutil.copytree(release_of("ours"), tmp_path / "copy"))
    path = copy / "meta" / "ddi" / "impact_citoyens_2019.xml"
    text = path.read_text(encoding="utf-8")
    broken = re.sub(*DDI[name], text, count=1)
    assert broken != text
    path.write_text(broken, encoding="utf-8")
    assert list(tables.ddi(copy))

"""What is taken away from a view says where it comes from, opens everywhere, and is the same each time."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pytest

from explorer.figures.figure import Figure
from explorer.figures.official.measured import measured
from explorer.figures.themes.dynamics import dynamics
from explorer.figures.themes.roles import roles
from explorer.figures.themes.territories import territories
from explorer.reader import Reader
from explorer.takeaway import picture, tables
from explorer.takeaway.bundle import bundle
from explorer.takeaway.drawing import fold, width
from explorer.takeaway.view import View
from tests import explorer_release as made
from tests.explorer_figures import every

ADDRESS = "https://example.org/territories?indicator=practice_rate"
MADE: dict[str, tuple[Callable[[Reader], Figure], str]] = {
    "roles": (lambda reader: roles(made.opened(), reader, answer="very_important"), "fr"),
    "map": (
        lambda reader: territories(
            made.opened(), reader, indicator="practice_rate", population="companies_10_plus", view="map"
        ),
        "en",
    ),
    "table": (
        lambda reader: measured(
            made.opened(), reader, indicator="population_municipale", period="2018", view="table"
        ),
        "fr",
    ),
}
EACH = pytest.mark.parametrize("name", MADE)


def view_of(name: str) -> View:
    make, lang = MADE[name]
    return View(made.opened(), make, lang, ADDRESS)


@cache
def taken(name: str) -> dict[str, bytes]:
    """File name → content of the zip of a view."""
    archive = zipfile.ZipFile(io.BytesIO(bundle(view_of(name))))
    return {path.split("/", 1)[1]: archive.read(path) for path in archive.namelist()}


def unpacked(name: str, folder: Path) -> Path:
    for path, content in taken(name).items():
        (folder / path).write_bytes(content)
    return folder


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken(name)["data.csv"].decode("utf-8"))))


@EACH
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(bundle(view_of(name))))
    again = {path.split("/", 1)[1]: archive.read(path) for path in archive.namelist()}
    assert [path for path, content in taken(name).items() if again[path] != content] == []


@EACH
def test_the_package_is_valid_by_frictionless(name: str, tmp_path: Path) -> None:
    """Types, keys, hashes and sizes of every table; a Data Package v2 with its licence and its version."""
    folder = unpacked(name, tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"].endswith("/2.0/datapackage.json")
    assert re.fullmatch(r"[-a-z0-9._]+", package["name"])
    assert package["licenses"][0]["name"] == "etalab-2.0"
    assert package["version"] == made.opened().version
    assert package["homepage"] == ADDRESS


@EACH
def test_the_canonical_table_is_the_cells_of_the_release(name: str) -> None:
    """To the character; only the base and the interval of a rate are added, in words."""
    view = view_of(name)
    texts = (made.release_folder() / "data" / f"{view.resource}.csv").read_text(encoding="utf-8")
    release = list(csv.DictReader(io.StringIO(texts)))
    for row in rows_of(name):
        assert {column: row[column] for column in release[0]} in release
        if "study" in row and row["value"]:
            assert row["base_fr"]
            assert row["base_en"]
            assert row["interval_fr"]
    assert len(rows_of(name)) == len(view.figure.rows)


@EACH
def test_the_excel_table_opens_right_in_french(name: str) -> None:
    """A mark, semicolons, decimal commas, codes that stay texts; the same cells as the canonical one."""
    content = taken(name)["data-excel.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    for row, exact in zip(found, rows_of(name), strict=True):
        assert row["value"] == exact["value"].replace(".", ",")
        for column in ("region", "territory", "page", "study"):
            if exact.get(column):
                assert row[column].removeprefix('="').removesuffix('"') == exact[column]
                assert row[column].startswith('="') == exact[column].isdigit()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "01", "2015-10"]
)
def test_no_text_becomes_a_formula_a_number_or_a_date_in_a_spreadsheet(cell: str) -> None:
    cells = pd.DataFrame({"text": pd.Series([cell], dtype="string"), "n": pd.Series([-1.5], dtype="Float64")})
    text, number = next(
        csv.reader(io.StringIO(tables.excel(cells).decode("utf-8-sig").split("\r\n")[1]), delimiter=";")
    )
    assert text in (f"'{cell}", f'="{cell}"') or (re.fullmatch(r"[+-]\d+", cell) and text == cell)
    assert number == "-1,5"


@EACH
def test_the_code_that_is_shown_loads_this_very_table(name: str, tmp_path: Path, monkeypatch: Any) -> None:
    """In pandas and DuckDB it is run; that of R names every column and its type."""
    monkeypatch.chdir(unpacked(name, tmp_path))
    space: dict[str, Any] = {}
    exec(compile((tmp_path / "load.py").read_text(encoding="utf-8"), "load.py", "exec"), space)  # noqa: S102 (ours)
    table = space["table"]
    with duckdb.connect() as database:
        database.execute((tmp_path / "load.sql").read_text(encoding="utf-8"))
        found = database.execute("SELECT * FROM figures").fetchall()
        names = [column[0] for column in database.description]
    rows = rows_of(name)
    assert list(table.columns) == names == list(rows[0])
    code = (tmp_path / "load.R").read_text(encoding="utf-8")
    assert all(f"`{column}` = col_" in code for column in names)
    for exact, line, pair in zip(rows, table.to_dict(orient="records"), found, strict=True):
        for column, value in zip(names, pair, strict=True):
            assert (exact[column] == "") == pd.isna(line[column]) == (value is None)
            if exact[column]:
                assert str(line[column]).removesuffix(".0") == str(value).removesuffix(".0") == exact[column]


@pytest.mark.parametrize("name", ["roles", "map"])
def test_the_picture_says_its_title_source_licence_and_date(name: str) -> None:
    """In the three forms; on white; its parts do not share a name; nothing in it is undefined."""
    files, figure = taken(name), view_of(name).figure
    root = ET.fromstring(files["chart.svg"])  # noqa: S314 (we wrote it)
    words = " ".join("".join(root.itertext()).split())
    for said in (figure.title, figure.provenance.citations[0].title, "Licence Ouverte", "2026", ADDRESS):
        assert " ".join(said.split())[:40] in words
    ids = re.findall(r'\bid="([^"]+)"', files["chart.svg"].decode())
    assert len(ids) == len(set(ids))
    assert not re.search(r"NaN|undefined|\bnull\b", files["chart.svg"].decode())
    assert files["chart.png"].startswith(b"\x89PNG")
    assert int.from_bytes(files["chart.png"][16:20]) >= 1900  # pixels
    assert files["chart.pdf"].startswith(b"%PDF")
    assert b'fill="#ffffff"' in files["chart.svg"][: files["chart.svg"].index(b"<text")]


def test_the_picture_says_what_its_chart_leaves_out() -> None:
    """A value without a date has no place on a line of years, a break no words: both are written under it."""
    view = View(
        made.opened(), lambda reader: dynamics(made.opened(), reader, indicator="practice_rate"), "fr"
    )
    words = " ".join("".join(ET.fromstring(picture.svg(view)).itertext()).split())  # noqa: S314 (we wrote it)
    assert view.figure.facts
    for term, said in view.figure.facts:
        assert " ".join(f"{term}{view.reader.say('colon')}{said}".split())[:60] in words


def test_a_view_without_a_chart_has_no_picture_and_all_the_rest() -> None:
    assert not [path for path in taken("table") if path.startswith("chart")]
    assert {"data.csv", "codes.csv", "datapackage.json", "LISEZ-MOI.md", "citation.ris"} <= set(
        taken("table")
    )


@EACH
def test_the_readmes_say_what_must_be_known(name: str) -> None:
    """In both languages: the sentence, base, caveats, source, licence, day of update, address, citation."""
    make, _ = MADE[name]
    papers = (
        ("LISEZ-MOI.md", Reader("fr"), "23\u00a0novembre 2026"),
        ("README.md", Reader("en"), "23\u00a0November 2026"),
    )
    for path, reader, day in papers:
        text, figure = taken(name)[path].decode("utf-8"), make(reader)
        known = (*figure.caveats, *figure.provenance.bases)
        for said in (figure.title, figure.sentence, *known, ADDRESS, day, "etalab-2.0"):
            assert said in text
        for citation in figure.provenance.citations:
            assert citation.title in text
        assert all(f"`{other}`" in text for other in taken(name))
        said = [line.partition("`" + reader.say("colon"))[2] for line in text.splitlines() if "- `" in line]
        assert len(said) == len(set(said)), "what is one thing in several forms is said once"


@EACH
def test_the_citations_are_whole(name: str) -> None:
    """One record each, balanced and ended, with the version and the day of the data."""
    bibtex, ris = (taken(name)[f"citation.{form}"].decode("utf-8") for form in ("bib", "ris"))
    assert bibtex.count("{") == bibtex.count("}")
    assert f"version = {{{made.opened().version}}}" in bibtex
    assert ris.startswith("TY  - DATA\r\n")
    assert ris.endswith("ER  - \r\n")
    assert "DA  - 2026/11/23" in ris
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in ris.split("\r\n")[:-1])


def test_every_figure_names_its_table_so_that_it_keeps_its_types() -> None:
    for reader, figure in every():
        view = View(made.opened(), lambda _, figure=figure: figure, reader.lang)
        assert view.resource, figure.name
        assert re.fullmatch(r"[a-z0-9-]+", view.name)


def test_two_pictures_at_once_and_no_more(monkeypatch: Any) -> None:
    """Whatever is asked, a server draws two at a time."""
    now, most, lock = 0, 0, threading.Lock()

    def slow(view: Any) -> str:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        return "<svg/>"

    monkeypatch.setattr(picture, "_compose", slow)
    threads = [threading.Thread(target=picture.svg, args=(None,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_lines_of_a_picture_fit_their_room() -> None:
    words = "Domaine au plus fort pourcentage parmi ceux publiés, réponse « très important »"
    for line in fold(words, 15, 200):
        assert width(line, 15) <= 200
    assert " ".join(fold(words, 15, 200)) == words


@pytest.mark.parametrize(
    "before", ["\ufeff", "\u200b", "\x0b", "\x0c", "\u2060", "\u00ad", "\u3164", "\ufe0f", " \u00a0\u3000"]
)
@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-cmd", "@SUM(1)", "\uff1d1+1"])
def test_what_a_spreadsheet_strips_is_stripped_before_we_look(before: str, formula: str) -> None:
    """A mark, a space, what is not seen: whatever stands before it, no formula comes of a cell."""
    for text in (before + formula, before * 3 + formula, f"{before}\t{formula}"):
        assert tables.safe(text) == f"'{text}"
    assert tables.safe(f"{before}Bretagne") == f"{before}Bretagne"

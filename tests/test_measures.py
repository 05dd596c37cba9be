"""Long tables of figures: more pages where people cite them one by one, else a page about the table."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

from scripts.check.conventions import _NAME
from scripts.commands.cli import main
from scripts.derive import addresses
from scripts.publish.staging import paths_in
from scripts.reading import descriptor, identifiers
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.reading.rows.files import Folder
from scripts.reading.tables import arrow_schema, read_tables, schema_of
from scripts.write import words
from scripts.write.describe import Release, files_of
from scripts.write.pages import PAGES, build, figures, measures, readme, tables, twice
from tests.test_pages import LANGUAGES, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 20  # rows of a page, here: so that tables of ours are long
DAY = dt.date(2026, 11, 23)
TABLE, CUT = "context-values", "national-rates"  # one of measures, one of figures of surveys


@pytest.fixture(scope="module", autouse=True)
def short_pages() -> Iterator[None]:
    """Pages that list few rows."""
    assert f"{addresses.CITED_ROWS:,}" == "5,000", "README says so"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "CITED_ROWS", MOST)
        yield


@pytest.fixture(scope="module")
def release(published: Path) -> Release:
    """The release of the real package."""
    package = descriptor.to_package(descriptor.load(published).descriptor)
    files = files_of(published, paths_in(published))
    whole = next(published.glob("*.zip")).name
    return Release(package, DAY, files, read_tables(Folder(published), package), whole=whole)


def shorter(release: Release, name: str, count: int) -> Release:
    """The release with the first rows of a table."""
    return replace(release, tables={**release.tables, name: release.tables[name].slice(0, count)})


def pages_of(release: Release, name: str) -> dict[str, str]:
    """The pages of a table, the English one of a page about it left out; no path is there twice."""
    every = [found for page in (figures.render, measures.render) for found in page(release)]
    assert len(every) == len(dict(every))
    return {path: text for path, text in every if re.fullmatch(rf"figures/{name}(~\d+)?\.html", path)}


@pytest.mark.parametrize(
    ("name", "rows", "listed"),
    [
        (CUT, MOST, [MOST]),
        (CUT, MOST + 1, [MOST, 1]),
        (TABLE, MOST, [MOST]),
        (TABLE, MOST + 1, [0]),
        (CUT, 0, [0]),
        (TABLE, 0, [0]),
    ],
)
def test_a_page_lists_so_many_rows_at_most(release: Release, name: str, rows: int, listed: list[int]) -> None:
    """Of a cut there are more pages; of measures there is a page about them, which lists none."""
    found = pages_of(shorter(release, name, rows), name)
    assert list(found) == [f"figures/{name}.html", f"figures/{name}~2.html"][: len(listed)]
    assert [text.count("<tr id=") for text in found.values()] == listed
    assert all(("<table>" in text) == (rows <= MOST or name == CUT) for text in found.values())


def test_each_row_of_a_long_cut_is_on_the_page_that_its_address_names(release: Release) -> None:
    """And each page leads to all of them, and says which of them it is."""
    texts = pages_of(release, CUT)
    pages = {path: Page(text) for path, text in texts.items()}
    names = release.tables[CUT]["identifier"].to_pylist()
    for place, name in enumerate(names):
        path, _, fragment = addresses.page(CUT, place, name).partition("#")
        assert f'<tr id="{fragment}">' in texts[path]
    for path, page in pages.items():
        assert page.faults == []
        links = [a for tag, a, _ in page.elements if tag == "a" and str(a["href"]).startswith("../figures/")]
        assert {str(a["href"]).removeprefix("../") for a in links} == set(pages)
        assert {f"../{path}"} == {str(a["href"]) for a in links if a.get("aria-current") == "page"}
    starts = range(0, len(names), MOST)
    told = [f"{start + 1}–{min(start + MOST, len(names))}" for start in starts]
    assert all(one in page.said(lang) for page in pages.values() for one in told for lang in LANGUAGES)


def test_the_page_of_one_table_is_never_that_of_another() -> None:
    """No table has « ~ » in its name, which `validate` holds it to."""
    assert addresses.page_of("rates", MOST) == "figures/rates~2.html"
    assert not _NAME.fullmatch("rates~2")


# --- the page about a table --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(release: Release) -> dict[str, Page]:
    """The page about a table of measures in each language."""
    texts = dict(measures.render(release))
    return {lang: Page(texts[f"{folder}figures/{TABLE}.html"]) for lang, folder in twice.FOLDERS.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_about_a_table_says_what_it_is(pages: dict[str, Page], release: Release, lang: str) -> None:
    """Title, description, how many rows, each field with its meaning; in each language."""
    page, resource = pages[lang], release.package.resource(TABLE)
    said = page.said(lang).replace("\u2019", "'")
    assert page.faults == []
    assert len(page.all("id")) == len(set(page.all("id")))
    assert words.number(release.tables[TABLE].num_rows, lang) in said
    for described in (resource, *schema_of(resource).fields):
        assert words.said(described, "title", lang) in said
        assert words.said(described, "description", lang) in said
    for field in schema_of(resource).fields:
        assert field.name in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_about_a_table_leads_to_its_files_and_home(
    pages: dict[str, Page], published: Path, lang: str
) -> None:
    """Every address leads somewhere: the CSV, the Parquet, its twin, the tables of its codes."""
    folder = published / twice.FOLDERS[lang] / "figures"
    tables_of = set(Page((folder.parent / "tables.html").read_text("utf-8")).all("id"))
    links = {str(a["href"]) for tag, a, _ in pages[lang].elements if tag == "a"}
    root = twice.up(f"{twice.FOLDERS[lang]}figures/x")
    twin = {f"{root}{other}figures/{TABLE}.html" for other in twice.FOLDERS.values()}
    assert {f"{root}data/{TABLE}.csv", f"{root}parquet/{TABLE}.parquet", *twin} <= links
    for link in links - twin - {f"{root}../index.html"}:
        path, _, fragment = link.partition("#")
        assert not path or Path(os.path.normpath(folder / path)).is_file(), link
        assert not fragment or fragment in (tables_of if path else pages[lang].all("id")), link


def code(page: Page, text: str, lang: str) -> str:
    """The one box of code of the page that begins so."""
    (found,) = {t for t in page.texts[lang] if t.startswith(text)}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rule_of_the_address_makes_the_identifier_of_the_example(
    pages: dict[str, Page], release: Release, lang: str
) -> None:
    """The fields of the key in the place of their names, spelt as the page says."""
    page = pages[lang]
    first = release.tables[TABLE].slice(0, 1).to_pylist()[0]
    rule = code(page, f"{TABLE}:‹", lang)
    name = re.sub("‹(.*?)›", lambda field: str(first[field[1]]), rule)
    assert name == identifiers.identifier(
        TABLE, map(str, (first[k] for k in ("indicator", "year", "region")))
    )
    assert code(page, name, lang) == name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_query_on_the_page_finds_the_row(
    pages: dict[str, Page], release: Release, published: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """In DuckDB, from the folder of the release."""
    monkeypatch.chdir(published)
    command, _, query = code(pages[lang], "duckdb", lang).partition("\n")
    assert command == "duckdb -init load.sql"
    base = duckdb.connect()
    base.execute(Path("load.sql").read_text("utf-8"))
    assert base.sql(query).fetchall() == [tuple(release.tables[TABLE].slice(0, 1).to_pylist()[0].values())]


def test_the_command_on_the_page_finds_the_row(
    pages: dict[str, Page],
    published: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the archive of the version, by the identifier."""
    monkeypatch.chdir(published)
    python, option, module, *arguments = shlex.split(code(pages["fr"], "python -m", "fr").replace("\\\n", ""))
    assert (python, option, module, arguments[0]) == ("python", "-m", "scripts", "show")
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith(f"{arguments[1]}\n")


def about(key: tuple[str, ...], row: dict[str, Any], *, primary: bool = True) -> str:
    """What the page about a table of such rows says in English; its key is unique, and primary if need be."""
    kinds = {str: "string", int: "integer", bool: "boolean", dt.date: "date", type(None): "string"}
    fields = tuple(Field(name, kinds[type(value)]) for name, value in row.items())
    schema = Schema(fields, primary_key=key if primary else (), unique_keys=() if primary else (key,))
    resource = Resource("t", schema=schema, extra={"kind": "context"})
    rows = pa.Table.from_pylist([row] * (MOST + 1), schema=arrow_schema(resource))
    release = Release(Package("p", resources=(resource,)), DAY, (), {"t": rows}, whole="p.zip")
    return Page(dict(measures.render(release))["en/figures/t.html"]).said("en")


def test_a_key_of_any_type_is_asked_for_as_sql_has_it() -> None:
    """Texts and dates between quotes, numbers bare, no value as such; its address spells it as a row's."""
    row = {"place": "L'Île", "year": 2015, "day": dt.date(2026, 1, 2), "won": True, "part": None}
    said = about(tuple(row), row, primary=False)
    asked = re.findall(r'"(\w+)" (= .*|IS NULL)', said.replace(";", "\n"))
    assert asked == [
        ("place", "= 'L''Île'"),
        ("year", "= 2015"),
        ("day", "= '2026-01-02'"),
        ("won", "= 1"),
        ("part", "IS NULL"),
    ]
    assert "t:L%27%C3%8Ele/2015/2026-01-02/true/-" in said
    query = re.search(r"SELECT.*?;", said, re.DOTALL)
    base = duckdb.connect()
    base.register("t", pa.table({name: pa.array([value]) for name, value in row.items()}))
    assert query
    assert base.sql(query[0]).fetchall() == [tuple(row.values())]


def test_a_table_that_has_its_identifiers_says_where_they_are() -> None:
    """No rule has to be applied: the field is named."""
    said = about(("identifier",), {"identifier": "observations:a/b", "value": 1})
    assert "It is written in a field of the table." in said
    assert "observations:a/b" in said
    assert "‹" not in said


def test_corrections_of_rows_that_are_listed_nowhere_are_told(
    release: Release, pages: dict[str, Page]
) -> None:
    """How many, and in which table; nothing where there are none."""
    names = release.tables["errata"]["identifier"].to_pylist()
    count = sum(name.startswith(f"{TABLE}:") for name in names)
    assert count
    assert f"Corrections of published cells: {count}, in the table" in pages["en"].said("en")
    assert "Corrections" not in about(("identifier",), {"identifier": "t:a"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_leads_to_a_page_about_a_table_promises_no_list(release: Release, lang: str) -> None:
    """On the page of tables and in README; of tables whose rows are listed, both promise it."""
    link, told = words.words(lang, "page"), words.words(lang, "readme")
    few = shorter(shorter(release, TABLE, MOST), "context-series", MOST)
    for one, about_some in ((release, 2), (few, 0)):
        page = Page(dict(tables.render(one))[f"{twice.FOLDERS[lang]}tables.html"])
        root = twice.up(twice.FOLDERS[lang]) if not about_some else ""
        assert f"{root}figures/{TABLE}.html" in page.all("href")
        assert page.said(lang).count(link["find_figure"]) == about_some
        listed = len(addresses.of_figures(one.package)) - about_some
        assert page.said(lang).count(link["figure_by_figure"]) == listed
        text = dict(readme.render(one))["README.md"]
        assert (told["figures"] in text, told["figures_some"] in text) == (not about_some, bool(about_some))


# --- tables that are not in memory -------------------------------------------------------------------------


def test_pages_are_the_same_of_tables_on_disk(release: Release, tmp_path: Path) -> None:
    """A table is read where it is, in whatever pieces."""
    on_disk = {}
    for name, table in release.tables.items():
        (tmp_path / name).mkdir()
        for part, rows in enumerate((table.slice(0, 7), table.slice(7))):
            parquet.write_table(rows, tmp_path / name / f"{part}.parquet", row_group_size=50)
        on_disk[name] = dataset.dataset(tmp_path / name)
    for page in PAGES:
        if page is not build.render:  # the content hash
            assert list(page(replace(release, tables=on_disk))) == list(page(release)), page


class Large:
    """A table of a million rows, of which a page may ask how many, a head, and how often each status."""

    def __init__(self, table: pa.Table, folder: Path) -> None:
        self.schema = table.schema
        self._files = [folder / "head.parquet", folder / "rest.parquet"]
        parquet.write_table(pa.concat_tables([table] * (1 + 1_000 // table.num_rows)), self._files[0])
        parquet.write_table(table.select(["status"]), self._files[1])  # no other column can be read

    def count_rows(self) -> int:
        return 1_000_000

    def get_fragments(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(path=file) for file in self._files]


def test_no_page_reads_the_rows_of_a_large_table(release: Release, tmp_path: Path) -> None:
    """It asks how many there are, for a sample, and how many have each status."""
    made = replace(release, tables={**release.tables, TABLE: Large(release.tables[TABLE], tmp_path)})
    texts = {path: text for page in PAGES if page is not build.render for path, text in page(made)}
    assert "1,000,000" in texts[f"en/figures/{TABLE}.html"]
    assert "1,000,000" in texts["README.md"]

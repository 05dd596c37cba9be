"""Every number has an address: the table `addresses`, and the static pages that it leads to."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from scripts.derive import addresses, rekeyed
from scripts.reading import descriptor, identifiers, tables
from scripts.reading.exact.records import records
from scripts.reading.model.errors import ReleaseError
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.reading.rows.files import Folder
from tests.test_pages import Page

Row = dict[str, Any]


@pytest.fixture(scope="module")
def package(published: Path) -> Package:
    """The release's descriptor."""
    return descriptor.to_package(descriptor.load(published).descriptor)


@pytest.fixture(scope="module")
def addressed(published: Path, package: Package) -> list[Row]:
    """The rows of `addresses`."""
    found: list[Row] = tables.read_table(Folder(published), package.resource("addresses")).to_pylist()
    return found


def figures(package: Package) -> list[Resource]:
    """The tables whose rows are figures: the cuts, and what is measured."""
    return [r for r in package.tables if r.extra["kind"] in ("cut", "context")]


def test_every_figure_has_one_address(published: Path, package: Package, addressed: list[Row]) -> None:
    """Each row of each cut and of each table of context; so that every figure of a survey has one."""
    counts = [tables.read_table(Folder(published), r).num_rows for r in figures(package)]
    names = [row["identifier"] for row in addressed]
    assert len(names) == len(set(names)) == sum(counts)
    observed = tables.read_table(Folder(published), package.resource("observations"))
    assert set(observed["identifier"].to_pylist()) <= set(names)


def test_an_address_leads_to_its_row_in_the_csv(
    published: Path, package: Package, addressed: list[Row]
) -> None:
    """The row that begins at that line of that file has that key."""
    for resource in figures(package):
        found = {record.line: record.cells for record in records(descriptor.load(published).files, resource)}
        for row in (row for row in addressed if row["table"] == resource.name):
            assert row["path"] == resource.paths[0]
            assert identifiers.of_rows(resource, [found[row["line"]]]) == [row["identifier"]]


def test_an_address_leads_to_its_row_on_a_page(
    published: Path, package: Package, addressed: list[Row]
) -> None:
    """The fragment is the id of one element there; the page is well nested and says the value.

    The others are identifiers that rows had in earlier versions: a page of 1.x leads where it led.
    """
    former = rekeyed.became(
        package, lambda name: tables.read_table(Folder(published), package.resource(name)).to_pylist()
    )
    assert former
    for resource in figures(package):
        page = Page((published / f"figures/{resource.name}.html").read_text(encoding="utf-8"))
        ids = page.all("id")
        expected = [r["page"].split("#", 1) for r in addressed if r["table"] == resource.name]
        assert page.faults == []
        mine = {fragment for _, fragment in expected}
        were = [name for name, became in former.items() if became.now in mine]
        assert {name for name in former if name.startswith(f"{resource.name}:")} <= set(were)
        assert sorted(ids) == sorted([*(fragment for _, fragment in expected), *were])
        assert {path for path, _ in expected} == {f"figures/{resource.name}.html"}
        links = [a["href"] for tag, a, _ in page.elements if tag == "a"]
        assert all((published / "figures" / str(x).split("#")[0]).exists() for x in links)
        assert "script" not in {tag for tag, _, _ in page.elements}


def test_a_page_shows_each_value_with_the_words_of_its_codes(published: Path) -> None:
    """In both languages, corrections told."""
    page = Page((published / "figures" / "key-figures.html").read_text(encoding="utf-8"))
    with (published / "data" / "key-figures.csv").open(encoding="utf-8", newline="") as file:
        said = page.said("fr") + page.said("en")
        assert all(row["value"] in said for row in csv.DictReader(file))
    assert "Associations (base non précisée)" in page.said("fr")
    assert "Associations (base not stated)" in page.said("en")
    assert "corrected in 1.2.0: population" in page.said("en")


def test_a_page_says_of_a_base_whether_it_is_not_published_or_was_not_read(published: Path) -> None:
    """The status of what stands beside a value, in words; the corrections of a version on one line."""
    page = Page((published / "figures" / "regional-rates.html").read_text(encoding="utf-8"))
    for lang, told in (
        ("fr", ("Non publié", "Non lu au-delà de l’extrait")),
        ("en", ("Not published", "Not read beyond the excerpt")),
    ):
        assert all(words in page.said(lang) for words in told)
    assert "corrected in 1.3.0: base_status, note, note_en" in page.said("en")


def test_on_a_phone_a_column_has_its_name_in_letters(published: Path) -> None:
    """The rules of style write it as CSS reads it, which knows no escape of JSON."""
    for page in (published / "figures").glob("*.html"):
        rules = page.read_text(encoding="utf-8").partition("<style>")[2].partition("</style>")[0]
        names = re.findall(r'content: "([^"]+)"', rules)
        assert names
        assert [name for name in names if "\\" in name] == []
    text = (published / "figures" / "regional-rates.html").read_text(encoding="utf-8")
    assert 'content: "study · Étude · Study"' in text


def test_lines_are_counted_as_an_editor_counts() -> None:
    """A line break within a cell makes the next row begin lower."""
    rows = [("a", "x\r\ny"), ("b", "x\ny\rz"), ("c", "")]
    assert addresses.lines(rows) == [2, 4, 7]


def test_an_identifier_with_percents_is_its_own_fragment() -> None:
    """What a browser looks for first is the fragment as it stands."""
    name = identifiers.identifier("rates", ["a b", "93/94", "é"])
    assert addresses.page("rates", 0, name) == f"figures/rates.html#{name}"
    assert identifiers.parts(name) == ("rates", ("a b", "93/94", "é"))


def test_a_table_of_figures_without_a_key_has_no_addresses() -> None:
    """Position is no address."""
    context = Resource("c", schema=Schema((Field("value", "number"),)), extra={"kind": "context"})
    with pytest.raises(ReleaseError, match=r"c: .* needs a key"):
        addresses.build(Package("p", resources=(context,)), {"c": [("1",)]})
    assert isinstance(addresses.build(Package("p"), {})[1], pa.Table)

"""The landing page: its figures are cells of the release, chosen by rule; what is not known is said."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa
import pytest

from explorer.theme import PALETTES
from scripts.commands.cli import main
from scripts.derive import addresses
from scripts.reading.tables import to_text
from scripts.write import words
from scripts.write.describe import Release
from scripts.write.pages import landing, leading, rendering
from tests.test_carried import publish, with_files
from tests.test_pages import HOME, LANGUAGES, Page, release_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.write.pages.leading import Lead

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def release(published: Path) -> Release:
    """The release of the real package."""
    return release_of(published)


@pytest.fixture(scope="module")
def leads(release: Release) -> list[Lead]:
    """The figures that its landing page leads with."""
    return leading.leads(release)


def rows(published: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table, as its CSV has them."""
    with (published / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said(release: Release, lang: str) -> str:
    """The landing page of a release in a language, as text; apostrophes as in the tables."""
    page = Page(dict(landing.render(release))[f"{HOME[lang]}index.html"])
    assert page.faults == []
    return page.said(lang).replace("\u2019", "'")


# --- its figures -------------------------------------------------------------------------------------------


def test_each_figure_on_the_page_is_that_of_the_csv(published: Path, leads: list[Lead]) -> None:
    """Its value, of whom, where, when, which study, source and page: all of the row that it leads to."""
    assert len(leads) == leading.FIGURES
    for lead in leads:
        every = {row["identifier"]: row for row in rows(published, lead.table.name)}
        row = every[lead.page.partition("#")[2]]
        assert f'<tr id="{row["identifier"]}">' in (published / lead.page.partition("#")[0]).read_text(
            "utf-8"
        )
        top = lead.bars[0]
        assert top.value == {"fr": f"{row['value']}\u00a0%", "en": f"{row['value']}%"}
        assert top.share == float(row["value"])
        named = {
            lang: {label[lang] for label in (top.label, lead.study, *lead.whom, *lead.what)}
            for lang in LANGUAGES
        }
        for lang in LANGUAGES:
            for column in ("study", "population", "territory", "indicator"):
                assert row[f"{column}_label_{lang}"] in named[lang]
        assert lead.years == row["year"]
        assert top.base is None
        assert row["base_n"] == ""
        assert [label["en"] for label in lead.absent] == [{"O": "Not published"}[row["base_status"]]]
        (source,) = lead.sources
        (told,) = (one for one in rows(published, "sources") if one["code"] == row["source"])
        assert source == {
            "title": told["title"],
            "publisher": told["publisher"],
            "address": told["address"],
            "page": row["page"],
        }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_makes_a_figure_understood_stands_on_the_page(
    release: Release, leads: list[Lead], lang: str
) -> None:
    """Nothing of it waits behind a link."""
    text = said(release, lang)
    for lead in leads:
        for label in (*lead.what, *lead.whom, lead.study, *(bar.label for bar in lead.bars)):
            assert label[lang] in text
        for bar in lead.bars:
            assert bar.value[lang] in text
        for source in lead.sources:
            assert source["title"] in text
            assert source["publisher"] in text
    base = {"fr": "Nombre de répondants\u00a0: non publié.", "en": "Number of respondents: not published."}
    assert text.count(base[lang]) == len(leads)
    assert words.words(lang, "page")["caution"].replace("\u2019", "'") in text


def test_bars_are_the_highest_values_known_and_their_number_is_told(
    published: Path, leads: list[Lead]
) -> None:
    """Of a question of one study, in order; none is missing above the lowest that is drawn."""
    for lead in leads:
        every = rows(published, lead.table.name)
        first = next(row for row in every if row["identifier"] == lead.page.partition("#")[2])
        shares = [bar.share for bar in lead.bars]
        assert shares == sorted(shares, reverse=True)
        for column in ("study", "indicator", "year"):
            assert first[column]
        labels = {bar.label["fr"] for bar in lead.bars}
        mine = [
            row
            for row in every
            if all(row[c] == first[c] for c in ("study", "indicator", "year"))
            and row.get("answer") == first.get("answer")
            and row.get("actor") == first.get("actor")
            and row["value"]
        ]
        along = next(c for c in ("domain", "role", "population") if first.get(f"{c}_label_fr") in labels)
        assert len({row[along] for row in mine}) == len(mine) == lead.total
        assert shares == sorted((float(row["value"]) for row in mine), reverse=True)[: leading.BARS]


def facts(release: Release, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Release:
    """The release with each row of its table of figures changed."""
    table = release.tables["observations"]
    changed = pa.Table.from_pylist([change(row) for row in table.to_pylist()], schema=table.schema)
    return replace(release, tables={**release.tables, "observations": changed})


def test_a_value_in_doubt_is_drawn_apart_and_said(release: Release, leads: list[Lead]) -> None:
    """A dashed outline, its status in words; and its key under the figures."""
    name = leads[1].page.partition("#")[2]

    def doubt(row: dict[str, Any]) -> dict[str, Any]:
        return {
            **row,
            "status": "U" if row["identifier"] == name else row["status"],
            "value": row["value"] if row["answer"] == "priority" else None,
        }

    doubted = facts(release, doubt)
    (lead,) = leading.leads(doubted)
    drawn = {bar.label["fr"]: bar for bar in lead.bars}[leads[1].bars[0].label["fr"]]
    assert not drawn.sure
    assert drawn.status
    text = dict(landing.render(doubted))["index.html"]
    assert text.count('class="doubt"') == 1
    assert drawn.status["fr"][1:] in said(doubted, "fr")
    key = {lang: words.words(lang, "page")["doubt"] for lang in LANGUAGES}
    assert all(key[lang] in said(doubted, lang) for lang in LANGUAGES)
    assert not any(key[lang] in said(release, lang) for lang in LANGUAGES)


def test_a_question_on_which_two_sources_differ_leads_nothing(release: Release, leads: list[Lead]) -> None:
    """Two bars would say what is one."""
    first = leads[2]
    table = release.tables["observations"].to_pylist()
    row = next(row for row in table if row["identifier"] == first.page.partition("#")[2])
    other = {**row, "identifier": f"{row['identifier']}-2", "source": "deck_2018", "value": 1.0}
    cut = release.tables[first.table.name]
    both = {
        "observations": pa.Table.from_pylist([*table, other], schema=release.tables["observations"].schema),
        first.table.name: pa.concat_tables(
            [
                cut,
                cut.slice(0, 1).set_column(
                    cut.column_names.index("identifier"),
                    cut.schema.field("identifier"),
                    pa.array([other["identifier"]]),
                ),
            ]
        ),
    }
    found = leading.leads(replace(release, tables={**release.tables, **both}))
    assert [lead.page for lead in found[:2]] == [lead.page for lead in leads[:2]]
    assert first.page not in [lead.page for lead in found]


def test_the_newest_study_that_says_enough_leads(release: Release, leads: list[Lead]) -> None:
    """Of two questions with three values; a newer one of a single value leads nothing."""
    old = leads[0]
    study = next(
        row["study"]
        for row in release.tables["observations"].to_pylist()
        if row["identifier"] == old.page.partition("#")[2]
    )
    only = {old.page.partition("#")[2]}
    newer = facts(release, lambda row: {**row, "year": 2031} if row["identifier"] in only else row)
    assert leading.leads(newer)[0].years == old.years
    answers = ("secondary",)
    asked = facts(
        release,
        lambda row: {**row, "year": 2031} if row["study"] == study and row["answer"] in answers else row,
    )
    lead = leading.leads(asked)[1]
    assert (lead.years, lead.answer) == ("2031", {"fr": "Secondaire", "en": "Secondary"})


def test_no_figure_where_a_package_has_none(release: Release) -> None:
    """No table of figures, or no cut, or no value: nothing is led with, and nothing is said of figures."""
    package = release.package
    without = {
        kind: replace(package, resources=tuple(r for r in package.resources if r.extra.get("kind") != kind))
        for kind in ("fact", "cut")
    }
    for changed in (
        *(replace(release, package=one) for one in without.values()),
        facts(release, lambda row: {**row, "value": None}),
    ):
        assert leading.leads(changed) == []
        assert words.words("fr", "page")["caution"] not in said(changed, "fr")


def test_the_lists_of_a_long_cut_lead_to_the_page_of_the_row(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "CITED_ROWS", 5)
    for lead in leading.leads(release):
        names = release.tables[lead.table.name]["identifier"].to_pylist()
        name = lead.page.partition("#")[2]
        assert lead.page == addresses.page(lead.table.name, names.index(name), name)


# --- what is known, and what is not ------------------------------------------------------------------------


def known(release: Release, **identity: Any) -> Release:
    """The release whose descriptor says that of itself."""
    package = release.package
    told = {**package.extra["identity"], **identity}
    return replace(release, package=replace(package, extra={**package.extra, "identity": told}))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_known_is_said_and_nothing_is_invented(release: Release, lang: str) -> None:
    """No contact, no explorer, no address on the web."""
    text = words.words(lang, "page")
    one = said(release, lang)
    assert text["no_contact"] in one
    assert text["no_explorer"].replace("\u2019", "'") in one
    assert one.count("make explore") == 1
    page = Page(dict(landing.render(release))[f"{HOME[lang]}index.html"])
    assert not [href for href in page.all("href") if href.startswith("mailto:")]
    assert not [a for tag, a, _ in page.elements if tag == "link" and a["rel"] in ("canonical", "cite-as")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_known_is_led_to(release: Release, lang: str) -> None:
    """The explorer, whom to write to (the version is in the subject), the page's address and its twin's."""
    base, explorer = "https://data.example.org/p/", "https://example.org/explorer/"
    contact = {"title": "L'équipe", "email": "team@example.org", "path": "https://example.org/contact"}
    made = known(release, base=base, explorer=explorer, contact=contact)
    page = Page(dict(landing.render(made))[f"{HOME[lang]}index.html"])
    links = page.all("href")
    version = release.package.version
    assert explorer in links
    assert contact["path"] in links
    (mail,) = (href for href in links if href.startswith("mailto:"))
    assert mail.startswith("mailto:team@example.org?subject=")
    assert version in unquote(mail)
    assert words.words(lang, "page")["no_contact"] not in page.said(lang)
    assert "make explore" not in page.said(lang)
    heads = [(a["rel"], a.get("hreflang"), a["href"]) for tag, a, _ in page.elements if tag == "link"]
    for other in LANGUAGES:
        assert ("alternate", other, f"{base}{version}/{HOME[other]}index.html") in heads
    assert ("canonical", None, f"{base}{version}/{HOME[lang]}index.html") in heads
    assert ("cite-as", None, f"{base}{version}/index.html") in heads
    assert f"{base}{HOME[lang]}index.html" in links


def test_an_address_that_is_no_page_of_the_web_is_no_link(release: Release) -> None:
    contact = {"title": "x", "path": "javascript:alert(1)"}
    page = Page(dict(landing.render(known(release, contact=contact)))["index.html"])
    assert not [href for href in page.all("href") if href.startswith("javascript")]


def test_a_licence_that_is_not_declared_is_no_permission(release: Release) -> None:
    """Nor is one that we do not know to be open."""
    extra = dict(release.package.extra)
    for licences, permitted in ((extra["licenses"], True), ([{"name": "CC-BY-NC-4.0"}], False), ([], False)):
        package = replace(release.package, extra={**extra, "licenses": licences})
        text = said(replace(release, package=package), "en")
        assert (words.words("en", "page")["licence_open"] in text) == permitted
        assert (words.words("en", "page")["no_licence"] in text) == (not licences)


@pytest.mark.parametrize(
    ("text", "lede"),
    [
        ("Un. Deux. Trois.", "Un. Deux."),
        ("Des taux, etc. par région, en 2.5 parts. Lus.", "Des taux, etc. par région, en 2.5 parts. Lus."),
        ("Un ! « Deux » ? Trois.", "Un ! « Deux » ?"),
        ("", ""),
        ("mot " * 200, "mot " * 109 + "mot…"),
    ],
)
def test_the_page_says_what_it_is_in_two_sentences_at_most(text: str, lede: str) -> None:
    """However long a description is."""
    assert landing.lede(text) == lede


def test_what_changed_is_told_in_the_language_of_the_page(release: Release) -> None:
    """In English only where the changelog says it twice; French stands for no English."""
    head = f"# Journal\n\n## {release.package.version} - 2026-12-01\n\n"
    for story, english in ((f"{head}Une adresse. · An address.\n", True), (f"{head}Une adresse.\n", False)):
        made = replace(release, changelog=story)
        assert "Une adresse." in said(made, "fr")
        assert ("An address." in said(made, "en")) == english
        assert "Une adresse." not in said(made, "en")


def test_the_page_has_the_colours_of_the_explorer() -> None:
    """They are of one family, in both modes."""
    style = (Path(rendering.__file__).parent / "templates" / "base.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    for block, mode in ((light, "light"), (dark, "dark")):
        for name in ("paper", "surface", "ink", "muted", "line", "accent", "hatch"):
            assert f"--{name}: {getattr(PALETTES[mode], name)};" in block, (mode, name)


# --- any package -------------------------------------------------------------------------------------------


def test_a_package_of_others_has_a_page(tmp_path: Path) -> None:
    """Without identity, titles in one language, a table and two files: every link leads somewhere."""
    made = publish(with_files(tmp_path / "source"), tmp_path / "dist")
    for path in made.rglob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        assert page.faults == []
        for href in page.all("href"):
            place = href.partition("#")[0]
            if place and "://" not in place and not re.fullmatch(r"(\.\./)+(index\.html|feed.*)", place):
                assert (path.parent / place).is_file(), (path, href)
    assert "Essai" in said(release_of(made), "fr")


def test_the_pages_of_a_small_package_lead_with_its_figures(tmp_path: Path) -> None:
    """Two cuts, a base that is known, a value with decimals: as its table has them."""
    source = shutil.copytree(ROOT / "tests" / "packages" / "small", tmp_path / "small")
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 0
    small = release_of(tmp_path / "dist" / "1.0.0")
    found = leading.leads(small)
    assert [lead.table.name for lead in found] == ["regional-rates", "priorities"]
    for lead in found:
        values = {row["identifier"]: row["value"] for row in small.tables[lead.table.name].to_pylist()}
        value = to_text(values[lead.page.partition("#")[2]])
        assert lead.bars[0].value["en"].startswith(value)
        assert lead.bars[0].value["en"] != value, "no value is told without its unit"

"""Every page in both languages, by Streamlit's own test runner: no exception, words, addresses by code."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer import routes
from explorer.figures.studies.criteria import CRITERIA, MET
from explorer.locales import LANGUAGES
from explorer.reader import Reader
from explorer.texts import WORDS
from tests import explorer_release as made
from tests.vega_lite import faults

APP = str(Path(__file__).resolve().parents[1] / "explorer/app.py")
DRAWN = ("roles", "priorities", "territories", "measured", "dynamics", "impacts")  # that open with charts
PAGES = ("", *DRAWN, "pioneers", "profiles", "data", "method", "accessibility", "open", "study")


def visit(
    monkeypatch: pytest.MonkeyPatch,
    page: str = "",
    release: Path | str | None = None,
    options: tuple[str, ...] = (),
    **address: str,
) -> AppTest:
    """The page, run once."""
    shown = ["--release", str(release or made.release_folder())]
    monkeypatch.setattr(sys, "argv", ["explorer/app.py", *shown, *options])
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if page:
        app = go(app, page)
    return app


def go(app: AppTest, page: str) -> AppTest:
    """Another page of the same visit (AppTest's own switch_page knows pages that are files)."""
    pages = app._registered_pages or {}
    app._page_hash = next(key for key, info in pages.items() if info["url_pathname"] == page)
    return app.run()


def charts(app: AppTest) -> list[Any]:
    return [element.proto for element in app.get("vega_lite_chart")]


def shown(app: AppTest) -> str:
    """All HTML of the page."""
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_its_charts_and_their_words(
    monkeypatch: pytest.MonkeyPatch, page: str, lang: str
) -> None:
    app = visit(monkeypatch, page, lang=lang)
    assert not app.exception
    assert 'class="notice"' not in shown(app)
    assert len(app.title) == 1
    assert bool(charts(app)) == (page in DRAWN)
    assert f'"lang": "{lang}"' in unescape(shown(app))
    for chart in charts(app):  # each with words, and the language's numbers
        spec = json.loads(chart.spec)
        assert len(chart.alt) > 40
        assert spec["config"]["locale"]["number"]["decimal"] == {"fr": ",", "en": "."}[lang]
        assert chart.theme == ""
        assert faults(spec) == ()


def test_what_leaves_the_address_of_a_page_is_not_shown_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back after a choice leads to the page as it was before."""
    app = visit(monkeypatch, "priorities")
    first = charts(app)[0].spec
    app.query_params["sort"] = "total"
    assert charts(app.run())[0].spec != first
    del app.query_params["sort"]
    assert charts(app.run())[0].spec == first


def test_a_page_that_runs_again_leaves_the_import_path_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each click makes the next one slower."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    app = visit(monkeypatch, "search")
    before = [*sys.path]
    app.run()
    assert sys.path == before


@pytest.mark.parametrize("page", ["roles", "priorities", "territories"])
def test_every_figure_has_its_table_its_source_and_its_download(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = visit(monkeypatch, page)
    figures = shown(app).count('class="figure-head"')
    assert figures >= 1
    assert shown(app).count('<table class="plain stacked"') == figures
    assert shown(app).count("<dt>Source</dt>") == figures
    assert shown(app).count("<dt>Base</dt>") == figures
    keys = [button.key for button in app.get("download_button")]
    for what in ("csv-", "take-zip-", "take-png-", "take-svg-"):
        assert sum(key.startswith(what) for key in keys) == figures


@pytest.mark.parametrize(
    ("page", "address", "says"),
    [
        ("roles", {"answer": "very_important"}, "84"),
        ("dynamics", {"study": "pionniers_2016"}, "65"),
        ("priorities", {"sort": "asked"}, "Impulser"),
        ("territories", {"indicator": "innovation_source", "population": "citizens"}, "75"),
        ("territories", {"indicator": "practice_rate", "view": "tiles"}, "Pays de la Loire"),
        ("measured", {"domain": "safety", "period": "2019", "view": "table"}, "SSMSI, 2019"),
        (
            "measured",
            {"domain": "poverty_exclusion", "measure": "taux_pauvrete_60", "period": "2018"},
            "hatch",
        ),
        ("measured", {"domain": "landmark", "view": "dots"}, "Population municipale"),
        ("measured", {"domain": "associative_fabric"}, "service civique"),
        (
            "measured",
            {"domain": "associative_fabric", "measure": "mecenat_entreprises_part", "period": "2020"},
            "Rupture avant 2023",
        ),
        ("measured", {"region": "94"}, "Une seule estimation"),
        ("dynamics", {"indicator": "innovation_source"}, "source d’innovation"),
        ("pioneers", {"place": "52", "since": "2013"}, "Nantes"),
        ("data", {"table": "regional-rates"}, "significance"),
        ("method", {"part": "questions"}, "porteur d’une dynamique de co-construction"),
        ("method", {"part": "statuses"}, "Faible fiabilité"),
        ("method", {"part": "sources"}, "docplayer"),
        ("method", {"part": "words"}, "Trois prismes"),
        ("method", {"part": "changes"}, "Errata"),
        ("method", {"part": "cite"}, "@dataset{observatoire-des-partenariats-"),
    ],
)
def test_an_address_opens_the_selection_that_it_names(
    monkeypatch: pytest.MonkeyPatch, page: str, address: dict[str, str], says: str
) -> None:
    app = visit(monkeypatch, **address)
    for name, value in address.items():
        app.query_params[name] = value
    app = go(app, page)
    assert not app.exception
    assert 'class="notice"' not in shown(app)
    assert says in shown(app)


@pytest.mark.parametrize(
    ("page", "name"),
    [("roles", "answer"), ("roles", "study"), ("priorities", "study"), ("dynamics", "study"),
     ("priorities", "sort"), ("territories", "indicator"), ("territories", "population"),
     ("territories", "study"), ("territories", "answer"), ("territories", "view"),
     ("measured", "domain"), ("measured", "measure"), ("measured", "period"),
     ("measured", "region"), ("dynamics", "indicator"), ("pioneers", "place"),
     ("pioneers", "since"), ("data", "table"), ("method", "part"), ("", "lang")],
)  # fmt: skip
def test_an_unknown_value_is_told_kindly_and_the_page_is_shown(
    monkeypatch: pytest.MonkeyPatch, page: str, name: str
) -> None:
    app = visit(monkeypatch, **{name: "<b>nope</b>"})
    app.query_params[name] = "<b>nope</b>"
    app = go(app, page)
    assert not app.exception
    assert shown(app).count('role="status"') == 1
    assert "&lt;b&gt;nope" in shown(app)
    assert bool(charts(app)) == (page in DRAWN)


def test_a_click_writes_its_code_in_the_address_and_other_pages_keep_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = visit(monkeypatch, "priorities")
    app.segmented_control(key="choice-sort").set_value("total").run()
    assert app.query_params["sort"] == "total"
    app.segmented_control(key="choice-lang").set_value("en").run()
    assert app.query_params["lang"] == "en"
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert links["Priorities"] == "lang=en&sort=total"
    assert links["Roles"] == "lang=en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_names_every_group_and_the_pages_of_this_one(
    monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Two lines: the groups, each leading to its first page; then the pages of the group where one is."""
    app = visit(monkeypatch, "priorities", lang=lang)
    labels = [link.proto.label for link in app.get("page_link")]
    place = LANGUAGES.index(lang)
    groups = list(dict.fromkeys(entry.group for entry in routes.PAGES if entry.group))
    here = [entry.name for entry in routes.PAGES if entry.group == "figures"]
    expected = [WORDS[f"group.{name}"][place] for name in sorted(groups, key=routes.GROUPS.index)]
    expected += [WORDS[f"nav.{name}"][place] for name in here]
    assert labels[: len(expected)] == expected
    assert f'"group": "{WORDS["group.figures"][place]}", "kind": "true"' in unescape(shown(app))


@pytest.mark.parametrize("entry", routes.PAGES, ids=lambda entry: entry.name)
def test_every_page_has_its_words_and_its_group(entry: routes.Entry) -> None:
    assert f"page.{entry.name}" in WORDS
    assert entry.group in (*routes.GROUPS, routes.HIDDEN)
    assert not entry.group or f"nav.{entry.name}" in WORDS


@pytest.mark.parametrize("page", PAGES)
def test_tables_have_a_caption_and_headers_with_a_scope(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    html = shown(visit(monkeypatch, page))
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        assert table.count("<caption") == 1
        assert re.findall(r"<th(?! scope=)[ >]", table) == []
        assert "<th scope=" in table


def test_the_home_page_leads_to_every_page_of_the_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two ways to navigate: the menu shows one group at a time."""
    app = visit(monkeypatch)
    labels = {link.proto.label for link in app.get("page_link")}
    named = [entry.name for entry in routes.PAGES if entry.group not in (routes.HIDDEN, "home")]
    assert {Reader().typeset(f"{WORDS[f'page.{name}'][0]} →") for name in named} <= labels


def test_every_result_of_the_accessibility_statement_has_the_proof_that_it_names() -> None:
    """What is said to be held by a test is held by a test of that name."""
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    for criterion in CRITERIA:
        assert all(f"def {proof}(" in tests for proof in criterion.proofs), criterion
        assert criterion.proofs or criterion.state != MET


def test_the_statement_leads_to_whoever_publishes_the_release(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = made.make_release(tmp_path / "release")
    assert "ne donne pas d’adresse de contact" in shown(visit(monkeypatch, "accessibility", folder))
    descriptor = made.read_descriptor(folder)
    descriptor["contributors"][0]["email"] = "contact@example.org"
    made.write_descriptor(folder, descriptor)
    assert "mailto:contact@example.org" in shown(visit(monkeypatch, "accessibility", folder))


def test_a_default_leaves_the_address_short(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(monkeypatch, "priorities")
    assert dict(app.query_params) == {}
    app.segmented_control(key="choice-sort").set_value("total").run()
    app.segmented_control(key="choice-sort").set_value("first").run()
    assert "sort" not in app.query_params


def test_another_indicator_takes_a_population_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(monkeypatch, indicator="innovation_source", population="association_leaders")
    app.query_params["indicator"], app.query_params["population"] = "innovation_source", "association_leaders"
    app = go(app, "territories")
    app.selectbox(key="choice-indicator").set_value("alliance_need").run()
    assert not app.exception
    assert 'class="notice"' not in shown(app)
    assert app.selectbox(key="choice-population").value == "citizens"


@pytest.mark.parametrize("page", ["roles", "priorities", "territories"])
def test_a_page_says_which_table_it_lacks(monkeypatch: pytest.MonkeyPatch, page: str, tmp_path: Path) -> None:
    table = {
        "roles": "actor-roles",
        "priorities": "collectivity-priorities",
        "territories": "territory-members",
    }[page]
    folder = made.make_release(tmp_path / "release")
    made.drop_table(folder, table)
    app = visit(monkeypatch, page, folder)
    assert not app.exception
    assert table in shown(app)
    assert not go(app, "").exception


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_release_that_cannot_be_opened_gets_one_clear_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    folder = made.make_release(tmp_path / "release")
    (folder / "data/actors.csv").write_text("changed", encoding="utf-8")
    for target in (folder, tmp_path / "nowhere", "http://example.org/"):
        app = visit(monkeypatch, "", target, lang=lang)
        assert not app.exception
        assert len(app.error) == 1
        assert len(app.title) == 1


def test_what_cannot_be_opened_is_shown_and_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No picture or link comes of a name: an address of someone else's making asks nothing of anyone."""
    app = visit(monkeypatch, "", tmp_path / "![x](https://example.org/x.png)")
    assert "![x](" not in app.error[0].value
    assert "example" in app.error[0].value


def test_only_official_words_of_the_release_are_read_as_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """HTML in a release's texts is shown, not run."""
    folder = made.make_release(tmp_path / "release")
    rows = made.read_rows(folder, "sources")
    made.write_rows(folder, "sources", [row | {"title": "<img src=x onerror=alert(1)>"} for row in rows])
    for page in ("", "roles", "data"):
        assert "<img" not in shown(visit(monkeypatch, page, folder))


def test_the_thematic_tables_alone_are_enough_for_their_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A package that was cut for one theme opens: its page is whole, the others say what they lack."""
    folder = made.make_release(tmp_path / "release")
    for table in ("key-figures", "national-rates", "regional-rates", "collectivity-priorities",
                  "territory-members", "regions", "coconstruction-dynamics", "significances"):  # fmt: skip
        made.drop_table(folder, table)
    app = visit(monkeypatch, "roles", folder)
    assert len(charts(app)) == 4
    for page in PAGES:
        assert not go(app, page).exception


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_release_without_official_statistics_says_so_kindly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    folder = made.make_release(tmp_path / "release")
    for table in (
        "context-values",
        "context-series",
        "context-indicators",
        "context-sources",
        "absence-reasons",
    ):
        made.drop_table(folder, table)
    app = visit(monkeypatch, "measured", folder, lang=lang)
    assert not app.exception
    assert {"fr": "n’a pas de statistiques officielles", "en": "has no official statistics"}[lang] in shown(
        app
    )
    for page in PAGES:
        assert not go(app, page).exception


def test_a_family_apart_has_no_survey_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(monkeypatch, "measured", domain="associative_fabric")
    assert not app.exception
    assert "perçu et mesuré" not in shown(app)
    assert "perçu et mesuré" in shown(visit(monkeypatch, "measured"))


def test_a_release_without_families_has_its_domains(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As releases were before there were two: without a word of families."""
    folder = made.make_release(tmp_path / "release")
    rows = [row for row in made.read_rows(folder, "context-indicators") if row["domain"]]
    for row in rows:
        del row["family"]
    made.add_table(folder, "context-indicators", rows)
    made.drop_table(folder, "context-families")
    app = visit(monkeypatch, "measured", folder)
    assert not app.exception
    assert app.selectbox(key="choice-domain").label == "Domaine"
    for page in PAGES:
        assert not go(app, page).exception


def test_a_domain_without_a_survey_figure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(monkeypatch, domain="health")
    app.query_params["domain"] = "health"
    app = go(app, "measured")
    assert not app.exception
    assert "Aucun chiffre national d’enquête" in shown(app)


def test_another_domain_takes_an_indicator_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(monkeypatch, "measured")
    app.selectbox(key="choice-domain").set_value("safety").run()
    app.select_slider(key="choice-period").set_value("2017").run()
    assert app.query_params["period"] == ["2017"] or app.query_params["period"] == "2017"
    app.selectbox(key="choice-domain").set_value("digital_access").run()
    assert not app.exception
    assert "period" not in app.query_params or app.query_params["period"] in ("2017", ["2017"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_identifier_that_was_corrected_opens_its_number_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    """Under the identifier that it has now; asked for by that one, nothing is said."""
    row = made.read_rows(made.release_folder(), "moved")[0]
    old, now = row["old"], row["new"]
    words = {"fr": f"dans la version {row['version']}", "en": f"in version {row['version']}"}[lang]
    app = visit(monkeypatch, "", lang=lang)
    for asked, told in ((old, True), (now, False)):
        app.query_params["id"] = asked
        text = shown(go(app, "figure"))
        assert not app.exception
        assert (words in text, old in text) == (told, told)
        assert f"id={now}" in text
        assert 'class="side perceived number"' in text


@pytest.mark.parametrize("page", ["roles", "priorities", "dynamics"])
def test_a_page_of_two_waves_lets_one_choose_and_leads_to_the_earlier(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """The newest opens; the address names another; under the chart a line leads to the one before."""
    app = visit(monkeypatch, page, made.next_release_folder())
    assert not app.exception
    assert app.selectbox(key="choice-study").value
    assert f"{Reader().say('earlier')}{Reader().say('colon')}<a href=" in shown(app)
    newest = shown(app)
    links = re.findall(rf'href="({page}\?study=[^"]+)"', newest)
    assert links
    code = links[0].partition("study=")[2]
    app.query_params["study"] = code
    app = go(app, page)
    assert not app.exception
    assert app.selectbox(key="choice-study").value == code
    assert shown(app) != newest

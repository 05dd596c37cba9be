"""The pages of the crossing, the sheets and the number: opened by code, kind to the unknown."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from explorer.address import places
from explorer.locales import LANGUAGES
from explorer.reader import Reader
from tests import explorer_release as made
from tests.test_explorer_pages import charts, go, shown, visit

PAGES = ("cross", "domain", "territory", "actor", "figure", "search")
RATE = made.identifier(**made.RATE)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_a_notice(monkeypatch: pytest.MonkeyPatch, page: str, lang: str) -> None:
    app = visit(monkeypatch, page, lang=lang)
    assert not app.exception
    assert 'class="notice"' not in shown(app)
    assert len(app.title) == 1
    assert bool(charts(app)) <= (page in ("domain", "territory", "actor"))
    assert all(len(chart.alt) > 40 for chart in charts(app))


@pytest.mark.parametrize(
    ("page", "address", "says"),
    [
        ("cross", {"domain": "environment", "territory": "area_93_94"}, "45"),
        ("cross", {"territory": "01"}, "hors des zones d’étude"),
        ("cross", {"actor": "foundations", "domain": "health"}, "aucun chiffre d’enquête relevé"),
        ("domain", {"domain": "safety"}, "6,6\u00a0sur"),
        ("territory", {"territory": "area_53"}, "23"),
        ("territory", {"territory": "94"}, "Corse (94)"),
        ("actor", {"actor": "mayors"}, "Adjoints parmi les répondants"),
        ("figure", {"id": RATE}, "youmatter"),
        ("search", {"q": "chomage"}, "domain?domain=employment"),
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


@pytest.mark.parametrize("page", ["cross", "territory"])
def test_the_code_of_a_region_leads_to_the_study_area_that_is_that_region(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = visit(monkeypatch, territory="53")
    app.query_params["territory"] = "53"
    app = go(app, page)
    assert 'class="notice"' not in shown(app)
    assert app.query_params["territory"] == "area_53"


@pytest.mark.parametrize(
    ("page", "name"),
    [("cross", "domain"), ("cross", "territory"), ("cross", "actor"), ("domain", "domain"),
     ("territory", "territory"), ("actor", "actor"), ("figure", "id"), ("search", "q")],
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


def test_what_is_chosen_on_one_page_is_kept_on_the_next_and_a_default_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A domain that a page shows for want of a choice is not carried along: nothing was chosen."""
    app = go(visit(monkeypatch, "domain"), "cross")
    assert app.selectbox(key="choice-domain").value == "all"
    app.selectbox(key="choice-domain").set_value("safety").run()
    app.selectbox(key="choice-actor").set_value("citizens").run()
    assert app.query_params["domain"] in ("safety", ["safety"])
    app = go(app, "domain")
    assert app.title[0].value == "Sécurité\u00a0/ délinquance"
    app = go(app, "cross")
    assert app.selectbox(key="choice-actor").value == "citizens"


@pytest.mark.parametrize("page", ["cross", "domain", "territory", "actor"])
def test_every_number_of_a_list_of_figures_leads_to_its_address(
    monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    text = shown(visit(monkeypatch, page))
    numbers = re.findall(r'<td role="cell" class="figure(?: absent)?">(.*?)</td>', text)
    assert len(numbers) >= 1
    for number in numbers:
        asked = re.search(r'href="figure\?id=([^"&]+)"', number)
        assert asked is not None, number
        assert unquote(asked[1]) in {unquote(known) for known in places(made.opened())}


def test_an_address_that_no_number_has_is_offered_those_that_are_near(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = RATE.replace("companies_10_plus", "companies_10")
    app = visit(monkeypatch, id=asked)
    app.query_params["id"] = asked
    text = shown(go(app, "figure"))
    assert 'role="status"' in text
    assert f'href="figure?id={RATE}"' in text


def test_an_address_like_no_other_leads_to_where_all_numbers_are(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit(monkeypatch, id="nope")
    app.query_params["id"] = "nope"
    labels = [link.proto.label for link in go(app, "figure").get("page_link")]
    words = Reader().say("page.cross")
    assert f"{words} →" in labels


def test_a_release_without_reference_tables_says_what_the_crossing_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = made.make_release(tmp_path / "release")
    for table in ("domains", "territories", "actors", "corroborations", "key-figures", "pioneers"):
        made.drop_table(folder, table)
    app = visit(monkeypatch, "cross", folder)
    for page in PAGES:
        assert not go(app, page).exception

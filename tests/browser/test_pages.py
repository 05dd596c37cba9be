"""Every page in a real browser: drawn, whole, accessible, and asking nothing of anyone else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from explorer.reader import Reader
from explorer.theme import PALETTES
from tests.browser import seen
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
CHARTS = {
    "": 1, "roles": 4, "priorities": 1, "territories": 1, "measured": 1, "dynamics": 2,
    "pioneers": 0, "profiles": 0, "impacts": 6, "data": 0, "method": 0, "accessibility": 0, "open": 0,
}  # fmt: skip
# Pages whose charts depend on what is chosen.
PRISMS = (
    "cross", "domain", "territory", "actor?actor=companies",
    "figure?id=national-rates:phare_entreprises_2015/companies_10_plus/practice_rate/deck_2018",
)  # fmt: skip
PHONE = 390

# Language, look, and the widths at which a page is looked at: a screen, that screen at 200 %, phones.
LOOKS = (("fr", "desktop", (1280, 640, 390, 320)), ("en", "dark", (1280,)))
PAPERS = {"desktop": PALETTES["light"].paper, "dark": PALETTES["dark"].paper}


@pytest.mark.parametrize(("lang", "look", "widths"), LOOKS, ids=["light", "dark"])
@pytest.mark.parametrize("address", [*CHARTS, *PRISMS])
def test_a_page_is_whole_and_accessible_in_every_look(
    watch: Watch, server: str, address: str, lang: str, look: str, widths: tuple[int, ...]
) -> None:
    """Drawn, titled, in its language, whole at every width, all by keyboard, asking nothing of anyone."""
    watched = watch(look)
    page = watched.open(f"{server}{address}{'&' if '?' in address else '?'}lang={lang}")
    if address in CHARTS:
        expect(page.locator("svg.marks")).to_have_count(CHARTS[address])
    expect(page.locator(".foot")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1")).to_have_count(1)
    words = Reader(lang).say(f"page.{address.partition('?')[0] or 'home'}")
    expect(page).to_have_title(re.compile(re.escape(f"{words} · Observatoire des partenariats") + "$"))
    for width in widths:
        seen.at_width(page, width)
        assert not seen.wider_than_screen(page), width
        if width >= PHONE:
            assert page.evaluate(seen.CLASHES) == [], width
            assert seen.violations(page) == [], width
    seen.at_width(page, widths[0])
    assert seen.unreadable(page, PAPERS[look]) == []
    if look == "desktop":
        assert seen.unreached(page) == []
        page.add_style_tag(content=seen.SPACING)
        seen.at_width(page, min(widths))
        assert not seen.wider_than_screen(page), "spaced"
    assert watched.outside == []
    assert watched.complaints == []


def test_nothing_moves_for_a_reader_who_asked_for_less(watch: Watch, server: str) -> None:
    page = watch("desktop").page
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server}roles")
    expect(page.locator("svg.marks")).to_have_count(CHARTS["roles"])
    slow = "e => Math.max(...getComputedStyle(e).transitionDuration.split(',').map(parseFloat)) > 0.001"
    assert page.evaluate(f"[...document.querySelectorAll('body *')].filter({slow}).length") == 0
    page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize(
    "address",
    [
        "roles?answer=very_important_or_important",
        "territories?view=tiles",
        "territories?indicator=innovation_source&view=tiles",
        "territories?view=table",
        "measured?domain=poverty_exclusion&measure=taux_pauvrete_60&period=2018",
        "measured?domain=safety&view=dots",
        "measured?domain=landmark&view=tiles",
        "priorities?sort=total",
        "dynamics?indicator=innovation_source",
        "dynamics?indicator=alliance_need&lang=en",
    ],
)
def test_every_view_is_whole_on_a_phone(watch: Watch, server: str, address: str) -> None:
    watched = watch("phone")
    page = watched.open(server + address)
    expect(page.locator(".figure-head").first).to_be_visible()
    assert page.evaluate(seen.CLASHES) == []
    assert not seen.wider_than_screen(page)
    assert seen.violations(page) == []
    assert watched.complaints == []


@pytest.mark.parametrize("address", ["roles", "territories", "priorities?lang=en"])
def test_charts_are_whole_on_a_tablet(watch: Watch, server: str, address: str) -> None:
    page = watch("tablet").open(server + address)
    expect(page.locator("svg.marks").first).to_be_visible()
    assert page.evaluate(seen.CLASHES) == []
    assert not seen.wider_than_screen(page)


def test_a_table_opens_under_its_chart_and_its_figures_are_downloaded(watch: Watch, server: str) -> None:
    watched = watch("desktop")
    page = watched.open(f"{server}priorities")
    page.get_by_text("Voir les chiffres en tableau").click()
    expect(page.get_by_role("cell", name="74\u00a0%", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger ces chiffres (CSV)").click()
    content = download.value.path().read_text(encoding="utf-8-sig")
    assert content.splitlines()[0].startswith("study,role,answer,value,status")
    assert len(content.splitlines()) == 25
    assert seen.violations(page) == []


def test_a_view_is_taken_away_whole_and_the_page_does_not_run_again(watch: Watch, server: str) -> None:
    """The zip has the view's own address; the chart in it is on white, from a dark page too."""
    page = watch("dark").open(f"{server}territories?lang=fr&view=tiles")
    page.evaluate("document.querySelector('h1').dataset.seen = 'yes'")
    with page.expect_download() as download:
        page.get_by_role("button", name="Emporter cette vue (ZIP)").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        taken = {name.split("/")[1]: archive.read(name) for name in archive.namelist()}
    assert f"{server}territories?lang=fr&view=tiles" in taken["LISEZ-MOI.md"].decode("utf-8")
    assert b'fill="#ffffff"' in taken["chart.svg"]
    assert PALETTES["dark"].paper.encode() not in taken["chart.svg"]
    assert taken["chart.png"].startswith(b"\x89PNG")
    expect(page.locator("h1")).to_have_attribute("data-seen", "yes")


def test_the_whole_release_is_downloaded_as_it_was_published(
    watch: Watch, server: str, published: Any
) -> None:
    page = watch("desktop").open(f"{server}data?lang=en")
    with page.expect_download() as download:
        page.get_by_role("button", name="Everything, in one zip archive").click()
    assert download.value.suggested_filename.endswith(".zip")
    assert download.value.path().read_bytes() == (published / download.value.suggested_filename).read_bytes()


def test_a_choice_goes_to_the_address_and_lives_through_pages_languages_and_reload(
    watch: Watch, server: str
) -> None:
    watched = watch("desktop")
    page = watched.open(f"{server}priorities")
    page.get_by_role("radio", name="Total").click()
    expect(page).to_have_url(f"{server}priorities?sort=total")
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_have_text("What role for local authorities in alliances?")
    page.get_by_role("link", name="Territories").first.click()
    expect(page.locator("h1")).to_have_text("What is known, territory by territory?")
    expect(page).to_have_url(f"{server}territories?lang=en")
    page.get_by_role("link", name="Priorities").first.click()
    expect(page).to_have_url(f"{server}priorities?lang=en&sort=total")
    page.reload()
    watched.settled()
    expect(page.get_by_role("radio", name="Total")).to_be_checked()
    page.go_back()
    expect(page.locator("h1")).to_have_text("What is known, territory by territory?")
    assert watched.complaints == []


def test_the_menu_says_where_one_is_and_leads_from_any_page_to_any_other(watch: Watch, server: str) -> None:
    watched = watch("phone")
    page = watched.open(f"{server}roles?lang=en")
    current = page.locator(".st-key-nav [aria-current]")
    expect(current).to_have_text(["Figures", "Roles"])
    assert page.get_by_role("link", name="Home").evaluate("link => link.href") == f"{server}?lang=en"
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Home").click()
    expect(page).to_have_url(f"{server}?lang=en")
    expect(current).to_have_text(["Home"])
    assert watched.complaints == []


def test_the_first_key_press_skips_the_menu_in_the_language_of_the_page(watch: Watch, server: str) -> None:
    page = watch("desktop").open(f"{server}priorities")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()


def test_an_unknown_value_in_the_address_is_told_kindly(watch: Watch, server: str) -> None:
    watched = watch("phone")
    page = watched.open(f"{server}territories?indicator=nope")
    expect(page.get_by_role("status")).to_contain_text("nope")
    expect(page.locator("svg.marks")).to_have_count(1)
    assert seen.violations(page) == []

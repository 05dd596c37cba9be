"""Every page in a real browser: drawn, whole, accessible, and asking nothing of anyone else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from explorer.theme import PALETTES
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
CHARTS = {
    "": 1, "roles": 4, "priorities": 1, "territories": 1, "measured": 1, "dynamics": 2,
    "pioneers": 0, "profiles": 0, "impacts": 6, "data": 0, "method": 0, "open": 0,
}  # fmt: skip
LIGHT_INKS = {
    f"rgb({int(c[1:3], 16)}, {int(c[3:5], 16)}, {int(c[5:], 16)})"
    for c in (PALETTES["light"].ink, PALETTES["light"].muted)
}
FOCUSED = "(document.activeElement.innerText || document.activeElement.ariaLabel || '').trim()"

# Labels of charts: which stand outside their drawing, which run into each other.
CLASHES = """() => [...document.querySelectorAll('svg.marks')].flatMap(svg => {
  const room = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim())
    .map(t => ({words: t.textContent, box: t.getBoundingClientRect()}));
  const out = texts.filter(({box}) => box.left < room.left - 1 || box.right > room.right + 1
    || box.top < room.top - 1 || box.bottom > room.bottom + 1).map(({words}) => 'cut: ' + words);
  const clash = texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>
    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4)
    .map(b => 'on each other: ' + a.words + ' / ' + b.words));
  return [...out, ...clash];
})"""

# Texts of charts with their colours.
COLOURS = """() => [...document.querySelectorAll('svg.marks text')].filter(t => t.textContent.trim())
  .map(t => [t.textContent, getComputedStyle(t).fill])"""


def violations(page: Page) -> list[str]:
    """What axe-core finds, one line each."""
    found: Any = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes']][:3]}" for v in found]


def wider_than_screen(page: Page) -> bool:
    return bool(
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth")
    )


@pytest.mark.parametrize(("lang", "look"), [("fr", "desktop"), ("en", "phone"), ("en", "dark")])
@pytest.mark.parametrize("name", CHARTS)
def test_a_page_is_drawn_whole_accessible_and_on_its_own(
    watch: Watch, server: str, name: str, lang: str, look: str
) -> None:
    watched = watch(look)
    page = watched.open(f"{server}{name}?lang={lang}")
    expect(page.locator("svg.marks")).to_have_count(CHARTS[name])
    expect(page.locator(".foot")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate(CLASHES) == []
    assert not wider_than_screen(page)
    assert violations(page) == []
    assert watched.outside == []
    assert watched.complaints == []


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
    assert page.evaluate(CLASHES) == []
    assert not wider_than_screen(page)
    assert violations(page) == []
    assert watched.complaints == []


@pytest.mark.parametrize("address", ["roles", "territories", "priorities?lang=en"])
def test_charts_are_whole_on_a_tablet(watch: Watch, server: str, address: str) -> None:
    page = watch("tablet").open(server + address)
    expect(page.locator("svg.marks").first).to_be_visible()
    assert page.evaluate(CLASHES) == []
    assert not wider_than_screen(page)


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
    assert violations(page) == []


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


def test_the_keyboard_reaches_the_languages_the_links_and_the_table(watch: Watch, server: str) -> None:
    page = watch("desktop").open(f"{server}priorities")
    expect(page.locator("svg.marks")).to_have_count(1)
    reached = []
    for _ in range(25):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    text = " | ".join(reached)
    for words in ("Accueil", "Territoires", "Français", "Voir les chiffres en tableau"):
        assert words in text, text


def test_an_unknown_value_in_the_address_is_told_kindly(watch: Watch, server: str) -> None:
    watched = watch("phone")
    page = watched.open(f"{server}territories?indicator=nope")
    expect(page.get_by_role("status")).to_contain_text("nope")
    expect(page.locator("svg.marks")).to_have_count(1)
    assert violations(page) == []

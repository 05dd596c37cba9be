"""Ways through the pages in a real browser: choices, links, search, language, back, forward, keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from explorer.figures.survey.lookup import labels
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader
from tests.browser.axe import violations
from tests.browser.seen import wider_than_screen
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
ENGLISH = Reader("en")


def test_a_choice_goes_to_the_address_and_lives_through_pages_languages_and_reload(
    watch: Watch, server: str
) -> None:
    watched = watch("desktop")
    page = watched.open(f"{server}priorities")
    other = page.locator(".st-key-choice-sort").get_by_role("radio").nth(1)
    other.click()
    expect(page).to_have_url(re.compile(re.escape(f"{server}priorities?sort=") + r"\w+$"))
    chosen = page.url.partition("?")[2]
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).to_have_text(ENGLISH.say("priorities.page.title"))
    page.get_by_role("link", name="Territories").first.click()
    expect(page.locator("h1")).to_have_text(ENGLISH.say("territories.page.title"))
    expect(page).to_have_url(f"{server}territories?lang=en")
    page.get_by_role("link", name="Priorities").first.click()
    expect(page).to_have_url(f"{server}priorities?lang=en&{chosen}")
    page.reload()
    watched.settled()
    expect(other).to_be_checked()
    page.go_back()
    expect(page.locator("h1")).to_have_text(ENGLISH.say("territories.page.title"))
    assert watched.complaints == []


def test_back_to_a_page_shows_what_it_showed_whatever_was_chosen_since(watch: Watch, server: str) -> None:
    """An address that leaves a choice out shows the default; the menu carries what was chosen on."""
    watched = watch("desktop")
    page = watched.open(f"{server}domain?lang=en")
    first, crossing = page.locator("h1").inner_text(), f"^{ENGLISH.say('page.cross')}"
    page.get_by_role("link", name="Cross", exact=True).last.click()
    expect(page).to_have_url(f"{server}cross?lang=en")
    watched.settled()
    row = page.locator('table.availability th a[href*="domain="]').last
    chosen, place = f"^{re.escape(row.inner_text())}", led(row)
    row.press("Enter")
    expect(page).to_have_url(place)
    expect(page).to_have_title(re.compile(chosen))
    carried = page.get_by_role("link", name="A domain", exact=True)
    expect(carried).to_have_attribute("href", re.compile(re.escape(place.rpartition("domain=")[2])))
    watched.settled()
    page.go_back()
    expect(page).to_have_title(re.compile(crossing))
    watched.settled()
    page.go_back()
    expect(page.locator("h1")).to_have_text(first)
    watched.settled()
    page.go_forward()
    expect(page).to_have_title(re.compile(crossing))
    watched.settled()
    page.go_forward()
    expect(page).to_have_title(re.compile(chosen))
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
    expect(page.locator(".notice[role=status]")).to_contain_text("nope")
    expect(page.locator("svg.marks").first).to_be_attached()
    assert violations(page) == []


def test_a_cell_of_the_matrix_leads_to_its_figures_and_a_figure_to_its_address_and_back(
    watch: Watch, server: str
) -> None:
    watched = watch("desktop")
    page = watched.open(f"{server}cross?lang=en")
    for at in (1, 0):  # a column more, then a row of it
        cell = page.locator("table.availability td.figure a").nth(at)
        place = led(cell)
        cell.press("Enter")
        expect(page).to_have_url(place)
        watched.settled()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.locator("a.address").filter(visible=True).first.click()
    expect(page).to_have_url(re.compile("/figure.*id="))
    expect(page.locator("h1")).to_have_text("The address of a number")
    page.go_back()
    expect(page).to_have_url(place)
    expect(page.locator("h1")).to_have_text(ENGLISH.say("cross.title"))
    assert watched.complaints == []


def test_the_search_is_reached_by_keyboard_keeps_what_was_chosen_and_goes_back(
    watch: Watch, server: str, release: Release
) -> None:
    """A word of a domain is found in the other language, without its accents."""
    french, english = (labels(release, "domains", Reader(lang)) for lang in ("fr", "en"))
    said = ((code, word) for code, words in french.items() for word in words.split() if word.isalpha())
    domain, word = next((code, folded(word)) for code, word in said if not word.isascii())
    watched = watch("phone")
    page = watched.open(f"{server}priorities?sort=total&lang=en")
    page.get_by_role("searchbox").focus()
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/search.*q={word}"))
    watched.settled()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)  # what fades is still of the page before
    assert violations(page) == []
    page.get_by_role("link", name=english[domain]).first.press("Enter")
    expect(page.locator("h1")).to_contain_text(english[domain])
    expect(page).to_have_url(re.compile(f"/domain.*domain={domain}"))
    page.go_back()
    expect(page.locator("h1")).to_have_text("Search")
    watched.settled()
    page.get_by_role("link", name="Figures").first.click()
    page.get_by_role("link", name="Priorities").first.click()
    expect(page).to_have_url(re.compile("/priorities.*sort=total"))
    assert not wider_than_screen(page)
    assert watched.complaints == []


def led(link: Locator) -> str:
    """Where a link leads."""
    return str(link.evaluate("link => link.href"))

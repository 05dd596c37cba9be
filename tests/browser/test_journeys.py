"""Ways through the pages in a real browser: choices, links, search, language, back, forward, keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.seen import wider_than_screen
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]


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


def test_back_to_a_page_shows_what_it_showed_whatever_was_chosen_since(watch: Watch, server: str) -> None:
    """An address that leaves a choice out shows the default; the menu carries what was chosen on."""
    watched = watch("desktop")
    page = watched.open(f"{server}domain?lang=en")
    expect(page.locator("h1")).to_have_text("Employment / unemployment / integration")
    page.get_by_role("link", name="Cross", exact=True).last.click()
    expect(page).to_have_url(f"{server}cross?lang=en")
    watched.settled()
    page.locator("table.availability th a", has_text="Health").press("Enter")
    expect(page).to_have_url(re.compile(r"/cross\?.*domain=health"))
    expect(page).to_have_title(re.compile("^Health"))
    carried = page.get_by_role("link", name="A domain", exact=True)
    expect(carried).to_have_attribute("href", re.compile("domain=health"))
    watched.settled()
    page.go_back()
    expect(page).to_have_title(re.compile("^Cross the three prisms"))
    watched.settled()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Employment / unemployment / integration")
    watched.settled()
    page.go_forward()
    expect(page).to_have_title(re.compile("^Cross the three prisms"))
    watched.settled()
    page.go_forward()
    expect(page).to_have_title(re.compile("^Health"))
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
    expect(page.locator("svg.marks")).to_have_count(1)
    assert violations(page) == []


def test_a_cell_of_the_matrix_leads_to_its_figures_and_a_figure_to_its_address_and_back(
    watch: Watch, server: str
) -> None:
    watched = watch("desktop")
    page = watched.open(f"{server}cross?lang=en")
    page.locator("table.availability td.figure a").nth(1).press("Enter")
    expect(page).to_have_url(re.compile("actor=companies"))
    watched.settled()
    page.get_by_role("row", name="Employment").locator("td.figure a").first.click()
    expect(page).to_have_url(re.compile("domain=employment"))
    watched.settled()
    page.locator("a.address").first.click()
    expect(page).to_have_url(re.compile("/figure.*id="))
    expect(page.locator("h1")).to_have_text("The address of a number")
    page.go_back()
    expect(page.locator("h1")).to_have_text("What is known where a domain, a territory and an actor cross?")
    assert watched.complaints == []


def test_the_search_is_reached_by_keyboard_keeps_what_was_chosen_and_goes_back(
    watch: Watch, server: str
) -> None:
    watched = watch("phone")
    page = watched.open(f"{server}priorities?sort=total&lang=en")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("chomage")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search.*q=chomage"))
    watched.settled()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)  # what fades is still of the page before
    assert violations(page) == []
    page.get_by_role("link", name="Employment").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("Employment")
    expect(page).to_have_url(re.compile("/domain.*domain=employment"))
    page.go_back()
    expect(page.locator("h1")).to_have_text("Search")
    watched.settled()
    page.get_by_role("link", name="Figures").first.click()
    page.get_by_role("link", name="Priorities").first.click()
    expect(page).to_have_url(re.compile("/priorities.*sort=total"))
    assert not wider_than_screen(page)
    assert watched.complaints == []

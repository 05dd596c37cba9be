"""The crossing, the sheets and the page of a number in a real browser: whole and accessible."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched
from tests.browser.seen import violations, wider_than_screen

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
RATE = "figure?id=national-rates:phare_entreprises_2015/companies_10_plus/practice_rate/deck_2018"


# Every page in every look, and in both languages; not each with each.
@pytest.mark.parametrize(
    ("address", "lang", "look"),
    [
        ("cross", "fr", "desktop"),
        ("cross?domain=employment", "en", "phone"),
        ("cross?actor=companies&territory=area_52", "en", "dark"),
        ("domain?domain=safety", "en", "desktop"),
        ("domain", "fr", "phone"),
        ("territory?territory=area_52", "fr", "dark"),
        ("territory?territory=93", "en", "phone"),
        ("actor?actor=companies", "en", "desktop"),
        ("actor?actor=mayors", "fr", "phone"),
        (RATE, "en", "dark"),
        (RATE, "fr", "phone"),
        ("figure?id=nope", "en", "desktop"),
    ],
)
def test_a_page_is_whole_accessible_and_on_its_own(
    watch: Watch, server: str, address: str, lang: str, look: str
) -> None:
    watched = watch(look)
    page = watched.open(f"{server}{address}{'&' if '?' in address else '?'}lang={lang}")
    expect(page.locator(".foot")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1")).to_have_count(1)
    assert not wider_than_screen(page)
    assert violations(page) == []
    assert watched.outside == []
    assert watched.complaints == []


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

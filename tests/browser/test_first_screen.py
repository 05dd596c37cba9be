"""Chart first: what is chosen and what is said of a chart open on request (its start: test_pages.py)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.seen import until
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
TOP = "() => document.querySelector('[data-testid=stMain]').scrollTop"
FOLDED = "details:is(.fold, .more, .question, .reason)"


def opened(watch: Watch, server: str, look: str, address: str) -> tuple[Watched, Page]:
    """The page at the size of a screen."""
    watched = watch(look)
    watched.page.set_viewport_size(SIZES[look])
    page = watched.open(server + address)
    expect(page.locator(".foot")).to_be_attached()
    return watched, page


def test_the_home_page_leads_with_all_that_it_leads_with_on_the_first_screen_of_a_phone(
    watch: Watch, server: str
) -> None:
    """Each small chart has its finding as title, which leads to its page, and begins on that screen."""
    _, page = opened(watch, server, "phone", "")
    tops = page.evaluate(
        "() => [...document.querySelectorAll('.cards .bars')].map(b => b.getBoundingClientRect().top)"
    )
    assert len(tops) > 1
    assert max(tops) < SIZES["phone"]["height"]
    for link in page.locator(".cards h2 a").all():
        assert link.get_attribute("href")


def test_the_choices_of_a_page_open_on_request_on_a_phone_and_stand_open_on_a_screen(
    watch: Watch, server: str
) -> None:
    _, page = opened(watch, server, "phone", "territories?lang=en")
    choice = page.locator(".st-key-choice-view")
    expect(choice).to_be_hidden()
    page.locator("details.choose summary").click()
    expect(choice).to_be_visible()
    page.locator("details.choose summary").click()
    expect(choice).to_be_hidden()
    page.set_viewport_size(SIZES["desktop"])
    expect(choice).to_be_visible()
    expect(page.locator("details.choose")).to_be_hidden()


@pytest.mark.parametrize("look", SIZES)
def test_what_is_said_of_a_chart_opens_on_request_and_stands_whole_on_paper(
    watch: Watch, server: str, look: str
) -> None:
    """One line under the chart; the reading, the question, the table and the buttons in one row of folds."""
    watched, page = opened(watch, server, look, "priorities?lang=en")
    expect(page.locator(".source").first).to_be_visible()
    expect(page.locator(".source a").first).to_have_attribute("href", re.compile(r"study\?lang=en&study="))
    for kind in ("how", "asked", "cells"):
        fold = page.locator(f"details.fold.{kind}").first
        expect(fold.locator("div").first).to_be_hidden()
        fold.locator("summary").first.click()
        expect(fold.locator("div").first).to_be_visible()
        fold.locator("summary").first.click()
    button = page.get_by_test_id("stDownloadButton").first
    expect(button).to_be_hidden()
    page.locator("details.fold.get summary").first.click()
    expect(button).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"{FOLDED}:not([open])").count() == 0
    for kind in ("how", "asked", "cells"):
        expect(page.locator(f"details.fold.{kind} > div").first).to_be_visible()
    expect(button).to_be_hidden()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(f"{FOLDED}[open]").count() == 1  # the one that was open
    assert watched.complaints == []


@pytest.mark.parametrize("look", SIZES)
def test_a_link_leads_to_the_top_of_the_next_page_and_back_to_where_one_was(
    watch: Watch, server: str, look: str
) -> None:
    """From the end of a page, by a link of Streamlit's and by one of a text."""
    watched, page = opened(watch, server, look, "?lang=en")
    last = page.get_by_test_id("stPageLink-NavLink").filter(has_text="→").last
    last.scroll_into_view_if_needed()
    left = page.evaluate(TOP)
    assert left > 0
    place = _place(last)
    last.click()
    page.wait_for_url(place)
    watched.settled()
    until(page, f"({TOP})() === 0")
    page.go_back()
    expect(page.locator(".cards")).to_be_visible()
    until(page, f"Math.abs(({TOP})() - {left}) < 3")
    card = page.locator(".cards h2 a").last
    place = _place(card)
    card.click()
    page.wait_for_url(place)
    watched.settled()
    until(page, f"({TOP})() === 0")


def _place(link: Locator) -> str:
    """Where a link leads."""
    return str(link.evaluate("link => link.href"))

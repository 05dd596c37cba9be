"""The territories of a study that publishes a base beside each value: no list becomes one letter wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from explorer.figures.themes.territories import VIEWS
from tests import explorer_release as made
from tests.browser import seen
from tests.browser.watching import LOOKS, Watched, serving

pytestmark = pytest.mark.browser

TALLEST = 6_000  # pixels of a page on a phone
LINES = 3  # that a name in a list may take
NAMES = """() => [...document.querySelectorAll('table.values th')].map(th =>
    th.getBoundingClientRect().height / parseFloat(getComputedStyle(th).lineHeight))"""


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[tuple[Page, str]]:
    """A phone, on a release where each region has its base."""
    context = chromium.new_context(**LOOKS["phone"])
    with serving(made.next_release_folder()) as address:
        yield context.new_page(), address
    context.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_page_of_many_regions_and_bases_has_a_reader_s_height(
    phone: tuple[Page, str], view: str, lang: str
) -> None:
    tab, address = phone
    page = Watched(tab, address).open(f"{address}territories?view={view}&lang={lang}")
    assert (
        page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight") < TALLEST
    )
    assert not seen.wider_than_screen(page)
    assert all(lines <= LINES for lines in page.evaluate(NAMES))

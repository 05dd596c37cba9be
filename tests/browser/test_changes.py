"""The page of a preview in a real browser: whole and accessible in every look, its links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from explorer.locales import LANGUAGES
from explorer.theme import PALETTES
from tests.browser import seen
from tests.browser.axe import violations
from tests.browser.test_pages import quiet, said
from tests.browser.watching import LOOKS, Watched, serving
from tests.test_explorer_changes import Made

pytestmark = pytest.mark.browser
OPEN = "element => { element.open = true; }"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def server(preview: Made) -> Iterator[str]:
    """The explorer, showing the preview."""
    with serving(preview.folder, "--changes", str(preview.file)) as address:
        yield address


@pytest.mark.parametrize(("look", "lang"), [("desktop", "fr"), ("dark", "en"), ("phone", "fr")])
def test_the_list_is_whole_and_accessible(chromium: Browser, server: str, look: str, lang: str) -> None:
    """With a fold of added figures open too: no word is cut, nothing is wider than the screen."""
    context = chromium.new_context(**LOOKS[look])
    watched = Watched(context.new_page(), urlsplit(server).netloc)
    page = watched.open(f"{server}changes?lang={lang}")
    said(page, "changes", lang)
    page.locator("details.changes").nth(4).evaluate(OPEN)
    assert not seen.wider_than_screen(page)
    assert page.evaluate(seen.CLASHES) == []
    assert violations(page) == []
    assert seen.unreadable(page, PALETTES["dark" if look == "dark" else "light"].paper) == []
    quiet(watched)
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_from_the_list_to_the_page_and_back_by_the_banner(
    chromium: Browser, server: str, preview: Made, lang: str
) -> None:
    """The page of a figure that changes shows what it says now; every page says that this is a preview."""
    context = chromium.new_context(**LOOKS["desktop"])
    watched = Watched(context.new_page(), urlsplit(server).netloc)
    page = watched.open(f"{server}changes?lang={lang}")
    page.locator("details.changes .onward a").first.click()
    page = watched.settled()
    assert "dynamics?" in page.url
    expect(page.locator(".unpublished")).to_be_visible()
    expect(page.get_by_text("24\u00a0%" if lang == "fr" else "24%").first).to_be_attached()
    page.locator(".unpublished a").click()
    watched.settled()
    assert urlsplit(page.url).path == "/changes"
    quiet(watched)
    context.close()

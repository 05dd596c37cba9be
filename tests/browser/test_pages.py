"""Every page in a real browser: drawn, whole, accessible, and asking nothing of anyone else.

Each in both languages, both themes and every width, not in each combination of them. A page is opened once a
look, and asked everything there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle
from math import inf

import pytest
from playwright.sync_api import Page, expect

from explorer import routes
from explorer.reader import Reader
from explorer.theme import PALETTES
from tests.browser import seen
from tests.browser.addresses import DRAWN, spoken
from tests.browser.axe import violations
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
NAMES = [entry.name for entry in routes.PAGES]
SCREENS = {1280: 800, 390: 844}  # width → height of the first screen of a computer, of a phone
START = 60  # pixels of a chart that are seen there at least
BARS = ("home", "study")  # pages whose charts are lists of bars
SHEETS = ("domain", "territory", "actor")  # which have charts where a question has several figures
STACKED = ("cross", "method")  # pages whose tables stand as blocks on a phone, no row being cut
# The looks in which views are looked at, in turn.
LOOKED = (
    ("phone", "fr"),
    ("dark", "en"),
    ("tablet", "fr"),
    ("phone", "en"),
    ("dark", "fr"),
    ("tablet", "en"),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_accessible_by_day(
    watch: Watch, server: str, pages: dict[str, str], name: str
) -> None:
    """In French: drawn, titled, whole at every width, all by keyboard, asking nothing of anyone."""
    watched = watch("desktop")
    page = watched.open(server + spoken(pages[name], "fr"))
    said(page, name, "fr")
    for width in (1280, 640, 390, 320):  # a screen, that screen at 200 %, phones
        seen.at_width(page, width)
        assert not seen.wider_than_screen(page), width
        first_screen(page, name, width)
        if width >= 390:
            assert page.evaluate(seen.CLASHES) == [], width
            assert violations(page, contrast=width != 640) == [], width
        if width == 390 and name in STACKED:
            assert max(seen.beside(page)) <= 0
    seen.at_width(page, 1280)
    assert seen.unreadable(page, PALETTES["light"].paper) == []
    assert seen.unreached(page) == []
    page.add_style_tag(content=seen.SPACING)
    seen.at_width(page, 320)
    assert not seen.wider_than_screen(page), "spaced"
    quiet(watched)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_accessible_by_night(
    watch: Watch, server: str, pages: dict[str, str], name: str
) -> None:
    """In English, on a dark screen; where less movement is asked for, nothing moves."""
    watched = watch("dark")
    page = watched.open(server + spoken(pages[name], "en"))
    said(page, name, "en")
    assert not seen.wider_than_screen(page)
    assert page.evaluate(seen.CLASHES) == []
    assert violations(page) == []
    assert seen.unreadable(page, PALETTES["dark"].paper) == []
    assert seen.moves(page) == 0
    assert name not in DRAWN or seen.pointed(page)
    for width in SCREENS:
        seen.at_width(page, width)
        first_screen(page, name, width)
    quiet(watched)


@pytest.mark.parametrize("name", NAMES)
def test_every_view_of_a_page_is_whole_and_accessible(
    watch: Watch, server: str, views: dict[str, list[str]], name: str
) -> None:
    """What its choices lead to, in a look and a language each."""
    found = {}
    for address, (look, lang) in zip(views[name], cycle(LOOKED)):
        watched = watch(look)
        page = watched.open(server + spoken(address, lang))
        expect(page.locator(".foot")).to_be_attached()
        if wrong := [*_wrong(watched)]:
            found[address, look, lang] = wrong
    assert found == {}


def _wrong(watched: Watched) -> Iterator[str]:
    """What is wrong with a view that is open."""
    yield from watched.page.evaluate(seen.CLASHES)
    if seen.wider_than_screen(watched.page):
        yield "wider than the screen"
    yield from violations(watched.page)
    yield from watched.outside
    yield from watched.complaints


def said(page: Page, name: str, lang: str) -> None:
    """The page is drawn to its foot, with a chart, one heading, and the words of its language."""
    if name in DRAWN:
        expect(page.locator("svg.marks").first).to_be_attached()
    expect(page.locator(".foot")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1")).to_have_count(1)
    title = f"{Reader(lang).say(f'page.{name}')} · Observatoire des partenariats"
    expect(page).to_have_title(re.compile(re.escape(title) + "$"))


def first_screen(page: Page, name: str, width: int) -> None:
    """Chart first: what a page opens with holds the start of its first chart."""
    if width in SCREENS and name in (*DRAWN, *BARS, *SHEETS):
        top = seen.begins(page)
        assert top + START <= SCREENS[width] or (name in SHEETS and top == inf), width


def quiet(watched: Watched) -> None:
    """Nothing was asked of another machine; the browser complains of nothing."""
    assert watched.outside == []
    assert watched.complaints == []

"""Every page in a real browser: drawn, whole, accessible, and asking nothing of anyone else.

Each in both languages, both themes and every width, not in each combination of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from explorer import routes
from explorer.reader import Reader
from explorer.theme import PALETTES
from tests.browser import seen
from tests.browser.addresses import CHARTS, PAGES, VIEWS, name, spoken
from tests.browser.axe import violations
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]


def test_every_page_is_looked_at() -> None:
    assert {name(address) for address in PAGES} == {page.name for page in routes.PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_accessible_by_day(watch: Watch, server: str, address: str) -> None:
    """In French: drawn, titled, whole at every width, all by keyboard, asking nothing of anyone."""
    watched = watch("desktop")
    page = watched.open(server + spoken(address, "fr"))
    said(watched, address, "fr")
    for width in (1280, 640, 390, 320):  # a screen, that screen at 200 %, phones
        seen.at_width(page, width)
        assert not seen.wider_than_screen(page), width
        if width >= 390:
            assert page.evaluate(seen.CLASHES) == [], width
            assert violations(page, contrast=width != 640) == [], width
    seen.at_width(page, 1280)
    assert seen.unreadable(page, PALETTES["light"].paper) == []
    assert seen.unreached(page) == []
    page.add_style_tag(content=seen.SPACING)
    seen.at_width(page, 320)
    assert not seen.wider_than_screen(page), "spaced"
    assert watched.outside == []
    assert watched.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_and_accessible_by_night(watch: Watch, server: str, address: str) -> None:
    """In English, on a dark screen."""
    watched = watch("dark")
    page = watched.open(server + spoken(address, "en"))
    said(watched, address, "en")
    assert not seen.wider_than_screen(page)
    assert page.evaluate(seen.CLASHES) == []
    assert violations(page) == []
    assert seen.unreadable(page, PALETTES["dark"].paper) == []
    assert watched.outside == []
    assert watched.complaints == []


def said(watched: Watched, address: str, lang: str) -> None:
    """The page is drawn to its foot, with its charts, one heading, and the words of its language."""
    page = watched.page
    if address in CHARTS:
        expect(page.locator("svg.marks")).to_have_count(CHARTS[address])
    expect(page.locator(".foot")).to_be_attached()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    expect(page.locator("h1")).to_have_count(1)
    title = f"{Reader(lang).say(f'page.{name(address)}')} · Observatoire des partenariats"
    expect(page).to_have_title(re.compile(re.escape(title) + "$"))


@pytest.mark.parametrize(("address", "look"), VIEWS.items(), ids=lambda value: str(value)[:60])
def test_every_view_is_whole_and_accessible(watch: Watch, server: str, address: str, look: str) -> None:
    watched = watch(look)
    page = watched.open(server + address)
    expect(page.locator(".foot")).to_be_attached()
    assert page.evaluate(seen.CLASHES) == []
    assert not seen.wider_than_screen(page)
    assert violations(page) == []
    assert watched.outside == []
    assert watched.complaints == []


def test_nothing_moves_for_a_reader_who_asked_for_less(watch: Watch, server: str) -> None:
    watched = watch("desktop")
    watched.page.emulate_media(reduced_motion="reduce")
    page = watched.open(f"{server}roles")
    expect(page.locator("svg.marks")).to_have_count(CHARTS["roles"])
    slow = "e => Math.max(...getComputedStyle(e).transitionDuration.split(',').map(parseFloat)) > 0.001"
    assert page.evaluate(f"[...document.querySelectorAll('body *')].filter({slow}).length") == 0
    page.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize("address", ["cross?domain=employment&actor=companies", "method"])
def test_no_table_is_cut_on_a_phone(watch: Watch, server: str, address: str) -> None:
    """Its rows stand as blocks: nothing of a row is to be looked for beside the screen."""
    page = watch("phone").open(server + address)
    expect(page.locator(".foot")).to_be_attached()
    widths = "all => all.map(table => table.getBoundingClientRect().right - innerWidth)"
    over = page.locator("table.plain").evaluate_all(widths)
    assert over
    assert max(over) <= 0


def test_what_is_long_is_shown_on_request_on_a_phone_and_always_on_paper(watch: Watch, server: str) -> None:
    """Cells without a figure, lists under charts but for what has a note: a box that one ticks brings all."""
    watched = watch("phone")
    page = watched.open(f"{server}cross?domain=employment&actor=companies&lang=en")
    cells, figures = page.locator(".availability .state"), page.locator(".availability .state.figure")
    seen_cells, bare = cells.filter(visible=True), page.locator(".availability .bare")
    box = page.get_by_role("checkbox", name="cells without a figure")
    expect(box).to_be_visible()
    expect(seen_cells).to_have_count(figures.count())
    expect(bare.first).to_be_visible()
    page.emulate_media(media="print")
    expect(seen_cells).to_have_count(cells.count())
    expect(bare.first).to_be_hidden()
    page.emulate_media(media="screen")
    expect(seen_cells).to_have_count(figures.count())
    box.check()
    expect(seen_cells).to_have_count(cells.count())
    assert not seen.wider_than_screen(page)
    page = watched.open(f"{server}actor?actor=mayors&lang=en")
    rows = page.locator("label.unfold + table.facts tbody tr:not(.kept)").first
    expect(rows).to_be_hidden()
    page.get_by_role("checkbox", name="figures one by one").first.check()
    expect(rows).to_be_visible()
    page = watched.open(f"{server}actor?actor=companies&lang=en")
    areas = page.locator("table.facts:has(tr.kept)").last
    expect(areas.locator("tr.kept td.figure", has_text="82%")).to_be_visible()  # no chart shows it
    expect(areas.locator("tr.kept td.figure", has_text="23% †")).to_be_visible()  # it has a note
    folded = areas.locator("tbody tr:not(.kept):not(.group)").first
    expect(folded).to_be_hidden()
    page.get_by_role("checkbox", name="other figures one by one").last.check()
    expect(folded).to_be_visible()
    assert not seen.wider_than_screen(page)
    assert watched.complaints == []

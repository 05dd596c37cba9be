"""What is long is shown on request on a phone, and always on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from explorer.address import href
from explorer.figures.survey.prisms import actors, domains
from explorer.published import Release
from tests.browser import seen
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
LISTED = "label.unfold + table.facts"


def test_cells_without_a_figure_are_shown_on_request_on_a_phone_and_always_on_paper(
    watch: Watch, server: str, release: Release
) -> None:
    """A box that one ticks brings them all."""
    watched = watch("phone")
    chosen = {"domain": domains(release)[0], "actor": actors(release)[0]}
    page = watched.open(server + href("cross", "en", **chosen))
    cells, figures = page.locator(".availability .state"), page.locator(".availability .state.figure")
    shown, bare = cells.filter(visible=True), page.locator(".availability .bare")
    box = page.get_by_role("checkbox", name="cells without a figure")
    expect(box).to_be_visible()
    expect(shown).to_have_count(figures.count())
    expect(bare.first).to_be_visible()
    page.emulate_media(media="print")
    expect(shown).to_have_count(cells.count())
    expect(bare.first).to_be_hidden()
    page.emulate_media(media="screen")
    expect(shown).to_have_count(figures.count())
    box.check()
    expect(shown).to_have_count(cells.count())
    assert not seen.wider_than_screen(page)
    assert watched.complaints == []


def test_a_long_list_shows_what_no_chart_shows_and_the_rest_on_request_on_a_phone(
    watch: Watch, server: str, release: Release
) -> None:
    watched = watch("phone")
    page = _with(watched, LISTED, [server + href("actor", "en", actor=code) for code in actors(release)])
    one = page.locator(LISTED).last
    rows = one.locator("tbody tr:not(.kept):not(.group)")
    kept = one.locator("tr.kept")
    expect(rows.filter(visible=True)).to_have_count(0)
    expect(kept.filter(visible=True)).to_have_count(kept.count())
    page.locator("label.unfold:has(+ table.facts)").last.locator("input").check()
    expect(rows.filter(visible=True)).to_have_count(rows.count())
    assert not seen.wider_than_screen(page)
    assert watched.complaints == []


def _with(watched: Watched, held: str, addresses: list[str]) -> Page:
    """The first of the pages that holds it."""
    for address in addresses:
        page = watched.open(address)
        if page.locator(held).count():
            return page
    raise AssertionError(f"no page holds {held}")

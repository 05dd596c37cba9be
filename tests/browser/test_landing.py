"""The landing page in a real browser: one language at a time, accessible in every look, asking nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser

Contexts = Callable[[str], BrowserContext]


# The thousandth row, term or table has the markup of the first ones, and axe takes half a minute with all of
# them: it is given those with a part (an element and its class) that was not seen three times before.
SHORTEN = """for (const half of document.querySelectorAll('#fr, #en')) {
    for (const kind of ['tbody > tr', 'dl > *', 'ul > li', 'details']) {
        const seen = {};
        for (const one of half.querySelectorAll(kind)) {
            const inside = [one, ...one.querySelectorAll('*')];
            const parts = new Set(inside.map(part => part.tagName + part.className));
            const fresh = [...parts].some(part => !(seen[part] > 2));
            parts.forEach(part => { seen[part] = (seen[part] || 0) + 1; });
            if (!fresh) one.remove();
        }
    }
}"""


# Every look and every language, not each with each.
@pytest.mark.parametrize(("look", "lang"), [("desktop", "fr"), ("dark", "en"), ("phone", "fr")])
def test_the_page_is_whole_accessible_and_alone(
    published: Path, contexts: Contexts, look: str, lang: str
) -> None:
    page = contexts(look).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{(published / 'index.html').as_uri()}{'#en' if lang == 'en' else ''}")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1:visible").count() == 1
    cut = "[...document.querySelectorAll('pre')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.evaluate(cut) == 0, "a line of code is cut"
    page.evaluate(SHORTEN)
    found: Any = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found] == []
    assert len(asked) == 1
    page.close()


def test_the_switch_and_every_place_in_english_stay_in_english(published: Path, contexts: Contexts) -> None:
    page = contexts("desktop").new_page()
    page.goto((published / "index.html").as_uri())
    expect(page.locator("#fr")).to_be_visible()
    expect(page.locator("#en")).to_be_hidden()
    page.get_by_role("link", name="English").click()
    expect(page.locator("#en")).to_be_visible()
    expect(page.locator("#fr")).to_be_hidden()
    page.get_by_role("link", name="Cite", exact=True).click()
    expect(page.locator("#en-cite")).to_be_in_viewport()
    expect(page.locator("#fr")).to_be_hidden()
    page.get_by_role("link", name="Français").click()
    expect(page.locator("#fr")).to_be_visible()
    page.close()


@pytest.mark.parametrize("look", ["desktop", "dark", "phone"])
def test_an_address_shows_its_figure(published: Path, contexts: Contexts, look: str) -> None:
    """The row is in view, marked, accessible; nothing is wider than the screen or asked elsewhere."""
    name = "regional-rates:phare_entreprises_2015/companies_10_plus/area_52/practice_rate/youmatter_pdl"
    page = contexts(look).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{(published / 'figures' / 'regional-rates.html').as_uri()}#{name}")
    assert page.evaluate("document.querySelector(':target').id") == name
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target .number").first).to_have_text("43")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found: Any = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found] == []
    assert len(asked) == 1
    page.close()

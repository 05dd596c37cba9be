"""The landing page in a real browser: one language at a time, accessible in every look, asking nobody."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from scripts.derive import addresses as derived
from scripts.write.pages import measures
from tests.test_pages import release_of

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
def test_an_address_and_one_that_it_had_before_show_its_figure(
    published: Path, contexts: Contexts, look: str
) -> None:
    """The row is in view, marked, accessible; nothing is wider than the screen or asked elsewhere."""
    former, name, at, value = _moved(published)
    page = contexts(look).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for fragment in (name, former):
        page.goto(f"{(published / at.partition('#')[0]).as_uri()}#{fragment}")
        row = page.locator("tr:is(:target, :has(:target))")
        expect(row).to_have_id(name)
        expect(row).to_be_in_viewport()
        expect(row.locator(".number").first).to_have_text(value)
        grounds = "row => [row, row.nextElementSibling || row.previousElementSibling]"
        grounds += ".map(one => getComputedStyle(one.querySelector('td')).backgroundColor)"
        lit, plain = row.evaluate(grounds)
        lit_card, plain_card = row.evaluate(grounds.replace("one.querySelector('td')", "one"))
        assert lit != plain or lit_card != plain_card
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found: Any = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found] == []
    assert {urlsplit(url).path for url in asked} == {urlsplit(page.url).path}
    page.close()


@pytest.mark.parametrize(("look", "lang"), [("desktop", "fr"), ("dark", "en"), ("phone", "en")])
def test_the_page_about_a_long_table_is_whole_accessible_and_alone(
    published: Path,
    contexts: Contexts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    look: str,
    lang: str,
) -> None:
    """One language at a time, as the landing page."""
    monkeypatch.setattr(derived, "CITED_ROWS", 1_000)
    ((_, text),) = measures.render(release_of(published))
    (tmp_path / "values.html").write_text(text, encoding="utf-8")
    page = contexts(look).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{(tmp_path / 'values.html').as_uri()}{'#en' if lang == 'en' else ''}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1:visible").count() == 1
    assert page.locator("h1:visible").inner_text().startswith("Val" if lang == "fr" else "Measured")
    found: Any = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found] == []
    assert len(asked) == 1
    page.close()


def _moved(published: Path) -> tuple[str, str, str, str]:
    """A figure that had another identifier: that one, its own, its place, its value; in the shortest page."""
    moved = {row["new"]: row["old"] for row in _rows(published / "data" / "moved.csv")}
    held = [row for row in _rows(published / "data" / "addresses.csv") if row["identifier"] in moved]
    sizes = {row["table"]: (published / row["path"]).stat().st_size for row in held}
    for row in sorted(held, key=lambda row: sizes[row["table"]]):
        (figure,) = (one for one in _rows(published / row["path"]) if one["identifier"] == row["identifier"])
        if figure["value"]:
            return moved[row["identifier"]], row["identifier"], row["page"], figure["value"]
    raise AssertionError("no figure has moved")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""The pages of a release in a real browser: short where one lands, accessible in every look, alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.derive import addresses as derived
from scripts.write.pages import measures
from tests.browser.axe import violations
from tests.test_pages import release_of

pytestmark = pytest.mark.browser

Contexts = Callable[[str], BrowserContext]


# Of the first screens, what a visitor may have to pass: a wide window, and a phone.
SCREENS = {"desktop": (1280, 900, 2), "phone": (390, 844, 4)}


def open_page(page: Page, path: Path) -> list[str]:
    """What the page asks for, from its opening on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return asked


@pytest.mark.parametrize("path", ["index.html", "en/index.html"])
@pytest.mark.parametrize("look", list(SCREENS))
def test_the_landing_page_is_short(published: Path, contexts: Contexts, look: str, path: str) -> None:
    """Two screens of a wide window, four of a phone; what leads to each part of it is in the first."""
    width, height, screens = SCREENS[look]
    page = contexts(look).new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto((published / path).as_uri())
    assert page.evaluate("document.documentElement.scrollHeight") <= screens * height
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator(".lede")).to_be_in_viewport(ratio=1)
    expect(page.locator(".actions .button")).to_be_in_viewport(ratio=1)
    assert page.locator(".bars svg").count() == 9
    page.close()


# Every page and every look, not each with each.
@pytest.mark.parametrize(
    ("look", "path"),
    [
        ("desktop", "index.html"),
        ("dark", "en/index.html"),
        ("phone", "index.html"),
        ("phone", "en/tables.html"),
        ("dark", "tables.html"),
        ("desktop", "en/tools.html"),
        ("phone", "tools.html"),
        ("dark", "method.html"),
        ("phone", "en/method.html"),
    ],
)
def test_a_page_is_whole_accessible_and_alone(
    published: Path, contexts: Contexts, look: str, path: str
) -> None:
    page = contexts(look).new_page()
    asked = open_page(page, published / path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1:visible").count() == 1
    cut = "[...document.querySelectorAll('pre')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert page.evaluate(cut) == 0, "a line of code is cut"
    assert violations(page) == []
    assert len(asked) == 1
    page.close()


@pytest.mark.parametrize("name", ["Tables", "Outils", "Méthode"])
def test_the_switch_keeps_the_page(published: Path, contexts: Contexts, name: str) -> None:
    """There and back; the menu keeps the language."""
    page = contexts("desktop").new_page()
    page.goto((published / "index.html").as_uri())
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
    french = page.url
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url == french.replace(published.as_uri(), f"{published.as_uri()}/en")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Home").click()
    assert page.url == f"{published.as_uri()}/en/index.html"
    page.go_back()
    page.get_by_role("link", name="Français", exact=True).click()
    assert page.url == french
    page.close()


def test_the_address_that_english_had_leads_to_the_switch(published: Path, contexts: Contexts) -> None:
    """`index.html#en` was the page in English: now it marks the way there."""
    page = contexts("desktop").new_page()
    page.goto(f"{(published / 'index.html').as_uri()}#en")
    way = page.locator(":target")
    expect(way).to_be_in_viewport()
    way.click()
    assert page.url == f"{published.as_uri()}/en/index.html"
    page.close()


def test_the_first_key_skips_the_menu(published: Path, contexts: Contexts) -> None:
    page = contexts("desktop").new_page()
    page.goto((published / "en" / "index.html").as_uri())
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
    page.close()


@pytest.mark.parametrize("path", ["index.html", "en/index.html"])
def test_the_landing_page_prints_on_two_sheets(published: Path, contexts: Contexts, path: str) -> None:
    """Without what one only clicks: the menu and the switch."""
    page = contexts("desktop").new_page()
    page.goto((published / path).as_uri())
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 2
    page.emulate_media(media="print")
    assert page.locator(".menu, .switch").filter(visible=True).count() == 0
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
    assert violations(page) == []
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
    monkeypatch.setattr(derived, "CITED_ROWS", 1_000)
    texts = dict(measures.render(release_of(published)))
    (text,) = (text for path, text in texts.items() if path.startswith("en/") == (lang == "en"))
    (tmp_path / "values.html").write_text(text, encoding="utf-8")
    page = contexts(look).new_page()
    asked = open_page(page, tmp_path / "values.html")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").inner_text().startswith("Val" if lang == "fr" else "Measured")
    assert violations(page) == []
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

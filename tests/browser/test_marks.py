"""What marks of charts say, by keyboard and by pointer; what titles and Streamlit's own parts say."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from explorer.reader import Reader
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
SITE = "Observatoire des partenariats"


def test_what_a_mark_says_is_reached_by_keyboard_stays_under_the_pointer_and_goes_with_escape(
    watch: Watch, server: str
) -> None:
    """RGAA 10.13, WCAG 1.4.13: also on focus, dismissible, hoverable, persistent."""
    watched = watch("desktop")
    page = watched.open(f"{server}roles")
    bubble, marks = (
        page.locator(".bubble"),
        page.locator("svg.marks").first.locator('[role="graphics-symbol"]'),
    )
    expect(marks.first).to_have_attribute("tabindex", "0")
    expect(bubble).to_be_hidden()
    page.locator("h1").focus()
    for _ in range(8):  # through the choices of the page, where it has some
        page.keyboard.press("Tab")
        if page.locator(".ring").is_visible():
            break
    expect(page.locator(".ring")).to_be_visible()
    said = [words or "" for words in marks.evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")]
    expect(bubble).to_have_text(said[0])
    for words in said[1:]:
        page.keyboard.press("ArrowRight")
        expect(bubble).to_have_text(words)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(bubble).to_have_text(said[1])
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('svg.marks').contains(document.activeElement)")
    marks.last.hover()
    expect(bubble).to_have_text(said[-1])
    place = bubble.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 30, place["y"] + place["height"] / 2, steps=5)
    page.wait_for_timeout(400)  # longer than the grace that a pointer has to reach it
    expect(bubble).to_be_visible()
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    assert watched.complaints == []


def test_a_title_names_what_is_shown_is_announced_and_back_takes_the_choice_back(
    watch: Watch, server: str
) -> None:
    watched = watch("desktop")
    page = watched.open(f"{server}priorities?lang=en")
    tail = re.escape(f"{Reader('en').say('page.priorities')} · {SITE}")
    expect(page).to_have_title(re.compile(tail + "$"))
    plain = page.title()
    other = page.locator(".st-key-choice-sort").get_by_role("radio").nth(1)
    other.click()
    expect(page).to_have_title(re.compile(rf"(^|· ){re.escape(other.inner_text())} · {tail}$"))
    chosen = page.title()
    expect(page.locator("#said")).to_have_text(chosen)
    page.go_back()
    expect(page).to_have_title(plain)
    expect(other).not_to_be_checked()
    page.go_forward()
    expect(page).to_have_title(chosen)
    expect(other).to_be_checked()


def test_the_parts_of_streamlit_speak_french(watch: Watch, server: str) -> None:
    """Its list, its box for files, its kinds of marks, its word on an unknown page."""
    page = watch("desktop").open(f"{server}territories")
    combobox = page.get_by_role("combobox").first
    shown = combobox.input_value()
    expect(page).to_have_title(
        re.compile(f"^{re.escape(shown)}.* · {Reader('fr').say('page.territories')} · {SITE}$")
    )
    marks = 'svg.marks [role="graphics-symbol"]'
    expect(page.locator(f'{marks}[aria-roledescription="zone"]').first).to_be_attached()
    expect(page.locator(f'{marks}:not([aria-roledescription="zone"])')).to_have_count(0)
    combobox.click()
    page.keyboard.type("zzz")
    expect(page.get_by_role("listbox")).to_have_text("Aucun résultat")
    page = watch("desktop").open(f"{server}open?way=upload")
    sender = page.get_by_test_id("stFileUploader")
    expect(sender).to_contain_text("Choisir des fichiers")
    expect(sender).to_contain_text("32 Mo au plus en tout")
    expect(sender).not_to_contain_text(re.compile("Upload|per file"))
    page = watch("desktop").page
    page.goto(f"{server}nowhere")
    expect(page.get_by_role("dialog")).to_contain_text("Aucune page n’a cette adresse")
    expect(page.get_by_role("dialog")).not_to_contain_text("not found")
    page.get_by_role("dialog").get_by_label("Fermer").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

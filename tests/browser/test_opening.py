"""Packages of others in a real browser: opened by their files, drawn; nothing that they hold runs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.axe import violations
from tests.browser.seen import CLASHES, wider_than_screen
from tests.browser.watching import Watched
from tests.guests.museum import MUSEUM
from tests.guests.normal import NORMAL, Files

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]


def send(page: Page, files: Files) -> None:
    """Gives the files to the page, and presses the button."""
    payload: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files.items()
    ]
    page.locator("input[type=file]").set_input_files(payload)
    expect(page.get_by_test_id("stFileChipName")).to_have_count(min(len(files), 3))
    page.get_by_role("button", name="Open", exact=True).click()


@pytest.mark.parametrize("look", ["phone", "desktop", "dark"])
def test_a_package_is_opened_by_its_files_and_drawn(watch: Watch, server: str, look: str) -> None:
    watched = watch(look)
    page = watched.open(f"{server}open?way=upload&lang=en")
    send(page, NORMAL["markets"]())
    expect(page.locator("svg.marks")).to_have_count(3)
    expect(page.get_by_role("heading", name="Marchés de plein vent")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this table as CSV").click()
    assert download.value.suggested_filename == "marches.csv"
    assert len(download.value.path().read_text(encoding="utf-8-sig").splitlines()) == 61
    assert page.evaluate(CLASHES) == []
    assert not wider_than_screen(page)
    assert violations(page) == []
    rows = page.get_by_role("region", name="First rows")  # what is wider than its place says that it goes on
    if look == "phone":
        expect(rows).to_have_attribute("data-more", re.compile("goes on"))
    else:
        expect(rows).not_to_have_attribute("data-more", re.compile(""))
    page.get_by_role("button", name="Close this package").click()
    expect(page.get_by_role("heading", name="Marchés de plein vent")).to_have_count(0)
    assert watched.outside == []
    assert watched.complaints == []


@pytest.mark.parametrize(
    "name", ["script-everywhere", "markdown-everywhere", "expressions-everywhere", "control-names"]
)
def test_nothing_that_a_package_holds_runs(watch: Watch, server: str, name: str) -> None:
    """No script, no picture from elsewhere, no link that is a program."""
    watched = watch("desktop")
    page = watched.open(f"{server}open?way=upload&lang=en")
    send(page, MUSEUM[name].make())
    expect(page.get_by_role("button", name="Close this package")).to_be_visible()
    for summary in page.locator("details summary").filter(visible=True).all():
        summary.click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator('[href^="javascript"], img[src*="example"], [onerror]').count() == 0
    assert watched.outside == []
    assert watched.complaints == []


def test_a_refusal_is_one_clear_sentence(watch: Watch, server: str) -> None:
    watched = watch("phone")
    page = watched.open(f"{server}open?way=upload&lang=en")
    send(page, MUSEUM["zip-bomb"].make())
    expect(page.get_by_role("alert")).to_contain_text("grows beyond measure")
    assert violations(page) == []
    page.get_by_role("radio", name="An address").click()
    page.get_by_label("The https address of the package").fill("https://127.0.0.1/datapackage.json")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("not public")
    assert watched.outside == []
    assert watched.complaints == []

"""What a reader takes away from a page, downloaded in a real browser and opened."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from explorer.locales import percent
from explorer.published import Release
from explorer.theme import PALETTES
from tests.browser.axe import violations
from tests.browser.watching import Watched

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]


def test_a_table_opens_under_its_chart_and_its_figures_are_downloaded(
    watch: Watch, server: str, release: Release
) -> None:
    """As the release has them; what can be read of them stands in the table."""
    watched = watch("desktop")
    page = watched.open(f"{server}priorities")
    page.locator("details.fold.cells > summary").first.click()
    page.locator("details.fold.get > summary").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger ces chiffres (CSV)").first.click()
    content = download.value.path().read_text(encoding="utf-8-sig")
    taken = {row["identifier"]: row["value"] for row in csv.DictReader(io.StringIO(content))}
    held = release.table("observations").set_index("identifier")["value"]
    legible = {name: float(value) for name, value in taken.items() if value}
    assert legible
    assert legible == held[list(taken)].dropna().to_dict()
    told = page.locator("details.fold.cells td").all_inner_texts()
    for value in legible.values():  # a mark or the wave before may follow
        assert any(cell.startswith(percent(value, "fr")) for cell in told), value
    assert violations(page) == []


def test_a_view_is_taken_away_whole_and_the_page_does_not_run_again(watch: Watch, server: str) -> None:
    """The zip has the view's own address; the chart in it is on white, from a dark page too."""
    page = watch("dark").open(f"{server}territories?lang=fr&view=tiles")
    page.evaluate("document.querySelector('h1').dataset.seen = 'yes'")
    page.locator("details.fold.get > summary").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Emporter cette vue (ZIP)").first.click()
    with zipfile.ZipFile(download.value.path()) as archive:
        taken = {name.split("/")[1]: archive.read(name) for name in archive.namelist()}
    assert f"{server}territories?lang=fr&view=tiles" in taken["LISEZ-MOI.md"].decode("utf-8")
    assert b'fill="#ffffff"' in taken["chart.svg"]
    assert PALETTES["dark"].paper.encode() not in taken["chart.svg"]
    assert taken["chart.png"].startswith(b"\x89PNG")
    expect(page.locator("h1")).to_have_attribute("data-seen", "yes")


def test_the_whole_release_is_downloaded_as_it_was_published(
    watch: Watch, server: str, published: Path
) -> None:
    page = watch("desktop").open(f"{server}data?lang=en")
    with page.expect_download() as download:
        page.get_by_role("link", name="Everything, in one zip archive").click()
    assert download.value.suggested_filename.endswith(".zip")
    assert download.value.path().read_bytes() == (published / download.value.suggested_filename).read_bytes()

"""The rows of a table in a real browser: sorted, sifted and paged where one is, by mouse and by keyboard."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import explorer_release as made
from tests.browser import seen
from tests.browser.axe import violations
from tests.browser.watching import Watched, serving

pytestmark = pytest.mark.browser

Watch = Callable[[str], Watched]
TABLE = "context-values"


def asked(page: Page) -> dict[str, str]:
    """What the address says, less the table and the language."""
    said = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
    return {name: value for name, value in said.items() if name not in ("table", "lang")}


def test_rows_are_sorted_sifted_and_paged_where_one_is(watch: Watch, server: str) -> None:
    """The page is not loaded again, stays where it was scrolled to, and Back leads to the rows before."""
    watched = watch("desktop")
    page = watched.open(f"{server}data?table={TABLE}&lang=fr")
    page.evaluate("document.querySelector('h1').dataset.seen = 'yes'")
    page.locator("nav.pager").scroll_into_view_if_needed()
    before = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    page.get_by_role("link", name="Suivante →").click()
    expect(page.locator("p.range")).to_contain_text("Lignes 26 à 50")
    assert abs(page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") - before) < 60
    page.get_by_role("link", name="Valeur mesurée", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Valeur mesurée")
    assert asked(page) == {"by": "value"}
    page.locator("details.sieve > summary").click()
    page.locator("select[name='has.region']").select_option("53")
    page.locator("input[name='from.value']").fill("10,5")
    page.locator("form.sift button").first.click()
    expect(page.locator("ul.sifted li")).to_have_count(3)
    assert asked(page) == {"by": "value", "has.region": "53", "from.value": "10,5"}
    first = page.locator("table.data tbody tr").first.locator("td").all_inner_texts()
    assert any(re.match("53", text) for text in first)
    page.get_by_role("link", name="Retirer le filtre", exact=False).first.click()
    expect(page.locator("ul.sifted li")).to_have_count(2)
    page.go_back()
    expect(page.locator("ul.sifted li")).to_have_count(3)
    expect(page.locator("h1")).to_have_attribute("data-seen", "yes")
    assert watched.outside == []
    assert watched.complaints == []


def test_the_focus_stays_with_what_was_pressed(watch: Watch, server: str) -> None:
    """What stands in the place of the link has it: pages are turned, and rows sorted, by keyboard alone."""
    page = watch("dark").open(f"{server}data?table={TABLE}&lang=en")
    for number in (2, 3):
        page.get_by_role("link", name="Next →").focus() if number == 2 else None
        page.keyboard.press("Enter")
        expect(page.locator("input[name=page]")).to_have_value(str(number))
        expect(page.get_by_role("link", name="Next →")).to_be_focused()
    page.get_by_role("link", name="Year", exact=True).focus()
    for sort in ("ascending", "descending"):
        page.keyboard.press("Enter")
        expect(page.locator(f"th[aria-sort={sort}] a")).to_be_focused()
    page.locator("input[name=page]").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("p.range")).to_contain_text("Rows 151 to 175")


@pytest.mark.parametrize(
    ("look", "lang"), [("desktop", "fr"), ("dark", "en"), ("phone", "fr"), ("tablet", "en")]
)
def test_rows_are_whole_and_accessible_with_their_form_open(
    watch: Watch, server: str, look: str, lang: str
) -> None:
    watched = watch(look)
    page = watched.open(f"{server}data?table=observations&by=-value&has.territory=FR&page=2&lang={lang}")
    page.locator("details.sieve > summary").click()
    expect(page.locator("form.sift .fields")).to_be_visible()
    assert not seen.wider_than_screen(page)
    assert violations(page) == []
    assert watched.complaints == []


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An explorer that shows a release with a large table, and the release."""
    folder = made.make_release(tmp_path_factory.mktemp("large") / "release")
    rows = [{"code": f"c{number:06d}", "label": f"libellé {number}"} for number in range(60_000)]
    made.add_table(folder, "many", rows)
    with serving(made.in_parquet(folder, "many", each=25_000)) as address:
        yield address, folder


def test_a_large_table_is_paged_and_its_file_comes_whole(watch: Watch, large: tuple[str, Path]) -> None:
    address, folder = large
    page = Watched(watch("desktop").page, urlsplit(address).netloc).open(
        f"{address}data?table=many&page=2400&lang=fr"
    )
    expect(page.locator("p.range")).to_have_text(re.compile("Lignes 59.976 à 60.000 sur 60.000"))
    expect(page.locator("table.data tbody tr").last).to_contain_text("c059999")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger many.csv").click()
    content = download.value.path().read_bytes()
    assert (
        hashlib.sha256(content).digest() == hashlib.sha256((folder / "data/many.csv").read_bytes()).digest()
    )
    assert download.value.suggested_filename == "many.csv"

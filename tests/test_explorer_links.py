"""Every number that a page shows in words leads to its address, and the address has that very number."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from explorer.address import places
from explorer.figures.numbers.observation import observation
from explorer.reader import Reader
from tests import explorer_release as made
from tests.test_explorer_pages import shown, visit

LINK = re.compile(r'<a class="address" href="([^"]+)" aria-label="[^"]+">([^<]+)</a>')
# Page → where its numbers stand: each of these holds a link, or says in a word why there is no number.
PLACES = {
    "": r'<span class="value">(.*?)</span>',
    "territories": r'<td class="figure">(.*?)</td>',
    "measured": r'<td class="figure">(.*?)</td>',
    "pioneers": r'<span class="value">(.*?)</span>',
    "domain": r'<td role="cell" class="figure[^"]*">(.*?)</td>',
    "territory": r'<td class="figure">(.*?)</td>',
}
COMPUTED = {"measured": 1}  # the median of the regions: no cell of the release holds it
# What is said beside numbers and is none, or that there is none.
NO_ADDRESS = re.compile(rf"base|n\u00a0=|effectif|^{Reader('fr').say('measured.absence')}$")


@pytest.mark.parametrize("page", PLACES)
def test_a_number_of_a_page_leads_to_its_address(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    html = shown(visit(monkeypatch, page))
    found = [text for text in re.findall(PLACES[page], html) if not NO_ADDRESS.search(text)]
    assert found
    unlinked = [text for text in found if not LINK.search(text)]
    assert len(unlinked) == COMPUTED.get(page, 0), unlinked


@pytest.mark.parametrize("page", PLACES)
def test_the_address_has_the_number_that_led_to_it(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    release, known = made.opened(), places(made.opened())
    links = LINK.findall(shown(visit(monkeypatch, page)))
    assert links
    for href, words in {*links}:
        identifier = parse_qs(urlsplit(unescape(href)).query)["id"][0]
        assert identifier in known
        held = observation(release, Reader("fr"), identifier=identifier).value
        said, there = (
            text.replace("\u00a0", " ").replace("*", "").strip() for text in (unescape(words), held)
        )
        assert said.casefold() == there.casefold(), identifier

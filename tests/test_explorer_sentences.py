"""No page says a sentence that nobody checked: each has its claims, which other tests read again."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from explorer import routes
from explorer.checking.reading import faults
from explorer.figures.official.measured_view import measured_view
from explorer.figures.official.perceived import beside
from explorer.figures.survey.prisms import ALL, domains
from explorer.figures.themes.field import places, years
from explorer.figures.themes.field_views import groups_view, pioneers_view, profiles_view
from explorer.reader import Reader
from explorer.views.visit import Visit
from tests import explorer_release as made
from tests.explorer_figures import READERS
from tests.test_claims import RAW
from tests.test_explorer_pages import shown, visit

MESSAGE = re.compile(r'<p class="message">(.*?)</p>', re.DOTALL)
COUNTED = ("search",)  # how many results: of what was typed, not of the release


@pytest.mark.parametrize("page", [entry.address for entry in routes.PAGES if entry.name not in COUNTED])
def test_every_sentence_of_a_page_has_claims(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    """Whatever the page puts under a title as its message was made with claims, from the same rows."""
    claimed: dict[str, Any] = {}
    real = Visit.figure

    def seen(self: Visit, make: Any, **selection: str) -> Any:
        found = real(self, make, **selection)
        if hasattr(found, "sentence"):
            words = found.sentence[:1].upper() + found.sentence[1:]
            claimed[words] = claimed[found.sentence] = found.claims
        return found

    monkeypatch.setattr(Visit, "figure", seen)
    for words in map(unescape, MESSAGE.findall(shown(visit(monkeypatch, page)))):
        assert claimed.get(words), words


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_what_is_told_of_the_field_holds_against_the_raw_cells(reader: Reader) -> None:
    """In every region and year, and of domains with answers or statistics alone."""
    release = made.opened()
    views: list[Any] = [
        pioneers_view(release, reader, place=place, since=since)
        for place in ("", *places(release))
        for since in ("", *years(release))
    ]
    views += [groups_view(release, reader, table=table) for table in ("impacts", "needs")]
    views.append(profiles_view(release, reader))
    views += [beside(release, reader, domain=domain) for domain in domains(release)]
    views += [
        measured_view(release, reader, region=region, domain=domain)
        for region, domain in (("53", "employment"), ("94", ALL), (ALL, "health"), ("01", "safety"))
    ]
    for view in views:
        assert view.claims
        assert not faults(view.sentence, view.claims, RAW, reader.lang), view.sentence

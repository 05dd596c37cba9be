"""The views of the three prisms: sheets of a domain, a territory, an actor, and what crosses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

from explorer.checking.view import Told, View, at, draw
from explorer.figures.figure import Figure
from explorer.figures.sheets.availability import availability
from explorer.figures.sheets.crossing import crossing
from explorer.figures.sheets.part import SHEETS, crossing_figure, sheet_part
from explorer.figures.survey.facts import country
from explorer.figures.survey.prisms import ALL, PRISMS, actors, domains
from explorer.figures.survey.prisms import places as all_places
from explorer.published import Release
from explorer.reader import Reader

CODES: dict[str, Callable[[Release], Iterable[str]]] = {
    "domain": domains,
    "territory": all_places,
    "actor": actors,
}


def sheets(release: Release, reader: Reader) -> Iterator[View]:
    """The sheet of every domain, territory and actor, with the charts of its parts."""

    def says(shown: Any) -> Iterator[Told]:
        sheet, _ = shown
        yield Told(sheet.sentence, sheet.claims)
        parts = (part.said for part in sheet.sections if part.identifiers)
        yield from (Told(said.words, said.claims, dated=True) for said in parts)

    for prism, known in CODES.items():
        for code in known(release):
            address = at(prism, reader, **{prism: code})
            yield View(address, draw(release, reader, _sheet, prism=prism, code=code), says)


def _sheet(release: Release, reader: Reader, *, prism: str, code: str) -> tuple[Any, list[Figure]]:
    sheet = SHEETS[prism](release, reader, **{prism: code})
    shown = [part.name for part in sheet.sections if part.identifiers]
    return sheet, [sheet_part(release, reader, prism=prism, code=code, part=name) for name in shown]


def crossings(release: Release) -> Iterator[dict[str, str]]:
    """Nothing chosen; each code alone; each domain with each actor; each actor in a place, with a domain."""
    none = dict.fromkeys(PRISMS, ALL)
    yield none
    for prism, known in CODES.items():
        yield from (none | {prism: code} for code in known(release))
    for domain, actor in product(domains(release), actors(release)):
        yield none | {"domain": domain, "actor": actor}
    area = next((place for place in all_places(release) if place != country(release)), ALL)
    for domain, actor in zip(domains(release), actors(release), strict=False):
        yield {"domain": domain, "territory": area, "actor": actor}


def crossed(release: Release, reader: Reader) -> Iterator[View]:
    """What the page of crossings shows for some selections of each kind."""

    def says(shown: Any) -> Iterator[Told]:
        figure, table = shown
        yield Told(figure.sentence, figure.claims)
        if table.columns:
            yield Told(table.sentence, table.claims)

    for chosen in crossings(release):
        address = at("cross", reader, **{name: code for name, code in chosen.items() if code != ALL})
        yield View(address, draw(release, reader, _crossing, chosen=chosen), says)


def _crossing(release: Release, reader: Reader, *, chosen: dict[str, str]) -> tuple[Figure, Any]:
    crossing(release, reader, **chosen)
    return crossing_figure(release, reader, **chosen), availability(release, reader, **chosen)

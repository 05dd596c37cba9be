"""What period and what territory a release covers, as DCAT has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs import about, authority, places
from scripts.catalogs.graph import date, literal, node

if TYPE_CHECKING:
    from scripts.catalogs.graph import Graph, Node
    from scripts.reading.identity import Box, Identity
    from scripts.reading.model.package import Package


def period(package: Package) -> Node | None:
    """The period, blank: harvesters look one with an address up on the network."""
    start, end = about.period(package)
    if not (start or end):
        return None
    return node("dct:PeriodOfTime", said={"dcat:startDate": date(start), "dcat:endDate": date(end)})


def where(graph: Graph, said: Identity) -> list[Node]:
    """The territory: what has an address, and each box around it, without which harvesters keep no place."""
    if not (place := said.territory):
        return []
    labels = [(about.FRENCH, place.title), (about.ENGLISH, place.title_en)]
    named = tuple((lang, text) for lang, text in labels if text)
    address = places.web(place.uri)
    boxes = [
        node("dct:Location", said={"dcat:bbox": literal(_polygon(box), "gsp:wktLiteral")})
        for box in place.boxes
    ]
    return [*([authority.place(graph, address, named)] if address else []), *boxes]


def _polygon(box: Box) -> str:
    """A box as Well-Known Text, counter-clockwise: longitude, then latitude."""
    west, south, east, north = box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"

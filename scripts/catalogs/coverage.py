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


def where(graph: Graph, said: Identity) -> Node | None:
    """The territory, at its address where it has one, with its boxes, without which udata keeps no place."""
    if not (place := said.territory):
        return None
    labels = [(about.FRENCH, place.title), (about.ENGLISH, place.title_en)]
    box = literal(_shape(place.boxes), "gsp:wktLiteral") if place.boxes else None
    return authority.place(
        graph, places.web(place.uri), tuple((lang, text) for lang, text in labels if text), box
    )


def _shape(boxes: tuple[Box, ...]) -> str:
    """Boxes as Well-Known Text, counter-clockwise: longitude, then latitude.

    >>> _shape(((8.5, 41.3, 9.6, 43.1),))
    'POLYGON((8.5 41.3, 9.6 41.3, 9.6 43.1, 8.5 43.1, 8.5 41.3))'
    """
    shapes = []
    for west, south, east, north in boxes:
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        shapes.append(f"(({', '.join(f'{x} {y}' for x, y in corners)}))")
    return f"POLYGON{shapes[0]}" if len(shapes) == 1 else f"MULTIPOLYGON({', '.join(shapes)})"

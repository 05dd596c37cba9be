"""The map: regions coloured by study area, each area as one estimate, hatched where there is no figure.

With few figures a ramp of colours would be noise: a region is in one of four states, its value printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.charts.outlines import borders, central, hatching, middle, topology
from explorer.theme import Palette, text_on

HEIGHT = 430
STATES = ("known", "uncertain", "missing", "unpublished", "not_asked", "withheld")
EMPTY = STATES[2:]
# State without a figure → degrees between the lines that cross the region, and their dashes.
LINES: dict[str, tuple[float, list[float]]] = {
    "missing": (0.16, [1, 0]),  # cannot be read
    "unpublished": (0.32, [1, 0]),  # nothing is known
    "not_asked": (0.2, [1.5, 4]),  # the source does not cover it
    "withheld": (0.24, [7, 4]),  # the source has taken it out
}


def colours(palette: Palette) -> dict[str, str]:
    """State → fill."""
    fills = (palette.answers[0], palette.answers[1], palette.surface, *[palette.paper] * 3)
    return dict(zip(STATES, fills, strict=True))


def regions(
    table: pd.DataFrame,
    *,
    lang: str,
    palette: Palette,
    fills: Mapping[str, str] | None = None,
    size: int = 16,
) -> Spec:
    """Columns: `region` (INSEE code), `area`, `state`, `text` (printed, `size` pixels), `description`.

    A state is one of STATES, or one that `fills` gives a colour to; EMPTY ones are hatched. Regions of one
    area have one outline, and one value.
    """
    drawn = table[table["region"].isin(codes())]
    fills = fills or colours(palette)
    filled = drawn["state"].map(fills)
    joint = drawn["area"].duplicated(keep=False)
    edges = [palette.ink if s == "uncertain" else palette.hatch for s in drawn["state"]]
    rows = drawn.assign(
        fill=filled,
        edge=[fill if within else edge for fill, within, edge in zip(filled, joint, edges, strict=True)],
        dashed=(drawn["state"] == "uncertain") & ~joint,
    )
    shapes = (
        alt.Chart(alt.Data(values=topology(), format=alt.TopoDataFormat(type="topojson", feature="regions")))
        .mark_geoshape(strokeWidth=1.2, strokeJoin="round")
        .transform_lookup(
            lookup="properties.code",
            from_=alt.LookupData(
                data=records(rows), key="region", fields=["fill", "edge", "dashed", "description"]
            ),
        )
        .encode(
            color=alt.Color("fill:N", scale=None),
            stroke=alt.Stroke("edge:N", scale=None),
            strokeDash=alt.condition("datum.dashed", alt.value([5, 3]), alt.value([1, 0])),
            description=alt.Description("description:N"),
        )
    )
    hatched = [_hatched(drawn, state, palette) for state in EMPTY if (drawn["state"] == state).any()]
    outlined = _outlined(drawn[joint], palette)
    layers = [shapes, *hatched, *outlined, *_labels(drawn, fills, palette, size)]
    spec = finish(alt.layer(*layers), lang=lang, palette=palette, height=HEIGHT)
    spec["projection"] = {"type": "conicConformal", "rotate": [-3, 0], "parallels": [44, 49]}
    return spec


def codes() -> list[str]:
    """The INSEE codes of the regions that can be drawn."""
    return [str(shape["id"]) for shape in topology()["objects"]["regions"]["geometries"]]


def _outlined(table: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    """The outline of each area of several regions, in dashes where its value is uncertain."""
    layers = []
    for _, area in table.groupby("area", sort=False):
        uncertain = area["state"].iloc[0] == "uncertain"
        lines = [[[round(x, 4), round(y, 4)] for x, y in line] for line in borders(tuple(area["region"]))]
        look: dict[str, Any] = {"strokeDash": [5, 3]} if uncertain else {}
        layers.append(_lines(lines, palette.ink if uncertain else palette.hatch, strokeWidth=1.4, **look))
    return layers


def _lines(lines: list[Any], stroke: str, **look: Any) -> alt.Chart:
    """Lines over the map that only decorate it."""
    geometry = {"type": "MultiLineString", "coordinates": lines}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    shapes = alt.Data(
        values={"type": "FeatureCollection", "features": [feature]},
        format=alt.JsonDataFormat(type="json", property="features"),
    )
    drawn: alt.Chart = alt.Chart(shapes).mark_geoshape(filled=False, stroke=stroke, aria=False, **look)
    return drawn


def _hatched(table: pd.DataFrame, state: str, palette: Palette) -> alt.Chart:
    """Lines across the regions of a state without a figure, in the pattern of that state."""
    gap, dash = LINES[state]
    lines = [
        [[round(x, 3), round(y, 3)] for x, y in line]
        for code in table.loc[table["state"] == state, "region"]
        for line in hatching(code, gap)
    ]
    plain = dash[1] == 0
    return _lines(
        lines,
        palette.hatch,
        strokeWidth=0.8 if plain else 1.4,
        strokeDash=dash,
        strokeOpacity=0.6 if plain else 0.9,
    )


def _labels(table: pd.DataFrame, fills: Mapping[str, str], palette: Palette, size: int) -> list[alt.Chart]:
    """The printed value, once an area, in the middle of it, with the colour of the region around it.

    Without that, what is wider than its region is not read: « 12,03 » on Corsica would be « 2,03 ».
    """
    firsts = table[~table["state"].isin(EMPTY)].drop_duplicates("area")
    members = table.groupby("area")["region"].apply(list)
    places = [middle(central(members[area])) for area in firsts["area"]]
    rows = firsts.assign(
        longitude=[place[0] for place in places],
        latitude=[place[1] for place in places],
        ink=[text_on(fills[state], palette) for state in firsts["state"]],
        ground=[fills[state] for state in firsts["state"]],
    )
    printed = (
        alt.Chart(records(rows))
        .mark_text(fontSize=size, fontWeight=700, aria=False)
        .encode(longitude="longitude:Q", latitude="latitude:Q", text=alt.Text("text:N"))
    )
    around = printed.mark_text(fontSize=size, fontWeight=700, aria=False, strokeWidth=4, strokeJoin="round")
    return [
        around.encode(stroke=alt.Stroke("ground:N", scale=None)),
        printed.encode(color=alt.Color("ink:N", scale=None)),
    ]

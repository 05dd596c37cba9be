"""The map: regions coloured by study area, each area as one estimate, hatched where there is no figure.

With few figures a ramp of colours would be noise: a region is in one of four states, its value printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.charts.outlines import hatching, middle, topology
from explorer.theme import Palette, text_on

HEIGHT = 430
STATES = ("known", "uncertain", "missing", "unpublished", "not_asked")
EMPTY = STATES[2:]
# State without a figure → degrees between the lines that cross the region, and their dashes.
LINES: dict[str, tuple[float, list[float]]] = {
    "missing": (0.16, [1, 0]),  # cannot be read
    "unpublished": (0.32, [1, 0]),  # nothing is known
    "not_asked": (0.2, [1.5, 4]),  # the source does not cover it
}


def colours(palette: Palette) -> dict[str, str]:
    """State → fill."""
    fills = (palette.answers[0], palette.answers[1], palette.surface, palette.paper, palette.paper)
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

    A state is one of STATES, or one that `fills` gives a colour to; EMPTY ones are hatched.
    """
    drawn = table[table["region"].isin(codes())]
    fills = fills or colours(palette)
    rows = drawn.assign(
        fill=drawn["state"].map(fills),
        edge=[palette.ink if s == "uncertain" else palette.hatch for s in drawn["state"]],
        dashed=drawn["state"] == "uncertain",
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
    layers = [shapes, *hatched, *_labels(drawn, fills, palette, size)]
    spec = finish(alt.layer(*layers), lang=lang, palette=palette, height=HEIGHT)
    spec["projection"] = {"type": "conicConformal", "rotate": [-3, 0], "parallels": [44, 49]}
    return spec


def codes() -> list[str]:
    """The INSEE codes of the regions that can be drawn."""
    return [str(shape["id"]) for shape in topology()["objects"]["regions"]["geometries"]]


def _hatched(table: pd.DataFrame, state: str, palette: Palette) -> alt.Chart:
    """Lines across the regions of a state without a figure, in the pattern of that state."""
    gap, dash = LINES[state]
    features: list[dict[str, Any]] = []
    for row in table[table["state"] == state].itertuples():
        lines = [[[round(x, 3), round(y, 3)] for x, y in line] for line in hatching(row.region, gap)]
        geometry = {"type": "MultiLineString", "coordinates": lines}
        features.append({"type": "Feature", "properties": {}, "geometry": geometry})
    collection = {"type": "FeatureCollection", "features": features}
    shapes = alt.Data(values=collection, format=alt.JsonDataFormat(type="json", property="features"))
    drawn: alt.Chart = alt.Chart(shapes).mark_geoshape(
        filled=False,
        stroke=palette.hatch,
        strokeWidth=0.8 if dash[1] == 0 else 1.4,
        strokeDash=dash,
        strokeOpacity=0.6 if dash[1] == 0 else 0.9,
        aria=False,
    )
    return drawn


def _labels(table: pd.DataFrame, fills: Mapping[str, str], palette: Palette, size: int) -> list[alt.Chart]:
    """The printed value, once an area, on its first region, with the colour of the region around it.

    Without that, what is wider than its region is not read: « 12,03 » on Corsica would be « 2,03 ».
    """
    firsts = table[~table["state"].isin(EMPTY)].drop_duplicates("area")
    places = [middle(code) for code in firsts["region"]]
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

"""The map: regions coloured by study area, each area as one estimate, hatched where there is no figure.

With few figures a ramp of colours would be noise: a region is in one of four states, its value printed.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.charts.outlines import hatching, middle, topology
from explorer.theme import Palette, text_on

HEIGHT = 430
STATES = ("known", "uncertain", "missing", "unpublished")


def colours(palette: Palette) -> dict[str, str]:
    """State → fill."""
    return dict(
        zip(STATES, (palette.answers[0], palette.answers[1], palette.surface, palette.paper), strict=True)
    )


def regions(table: pd.DataFrame, *, lang: str, palette: Palette) -> Spec:
    """Columns: `region` (INSEE code), `area`, `state` (one of STATES), `text` (printed), `description`."""
    drawn = table[table["region"].isin(codes())]
    fills = colours(palette)
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
            description="description:N",
            tooltip=alt.Tooltip("description:N", title=" "),
        )
    )
    layers = [shapes, _hatched(drawn, palette), _labels(drawn, fills, palette)]
    spec = finish(alt.layer(*layers), lang=lang, palette=palette, height=HEIGHT)
    spec["projection"] = {"type": "conicConformal", "rotate": [-3, 0], "parallels": [44, 49]}
    return spec


def codes() -> list[str]:
    """The INSEE codes of the regions that can be drawn."""
    return [str(shape["id"]) for shape in topology()["objects"]["regions"]["geometries"]]


def _hatched(table: pd.DataFrame, palette: Palette) -> alt.Chart:
    """Lines across the regions without a figure: close where it cannot be read, wide where none is known."""
    features: list[dict[str, Any]] = []
    for row in table[table["state"].isin(["missing", "unpublished"])].itertuples():
        gap = 0.16 if row.state == "missing" else 0.32
        lines = [[[round(x, 3), round(y, 3)] for x, y in line] for line in hatching(row.region, gap)]
        geometry = {"type": "MultiLineString", "coordinates": lines}
        features.append({"type": "Feature", "properties": {}, "geometry": geometry})
    collection = {"type": "FeatureCollection", "features": features}
    shapes = alt.Data(values=collection, format=alt.JsonDataFormat(type="json", property="features"))
    drawn: alt.Chart = alt.Chart(shapes).mark_geoshape(
        filled=False, stroke=palette.hatch, strokeWidth=0.8, opacity=0.6, aria=False, tooltip=False
    )
    return drawn


def _labels(table: pd.DataFrame, fills: dict[str, str], palette: Palette) -> alt.Chart:
    """The printed value, once an area: on its first region."""
    firsts = table[table["state"].isin(["known", "uncertain"])].drop_duplicates("area")
    places = [middle(code) for code in firsts["region"]]
    rows = firsts.assign(
        longitude=[place[0] for place in places],
        latitude=[place[1] for place in places],
        ink=[text_on(fills[state], palette) for state in firsts["state"]],
    )
    printed: alt.Chart = (
        alt.Chart(records(rows))
        .mark_text(fontSize=16, fontWeight=700, aria=False)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            text="text:N",
            color=alt.Color("ink:N", scale=None),
        )
    )
    return printed

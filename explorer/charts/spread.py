"""Values on a common 0-100 track, a line a thing measured: one dot, or two where sources differ."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, percent_axis, records
from explorer.charts.ranked import intervals
from explorer.theme import Palette

STEP = 50
TRACK = 14  # pixels from the middle of a row to its track


def spread(rows: pd.DataFrame, points: pd.DataFrame, *, colour: str, lang: str, palette: Palette) -> Spec:
    """The lines in the order of `rows`; the points of a line that has several are tied by a thin bar.

    `rows`: `row`, `label`, `text`. `points`: `row`, `value`, `certain`, `description`, and the ends of an
    interval where there is one, `lower` and `upper`.
    """
    scale = alt.Scale(domain=[0, 100], nice=False)
    axis = percent_axis(lang, labelFlush=True)
    y = alt.Y("row:O", axis=None, sort="ascending", title=None)
    x = alt.X("value:Q", scale=scale, axis=axis, title=None)
    told: dict[str, Any] = {
        "description": alt.Description("description:N"),
    }
    base = alt.Chart(records(rows)).encode(y=y)
    edge: dict[str, Any] = {"x": alt.XValue(0), "x2": alt.X2Value("width")}
    layers: list[alt.Chart] = [
        base.mark_rule(yOffset=TRACK, stroke=palette.line, strokeWidth=2, aria=False).encode(**edge)
    ]
    ties = points.groupby("row")["value"].agg(["min", "max"]).reset_index()
    ties = ties[ties["min"] < ties["max"]]
    if len(ties):
        layers.append(
            alt.Chart(records(ties))
            .mark_rule(yOffset=TRACK, stroke=colour, strokeWidth=2, aria=False)
            .encode(y=y, x=alt.X("min:Q", scale=scale, axis=axis, title=None), x2=alt.X2("max:Q"))
        )
    dot: dict[str, Any] = {"size": 150, "opacity": 1, "stroke": colour, "strokeWidth": 2.5, "yOffset": TRACK}
    looks: list[tuple[Any, dict[str, Any]]] = [
        (points["certain"], {"fill": colour}),
        (~points["certain"], {"fill": palette.paper, "strokeDash": [3, 2]}),
    ]
    for part, look in looks:
        if part.any():
            layers.append(alt.Chart(records(points[part])).mark_point(**dot, **look).encode(x=x, y=y, **told))
    layers += intervals(points, y, scale, TRACK, palette)
    above: dict[str, Any] = {"baseline": "bottom", "dy": 4, "aria": False}
    layers += [
        base.mark_text(**above, align="left", fontSize=14.5).encode(
            x=alt.XValue(0), text=alt.Text("label:N")
        ),
        base.mark_text(**above, align="right", fontSize=15, fontWeight=700).encode(
            x=alt.XValue("width"), text=alt.Text("text:N")
        ),
    ]
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP))

"""Ranked dots: one a region, highest first, name and value above a thin track that the median crosses.

The track does not start at zero: a dot says a place between the lowest and the highest value, a bar a size.
The median is a stroke across each track, never a line down the chart: on a phone it would run through names.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.theme import Palette

STEP = 42
DOT = 12  # pixels from the middle of a row to its track
LOW = 3  # pixels from the middle of a row to the foot of its words
STROKE = 18  # pixels: the height of the stroke of the median


def dots(table: pd.DataFrame, *, colour: str, median: float | None, lang: str, palette: Palette) -> Spec:
    """Columns: `label`, `text` (as printed), `value` (empty where there is none), `description`."""
    rows = table.assign(order=range(len(table)))
    empty = rows["value"].isna()
    known = rows.loc[~empty, "value"].astype(float)
    room = (known.max() - known.min()) * 0.04 or 1.0
    scale = alt.Scale(domain=[known.min() - room, known.max() + room], nice=False, zero=False)
    y = alt.Y("order:O", axis=None, sort=None, title=None, scale=alt.Scale(domain=list(range(len(rows)))))
    base = alt.Chart(records(rows)).encode(y=y)
    edge: dict[str, Any] = {"x": alt.XValue(0), "x2": alt.X2Value("width")}
    track: dict[str, Any] = {"yOffset": DOT, "aria": False}
    layers: list[alt.Chart] = [
        base.transform_filter("isValid(datum.value)").mark_rule(**track, stroke=palette.line).encode(**edge)
    ]
    told: dict[str, Any] = {
        "description": alt.Description("description:N"),
    }
    x = alt.X("value:Q", scale=scale, axis=None, title=None)
    if median is not None:
        layers.append(
            alt.Chart(records(rows[~empty]))
            .mark_tick(
                orient="vertical",
                size=STROKE,
                thickness=1.5,
                color=palette.muted,
                opacity=1,
                yOffset=LOW + 1 + STROKE / 2,
                aria=False,
            )
            .encode(x=alt.X(datum=median, scale=scale, axis=None, title=None), y=y)
        )
    shown = alt.Chart(records(rows[~empty])).mark_circle(
        size=150, opacity=1, color=colour, stroke=palette.paper, strokeWidth=1.5, yOffset=DOT
    )
    layers.append(shown.encode(x=x, y=y, **told))
    if empty.any():
        gaps = alt.Chart(records(rows[empty])).mark_rule(stroke=palette.hatch, strokeDash=[4, 3], yOffset=DOT)
        layers.append(gaps.encode(y=y, **edge, **told))
    # A name and its value share a line on the narrowest phones too.
    size = alt.ExprRef(expr="width < 300 ? 11 : 14")
    above: dict[str, Any] = {"baseline": "bottom", "dy": LOW, "aria": False}
    layers += [
        base.mark_text(**above, align="left", fontSize=size).encode(
            x=alt.XValue(0), text=alt.Text("label:N")
        ),
        alt.Chart(records(rows[~empty]))
        .mark_text(**above, align="right", fontSize=size, fontWeight=700)
        .encode(x=alt.XValue("width"), y=y, text=alt.Text("text:N")),
    ]
    if empty.any():
        layers.append(
            alt.Chart(records(rows[empty]))
            .mark_text(**above, align="right", fontSize=13, fontStyle="italic", color=palette.muted)
            .encode(x=alt.XValue("width"), y=y, text=alt.Text("text:N"))
        )
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP))

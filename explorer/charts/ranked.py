"""Ranked bars: label and value above each bar, all on one 0-100 scale: charts side by side compare."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, percent_axis, records
from explorer.theme import Palette

STEP = 50
BAR: dict[str, Any] = {"height": 14, "yOffset": 11}


def ranked(table: pd.DataFrame, *, colour: str, lang: str, palette: Palette) -> Spec:
    """One bar a row, in the table's order.

    Columns: `label`, `text` (the value as printed), `value` (empty where there is none), `certain`,
    `description`. An uncertain value is an open bar with a dashed edge; no value, a dashed empty track.
    """
    rows = table.assign(order=range(len(table)))
    base = alt.Chart(records(rows)).encode(y=alt.Y("order:O", axis=None, sort=None, title=None))
    scale = alt.Scale(domain=[0, 100], nice=False)
    x = alt.X("value:Q", scale=scale, axis=percent_axis(lang, labelFlush=True), title=None)
    track = base.mark_bar(**BAR, color=palette.surface, aria=False).encode(x=alt.datum(0), x2=alt.datum(100))
    missing = (
        base.transform_filter("datum.value === null")
        .mark_bar(**BAR, fill="transparent", stroke=palette.hatch, strokeDash=[4, 3])
        .encode(x=alt.datum(0), x2=alt.datum(100), description="description:N")
    )
    certain = (
        base.transform_filter("datum.value !== null && datum.certain")
        .mark_bar(**BAR, color=colour, cornerRadiusEnd=2)
        .encode(x=x, description="description:N", tooltip=alt.Tooltip("description:N", title=" "))
    )
    uncertain = (
        base.transform_filter("datum.value !== null && !datum.certain")
        .mark_bar(**BAR, fill=palette.paper, stroke=colour, strokeWidth=2, strokeDash=[5, 3])
        .encode(x=x, description="description:N", tooltip=alt.Tooltip("description:N", title=" "))
    )
    label = base.mark_text(align="left", baseline="bottom", dy=1, fontSize=14.5, aria=False).encode(
        x=alt.value(0), text="label:N"
    )
    value = base.mark_text(
        align="right", baseline="bottom", dy=1, fontSize=15, fontWeight=700, aria=False
    ).encode(x=alt.value("width"), text="text:N")
    layers = alt.layer(track, missing, certain, uncertain, label, value)
    return finish(layers, lang=lang, palette=palette, height=alt.Step(STEP))

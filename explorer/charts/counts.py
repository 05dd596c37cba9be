"""How many rows: bars of values, a histogram of numbers, a line of dates. Every count starts from zero."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.theme import Palette

STEP = 44
HEIGHT = 240
BAR: dict[str, Any] = {"height": 12, "yOffset": 10}
TOLD: dict[str, Any] = {"description": alt.Description("description:N")}
COUNT_AXIS: dict[str, Any] = {"title": None, "tickCount": 4, "tickMinStep": 1, "grid": True, "aria": False}


def bars(table: pd.DataFrame, *, colour: str, lang: str, palette: Palette) -> Spec:
    """One bar a row, in the table's order: `label`, `count`, `text` (as printed), `rest`, `description`.

    `rest` is true for the bar that gathers what has none of its own: it is open.
    """
    rows = table.assign(order=range(len(table)))
    scale = alt.Scale(domain=[0, max(int(rows["count"].max()), 1)], nice=False)
    y = alt.Y("order:O", axis=None, sort="ascending", title=None)
    x = alt.X("count:Q", scale=scale, axis=None, title=None)
    layers = []
    looks: tuple[tuple[bool, dict[str, Any]], ...] = (
        (False, {"color": colour, "cornerRadiusEnd": 2}),
        (True, {"fill": palette.paper, "stroke": palette.muted, "strokeWidth": 1.5, "strokeDash": [5, 3]}),
    )
    for rest, look in looks:
        part = rows[rows["rest"] == rest]
        if not part.empty:  # an empty layer would be an image without words
            layers.append(alt.Chart(records(part)).mark_bar(**BAR, **look).encode(x=x, y=y, **TOLD))
    base = alt.Chart(records(rows)).encode(y=y)
    above: dict[str, Any] = {"baseline": "bottom", "dy": 1, "aria": False}
    layers += [
        base.mark_text(**above, align="left", fontSize=14).encode(x=alt.XValue(0), text=alt.Text("label:N")),
        base.mark_text(**above, align="right", fontSize=14, fontWeight=700).encode(
            x=alt.XValue("width"), text=alt.Text("text:N")
        ),
    ]
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP))


def histogram(table: pd.DataFrame, *, colour: str, lang: str, palette: Palette) -> Spec:
    """One bar a class of equal width, without gaps: `low`, `high`, `count`, `description`."""
    scale = alt.Scale(domain=[float(table["low"].min()), float(table["high"].max())], nice=False)
    axis = alt.Axis(title=None, tickCount=5, aria=False, labelFlush=True, labelOverlap=True)
    drawn = table.assign(floor=0)
    chart = (
        alt.Chart(records(drawn))
        .mark_rect(color=colour, stroke=palette.paper, strokeWidth=1)
        .encode(
            x=alt.X("low:Q", scale=scale, axis=axis, title=None),
            x2=alt.X2("high:Q"),
            y=alt.Y(
                "count:Q", axis=alt.Axis(**COUNT_AXIS), title=None, scale=alt.Scale(zero=True, nice=True)
            ),
            y2=alt.Y2("floor:Q"),
            **TOLD,
        )
    )
    return finish(alt.layer(chart), lang=lang, palette=palette, height=HEIGHT)


def timeline(table: pd.DataFrame, *, colour: str, lang: str, palette: Palette, zero: bool) -> Spec:
    """A line through points in time: `when` (ISO date), `value`, `piece`, `description`.

    Points of one `piece` are joined; where a value is missing the line is broken. `zero`: values are counts.
    """
    axis = alt.Axis(title=None, tickCount=5, aria=False, labelOverlap=True, labelFlush=True)
    x = alt.X("when:T", axis=axis, title=None)
    value_axis = alt.Axis(**COUNT_AXIS) if zero else alt.Axis(**{**COUNT_AXIS, "tickMinStep": 0})
    y = alt.Y("value:Q", axis=value_axis, title=None, scale=alt.Scale(zero=zero, nice=True))
    known = table[table["value"].notna()]
    base = alt.Chart(records(known)).encode(x=x, y=y)
    line = base.mark_line(color=colour, strokeWidth=2, aria=False).encode(detail=alt.Detail("piece:N"))
    points = base.mark_circle(color=colour, size=55, opacity=1).encode(**TOLD)
    return finish(alt.layer(line, points), lang=lang, palette=palette, height=HEIGHT)

"""Values on a line of years, a band a population: points, never joined unless they continue each other.

Each band runs from 0 to 100 %; the name and the base stand above it, the years under it. A dashed upright
between two points is a break: the second does not continue the first.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.theme import Palette

STEP = 150
NAME, BASE = 0.16, 0.28  # parts of a step: where the name and the base of a band stand
TOP, FLOOR = 0.475, 0.83  # where 100 % and 0 % stand: a value of 100 % is printed under the base
ROOM = 1.6  # years on either side


def timeline(
    rows: pd.DataFrame,
    points: pd.DataFrame,
    breaks: pd.DataFrame,
    joins: pd.DataFrame,
    *,
    span: tuple[int, int],
    lang: str,
    palette: Palette,
) -> Spec:
    """The bands in the order of `rows`, over the years of `span`.

    `rows`: `row` (from 0), `label`, `base`. `points`: `row`, `year`, `year_end` (the same where there
    is one), `value` (percent; empty where the source has a figure that cannot be read), `certain`, `text`,
    `when`, `description`. `breaks`: `row`, `year` (between two points), `description`. `joins`: `row`,
    `year`, `value`, `to_year`, `to_value`.
    """
    height = alt.Scale(domain=[0, len(rows)], reverse=True, nice=False, zero=False)
    years = alt.Scale(domain=[span[0] - ROOM, span[1] + ROOM], nice=False, zero=False)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=years, axis=None, title=None)

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=height, axis=None, title=None)

    edge: dict[str, Any] = {"x": alt.XValue(0), "x2": alt.X2Value("width")}
    head = rows.assign(top=rows["row"] + TOP, floor=rows["row"] + FLOOR)
    base = alt.Chart(records(head))
    layers: list[alt.Chart] = [
        base.mark_rect(color=palette.surface, aria=False).encode(y=y("top"), y2=alt.Y2("floor:Q"), **edge),
        base.mark_rule(stroke=palette.hatch, aria=False).encode(y=y("floor"), **edge),
        *_heads(head.assign(name=head["row"] + NAME, under=head["row"] + BASE), y, palette),
    ]
    if len(breaks):
        marks = breaks.assign(top=breaks["row"] + TOP, floor=breaks["row"] + FLOOR)
        layers.append(
            alt.Chart(records(marks))
            .mark_rule(stroke=palette.muted, strokeDash=[2, 4], strokeWidth=1.5)
            .encode(x=x("year"), y=y("top"), y2=alt.Y2("floor:Q"), **_told())
        )
    if len(joins):
        lines = joins.assign(
            at=_height(joins["row"], joins["value"]), to=_height(joins["row"], joins["to_value"])
        )
        layers.append(
            alt.Chart(records(lines))
            .mark_rule(stroke=palette.accent, strokeWidth=2.5, aria=False)
            .encode(x=x("year"), x2=alt.X2("to_year:Q"), y=y("at"), y2=alt.Y2("to:Q"))
        )
    layers += _points(points, x, y, palette)
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP)) | {
        "height": STEP * len(rows)
    }


def _heads(head: pd.DataFrame, y: Any, palette: Palette) -> list[alt.Chart]:
    """Name and base of each band."""
    base = alt.Chart(records(head))
    text: dict[str, Any] = {"align": "left", "baseline": "middle", "aria": False}
    return [
        base.mark_text(**text, fontSize=15, fontWeight=600).encode(
            x=alt.XValue(0), y=y("name"), text=alt.Text("label:N")
        ),
        base.mark_text(**text, fontSize=13, color=palette.muted).encode(
            x=alt.XValue(0), y=y("under"), text=alt.Text("base:N")
        ),
    ]


def _points(points: pd.DataFrame, x: Any, y: Any, palette: Palette) -> list[alt.Chart]:
    """The values: a dot a year, a bar a period, a dashed ring where the figure cannot be read."""
    known = points["value"].notna()
    rows = points.assign(
        at=_height(points["row"], points["value"].astype("Float64").fillna(0.0)),
        floor=points["row"] + FLOOR,
        middle=(points["year"] + points["year_end"]) / 2,
    )
    layers = []
    dot: dict[str, Any] = {"size": 150, "opacity": 1, "strokeWidth": 2.5, "stroke": palette.accent}
    looks: list[tuple[Any, dict[str, Any]]] = [
        (known & rows["certain"], {"fill": palette.accent}),
        (known & ~rows["certain"], {"fill": palette.paper, "strokeDash": [3, 2]}),
    ]
    for part, look in looks:
        for wide in (True, False):
            mine = rows[part & ((rows["year"] < rows["year_end"]) == wide)]
            if mine.empty:
                continue
            chart = alt.Chart(records(mine))
            if wide:
                bar = chart.mark_rule(stroke=palette.accent, strokeWidth=9, strokeCap="round")
                layers.append(bar.encode(x=x("year"), x2=alt.X2("year_end:Q"), y=y("at"), **_told()))
            else:
                layers.append(chart.mark_point(**dot, **look).encode(x=x("year"), y=y("at"), **_told()))
    if (~known).any():
        ring: dict[str, Any] = {"size": 150, "stroke": palette.hatch, "strokeDash": [3, 3], "strokeWidth": 2}
        layers.append(
            alt.Chart(records(rows[~known]))
            .mark_point(**ring, fill=palette.paper)
            .encode(x=x("middle"), y=y("floor"), **_told())
        )
    label = alt.Chart(records(rows)).encode(x=x("middle"))
    layers += [
        label.mark_text(baseline="bottom", dy=-10, fontSize=14.5, fontWeight=700, aria=False).encode(
            y=y("at"), text=alt.Text("text:N")
        ),
        label.mark_text(baseline="top", dy=5, fontSize=13, color=palette.muted, aria=False).encode(
            y=y("floor"), text=alt.Text("when:N")
        ),
    ]
    return layers


def _told() -> dict[str, Any]:
    return {"description": alt.Description("description:N")}


def _height(row: pd.Series, value: pd.Series) -> pd.Series:
    """Where a percentage stands, in steps from the top of the chart."""
    return row + FLOOR - (FLOOR - TOP) * value.astype(float) / 100

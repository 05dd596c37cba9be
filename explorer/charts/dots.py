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


def dots(
    table: pd.DataFrame, *, colour: str, median: float | None, lang: str, palette: Palette, symbol: str = ""
) -> Spec:
    """Columns: `label`, `text` (as printed), `value` (empty where there is none), `description`.

    `low` and `high`, where there are such columns, are the ends of an interval, drawn as a whisker; `open`, a
    value that is uncertain. The axis says where the track starts and ends, its numbers with `symbol`.
    """
    rows = table.assign(order=range(len(table)))
    empty = rows["value"].isna()
    ends = [name for name in ("value", "low", "high") if name in rows.columns]
    known = pd.concat([rows.loc[~empty, name].dropna().astype(float) for name in ends])
    if median is not None:
        known = pd.concat([known, pd.Series([float(median)])])
    room = (known.max() - known.min()) * 0.04 or 1.0
    scale = alt.Scale(domain=[known.min() - room, known.max() + room], nice=False, zero=False)
    axis = alt.Axis(
        title=None, orient="bottom", tickCount=5, ticks=True, tickColor=palette.hatch, tickSize=6,
        domain=True, domainColor=palette.hatch, labelOverlap=True, labelFlush=True, aria=False,
        labelExpr=f"datum.label + '{symbol}'",
    )  # fmt: skip
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
    x = alt.X("value:Q", scale=scale, axis=axis, title=None)
    layers += _whiskers(rows, y, scale, axis, palette)
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
            .encode(x=alt.X(datum=median, scale=scale, axis=axis, title=None), y=y)
        )
    unsure = rows["open"].astype(bool) if "open" in rows.columns else pd.Series(data=False, index=rows.index)
    looks: tuple[tuple[pd.Series, dict[str, Any]], ...] = (
        (~empty & ~unsure, {"color": colour, "stroke": palette.paper, "strokeWidth": 1.5}),
        (~empty & unsure, {"fill": palette.paper, "stroke": colour, "strokeWidth": 2, "strokeDash": [3, 2]}),
    )
    for part, look in looks:
        if part.any():  # an empty layer would be an image without words
            shown = alt.Chart(records(rows[part])).mark_circle(size=150, opacity=1, yOffset=DOT, **look)
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


def _whiskers(
    rows: pd.DataFrame, y: alt.Y, scale: alt.Scale, axis: alt.Axis, palette: Palette
) -> list[alt.Chart]:
    """A line from the low to the high end of each interval, with a stroke at either end."""
    if not {"low", "high"} <= set(rows.columns) or rows["low"].isna().all():
        return []
    base = alt.Chart(records(rows[rows["low"].notna()])).encode(y=y)
    low, high = (alt.X(f"{end}:Q", scale=scale, axis=axis, title=None) for end in ("low", "high"))
    look: dict[str, Any] = {"yOffset": DOT, "aria": False}
    line = base.mark_rule(**look, stroke=palette.muted, strokeWidth=2).encode(x=low, x2=alt.X2("high:Q"))
    cap = base.mark_tick(**look, orient="vertical", size=9, thickness=2, color=palette.muted, opacity=1)
    return [line, cap.encode(x=low), cap.encode(x=high)]

"""Bars from zero: label and value above each, all on the unit's whole scale: charts side by side compare."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import LINE, Spec, finish, folded, percent_axis, plain_axis, records, risen
from explorer.theme import Palette

STEP = 50
PERCENT = 100
BAR: dict[str, Any] = {"height": 14, "yOffset": 11}
ROOM = 42  # characters of a name and its value side by side on a phone
CAP, TALL = 8, 22  # pixels: the ends of an interval, the thin line of an earlier value


def ranked(
    table: pd.DataFrame, *, colour: str, lang: str, palette: Palette, top: int = 100, lines: int = 1
) -> Spec:
    """One bar a row, in the table's order. `top` is the end of the scale: 100 is of percentages.

    Columns: `label`, `text` (the value as printed), `value` (empty where there is none), `certain`,
    `description`; where there are such, `lower` and `upper` (the ends of an interval), `before` (an earlier
    value, a thin line across). An uncertain value is an open bar with a dashed edge; no value is its word
    alone, without a bar. A name too long for a phone is folded there, and all rows of its chart are as much
    higher; with `lines`, as high as those of the charts beside it: their longest name takes as many.
    """
    rows = table.assign(order=range(len(table)), lines=list(map(_fold, table["label"], table["text"])))
    more = LINE * (max(lines, *rows["lines"].str.count("\n") + 1) - 1) if len(rows) else 0
    mark = BAR | {"yOffset": BAR["yOffset"] + more / 2}
    empty = rows["value"].isna()
    y = _row(rows)
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = percent_axis(lang, labelFlush=True) if top == PERCENT else plain_axis(top)
    x = alt.X("value:Q", scale=scale, axis=axis, title=None)
    told: dict[str, Any] = {
        "description": alt.Description("description:N"),
    }
    whole = {"x": alt.X(datum=0, scale=scale, axis=axis), "x2": alt.X2Datum(top)}
    tracks = alt.Chart(records(rows[~empty])).encode(y=y)
    layers = [tracks.mark_bar(**mark, color=palette.surface, aria=False).encode(**whole)]
    parts: list[tuple[Any, dict[str, Any]]] = [
        (~empty & rows["certain"], {"color": colour, "cornerRadiusEnd": 2}),
        (
            ~empty & ~rows["certain"],
            {"fill": palette.paper, "stroke": colour, "strokeWidth": 2, "strokeDash": [5, 3]},
        ),
    ]
    for part, look in parts:
        if part.any():  # an empty layer would be an image without words
            drawn = alt.Chart(records(rows[part])).mark_bar(**mark, **look)
            layers.append(drawn.encode(y=y, x=x, **told))
    layers += [
        *intervals(rows, y, scale, mark["yOffset"], palette),
        *_before(rows, y, scale, mark["yOffset"], palette),
    ]
    above: dict[str, Any] = {"baseline": "bottom"}
    base = alt.Chart(records(rows)).encode(y=y)
    names = base.transform_calculate(shown=folded("lines", "label")) if more else base
    low = 1 + more / 2  # where the last line of a name stands, and its value
    heard: dict[str, Any] = {"fontSize": 14.5, "fontStyle": "italic", "color": palette.muted}
    layers += [
        names.mark_text(
            **above, dy=risen(low) if more else low, align="left", fontSize=14.5, aria=False
        ).encode(x=alt.XValue(0), text=alt.Text("shown:N" if more else "label:N")),
        *(
            alt.Chart(records(rows[part]))
            .mark_text(**above, dy=low, align="right", **look)
            .encode(x=alt.XValue("width"), y=y, text=alt.Text("text:N"), **said)
            for part, look, said in (
                (~empty, {"fontSize": 15, "fontWeight": 700, "aria": False}, {}),
                (empty, heard, told),
            )
            if part.any()
        ),
    ]
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP + more))


def _row(rows: pd.DataFrame) -> alt.Y:
    """The place of a row: said whole, since a layer sees only some of the rows."""
    scale = alt.Scale(domain=list(range(len(rows))))
    return alt.Y("order:O", axis=None, sort=None, title=None, scale=scale)


def _has(rows: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows that have a value and all of the columns."""
    if not set(columns) <= set(rows.columns):
        return rows.iloc[:0]
    return rows[rows[["value", *columns]].notna().all(axis=1)]


def intervals(
    rows: pd.DataFrame, y: alt.Y, scale: alt.Scale, offset: float, palette: Palette
) -> list[alt.Chart]:
    """A line from the lower to the upper end of an interval, edged so that it is seen on the bar too."""
    known = _has(rows, "lower", "upper")
    if known.empty:
        return []
    base = alt.Chart(records(known)).encode(y=y)
    span = {"x": alt.X("lower:Q", scale=scale, title=None), "x2": alt.X2("upper:Q")}
    layers = []
    for colour, wide in ((palette.paper, 4), (palette.ink, 1.5)):
        look: dict[str, Any] = {"color": colour, "yOffset": offset, "aria": False}
        layers.append(base.mark_rule(**look, strokeWidth=wide).encode(**span))
        layers += [
            base.mark_tick(**look, orient="vertical", size=CAP + wide, thickness=wide).encode(
                x=alt.X(f"{end}:Q", scale=scale, title=None)
            )
            for end in ("lower", "upper")
        ]
    return layers


def _before(
    rows: pd.DataFrame, y: alt.Y, scale: alt.Scale, offset: float, palette: Palette
) -> list[alt.Chart]:
    """A thin line across the bar where its value was before."""
    known = _has(rows, "before")
    if known.empty:
        return []
    place = alt.X("before:Q", scale=scale, title=None)
    return [
        alt.Chart(records(known))
        .mark_tick(orient="vertical", size=TALL, thickness=wide, color=colour, yOffset=offset, aria=False)
        .encode(y=y, x=place)
        for colour, wide in ((palette.paper, 5), (palette.ink, 2))
    ]


def lines_of(labels: Iterable[str], texts: Iterable[str]) -> int:
    """How many lines the longest of some names takes on a phone, beside its value."""
    return max((_fold(*row).count("\n") + 1 for row in zip(labels, texts, strict=True)), default=1)


def _fold(label: str, text: str) -> str:
    """The name in lines that leave room for its value on a phone; a stroke ends a line, it starts none."""
    words = label.replace(" /", "\u00a0/")
    return "\n".join(textwrap.wrap(words, ROOM - len(text), break_long_words=False, break_on_hyphens=False))

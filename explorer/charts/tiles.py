"""The tile map: one square a region, all of one weight; squares of one study area are joined."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.charts.outlines import tiles as places
from explorer.charts.regions import EMPTY, colours
from explorer.theme import Palette, text_on

ROW = 96


def tiles(
    table: pd.DataFrame,
    *,
    lang: str,
    palette: Palette,
    fills: Mapping[str, str] | None = None,
    size: int = 17,
) -> Spec:
    """Columns: `region`, `short` (its name in lines), `area`, `state`, `text`, `description`: see regions."""
    drawn = table[table["region"].isin(places())]
    fills = fills or colours(palette)
    empty = drawn["state"].isin(EMPTY)
    rows = drawn.assign(
        column=[places()[code][0] for code in drawn["region"]],
        row=[places()[code][1] for code in drawn["region"]],
        fill=drawn["state"].map(fills),
        ink=[
            palette.muted if none else text_on(fills[s], palette)
            for none, s in zip(empty, drawn["state"], strict=True)
        ],
        edge=[palette.ink if s == "uncertain" else palette.hatch for s in drawn["state"]],
        dashed=drawn["state"] == "uncertain",
        empty=empty,
    )
    x = alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0))
    base = alt.Chart(records(rows)).encode(x=x, y=y)
    looks: dict[str, Any] = {"cornerRadius": 6, "strokeWidth": 1.4}
    told: dict[str, Any] = {
        "color": alt.Color("fill:N", scale=None),
        "stroke": alt.Stroke("edge:N", scale=None),
        "description": alt.Description("description:N"),
    }
    looked: tuple[tuple[pd.DataFrame, dict[str, Any]], ...] = (
        (rows[~rows["dashed"]], {}),
        (rows[rows["dashed"]], {"strokeDash": [5, 3]}),
    )
    squares = [
        alt.Chart(records(part)).mark_rect(**looks, **dash).encode(x=x, y=y, **told)
        for part, dash in looked
        if len(part)  # an empty layer would be an image without words
    ]
    ink = alt.Color("ink:N", scale=None)
    names = base.mark_text(fontSize=12, dy=-34, baseline="top", lineHeight=13, aria=False).encode(
        text=alt.Text("short:N"), color=ink
    )
    values = base.mark_text(fontSize=size, fontWeight=700, dy=26, aria=False).encode(
        text=alt.Text("text:N"), color=ink
    )
    absent = base.mark_text(fontSize=12, fontStyle="italic", dy=28, aria=False).encode(
        text=alt.Text("text:N"), color=ink
    )
    layers = [
        *_links(rows, palette, x, y),
        *squares,
        names,
        values.transform_filter("!datum.empty"),
        absent.transform_filter("datum.empty"),
    ]
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(ROW))


def _links(rows: pd.DataFrame, palette: Palette, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """A thick line between the squares of an area that is made of several."""
    pairs = []
    for _, group in rows.groupby("area"):
        squares = list(group[["column", "row"]].itertuples(index=False))
        pairs += [
            {"column": a.column, "row": a.row, "column2": b.column, "row2": b.row}
            for a, b in pairwise(squares)
        ]
    if not pairs:
        return []
    line = alt.Chart(alt.Data(values=pairs)).mark_rule(strokeWidth=26, stroke=palette.hatch, aria=False)
    return [line.encode(x=x, y=y, x2=alt.X2("column2:O"), y2=alt.Y2("row2:O"))]

"""A matrix of percentages in classes of ten points. A cell without a figure is hatched: it is not a zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import Spec, finish, records
from explorer.theme import Palette, step, text_on

STEP = 38
GAP = 10  # pixels between two hatching lines
PHONE = 400  # pixels of the page under which the names of the rows leave more room to the cells
LONGEST = 340  # pixels: width and height of a cell together, on the widest screen


def matrix(cells: pd.DataFrame, *, columns: Mapping[str, str], lang: str, palette: Palette) -> Spec:
    """The cells of every row and column, rows in the table's order.

    `cells`: `row` (position), `lines` (the row's label), `column` (a key of `columns`, which gives the
    words), `value` (empty where there is none), `certain`, `unreadable`, `text`, `description`.
    """
    present = cells["value"].notna()
    fills = [
        step(float(v), palette) if ok else palette.paper
        for v, ok in zip(cells["value"], present, strict=True)
    ]
    rows = cells.assign(
        fill=fills,
        ink=[text_on(fill, palette) for fill in fills],
    ).drop(columns="lines")
    x = alt.X(
        "column:N",
        sort=list(columns),
        title=None,
        axis=_top_axis(columns, palette),
        scale=alt.Scale(domain=list(columns), padding=0.04),
    )
    # The order is said: a layer sees only some of the cells, and would bring the others at the end.
    order = list(dict.fromkeys(cells["row"].tolist()))
    y = alt.Y(
        "row:O",
        sort=None,
        title=None,
        axis=_left_axis(cells, palette),
        scale=alt.Scale(domain=order, paddingInner=0.1),
    )
    told: dict[str, Any] = {
        "description": alt.Description("description:N"),
    }
    fill = alt.Color("fill:N", scale=None)
    doubtful, unreadable = present & ~cells["certain"], ~present & cells["unreadable"]
    parts: list[tuple[Any, dict[str, Any], dict[str, Any]]] = [
        (~present & ~unreadable, {"fill": "transparent", "stroke": palette.line, "strokeWidth": 1}, {}),
        (unreadable, {"fill": palette.surface, "stroke": palette.hatch}, {}),
        (present & ~doubtful, {"cornerRadius": 3}, {"color": fill}),
        (
            doubtful,
            {"cornerRadius": 3, "stroke": palette.ink, "strokeWidth": 2, "strokeDash": [5, 3]},
            {"color": fill},
        ),
    ]
    layers = [
        alt.Chart(records(rows[part])).mark_rect(**look).encode(x=x, y=y, **told, **colour)
        for part, look, colour in parts
        if part.any()  # an empty layer would be an image without words
    ]
    bare = rows[~present & ~unreadable]
    if len(bare):
        layers.append(_hatching(bare, x, y, palette))
    if unreadable.any():  # a word, not a number
        words = alt.Chart(records(rows[unreadable])).mark_text(
            fontSize=14, fontStyle="italic", color=palette.muted, aria=False
        )
        layers.append(words.encode(x=x, y=y, text=alt.Text("text:N")))
    if present.any():
        values = alt.Chart(records(rows[present])).mark_text(fontSize=15, fontWeight=700, aria=False)
        ink = alt.Color("ink:N", scale=None)
        layers.append(values.encode(x=x, y=y, text=alt.Text("text:N"), color=ink))
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP))


def _hatching(cells: pd.DataFrame, x: alt.X, y: alt.Y, palette: Palette) -> alt.Chart:
    """Lines at 45° across the cells without a figure, one every GAP pixels whatever the size of a cell.

    A line is the points of a cell with x + y = k: from the top or right edge to the left or bottom one.
    """
    width, height, k = "bandwidth('x')", "bandwidth('y')", "datum.hatch"

    def offset(expression: str) -> alt.ExprRef:
        return alt.ExprRef(expr=expression)

    hatched: alt.Chart = (
        alt.Chart(records(cells[["row", "column"]]))
        .transform_calculate(hatch=f"sequence({GAP}, {LONGEST}, {GAP})")
        .transform_flatten(["hatch"])
        .mark_rule(
            stroke=palette.hatch,
            strokeWidth=1,
            aria=False,
            strokeOpacity=offset(f"{k} < {width} + {height} ? 0.5 : 0"),
            xOffset=offset(f"min({k}, {width})"),
            yOffset=offset(f"min({k} - min({k}, {width}), {height})"),
            x2Offset=offset(f"min({k} - min({k}, {height}), {width})"),
            y2Offset=offset(f"min({k}, {height})"),
        )
        .encode(
            x=x.bandPosition(0),
            x2=alt.X2("column:N", bandPosition=0),
            y=y.bandPosition(0),
            y2=alt.Y2("row:O", bandPosition=0),
        )
    )
    return hatched


def _top_axis(columns: Mapping[str, str], palette: Palette) -> alt.Axis:
    return alt.Axis(
        orient="top", labelAngle=0, labelExpr=_words(columns), labelColor=palette.ink,
        labelFontSize=alt.ExprRef(expr="width < 200 ? 9 : width < 260 ? 11 : 13"),
        labelFontWeight=600, labelPadding=8, labelLimit=200, aria=False,
    )  # fmt: skip


def _left_axis(cells: pd.DataFrame, palette: Palette) -> alt.Axis:
    names = dict(zip(cells["row"].astype(str), cells["lines"], strict=True))
    return alt.Axis(
        orient="left", labelExpr=f"split({_words(names)}, '\\n')", labelColor=palette.ink, labelLimit=240,
        labelPadding=6, labelFontSize=alt.ExprRef(expr=f"containerSize()[0] < {PHONE} ? 12 : 13"), aria=False,
        labelBaseline=alt.condition(
            f"length(split({_words(names)}, '\\n')) > 1", alt.value("bottom"), alt.value("middle")
        ),
    )  # fmt: skip


def _words(names: Mapping[str, str]) -> str:
    """A Vega expression that gives the words of a code."""
    pairs = ", ".join(f"{_quoted(code)}: {_quoted(words)}" for code, words in names.items())
    return f"({{{pairs}}})[datum.label]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"

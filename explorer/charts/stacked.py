"""Stacked bars: the answers to one question, one bar a row, label and total above, every value printed."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from explorer.charts.frame import NARROW_WIDTH, Spec, finish, folded, records, risen
from explorer.theme import Palette, text_on

STEP = 80
BAR: dict[str, Any] = {"height": 30, "yOffset": 24}
SLIM = 15  # percent: where the last answers are all under it, their values stand to the right of the bars
LETTER = 8.5  # pixels of a letter of a value: a part that has no room for it leaves it to tooltip and table
TALL = 40  # pixels: the thin line of an earlier value
LABEL, TOTAL, BETWEEN = 6.8, 6.2, 12  # pixels: a letter of a label, of a total, what parts the two
WRAP = 34  # characters: a label takes two lines of at least that on a phone
BASE = 4  # pixels: where a label's last line stands
MARGIN = 52  # pixels on the right for them: the chart makes room for the totals that end there


def stacked(
    segments: pd.DataFrame, heads: pd.DataFrame, *, colours: Mapping[str, str], lang: str, palette: Palette
) -> Spec:
    """One bar a row of `heads`, cut in the `segments` of that row.

    `heads`: `row` (position), `label`, `total` (text at the right); where there is one, `before` (an earlier
    end of the first answer, a thin line across).
    `segments`: `row`, `answer` (a key of `colours`, in order), `start`, `end`, `text`, `description`.
    """
    last = segments["answer"] == list(colours)[-1]
    sizes = segments["end"] - segments["start"]
    outside = bool(last.any() and (sizes[last] < SLIM).all())
    margin = MARGIN if outside else 0
    needed = LABEL * heads["label"].str.len() + TOTAL * heads["total"].str.len() + BETWEEN
    lines = heads["label"].map(_lines)
    head = alt.Chart(records(heads.assign(lines=lines, needed=needed - margin))).encode(y=_row())
    narrow = f"max({NARROW_WIDTH}, datum.needed)"
    label = (
        head.transform_calculate(shown=folded("lines", "label", narrow))
        .mark_text(align="left", baseline="line-bottom", dy=risen(BASE, narrow), fontSize=15, aria=False)
        .encode(x=alt.XValue(0), text=alt.Text("shown:N"))
    )
    total = head.mark_text(align="right", baseline="line-bottom", dy=BASE, fontSize=14, aria=False).encode(
        x=alt.XValue(alt.expr(f"width + {margin}")),
        text=alt.Text("total:N"),
        color=alt.ColorValue(palette.muted),
    )
    layers = [
        *cut_bar(segments, colours=colours, palette=palette, outside=outside, bar=BAR),
        *_before(heads, palette),
        label,
        total,
    ]
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(STEP))


def _lines(label: str) -> str:
    return "\n".join(textwrap.wrap(label, max(WRAP, len(label) // 2 + 4)))


def single(segments: pd.DataFrame, *, colours: Mapping[str, str], lang: str, palette: Palette) -> Spec:
    """One bar alone (`segments` as above, all of one row); its words stand in the legend under it."""
    bar: dict[str, Any] = {"height": 56, "yOffset": 0}
    layers = cut_bar(segments, colours=colours, palette=palette, outside=False, bar=bar)
    return finish(alt.layer(*layers), lang=lang, palette=palette, height=alt.Step(62))


def cut_bar(
    segments: pd.DataFrame,
    *,
    colours: Mapping[str, str],
    palette: Palette,
    outside: bool,
    bar: dict[str, Any],
) -> list[alt.Chart]:
    """The blocks and their values; the last answer's values to the right of the bar where `outside`."""
    inks = {answer: text_on(colour, palette) for answer, colour in colours.items()}
    rows = segments.assign(
        colour=segments["answer"].map(colours),
        ink=segments["answer"].map(inks),
        middle=(segments["start"] + segments["end"]) / 2,
    )
    beyond = (rows["answer"] == list(colours)[-1]) & outside
    scale = alt.Scale(domain=[0, 100], nice=False, zero=True)
    x = alt.X("start:Q", scale=scale, axis=None, title=None)
    blocks = (
        alt.Chart(records(rows))
        .mark_bar(**bar, stroke=palette.paper, strokeWidth=2)
        .encode(
            y=_row(),
            x=x,
            x2=alt.X2("end:Q"),
            color=alt.Color("colour:N", scale=None),
            description=alt.Description("description:N"),
        )
    )
    text: dict[str, Any] = {"yOffset": bar["yOffset"], "fontSize": 15, "fontWeight": 700, "aria": False}
    inner = (
        alt.Chart(records(rows[~beyond]))
        .transform_calculate(
            shown=f"(datum.end - datum.start) / 100 * width < {LETTER} * length(datum.text) ? '' : datum.text"
        )
        .mark_text(**text)
        .encode(
            y=_row(),
            x=alt.X("middle:Q", scale=scale, axis=None, title=None),
            text=alt.Text("shown:N"),
            color=alt.Color("ink:N", scale=None),
        )
    )
    outer = (
        alt.Chart(records(rows[beyond]))
        .mark_text(**text, align="left", dx=6)
        .encode(y=_row(), x=alt.X("end:Q", scale=scale, axis=None, title=None), text=alt.Text("text:N"))
    )
    return [blocks, inner, outer] if beyond.any() else [blocks, inner]


def _before(heads: pd.DataFrame, palette: Palette) -> list[alt.Chart]:
    """A thin line across the bar where its first answer ended before."""
    if "before" not in heads.columns or not heads["before"].notna().any():
        return []
    scale = alt.Scale(domain=[0, 100], nice=False, zero=True)
    known = alt.Chart(records(heads[heads["before"].notna()][["row", "before"]])).encode(
        y=_row(), x=alt.X("before:Q", scale=scale, axis=None, title=None)
    )
    return [
        known.mark_tick(
            orient="vertical", size=TALL, thickness=wide, color=colour, yOffset=BAR["yOffset"], aria=False
        )
        for colour, wide in ((palette.paper, 5), (palette.ink, 2))
    ]


def _row() -> alt.Y:
    return alt.Y("row:O", axis=None, sort="ascending", title=None)

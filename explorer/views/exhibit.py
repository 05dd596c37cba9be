"""How a Figure is laid out: its finding, its chart, then a line and a row of folds that hold the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from explorer.figures.figure import Figure, Panel
from explorer.reader import Reader
from explorer.views import markup, under_markup
from explorer.views.take import take

DESKTOP_COLUMNS = 3


def exhibit(figure: Figure, reader: Reader, *, legend_below: bool = False, long: bool = False) -> None:
    """The whole figure. `legend_below` where the legend is a list of sentences rather than a key.

    `long` where a phone shows its table on request.
    """
    told = _told(figure, reader, legend_below)
    st.html(told.head)
    if not figure.panels:
        more = markup.unfold(reader.say("figure.unfold", count=len(figure.table))) if long else ""
        st.html(more + told.table)
    elif figure.listed:
        _beside(figure, told.legend, reader)
    else:
        if told.legend and not legend_below:
            st.html(told.legend)
        panels(figure, reader)
        if told.legend and legend_below:
            st.html(told.legend)
    under(figure, reader)


def under(figure: Figure, reader: Reader) -> None:
    """The line under a chart (study, base, source), then on one row what opens on request."""
    told = _told(figure, reader, stacked=False)
    with st.container(key=f"under-{figure.name}", gap=None):
        st.html(told.line + told.folds)
        take(figure, reader, (reader.say("figure.download"), figure.name, figure.rows))


class Told(NamedTuple):
    """What a figure says beside its charts, as HTML."""

    head: str
    legend: str
    table: str
    line: str
    folds: str


@lru_cache(maxsize=400)
def _told(figure: Figure, reader: Reader, stacked: bool) -> Told:  # noqa: FBT001 (a key of the cache)
    """Set once, however often its page runs."""
    legend, palette = reader.say("legend"), reader.palette
    colours, signs = [k for k in figure.legend if not k.mark], [k for k in figure.legend if k.mark]
    table, addresses = (
        markup.table(figure.table, figure.title, numbers=figure.numbers),
        markup.addresses(figure.addresses, reader),
    )
    said = markup.legend(signs, palette, legend, stacked=True)
    how = " ".join([reader.say("fold.reading"), *(key.mark for key in signs)])
    notes = under_markup.reading(reader, figure.reading, figure.facts, figure.caveats, said)
    folds = [
        under_markup.fold("how", how, notes),
        under_markup.fold("asked", reader.say("fold.asked"), under_markup.asked(reader, figure.provenance)),
        under_markup.fold("cells", reader.say("fold.table"), (table if figure.panels else "") + addresses),
        under_markup.fold("get", reader.say("fold.take"), " "),  # what it shows comes after it: buttons
    ]
    return Told(
        markup.figure_head(figure.title, figure.sentence),
        markup.legend(colours, palette, legend, stacked=stacked),
        table,
        under_markup.source_line(reader, figure.provenance),
        f'<div class="folds">{"".join(folds)}</div>',
    )


def _beside(figure: Figure, legend: str, reader: Reader) -> None:
    """The chart on the left, its values by name and its legend on the right (under it on a phone)."""
    left, right = st.columns([3, 2], gap="large", vertical_alignment="top")
    with left:
        _draw(figure.panels[0], f"{figure.name}-0")
    with right:
        st.html(legend + markup.value_list(figure, reader))


def panels(figure: Figure, reader: Reader) -> None:
    """The charts of the figure, up to three abreast, four two by two; nothing where there is none."""
    if len(figure.panels) == 1 and not figure.panels[0].title:
        _draw(figure.panels[0], f"{figure.name}-0")
        return
    count = len(figure.panels)
    abreast = 2 if count == 4 else max(1, min(count, DESKTOP_COLUMNS))  # noqa: PLR2004 (two by two, not three and one)
    with st.container(key=f"panels-{figure.name}"):
        for start in range(0, count, abreast):
            columns = st.columns(abreast, gap="large")
            for place, column in zip(range(start, count), columns, strict=False):
                with column:
                    _panel(figure, place, reader)


def _panel(figure: Figure, place: int, reader: Reader) -> None:
    """One chart among several, under its title; its words alone where there is nothing to draw."""
    panel, colours = figure.panels[place], reader.palette.actors
    st.html(markup.panel_title(panel.title, panel.colour or colours[place % len(colours)]))
    if panel.spec:
        _draw(panel, f"{figure.name}-{place}")
    else:
        st.html(markup.paragraph(panel.alt, "none"))


def _draw(panel: Panel, key: str) -> None:
    st.vega_lite_chart(spec=panel.spec, width="stretch", theme=None, alt=panel.alt, key=f"chart-{key}")

"""How a Figure is laid out: title, message, legend, charts, where it comes from, table and download."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from explorer.figures.figure import Figure, Panel
from explorer.reader import Reader
from explorer.views import markup
from explorer.views.take import download, take

DESKTOP_COLUMNS = 3


def exhibit(figure: Figure, reader: Reader, *, legend_below: bool = False, long: bool = False) -> None:
    """The whole figure. `legend_below` where the legend is a list of sentences rather than a key.

    `long` where a phone shows its table on request.
    """
    told = _told(figure, reader, legend_below)
    legend = told.legend
    st.html(told.head)
    if figure.listed and figure.panels:
        _beside(figure, legend, reader)
        legend = ""
    else:
        if legend and not legend_below:
            st.html(legend)
        panels(figure, reader)
    if legend and legend_below:
        st.html(legend)
    if not figure.panels:
        more = markup.unfold(reader.say("figure.unfold", count=len(figure.table))) if long else ""
        st.html(more + told.table)
    st.html(told.under)
    cells = (reader.say("figure.download"), figure.name, figure.rows)
    if not figure.panels:
        take(figure, reader, cells)
        if told.addresses:
            st.html(told.addresses)
        return
    take(figure, reader)
    with st.expander(reader.say("figure.table")):
        st.html(told.table + told.addresses)
        download(*cells)


class Told(NamedTuple):
    """What a figure says beside its charts, as HTML."""

    head: str
    legend: str
    table: str
    under: str
    addresses: str


@lru_cache(maxsize=400)
def _told(figure: Figure, reader: Reader, stacked: bool) -> Told:  # noqa: FBT001 (a key of the cache)
    """Set once, however often its page runs."""
    return Told(
        markup.figure_head(figure.title, figure.sentence),
        markup.legend(figure.legend, reader.palette, reader.say("legend"), stacked=stacked),
        markup.table(figure.table, figure.title),
        markup.under(reader, figure.reading, figure.provenance, figure.caveats, figure.facts),
        markup.addresses(figure.addresses, reader),
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

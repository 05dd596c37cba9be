"""Home: roles, priorities and rates of the newest study that has each, then ways to every page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from explorer.address import href
from explorer.figures.studies.method import freshness
from explorer.figures.themes.highlights import PAGES, Highlight, highlights
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import bars_markup, markup, under_markup
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Nothing to choose here."""
    del release
    return []


def show(visit: Visit, links: Mapping[str, tuple[StreamlitPage, dict[str, str]]]) -> None:
    """The page."""
    del links
    reader = visit.reader
    heading(reader.say("home.title"), "")
    cards, fresh = figures(visit)
    if cards:
        items = "".join(_card(card, reader) for card in cards)
        keys = dict.fromkeys(key for card in cards for key in card.legend)
        legend = markup.legend(keys, reader.palette, reader.say("legend"))
        label = escape(reader.say("home.figures"), quote=True)
        st.html(f'<ul class="cards" aria-label="{label}">{items}</ul>{legend}')
    st.html(markup.section(reader.say("home.ways")))
    for group, pages in visit.menu.groups.items():
        if group != "home":
            st.html(f'<h3 class="group">{escape(reader.say(f"group.{group}"))}</h3>')
            ways(reader, pages, group)
    st.html(markup.section(reader.say("home.about"), reader.say("home.about.text")))
    st.html(markup.terms(fresh))


def figures(visit: Visit) -> tuple[list[Highlight], list[tuple[str, str]]]:
    """What the page shows: what it leads with, and of when it is. Made before anyone asks (server.py)."""
    return visit.figure(highlights), visit.figure(freshness)


def _card(card: Highlight, reader: Reader) -> str:
    """What a page shows, in small: its finding, which leads there, a few bars, of whom and when."""
    page = PAGES[card.name]
    place = escape(href(page, reader.lang, **dict(card.address)), quote=True)
    return (
        f'<li><h2><a href="{place}">{escape(card.title)}</a></h2>'
        f"{bars_markup.bars(card.bars, reader, label=card.title, notes=False)}"
        f"{under_markup.source_line(reader, card.provenance, cited=False)}"
        f'<p class="onward"><a href="{place}">{escape(reader.say(f"page.{page}"))}\u00a0→</a></p></li>'
    )

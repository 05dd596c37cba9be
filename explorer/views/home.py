"""Home: three landmarks, how far co-construction has come, ways to every page, what this is."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from explorer.figures.coconstruction import coconstruction
from explorer.figures.figure import Figure
from explorer.figures.highlights import Highlight, highlights
from explorer.figures.method import freshness
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import markup
from explorer.views.exhibit import exhibit
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
    heading(reader.say("home.title"), reader.say("home.lead"))
    cards, figure, fresh = figures(visit)
    if cards:
        items = "".join(_card(card, reader) for card in cards)
        label = f'<h2 class="visually-hidden">{escape(reader.say("home.figures"))}</h2>'
        st.html(f'{label}<ul class="cards">{items}</ul>')
    if figure:
        exhibit(figure, reader, legend_below=True)
    st.html(markup.section(reader.say("home.ways")))
    for group, pages in visit.menu.groups.items():
        if group != "home":
            st.html(f'<h3 class="group">{escape(reader.say(f"group.{group}"))}</h3>')
            ways(reader, pages, group)
    st.html(markup.section(reader.say("home.about"), reader.say("home.about.text")))
    st.html(markup.terms(fresh))


def figures(visit: Visit) -> tuple[Any, Figure | None, Any]:
    """What the page shows: its landmarks, how far co-construction has come, of when it is."""
    known = "coconstruction-dynamics" in visit.release.tables
    return visit.figure(highlights), visit.figure(coconstruction) if known else None, visit.figure(freshness)


def _card(card: Highlight, reader: Reader) -> str:
    """A figure in large, then of whom, when, and where it is printed."""
    said = [*card.provenance.studies, *card.provenance.bases]
    sources = "<br>".join(markup.citation(source, reader) for source in card.provenance.citations)
    small = "<br>".join(escape(part) for part in said)
    value = markup.number(reader, card.identifier, card.value)
    return (
        f'<li><span class="value">{value}</span><span class="words">{escape(card.words)}</span>'
        f"<small>{small}<br>{sources}</small></li>"
    )

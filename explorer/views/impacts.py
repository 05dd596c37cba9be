"""Partnerships by type and by scale, then impacts and needs in words, then what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.themes import key_figures as counted
from explorer.figures.themes import practices as shares
from explorer.figures.themes.field import Group, impacts, needs
from explorer.figures.themes.field_views import groups_view
from explorer.published import Release
from explorer.state import Choice
from explorer.views import card_markup, markup
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading
from explorer.views.take import take
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Nothing to choose here."""
    release.table("impacts")
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page; a part whose table the release lacks is left out."""
    del links
    reader, release = visit.reader, visit.release
    heading(reader.say("impacts.page.title"), reader.say("impacts.page.lead"))
    if shares.TABLE in release.tables:
        for kind in shares.kinds(release):
            exhibit(visit.figure(shares.practices, kind=kind), reader)
    _groups(visit, visit.figure(impacts), "impacts")
    if "needs" in release.tables:
        _groups(visit, visit.figure(needs), "needs")
    if counted.TABLE in release.tables:
        exhibit(visit.figure(counted.key_figures), reader, long=True)


def _groups(visit: Visit, shown: list[Group], table: str) -> None:
    """A part of the page: its groups of cards, their source, their table."""
    reader = visit.reader
    view = visit.figure(groups_view, table=table)
    head = markup.section(reader.say(f"{table}.title"), reader.say(f"{table}.lead"))
    st.html(head + markup.paragraph(view.sentence, "message"))
    st.html("".join(card_markup.group(group, reader) for group in shown))
    st.html(card_markup.sources((source for group in shown for source in group.sources), reader))
    take(view, reader, (reader.say(f"{table}.download"), table, visit.release.table(table)))

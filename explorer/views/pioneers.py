"""Pioneers: cards that a place and a year choose among; by name, for nothing ranks them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.survey.facts import PIONEERS
from explorer.figures.survey.lookup import labels
from explorer.figures.themes.field import FIGURES, Card, pioneers, places, years
from explorer.figures.themes.field_views import pioneers_view
from explorer.published import Release
from explorer.state import Choice
from explorer.views import card_markup, controls, markup
from explorer.views.frame import heading
from explorer.views.take import take
from explorer.views.visit import Visit

ALL = "all"


def choices(release: Release) -> list[Choice]:
    """The region, the year of launch."""
    return [Choice("place", (ALL, *places(release))), Choice("since", (ALL, *years(release)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader, release = visit.reader, visit.release
    place, since = choices(release)
    heading(reader.say("pioneers.page.title"), reader.say("pioneers.page.lead"))
    regions = labels(release, "regions", reader)
    told: list[controls.Unknown] = []
    left, right = st.columns(2, vertical_alignment="top")
    with left:
        where = controls.select(
            place,
            lambda code: reader.say("pioneers.place.all") if code == ALL else regions.get(code, code),
            told=told,
            label=reader.say("pioneers.place"),
        )
    with right:
        when = controls.segmented(
            since,
            lambda code: reader.say("pioneers.since.all") if code == ALL else code,
            told=told,
            label=reader.say("pioneers.since"),
        )
    controls.tell(reader, told)
    shown: list[Card] = visit.figure(pioneers, place=where.replace(ALL, ""), since=when.replace(ALL, ""))
    view = visit.figure(pioneers_view, place=where.replace(ALL, ""), since=when.replace(ALL, ""))
    st.html(markup.paragraph(view.sentence, "message"))
    nobody = markup.paragraph(reader.say("pioneers.nobody"), "none")
    st.html(card_markup.cards(shown, reader) if shown else nobody)
    st.html(markup.paragraph(reader.say("pioneers.caveat"), "way"))
    tables = [(reader.say("pioneers.download"), PIONEERS, release.table(PIONEERS))]
    if FIGURES in release.tables:
        tables.append((reader.say("pioneers.download.figures"), FIGURES, release.table(FIGURES)))
    take(view, reader, *tables)

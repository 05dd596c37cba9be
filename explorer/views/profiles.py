"""Profiles of mayors: words first; a name that the source does not let one read is said to be so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.themes.field import profiles
from explorer.figures.themes.field_views import profiles_view
from explorer.published import Release
from explorer.state import Choice
from explorer.views import card_markup, markup
from explorer.views.frame import heading
from explorer.views.take import take
from explorer.views.visit import Visit

TABLE = "mayor-profiles"


def choices(release: Release) -> list[Choice]:
    """Nothing to choose here."""
    release.table(TABLE)
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader = visit.reader
    shown = visit.figure(profiles)
    heading(reader.say("profiles.page.title"), reader.say("profiles.page.lead"))
    view = visit.figure(profiles_view)
    st.html(markup.paragraph(view.sentence, "message"))
    st.html(card_markup.cards(shown, reader, kind="profiles"))
    st.html(markup.paragraph(reader.say("profiles.caveat"), "way"))
    take(view, reader, (reader.say("profiles.download"), TABLE, visit.release.table(TABLE)))

"""The sheet of a territory: an area of the studies, or a region; then what is measured in its regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.survey.facts import country
from explorer.figures.survey.prisms import places
from explorer.views import apart, markup, sheet
from explorer.views.visit import Visit

# The country comes last.
KIND = sheet.Kind(
    "territory",
    lambda release: sorted(places(release), key=country(release).__eq__),
    ("cross", "territories", "measured"),
)
choices = KIND.choices


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    sheet.show(visit, links, KIND, _more)


def _more(visit: Visit, territory: str) -> None:
    reader = visit.reader
    st.html(markup.section(reader.say("sheet.measured"), reader.say("cross.measured.lead")))
    if territory == country(visit.release):
        st.html(markup.paragraph(reader.say("sheet.measured.country"), "none"))
    else:
        apart.measured(visit, territory=territory)

"""The sheet of a territory: an area of the studies, or a region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures import prisms
from explorer.figures.facts import COUNTRY
from explorer.figures.prisms import places
from explorer.figures.territory_sheet import territory_sheet
from explorer.published import Release
from explorer.state import Choice
from explorer.views import apart, controls, markup, sheet
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which territory; the country comes last."""
    return [Choice("territory", tuple(sorted(places(release), key=COUNTRY.__eq__)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader = visit.reader
    visit.release.table("territories")
    (choice,) = choices(visit.release)
    top = st.container()
    told: list[controls.Unknown] = []
    picked = controls.select(
        choice,
        prisms.words(visit.release, reader, "territory"),
        told=told,
        label=reader.say("cross.territory"),
    )
    controls.tell(reader, told)
    shown = visit.figure(territory_sheet, territory=picked)
    with top:
        sheet.head(shown, reader.say("territory.lead"))
    sheet.about(shown, reader)
    sheet.sections(shown, reader, ())
    st.html(markup.section(reader.say("sheet.measured"), reader.say("cross.measured.lead")))
    if picked == COUNTRY:
        st.html(markup.paragraph(reader.say("sheet.measured.country"), "none"))
    else:
        apart.measured(visit, territory=picked)
    sheet.onward(reader, links, {"territory": picked}, ("cross", "territories", "measured"))

"""The sheet of a domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures import prisms
from explorer.figures.context import held
from explorer.figures.domain_sheet import domain_sheet
from explorer.figures.perceived import beside
from explorer.figures.prisms import domains
from explorer.published import Release
from explorer.state import Choice
from explorer.views import apart, controls, markup, sheet
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which domain."""
    return [Choice("domain", tuple(domains(release)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader = visit.reader
    visit.release.table("domains")
    (choice,) = choices(visit.release)
    top = st.container()
    told: list[controls.Unknown] = []
    picked = controls.select(
        choice, prisms.words(visit.release, reader, "domain"), told=told, label=reader.say("cross.domain")
    )
    controls.tell(reader, told)
    shown = visit.figure(domain_sheet, domain=picked)
    with top:
        sheet.head(shown, reader.say("domain.lead"))
    sheet.about(shown, reader)
    sheet.sections(shown, reader, ("domain",))
    st.html(markup.section(reader.say("sheet.collectivities"), reader.say("sheet.collectivities.text")))
    said = visit.figure(beside, domain=picked).sentence if held(visit.release) else ""
    st.html(markup.section(reader.say("sheet.measured"), said))
    apart.measured(visit, domain=picked)
    sheet.onward(reader, links, {"domain": picked}, ("cross", "priorities", "measured"))

"""The crossing: a domain, a territory, an actor, or any of them; what is known there, what is not and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.address import href
from explorer.figures.sheets.availability import availability
from explorer.figures.sheets.crossing import crossing
from explorer.figures.sheets.part import crossing_figure
from explorer.figures.survey import prisms
from explorer.figures.survey.prisms import ALL, PRISMS, actors, domains, places
from explorer.published import Release
from explorer.state import Choice
from explorer.views import apart, controls, fact_markup, markup, sheet
from explorer.views.frame import heading
from explorer.views.take import take
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """The three prisms, each with « all »."""
    offered = {"domain": domains(release), "territory": places(release), "actor": actors(release)}
    return [Choice(name, (ALL, *offered[name]), prisms.aliases(release, name)) for name in PRISMS]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    heading(reader.say("cross.title"), reader.say("cross.lead"))
    told: list[controls.Unknown] = []
    chosen: dict[str, str] = {}
    for choice, place in zip(choices(release), st.columns(3, vertical_alignment="bottom"), strict=True):
        with place:
            chosen[choice.name] = controls.select(
                choice,
                prisms.words(release, reader, choice.name),
                told=told,
                label=reader.say(f"cross.{choice.name}"),
            )
    controls.tell(reader, told)
    found = visit.figure(crossing_figure, **chosen)
    st.html(markup.paragraph(found.sentence, "message"))
    _sheets(visit, chosen, links)
    table = visit.figure(availability, **chosen)
    st.html(markup.section(table.title, table.lead))
    if table.sentence:
        st.html(markup.paragraph(table.sentence, "message"))
    if table.columns:
        st.html(fact_markup.availability(table, reader))
    else:
        st.html(markup.paragraph(reader.say("availability.nobody"), "none"))
    if groups := visit.figure(crossing, **chosen):
        st.html(markup.section(reader.say("cross.facts"), reader.say("cross.facts.lead")))
        sheet.listing(groups, reader, ("subject",) if chosen["domain"] == ALL else ("subject", "domain"))
        take(found, reader)
    st.html(markup.section(reader.say("cross.measured"), reader.say("cross.measured.lead")))
    apart.measured(visit, chosen["domain"], chosen["territory"])


def _sheets(visit: Visit, chosen: Mapping[str, str], links: Mapping[str, Any]) -> None:
    """The sheets of what is chosen."""
    reader = visit.reader
    offered = [
        (href(name, reader.lang, **{name: code}), prisms.sheet_title(visit.release, reader, name, code))
        for name, code in chosen.items()
        if code != ALL and name in links
    ]
    if offered:
        st.html(fact_markup.ways(offered, reader.say("cross.sheets")))

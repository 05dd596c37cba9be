"""Territories: one indicator, one population; a map, tiles or a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures.lookup import labels
from explorer.figures.territories import VIEWS, indicators, populations, territories
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Indicator, population (any that one of the indicators has), view."""
    known = indicators(release)
    measured = dict.fromkeys(code for indicator in known for code in populations(release, indicator))
    return [Choice("indicator", tuple(known)), Choice("population", tuple(measured)), Choice("view", VIEWS)]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    indicator, _, view = choices(release)
    indicator_words, population_words = (
        labels(release, "indicators", reader),
        labels(release, "populations", reader),
    )
    heading(reader.say("territories.page.title"), reader.say("territories.page.lead"))
    if not indicator.options:
        return
    told: list[controls.Unknown] = []
    left, right, last = st.columns([3, 2, 2], vertical_alignment="top")
    with left:
        measured = controls.select(
            indicator,
            lambda code: indicator_words.get(code, code),
            told=told,
            label=reader.say("territories.indicator"),
            resets=("population",),
        )
    with right:
        asked = controls.select(
            Choice("population", tuple(populations(release, measured))),
            lambda code: population_words.get(code, code),
            told=told,
            label=reader.say("territories.population"),
        )
    with last:
        shown = controls.segmented(
            view,
            lambda code: reader.say(f"territories.view.{code}"),
            told=told,
            label=reader.say("territories.view"),
        )
    controls.tell(reader, told)
    exhibit(visit.figure(territories, indicator=measured, population=asked, view=shown), reader)
    ways(reader, {name: links[name] for name in ("territory", "measured")})

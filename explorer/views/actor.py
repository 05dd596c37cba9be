"""The sheet of an actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.figures import prisms
from explorer.figures.actor_sheet import actor_sheet
from explorer.figures.prisms import actors
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls, sheet
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which actor."""
    return [Choice("actor", tuple(actors(release)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader = visit.reader
    visit.release.table("actors")
    (choice,) = choices(visit.release)
    top = st.container()
    told: list[controls.Unknown] = []
    picked = controls.select(
        choice, prisms.words(visit.release, reader, "actor"), told=told, label=reader.say("cross.actor")
    )
    controls.tell(reader, told)
    shown = visit.figure(actor_sheet, actor=picked)
    with top:
        sheet.head(shown, reader.say("actor.lead"))
    sheet.about(shown, reader)
    sheet.sections(shown, reader, ())
    sheet.onward(reader, links, {"actor": picked}, ("cross", "roles", "dynamics"))

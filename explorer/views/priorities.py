"""Priorities of local authorities: six roles, three answers each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.priorities import SORTS, TABLE, priorities
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """How the roles are sorted."""
    release.table(TABLE)
    return [Choice("sort", SORTS)]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader = visit.reader
    (sort,) = choices(visit.release)
    heading(reader.say("priorities.page.title"), reader.say("priorities.page.lead"))
    told: list[controls.Unknown] = []
    shown = controls.segmented(
        sort,
        lambda code: reader.say(f"priorities.sort.{code}"),
        told=told,
        label=reader.say("priorities.sort"),
    )
    controls.tell(reader, told)
    exhibit(visit.figure(priorities, sort=shown), reader)
    ways(reader, {"actor": links["actor"]})

"""Dynamics: a national rate over time, co-construction, the figures that two sources print differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.coconstruction import TABLE, coconstruction
from explorer.figures.conflicts import conflicts
from explorer.figures.dynamics import dynamics
from explorer.figures.lookup import labels
from explorer.figures.series import indicators
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which rate is shown."""
    return [Choice("indicator", tuple(indicators(release)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader, release = visit.reader, visit.release
    (indicator,) = choices(release)
    heading(reader.say("dynamics.page.title"), reader.say("dynamics.page.lead"))
    if indicator.options:
        words = labels(release, "indicators", reader)
        told: list[controls.Unknown] = []
        shown = controls.select(
            indicator, lambda code: words.get(code, code), told=told, label=reader.say("dynamics.indicator")
        )
        controls.tell(reader, told)
        exhibit(visit.figure(dynamics, indicator=shown), reader)
    if TABLE in release.tables and (figure := visit.figure(coconstruction)):
        exhibit(figure, reader, legend_below=True)
    if figure := visit.figure(conflicts):
        exhibit(figure, reader)

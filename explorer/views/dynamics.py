"""Dynamics: a national rate over time, co-construction, the figures that two sources print differently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.survey.lookup import labels
from explorer.figures.themes.coconstruction import TABLE, coconstruction
from explorer.figures.themes.conflicts import conflicts
from explorer.figures.themes.dynamics import dynamics
from explorer.figures.themes.series import indicators
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls, studies
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which rate is shown; which study of co-construction."""
    known = [studies.choice(release, TABLE)] if TABLE in release.tables else []
    return [Choice("indicator", tuple(indicators(release))), *known]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader, release = visit.reader, visit.release
    indicator = choices(release)[0]
    heading(reader.say("dynamics.page.title"), reader.say("dynamics.page.lead"))
    if indicator.options:
        words = labels(release, "indicators", reader)
        told: list[controls.Unknown] = []
        shown = controls.select(
            indicator, lambda code: words.get(code, code), told=told, label=reader.say("dynamics.indicator")
        )
        controls.tell(reader, told)
        exhibit(visit.figure(dynamics, indicator=shown), reader)
    _coconstruction(visit)
    if figure := visit.figure(conflicts):
        exhibit(figure, reader)


def _coconstruction(visit: Visit) -> None:
    """The answers of one wave on co-construction; nothing where the release has none."""
    wave = studies.shown(visit, TABLE) if TABLE in visit.release.tables else None
    if wave is None:
        return
    told: list[controls.Unknown] = []
    studies.control(visit, TABLE, told)
    controls.tell(visit.reader, told)
    if figure := visit.figure(coconstruction, wave=wave.code):
        exhibit(figure, visit.reader, legend_below=True)
        studies.before(visit, TABLE, wave, "dynamics")
        studies.beside(visit, TABLE, wave, "dynamics")

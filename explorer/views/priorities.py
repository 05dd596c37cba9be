"""Priorities of local authorities as one wave sees them: the answers to each role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.survey.lookup import labels, order
from explorer.figures.survey.scales import scale
from explorer.figures.survey.waves import whom
from explorer.figures.themes.priorities import SORTS, groups, priorities, sorts
from explorer.figures.themes.priority_words import TABLE
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls, studies
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which study, and how the roles are sorted."""
    return [studies.choice(release, TABLE), Choice("sort", SORTS)]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    title, wave = reader.say("priorities.page.title"), studies.shown(visit, TABLE)
    if wave is None:
        heading(title, reader.say("study.none"))
        return
    words = _answers(visit, wave.code)
    said = reader.either([reader.say("quoted", words=reader.small(answer)) for answer in words])
    heading(title, reader.say("priorities.page.lead", whom=whom(release, reader, wave), answers=said))
    told: list[controls.Unknown] = []
    studies.control(visit, TABLE, told)
    sort = Choice("sort", sorts(release, wave.code))
    shown = controls.segmented(
        sort,
        lambda code: words[0] if code == "first" and words else reader.say(f"priorities.sort.{code}"),
        told=told,
        label=reader.say("priorities.sort"),
    )
    controls.tell(reader, told)
    exhibit(visit.figure(priorities, sort=shown, wave=wave.code), reader)
    studies.before(visit, TABLE, wave, "priorities")
    studies.beside(visit, TABLE, wave, "priorities")
    ways(reader, {"actor": links["actor"]})


def _answers(visit: Visit, wave: str) -> list[str]:
    """The answers that make up the bars, in words."""
    release = visit.release
    known = {code for group in groups(release, wave) for code in scale(release, group.rows).parts}
    names = labels(release, "answers", visit.reader)
    return [
        names.get(code, code)
        for code in order(release, "answers", release.table(TABLE)["answer"])
        if code in known
    ]

"""Roles of the actors as one wave sees them: the domains of each, then what was and was not published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.survey.lookup import labels, order
from explorer.figures.survey.waves import waves, whom
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.role_words import TABLE
from explorer.figures.themes.roles import asked, offered, roles
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls, studies
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which study, which answer of any study: each answer is its own scale."""
    known = dict.fromkeys(code for wave in waves(release, TABLE) for code in offered(release, wave.code))
    return [studies.choice(release, TABLE), Choice("answer", tuple(known))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    wave = studies.shown(visit, TABLE)
    if wave is None:
        heading(reader.say("roles.page.title"), reader.say("study.none"))
        return
    heading(reader.say("roles.page.title"), reader.say("roles.page.lead", whom=whom(release, reader, wave)))
    told: list[controls.Unknown] = []
    studies.control(visit, TABLE, told, resets=("answer",))
    words = labels(release, "answers", reader)
    known, label = Choice("answer", tuple(offered(release, wave.code))), reader.say("roles.answer")
    if len(known.options) > 1:
        answer = controls.segmented(known, lambda code: words.get(code, code), told=told, label=label)
    else:
        answer = studies.only(known, words, told, label)
    controls.tell(reader, told)
    exhibit(visit.figure(roles, answer=answer, wave=wave.code), reader)
    studies.before(visit, TABLE, wave, "roles")
    for indicator in order(release, "indicators", asked(release, wave.code)["indicator"]):
        exhibit(visit.figure(matrix, answer=answer, wave=wave.code, indicator=indicator), reader)
    studies.beside(visit, TABLE, wave, "roles")
    ways(reader, {name: links[name] for name in ("domain", "actor")})

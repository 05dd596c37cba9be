"""Roles of the actors: the leading domains for each, then everything that was and was not published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.lookup import labels
from explorer.figures.matrix import matrix
from explorer.figures.roles import answers, roles
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit


def choices(release: Release) -> list[Choice]:
    """Which answer is shown: each is its own scale."""
    return [Choice("answer", tuple(answers(release)))]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader = visit.reader
    (answer,) = choices(visit.release)
    words = labels(visit.release, "answers", reader)
    heading(reader.say("roles.page.title"), reader.say("roles.page.lead"))
    told: list[controls.Unknown] = []
    shown = controls.segmented(
        answer, lambda code: words.get(code, code), told=told, label=reader.say("roles.answer")
    )
    controls.tell(reader, told)
    if shown:
        exhibit(visit.figure(roles, answer=shown), reader)
        exhibit(visit.figure(matrix, answer=shown), reader)
    ways(reader, {name: links[name] for name in ("domain", "actor")})

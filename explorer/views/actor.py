"""The sheet of an actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.figures.survey.prisms import actors
from explorer.views import sheet
from explorer.views.visit import Visit

KIND = sheet.Kind("actor", actors, ("cross", "roles", "dynamics"))
choices = KIND.choices


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    sheet.show(visit, links, KIND, lambda visit, actor: None)  # noqa: ARG005 (official statistics have no actor)

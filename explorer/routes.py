"""The pages of the explorer: the place of each in the menu, its address, its choices, what shows it.

To add a page: a file in views/ with `choices` and `show`, a line in PAGES, its words in texts/ (`page.*` its
title, `nav.*` its name in the menu, `home.way.*` what is found there).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from explorer.published import MissingTableError, Release
from explorer.state import Choice
from explorer.views import (
    accessibility,
    actor,
    changes,
    cross,
    data,
    domain,
    dynamics,
    home,
    impacts,
    measured,
    method,
    observation,
    opening,
    pioneers,
    priorities,
    profiles,
    roles,
    search,
    study,
    territories,
    territory,
)
from explorer.views.navigation import Way

# The menu, first line: its groups in their order. A group with no page is left out.
GROUPS = ("home", "prisms", "figures", "field", "data")
HIDDEN = ""  # the group of a page that no menu leads to: one comes to it from a figure


class Entry(NamedTuple):
    """A page: its name (and key of its words), address and group; what it lets one choose; what shows it."""

    name: str
    address: str
    group: str
    choices: Callable[[Release], list[Choice]]
    show: Callable[..., None]


# The pages in the order of the menu; the first is the one that opens. To add one: a line here.
PAGES = (
    Entry("home", "", "home", home.choices, home.show),
    Entry("cross", "cross", "prisms", cross.choices, cross.show),
    Entry("domain", "domain", "prisms", domain.choices, domain.show),
    Entry("territory", "territory", "prisms", territory.choices, territory.show),
    Entry("actor", "actor", "prisms", actor.choices, actor.show),
    Entry("roles", "roles", "figures", roles.choices, roles.show),
    Entry("priorities", "priorities", "figures", priorities.choices, priorities.show),
    Entry("territories", "territories", "figures", territories.choices, territories.show),
    Entry("measured", "measured", "figures", measured.choices, measured.show),
    Entry("dynamics", "dynamics", "figures", dynamics.choices, dynamics.show),
    Entry("pioneers", "pioneers", "field", pioneers.choices, pioneers.show),
    Entry("profiles", "profiles", "field", profiles.choices, profiles.show),
    Entry("impacts", "impacts", "field", impacts.choices, impacts.show),
    Entry("search", "search", HIDDEN, search.choices, search.show),
    Entry("figure", "figure", HIDDEN, observation.choices, observation.show),
    Entry("study", "study", "data", study.choices, study.show),
    Entry("data", "data", "data", data.choices, data.show),
    Entry("method", "method", "data", method.choices, method.show),
    Entry("open", "open", "data", opening.choices, opening.show),
    Entry("accessibility", "accessibility", "data", accessibility.choices, accessibility.show),
)

# The page of a preview: there is one only where the explorer is given what changes (`--changes`).
PREVIEW = Entry("changes", "changes", HIDDEN, changes.choices, changes.show)


@lru_cache(maxsize=128)
def offered(entry: Entry, release: Release) -> tuple[Choice, ...]:
    """What a page of the release lets one choose; nothing where it lacks a table. Every link asks for it."""
    try:
        return tuple(entry.choices(release))
    except MissingTableError:
        return ()


def grouped(links: Mapping[str, Way]) -> dict[str, dict[str, Way]]:
    """Group → the links of its pages, both in the order of the menu; pages that no menu leads to left out."""
    menu: dict[str, dict[str, Way]] = {}
    for group in GROUPS:
        for entry in PAGES:
            if entry.group == group:
                menu.setdefault(group, {})[entry.name] = links[entry.name]
    return menu

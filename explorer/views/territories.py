"""Territories: one question of one study; a map, tiles, points or a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from explorer.figures.survey.lookup import labels
from explorer.figures.themes.regional import APART, DIMENSIONS, asked, options
from explorer.figures.themes.territories import VIEWS, territories
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls
from explorer.views.exhibit import exhibit
from explorer.views.frame import heading, ways
from explorer.views.visit import Visit

ALWAYS = ("indicator", "population")  # chosen even where there is one only: they say what is seen
ABREAST = 3  # lists side by side
VIEW = Choice("view", VIEWS)


@lru_cache(maxsize=8)
def choices(release: Release) -> list[Choice]:
    """What a question is made of (any code that one has), view."""
    known = [one for one in asked(release) if one.codes]
    made = []
    for name in DIMENSIONS:
        first = options(release, name, {})
        codes = dict.fromkeys((*first, *(one.code(name) for one in known)))
        made.append(Choice(name, tuple(code for code in codes if code)))
    return [*made, VIEW]


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    reader, release = visit.reader, visit.release
    heading(reader.say("territories.page.title"), reader.say("territories.page.lead"))
    if not asked(release):
        return
    told: list[controls.Unknown] = []
    chosen = _chosen(release, reader, told)
    shown = controls.segmented(
        VIEW,
        lambda code: reader.say(f"territories.view.{code}"),
        told=told,
        label=reader.say("territories.view"),
        hidden=True,
    )
    controls.tell(reader, told)
    exhibit(visit.figure(territories, **chosen, view=shown), reader)
    ways(reader, {name: links[name] for name in ("territory", "measured")})


def _chosen(release: Release, reader: Reader, told: list[controls.Unknown]) -> dict[str, str]:
    """The code of each dimension: by its list where there is a choice, else the only one."""
    every = {choice.name: choice.options for choice in choices(release)}
    chosen: dict[str, str] = {}
    columns: list[Any] = []
    names = tuple(DIMENSIONS)
    for place, name in enumerate(names):
        codes = options(release, name, chosen)
        mine: list[controls.Unknown] = []
        choice = Choice(name, codes)
        label = reader.say(f"territories.{name}")
        if len(codes) > 1 or name in ALWAYS:
            columns = columns or list(st.columns(ABREAST, vertical_alignment="bottom"))
            words = _words(release, reader, name)
            with columns.pop(0):
                chosen[name] = controls.select(
                    choice, words, told=mine, label=label, resets=names[place + 1 :]
                )
        else:
            picked = controls.read(choice)
            chosen[name] = codes[0]
            if picked.unknown and picked.unknown not in every[name]:
                shown = _words(release, reader, name)(codes[0])
                mine.append(controls.Unknown(label, picked.unknown, shown or reader.say("territories.none")))
        told += mine
    return chosen


def _words(release: Release, reader: Reader, name: str) -> Callable[[str], str]:
    """Code → words in the list of a dimension."""
    known = labels(release, DIMENSIONS[name], reader)
    years = {one.code("study"): one.period for one in asked(release)} if name == "study" else {}

    def words(code: str) -> str:
        label = known.get(code, known.get(code.partition(APART)[0], code))
        year = years.get(code, "")
        return f"{label}, {year}" if year and year not in label else label

    return words

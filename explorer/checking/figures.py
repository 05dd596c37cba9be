"""The figures of a release and what they are about, found again from the raw cells.

For claims of figures of any table: how many, how many legible, of how many studies, all that there are where
a domain, a territory and an actor cross, how many cells of a table have any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from explorer.checking.raw import Raw, Row

CUT = "cut"
ACTIVITY = "activity"  # the kind of what is no study: an organisation counts itself


@dataclass(frozen=True)
class Found:
    """A figure: its row, and what it is about as codes."""

    row: Row
    study: str
    domain: str
    territory: str
    population: str
    voice: str
    actor: str

    @property
    def legible(self) -> bool:
        """Whether it has a value."""
        return bool(self.row["value"])


def found(raw: Raw) -> dict[str, Found]:
    """Identifier → figure, of every cut; once where several have it."""
    if "all" not in raw.figures:
        raw.figures["all"] = dict(_found(raw))
    made: dict[str, Found] = raw.figures["all"]
    return made


def _found(raw: Raw) -> Iterator[tuple[str, Found]]:
    codes = {
        table: {row["code"]: row for row in raw.tables.get(table, ())}
        for table in ("studies", "pioneers", "populations")
    }

    def by_code(table: str, code: str) -> Row:
        return codes[table].get(code, {})

    for table, kind in raw.kinds.items():
        if kind != CUT:
            continue
        constants = raw.constants.get(table, {})
        for row in raw.tables[table]:

            def own(name: str, row: Row = row, constants: Mapping[str, Any] = constants) -> str:
                return row.get(name) or str(constants.get(name, ""))

            study, pioneer = by_code("studies", own("study")), by_code("pioneers", own("pioneer"))
            population = own("population") or study.get("population", "")
            yield (
                row["identifier"],
                Found(
                    row,
                    own("study"),
                    own("domain"),
                    own("territory") or pioneer.get("region", ""),
                    population,
                    by_code("populations", population).get("actor", ""),
                    own("actor") or own("subject"),
                ),
            )


def outlines(raw: Raw) -> Mapping[str, frozenset[str]]:
    """Territory → its regions; a region is its own."""
    if "outlines" not in raw.figures:
        members: dict[str, set[str]] = {row["code"]: {row["code"]} for row in raw.tables["regions"]}
        for row in raw.tables["territory-members"]:
            members.setdefault(row["territory"], set()).add(row["region"])
        raw.figures["outlines"] = {place: frozenset(regions) for place, regions in members.items()}
    made: Mapping[str, frozenset[str]] = raw.figures["outlines"]
    return made


# A choice → the codes that it takes a figure by.
TAKEN: Mapping[str, Callable[[Found], tuple[str, ...]]] = {
    "domain": lambda one: (one.domain,),
    "actor": lambda one: (one.actor, one.voice),
    "voice": lambda one: (one.voice,),
    "population": lambda one: (one.population,),
    "about": lambda one: (one.actor,),
}


def _taken(raw: Raw, name: str, code: str) -> Mapping[str, Found]:
    """Identifier → figure, of those that a choice takes."""
    key = f"by {name}"
    if key not in raw.figures:
        groups: dict[str, dict[str, Found]] = {}
        for identifier, one in found(raw).items():
            for mine in TAKEN[name](one):
                groups.setdefault(mine, {})[identifier] = one
        raw.figures[key] = groups
    taken: Mapping[str, Found] = raw.figures[key].get(code, {})
    return taken


def crossing(raw: Raw, **chosen: str) -> dict[str, Found]:
    """The figures of a domain, at a territory, of an actor or about it; a choice that is left out is any.

    `voice`, `population`: of whoever answered; `about`: the actor that they spoke of; `domain` may be empty.
    """
    place = chosen.pop("territory", None)
    groups = sorted((_taken(raw, name, code) for name, code in chosen.items()), key=len) or [found(raw)]
    kept = {name: one for name, one in groups[0].items() if all(name in others for others in groups[1:])}
    if place is None:
        return kept
    known, none = outlines(raw), frozenset[str]()
    ground = known.get(place, none)
    return {
        name: one
        for name, one in kept.items()
        if one.territory == place or ground & known.get(one.territory, none)
    }


def differing(raw: Raw) -> int:
    """How many measures have two different values: figures that differ by their source alone."""
    values: dict[tuple[str, ...], set[str]] = {}
    for identifier, one in found(raw).items():
        if one.row["value"]:
            rest = identifier.rpartition("/")[0]  # the last part of an identifier is the source
            values.setdefault((rest,), set()).add(one.row["value"])
    return sum(len(different) > 1 for different in values.values())


def holds(claim: Any, raw: Raw) -> bool:
    """Whether a claim of figures of any table is true."""
    if claim.kind in WHOLE:
        return bool(WHOLE[claim.kind](claim, raw))
    known = found(raw)
    return set(claim.codes) <= set(known) and OF_FIGURES[claim.kind](
        claim, raw, [known[c] for c in claim.codes]
    )


def _figures(claim: Any, raw: Raw, mine: list[Found]) -> bool:
    del raw, mine
    return bool(len(set(claim.codes)) == len(claim.codes) == claim.count)


def _legible(claim: Any, raw: Raw, mine: list[Found]) -> bool:
    del raw
    return bool(sum(one.legible for one in mine) == claim.count)


def _studies(claim: Any, raw: Raw, mine: list[Found]) -> bool:
    kinds = {row["code"]: row["kind"] for row in raw.tables["studies"]}
    counted = {one.study for one in mine if kinds.get(one.study, ACTIVITY) != ACTIVITY}
    return bool(len(counted) == claim.count)


def _crossed(claim: Any, raw: Raw, mine: list[Found]) -> bool:
    del mine
    return set(crossing(raw, **{name: codes[0] for name, codes in claim.where})) == set(claim.codes)


def _filled(claim: Any, raw: Raw) -> bool:
    chosen = [dict(parse_qsl(code, keep_blank_values=True)) for code in claim.codes]
    filled = [any(fact.legible for fact in crossing(raw, **one).values()) for one in chosen]
    return bool(sum(filled) == claim.count)


OF_FIGURES: dict[str, Callable[[Any, Raw, list[Found]], bool]] = {
    "figures": _figures,
    "legible": _legible,
    "studies": _studies,
    "crossed": _crossed,
}
WHOLE: dict[str, Callable[[Any, Raw], bool]] = {
    "cells": lambda claim, raw: len(claim.codes) == claim.count,  # noqa: ARG005 (one form for all)
    "filled": _filled,
    "differing": lambda claim, raw: differing(raw) == claim.count,
}
KINDS = (*OF_FIGURES, *WHOLE)

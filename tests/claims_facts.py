"""The figures of a release and what they are about, found again from the raw cells, with no code of ours.

For claims of figures of any table: how many, how many legible, of how many studies, all that there are where
a domain, a territory and an actor cross, how many cells of a table have any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

Row = Mapping[str, str]
FACT, COUNTRY = "fact", "FR"
OF_COMPANIES = {"company_action_expected", "company_credible", "company_effective", "company_legitimate"}


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
        return bool(self.row["value"])


def found(raw: Any) -> dict[str, Found]:
    """Identifier → figure, of every table of facts."""
    if "all" not in raw.figures:
        raw.figures["all"] = dict(_found(raw))
    made: dict[str, Found] = raw.figures["all"]
    return made


def _found(raw: Any) -> Iterator[tuple[str, Found]]:
    codes = {
        table: {row["code"]: row for row in raw.tables.get(table, ())}
        for table in ("studies", "pioneers", "populations")
    }

    def by_code(table: str, code: str) -> Row:
        return codes[table].get(code, {})

    for table, kind in raw.kinds.items():
        if kind != FACT:
            continue
        constants = raw.constants.get(table, {})
        for row in raw.tables[table]:

            def own(name: str, row: Row = row, constants: Mapping[str, Any] = constants) -> str:
                return row.get(name) or str(constants.get(name, ""))

            study, pioneer = by_code("studies", own("study")), by_code("pioneers", own("pioneer"))
            population = own("population") or study.get("population", "")
            about = "companies" if own("indicator") in OF_COMPANIES else "pioneers" if pioneer else ""
            yield (
                named(table, [row[field] for field in raw.keys[table]]),
                Found(
                    row,
                    own("study"),
                    own("domain"),
                    own("territory") or pioneer.get("region", ""),
                    population,
                    by_code("populations", population).get("actor", ""),
                    own("actor") or about,
                ),
            )


def named(table: str, key: Sequence[str]) -> str:
    """The identifier of a row."""
    return f"{table}:" + "/".join(quote(part, safe="").replace("~", "%7E") for part in key)


def outline(raw: Any, place: str) -> set[str]:
    """The regions of a territory; a region is its own."""
    members = {row["region"] for row in raw.tables["territory-members"] if row["territory"] == place}
    known = {row["code"] for row in raw.tables["regions"]}
    return members or ({place} & known if place != COUNTRY else set())


def crossing(raw: Any, **chosen: str) -> dict[str, Found]:
    """The figures of a domain, at a territory, of an actor or about it; a choice that is left out is any.

    `voice`, `population`: of whoever answered; `about`: the actor that they spoke of; `domain` may be empty.
    """
    kept = {}
    for name, one in found(raw).items():
        ground = (
            outline(raw, chosen["territory"]) & outline(raw, one.territory) if "territory" in chosen else ()
        )
        if (
            chosen.get("domain", one.domain) == one.domain
            and (chosen.get("territory", one.territory) == one.territory or ground)
            and chosen.get("actor", one.actor) in (one.actor, one.voice)
            and chosen.get("voice", one.voice) == one.voice
            and chosen.get("population", one.population) == one.population
            and chosen.get("about", one.actor) == one.actor
        ):
            kept[name] = one
    return kept


def differing(raw: Any) -> int:
    """How many measures have two different values: rows whose keys differ by the source alone."""
    values: dict[tuple[str, ...], set[str]] = {}
    for table, kind in raw.kinds.items():
        key = raw.keys.get(table, ())
        if kind == FACT and "source" in key and "study" in raw.tables[table][0]:
            for row in raw.tables[table]:
                if row["value"]:
                    rest = (table, *(row[field] for field in key if field != "source"))
                    values.setdefault(rest, set()).add(row["value"])
    return sum(len(different) > 1 for different in values.values())


def holds(claim: Any, raw: Any) -> bool:
    """Whether a claim of figures of any table is true."""
    if claim.kind in WHOLE:
        return WHOLE[claim.kind](claim, raw)
    known = found(raw)
    return set(claim.codes) <= set(known) and OF_FIGURES[claim.kind](
        claim, raw, [known[c] for c in claim.codes]
    )


def _figures(claim: Any, raw: Any, mine: list[Found]) -> bool:
    del raw, mine
    return len(set(claim.codes)) == len(claim.codes) == claim.count


def _legible(claim: Any, raw: Any, mine: list[Found]) -> bool:
    del raw
    return sum(one.legible for one in mine) == claim.count


def _studies(claim: Any, raw: Any, mine: list[Found]) -> bool:
    del raw
    return len({one.study for one in mine if one.study}) == claim.count


def _crossed(claim: Any, raw: Any, mine: list[Found]) -> bool:
    del mine
    return set(crossing(raw, **{name: codes[0] for name, codes in claim.where})) == set(claim.codes)


def _filled(claim: Any, raw: Any) -> bool:
    chosen = [dict(parse_qsl(code, keep_blank_values=True)) for code in claim.codes]
    return sum(any(one.legible for one in crossing(raw, **one).values()) for one in chosen) == claim.count


OF_FIGURES = {"figures": _figures, "legible": _legible, "studies": _studies, "crossed": _crossed}
WHOLE = {
    "cells": lambda claim, raw: len(claim.codes) == claim.count,  # noqa: ARG005 (one form for all)
    "filled": _filled,
    "differing": lambda claim, raw: differing(raw) == claim.count,
}
KINDS = (*OF_FIGURES, *WHOLE)

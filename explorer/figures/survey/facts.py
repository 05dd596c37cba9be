"""Every survey figure of the release with what it is about: domain, territory, actor, whoever answered.

No cut is known by name here. A figure is a row of a cut, with the dimensions that its row of `observations`
has (a cut may call them otherwise), else what the descriptor says that all rows of the cut share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.address import OWN, identify_row, numbered, places
from explorer.figures.survey.lookup import constant, plain, references, rows_by_code
from explorer.published import Release

CUT, OBSERVATIONS = "cut", "observations"
ACTIVITY = "activity"  # the kind of what is no survey: an organisation counts itself
COUNTRY = "country"  # the kind of the territory that is the whole
SPOKEN_OF = ("actor", "subject")  # the columns of the actor that a figure is about
PIONEERS = "pioneers"  # the table of the initiatives, which are items too
COUNTED = ("answers", "items")  # the tables of what a figure counts besides


@dataclass(frozen=True)
class Fact:
    """A figure and its dimensions as codes, empty where it has none.

    `voice` is the actor whose population answered or is counted, `actor` the one that the figure is about.
    `items` are what its key holds besides: answer, role, practice (field, code). `theme` is that of its
    indicator; `national`: of the whole country; `part`: of a part (a size class) of a population
    of which the same study has the same figure.
    """

    identifier: str
    table: str
    row: dict[str, Any]
    study: str
    population: str
    voice: str
    actor: str
    territory: str
    domain: str
    indicator: str
    unit: str
    year: str
    items: tuple[tuple[str, str], ...]
    theme: str = ""
    national: bool = True
    part: bool = False

    @property
    def value(self) -> float | None:
        """The value, None where it cannot be read or is not published."""
        value = self.row.get("value")
        return None if value is None else float(value)

    @property
    def status(self) -> str:
        """The observation status (CL_OBS_STATUS)."""
        return str(self.row.get("status") or "")

    @property
    def about(self) -> tuple[object, ...]:
        """All that the figure is about: equal where two figures differ by their source alone."""
        return (self.study, self.indicator, self.population, self.territory, self.domain, self.actor,
                self.items, self.year)  # fmt: skip

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors that the figure is about or comes from."""
        return tuple(dict.fromkeys(code for code in (self.actor, self.voice) if code))


@lru_cache(maxsize=4)
def country(release: Release) -> str:
    """The code of the territory that is the whole country; empty where the release has none."""
    return next(
        (code for code, row in _rows(release, "territories").items() if row.get("kind") == COUNTRY), ""
    )


def fact_tables(release: Release) -> list[str]:
    """The tables of survey figures, in the order of the release."""
    return [name for name in numbered(release) if release.tables[name].properties.get("kind") == CUT]


@lru_cache(maxsize=4)
def facts(release: Release) -> tuple[Fact, ...]:
    """Every survey figure once, table by table in the order of the release.

    One that several cuts hold is of the largest of them, wherever the others stand.
    """
    rows = {table: plain(release.table(table)) for table in fact_tables(release)}
    home: dict[str, str] = {}
    for table in sorted(rows, key=lambda name: -len(rows[name])):
        for row in rows[table]:
            home.setdefault(identify_row(release, table, row), table)
    whole = _observed(release)
    every = [
        _fact(release, table, {**whole.get(str(row.get(OWN)), {}), **row})
        for table, held in rows.items()
        for row in held
    ]
    return _parted(release, [fact for fact in every if home[fact.identifier] == fact.table])


def _parted(release: Release, found: list[Fact]) -> tuple[Fact, ...]:
    """The figures, those of a part of a population said to be so."""
    known = _rows(release, "populations")
    asked: dict[tuple[str, str], set[str]] = {}
    for fact in found:
        asked.setdefault((fact.study, fact.indicator), set()).add(fact.population)
    wholes = {
        (study, indicator, code): bool(set(_above(known, code)) & codes)
        for (study, indicator), codes in asked.items()
        for code in codes
    }
    return tuple(
        replace(fact, part=True) if wholes[fact.study, fact.indicator, fact.population] else fact
        for fact in found
    )


def _above(known: Mapping[str, Mapping[str, Any]], code: str) -> Iterator[str]:
    """The populations that one is a part of, the nearest first."""
    seen = {code}
    while (code := str(known.get(code, {}).get("parent") or "")) and code not in seen:
        seen.add(code)
        yield code


@lru_cache(maxsize=4)
def by_identifier(release: Release) -> dict[str, Fact]:
    """Identifier → figure."""
    return {fact.identifier: fact for fact in facts(release)}


def _observed(release: Release) -> dict[str, dict[str, Any]]:
    """Identifier → the whole row of the figure; none where the release has no such table."""
    rows = plain(release.table(OBSERVATIONS)) if OBSERVATIONS in release.tables else []
    return {str(row[OWN]): row for row in rows}


def surveyed(release: Release, fact: Fact) -> bool:
    """Whether the figure is of a study: not what an organisation counts of its own activity."""
    kind = _rows(release, "studies").get(fact.study, {}).get("kind")
    return bool(fact.study) and kind != ACTIVITY


def _rows(release: Release, table: str) -> dict[str, dict[str, Any]]:
    return rows_by_code(release, table) if table in release.tables else {}


def _fact(release: Release, table: str, row: dict[str, Any]) -> Fact:
    def own(name: str) -> str:
        return str(row.get(name) or constant(release, table, name) or "")

    study = _rows(release, "studies").get(own("study"), {})
    indicator = _rows(release, "indicators").get(own("indicator"), {})
    pioneer = _rows(release, PIONEERS).get(str(row.get("item")), {})
    population = own("population") or str(study.get("population") or "")
    voice = _rows(release, "populations").get(population, {}).get("actor") or ""
    territory = own("territory") or str(pioneer.get("region") or "")
    place = _rows(release, "territories").get(territory, {})
    return Fact(
        identifier=identify_row(release, table, row),
        table=table,
        row=row,
        study=own("study"),
        population=population,
        voice=str(voice),
        actor=next((code for column in SPOKEN_OF if (code := own(column))), ""),
        territory=territory,
        domain=own("domain"),
        indicator=own("indicator"),
        unit=own("unit") or str(indicator.get("unit") or ""),
        year=_years(row) or _years(study),
        items=tuple(
            (name, str(row[name]))
            for name, target in references(release, table).items()
            if target in COUNTED and row.get(name) is not None
        ),
        theme=str(indicator.get("theme") or ""),
        national=not territory or place.get("kind") == COUNTRY,
    )


def _years(row: dict[str, Any]) -> str:
    """« 2015 » or « 2018-2022 », empty where the row has no year."""
    year, end = row.get("year"), row.get("year_end")
    return f"{year}-{end}" if year and end and end != year else str(year or "")


def by_table(release: Release, found: list[Fact]) -> dict[str, pd.DataFrame]:
    """Table → its rows among the figures, in their order there."""
    numbers: dict[str, list[int]] = {}
    for fact in found:
        numbers.setdefault(fact.table, []).append(places(release)[fact.identifier].row)
    return {
        table: release.table(table).iloc[sorted(rows)].reset_index(drop=True)
        for table, rows in numbers.items()
    }

"""Every survey figure of the release with what it is about: domain, territory, actor, whoever answered.

No table of facts is known by name here. A dimension of a figure is the field of that name in its row, else
the constant that the descriptor gives for the table, else what the row's keys lead to: the study's
population, the population's actor, the pioneer's region.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.address import identify_row, key_fields, numbered
from explorer.figures.lookup import constant, plain, rows_by_code
from explorer.published import Release

FACT = "fact"
COUNTRY = "FR"
# Indicators about an actor other than whoever answers: nothing else in the release says it.
ABOUT = {
    "company_action_expected": "companies",
    "company_credible": "companies",
    "company_effective": "companies",
    "company_legitimate": "companies",
}
COMMON = ("study", "population", "territory", "domain", "actor", "indicator", "source", "year", "year_end")


@dataclass(frozen=True)
class Fact:
    """A figure and its dimensions as codes, empty where it has none.

    `voice` is the actor whose population answered or is counted, `actor` the one that the figure is about.
    `items` are what its key holds besides: answer, role, practice (field, code).
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
    def actors(self) -> tuple[str, ...]:
        """The actors that the figure is about or comes from."""
        return tuple(dict.fromkeys(code for code in (self.actor, self.voice) if code))


def fact_tables(release: Release) -> list[str]:
    """The tables of survey figures, in the order of the release."""
    return [name for name in numbered(release) if release.tables[name].properties.get("kind") == FACT]


@lru_cache(maxsize=4)
def facts(release: Release) -> tuple[Fact, ...]:
    """Every survey figure, table by table in the order of the release."""
    return tuple(
        _fact(release, table, row) for table in fact_tables(release) for row in plain(release.table(table))
    )


@lru_cache(maxsize=4)
def by_identifier(release: Release) -> dict[str, Fact]:
    """Identifier → figure."""
    return {fact.identifier: fact for fact in facts(release)}


def _rows(release: Release, table: str) -> dict[str, dict[str, Any]]:
    return rows_by_code(release, table) if table in release.tables else {}


def _fact(release: Release, table: str, row: dict[str, Any]) -> Fact:
    def own(name: str) -> str:
        return str(row.get(name) or constant(release, table, name) or "")

    study = _rows(release, "studies").get(own("study"), {})
    indicator = _rows(release, "indicators").get(own("indicator"), {})
    pioneer = _rows(release, "pioneers").get(str(row.get("pioneer")), {})
    population = own("population") or str(study.get("population") or "")
    voice = _rows(release, "populations").get(population, {}).get("actor") or ""
    return Fact(
        identifier=identify_row(release, table, row),
        table=table,
        row=row,
        study=own("study"),
        population=population,
        voice=str(voice),
        actor=own("actor") or ABOUT.get(own("indicator")) or ("pioneers" if pioneer else ""),
        territory=own("territory") or str(pioneer.get("region") or ""),
        domain=own("domain"),
        indicator=own("indicator"),
        unit=own("unit") or str(indicator.get("unit") or ""),
        year=_years(row) or _years(study),
        items=tuple(
            (name, str(row[name]))
            for name in key_fields(release, table)
            if name not in COMMON and row.get(name) is not None
        ),
    )


def _years(row: dict[str, Any]) -> str:
    """« 2015 » or « 2018-2022 », empty where the row has no year."""
    year, end = row.get("year"), row.get("year_end")
    return f"{year}-{end}" if year and end and end != year else str(year or "")

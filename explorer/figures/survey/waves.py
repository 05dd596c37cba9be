"""Whose answers a page shows: a study, and the population that it asked, as one choice.

A chart is of one wave. Where a study has figures of a population and of parts of it (size classes), the wave
is that of the whole. The newest stands first, and is what a page opens with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import pandas as pd

from explorer.figures.survey.lookup import plain, rows_by_code
from explorer.published import Release
from explorer.reader import Reader

COUNTRY = "country"  # the kind of the territory that is the whole
APART = "."  # between the codes of a study and of a population, where a study has several


class Asked(Protocol):
    """What has a study and a population: a figure."""

    @property
    def study(self) -> str: ...  # noqa: D102 (as it is named)
    @property
    def population(self) -> str: ...  # noqa: D102


F = TypeVar("F", bound=Asked)


@dataclass(frozen=True)
class Wave:
    """A study asked of one population; `code` is what an address says, `year` the last of its years."""

    code: str
    study: str
    population: str
    year: str
    since: str = ""

    @property
    def years(self) -> str:
        """Its year, or the first and the last: « 2025–2026 »."""
        return f"{self.since}\N{EN DASH}{self.year}" if self.since else self.year

    def asked(self, figure: Asked) -> bool:
        """Whether a figure is of this study and population."""
        return (figure.study, figure.population) == (self.study, self.population)


@lru_cache(maxsize=32)
def waves(release: Release, table: str) -> tuple[Wave, ...]:
    """The waves of a cut, the newest first, of one year that of most figures; then those without a year.

    One without any value is left out where others have some.
    """
    studies, known = rows_by_code(release, "studies"), rows_by_code(release, "populations")
    rows = plain(national(release, table))
    asked: dict[str, dict[str, int]] = {}
    for row in [row for row in rows if row["value"] is not None] or rows:
        counts = asked.setdefault(str(row["study"]), {})
        counts[str(row["population"] or "")] = counts.get(str(row["population"] or ""), 0) + 1
    found = []
    for study, populations in asked.items():
        first = studies.get(study, {}).get("year")
        year = studies.get(study, {}).get("year_end") or first
        whole = [code for code in populations if known.get(code, {}).get("parent") not in populations]
        for population in whole:
            code = study if len(whole) == 1 else f"{study}{APART}{population}"
            since = str(first or "") if first != year else ""
            found.append(Wave(code, study, population, str(year or ""), since))
    found.sort(key=lambda wave: -asked[wave.study][wave.population])
    return tuple(sorted(found, key=lambda wave: (wave.year == "", [-ord(c) for c in wave.year])))


def wave_of(release: Release, table: str, code: str = "") -> Wave:
    """The wave of that code; the newest for a code that the cut has not. IndexError where it has no wave."""
    found = waves(release, table)
    return next((wave for wave in found if wave.code == code), found[0])


def national(release: Release, table: str) -> pd.DataFrame:
    """The rows of a cut that are of the whole country, in the order of the release."""
    cells = release.table(table)
    kinds = {code: row.get("kind") for code, row in rows_by_code(release, "territories").items()}
    return cells[[kinds.get(code) == COUNTRY for code in cells["territory"]]]


@lru_cache(maxsize=64)  # every run of a page asks
def of_wave(release: Release, table: str, wave: Wave) -> pd.DataFrame:
    """The rows of one wave, of the whole country. Not to be changed."""
    cells = national(release, table)
    return cells[(cells["study"] == wave.study) & (cells["population"].fillna("") == wave.population)]


def by_wave(release: Release, found: list[F], table: str) -> list[tuple[Wave, list[F]]]:
    """The waves of a cut that some figures (facts.Fact) are of, each with its own."""
    groups = [(one, [fact for fact in found if one.asked(fact)]) for one in waves(release, table)]
    return [(one, mine) for one, mine in groups if mine]


def named(release: Release, reader: Reader, wave: Wave) -> str:
    """« PHARE-Institutions, 2016 : maires », to choose by."""
    study = reader.words(rows_by_code(release, "studies").get(wave.study, {}), "label") or wave.study
    dated = study if not wave.year or wave.year in study else f"{study}, {wave.years}"
    who = population(release, reader, wave.population, "label")
    return f"{dated}{reader.say('colon')}{who[:1].lower()}{who[1:]}" if who else dated


def whom(release: Release, reader: Reader, wave: Wave) -> str:
    """Who answered, within a sentence: « les maires »; the study where no population is said."""
    found = population(release, reader, wave.population, "phrase")
    return found or reader.words(rows_by_code(release, "studies").get(wave.study, {}), "label") or wave.study


def whose(release: Release, reader: Reader, wave: Wave) -> str:
    """Of whom, within a sentence: « des maires », “of mayors”."""
    return reader.of(whom(release, reader, wave))


def population(release: Release, reader: Reader, code: str, text: str) -> str:
    """A text of a population, empty where there is none."""
    row: dict[str, Any] = rows_by_code(release, "populations").get(code, {})
    return reader.words(row, text) or reader.words(row, "label")

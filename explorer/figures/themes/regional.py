"""What studies asked territory by territory: a question is one of a study, and has all its territories.

A question is a study, an indicator and a population, then whom or what it speaks of and the answer that it
counts (subject, domain, item, answer), where it has these. No cut is known by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.address import identify, identify_row
from explorer.figures.survey import facts
from explorer.figures.survey.facts import SPOKEN_OF, fact_tables
from explorer.figures.survey.lookup import constant, plain, references, rows_by_code
from explorer.figures.survey.questions import joint
from explorer.published import MissingTableError, Release

MEMBERS = "territory-members"
COUNTRY = "country"  # the kind of the territory that is the whole
# What one chooses, in this order → the table of its codes. What one has chosen bounds what comes after it.
DIMENSIONS = {
    "indicator": "indicators",
    "population": "populations",
    "study": "studies",
    "subject": "actors",
    "domain": "domains",
    "item": "items",
    "answer": "answers",
}
APART = "."  # between the codes of a study and of a year, where a study has figures of several
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question of a study with its rows in `table`: where they stand, how many have a value.

    `codes` are those of DIMENSIONS, empty where it has none; `where` are the cells that select its rows;
    `period` is « 2015 » or « 2018–2022 », `year` its last year.
    """

    table: str
    codes: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, str], ...]
    study: str
    year: str
    period: str
    places: tuple[int, ...]
    legible: int

    def code(self, dimension: str) -> str:
        """Its code in one of DIMENSIONS."""
        return dict(self.codes)[dimension]

    def rows(self, release: Release) -> pd.DataFrame:
        """Its rows, in the order of the release."""
        return release.table(self.table).iloc[list(self.places)].reset_index(drop=True)


@lru_cache(maxsize=8)
def asked(release: Release) -> tuple[Asked, ...]:
    """Every question that has a row for a territory other than the whole country."""
    if MEMBERS not in release.tables:
        raise MissingTableError(MEMBERS)
    return tuple(one for table in fact_tables(release) for one in _of_table(release, table, country=False))


@lru_cache(maxsize=8)
def of_country(release: Release) -> tuple[Asked, ...]:
    """The same questions asked of the whole country."""
    return tuple(one for table in fact_tables(release) for one in _of_table(release, table, country=True))


def _of_table(release: Release, table: str, *, country: bool) -> list[Asked]:
    columns = columns_of(release, table)
    if "territory" not in release.table(table).columns:
        return []
    kinds = {code: row.get("kind") for code, row in rows_by_code(release, "territories").items()}
    found: dict[tuple[str, ...], list[tuple[int, Row]]] = {}
    known = facts.by_identifier(release)
    for place, row in enumerate(plain(release.table(table))):
        territory, fact = row.get("territory"), known.get(identify_row(release, table, row))
        if fact is not None and fact.table != table:
            continue  # a row that another cut holds as well is of that one
        if territory is not None and (kinds.get(str(territory)) == COUNTRY) is country:
            key = tuple(str(row.get(column) or "") for column in columns.values())
            found.setdefault(key, []).append((place, row))
    names = list(columns)
    years: dict[tuple[str, ...], set[str]] = {}
    for key in found:
        years.setdefault(_but(names, key, "year"), set()).add(key[names.index("year")])
    return [_asked(release, table, columns, key, rows, len(years[_but(names, key, "year")]))
            for key, rows in found.items()]  # fmt: skip


def columns_of(release: Release, table: str) -> dict[str, str]:
    """Dimension (and `year`) → the column of the cut that would have it."""
    held = release.table(table).columns
    kinds = {target: name for name, target in references(release, table).items()}
    found = {name: kinds.get(DIMENSIONS[name], name) for name in ("item", "answer")}
    found["subject"] = next((name for name in SPOKEN_OF if name in held), "subject")
    return {name: found.get(name, name) for name in (*DIMENSIONS, "year")}


def _but(names: list[str], key: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(code for one, code in zip(names, key, strict=True) if one != name)


def _asked(
    release: Release,
    table: str,
    columns: dict[str, str],
    key: tuple[str, ...],
    rows: list[tuple[int, Row]],
    years: int,
) -> Asked:
    codes = dict(zip(columns, key, strict=True))
    own = codes.pop("year")
    study = rows_by_code(release, "studies").get(codes["study"], {})
    dated = rows[0][1] if own else study
    first, last = str(dated.get("year") or ""), str(dated.get("year_end") or "")
    where = tuple((columns[name], code) for name, code in zip(columns, key, strict=True)
                  if columns[name] in release.table(table).columns)  # fmt: skip
    codes["indicator"] = codes["indicator"] or constant(release, table, "indicator")
    codes["population"] = codes["population"] or str(study.get("population") or "")
    name = codes["study"]
    codes["study"] = f"{name}{APART}{own}" if years > 1 and own else name
    return Asked(
        table=table,
        codes=tuple(codes.items()),
        where=where,
        study=name,
        year=last or first,
        period=f"{first}\u2013{last}" if last and last != first else first,
        places=tuple(place for place, _ in rows),
        legible=len({row["territory"] for _, row in rows if row["value"] is not None}),
    )


def options(release: Release, dimension: str, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """The codes of a dimension that questions have which agree with what is `chosen`, the default first.

    Studies: the newest that has any value first. All else: what has most values first, then
    most areas, then by its table.
    """
    return _options(release, dimension, tuple(sorted(chosen.items())))


@lru_cache(maxsize=512)
def _options(release: Release, dimension: str, chosen: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    pool = [one for one in asked(release) if all(one.code(name) == code for name, code in chosen)]
    best: dict[str, tuple[Any, ...]] = {}
    waves: dict[str, set[str]] = {}
    for one in pool:
        size, year = len(one.places), int(one.year or 0)
        rank = (one.legible > 0, year, one.legible) if dimension == "study" else (one.legible, size, year)
        code = one.code(dimension)
        best[code] = max(best.get(code, rank), rank)
        waves.setdefault(code, set()).add(one.study)
    if dimension not in ("indicator", "study"):  # where as many have a value, as the table has them
        best = {code: rank[:1] for code, rank in best.items()}
        waves = {code: set() for code in best}
    known = [code for code in rows_by_code(release, DIMENSIONS[dimension]) if code in best]
    ordered = [*known, *(code for code in best if code not in known)]
    return tuple(sorted(ordered, key=lambda code: [-float(part) for part in (*best[code], len(waves[code]))]))


def question_of(release: Release, **wanted: str) -> Asked:
    """The question of those codes; where a code is not wanted or does not exist, that which comes first."""
    chosen: dict[str, str] = {}
    for dimension in DIMENSIONS:
        codes = options(release, dimension, chosen)
        code = wanted.get(dimension, "")
        chosen[dimension] = code if code in codes else codes[0]
    return next(one for one in asked(release) if dict(one.codes) == chosen)


@lru_cache(maxsize=4)
def by_identifier(release: Release) -> dict[str, Asked]:
    """Identifier of a figure of a territory → its question; empty where no territory can be drawn."""
    if MEMBERS not in release.tables:
        return {}
    found: dict[str, Asked] = {}
    for one in asked(release):
        names = identify(release, one.table, one.rows(release))
        found |= dict.fromkeys(names, one)
    return found


def earlier(release: Release, one: Asked) -> list[tuple[Asked, bool]]:
    """The same asked in studies before, the newest first, each with whether the series joins them."""
    same = [other for other in asked(release)
            if other.year < one.year and _same(one, other) and other.legible]  # fmt: skip
    return [(other, joined(release, one, other))
            for other in sorted(same, key=lambda other: other.year, reverse=True)]  # fmt: skip


def _same(one: Asked, other: Asked) -> bool:
    return all(code == other.code(name) for name, code in one.codes if name != "study")


def joined(release: Release, one: Asked, before: Asked) -> bool:
    """Whether the series joins a study to one before, through all between, over one geography."""
    if not one_geography(release, one, before):
        return False
    indicator, population = one.code("indicator"), one.code("population")
    known = [joint(release, indicator, population, code) is not None for code in (before.study, one.study)]
    return all(known) and not breaks(release, one, before)


def one_geography(release: Release, one: Asked, other: Asked) -> bool:
    """Whether two studies divide the country in the same way."""
    studies = rows_by_code(release, "studies")
    here, there = (studies.get(each.study, {}).get("geography") for each in (one, other))
    return bool(here == there)


def breaks(release: Release, one: Asked, before: Asked) -> list[str]:
    """The studies after one, up to another, that the series does not join to what precedes them."""
    found = []
    for code, study in rows_by_code(release, "studies").items():
        row = joint(release, one.code("indicator"), one.code("population"), code)
        year = str(study.get("year_end") or study.get("year") or "")
        if row is not None and not row["joined"] and before.year < year <= one.year:
            found.append(code)
    return found

"""What is said of the territories of a question: the sentence, the national figure, the list, the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from explorer.address import identify_row
from explorer.figures import claims
from explorer.figures.figure import Listed
from explorer.figures.survey import bases
from explorer.figures.survey.absences import absent
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import qualified, spoken
from explorer.figures.survey.waves import population
from explorer.figures.themes.regional import COUNTRY, DIMENSIONS, Asked, columns_of, earlier, of_country
from explorer.figures.themes.territory_places import Area, Row, areas, shown
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader

TESTED = ("above", "below", "not_different")
FEW = 4  # values that a sentence names one by one


def what(release: Release, reader: Reader, one: Asked) -> str:
    """What the question measures: its indicator, what it speaks of, the answer that is counted."""
    said = [labels(release, "indicators", reader).get(one.code("indicator"), one.code("indicator"))]
    for name in ("subject", "domain", "item"):
        if code := one.code(name):
            words = labels(release, DIMENSIONS[name], reader).get(code, code)
            said.append(words[:1].lower() + words[1:])
    if code := one.code("answer"):
        answer = labels(release, DIMENSIONS["answer"], reader).get(code, code)
        said.append(reader.say("quoted", words=answer[:1].lower() + answer[1:]))
    return ", ".join(said)


def whom(release: Release, reader: Reader, one: Asked) -> str:
    """Who answered, within a sentence: « les maires »."""
    return population(release, reader, one.code("population"), "phrase")


def national(release: Release, one: Asked) -> tuple[Asked, pd.DataFrame] | None:
    """The national figures of the same question: of the same study, else of the studies of the same year."""
    about = {name: code for name, code in one.codes if name != "study"}
    same = [
        other
        for other in of_country(release)
        if other.legible and all(other.code(name) == code for name, code in about.items())
    ]
    alike = [other for other in same if other.study == one.study] or [
        other for other in same if other.period == one.period
    ]
    if not alike:
        return None
    rows = pd.concat([other.rows(release) for other in alike], ignore_index=True)
    return alike[0], rows[rows["value"].notna()].reset_index(drop=True)


def key(one: Asked, row: Mapping[str, Any] | pd.Series) -> claims.Where:
    """The selection of one row of the table of a question."""
    columns = dict(one.where)
    return claims.only(row, *(name for name in (*columns, "territory", "source") if name in row))


def sentence(
    release: Release,
    reader: Reader,
    one: Asked,
    found: tuple[Area, ...],
    whole: tuple[Asked, pd.DataFrame] | None,
) -> claims.Said:
    """Which areas have a figure, or from what to what; what the source tested; what is missing and why.

    No ranking: of many values the least and the greatest are said, without whose they are.
    """
    known = [area for area in found if area.comparable]
    doubtful = [area for area in found if area.rows[0]["value"] is not None and not area.comparable]
    many = len(known) > FEW
    parts = [_range(release, reader, one, known)] if many else [_each(release, reader, one, "known", known)]
    parts.append(_each(release, reader, one, "doubtful", doubtful))
    if many:
        parts.append(_tested(reader, one, known))
    selected = (*claims.where(**dict(one.where)), *claims.where(territory=tuple(area.code for area in found)))
    parts.append(absent(release, reader, one.table, one.rows(release), selected, of="areas"))
    if whole is None:
        parts.append(_no_whole(release, reader, one))
    else:
        parts += [_whole(release, reader, one, whole[0], mean) for _, mean in whole[1].iterrows()]
    return claims.together(parts)


def _spoken(release: Release, reader: Reader, table: str, row: Row | pd.Series) -> str:
    cells = dict(row)
    unit = bases.unit_row(release, table, cells)
    return qualified(spoken(cells["value"], cells["status"], release, reader, unit), cells, release, reader)


def _each(release: Release, reader: Reader, one: Asked, words: str, found: list[Area]) -> claims.Said:
    """The areas with their values, and what was tested of each."""
    said, stated = [], []
    for area, row in [(each, row) for each in found for row in each.rows]:
        against = row.get("significance") if row.get("significance") in TESTED else ""
        tested = reader.say(f"significance.{against}") if against else ""
        said.append(f"{area.name} {_spoken(release, reader, one.table, row)}{tested}")
        stated.append(claims.value(one.table, key(one, row), row["value"], row["status"]))
        if against:
            stated.append(claims.tested(one.table, key(one, row), str(against)))
    if not said:
        return claims.Said("")
    return claims.Said(reader.say(f"territories.{words}", areas=reader.listing(said)), tuple(stated))


def _range(release: Release, reader: Reader, one: Asked, known: list[Area]) -> claims.Said:
    """How many areas have a value, the least and the greatest of these."""
    ordered = sorted(known, key=lambda area: area.value or 0)
    rows = (*claims.where(**dict(one.where)), *claims.where(territory=tuple(area.code for area in known)))
    low, high = (ordered[place].rows[0] for place in (0, -1))
    ends = {name: _spoken(release, reader, one.table, row) for name, row in (("low", low), ("high", high))}
    return claims.Said(
        reader.say("territories.range", count=len(known), **ends),
        (
            claims.known(one.table, rows, sum(len(area.rows) for area in known)),
            claims.lowest(one.table, rows, "territory", (), low["value"]),
            claims.highest(one.table, rows, "territory", (), high["value"]),
        ),
    )


def _tested(reader: Reader, one: Asked, known: list[Area]) -> claims.Said:
    """The areas that the source marks as above or below the whole."""
    said, stated = [], []
    for significance in TESTED[:2]:
        marked = [area for area in known if area.rows[0].get("significance") == significance]
        if marked:
            names = reader.listing([area.name for area in marked])
            said.append(reader.say(f"territories.tested.{significance}", areas=names))
            stated += [claims.tested(one.table, key(one, area.rows[0]), significance) for area in marked]
    words = reader.say("semicolon").join(said)
    return claims.Said(f"{words[:1].upper()}{words[1:]}." if words else "", tuple(stated))


def _whole(release: Release, reader: Reader, one: Asked, country: Asked, mean: pd.Series) -> claims.Said:
    """A figure of the country; with its study and its year, where it is of another study."""
    value = _spoken(release, reader, country.table, mean)
    stated = [claims.value(country.table, key(country, mean), mean["value"], mean["status"])]
    if mean["study"] == one.study:
        return claims.Said(reader.say("territories.mean.same", value=value), tuple(stated))
    study = study_words(release, reader, str(mean["study"]), country)
    if not pd.isna(mean["year"]):
        stated.append(claims.cell(country.table, key(country, mean), "year", mean["year"]))
    return claims.Said(reader.say("territories.mean", value=value, study=study), tuple(stated))


def study_words(release: Release, reader: Reader, study: str, one: Asked) -> str:
    """A study with the period of a question of it: « PHARE-Entreprises, 2015 »."""
    label = labels(release, "studies", reader).get(study, study)
    return label if one.period in label else f"{label}, {one.period}"


def _no_whole(release: Release, reader: Reader, one: Asked) -> claims.Said:
    """That the country has no such figure, of the study or of its year."""
    countries = [code for code, row in rows_by_code(release, "territories").items() if row["kind"] == COUNTRY]
    tables = {
        other.table for other in of_country(release) if other.code("indicator") == one.code("indicator")
    }
    stated = []
    for table in sorted(tables or {one.table}):
        columns, held = columns_of(release, table), release.table(table).columns
        codes = {columns[name]: code for name, code in one.codes if columns[name] in held and name != "study"}
        alike = claims.where(**codes, territory=countries)
        others = ({"study": one.study}, {"year": one.period.partition("\u2013")[0]})
        stated += [claims.none(table, (*alike, *claims.where(**other))) for other in others]
    return claims.Said(reader.say("territories.mean.none"), tuple(stated))


def area_values(
    release: Release, reader: Reader, found: tuple[Area, ...], whole: tuple[Asked, pd.DataFrame] | None
) -> tuple[Listed, ...]:
    """The country, then every area in alphabetical order: a list to find a name in, not a ranking."""
    country = reader.say("territories.country")
    means = [Listed(country, reader.say("value.uncollected"))]
    if whole is not None:
        table = whole[0].table
        means = [
            Listed(country, shown(release, reader, table, row), identify_row(release, table, row))
            for row in plain(whole[1])
        ]
    return (*means, *(Listed(area.name, area.text, area.identifier) for area in found))


def area_table(release: Release, reader: Reader, one: Asked, found: tuple[Area, ...]) -> pd.DataFrame:
    """The areas in alphabetical order: their regions, value, base, interval, what was tested, earlier waves.

    A column that would be empty is left out.
    """
    regions = labels(release, "regions", reader)
    lines = [(area, row) for area in found for row in area.rows]
    rows = pd.DataFrame([row for _, row in lines])
    columns: dict[str, list[str]] = {
        reader.say("column.territory"): [area.name for area, _ in lines],
        reader.say("column.regions"): [
            ", ".join(sorted((regions.get(code, code) for code in area.regions), key=folded))
            if [regions.get(code) for code in area.regions] != [area.name]
            else ""
            for area, _ in lines
        ],
        reader.say("column.value"): [shown(release, reader, one.table, row) for _, row in lines],
        **bases.columns(release, one.table, rows, reader),
        reader.say("column.test"): [_cell(reader, row) for _, row in lines],
    }
    for other in (before for before, joined in earlier(release, one) if joined):
        then = {area.code: area.text for area in areas(release, reader, other)}
        columns[other.year] = [then.get(area.code, "") for area, _ in lines]
    columns[reader.say("column.note")] = [reader.words(row, "note") for _, row in lines]
    return pd.DataFrame({name: cells for name, cells in columns.items() if any(cells)})


def _cell(reader: Reader, row: Row) -> str:
    """What the source tested, in a word; empty where it tested nothing."""
    tested = row.get("significance")
    return reader.say(f"significance.cell.{tested}") if tested in TESTED else ""

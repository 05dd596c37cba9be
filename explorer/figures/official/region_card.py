"""The card of a region: where it stands on each measured indicator, and what surveys say of its area."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from explorer.address import identify_row
from explorer.figures import claims
from explorer.figures.figure import Key
from explorer.figures.official.context import (
    INDICATORS,
    PERCEIVED,
    VALUES,
    Place,
    families,
    groups,
    indicators,
    is_cut,
    places,
    printed,
    series,
    spoken_period,
)
from explorer.figures.official.measured_words import NAMED, measured_keys, select
from explorer.figures.official.survey_lines import Column, based, survey_column
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.ranks import Standing, standing
from explorer.figures.survey.reading import base_unread
from explorer.locales import folded, number, ordinal
from explorer.published import Release
from explorer.reader import Reader

RATES = "regional-rates"
RATES_PER = "per_"  # how the codes of the units of rates begin
MINUS = "\u2212"
JOINED = "\u2060"  # no line is broken there: « +€570 » would be, after its sign


@dataclass(frozen=True)
class Row:
    """One indicator of the card."""

    domain: str
    indicator: str
    source: str
    value: str
    words: str
    identifier: str = ""
    claims: tuple[claims.Claim, ...] = ()


@dataclass(frozen=True)
class Card:
    """The measured rows, then the columns of survey figures; `areas` says which study areas those are of."""

    title: str
    rows: tuple[Row, ...]
    legend: tuple[Key, ...]
    cells: pd.DataFrame
    survey_title: str
    areas: tuple[str, ...]
    surveys: tuple[Column, ...]


def region_codes(release: Release) -> list[str]:
    """The regions: metropolitan ones first, by name."""
    rows = rows_by_code(release, "regions")
    return sorted(
        rows, key=lambda code: (not rows[code]["metropolitan"], folded(str(rows[code]["label_fr"])))
    )


def region_card(release: Release, reader: Reader, *, region: str) -> Card:
    """The card."""
    cells = release.table(VALUES)
    mine = cells[cells["region"] == region].reset_index(drop=True)
    name = labels(release, "regions", reader)[region]
    known = dict(labels(release, "domains", reader))
    known |= {code: reader.words(row, "label") for code, row in families(release).items()}
    rows = tuple(
        _row(release, reader, region, indicator, known.get(group, reader.say("card.population")))
        for group in groups(release)
        for indicator in indicators(release, group)
    )
    areas, surveys = _surveys(release, reader, region)
    return Card(
        title=reader.say("card.measured", region=name),
        rows=rows,
        legend=used_keys(measured_keys(release, reader, mine), rows),
        cells=mine,
        survey_title=reader.say("card.perceived", region=name),
        areas=areas,
        surveys=surveys,
    )


def used_keys(keys: tuple[Key, ...], rows: tuple[Row, ...]) -> tuple[Key, ...]:
    """The lines of legend of the marks that the rows bear: a card shows one period of each indicator."""
    return tuple(key for key in keys if any(key.mark in row.value for row in rows))


def _row(release: Release, reader: Reader, region: str, indicator: str, domain: str) -> Row:
    """The last period that has a value of the region, or the last one with the reason why it has none."""
    row = rows_by_code(release, INDICATORS)[indicator]
    producer, label = reader.typeset(str(row["producer"])), reader.words(row, "label")
    newer: list[claims.Said] = []
    for period in reversed(series(release, indicator)):
        spoken = spoken_period(period, reader)
        all_places = {place.region: place for place in places(release, reader, indicator, period)}
        place = all_places[region]
        one = (*select(indicator, period), *claims.where(region=region))
        if place.value is None:
            reason = place.reason[:1].lower() + place.reason[1:]
            said = reader.say("card.newer", period=spoken, reason=reason)
            newer.append(claims.Said(said, (claims.none(VALUES, one),)))
            continue
        source = reader.say("measured.situation.plain", producer=producer, period=spoken)
        words = claims.together([where(release, reader, indicator, period, all_places, region), *newer])
        stated = (claims.value(VALUES, one, place.value, place.status), *words.claims)
        key = {"indicator": indicator, "year": period.partition("-")[0], "region": region}
        address = identify_row(release, VALUES, key)
        return Row(domain, label, source, place.printed, words.words, address, stated)
    none = newer[0]
    return Row(domain, label, producer, reader.say("measured.absence"), none.words, claims=none.claims)


def where(
    release: Release, reader: Reader, indicator: str, period: str, all_places: dict[str, Place], region: str
) -> claims.Said:
    """Rank among the published regions, ties named, distance to their median, its side where there is one.

    Values of low reliability are not ranked, nor are those of a copy that was cut.
    """
    known = {code: place.value for code, place in all_places.items() if place.value is not None}
    stand, rows = standing(known, region), select(indicator, period)
    count = claims.known(VALUES, rows, stand.count)
    if is_cut(release, indicator, period):
        return claims.Said(reader.say("card.rank.partial", count=stand.count), (count,))
    if len(stand.tied) + 1 == stand.count:
        same = claims.rank(VALUES, rows, ("region", region), 1, stand.tied)
        return claims.Said(reader.say("card.rank.same", count=stand.count), (count, same))
    middle = claims.middle(VALUES, rows, stand.median)
    told = [claims.distance(VALUES, rows, ("region", region), stand.distance)] if not stand.central else []
    far = claims.Said(_distance(release, reader, indicator, stand), (middle, *told))
    if any(place.status == UNCERTAIN for place in all_places.values()):
        return claims.together([claims.Said(reader.say("card.rank.none", count=stand.count), (count,)), far])
    place = claims.rank(VALUES, rows, ("region", region), stand.rank, stand.tied)
    return claims.together([claims.Said(_rank(reader, stand, all_places), (count, place)), far])


def _rank(reader: Reader, stand: Standing, all_places: dict[str, Place]) -> str:
    last = stand.rank + len(stand.tied) == stand.count
    key = "card.rank.first" if stand.rank == 1 else "card.rank.last" if last else "card.rank"
    tied = ""
    if stand.tied:
        names = [all_places[code].name for code in stand.tied]
        words = (
            reader.listing(names) if len(names) <= NAMED else reader.say("card.tied.others", count=len(names))
        )
        tied = reader.say("card.tied", places=words)
    return reader.say(key, rank=ordinal(stand.rank, reader.lang), count=stand.count, tied=tied)


def _distance(release: Release, reader: Reader, indicator: str, stand: Standing) -> str:
    median = printed(release, reader, indicator, stand.median)
    if stand.side == 0:
        return reader.say("card.distance.none", median=median)
    row = rows_by_code(release, INDICATORS)[indicator]
    way = row["direction"]
    above = stand.side > 0
    side = "neither" if way == "neither" else "more" if above == (way == "higher_more_fragile") else "less"
    said = reader.say(f"card.side.{side}")
    if stand.central:
        return reader.say("card.distance.middle", median=median, side=said)
    size, sign = abs(stand.distance), "+" if above else MINUS
    distance = printed(release, reader, indicator, size)
    if row["unit"] == "percent":
        plural = size >= 2 if reader.lang == "fr" else size != 1  # noqa: PLR2004 (French plural starts at two)
        distance = reader.say("card.points" if plural else "card.point", n=number(size, reader.lang))
    elif row["unit"].startswith(RATES_PER):  # « pour 1 000 habitants »: the median beside it says so
        distance = number(size, reader.lang)
    return reader.say("card.distance", distance=f"{sign}{JOINED}{distance}", median=median, side=said)


def _base_of(release: Release, rows: pd.DataFrame) -> str:
    """The words of the base of areas: not published where it holds of all rows, else not read."""
    studies = rows_by_code(release, "studies")
    lost = any(base_unread(release, row, studies.get(str(row["study"]), {})) for row in plain(rows))
    return "card.base.unread" if lost else "card.base"


def _surveys(release: Release, reader: Reader, region: str) -> tuple[tuple[str, ...], tuple[Column, ...]]:
    """The survey figures of the study areas that contain the region: whole areas, as they were published."""
    if "territory-members" not in release.tables:
        return (reader.say("card.area.none"),), ()
    members = release.table("territory-members")
    areas = [str(code) for code in members.loc[members["region"] == region, "territory"]]
    if not areas:
        return (reader.say("card.area.none"),), ()
    names, regions = labels(release, "territories", reader), labels(release, "regions", reader)
    said = list(dict.fromkeys(reader.say("card.area", area=names.get(area, area)) for area in areas))
    for area in areas:
        joined = [str(code) for code in members.loc[members["territory"] == area, "region"]]
        if len(joined) > 1:
            together = reader.listing([regions.get(code, code) for code in joined])
            said.append(reader.say("card.area.shared", regions=together))
    columns = []
    for table in (PERCEIVED, RATES):
        if table in release.tables:
            cells = release.table(table)
            rows = cells[cells["territory"].isin(areas)].reset_index(drop=True)
            if len(rows):
                column = survey_column(release, reader, table, rows, "")
                heading = reader.say(f"card.surveys.{table}")
                origin = based(column, reader, _base_of(release, rows))
                columns.append(replace(column, heading=heading, provenance=origin))
    if not columns:
        said.append(reader.say("card.area.bare"))
    return tuple(said), tuple(columns)

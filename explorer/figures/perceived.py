"""What surveys say of a domain beside official statistics of the same domain: never joined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from explorer.address import identify_row
from explorer.figures import bases, claims
from explorer.figures.absences import reason
from explorer.figures.context import (
    INDICATORS,
    PERCEIVED,
    VALUES,
    default_period,
    indicators,
    places,
    printed,
    spoken_period,
    values,
)
from explorer.figures.figure import Key, Provenance
from explorer.figures.lookup import labels, order, plain, rows_by_code
from explorer.figures.marks import MARKS, mark, qualified, status_keys
from explorer.figures.measured_words import citations, direction, measured_keys, select
from explorer.figures.provenance import provenance, whole
from explorer.figures.ranks import middle
from explorer.published import Release
from explorer.reader import Reader

COUNTRY = "FR"


@dataclass(frozen=True)
class Line:
    """A figure in large, what it is and counts, of whom and when, what must be known of it."""

    value: str
    words: str
    detail: str
    note: str = ""
    identifier: str = ""
    claims: tuple[claims.Claim, ...] = ()
    counts: str = ""


@dataclass(frozen=True)
class Column:
    """One kind of figures, under its own heading. `rows` are the release's own cells."""

    heading: str
    lines: tuple[Line, ...]
    none: str
    provenance: Provenance
    rows: pd.DataFrame
    legend: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Beside:
    """Two columns, and the one sentence that may be said of both."""

    title: str
    sentence: str
    perceived: Column
    measured: Column
    claims: tuple[claims.Claim, ...] = ()


def beside(release: Release, reader: Reader, *, domain: str) -> Beside:
    """The national answers of the domain and its measured indicators."""
    perceived, told = _perceived(release, reader, domain)
    measured, counted = _measured(release, reader, domain)
    name = labels(release, "domains", reader).get(domain, reader.say("measured.domain.landmark"))
    said = _sentence(reader, told, counted, _when(domain, perceived, measured, counted))
    return Beside(
        title=reader.say("beside.title", domain=name),
        sentence=said.words,
        claims=said.claims,
        perceived=perceived,
        measured=measured,
    )


def _when(domain: str, perceived: Column, measured: Column, counted: list[str]) -> tuple[claims.Claim, ...]:
    """The years that the sentence says, of the rows on either side; or that one side has none."""
    asked = claims.where(domain=domain, territory=COUNTRY)
    lacking = [claims.size(INDICATORS, claims.where(domain=domain), 0)] if not counted else []
    lacking += [claims.size(PERCEIVED, asked, 0)] if perceived.rows.empty else []
    if lacking:
        return tuple(lacking)
    years = sorted({str(year) for year in perceived.rows.get("year", pd.Series()).dropna()})
    stated = [claims.every(PERCEIVED, asked, "year", years)]
    for period in counted:
        first, _, last = period.partition("-")
        used = measured.rows[measured.rows["year"] == int(first)]
        rows = claims.where(indicator=tuple(dict.fromkeys(used["indicator"])), year=first)
        stated.append(claims.cell(VALUES, rows, "year_end", last))
        stated.append(claims.cell(VALUES, rows, "year", first))
    return tuple(stated)


def _sentence(
    reader: Reader, told: list[str], counted: list[str], stated: tuple[claims.Claim, ...]
) -> claims.Said:
    """Only what holds of both: that they are not the same thing. Never that one follows the other."""
    if not told or not counted:
        key = "beside.sentence.one" if told or counted else "beside.sentence.neither"
        return claims.Said(reader.say(key), stated)
    apart = not set(told) & {year for period in counted for year in _years(period)}
    words = reader.say(
        "beside.sentence",
        perceived=reader.listing(told),
        measured=reader.listing([spoken_period(period, reader) for period in counted]),
        differ=reader.say("beside.differ.years" if apart else "beside.differ"),
    )
    apart_claim = claims.apart(PERCEIVED, told, counted)
    return claims.Said(words, (*stated, *((apart_claim,) if apart else ())))


def _years(period: str) -> list[str]:
    first, _, last = period.partition("-")
    return [str(year) for year in range(int(first), int(last or first) + 1)]


def _perceived(release: Release, reader: Reader, domain: str) -> tuple[Column, list[str]]:
    """The national rows of the domain, by population; the years of their studies."""
    rows = pd.DataFrame(columns=["study", "year", "value", "status", "source", "page"])
    if PERCEIVED in release.tables:
        cells = release.table(PERCEIVED)
        rows = cells[(cells["domain"] == domain) & (cells["territory"] == COUNTRY)].reset_index(drop=True)
    years = sorted({str(year) for year in rows["year"].dropna()})
    column = survey_column(release, reader, PERCEIVED, rows, reader.say("beside.perceived.none"))
    # The table has no base of its own: a number of respondents is the whole study's.
    return replace(column, provenance=whole(column.provenance, reader, "beside.base")), years


def survey_column(release: Release, reader: Reader, table: str, rows: pd.DataFrame, none: str) -> Column:
    """Survey rows as lines: value, what was asked about, who answered in which study."""
    heading = reader.say("beside.perceived")
    if rows.empty:
        return Column(heading, (), none, Provenance(), rows)
    asked = rows_by_code(release, "indicators")
    units, studies = rows_by_code(release, "units"), rows_by_code(release, "studies")
    populations, domains = labels(release, "populations", reader), labels(release, "domains", reader)
    ranked = order(release, "populations", rows["population"])
    lines = []
    for row in sorted(plain(rows), key=lambda row: ranked.index(row["population"])):
        indicator = asked.get(str(row["indicator"]), {})
        study = studies.get(str(row["study"]), {})
        label, year = reader.words(study, "label"), str(row.get("year") or study.get("year") or "")
        unit = units.get(str(row.get("unit") or indicator.get("unit")), {})
        parts = [populations.get(row["population"], ""), label, "" if year in label else year]
        parts.append(bases.noted(release, table, row, reader))
        topic = domains.get(str(row.get("domain")), "") if table == PERCEIVED and none == "" else ""
        what = reader.words(indicator, "label")
        lines.append(
            Line(
                value=qualified(_value(reader, row["value"], row["status"], unit), row, release, reader),
                words=f"{topic}{reader.say('colon')}{what[:1].lower()}{what[1:]}" if topic else what,
                detail=", ".join(part for part in parts if part),
                note=reader.words(row, "note"),
                identifier=identify_row(release, table, row),
                claims=(_claim(table, row),),
            )
        )
    keys = tuple(
        Key(reader.say("beside.status.U"), mark=key.mark) if key.mark == MARKS["U"] else key
        for key in status_keys(release, rows, reader)
    )
    return Column(heading, tuple(lines), none, provenance(release, table, rows, reader), rows, keys)


def _claim(table: str, row: dict[str, Any]) -> claims.Claim:
    """The value of a row of a survey's table, or that it has none."""
    fields = ("study", "population", "territory", "domain", "indicator", "source")
    key = claims.only(row, *(field for field in fields if field in row))
    return (
        claims.none(table, key)
        if row["value"] is None
        else claims.value(table, key, row["value"], row["status"])
    )


def _value(reader: Reader, value: float | None, status: str, unit: dict[str, str]) -> str:
    """As printed, with its mark; a word where it cannot be read."""
    if value is None:
        return reader.say(f"value.{reason(status)}")
    sign = mark(status)
    return reader.quantity(value, unit) + (f"\u00a0{sign}" if sign else "")


def _start(release: Release, reader: Reader, indicator: str, value: float, status: str) -> str:
    """The lowest value with its mark, without the unit that the highest has after it."""
    unit = rows_by_code(release, "units").get(rows_by_code(release, INDICATORS)[indicator]["unit"], {})
    words = printed(release, reader, indicator, value).removesuffix(reader.words(unit, "symbol")).strip()
    return f"{words}\u00a0{mark(status)}" if mark(status) else words


def _measured(release: Release, reader: Reader, domain: str) -> tuple[Column, list[str]]:
    """The indicators of the domain in the period that the page opens with; those periods."""
    lines, periods, used = [], [], []
    for indicator in indicators(release, domain):
        period = default_period(release, indicator)
        row = rows_by_code(release, INDICATORS)[indicator]
        all_places = places(release, reader, indicator, period)
        known = {place.region: place.value for place in all_places if place.value is not None}
        low, high, central = min(known.values()), max(known.values()), middle(known.values())
        rows_ = select(indicator, period)
        stated = (
            claims.lowest(VALUES, rows_, "region", (), low),
            claims.highest(VALUES, rows_, "region", (), high),
            claims.middle(VALUES, rows_, central),
            claims.known(VALUES, rows_, len(known)),
            claims.size("regions", (), len(all_places)),
        )
        signs = {place.value: place.status for place in all_places if place.value is not None}
        detail = reader.say(
            "beside.measured.detail",
            producer=reader.typeset(str(row["producer"])),
            period=spoken_period(period, reader),
            count=len(known),
            all=len(all_places),
            median=printed(release, reader, indicator, central),
            direction=direction(release, reader, indicator),
        )
        words = reader.words(row, "label")
        span = reader.say(
            "beside.range",
            low=_start(release, reader, indicator, low, signs[low]),
            high=printed(release, reader, indicator, high, signs[high]),
        )
        lines.append(Line(span, words, detail, claims=stated, counts=reader.words(row, "definition")))
        periods.append(period)
        used.append(values(release, indicator, period))
    rows = pd.concat(used, ignore_index=True) if used else pd.DataFrame(columns=["source"])
    column = Column(
        heading=reader.say("beside.measured"),
        lines=tuple(lines),
        none=reader.say("measured.none"),
        provenance=Provenance(citations=citations(release, reader, rows)),
        rows=rows,
        legend=measured_keys(release, reader, rows) if used else (),
    )
    return column, sorted(set(periods))

"""What surveys say of a domain beside official statistics of the same domain: never joined."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from explorer.address import OWN
from explorer.figures import claims
from explorer.figures.figure import Provenance
from explorer.figures.official.context import (
    INDICATORS,
    PERCEIVED,
    VALUES,
    default_period,
    indicators,
    period_code,
    places,
    printed,
    spoken_period,
    values,
)
from explorer.figures.official.measured_words import citations, direction, measured_keys, select
from explorer.figures.official.survey_lines import Column, Line, based, survey_column
from explorer.figures.survey.facts import facts
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import mark
from explorer.figures.survey.ranks import middle
from explorer.published import Release
from explorer.reader import Reader


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
    asked = _asked(domain, perceived.rows)
    lacking = [claims.size(INDICATORS, claims.where(domain=domain), 0)] if not counted else []
    lacking += [claims.none(PERCEIVED, asked)] if perceived.rows.empty else []
    if lacking:
        return tuple(lacking)
    stated = [
        claims.every(PERCEIVED, asked, name, sorted({str(one[name] or "") for one in plain(perceived.rows)}))
        for name in ("year", "year_end") if name in perceived.rows
    ]  # fmt: skip
    for period in counted:
        first, _, last = period.partition("-")
        used = measured.rows[measured.rows["year"] == int(first)]
        rows = claims.where(indicator=tuple(dict.fromkeys(used["indicator"])), year=first)
        stated.append(claims.cell(VALUES, rows, "year_end", last))
        stated.append(claims.cell(VALUES, rows, "year", first))
    return tuple(stated)


def _asked(domain: str, rows: pd.DataFrame) -> claims.Where:
    """What selects the rows of the domain that are shown."""
    return claims.where(domain=domain, identifier=tuple(rows[OWN]) if OWN in rows else ())


def _sentence(
    reader: Reader, told: list[str], counted: list[str], stated: tuple[claims.Claim, ...]
) -> claims.Said:
    """Only what holds of both: that they are not the same thing. Never that one follows the other."""
    if not told or not counted:
        key = "beside.sentence.one" if told or counted else "beside.sentence.neither"
        return claims.Said(reader.say(key), stated)
    asked, measured = ({year for one in periods for year in _years(one)} for periods in (told, counted))
    apart = not asked & measured
    words = reader.say(
        "beside.sentence",
        perceived=reader.listing([spoken_period(period, reader) for period in told]),
        measured=reader.listing([spoken_period(period, reader) for period in counted]),
        differ=reader.say("beside.differ.years" if apart else "beside.differ"),
    )
    apart_claim = claims.apart(PERCEIVED, sorted(asked), counted)
    return claims.Said(words, (*stated, *((apart_claim,) if apart else ())))


def _years(period: str) -> list[str]:
    first, _, last = period.partition("-")
    return [str(year) for year in range(int(first), int(last or first) + 1)]


def _perceived(release: Release, reader: Reader, domain: str) -> tuple[Column, list[str]]:
    """The national rows of the domain, by population, parts of one left out; the years of their studies."""
    rows = pd.DataFrame(columns=["study", "year", "value", "status", "source", "page"])
    if PERCEIVED in release.tables:
        cells = release.table(PERCEIVED)
        whole_ = {f.identifier for f in facts(release) if f.domain == domain and f.national and not f.part}
        rows = cells[cells[OWN].isin(whole_)] if OWN in cells else cells[cells["domain"] == domain]
    years = sorted({period_code({"year_end": None, **row}) for row in plain(rows) if row["year"]})
    rows = rows.reset_index(drop=True)
    column = survey_column(release, reader, PERCEIVED, rows, reader.say("beside.perceived.none"))
    return replace(column, provenance=based(column, reader, "beside.base")), years


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

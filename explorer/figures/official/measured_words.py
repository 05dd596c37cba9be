"""What is said of a measured indicator: the span, who has no value and why, the direction, the periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Citation, Key
from explorer.figures.official.context import (
    INDICATORS,
    VALUES,
    Place,
    family_words,
    printed,
    series,
    spoken_period,
)
from explorer.figures.official.context import places as all_places
from explorer.figures.survey.lookup import rows_by_code
from explorer.figures.survey.marks import MARKS, UNCERTAIN, mark, status_keys, status_label
from explorer.figures.survey.ranks import exact, middle
from explorer.locales import day, folded
from explorer.published import Release
from explorer.reader import Reader

NAMED = 3  # regions at one value that are named; more are counted


def sentence(
    release: Release, reader: Reader, indicator: str, period: str, places: tuple[Place, ...]
) -> claims.Said:
    """From the lowest to the highest value, the median, who has none and why. No word of praise or blame."""
    selected = select(indicator, period)
    span = _span(release, reader, indicator, places, selected)
    parts = [
        reader.say("measured.missing.part", regions=reader.listing(names), reason=reason)
        for reason, names in missing(places)
    ]
    if not parts:
        return span
    lost = claims.lacking(
        VALUES, selected, "region", (p.region for p in places if p.value is None), "regions"
    )
    words = reader.say("measured.missing", parts=reader.say("semicolon").join(parts))
    return claims.together([span, claims.Said(words, (lost,))])


def select(indicator: str, period: str) -> claims.Where:
    """The rows of context-values of one indicator and period."""
    return claims.where(indicator=indicator, year=period.partition("-")[0])


def _span(
    release: Release, reader: Reader, indicator: str, places: tuple[Place, ...], selected: claims.Where
) -> claims.Said:
    """From the lowest to the highest, with their median; how doubtful the values are."""
    known = {place.region: place.value for place in places if place.value is not None}
    if not known:
        return claims.Said(reader.say("measured.sentence.none"), (claims.none(VALUES, selected),))
    ends, facts, ranked = [], {}, ordered(places)
    for name, claim, end in (("low", claims.lowest, min), ("high", claims.highest, max)):
        number = end(known.values())
        at = sorted((p for p in places if p.value == number), key=lambda place: folded(place.name))
        named = [place.region for place in at] if ranked and len(at) <= NAMED else []
        facts[name] = printed(release, reader, indicator, number)
        facts[f"{name}_places"] = _at(at, reader)
        ends.append(claim(VALUES, selected, "region", named, number))
        if ranked and not named:
            ends.append(
                claims.size(VALUES, (*selected, *claims.where(region=[p.region for p in at])), len(at))
            )
    central = middle(known.values())
    words = reader.say(
        "measured.sentence" if ranked else "measured.sentence.doubtful",
        count=len(known),
        all=len(places),
        median=printed(release, reader, indicator, central),
        **facts,
    )
    counts = (claims.known(VALUES, selected, len(known)), claims.size("regions", (), len(places)))
    said = claims.Said(words, (*ends, *counts, claims.middle(VALUES, selected, central)))
    return claims.together([said, _doubt(release, reader, places, selected)])


def ordered(places: tuple[Place, ...]) -> bool:
    """Whether the values may be put in order: none of them is of low reliability."""
    return not any(place.value is not None and place.status == UNCERTAIN for place in places)


def _doubt(
    release: Release, reader: Reader, places: tuple[Place, ...], selected: claims.Where
) -> claims.Said:
    """How many of the values are not normal ones, by status."""
    counts = Counter(place.status for place in places if place.value is not None and mark(place.status))
    parts = [
        reader.say("measured.doubt.part", count=count, status=status_label(release, status, reader))
        for status, count in sorted(counts.items())
    ]
    stated = [
        claims.known(VALUES, (*selected, *claims.where(status=status)), count)
        for status, count in sorted(counts.items())
    ]
    words = reader.say("measured.doubt", parts=reader.listing(parts)) if parts else ""
    return claims.Said(words, tuple(stated))


def _at(places: list[Place], reader: Reader) -> str:
    names = [place.name for place in places]
    return reader.listing(names) if len(names) <= NAMED else reader.say("measured.regions", count=len(names))


def missing(places: tuple[Place, ...]) -> list[tuple[str, list[str]]]:
    """Reason, in small letters → the regions that have no value for it, by name."""
    found: dict[str, list[str]] = {}
    for place in sorted(places, key=lambda place: folded(place.name)):
        if place.value is None:
            found.setdefault(place.reason[:1].lower() + place.reason[1:], []).append(place.name)
    return list(found.items())


def direction(release: Release, reader: Reader, indicator: str) -> str:
    """Which way fragility lies, and the reason for saying so."""
    row = rows_by_code(release, INDICATORS)[indicator]
    said = reader.say(f"measured.direction.{row['direction']}")
    return f"{said} {reader.words(row, 'direction_reason')}".strip()


def facts(
    release: Release, reader: Reader, indicator: str, period: str, named: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    """What is measured, its family, the direction, by whom and when, the periods that were read."""
    row = rows_by_code(release, INDICATORS)[indicator]
    date = series(release, indicator)[period]["situation"]
    way = direction(release, reader, indicator)
    key = "measured.situation" if date else "measured.situation.plain"
    producer, spoken = named["producer"], named["period"]
    family = family_words(release, reader, indicator)
    return (
        (reader.say("measured.fact.definition"), reader.words(row, "definition")),
        *([(reader.say("measured.fact.family"), family)] if family else []),
        (reader.say("measured.fact.direction"), way[:1].upper() + way[1:]),
        (
            reader.say("measured.fact.producer"),
            reader.say(
                key, producer=producer, period=spoken, **({"date": day(date, reader.lang)} if date else {})
            ),
        ),
        (reader.say("measured.fact.periods"), periods(release, reader, indicator)),
    )


def periods(release: Release, reader: Reader, indicator: str) -> str:
    """The periods that were read, the years between them that were not, the breaks."""
    known = series(release, indicator)
    read = [spoken_period(code, reader) for code in known]
    parts = [reader.say("measured.periods", periods=reader.listing(read))]
    if lost := gaps(known):
        spans = [span for a, b in lost for span in _missed(reader, a, b)]
        parts.append(reader.say("measured.periods.gap", years=reader.listing(spans)))
    for code, row in known.items():
        if row["break_before"]:
            parts.append(reader.say("measured.periods.break", period=spoken_period(code, reader)))
    return " ".join(parts)


def _missed(reader: Reader, first: int, last: int) -> list[str]:
    """One or two years by themselves, more of them from the first to the last."""
    if last - first > 1:
        return [reader.say("measured.span", first=first, last=last)]
    return [str(year) for year in range(first, last + 1)]


def gaps(known: dict[str, dict[str, Any]]) -> list[tuple[int, int]]:
    """The first and last years of each hole between the periods."""
    rows, found = list(known.values()), []
    for one, following in pairwise(rows):
        end = int(one["year_end"] or one["year"])
        if following["year"] > end + 1:
            found.append((end + 1, int(following["year"]) - 1))
    return found


def caveats(
    release: Release, reader: Reader, indicator: str, period: str, count: int, view: str
) -> tuple[str, ...]:
    """No figure for France, the limits that the data tells, what the view leaves out."""
    row = rows_by_code(release, INDICATORS)[indicator]
    places = all_places(release, reader, indicator, period)
    said = [
        reader.words(row, "caveats"),
        reader.words(row, "breaks"),
        reader.words(series(release, indicator)[period], "note"),
        reader.say("measured.caveat.country", count=count),
    ]
    if count and not exact([place.value for place in places if place.value is not None]):
        said.append(reader.say("measured.caveat.rounded"))
    if view in ("map", "tiles"):
        said.append(reader.say("measured.caveat.overseas"))
    if view == "dots":
        said.append(reader.say("measured.caveat.scale"))
        if not ordered(places):
            said.append(reader.say("measured.caveat.names"))
    return _once(part for part in said if part)


def _once(notes: Iterable[str]) -> tuple[str, ...]:
    """The notes, without those that another says: « 2022 : le dénominateur … », « Le dénominateur … »."""
    told = dict.fromkeys(notes)
    return tuple(
        note for note in told if not any(note != other and folded(note) in folded(other) for other in told)
    )


def citations(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[Citation, ...]:
    """The data sets, by name, with who relayed them. No address: none was checked."""
    known = rows_by_code(release, "context-sources")
    found = []
    for code in dict.fromkeys(str(source) for source in rows["source"].dropna()):
        row = known.get(code, {})
        title = Reader("fr").typeset(str(row.get("title") or code))
        relay = reader.words(row, "relay")
        parts = (str(row.get("producer") or ""), relay[:1].lower() + relay[1:])
        publisher = ", ".join(part for part in parts if part)
        found.append(Citation(title, publisher))
    return tuple(found)


def measured_keys(
    release: Release, reader: Reader, rows: pd.DataFrame, *, tabled: bool = False
) -> tuple[Key, ...]:
    """A line of legend for each mark, in the words of what is measured.

    `tabled`: the notes that it sends to stand in a table of the page too, not only in the CSV file.
    """
    keys, where = [], reader.say("measured.notes.table" if tabled else "measured.notes.csv")
    for key in status_keys(release, rows, reader):
        own = {MARKS["E"]: "measured.status.E", MARKS["U"]: "measured.status.U"}.get(key.mark)
        keys.append(Key(reader.say(own, where=where), mark=key.mark) if own else key)
    return tuple(keys)

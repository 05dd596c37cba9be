"""One measured indicator in one period over the regions: a map, tiles, ranked dots or a table."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from explorer.address import identify
from explorer.charts.dots import dots
from explorer.charts.regions import codes, regions
from explorer.charts.tiles import tiles
from explorer.figures.figure import Figure, Key, Listed, Panel, Provenance
from explorer.figures.official.context import (
    INDICATORS,
    VALUES,
    Place,
    kind,
    places,
    printed,
    spoken_period,
    values,
)
from explorer.figures.official.measured_words import (
    caveats,
    citations,
    facts,
    measured_keys,
    missing,
    ordered,
    sentence,
)
from explorer.figures.survey.lookup import rows_by_code
from explorer.figures.survey.marks import mark
from explorer.figures.survey.ranks import classes, middle
from explorer.locales import MILLION, folded, number
from explorer.published import Release
from explorer.reader import Reader

VIEWS = ("map", "tiles", "dots", "table")
MAP_SIZE, TILE_SIZE = 13, 15  # pixels of a printed value


def measured(release: Release, reader: Reader, *, indicator: str, period: str, view: str) -> Figure:
    """The figure; `view` is one of VIEWS (for `table` there is no chart)."""
    row = rows_by_code(release, INDICATORS)[indicator]
    named = {
        "indicator": reader.words(row, "label"),
        "period": spoken_period(period, reader),
        "producer": reader.typeset(str(row["producer"])),
        "kind": kind(release, reader, indicator),
    }
    all_places = places(release, reader, indicator, period)
    stated = sentence(release, reader, indicator, period, all_places)
    said = stated.words
    known = {place.region: place.value for place in all_places if place.value is not None}
    table = _drawn(reader, all_places, classes(known), named)
    panels: tuple[Panel, ...] = ()
    if view in VIEWS[:3] and known:
        way = "dots.names" if view == "dots" and not ordered(all_places) else view
        alt = reader.say(f"measured.alt.{way}", words=said, **named)
        panels = (
            Panel(_spec(table, middle(known.values()), view, reader, ordered=ordered(all_places)), alt),
        )
    rows = values(release, indicator, period)
    cited = citations(release, reader, rows)
    return Figure(
        name=f"{VALUES}-{indicator}-{period}",
        cut=VALUES,
        title=reader.say("measured.figure", **named | {"indicator": _small(named["indicator"])}),
        sentence=said,
        claims=stated.claims,
        reading=_reading(reader, all_places, named),
        panels=panels,
        table=_table(reader, all_places, named),
        rows=rows,
        provenance=Provenance(citations=cited),
        legend=_legend(release, reader, indicator, all_places, rows, named, view),
        caveats=tuple(
            note
            for note in caveats(release, reader, indicator, period, len(known), view)
            if not any(folded(note).rstrip(".") in folded(one.publisher) for one in cited)
        ),
        listed=_listed(release, reader, indicator, period, all_places) if view != "dots" else (),
        facts=facts(release, reader, indicator, period, named),
    )


def _spec(table: pd.DataFrame, median: float, view: str, reader: Reader, *, ordered: bool) -> dict[str, Any]:
    """The chart of a view, in the colours of what is measured."""
    palette = reader.palette
    looks: dict[str, Any] = {"lang": reader.lang, "palette": palette}
    if view == "dots":
        # Highest first, then those without a value; equal values and these by name, and all where values
        # are of low reliability: their order would say what they do not.
        by_value = table.sort_values("value", ascending=False, kind="stable", na_position="last")
        by_name = table.sort_values("value", key=pd.isna, kind="stable")
        rows = by_value if ordered else by_name
        return dots(rows, colour=palette.measured[3], median=median, **looks)
    fills = {f"class-{place}": colour for place, colour in enumerate(palette.measured)}
    fills |= {"missing": palette.surface}
    fills |= dict.fromkeys(("unpublished", "not_asked", "withheld"), palette.paper)
    short = table.assign(text=table["brief"])
    if view == "tiles":
        return tiles(short, fills=fills, size=TILE_SIZE, **looks)
    return regions(short, fills=fills, size=MAP_SIZE, **looks)


def _drawn(
    reader: Reader, all_places: tuple[Place, ...], classed: dict[str, int], named: dict[str, str]
) -> pd.DataFrame:
    """One row a region, by name: what the charts need."""
    rows = []
    for place in sorted(all_places, key=lambda place: folded(place.name)):
        key = "measured.describe" if place.value is not None else "measured.describe.missing"
        reason = _small(place.reason)
        rows.append(
            {
                "region": place.region,
                "area": place.region,
                "short": "\n".join(textwrap.wrap(place.name, 12)),
                "label": place.name,
                "state": place.state if place.value is None else f"class-{classed[place.region]}",
                "value": place.value,
                "text": place.printed or reason,
                "brief": _brief(place, reader),
                "description": reader.say(key, place=place.name, value=place.printed, reason=reason, **named),
            }
        )
    return pd.DataFrame(rows)


def _small(words: str) -> str:
    """The words as they stand within a sentence, after a colon."""
    return words[:1].lower() + words[1:]


def _brief(place: Place, reader: Reader) -> str:
    """The value as a map has room for: without its unit (the legend says it), millions to one decimal."""
    if place.value is None:
        return reader.say("measured.absence")
    sign = mark(place.status)
    text = number(place.value, reader.lang)
    if place.value >= MILLION / 10:
        text = reader.say("measured.millions", n=number(round(place.value / MILLION, 1), reader.lang))
    return text + (f"\u00a0{sign}" if sign else "")


def _reading(reader: Reader, all_places: tuple[Place, ...], named: dict[str, str]) -> str:
    known = [place for place in all_places if place.value is not None and place.metropolitan]
    return (
        reader.say("measured.reading", place=known[0].name, value=known[0].printed, **named) if known else ""
    )


def _legend(
    release: Release,
    reader: Reader,
    indicator: str,
    all_places: tuple[Place, ...],
    rows: pd.DataFrame,
    named: dict[str, str],
    view: str,
) -> tuple[Key, ...]:
    """What the colours are (measured, by whom, when, in what), the classes, what is missing, the marks."""
    unit = rows_by_code(release, "units")[rows_by_code(release, INDICATORS)[indicator]["unit"]]
    label = reader.words(unit, "label")
    words = reader.words(unit, "symbol") or _small(label)
    keys = [Key(reader.say("measured.legend", unit=words, **named), "none")]
    known = {place.region: place.value for place in all_places if place.value is not None}
    if view in VIEWS[:2]:
        classed = classes(known)
        for which, colour in enumerate(reader.palette.measured):
            held = [known[code] for code, found in classed.items() if found == which]
            if held:
                low, high = (printed(release, reader, indicator, value) for value in (min(held), max(held)))
                span = low if low == high else reader.say("measured.legend.class", low=low, high=high)
                keys.append(Key(span, "solid", colour))
        keys += _absent(reader, all_places, view)
    if view == "dots" and known:
        value = printed(release, reader, indicator, middle(known.values()))
        median = reader.say("measured.legend.median", count=len(known), value=value)
        keys += [Key(median, mark="┆")]
    if (
        any(place.value is not None and place.value >= MILLION / 10 for place in all_places)
        and view in VIEWS[:2]
    ):
        keys.append(Key(reader.say("measured.legend.millions"), mark="M"))
    return (*keys, *measured_keys(release, reader, rows, tabled=True))


def _absent(reader: Reader, all_places: tuple[Place, ...], view: str) -> list[Key]:
    """The patterns that are drawn, each with the reasons of the places that bear it."""
    swatches = {"missing": "hatch", "unpublished": "wide-hatch", "not_asked": "dotted", "withheld": "dashes"}
    keys = []
    for pattern, swatch in swatches.items():
        mine = [p for p in all_places if p.value is None and p.state == pattern and p.region in codes()]
        if mine:
            reasons = reader.say("semicolon").join(reason for reason, _ in missing(tuple(mine)))
            words = reader.say("measured.legend.missing", reasons=reasons)
            keys.append(Key(words, swatch if view == "map" else "track", reader.palette.hatch))
    return keys


def _listed(
    release: Release, reader: Reader, indicator: str, period: str, all_places: tuple[Place, ...]
) -> tuple[Listed, ...]:
    """The median, then every region by name, overseas apart: a list to find a name in, not a ranking."""
    known = {place.region: place.value for place in all_places if place.value is not None}
    by_name = sorted(all_places, key=lambda place: folded(place.name))

    cells = values(release, indicator, period)
    addresses = dict(zip(cells["region"], identify(release, VALUES, cells), strict=True))

    def part(*, metropolitan: bool) -> list[Listed]:
        return [
            Listed(p.name, p.printed or _small(p.reason), addresses.get(p.region, ""))
            for p in by_name
            if p.metropolitan is metropolitan
        ]

    heads: list[Listed] = []
    if known:
        median = printed(release, reader, indicator, middle(known.values()))
        heads = [Listed(reader.say("measured.median", count=len(known)), median)]
    return (
        *heads,
        *part(metropolitan=True),
        Listed(reader.say("measured.overseas"), ""),
        *part(metropolitan=False),
    )


def _table(reader: Reader, all_places: tuple[Place, ...], named: dict[str, str]) -> pd.DataFrame:
    """Every region by name: its value or why it has none, who measured, the note."""
    source = reader.say("measured.situation.plain", producer=named["producer"], period=named["period"])
    return pd.DataFrame(
        [
            {
                reader.say("measured.column.region"): place.name,
                reader.say("measured.column.value"): place.printed or _small(place.reason),
                reader.say("measured.column.source"): source,
                reader.say("column.note"): place.note,
            }
            for place in sorted(all_places, key=lambda place: folded(place.name))
        ]
    )

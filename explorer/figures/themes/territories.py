"""One question over the territories of its study: a map, tiles, points or a table, the same words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from explorer.charts.dots import dots
from explorer.charts.outlines import tiles as tile_places
from explorer.charts.regions import regions
from explorer.charts.tiles import tiles
from explorer.figures.figure import Figure, Key, Listed, Panel
from explorer.figures.survey import bases
from explorer.figures.survey.absences import spoken_reason
from explorer.figures.survey.intervals import SMALL, overlap, small
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import compared_keys, status_keys
from explorer.figures.survey.provenance import provenance, together
from explorer.figures.survey.questions import why_apart
from explorer.figures.themes.regional import Asked, breaks, earlier, one_geography, options, question_of
from explorer.figures.themes.territory_places import Area, Scale, areas, covered, drawn, ranked, scale
from explorer.figures.themes.territory_words import (
    TESTED,
    area_table,
    area_values,
    national,
    sentence,
    study_words,
    what,
    whom,
)
from explorer.published import Release
from explorer.reader import Reader

VIEWS = ("map", "tiles", "dots", "table")
DRAWERS = {"map": regions, "tiles": tiles}
CLASS_SIZE = {"map": 13, "tiles": 15}  # pixels of a value where there are many
Country = tuple[Asked, pd.DataFrame] | None


def indicators(release: Release) -> list[str]:
    """The indicators that some study has figures of for its territories; that of most values first."""
    return list(options(release, "indicator", {}))


def populations(release: Release, indicator: str) -> list[str]:
    """The populations that the indicator was asked of: of most values first, then as in the table."""
    return list(options(release, "population", {"indicator": indicator}))


@dataclass(frozen=True, eq=False)
class Seen:
    """A question with all that a view of it shows."""

    release: Release
    reader: Reader
    one: Asked
    rows: pd.DataFrame
    areas: tuple[Area, ...]
    country: Country
    scale: Scale
    places: pd.DataFrame
    view: str

    @property
    def unit(self) -> dict[str, Any]:
        """The row of the unit of its values."""
        return bases.unit_row(self.release, self.one.table, self.areas[0].rows[0])

    @property
    def whole(self) -> float | None:
        """The value of the country, where all its sources have the same."""
        values = set() if self.country is None else set(self.country[1]["value"])
        return float(values.pop()) if len(values) == 1 else None


def territories(release: Release, reader: Reader, *, view: str, **asked: str) -> Figure:
    """One value an area. `asked`: codes of regional.DIMENSIONS; `view` is one of VIEWS."""
    one = question_of(release, **asked)
    rows, found, country = one.rows(release), areas(release, reader, one), national(release, one)
    scaled = scale(reader, found)
    places = drawn(release, reader, one, found, scaled)
    seen = Seen(release, reader, one, rows, found, country, scaled, places, view)
    stated = sentence(release, reader, one, found, country)
    named = {"what": what(release, reader, one), "whom": whom(release, reader, one), "when": one.period}
    spec = _spec(seen)
    alt = reader.say(f"territories.alt.{view}", words=stated.words) if spec else ""
    used = [(one.table, rows), *([(country[0].table, country[1])] if country else [])]
    used += [(other.table, other.rows(release)) for other, joined in earlier(release, one) if joined]
    return Figure(
        name="-".join(filter(None, (one.table, *(code for _, code in one.codes)))),
        cut=one.table,
        title=reader.say("territories.figure" if one.period else "territories.figure.undated", **named),
        sentence=stated.words,
        claims=stated.claims,
        reading=_reading(seen),
        panels=(Panel(spec, bases.alt(release, one.table, rows, reader, alt)),) if spec else (),
        table=area_table(release, reader, one, found),
        rows=rows,
        provenance=together([provenance(release, table, cells, reader) for table, cells in used], reader),
        legend=_legend(seen),
        caveats=_caveats(seen),
        listed=() if view == "dots" else _listed(seen),
        numbers=(reader.say("column.base"), reader.say("column.interval")),
    )


def _spec(seen: Seen) -> dict[str, Any]:
    """The chart of a view; empty for a table, and for points without a value."""
    reader, scaled = seen.reader, seen.scale
    looks: dict[str, Any] = {"lang": reader.lang, "palette": reader.palette}
    if seen.view in DRAWERS:
        if scaled.ends:
            looks["size"] = CLASS_SIZE[seen.view]
        return DRAWERS[seen.view](seen.places, fills=scaled.fills, **looks)
    if seen.view == "dots" and any(area.value is not None for area in seen.areas):
        symbol = reader.words(seen.unit, "symbol")
        symbol = f"\u00a0{symbol}" if symbol and (reader.lang == "fr" or symbol != "%") else symbol
        table, colour = ranked(reader, seen.areas), reader.palette.answers[0]
        return dots(table, colour=colour, symbol=symbol, median=seen.whole, **looks)
    return {}


def _reading(seen: Seen) -> str:
    known = [area for area in seen.areas if area.rows[0]["value"] is not None]
    if not known:
        return ""
    area = next((area for area in known if area.comparable), known[0])
    indicator = rows_by_code(seen.release, "indicators").get(seen.one.code("indicator"), {})
    counts = seen.reader.words(indicator, "counts")
    return seen.reader.say("territories.reading", place=area.name, value=area.told, counts=counts)


def _legend(seen: Seen) -> tuple[Key, ...]:
    """The classes and states that the view draws (tiles write absence out), then the marks."""
    reader, scaled = seen.reader, seen.scale
    used = set(seen.places["state"]) if seen.view in DRAWERS else set()
    keys = _of_dots(seen) if seen.view == "dots" else []
    if used and scaled.ends:
        keys += _classes(reader, scaled, seen.unit)
    elif "known" in used:
        keys.append(Key(reader.say("legend.known"), "solid", scaled.fills["known"]))
    if "uncertain" in used:
        keys.append(Key(reader.say("legend.uncertain"), "dashed", scaled.fills["uncertain"]))
    keys += _absent(seen, used)
    if seen.view == "tiles" and seen.places["area"].duplicated().any():
        keys.append(Key(reader.say("territories.legend.joined"), mark="\N{BOX DRAWINGS HEAVY HORIZONTAL}"))
    marks = (*compared_keys(seen.release, reader, seen.rows), *status_keys(seen.release, seen.rows, reader))
    return (*keys, *marks)


def _of_dots(seen: Seen) -> list[Key]:
    """What a dot, a whisker and a stroke across are."""
    reader, keys = seen.reader, []
    if any(area.state == "uncertain" for area in seen.areas):
        keys.append(Key(reader.say("legend.uncertain"), "ring", reader.palette.answers[0]))
    if any(area.span.ends for area in seen.areas):
        keys.append(Key(reader.say("legend.interval"), "span", reader.palette.muted))
    if seen.country is not None and seen.whole is not None:
        one, cells = seen.country
        name = study_words(seen.release, reader, str(cells["study"].iloc[0]), one)
        value = reader.quantity(seen.whole, seen.unit)
        words = reader.say("territories.legend.whole", value=value, study=name)
        keys.append(Key(words, "tick", reader.palette.muted))
    return keys


def _classes(reader: Reader, scaled: Scale, unit: dict[str, Any]) -> list[Key]:
    """The classes of the map, in the unit of its values."""
    keys = []
    for place, (low, high) in enumerate(scaled.ends):
        ends = {"low": reader.quantity(low, unit), "high": reader.quantity(high, unit)}
        last = place == len(scaled.ends) - 1
        words = reader.say("legend.class" if last else "territories.legend.class", **ends)
        keys.append(Key(words, "solid", scaled.fills[f"class-{place}"]))
    return keys


def _absent(seen: Seen, used: set[str]) -> list[Key]:
    """The patterns that are drawn; of tiles, the one whose word is shorter than what it says."""
    reader, hatch, keys = seen.reader, seen.reader.palette.hatch, []
    if "missing" in used and seen.view == "map":
        keys.append(Key(reader.say("legend.missing"), "hatch", hatch))
    if "unpublished" in used and seen.view == "map":
        keys.append(Key(reader.say("legend.uncollected"), "wide-hatch", hatch))
    if "not_asked" in used and seen.view == "map":
        lost = [area.rows[0]["status"] for area in seen.areas if area.state == "not_asked"]
        words = dict.fromkeys(spoken_reason(status, seen.release, reader) for status in lost)
        if set(tile_places()) - covered(seen.release, seen.one):
            words[reader.say("territories.legend.outside")] = None
        keys.append(Key(reader.say("semicolon").join(words), "dotted", hatch))
    if "withheld" in used:
        swatch = "dashes" if seen.view == "map" else "track"
        keys.append(Key(reader.say("value.suppressed"), swatch, hatch))
    return keys


def _caveats(seen: Seen) -> tuple[str, ...]:
    """What must be known: areas of several regions, what may be compared, small bases, studies apart."""
    release, reader, one = seen.release, seen.reader, seen.one
    joint = [reader.say("quoted", words=area.name) for area in seen.areas if len(area.regions) > 1]
    said = [reader.say("territories.caveat.joint", areas=reader.listing(joint))] if joint else []
    tests = {row.get("significance") for row in plain(seen.rows)}
    if len(seen.areas) > 1 and not tests & set(TESTED):
        said.append(reader.say("territories.caveat.test"))
    known = sorted((area for area in seen.areas if area.span.ends), key=lambda area: area.value or 0)
    if any(overlap(low.span, high.span) for low, high in pairwise(known)):
        said.append(reader.say("territories.caveat.overlap"))
    study = rows_by_code(release, "studies").get(one.study, {})
    if any(row["value"] is not None and small(release, row) for row in plain(seen.rows)):
        said.append(reader.say("territories.caveat.small", count=study.get("small_base") or SMALL))
    if geography := labels(release, "geographies", reader).get(str(study.get("geography"))):
        said.append(reader.say("territories.caveat.areas", geography=geography))
    return (*said, *_apart(seen), *bases.absences(release, one.table, seen.rows, reader))


def _apart(seen: Seen) -> list[str]:
    """The studies before that asked the same and that the series does not join, each with the reason."""
    release, reader, one = seen.release, seen.reader, seen.one
    said = []
    for other in (before for before, joined in earlier(release, one) if not joined):
        broken = breaks(release, one, other)
        step = next(iter(broken), one.study)
        why = why_apart(release, reader, one.code("indicator"), one.code("population"), step)
        if not broken and not one_geography(release, one, other):
            why = reader.say("territories.apart.geography")
        name = study_words(release, reader, other.study, other)
        said.append(
            reader.say("territories.caveat.apart", study=name, why=why or reader.say("series.break.none"))
        )
    return said


def _listed(seen: Seen) -> tuple[Listed, ...]:
    """The country, the areas by name, then their base, once."""
    release, reader = seen.release, seen.reader
    said = bases.distinct(release, seen.one.table, seen.rows, reader)
    base = (Listed(reader.say("figure.base"), said),) if said else ()
    return (*area_values(release, reader, seen.areas, seen.country), *base)

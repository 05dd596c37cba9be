"""One indicator over the study areas: a map or tiles, the same places, the same words."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.charts.outlines import tiles as tile_places
from explorer.charts.regions import colours, regions
from explorer.charts.tiles import tiles
from explorer.figures import bases
from explorer.figures.absences import spoken_reason, state
from explorer.figures.figure import Figure, Key, Listed, Panel
from explorer.figures.lookup import labels, order, rows_by_code
from explorer.figures.marks import UNCERTAIN, qualified, spoken, status_keys
from explorer.figures.provenance import provenance, together
from explorer.figures.territory_words import NATIONAL, area_table, area_values, national, sentence, shown
from explorer.published import Release
from explorer.reader import Reader

TABLE = "regional-rates"
VIEWS = ("map", "tiles", "table")
DRAWERS = {"map": regions, "tiles": tiles}
COUNTRY = "country"


@lru_cache(maxsize=8)
def indicators(release: Release) -> list[str]:
    """The indicators that have a percentage for some territory, most rows first."""
    cells = _percentages(release)
    return [str(code) for code in cells["indicator"].value_counts(sort=True).index]


@lru_cache(maxsize=64)
def populations(release: Release, indicator: str) -> list[str]:
    """The populations that the indicator was measured on: of most areas first, then as in the table."""
    cells = _percentages(release)
    asked = cells.loc[cells["indicator"] == indicator, "population"]
    counts = asked.value_counts()
    return sorted(order(release, "populations", asked), key=lambda code: -int(counts[code]))


def territories(release: Release, reader: Reader, *, indicator: str, population: str, view: str) -> Figure:
    """One value an area; `view` is one of VIEWS (for `table` there is no chart)."""
    cells = _percentages(release)
    rows = cells[(cells["indicator"] == indicator) & (cells["population"] == population)].reset_index(
        drop=True
    )
    places = _places(release, reader, rows)
    asked = {"indicator": indicator, "population": population}
    mean = national(release, rows, asked)
    indicator_row = rows_by_code(release, "indicators").get(indicator, {})
    stated = sentence(release, reader, rows, mean, asked)
    said = stated.words
    panels: tuple[Panel, ...] = ()
    if view in DRAWERS:
        spec = DRAWERS[view](places, lang=reader.lang, palette=reader.palette)
        alt = reader.say(f"territories.alt.{view}", words=said)
        panels = (Panel(spec, bases.alt(release, TABLE, rows, reader, alt)),)
    return Figure(
        name=f"{TABLE}-{indicator}-{population}",
        title=reader.say(
            "territories.figure",
            indicator=reader.words(indicator_row, "label"),
            population=labels(release, "populations", reader).get(population, population).lower(),
        ),
        sentence=said,
        claims=stated.claims,
        reading=_reading(release, reader, rows, indicator_row),
        panels=panels,
        table=area_table(release, reader, rows),
        rows=rows,
        provenance=together(
            [provenance(release, TABLE, rows, reader)]
            + ([] if mean.empty else [provenance(release, NATIONAL, mean, reader)]),
            reader,
        ),
        legend=_legend(release, reader, rows, places, view),
        caveats=_caveats(release, reader, rows),
        listed=(*area_values(release, reader, rows, mean), *_base(release, reader, rows)),
    )


@lru_cache(maxsize=8)
def _percentages(release: Release) -> pd.DataFrame:
    """The rows of the table whose indicator is in percent, the country apart. Not to be changed."""
    cells = release.table(TABLE)
    known = rows_by_code(release, "indicators")
    kinds = {code: row.get("kind") for code, row in rows_by_code(release, "territories").items()}
    keep = [
        known.get(indicator, {}).get("unit") == "percent" and kinds.get(territory) != COUNTRY
        for indicator, territory in zip(cells["indicator"], cells["territory"], strict=True)
    ]
    return cells[keep]


def _places(release: Release, reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    """One row a drawn region: the area that it belongs to in this study, its state and its words."""
    names = labels(release, "regions", reader)
    members = release.table("territory-members")
    territories_ = labels(release, "territories", reader)
    area_of: dict[str, str] = {}
    for territory in rows["territory"]:
        for region in members.loc[members["territory"] == territory, "region"]:
            area_of[str(region)] = str(territory)
    places = []
    for region in tile_places():
        area = area_of.get(region)
        row = rows[rows["territory"] == area].iloc[0] if area else None
        name = names.get(region, region)
        words = reader.say("value.uncollected") if row is None else bases.told(release, TABLE, row, reader)
        area_name = territories_.get(area or "", "")
        place = (
            name if area_name in ("", name) else reader.say("territories.part", region=name, area=area_name)
        )
        places.append(
            {
                "region": region,
                "short": "\n".join(textwrap.wrap(name, 12)),
                "area": area or region,
                "state": _state(row),
                "text": reader.say("value.uncollected") if row is None else shown(release, reader, row),
                "description": reader.say("territories.describe", place=place, value=words),
            }
        )
    return pd.DataFrame(places)


def _state(row: pd.Series | None) -> str:
    """One of charts.regions.STATES."""
    if row is None:
        return "unpublished"
    if pd.isna(row["value"]):
        return state(row["status"])
    return "uncertain" if row["status"] == UNCERTAIN else "known"


def _reading(release: Release, reader: Reader, rows: pd.DataFrame, indicator: dict[str, Any]) -> str:
    read = rows[rows["value"].notna()].sort_values("status", kind="stable")
    if read.empty:
        return ""
    row = read.iloc[0]
    return reader.say(
        "territories.reading",
        place=labels(release, "territories", reader)[row["territory"]],
        value=qualified(spoken(row["value"], row["status"], release, reader), row, release, reader),
        counts=reader.words(indicator, "counts"),
    )


def _legend(
    release: Release, reader: Reader, rows: pd.DataFrame, places: pd.DataFrame, view: str
) -> tuple[Key, ...]:
    """The states that the view draws (tiles write them out instead of hatching), then the marks."""
    fills, used = colours(reader.palette), set(places["state"]) if view in DRAWERS else set()
    keys = []
    if "known" in used:
        keys.append(Key(reader.say("legend.known"), "solid", fills["known"]))
    if "uncertain" in used:
        keys.append(Key(reader.say("legend.uncertain"), "dashed", fills["uncertain"]))
    if "missing" in used and view == "map":
        keys.append(Key(reader.say("legend.missing"), "hatch", reader.palette.hatch))
    if "unpublished" in used and view == "map":
        keys.append(Key(reader.say("legend.uncollected"), "wide-hatch", reader.palette.hatch))
    if "not_asked" in used and view == "map":
        statuses = [s for s in rows.loc[rows["value"].isna(), "status"] if state(s) == "not_asked"]
        words = dict.fromkeys(spoken_reason(status, release, reader) for status in statuses)
        keys.append(Key(reader.say("semicolon").join(words), "dotted", reader.palette.hatch))
    if view == "tiles" and places["area"].duplicated().any():
        keys.append(Key(reader.say("territories.legend.joined"), mark="\N{BOX DRAWINGS HEAVY HORIZONTAL}"))
    return (*keys, *status_keys(release, rows, reader))


def _caveats(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[str, ...]:
    """What must be known: areas of several regions, comparisons that no published test allows, no ranking."""
    caveats: list[str] = []
    members = release.table("territory-members")["territory"].value_counts()
    names = labels(release, "territories", reader)
    joint = [str(territory) for territory in rows["territory"] if members.get(territory, 0) > 1]
    caveats += [reader.say("territories.caveat.joint", area=names[territory]) for territory in joint]
    if (rows["significance"] == "not_published").all():
        caveats.append(reader.say("territories.caveat.test"))
    caveats.append(reader.say("territories.caveat.areas"))
    return (*caveats, *bases.absences(release, TABLE, rows, reader))


def _base(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[Listed, ...]:
    """The line that ends the list of values: their base."""
    said = bases.distinct(release, TABLE, rows, reader)
    return (Listed(reader.say("column.base"), said),) if said else ()

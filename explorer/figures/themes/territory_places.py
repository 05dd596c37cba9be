"""The territories of one question, each with its value or why it has none; how each is drawn."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.address import identify_row
from explorer.charts.outlines import tiles as tile_places
from explorer.charts.regions import EMPTY, colours
from explorer.figures.survey import bases
from explorer.figures.survey.absences import reason, state
from explorer.figures.survey.intervals import Span, small, span_of
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import UNCERTAIN, compared, printed, qualified
from explorer.figures.survey.ranks import bands
from explorer.figures.themes.regional import Asked
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader

SURE = ("A", "E")  # CL_OBS_STATUS of values that may be set against one another
CLASSED = 8  # values from which a map has classes
Row = dict[str, Any]


@dataclass(frozen=True)
class Area:
    """A territory of a question. `rows` are those that have a value, else one that says why none has.

    `value` is empty too where its sources print different values; `text` has them all.
    """

    code: str
    name: str
    regions: tuple[str, ...]
    rows: tuple[Row, ...]
    value: float | None
    text: str
    told: str
    state: str
    span: Span
    comparable: bool
    identifier: str


def areas(release: Release, reader: Reader, one: Asked) -> tuple[Area, ...]:
    """The territories that the question has a row for, by name: a list to find one in, not a ranking."""
    found: dict[str, list[Row]] = {}
    for row in plain(one.rows(release)):
        found.setdefault(str(row["territory"]), []).append(row)
    made = [_area(release, reader, one.table, code, rows) for code, rows in found.items()]
    return tuple(sorted(made, key=lambda area: folded(area.name)))


def _area(release: Release, reader: Reader, table: str, code: str, rows: list[Row]) -> Area:
    known = [row for row in rows if row["value"] is not None]
    kept = known or rows[:1]
    values = {float(row["value"]) for row in known}
    value = values.pop() if len(values) == 1 else None
    doubtful = any(row["status"] == UNCERTAIN or small(release, row) for row in known)
    looks = "known" if known else state(kept[0]["status"])
    if doubtful or (known and value is None):
        looks = "uncertain"
    members = release.table("territory-members")
    signs = dict.fromkeys(compared(row) for row in kept)
    said = dict.fromkeys(shown(release, reader, table, row) for row in kept)
    return Area(
        code=code,
        name=labels(release, "territories", reader).get(code, code),
        regions=tuple(str(one) for one in members.loc[members["territory"] == code, "region"]),
        rows=tuple(kept),
        value=value,
        text=" ".join(filter(None, (" / ".join(said), *signs)))
        .replace(" ▲", "\u00a0▲")
        .replace(" ▼", "\u00a0▼"),
        told=" / ".join(dict.fromkeys(bases.told(release, table, row, reader) for row in kept)),
        state=looks,
        span=span_of(release, table, kept[0]) if value is not None else Span(),
        comparable=value is not None and not doubtful and all(row["status"] in SURE for row in known),
        identifier=identify_row(release, table, kept[0]),
    )


def shown(release: Release, reader: Reader, table: str, row: Row) -> str:
    """The value as it is printed in a list: its qualifier, its mark, or why there is none."""
    unit = bases.unit_row(release, table, row)
    return qualified(printed(row["value"], row["status"], reader, unit), row, release, reader)


def _brief(reader: Reader, area: Area) -> str:
    """What a map has room for, where its legend says the unit."""
    if area.value is None:
        return _word(reader, area)
    row = area.rows[0]
    words = printed(area.value, row["status"], reader, {"symbol_fr": "", "symbol_en": ""})
    return "\u00a0".join(filter(None, (words, compared(row))))


def _word(reader: Reader, area: Area) -> str:
    """The text of an area without one value, short enough for a tile."""
    withheld = area.state in EMPTY and reason(area.rows[0]["status"]) == "suppressed"
    return reader.say("value.suppressed.brief") if withheld else area.text


@dataclass(frozen=True)
class Scale:
    """The classes of a map, empty where values are too few to be set against one another; all its fills."""

    ends: tuple[tuple[float, float], ...]
    classes: dict[str, int]
    fills: dict[str, str]


def scale(reader: Reader, found: tuple[Area, ...]) -> Scale:
    """Classes from CLASSED values on that are comparable; else one colour for all that are known."""
    values = {area.code: area.value for area in found if area.comparable and area.value is not None}
    fills = colours(reader.palette)
    if len(values) < CLASSED:
        return Scale((), {}, fills)
    ends, classes = bands(values)
    steps, top = reader.palette.steps, max(len(ends) - 1, 1)
    fills |= {
        f"class-{place}": steps[1 + round(place * (len(steps) - 2) / top)] for place in range(len(ends))
    }
    return Scale(ends, classes, fills | {"uncertain": reader.palette.surface})


def covered(release: Release, one: Asked) -> set[str]:
    """The regions that the study's geography covers; all where it has none."""
    geography = rows_by_code(release, "studies").get(one.study, {}).get("geography")
    members = release.table("territory-members")
    if not geography:
        return set(rows_by_code(release, "regions"))
    mine = {
        code
        for code, row in rows_by_code(release, "territories").items()
        if row.get("geography") == geography
    }
    return {str(code) for code in members.loc[members["territory"].isin(mine), "region"]}


def drawn(
    release: Release, reader: Reader, one: Asked, found: tuple[Area, ...], scaled: Scale
) -> pd.DataFrame:
    """One row a region of the map: the area that it belongs to in this study, its state and its words."""
    names = labels(release, "regions", reader)
    area_of = {region: area for area in found for region in area.regions}
    inside = covered(release, one)
    places = []
    for region in tile_places():
        area, name = area_of.get(region), names.get(region, region)
        absent = reader.say("value.uncollected" if region in inside else "value.not_asked")
        alone = area is None or area.name == name
        place = name if alone or area is None else reader.say("territories.part", region=name, area=area.name)
        places.append(
            {
                "region": region,
                "short": "\n".join(textwrap.wrap(name, 12)),
                "area": area.code if area else region,
                "state": _state(area, scaled) if area else "unpublished" if region in inside else "not_asked",
                "text": absent
                if area is None
                else _brief(reader, area)
                if scaled.ends
                else _word(reader, area),
                "description": reader.say(
                    "territories.describe", place=place, value=area.told if area else absent
                ),
            }
        )
    return pd.DataFrame(places)


def _state(area: Area, scaled: Scale) -> str:
    return f"class-{scaled.classes[area.code]}" if area.code in scaled.classes else area.state


def ranked(reader: Reader, found: tuple[Area, ...]) -> pd.DataFrame:
    """One row an area for dots: highest first where all are comparable, else by name; then the rest."""
    known = [area for area in found if area.value is not None]
    if all(area.comparable for area in known):
        known.sort(key=lambda area: -(area.value or 0))
    return pd.DataFrame(
        [
            {
                "label": area.name,
                "text": area.text if area.value is not None else _word(reader, area),
                "value": area.value,
                "low": area.span.ends[0] if area.span.ends else None,
                "high": area.span.ends[1] if area.span.ends else None,
                "open": area.state == "uncertain",
                "description": reader.say("territories.describe", place=area.name, value=area.told),
            }
            for area in (*known, *(area for area in found if area.value is None))
        ]
    )

"""A map in ten lines: what a package with outlines lets one draw with pandas and Altair, and nothing else.

The script draws one measure, of all the one that covers most places. What has no outline is named beside the
map, with its value: a map that left it out would say that it is not there.
"""

# ruff: noqa: E501 -- the lines of the script are those that a reader pastes

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.derive.cuts import KIND as CUT
from scripts.derive.labelled import KIND as LABELLED
from scripts.derive.reached import OUTLINES, outlined
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of
from scripts.write import data
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.reading.model.package import Package, Resource
    from scripts.write.describe import Release

_NAMING = (
    "study",
    "population",
    "indicator",
    "year",
)  # what tells one measure from another, where it is there
_MOST = 20_000  # rows of a table that are looked through

_SCRIPT = """\
import json, altair as alt, pandas as pd
rows = pd.read_csv("data/{table}.csv", dtype={{"{column}": str}}).query({query})
rows = rows.assign({field}=rows["{column}"].str.split()).explode("{field}")[["{field}", "value"]]
places = pd.read_csv("data/{places}.csv", dtype=str).merge(rows, "left", "{field}")
shapes = json.load(open("{path}", encoding="utf-8"))
off = places[~places["{field}"].isin([shape["id"] for shape in shapes["objects"]["{object}"]["geometries"]])]
off = [f"{{p.{label}}}{colon} {{p.value:.10g}}".replace("{colon} nan", "{colon} {none}") for p in off.itertuples()]
base = alt.Chart(alt.Data(values=shapes, format=alt.TopoDataFormat(type="topojson", feature="{object}"))).mark_geoshape(stroke="white", fill="#ddd")
known = base.transform_lookup("id", alt.LookupData(places, "{field}", ["value"])).transform_filter("isValid(datum.value)")
alt.layer(base, known.encode(alt.Fill("value:Q", title="{unit}")), title=alt.Title({title}, subtitle=["{grey}", "{off}", *off], anchor="start")).project("mercator").save("map.svg")
"""


class _Drawable(NamedTuple):
    """A table of figures, its column of places, and the file that draws these."""

    table: Resource
    column: str
    shapes: Resource


def scripts(release: Release) -> dict[str, str]:
    """The script for a package by language; none where nothing in it can be drawn."""
    for found in _drawable(release.package):
        if rows_of(release.tables[found.table.name]) <= _MOST and (rows := _measure(release, found)):
            return {lang: _written(found, rows, lang) for lang in LANGUAGES}
    return {}


def _drawable(package: Package) -> Iterator[_Drawable]:
    """The tables with values and labels, whose rows are in places that a file of the package draws."""
    for shapes in (r for r in package.resources if r.schema is None and outlined(r) and r.paths):
        for table in (r for r in package.tables if r.extra.get("kind") in (CUT, LABELLED)):
            schema = schema_of(table)
            keys = {key.fields[0] for key in schema.foreign_keys if key.resource == outlined(shapes)}
            parts = {f"{name}_{outlined(shapes)}" for name in schema.field_names}  # regions of a territory
            columns = [name for name in schema.field_names if name in keys | parts]
            if columns and {"value", "indicator", "indicator_label_fr"} <= set(schema.field_names):
                yield _Drawable(table, columns[0], shapes)


def _measure(release: Release, found: _Drawable) -> list[dict[str, Any]]:
    """The rows of the measure that covers most places, once each; of several, the one of most values."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in data.every(release.tables[found.table.name]):
        if row[found.column]:
            groups[tuple(row.get(name) for name in _NAMING)].append(row)

    def covered(rows: Sequence[dict[str, Any]]) -> tuple[int, int]:
        places = [code for row in rows for code in str(row[found.column]).split()]
        known = sum(row["value"] is not None for row in rows)
        return (len(places), known) if known and len(set(places)) == len(places) else (0, 0)

    best = max(groups.values(), key=covered, default=[])
    return best if any(covered(best)) else []


def _written(found: _Drawable, rows: Sequence[dict[str, Any]], lang: str) -> str:
    """The script that draws those rows."""
    text, first = words(lang, "map"), rows[0]
    schema, told = schema_of(found.table), found.shapes.extra[OUTLINES]
    asked = [(name, first[name]) for name in _NAMING if first.get(name) is not None]
    query = " and ".join(f"{name} == {value!r}" for name, value in asked)
    labels = (
        first.get(f"{name}_label_{lang}", first.get(name))
        for name in ("indicator", "population", "study", "year")
    )
    shared = str(schema.field("value").extra.get("unit", ""))
    return _SCRIPT.format(
        table=found.table.name,
        column=found.column,
        query=_quoted(query),
        field=told["field"],
        places=told["resource"],
        object=told["object"],
        path=found.shapes.paths[0],
        label=f"label_{lang}",
        title=_quoted(", ".join(dict.fromkeys(str(label) for label in labels if label is not None))),
        unit=shared or first.get(f"unit_label_{lang}") or "",
        colon=text["colon"],
        none=text["none"],
        grey=text["grey"],
        off=text["off"],
    )


def _quoted(text: str) -> str:
    """A text as Python has it, in double quotes where it can be."""
    return f'"{text}"' if '"' not in text and "\\" not in text else repr(text)

"""Tables with their labels: every row of a table of figures, with what its codes mean beside them.

Who reads CSV, Parquet or a workbook looks nothing up so. A table of more than MOST rows has no such twin,
which weighs several times as much: of it `<table>_labelled` is a view, in SQLite and DuckDB (`load.sql`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.derive.beside import Column, all_of
from scripts.derive.figures import INDICATOR, UNIT, VALUE
from scripts.derive.paths import ROW, Paths, key_of
from scripts.reading.model.package import ForeignKey
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.derive.base import Base
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Texts

KIND = "labelled"
OF = "of"  # the property that names the table that a twin is of
KINDS = ("fact", "context")  # of tables that have one
MOST = 10_000  # rows

_TITLES = {"title": "{title} (avec libellés)", "title_en": "{title} (with labels)"}
_TOLD = {
    "description": "{told} Chaque code y a son libellé en français et en anglais.",
    "description_en": "{told} Each code has its label in French and in English.",
}


def build(base: Base, cells: Mapping[str, Texts]) -> list[tuple[Resource, Texts]]:
    """The twin of each table of figures that has codes, and its rows, in the order of the table's.

    `cells` has the texts of the tables that are asked for; what lacks a table that its keys lead to has none.
    """
    taken = {resource.name for resource in base.package.resources}
    made = []
    for resource in base.package.tables:
        schema = schema_of(resource)
        led = {key.resource or resource.name for key in schema.foreign_keys}
        if resource.extra.get("kind") not in KINDS or _name(resource) in taken:
            continue
        if led and {resource.name, *led} <= cells.keys() and len(cells[resource.name]) <= MOST:
            made.append(_made(base, resource))
    return made


def twins(package: Package) -> dict[str, Resource]:
    """The twins of a package by the name of the table that each is of."""
    return {str(r.extra.get(OF)): r for r in package.tables if r.extra.get("kind") == KIND}


def _name(resource: Resource) -> str:
    return f"{resource.name}-{KIND}"


def _made(base: Base, of: Resource) -> tuple[Resource, Texts]:
    """The twin of a table: its columns, the unit that its indicators have, the labels."""
    paths, schema = Paths(base, of), schema_of(of)
    asked = {name: name for name in schema.field_names}
    indicator = key_of(of, INDICATOR) if VALUE in asked and UNIT not in asked else None
    if indicator and UNIT in schema_of(base.package.resource(indicator.resource)).field_names:
        place = schema.field_names.index(VALUE) + 1
        asked = dict(
            [*list(asked.items())[:place], (UNIT, f"{INDICATOR}.{UNIT}"), *list(asked.items())[place:]]
        )
    own = [Column(found.field, found) for found in map(paths.find, asked.values())]
    columns = [*own, *all_of(paths, own, list(asked.values()))]
    added = [
        ForeignKey((c.field.name,), c.path.target.resource, c.path.target.reference_fields)
        for c in own
        if c.path.table != of.name and c.path.target
    ]
    twin = replace(
        of,
        name=_name(of),
        title=_TITLES["title"].format(title=of.title),
        description=_TOLD["description"].format(told=of.description).strip(),
        schema=replace(
            schema, fields=tuple(c.field for c in columns), foreign_keys=(*schema.foreign_keys, *added)
        ),
        extra={
            "type": "table",
            "title_en": _TITLES["title_en"].format(title=of.extra.get("title_en", of.title)),
            "description_en": _TOLD["description_en"].format(told=of.extra.get("description_en", "")).strip(),
            "kind": KIND,
            OF: of.name,
        },
    )
    shown = ", ".join(f"{column.path.sql} AS c{place}" for place, column in enumerate(columns))
    return twin, base.texts(f"SELECT {shown} FROM {paths.tables} ORDER BY {ROW}.place", twin)

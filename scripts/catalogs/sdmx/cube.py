"""The table of figures as SDMX has one: dimensions that name a figure, a measure, attributes beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.catalogs.sdmx import codes
from scripts.derive.figures import UNIT, VALUE
from scripts.derive.source import IDENTIFIER, KIND, TABLE
from scripts.reading.columnar.values import is_large
from scripts.reading.tables import schema_of, to_text
from scripts.write import data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.catalogs.sdmx.codes import Codelist
    from scripts.reading.model.package import Field, Resource
    from scripts.write.describe import Release

TIME = "TIME_PERIOD"
MEASURE = "OBS_VALUE"

# What the guidelines of SDMX name already (cross-domain concepts); another column has its own name.
_CONCEPTS = {VALUE: MEASURE, "status": "OBS_STATUS", UNIT: "UNIT_MEASURE", "confidentiality": "CONF_STATUS"}
_RESERVED = ("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "SERIES_KEY", "OBS_KEY", TIME)
_TIMES = ("year", "yearmonth", "date")
_END = "_end"  # of the column that has the last year of a period


@dataclass(frozen=True, slots=True)
class Component:
    """A column: its field, its identifier, and the codes that it may hold, where it holds codes."""

    field: Field
    id: str
    codelist: Codelist | None = None


@dataclass(frozen=True, slots=True)
class Cube:
    """The table of figures: its columns by role. `end` is the field with the end of a period, "" for none.

    `time` is None where nothing dates a figure. `held` is False of a table whose rows are too many to be
    told again.
    """

    resource: Resource
    dimensions: tuple[Component, ...]
    time: Component | None
    measure: Component
    attributes: tuple[Component, ...]
    end: str
    held: bool

    @property
    def codelists(self) -> dict[str, Codelist]:
        """The code lists, each once."""
        found = (one.codelist for one in (*self.dimensions, *self.attributes))
        return {one.id: one for one in found if one}


def of(release: Release) -> Cube | None:
    """The table of figures of a release; None where it has none, or none with values."""
    resource = next(
        (r for r in release.package.tables if r.name == TABLE and r.extra.get("kind") == KIND), None
    )
    if resource is None or VALUE not in schema_of(resource).field_names:
        return None
    schema = schema_of(resource)
    key = next(iter(schema.unique_keys), ()) if schema.primary_key == (IDENTIFIER,) else schema.row_key
    time = next((schema.field(name) for name in key if schema.field(name).type in _TIMES), None)
    names = _names(resource)
    lists: dict[tuple[str, str], Codelist | None] = {}
    made = {
        field.name: Component(field, names[field.name], _codes(release, resource, field, key, lists))
        for field in schema.fields
    }
    timed = Component(time, TIME) if time else None
    outside = {VALUE, *key}
    return Cube(
        resource=resource,
        dimensions=tuple(made[name] for name in key if time is None or name != time.name),
        time=timed,
        measure=made[VALUE],
        attributes=tuple(one for name, one in made.items() if name not in outside),
        end=f"{time.name}{_END}" if time and f"{time.name}{_END}" in schema.field_names else "",
        held=not is_large(release.tables[resource.name]),
    )


def _names(resource: Resource) -> dict[str, str]:
    """The identifier of each column, no two alike."""
    found: dict[str, str] = {}
    for name in schema_of(resource).field_names:
        made = _CONCEPTS.get(name) or codes.component(name)
        while made in (*found.values(), *_RESERVED):
            made += "_"
        found[name] = made
    return found


def _codes(
    release: Release,
    resource: Resource,
    field: Field,
    key: tuple[str, ...],
    lists: dict[tuple[str, str], Codelist | None],
) -> Codelist | None:
    """The codes of a column: of the table that it points at, else of a dimension the texts that it has."""
    for led in schema_of(resource).foreign_keys:
        if led.fields == (field.name,) and led.resource and not led.package:
            at = (led.resource, led.reference_fields[0])
            if at not in lists:
                lists[at] = codes.of_table(release, release.package.resource(at[0]), at[1])
            return lists[at]
    values = release.tables[resource.name]
    if field.name not in key or field.type != "string" or is_large(values):
        return None
    names = {"fr": field.title or field.name, "en": str(field.extra.get("title_en") or field.name)}
    return codes.of_values(field.name, names, map(to_text, data.counted(values, field.name)))


def split(cube: Cube, release: Release) -> Iterator[tuple[bool, list[dict[str, str]]]]:
    """The figures as texts: those that are dated (True), then those that are not; either may be none."""
    rows = [
        {name: to_text(value) for name, value in row.items()}
        for row in data.every(release.tables[cube.resource.name])
    ]
    if cube.time is None:
        yield False, rows
        return
    name = cube.time.field.name
    yield True, [row for row in rows if row[name]]
    yield False, [row for row in rows if not row[name]]

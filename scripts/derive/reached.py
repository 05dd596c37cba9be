"""What a table needs to stand on its own: the tables that its keys reach, and what these are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.derive.beside import LINK
from scripts.derive.labelled import twins
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from scripts.reading.model.package import Package, Resource

# {"resource": table, "field": its code, "object": of a TopoJSON}: a file of shapes, whose `id` is that code.
OUTLINES = "outlines"


def reached(package: Package, start: str) -> set[str]:
    """The names of the table `start` and of every table that foreign keys lead to from it.

    A link table whose first field leads to one of them comes too, with what it leads to: the regions of a
    study area, the questions of a study. So does a table's twin with labels.
    """
    names, waiting, labelled = {start}, [start], twins(package)
    while waiting:
        name = waiting.pop()
        led = [key.resource for key in schema_of(package.resource(name)).foreign_keys if key.resource]
        led += [twin.name for of, twin in labelled.items() if of == name]
        led += [
            resource.name
            for resource in package.tables
            if resource.extra.get("kind") == LINK and _first(resource) == name
        ]
        fresh = [other for other in dict.fromkeys(led) if other not in names]
        names.update(fresh)
        waiting += fresh
    return names


def drawn(package: Package, names: Collection[str]) -> list[Resource]:
    """The files that draw the rows of tables of these names, by their property `outlines`."""
    return [r for r in package.resources if r.schema is None and outlined(r) in names]


def outlined(resource: Resource) -> str:
    """The name of the table whose rows a file draws; "" for one that draws none."""
    told = resource.extra.get(OUTLINES)
    return str(told.get("resource", "")) if isinstance(told, dict) else ""


def _first(resource: Resource) -> str:
    """The table that the first field of a table leads to; "" where it leads to none."""
    schema = schema_of(resource)
    return next((key.resource for key in schema.foreign_keys if key.fields == schema.field_names[:1]), "")

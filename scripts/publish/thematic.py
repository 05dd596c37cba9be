"""Packages cut from the whole by its metadata.

Each is a table that has the property `thematic`, and every table that its foreign keys reach: it stands on
its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Package, Resource
    from scripts.write.content import Content

LINK = "link"
_OWN = ("name", "title", "description")
_NEVER_INHERITED = ("title_en", "description_en")


def parts(content: Content) -> Iterator[tuple[str, Content]]:
    """Each thematic package: its name within the release, and its content."""
    for resource in content.package.tables:
        if words_of(resource):
            yield name_of(resource), cut(content, resource)


def name_of(resource: Resource) -> str:
    """The name of the package cut from a table: that of its `thematic` property, else the table's."""
    return str(words_of(resource).get("name") or resource.name)


def words_of(resource: Resource) -> Mapping[str, Any]:
    """The property `thematic` of a table, empty where it has none or that is no object."""
    found = resource.extra.get("thematic")
    return found if isinstance(found, dict) else {}


def cut(content: Content, resource: Resource) -> Content:
    """The package of one table and of what it needs, with the words of its `thematic` property.

    What that property has (say `contributors`, `sources`, `keywords`) replaces what the whole package has.
    """
    package, names = content.package, reached(content.package, resource.name)
    words = words_of(resource)
    kept = {key: value for key, value in package.extra.items() if key not in _NEVER_INHERITED}
    return replace(
        content,
        package=replace(
            package,
            name=f"{package.name}-{name_of(resource)}",
            title=words.get("title", resource.title),
            description=words.get("description", resource.description),
            resources=tuple(_plain(r) for r in package.tables if r.name in names),
            extra={**kept, **{key: value for key, value in words.items() if key not in _OWN}},
        ),
        tables={name: content.tables[name] for name in names},
        cells={name: content.cells[name] for name in names},
    )


def reached(package: Package, start: str) -> set[str]:
    """The names of the table `start` and of every table that foreign keys lead to from it.

    A link table whose first field leads to one of them comes too, with what it leads to: the regions of a
    study area, the questions of a study.
    """
    names, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        led = [key.resource for key in schema_of(package.resource(name)).foreign_keys if key.resource]
        led += [
            resource.name
            for resource in package.tables
            if resource.extra.get("kind") == LINK and _first(resource) == name
        ]
        fresh = [other for other in dict.fromkeys(led) if other not in names]
        names.update(fresh)
        waiting += fresh
    return names


def _first(resource: Resource) -> str:
    """The table that the first field of a table leads to; "" where it leads to none."""
    schema = schema_of(resource)
    return next((key.resource for key in schema.foreign_keys if key.fields == schema.field_names[:1]), "")


def _plain(resource: Resource) -> Resource:
    """The resource without the property that has served here."""
    return replace(resource, extra={k: v for k, v in resource.extra.items() if k != "thematic"})

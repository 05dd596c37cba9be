"""Packages cut from the whole by its metadata.

Each is a table that has the property `thematic`, and every table that its foreign keys reach, with the files
that draw their rows: it stands on its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scripts.derive import period
from scripts.derive.reached import drawn, reached
from scripts.reading import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Resource
    from scripts.write.content import Content

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

    What that property has (say `contributors`, `sources`, `keywords`) replaces what the whole package has;
    the period is that of the table.
    """
    package, names = content.package, reached(content.package, resource.name)
    shapes = drawn(package, names)
    kept_names = {*names, *(shape.name for shape in shapes)}
    words = words_of(resource)
    kept = {key: value for key, value in package.extra.items() if key not in _NEVER_INHERITED}
    if own := identity.of_part(identity.of(package).id, name_of(resource)):
        kept["id"] = own
    said, years = kept.get(identity.PROPERTY), period.of([(resource, content.tables[resource.name])])
    if years and isinstance(said, dict) and said.get("period"):
        kept[identity.PROPERTY] = {**said, "period": years.stated()}
    return replace(
        content,
        package=replace(
            package,
            name=f"{package.name}-{name_of(resource)}",
            title=words.get("title", resource.title),
            description=words.get("description", resource.description),
            resources=tuple(_plain(r) for r in package.resources if r.name in kept_names),
            extra={**kept, **{key: value for key, value in words.items() if key not in _OWN}},
        ),
        tables={name: content.tables[name] for name in names},
        cells={name: content.cells[name] for name in names},
        files={path: content.files[path] for shape in shapes for path in shape.paths},
    )


def _plain(resource: Resource) -> Resource:
    """The resource without the property that has served here."""
    return replace(resource, extra={k: v for k, v in resource.extra.items() if k != "thematic"})

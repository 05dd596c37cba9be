"""What a release measures: the labels of its indicators, else its columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.catalogs import about
from scripts.reading.columnar.values import rows as rows_of
from scripts.reading.tables import schema_of
from scripts.write import data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

_OF_FIGURES = ("fact", "context")  # the kinds of tables in which a row is a value of an indicator
_INDICATOR = ("indicator",)
_LABELS = ("label_fr", "label_en")
_NUMBERS = ("number", "integer")
_MOST = 500


class Variable(NamedTuple):
    """What is measured: its name, its name in English where that is another, what it is, its unit."""

    name: str
    english: str = ""
    description: str = ""
    unit: str = ""


def variables(release: Release) -> list[Variable]:
    """Each once: the indicators that tables of figures name, in the order of their table; else columns."""
    targets = dict.fromkeys(
        key.resource
        for resource in release.package.tables
        if resource.extra.get("kind") in _OF_FIGURES
        for key in schema_of(resource).foreign_keys
        if key.fields == _INDICATOR and key.resource in release.tables
    )
    found = [one for name in targets for one in _labelled(release, release.package.resource(name))]
    if not found:
        found = [one for resource in release.package.tables for one in _columns(release, resource)]
    return list({one.name: one for one in reversed(found)}.values())[::-1][:_MOST]


def _labelled(release: Release, resource: Resource) -> Iterator[Variable]:
    """The rows of a table of indicators."""
    table = release.tables[resource.name]
    if not set(_LABELS) <= set(schema_of(resource).field_names) or rows_of(table) > _MOST:
        return
    for row in data.every(table):
        french, english = (str(row[name] or "") for name in _LABELS)
        if french or english:
            other = english if english != french and french else ""
            yield Variable(french or english, other, unit=str(row.get("unit") or ""))


def _columns(release: Release, resource: Resource) -> Iterator[Variable]:
    """The columns of numbers of a table that are no key."""
    schema = schema_of(resource)
    keys = {*schema.primary_key, *(name for key in schema.foreign_keys for name in key.fields)}
    lang = about.language(release.package)
    for field in schema.fields:
        if field.type in _NUMBERS and field.name not in keys:
            names = dict(about.texts(field, "title", lang))
            unit = field.extra.get("unit")
            yield Variable(
                names.get(lang) or field.name,
                names.get(about.ENGLISH, "") if lang != about.ENGLISH else "",
                field.description,
                unit if isinstance(unit, str) else "",
            )

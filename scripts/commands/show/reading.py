"""The figures of a package, and the words that stand for the codes of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive import whole
from scripts.reading import descriptor, identifiers
from scripts.reading.tables import schema_of, to_text
from scripts.write.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Row

KINDS = ("fact", "context")
_LABELS = {"fr": ("label_fr", "title", "name"), "en": ("label_en", "title", "name")}

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """A package, its typed rows and their texts, by table."""

    source: Source
    package: Package
    rows: Mapping[str, list[Found]]
    texts: Mapping[str, Sequence[Row]]


def read(source: Source) -> Figures:
    """The figures of a package that was found valid. SourceError where its tables cannot be read."""
    package = descriptor.to_package(source.descriptor)
    read = {r.name: whole.table(source.files, r) for r in package.tables}
    return Figures(
        source=source,
        package=package,
        rows={name: found.typed.to_pylist() for name, found in read.items()},
        texts={name: found.cells for name, found in read.items()},
    )


def names(figures: Figures) -> dict[str, tuple[Resource, int]]:
    """Every figure's table and place by its identifier."""
    return {
        name: (resource, place)
        for resource in figures.package.tables
        if resource.extra.get("kind") in KINDS
        for place, name in enumerate(identifiers.of_rows(resource, figures.texts[resource.name]))
    }


def titles(figures: Figures, name: str, lang: str) -> dict[str, str]:
    """What the columns of the figure with that identifier are called, by their name in `figure`."""
    resource, _ = names(figures)[name]
    fields = schema_of(resource).fields
    return {field.name.removesuffix(f"_{lang}"): said(field, "title", lang) for field in fields}


def target(figures: Figures, resource: Resource, field: str, value: Any) -> Found | None:
    """The row that a code points at."""
    for key in schema_of(resource).foreign_keys:
        if key.fields == (field,) and value is not None:
            for row in figures.rows.get(key.resource, ()):
                if row[key.reference_fields[0]] == value:
                    return row
    return None


def coded(
    figures: Figures, resource: Resource, row: Found, field: str, lang: str, more: str = ""
) -> Found | str | None:
    """A value; a code with its label, and one more of its texts where asked for."""
    value = row.get(field)
    if value is None:
        return None
    led = target(figures, resource, field, value)
    if led is None:
        return to_text(value)
    found = {"code": value, "label": label(led, lang)}
    return found | {more: led.get(f"{more}_{lang}")} if more else found


def label(row: Found, lang: str) -> str:
    """What a row of a list of codes is called."""
    return next((str(row[name]) for name in _LABELS[lang] if row.get(name)), "")

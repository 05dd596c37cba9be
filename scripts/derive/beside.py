"""What stands beside a code in a cut: its labels in both languages, and the codes that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive.paths import Path, Paths, key_of
from scripts.reading.model.package import Field
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Package
    from scripts.reading.tables import Texts

LINK = "link"
LABELS = {"fr": "label_fr", "en": "label_en"}
_ENDS = 2  # the fields of a link table, each a key
_IN = {"fr": ("{title}, en français", "{title}, in French"), "en": ("{title}, en anglais", "{title}")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a cut: its field, and how it is read of a figure."""

    field: Field
    path: Path


def labels(package: Package, paths: Paths, column: Column) -> Iterator[Column]:
    """The labels of a column that is a code, in French and in English."""
    key = column.path.target
    if key is None:
        return
    target = package.resource(key.resource)
    index = paths.index(target, key.reference_fields[0])
    for lang, name in LABELS.items():
        if name in schema_of(target).field_names:
            label = paths.find(target, name)
            texts = {code: label.read(row) for code, row in index.items()}
            yield _looked_up(column, texts, _told(column.field, label.field, lang))


def members(package: Package, cells: Mapping[str, Texts], column: Column) -> Iterator[Column]:
    """The codes that a column's code is made of, joined by spaces, where a link table of two keys says so.

    The first key of such a table leads to the whole, the second to its part.
    """
    key = column.path.target
    for resource in package.tables if key else ():
        ends = [key_of(resource, name) for name in schema_of(resource).field_names]
        if resource.extra.get("kind") != LINK or len(ends) != _ENDS:
            continue
        whole, part = ends
        if not (key and whole and part) or whole.resource != key.resource or part.resource == key.resource:
            continue
        made: dict[str, list[str]] = {}
        for one, other in cells[resource.name]:
            made.setdefault(one, []).append(other)
        joined = {code: " ".join(sorted(codes)) for code, codes in made.items()}
        field = Field(
            name=f"{column.field.name}_{part.resource}",
            type="string",
            title=resource.title,
            description=resource.description,
            extra={name: str(resource.extra.get(name, "")) for name in ("title_en", "description_en")},
        )
        yield _looked_up(column, joined, field)


def _looked_up(column: Column, texts: Mapping[str, str], field: Field) -> Column:
    """A column of the text that stands for the code in another."""
    read = column.path.read
    return Column(field, replace(column.path, read=lambda row: texts.get(read(row), "")))


def _told(code: Field, label: Field, lang: str) -> Field:
    """The field of a label, named for its code: `domain_label_fr`."""
    french, english = _IN[lang]
    title_en = str(code.extra.get("title_en", code.title))
    return Field(
        name=f"{code.name}_{LABELS[lang]}",
        type="string",
        title=french.format(title=code.title),
        description=label.description,
        missing_values=label.missing_values,
        extra={
            "title_en": english.format(title=title_en),
            "description_en": str(label.extra.get("description_en", "")),
        },
    )

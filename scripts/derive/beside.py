"""What stands beside a code in a cut: its labels in both languages, and the codes that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive.paths import key_of
from scripts.reading.model.package import Field
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.derive.paths import Path, Paths

LINK = "link"
LABELS = {"fr": "label_fr", "en": "label_en"}
_ENDS = 2  # the fields of a link table, each a key
_IN = {"fr": ("{title}, en français", "{title}, in French"), "en": ("{title}, en anglais", "{title}")}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a cut: its field, and how it is read of a figure."""

    field: Field
    path: Path


def labels(paths: Paths, column: Column, path: str) -> Iterator[Column]:
    """The labels of a column that is a code, which it has by that path, in French and in English."""
    key = column.path.target
    if key is None:
        return
    known = schema_of(paths.base.package.resource(key.resource)).field_names
    for lang, name in LABELS.items():
        if name in known:
            label = paths.find(f"{path}.{name}")
            yield Column(_told(column.field, label.field, lang), replace(column.path, sql=label.sql))


def members(paths: Paths, column: Column) -> Iterator[Column]:
    """The codes that a column's code is made of, joined by spaces, where a link table of two keys says so.

    The first key of such a table leads to the whole, the second to its part.
    """
    key = column.path.target
    for resource in paths.base.package.tables if key else ():
        ends = [key_of(resource, name) for name in schema_of(resource).field_names]
        if resource.extra.get("kind") != LINK or len(ends) != _ENDS:
            continue
        whole, part = ends
        if not (key and whole and part) or whole.resource != key.resource or part.resource == key.resource:
            continue
        joined, link = "string_agg(c1, ' ' ORDER BY c1) AS c1", paths.base.table(resource)
        row = paths.led(column.path.sql, f"(SELECT c0, {joined} FROM {link} GROUP BY c0)", "c0")
        field = Field(
            name=f"{column.field.name}_{part.resource}",
            type="string",
            title=resource.title,
            description=resource.description,
            extra={name: str(resource.extra.get(name, "")) for name in ("title_en", "description_en")},
        )
        yield Column(field, replace(column.path, sql=f"coalesce({row}.c1, '')"))


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

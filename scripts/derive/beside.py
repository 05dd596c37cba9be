"""What stands beside a code in a derived table: its labels or its title, and the codes that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive.paths import key_of
from scripts.reading.model.package import Field
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.derive.paths import Path, Paths

LINK = "link"
LABELS = {"fr": "label_fr", "en": "label_en"}
_ENDS = 2  # the fields of a link table, each a key
TITLE = "title"  # what stands for a label in a table that has none: a source is a work, and has one name
_SAID = {
    "label_fr": ("{title}, en français", "{title}, in French"),
    "label_en": ("{title}, en anglais", "{title}"),
    TITLE: ("{title}, titre", "{title}, title"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a cut: its field, and how it is read of a figure."""

    field: Field
    path: Path


def labels(paths: Paths, column: Column, path: str) -> Iterator[Column]:
    """The labels of a column that is a code, which it has by that path, in French and in English."""
    known = _known(paths, column)
    yield from (_named(paths, column, path, name) for name in LABELS.values() if name in known)


def titles(paths: Paths, column: Column, path: str) -> Iterator[Column]:
    """The title of a column that is a code, where the table of the code has no label."""
    known = _known(paths, column)
    if TITLE in known and not known.intersection(LABELS.values()):
        yield _named(paths, column, path, TITLE)


def _known(paths: Paths, column: Column) -> set[str]:
    """The fields of the table that a column's code leads to; none where it leads nowhere."""
    key = column.path.target
    return set(schema_of(paths.base.package.resource(key.resource)).field_names) if key else set()


def _named(paths: Paths, column: Column, path: str, name: str) -> Column:
    """What a code's row says under that name."""
    label = paths.find(f"{path}.{name}")
    return Column(_told(column.field, label.field, name), replace(column.path, sql=label.sql))


def all_of(paths: Paths, columns: Sequence[Column], asked: Sequence[str]) -> Iterator[Column]:
    """What stands beside some columns, which are read by the paths `asked`; the titles last."""
    for column, path in zip(columns, asked, strict=True):
        yield from labels(paths, column, path)
        yield from members(paths, column)
    for column, path in zip(columns, asked, strict=True):
        yield from titles(paths, column, path)


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


def _told(code: Field, label: Field, name: str) -> Field:
    """The field of a label, named for its code: `domain_label_fr`."""
    french, english = _SAID[name]
    title_en = str(code.extra.get("title_en", code.title))
    return Field(
        name=f"{code.name}_{name}",
        type="string",
        title=french.format(title=code.title),
        description=label.description,
        missing_values=label.missing_values,
        extra={
            "title_en": english.format(title=title_en),
            "description_en": str(label.extra.get("description_en", "")),
        },
    )

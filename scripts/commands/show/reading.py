"""The figures of a package, and the words that stand for the codes of a row.

A small table is read when it is asked for first. A large one is never held: its row is looked for by its key,
in columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow.compute as pc

from scripts.derive import canonical
from scripts.derive.large import is_large
from scripts.derive.whole import Tables
from scripts.reading import descriptor, identifiers
from scripts.reading.columnar import texts
from scripts.reading.tables import read_records, schema_of, to_table, to_text
from scripts.write.words import said

if TYPE_CHECKING:
    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package, Resource

KINDS = ("fact", "context")
_LABELS = {"fr": ("label_fr", "title", "name"), "en": ("label_en", "title", "name")}
_BREAK = r"\r\n|\r|\n"

Found = dict[str, Any]


class Place(NamedTuple):
    """A row of a table, typed, and the file and the line where it begins."""

    resource: Resource
    row: Found
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A package, and the rows of its small tables as they are asked for."""

    source: Source
    package: Package
    tables: Tables
    _rows: dict[str, list[Found]] = field(default_factory=dict)

    def is_large(self, resource: Resource) -> bool:
        """True for a table whose rows are never held."""
        return is_large(self.source.files, resource)

    def rows(self, name: str) -> list[Found]:
        """The typed rows of a small table; none of a large one, nor of none of that name."""
        if name not in self._rows:
            found = [r for r in self.package.tables if r.name == name and not self.is_large(r)]
            self._rows[name] = [row for r in found for row in self.tables.table(r).typed.to_pylist()]
        return self._rows[name]

    def names(self) -> dict[str, tuple[Resource, int]]:
        """The table and place of every figure of the small tables, by its identifier."""
        return {
            name: (resource, place)
            for resource in self.package.tables
            if resource.extra.get("kind") in KINDS and not self.is_large(resource)
            for place, name in enumerate(identifiers.of_rows(resource, self.tables.table(resource).cells))
        }

    def find(self, name: str) -> Place | None:
        """The figure of that identifier, None where there is none."""
        table, key = identifiers.parts(name)
        for resource in self.package.tables:
            if resource.name == table and resource.extra.get("kind") in KINDS and self.is_large(resource):
                return self._sought(resource, key)
        found = self.names().get(name)
        if found is None:
            return None
        resource, place = found
        record = read_records(self.source.files, resource)[place]
        return Place(
            resource, self.rows(resource.name)[place], record.path or self.source.path.name, record.line
        )

    def _sought(self, resource: Resource, key: tuple[str, ...]) -> Place | None:
        """The row of a large table with that key."""
        names = schema_of(resource).row_key
        if len(names) != len(key):
            return None
        line, plain = 2, canonical.plain(resource)
        for batch in texts.batches(self.source.files, resource):
            told = canonical.undressed(resource, batch)
            found = reduce(
                pc.and_, (pc.equal(told[name], part) for name, part in zip(names, key, strict=True))
            )
            place = pc.index(found, value=True).as_py()
            before = batch.slice(0, place if place >= 0 else batch.num_rows)
            breaks = (pc.sum(pc.count_substring_regex(c, _BREAK)).as_py() or 0 for c in before.columns)
            line += before.num_rows + sum(breaks)
            if place >= 0:
                row = to_table(plain, [tuple(told.slice(place, 1).to_pylist()[0].values())]).to_pylist()[0]
                return Place(resource, row, resource.paths[0], line)
        return None


def read(source: Source, tables: Tables) -> Figures:
    """The figures of a package that was found valid, by its tables. SourceError where one cannot be read."""
    return Figures(source, descriptor.to_package(source.descriptor), tables)


def titles(resource: Resource, lang: str) -> dict[str, str]:
    """What the columns of a figure of that table are called, by their name in `figure`."""
    fields = schema_of(resource).fields
    return {field.name.removesuffix(f"_{lang}"): said(field, "title", lang) for field in fields}


def target(figures: Figures, resource: Resource, field: str, value: Any) -> Found | None:
    """The row that a code points at."""
    for key in schema_of(resource).foreign_keys:
        if key.fields == (field,) and value is not None:
            for row in figures.rows(key.resource):
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

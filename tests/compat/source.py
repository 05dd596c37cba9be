"""What a tool should read: the tables of the source package, and the observations derived from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.reading import descriptor
from scripts.reading.tables import schema_of
from tests.whole import content_of

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.reading.model.package import Package

_KINDS = {
    "number": "number",
    "integer": "integer",
    "year": "integer",
    "boolean": "boolean",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its CSV has it: names, kinds, and cells as texts, "" for no value.

    A kind is text, number, integer, boolean or date. `key`: the column that names the rows, where one does.
    """

    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    key: str = ""


def tables(root: Path, most: int | None = None) -> tuple[Package, dict[str, Table]]:
    """The package as a release has it, and its tables by name; with `most`, those of so many rows at most."""
    made = content_of(descriptor.load(root), dt.date(2000, 1, 1))
    found = {}
    for resource in made.package.tables:
        fields, key = schema_of(resource).fields, schema_of(resource).primary_key
        found[resource.name] = Table(
            tuple(field.name for field in fields),
            tuple(_KINDS.get(field.type, "text") for field in fields),
            tuple(tuple(row) for row in made.cells[resource.name]),
            key[0] if len(key) == 1 else "",
        )
    few = [r for r in made.package.tables if most is None or len(found[r.name].rows) <= most]
    return replace(made.package, resources=tuple(few)), {r.name: found[r.name] for r in few}

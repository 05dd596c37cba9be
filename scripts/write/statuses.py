"""The statuses that the rows of a package have, and what each means: for whoever explains a missing value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from scripts.reading.tables import schema_of
from scripts.write import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package

STATUS = "status"


def used(
    package: Package, tables: Mapping[str, Values]
) -> Iterator[tuple[Any, Mapping[str, Any], list[tuple[str, int]]]]:
    """Each status in use: its code, its row, and how many figures of studies and measured values have it."""
    keys = [
        (resource, key)
        for resource in package.tables
        if resource.extra.get("kind") == "fact"
        for key in schema_of(resource).foreign_keys
        if key.fields == (STATUS,)
    ]
    if not keys:
        return
    facts, key = keys[0]
    measured: Counter[Any] = Counter()
    for resource in package.tables:
        if resource.extra.get("kind") == "context" and STATUS in schema_of(resource).field_names:
            measured += data.counted(tables[resource.name], STATUS)
    found = {"figure": data.counted(tables[facts.name], STATUS), "measure": measured}
    for row in data.every(tables[key.resource]):
        code = row[key.reference_fields[0]]
        if uses := [(word, counts[code]) for word, counts in found.items() if counts[code]]:
            yield code, row, uses

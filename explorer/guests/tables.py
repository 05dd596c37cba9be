"""A table of others as it is kept for a visit: its texts, its values, what is wrong with it, its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from explorer.guests.rules import plain
from scripts.reading.exact import findings
from scripts.reading.exact.findings import At
from scripts.reading.exact.keyed import key_of
from scripts.reading.issues import Issue, issue
from scripts.reading.model.package import ForeignKey, Resource, Schema

SAMPLES = 3


@dataclass(frozen=True)
class Fault:
    """What is wrong `count` times in one way: its first Issues, in the words of `validate`."""

    samples: tuple[Issue, ...]
    count: int

    @property
    def code(self) -> str:
        """The code of the issues."""
        return self.samples[0].code

    @property
    def column(self) -> str:
        """The field that they are about."""
        return self.samples[0].field


@dataclass(frozen=True)
class Table:
    """A table that was opened. `texts` has a column of texts for each field, `typed` the same as values.

    `cut`: there are more rows, which were not read. `keys` has the values of keyed fields, row by row.
    """

    resource: Resource
    texts: pd.DataFrame = field(repr=False)
    lines: list[int] = field(repr=False)
    typed: Mapping[str, pd.Series] = field(repr=False)
    keys: Mapping[str, list[Any]] = field(repr=False, default_factory=dict)
    issues: tuple[Issue, ...] = ()
    cut: bool = False

    @property
    def name(self) -> str:
        """Its name in the package."""
        return self.resource.name

    @property
    def path(self) -> str:
        """The file that it is in, the first one of several."""
        return plain(next(iter(self.resource.paths), ""))

    @property
    def schema(self) -> Schema:
        """Its schema; that of its labels where it has none."""
        return self.resource.schema or Schema(())

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong, each kind once."""
        return self._grouped(unchecked=False)

    @property
    def unchecked(self) -> tuple[Fault, ...]:
        """What was not checked, and why."""
        return self._grouped(unchecked=True)

    def _grouped(self, *, unchecked: bool) -> tuple[Fault, ...]:
        groups: dict[tuple[str, str, str], list[Issue]] = {}
        for item in self.issues:
            if (item.code == "check-skipped") == unchecked:
                groups.setdefault((item.code, item.variant, item.field), []).append(item)
        return tuple(Fault(tuple(found[:SAMPLES]), len(found)) for found in groups.values())


def linked(table: Table, tables: Mapping[str, Table]) -> Table:
    """The table with what is wrong in its foreign keys; what leads to a table in part is not checked."""
    found: list[Issue] = []
    for key in table.schema.foreign_keys:
        other = tables.get(key.resource) if key.resource else table
        fields = ", ".join(key.fields)
        about = {"resource": table.name, "field": fields, "key": fields, "package": key.package}
        if other is None or other.cut or key.package or not set(key.reference_fields) <= set(other.keys):
            found.append(
                issue(
                    "check-skipped",
                    "package" if key.package else "reference",
                    reference=key.resource,
                    **about,
                )
            )
        elif set(key.fields) <= set(table.keys):
            found += _lost(table, key, other)
    return replace(table, issues=(*table.issues, *found))


def _lost(table: Table, key: ForeignKey, other: Table) -> list[Issue]:
    known = set(_tuples(other.keys, key.reference_fields))
    name, path = table.name, next(iter(table.resource.paths), "")
    return [
        findings.foreign_key(
            At(name, path, table.lines[row], 0), key, [table.texts[n][row] for n in key.fields]
        )
        for row, values in enumerate(_tuples(table.keys, key.fields))
        if values not in known and values.count(None) != len(values)
    ]


def _tuples(keys: Mapping[str, list[Any]], names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(map(key_of, row)) for row in zip(*(keys[name] for name in names), strict=True)]

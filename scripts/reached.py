"""Where a column that a table lacks is found: over its foreign keys, in the nearest table that has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts import tables
from scripts.errors import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from scripts.model import ForeignKey, Package, Resource

Getter = Callable[[int], Any]
Target = tuple[str, str]

# What a key tells of a figure. A status, a source or a note says something of its own row only.
INHERITED = ("study", "population", "year", "year_end", "territory", "domain", "actor", "indicator", "unit")
# A period ends where it begins: its end is not inherited where its beginning is the fact's own.
WITH = {"year_end": "year"}


@dataclass(frozen=True, slots=True)
class Found:
    """How a column is read for the nth row of a fact, and the (table, field) that it is a key of."""

    get: Getter
    target: Target | None


class Reached:
    """What the foreign keys of a package reach, with an index of each table by each field asked for."""

    def __init__(self, package: Package, typed: Mapping[str, pa.Table], shared: Mapping[str, Target]) -> None:
        self.typed = typed
        self._package = package
        self._shared = shared
        self._indexes: dict[Target, dict[Any, int]] = {}
        self._lists: dict[Target, list[Any]] = {}

    def find(self, fact: Resource, name: str) -> Found | None:
        """The way to the common column `name` from a fact: its own, a constant, or over foreign keys."""
        own = tables.schema_of(fact).field_names
        if name in own:
            return Found(self._values(fact.name, name).__getitem__, key_of(fact, name))
        constants: Mapping[str, Any] = fact.extra.get("observation", {})
        if name in constants:
            return self._constant(fact, name, constants[name])
        if name not in INHERITED or WITH.get(name) in (*own, *constants):
            return None
        return self._inherited(fact, name, constants)

    def _constant(self, fact: Resource, name: str, value: Any) -> Found:
        """A constant of the descriptor; where it should be a code, it must be one."""
        target = self._shared.get(name)
        if target and value not in self._index(target):
            raise ReleaseError(
                f"{fact.name}: the constant {name} « {value} » is no {target[1]} of {target[0]}"
            )
        return Found(lambda _row: value, target)

    def _inherited(self, fact: Resource, name: str, constants: Mapping[str, Any]) -> Found | None:
        """The field `name` of the nearest table reached, breadth first."""
        steps = [(key.resource, self._step(fact.name, key, None)) for key in _keys(fact)]
        steps += [
            (target[0], self._jump(target, self._constant(fact, constant, value).get))
            for constant, value in constants.items()
            if (target := self._shared.get(constant))
        ]
        seen = {fact.name}
        while steps:
            hits = [(table, step) for table, step in steps if name in self._fields(table)]
            if len(hits) > 1:
                raise ReleaseError(
                    f"{fact.name}: the column {name} of its observations may come from "
                    f"{' or '.join(sorted(table for table, _ in hits))}: say which in a column or a constant"
                )
            if hits:
                table, step = hits[0]
                values = self._values(table, name)
                return Found(_follow(step, values.__getitem__), key_of(self._package.resource(table), name))
            seen |= {table for table, _ in steps}
            steps = [
                (key.resource, self._step(table, key, step))
                for table, step in steps
                for key in _keys(self._package.resource(table))
                if key.resource not in seen
            ]
        return None

    def _step(self, table: str, key: ForeignKey, before: Getter | None) -> Getter:
        """From a row of the fact to the row that a foreign key of `table` points at."""
        get: Getter = self._values(table, key.fields[0]).__getitem__
        return self._jump((key.resource, key.reference_fields[0]), _follow(before, get) if before else get)

    def _jump(self, target: Target, get: Getter) -> Getter:
        """From a row of the fact to the row of `target` whose key `get` gives; None where there is none."""
        index = self._index(target)
        return lambda row: index.get(get(row))

    def _fields(self, table: str) -> tuple[str, ...]:
        return tables.schema_of(self._package.resource(table)).field_names

    def _values(self, table: str, name: str) -> list[Any]:
        if (table, name) not in self._lists:
            self._lists[table, name] = self.typed[table].column(name).to_pylist()
        return self._lists[table, name]

    def _index(self, target: Target) -> dict[Any, int]:
        if target not in self._indexes:
            values = self._values(*target)
            self._indexes[target] = {value: row for row, value in enumerate(values) if value is not None}
        return self._indexes[target]


def _follow(step: Getter, get: Getter) -> Getter:
    """`get` of the row that `step` leads to, None where it leads nowhere."""

    def value(row: int) -> Any:
        there = step(row)
        return None if there is None else get(there)

    return value


def _keys(resource: Resource) -> Iterator[ForeignKey]:
    """The foreign keys of one column to another table: those that a value can be followed through."""
    for key in tables.schema_of(resource).foreign_keys:
        if len(key.fields) == 1 and key.resource not in ("", resource.name):
            yield key


def key_of(resource: Resource, name: str) -> Target | None:
    """The (table, field) that a column is a key of; a table's own code is a key of that table."""
    for key in tables.schema_of(resource).foreign_keys:
        if key.fields == (name,):
            return key.resource or resource.name, key.reference_fields[0]
    return None

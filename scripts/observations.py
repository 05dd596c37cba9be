"""The derived table `observations`: every fact in one long table with common columns.

Nothing here knows a table by name: which tables hold facts, what constants they leave unsaid and where a
column that they lack is found all come from the descriptor. The common columns, their types and their words
are in `observations.json`, beside this file.

A common column of a fact table is, in this order:

1. the table's own field of that name;
2. a constant of the resource's `observation` property;
3. for what a key tells of a figure (population, year, unit …), the field of that name in the nearest table
   that the foreign keys reach; a constant counts as a key when other facts declare that column as one.
   Two tables at the same distance are an error: nobody can say which is meant;
4. else empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from scripts import descriptor, tables
from scripts.errors import ReleaseError
from scripts.model import ForeignKey, Package, Resource

Getter = Callable[[int], Any]
Target = tuple[str, str]

COMMON = Path(__file__).with_name("observations.json")

_INHERITED = ("study", "population", "year", "territory", "domain", "actor", "indicator", "unit")
_ORIGIN = ("identifier", "table", "item")


def build(package: Package, typed: Mapping[str, pa.Table]) -> tuple[Resource, pa.Table]:
    """The resource `observations` and its table, sorted by identifier; `typed` is by resource name.

    ReleaseError where a fact has no primary key, a column is ambiguous, has another type than the common
    one, or a constant is no code of the table that it should be found in.
    """
    common = descriptor.to_resource(descriptor.read_json(COMMON, shown=COMMON.name))
    names = tables.schema_of(common).field_names
    facts = [r for r in package.tables if r.extra.get("kind") == "fact"]
    reached = _Reached(package, typed, _targets(facts, names))
    rows: list[dict[str, Any]] = []
    keys: list[dict[str, Target | None]] = []
    for fact in facts:
        if unknown := sorted(set(fact.extra.get("observation", {})) - set(names)):
            raise ReleaseError(
                f"{fact.name}: the constant {unknown[0]} is no common column of the observations"
            )
        getters, targets = _columns(fact, names, reached)
        keys.append(targets)
        rows += [
            {name: get(row) for name, get in getters.items()} for row in range(typed[fact.name].num_rows)
        ]
    rows.sort(key=lambda row: str(row["identifier"]))
    resource = _with_keys(common, keys)
    schema = tables.arrow_schema(resource)
    try:
        return resource, pa.Table.from_pylist(rows, schema=schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise ReleaseError(
            f"observations: a fact's column has another type than the common one ({error})"
        ) from None


def _columns(
    fact: Resource, names: tuple[str, ...], reached: _Reached
) -> tuple[dict[str, Getter], dict[str, Target | None]]:
    """How each common column of a fact is read, and the (table, field) that its values are keys of.

    A column that is left empty is not in the second mapping; one with no key has None.
    """
    getters: dict[str, Getter] = {}
    targets: dict[str, Target | None] = {}
    for name in names:
        if name in _ORIGIN:
            continue
        found = reached.find(fact, name)
        getters[name] = found.get if found else lambda _row: None
        if found:
            targets[name] = found.target
    return _origin(fact, names, reached.typed[fact.name]) | getters, targets


def _origin(fact: Resource, names: tuple[str, ...], table: pa.Table) -> dict[str, Getter]:
    """The columns that say which row of which table an observation is."""
    key = tables.schema_of(fact).primary_key
    if not key:
        raise ReleaseError(f"{fact.name}: a fact table needs a primary key, to name its observations")
    cells = {name: [tables.to_text(v) for v in table.column(name).to_pylist()] for name in key}
    own = [name for name in key if name not in names]
    return {
        "identifier": lambda row: identifier(fact.name, [cells[name][row] for name in key]),
        "table": lambda _row: fact.name,
        "item": lambda row: ";".join(f"{name}={cells[name][row]}" for name in own) or None,
    }


def identifier(table: str, key: list[str]) -> str:
    """The identifier of a row; anything outside `A-Za-z0-9_.-` is percent-encoded.

    >>> identifier("rates", ["phare_2016", "area 93/94"])
    'rates:phare_2016/area%2093%2F94'
    """
    return f"{table}:" + "/".join(quote(part, safe="").replace("~", "%7E") for part in key)


# --- where a column is found -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """How a column is read for the nth row of a fact, and the (table, field) that it is a key of."""

    get: Getter
    target: Target | None


class _Reached:
    """What the foreign keys of a package reach, with an index of each table by each field asked for."""

    def __init__(self, package: Package, typed: Mapping[str, pa.Table], shared: Mapping[str, Target]) -> None:
        self.typed = typed
        self._package = package
        self._shared = shared
        self._indexes: dict[Target, dict[Any, int]] = {}
        self._lists: dict[Target, list[Any]] = {}

    def find(self, fact: Resource, name: str) -> _Found | None:
        """The way to the common column `name` from a fact: its own, a constant, or over foreign keys."""
        own = tables.schema_of(fact).field_names
        if name in own:
            return _Found(self._values(fact.name, name).__getitem__, _key_of(fact, name))
        constants: Mapping[str, Any] = fact.extra.get("observation", {})
        if name in constants:
            return self._constant(fact, name, constants[name])
        return self._inherited(fact, name, constants) if name in _INHERITED else None

    def _constant(self, fact: Resource, name: str, value: Any) -> _Found:
        """A constant of the descriptor; where it should be a code, it must be one."""
        target = self._shared.get(name)
        if target and value not in self._index(target):
            raise ReleaseError(
                f"{fact.name}: the constant {name} « {value} » is no {target[1]} of {target[0]}"
            )
        return _Found(lambda _row: value, target)

    def _inherited(self, fact: Resource, name: str, constants: Mapping[str, Any]) -> _Found | None:
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
                return _Found(_follow(step, values.__getitem__), _key_of(self._package.resource(table), name))
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


# --- keys --------------------------------------------------------------------------------------------------


def _keys(resource: Resource) -> Iterator[ForeignKey]:
    """The foreign keys of one column to another table: those that a value can be followed through."""
    for key in tables.schema_of(resource).foreign_keys:
        if len(key.fields) == 1 and key.resource not in ("", resource.name):
            yield key


def _key_of(resource: Resource, name: str) -> Target | None:
    """The (table, field) that a column is a key of; a table's own code is a key of that table."""
    for key in tables.schema_of(resource).foreign_keys:
        if key.fields == (name,):
            return key.resource or resource.name, key.reference_fields[0]
    return None


def _targets(facts: list[Resource], names: tuple[str, ...]) -> dict[str, Target]:
    """For each common column, the (table, field) that the facts which have it as a key agree on."""
    shared: dict[str, Target] = {}
    for name in names:
        found = {target for fact in facts if (target := _key_of(fact, name))}
        if len(found) == 1:
            shared[name] = found.pop()
    return shared


def _with_keys(common: Resource, keys: list[dict[str, Target | None]]) -> Resource:
    """The common resource with the foreign keys that hold in every fact that fills the column."""
    schema = tables.schema_of(common)
    foreign: list[ForeignKey] = []
    for name in schema.field_names:
        targets = {found[name] for found in keys if name in found}
        if len(targets) == 1 and (target := targets.pop()):
            foreign.append(ForeignKey((name,), target[0], (target[1],)))
    return replace(common, schema=replace(schema, foreign_keys=tuple(foreign)))

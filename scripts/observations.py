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

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from scripts import descriptor, tables
from scripts.errors import ReleaseError
from scripts.identifiers import identifier
from scripts.model import ForeignKey, Package, Resource
from scripts.reached import Reached, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reached import Getter, Target

COMMON = Path(__file__).with_name("observations.json")

_ORIGIN = ("identifier", "table", "item")


def build(package: Package, typed: Mapping[str, pa.Table]) -> tuple[Resource, pa.Table]:
    """The resource `observations` and its table, sorted by identifier; `typed` is by resource name.

    ReleaseError where a fact has no primary key, a column is ambiguous, has another type than the common
    one, or a constant is no code of the table that it should be found in.
    """
    common = descriptor.to_resource(descriptor.read_json(COMMON, shown=COMMON.name))
    names = tables.schema_of(common).field_names
    facts = [r for r in package.tables if r.extra.get("kind") == "fact"]
    reached = Reached(package, typed, _targets(facts, names))
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
    fact: Resource, names: tuple[str, ...], reached: Reached
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


# --- keys --------------------------------------------------------------------------------------------------


def _targets(facts: list[Resource], names: tuple[str, ...]) -> dict[str, Target]:
    """For each common column, the (table, field) that the facts which have it as a key agree on."""
    shared: dict[str, Target] = {}
    for name in names:
        found = {target for fact in facts if (target := key_of(fact, name))}
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

"""A package of others, opened: its tables as texts and as values, their faults, what was not opened."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.guests.descriptor import Descriptor, parse, read_descriptor, words
from explorer.guests.fetched import Fetched
from explorer.guests.reading import read_table
from explorer.guests.rules import Budget, Refused, plain
from explorer.guests.sources import Source, inside
from explorer.guests.tables import Table, linked
from explorer.stores import DESCRIPTOR
from scripts.reading.descriptor import to_package
from scripts.reading.model.package import Resource

NAME = 80  # characters of a name


@dataclass(frozen=True)
class Guest:
    """An opened package. `closed` are the resources that were not opened, each with its reason."""

    source: str
    digest: str
    descriptor: Descriptor
    tables: tuple[Table, ...]
    closed: tuple[tuple[str, Refused], ...]

    @property
    def faults(self) -> int:
        """How many faults the tables have, each counted as often as it occurs."""
        return sum(fault.count for table in self.tables for fault in table.faults)

    @property
    def incomplete(self) -> bool:
        """Whether something was not checked: a resource, rows beyond the first, a key, a pattern."""
        return bool(self.closed) or any(table.cut or table.unchecked for table in self.tables)


def open_guest(source: Source, budget: Budget) -> Guest:
    """The package. Refused where nothing of it can be shown; a table that cannot be is in `closed`."""
    content = source.read(DESCRIPTOR, budget, budget.rules.descriptor_bytes)
    descriptor = read_descriptor(content, source.name, budget)
    files = Fetched(source, budget)
    closed: dict[int, tuple[str, Refused]] = {}
    found: list[tuple[int, int, Resource]] = []
    names: set[str] = set()
    for place, properties in enumerate(descriptor.resources):
        name = plain(words(properties.get("name")) or f"#{place + 1}", NAME)
        try:
            resource = files.look(_resource(name, properties, source, budget, names))
            names.add(name)
            found.append((files.weight(resource), place, resource))
        except Refused as refused:
            _fatal(refused)
            closed[place] = (name, refused)
    tables: dict[int, Table] = {}
    for left, (_, place, resource) in enumerate(sorted(found, key=lambda one: one[:2])):
        # The small ones first and whole: what is left is shared among those that are larger.
        share = budget.cells // (len(found) - left)
        try:
            tables[place] = read_table(resource, files, budget, share)
        except Refused as refused:
            _fatal(refused)
            closed[place] = (resource.name, refused)
    shut = tuple(closed[place] for place in sorted(closed))
    if not tables:
        raise shut[0][1] if shut else Refused("no_tables", target=source.name)
    by_name = {table.name: table for table in tables.values()}
    ready = tuple(linked(tables[place], by_name) for place in sorted(tables))
    return Guest(source.name, hashlib.sha256(content).hexdigest(), descriptor, ready, shut)


def _fatal(refused: Refused) -> None:
    """What ends the opening, whatever table it was met in."""
    if refused.code in ("too_slow", "bomb"):
        raise refused


def _resource(
    name: str, properties: Mapping[str, Any], source: Source, budget: Budget, taken: set[str]
) -> Resource:
    """The model of a resource, its schema and dialect put in place. Refused where it is none."""
    if name in taken:
        raise Refused("duplicate_table", name=name)
    described = {
        **properties,
        "name": name,
        "path": properties.get("path", properties.get("url", [])),  # v0 wrote `url`
        **{key: _referred(properties.get(key), source, budget) for key in ("schema", "dialect")},
    }
    schema = described["schema"]
    if isinstance(schema, dict) and isinstance(schema.get("fields"), list):
        said = [{"name": one} if isinstance(one, str) else one for one in schema["fields"]]
        described["schema"] = {**schema, "fields": said}
    (resource,) = to_package({"resources": [described]}).resources
    if schema is not None and not (resource.schema and resource.schema.fields):
        raise Refused("no_fields", path=name)
    if properties.get("path") and not resource.paths:
        raise Refused("unsafe_path", path=str(properties["path"]))
    return resource


def _referred(value: Any, source: Source, budget: Budget) -> Any:
    """The value, or the one in the file that it names; what that names in its turn is not followed."""
    if not isinstance(value, str):
        return value
    content = source.read(inside(source, value), budget, budget.rules.descriptor_bytes)
    return parse(content, plain(value), budget)

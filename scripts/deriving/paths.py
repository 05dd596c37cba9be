"""What a row says, or what its keys lead to: `indicator.unit` is the unit of the row's indicator.

A path is a field of the table, or a field, a dot and a path of the table that this field is a key of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.errors import ReleaseError
from scripts.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scripts.model import Field, ForeignKey, Package, Resource
    from scripts.tables import Row


@dataclass(frozen=True, slots=True)
class Path:
    """How a path is read of a row, as text ("" where it leads nowhere), and the field at its end.

    `target` is the foreign key of that field, None where it has none.
    """

    read: Callable[[Row], str]
    field: Field
    target: ForeignKey | None


class Paths:
    """The paths of the tables of a package; each table is indexed once."""

    def __init__(self, package: Package, cells: Mapping[str, Sequence[Row]]) -> None:
        self._package = package
        self._cells = cells
        self._indexes: dict[tuple[str, str], dict[str, Row]] = {}

    def find(self, resource: Resource, path: str) -> Path:
        """The path of a table. ReleaseError where a part of it is no field, or no key of another table."""
        name, dot, rest = path.partition(".")
        schema = schema_of(resource)
        if name not in schema.field_names:
            raise ReleaseError(f"{resource.name}: « {path} »: the table has no field « {name} »")
        place = schema.field_names.index(name)
        key = key_of(resource, name)
        if not dot:
            return Path(lambda row: row[place], schema.field(name), key)
        if key is None:
            raise ReleaseError(f"{resource.name}: « {path} »: « {name} » is a key of no other table")
        target = self._package.resource(key.resource or resource.name)
        found, index = self.find(target, rest), self.index(target, key.reference_fields[0])

        def read(row: Row) -> str:
            there = index.get(row[place])
            return "" if there is None else found.read(there)

        return Path(read, found.field, found.target)

    def index(self, resource: Resource, field: str) -> dict[str, Row]:
        """The rows of a table by one of its fields."""
        at = (resource.name, field)
        if at not in self._indexes:
            place = schema_of(resource).field_names.index(field)
            self._indexes[at] = {row[place]: row for row in self._cells[resource.name]}
        return self._indexes[at]


def key_of(resource: Resource, field: str) -> ForeignKey | None:
    """The foreign key of that field alone; None where it has none."""
    return next((k for k in schema_of(resource).foreign_keys if k.fields == (field,)), None)

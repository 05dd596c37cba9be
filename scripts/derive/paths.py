"""What a row says, or what its keys lead to: `indicator.unit` is the unit of the row's indicator.

A path is a field of the table, or a field, a dot and a path of the table that this field is a key of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.derive.faults import DerivingError, Pointer
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scripts.reading.model.package import Field, ForeignKey, Package, Resource
    from scripts.reading.tables import Row, Texts


@dataclass(frozen=True, slots=True)
class Path:
    """How a path is read of a row, as text ("" where it leads nowhere), and the field at its end.

    `table` is the name of the table that has the field; `target` its foreign key there, which names its table
    always, None where it has none.
    """

    read: Callable[[Row], str]
    field: Field
    table: str
    target: ForeignKey | None


class Paths:
    """The paths of the tables of a package; each table is indexed once."""

    def __init__(self, package: Package, cells: Mapping[str, Texts]) -> None:
        self._package = package
        self._cells = cells
        self._indexes: dict[tuple[str, str], dict[str, Row]] = {}

    def find(self, resource: Resource, path: str, at: Pointer = (), whole: str = "") -> Path:
        """The path of a table. DerivingError where a part of it is no field, or no key of another table.

        `at` is where the descriptor has the path, `whole` the one that this is the end of.
        """
        name, dot, rest = path.partition(".")
        schema, whole = schema_of(resource), whole or path
        told = {"table": resource.name, "value": whole, "name": name}
        if name not in schema.field_names:
            raise DerivingError("cut-error", "field", at=at, **told)
        place = schema.field_names.index(name)
        key = key_of(resource, name)
        if not dot:
            field = schema.field(name)
            field = replace(field, missing_values=schema.missing_values_of(field))
            return Path(lambda row: row[place], field, resource.name, key)
        if key is None:
            raise DerivingError("cut-error", "key", at=at, **told)
        target = self._package.resource(key.resource)
        found, index = self.find(target, rest, at, whole), self.index(target, key.reference_fields[0])

        def read(row: Row) -> str:
            there = index.get(row[place])
            return "" if there is None else found.read(there)

        return replace(found, read=read)

    def index(self, resource: Resource, field: str) -> dict[str, Row]:
        """The rows of a table by one of its fields."""
        at = (resource.name, field)
        if at not in self._indexes:
            place = schema_of(resource).field_names.index(field)
            self._indexes[at] = {row[place]: row for row in self._cells[resource.name]}
        return self._indexes[at]

    def texts(self, path: Path) -> set[str]:
        """Every text that a path could end in: the codes of its key, else the texts of its column."""
        table, name = path.table, path.field.name
        if path.target:
            table, name = path.target.resource, path.target.reference_fields[0]
        return set(self.index(self._package.resource(table), name))


def key_of(resource: Resource, field: str) -> ForeignKey | None:
    """The foreign key of that field alone, with the name of its table; None where it has none."""
    found = next((k for k in schema_of(resource).foreign_keys if k.fields == (field,)), None)
    return found and replace(found, resource=found.resource or resource.name)

"""What a row says, or what its keys lead to: `indicator.unit` is the unit of the row's indicator.

A path is a field of the table, or a field, a dot and a path of the table that this field is a key of.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scripts.derive.faults import DerivingError, Pointer
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from scripts.derive.base import Base
    from scripts.reading.model.package import Field, ForeignKey, Resource

ROW = "f"  # the row of the table, in SQL


@dataclass(frozen=True, slots=True)
class Path:
    """How a path is read of a row, as text ("" where it leads nowhere), and the field at its end.

    `sql` is an expression; `table` is the name of the table that has the field; `target` its foreign key
    there, which names its table always, None where it has none.
    """

    sql: str
    field: Field
    table: str
    target: ForeignKey | None


@dataclass(slots=True)
class Paths:
    """The paths of a table, and the joins that they need, each once."""

    base: Base
    resource: Resource
    _joins: dict[tuple[str, str, str], str] = field(default_factory=dict)  # text, subquery, column → its row

    @property
    def tables(self) -> str:
        """What a query of these paths is from."""
        joins = (
            f"LEFT JOIN {subquery} AS {row} ON {row}.{column} = {text}"
            for (text, subquery, column), row in self._joins.items()
        )
        return " ".join([f"{self.base.table(self.resource)} AS {ROW}", *joins])

    def find(self, path: str, at: Pointer = ()) -> Path:
        """The path. DerivingError where a part of it is no field, or no key of another table.

        `at` is where the descriptor has the path.
        """
        return self._found(self.resource, ROW, path, at, path)

    def _found(self, resource: Resource, row: str, path: str, at: Pointer, whole: str) -> Path:
        """What is left of a path, from a row of that table."""
        name, dot, rest = path.partition(".")
        schema = schema_of(resource)
        told = {"table": resource.name, "value": whole, "name": name}
        if name not in schema.field_names:
            raise DerivingError("cut-error", "field", at=at, **told)
        key, text = key_of(resource, name), f"coalesce({row}.c{schema.field_names.index(name)}, '')"
        if not dot:
            column = schema.field(name)
            column = replace(column, missing_values=schema.missing_values_of(column))
            return Path(text, column, resource.name, key)
        if key is None:
            raise DerivingError("cut-error", "key", at=at, **told)
        target = self.base.package.resource(key.resource)
        return self._found(target, self.joined(text, target, key.reference_fields[0]), rest, at, whole)

    def joined(self, text: str, target: Resource, name: str) -> str:
        """The row, in SQL, of a table in which the field of that name has that text."""
        column = f"c{schema_of(target).field_names.index(name)}"
        return self.led(text, self.base.single(target, name), column)

    def led(self, text: str, subquery: str, column: str) -> str:
        """The row, in SQL, of a subquery of which a column has that text."""
        joint = (text, subquery, column)
        return self._joins.setdefault(joint, f"j{len(self._joins)}")

    def texts(self, path: Path) -> set[str]:
        """Every text that a path could end in: the codes of its key, else the texts of its column."""
        table, name = path.table, path.field.name
        if path.target:
            table, name = path.target.resource, path.target.reference_fields[0]
        resource = self.base.package.resource(table)
        column, there = f"c{schema_of(resource).field_names.index(name)}", self.base.table(resource)
        return {text for (text,) in self.base.ask(f"SELECT DISTINCT {column} FROM {there}")}


def key_of(resource: Resource, field: str) -> ForeignKey | None:
    """The foreign key of that field alone, with the name of its table; None where it has none."""
    found = next((k for k in schema_of(resource).foreign_keys if k.fields == (field,)), None)
    return found and replace(found, resource=found.resource or resource.name)

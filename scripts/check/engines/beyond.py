"""The rules that frictionless (5.21) passes over: categories, unique keys, primary keys partly empty."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from scripts.check.engines import findings
from scripts.check.engines.findings import At
from scripts.model.package import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.issues import Issue
    from scripts.model.package import Schema
    from scripts.read.records import Record


class Beyond:
    """These rules of one table; it remembers the keys seen and their lines."""

    def __init__(self, resource: str, schema: Schema) -> None:
        self._resource, self._schema = resource, schema
        self._names = schema.field_names
        self._missing = [frozenset(schema.missing_values_of(column)) for column in schema.fields]
        self._seen: tuple[dict[tuple[object, ...], int], ...] = tuple({} for _ in schema.unique_keys)
        self._categorical = [
            (column, {canonical(column, str(category.value)) for category in column.categories})
            for column in schema.fields
            if column.categories and "enum" not in column.constraints
        ]
        self._idle = not self._seen and not self._categorical and len(schema.primary_key) <= 1

    def apply(self, record: Record) -> Iterator[Issue]:
        """What is wrong in a record that has as many cells as the table has columns."""
        if self._idle:
            return
        present = {
            name: text
            for name, text, missing in zip(self._names, record.cells, self._missing, strict=True)
            if text not in missing
        }
        at = At(self._resource, record.path, record.line, record.row)
        for column, allowed in self._categorical:
            value = present.get(column.name)
            if value is not None and canonical(column, value) not in allowed:
                yield findings.category_error(at, column, value)
        key = {name: present.get(name, "") for name in self._schema.primary_key}
        if any(name in present for name in key) and not all(name in present for name in key):
            yield findings.primary_key_null(at, key)
        yield from self._unique_keys(at, present)

    def _unique_keys(self, at: At, present: dict[str, str]) -> Iterator[Issue]:
        """As in SQL, a row with an empty cell in the key is like no other."""
        for names, seen in zip(self._schema.unique_keys, self._seen, strict=True):
            if not all(name in present for name in names):
                continue
            key = tuple(canonical(self._schema.field(name), present[name]) for name in names)
            if key in seen:
                yield findings.unique_key(at, {name: present[name] for name in names}, seen[key])
            seen[key] = at.line


def categories_of(column: Field) -> list[str] | None:
    """The texts of a column's categories, where these are a rule of their own; None where they are none."""
    if not column.categories or "enum" in column.constraints:
        return None
    return [str(category.value) for category in column.categories]


def canonical(column: Field, text: str) -> object:
    """What makes two cells of a column equal: the number for numbers, else the text.

    >>> canonical(Field("n", "integer"), "07") == canonical(Field("n", "integer"), "7")
    True
    """
    if column.type in ("integer", "number", "year"):
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text
        return text if number.is_nan() else number  # what is no number is equal to none
    return text

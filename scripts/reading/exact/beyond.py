"""The rules that frictionless (5.21) passes over: categories, unique keys, primary keys partly empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.reading.exact import findings
from scripts.reading.exact.judges import options_of
from scripts.reading.exact.keyed import key_of
from scripts.reading.values.base import text_of
from scripts.reading.values.kinds import reader_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.reading.exact.findings import At
    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.table import Table
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Field
    from scripts.reading.values.base import Cell


class Beyond:
    """These rules of one table; it remembers the keys seen and their lines."""

    def __init__(self, table: Table, layout: Layout) -> None:
        schema = table.schema
        self._width = len(layout.columns)
        places = {
            column.field.name: place for place, column in enumerate(layout.columns) if column.index >= 0
        }
        self._categorical = [
            (places[column.name], column, _values(column))
            for column in schema.fields
            if categories_of(column) is not None and column.name in places
        ]
        whole = len(schema.primary_key) > 1 and set(schema.primary_key) <= places.keys()
        self._primary = {name: places[name] for name in schema.primary_key} if whole else {}
        self._unique: list[tuple[dict[str, int], dict[tuple[Any, ...], int]]] = [
            ({name: places[name] for name in names}, {})
            for names in schema.unique_keys
            if places.keys() >= {*names}
        ]
        self.idle = not (self._categorical or self._primary or self._unique)

    def apply(self, values: Sequence[Any], cells: Sequence[Cell], at: At) -> Iterator[Issue]:
        """What is wrong in a record that has as many cells as the table has columns."""
        if self.idle or len(cells) != self._width:
            return
        for place, column, allowed in self._categorical:
            if values[place] is not None and values[place] not in allowed:
                yield findings.category_error(at, column, text_of(cells[place]))
        empty = [name for name, place in self._primary.items() if values[place] is None]
        if empty and len(empty) < len(self._primary):
            texts = {
                name: "" if name in empty else text_of(cells[place]) for name, place in self._primary.items()
            }
            yield findings.primary_key_null(at, texts)
        for places, seen in self._unique:
            key = tuple([key_of(values[place]) for place in places.values()])
            if None in key:  # as in SQL, a row with an empty cell in the key is like no other
                continue
            if key in seen:
                texts = {name: text_of(cells[place]) for name, place in places.items()}
                yield findings.unique_key(at, texts, seen[key])
            seen[key] = at.line


def categories_of(column: Field) -> list[str] | None:
    """The texts of a column's categories, where these are a rule of their own; None where they are none."""
    if not column.categories or "enum" in column.constraints:
        return None
    return [str(category.value) for category in column.categories]


def _values(column: Field) -> list[Any]:
    """What the categories of a column are worth in it."""
    read = reader_of(options_of(column))
    return [read(category.value) for category in column.categories]

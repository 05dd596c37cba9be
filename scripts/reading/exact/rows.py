"""The verdict on one record, its cells and its keys, in plain Python.

`Rows` is the rule on a record, `Keys` the memory of the records before. Both are used for every record by
`whole.py`, and by the engines that prove rows only for the records under suspicion.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.reading.exact import findings
from scripts.reading.exact.findings import At
from scripts.reading.exact.judges import REMEMBERED, TYPE
from scripts.reading.exact.keyed import UNHASHABLE, key_of
from scripts.reading.exact.references import is_plain
from scripts.reading.values.base import text_of

if TYPE_CHECKING:
    from scripts.reading.exact.judges import Judge
    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.table import Column, Table
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import ForeignKey, Schema
    from scripts.reading.values.base import Cell

# For each foreign key of a table, the keys that its target holds.
Targets = Sequence[Collection[tuple[Any, ...]]]


ALL = 2**64 - 1


class Judged(NamedTuple):
    """A record after its cells were judged: values by position of the column, and the faults found."""

    values: list[Any]
    issues: list[Issue]


class Rows:
    """The cells of the records of one table."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self._schema = table.schema
        self._columns = layout.columns
        self._judges = [column.judge for column in layout.columns]
        self._width = len(layout.columns)
        self._made: dict[tuple[int, str, str], Issue] = {}
        names = keyed_names(table.schema)
        self._keyed = [
            (index, _plain_judge(column, table.schema) if is_plain(column) else column.judge)
            for index, column in enumerate(layout.columns)
            if column.field.name in names
        ]
        self._places = cache(lambda bits: [i for i in range(self._width) if bits >> i & 1])

    def judge(self, cells: Sequence[Cell], locate: Callable[[], At]) -> Judged:
        """The values of a record, and its faults: of its shape, of its cells, or that it is blank."""
        width = self._width
        padded = cells if len(cells) == width else [*cells[:width], *[None] * (width - len(cells))]
        verdicts = [judge(text) for judge, text in zip(self._judges, padded, strict=True)]
        values = [verdict[0] for verdict in verdicts]
        faults = [verdict[1] for verdict in verdicts]
        if values.count(None) == width and not any(TYPE in fault for fault in faults):
            return Judged(values, [findings.blank_row(locate())])
        if len(cells) == width and not any(faults):
            return Judged(values, [])
        at = locate()
        found = [self._issue(at, i, fault, cells) for i, several in enumerate(faults) for fault in several]
        expected = len(self._schema.fields)
        found += [
            findings.extra_cell(at, position, text_of(text), expected)
            for position, text in enumerate(cells[width:], start=width + 1)
        ]
        found += [
            findings.missing_cell(at, position, column.field.name)
            for position, column in enumerate(self._columns[len(cells) :], start=len(cells) + 1)
        ]
        return Judged(values, found)

    def judge_doubtful(self, cells: Sequence[Cell], locate: Callable[[], At], doubtful: int) -> Judged:
        """The same where only the cells of some columns can be faulty: those of the bits of `doubtful`.

        Values are told of the columns of keys alone. ALL stands for whatever else may be wrong.
        """
        if doubtful == ALL or len(cells) != self._width:
            return self.judge(cells, locate)
        values: list[Any] = [None] * self._width
        for index, judge in self._keyed:
            values[index] = judge(cells[index])[0]
        found: list[Issue] = []
        for index in self._places(doubtful):
            value, faults = self._judges[index](cells[index])
            values[index] = value
            if faults:
                at = locate()
                found += [self._issue(at, index, fault, cells) for fault in faults]
        return Judged(values, found)

    def _issue(self, at: At, index: int, fault: str, cells: Sequence[Cell]) -> Issue:
        key = index, fault, _text(cells, index)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= REMEMBERED:
                self._made.clear()
            made = self._made[key] = self._found(*key)
        return at.put(made)

    def _found(self, index: int, fault: str, text: str) -> Issue:
        """The fault of a cell, wherever the cell is."""
        column = self._columns[index].field
        if fault == TYPE:
            return findings.type_error(findings.NOWHERE, column, text)
        return findings.constraint_error(findings.NOWHERE, column, fault, text)


def keyed_names(schema: Schema) -> set[str]:
    """The fields whose values are compared with those of other rows."""
    names = {column.name for column in schema.fields if column.constraints.get("unique")}
    names.update(schema.primary_key, *(key.fields for key in schema.foreign_keys), *schema.unique_keys)
    names.update(column.name for column in schema.fields if column.categories)
    return names


def _plain_judge(column: Column, schema: Schema) -> Judge:
    """The value of a text that is its own, with no fault looked for: nothing to remember."""
    missing = frozenset(schema.missing_values_of(column.field))
    return lambda cell: (None if cell is None or str(cell) in missing else cell, ())


class Keys:
    """The keys of one table: records must be shown in their order in the file."""

    def __init__(self, table: Table, layout: Layout, targets: Targets, line_of: Callable[[int], int]) -> None:
        names = layout.names
        schema = table.schema
        index = {column.field.name: column.index for column in layout.columns if column.index >= 0}
        self._line_of = line_of
        self._schema = schema
        self._unique: list[tuple[int, str, dict[Any, int]]] = [
            (column.index, column.field.name, {})
            for column in layout.columns
            if column.index >= 0 and column.field.constraints.get("unique")
        ]
        whole = bool(schema.primary_key) and names.issuperset(schema.primary_key)
        self._primary = [index[name] for name in schema.primary_key] if whole else []
        self._seen: dict[tuple[Any, ...], int] = {}
        self._foreign: list[tuple[ForeignKey, list[int], Collection[tuple[Any, ...]]]] = [
            (key, [index[name] for name in key.fields], target)
            for key, target in zip(schema.foreign_keys, targets, strict=True)
            if names.issuperset(key.fields)
        ]
        self.present = bool(self._unique or self._primary or self._foreign)
        named = keyed_names(schema)
        keyed = {column.field.type for column in layout.columns if column.field.name in named}
        self._plain = not keyed & UNHASHABLE

    def judge(
        self, values: list[Any], cells: Sequence[Cell], place: int, locate: Callable[[], At]
    ) -> list[Issue]:
        """The faults of a record against the ones before it, and against other tables.

        `place` stands for the record's line: a value that `line_of` turns into one.
        """
        found: list[Issue] = []
        if not self._plain:
            values = [key_of(value) for value in values]
        for index, name, seen in self._unique:
            value = values[index]
            if value is not None:
                before = seen.get(value)
                seen[value] = place
                if before is not None:
                    found.append(
                        findings.unique_error(locate(), name, _text(cells, index), self._line_of(before))
                    )
        if self._primary:
            key = tuple([values[index] for index in self._primary])
            if key.count(None) == len(key):
                found.append(findings.primary_key_null(locate(), dict.fromkeys(self._schema.primary_key, "")))
            else:
                before = self._seen.get(key)
                self._seen[key] = place
                if before is not None:
                    found.append(findings.primary_key(locate(), self._texts(cells), self._line_of(before)))
        for foreign, indexes, target in self._foreign:
            key = tuple([values[index] for index in indexes])
            if key not in target and key.count(None) != len(key):
                texts = [_text(cells, index) for index in indexes]
                found.append(findings.foreign_key(locate(), foreign, texts))
        return found

    def _texts(self, cells: Sequence[Cell]) -> Mapping[str, str]:
        return {
            name: _text(cells, index)
            for name, index in zip(self._schema.primary_key, self._primary, strict=True)
        }


def _text(cells: Sequence[Cell], index: int) -> str:
    return text_of(cells[index]) if index < len(cells) else ""

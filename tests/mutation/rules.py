"""Mutants of coherence rules: for each, a small edit of the tables that it contradicts, found by search.

The edits are tried one after the other, one of each column in turn: a cell emptied or given another value, a
number moved, a row lost. The rule's query says which is the first that it contradicts; that edit is then made
in the CSV, and it is for `validate` to find it there.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import duckdb

from scripts import cells as all_cells
from scripts import observations, tables
from scripts.checks.coherence import CELLS, OBSERVATIONS
from scripts.checks.database import Database, view
from scripts.checks.rules import Rule, read_rules
from scripts.errors import ProjectError
from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Field, Resource
    from tests.mutation.bench import Bench

_ROWS = 60  # of a table, tried for one rule
Cells = list[tuple[str, ...]]


def mutants(bench: Bench) -> Iterator[Mutant]:
    """One for each rule of the package. LookupError for a rule that no small edit contradicts."""
    search = _Search(bench)
    names = {table.name for table in bench.tables}
    rules, faults = read_rules(bench.source, {*names, OBSERVATIONS})
    assert not faults
    for rule in rules:
        yield search.mutant(rule)


def _spread(cells: Cells) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with their number: each after a good part of the others, so that the first are not alike."""
    step = max(1, len(cells) // 20)
    for start in range(step):
        for number in range(start, len(cells), step):
            yield number, cells[number]


class _Search:
    """The tables as they are, and as an edit would leave them."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._cells: dict[str, Cells] = {
            table.name: [record.cells for record in bench.records(table.name)] for table in bench.tables
        }
        self._typed: dict[str, Any] = {
            table.name: tables.to_table(table, self._cells[table.name]) for table in bench.tables
        }
        self._typed[OBSERVATIONS] = observations.build(bench.package, self._typed)[1]
        self._typed[CELLS] = all_cells.build(bench.package, self._cells)
        self._base = duckdb.connect(":memory:")
        self._base.execute("SET python_enable_replacements = false")
        for name, typed in self._typed.items():
            self._base.register(view(name), typed)

    def mutant(self, rule: Rule) -> Mutant:
        """The first edit that a rule contradicts."""
        with Database(self._typed) as database:
            used = database.used(rule.sql)
        for table, cells, said in self._edits(rule, used):
            if self._contradicted(rule, used, table, cells):
                return self._made(rule, table, cells, said)
        raise LookupError(f"{rule.path}: no small edit contradicts it; can it be broken at all?")

    def _made(self, rule: Rule, table: Resource, cells: Cells, said: str) -> Mutant:
        """The mutant of an edit."""
        path = table.paths[0]

        def edit(draft: Draft) -> None:
            draft.put(path, [draft.records(path)[0], *map(list, cells)])

        own = next((t.paths[0] for t in self._bench.tables if t.name == rule.table), rule.path)
        expected = Expected("coherence", own, variant=rule.path, severity=rule.severity)
        return Mutant("coherence", f"{rule.path}: {said}", edit, expected, tables=None)

    def _contradicted(self, rule: Rule, used: set[str], table: Resource, cells: Cells) -> bool:
        """True where the rule finds rows in the tables with that one edited."""
        try:
            edited = {table.name: tables.to_table(table, cells)}
            if OBSERVATIONS in used:
                typed = {**self._typed, **edited}
                edited[OBSERVATIONS] = observations.build(self._bench.package, typed)[1]
            if CELLS in used:
                texts = {**self._cells, table.name: cells}
                edited[CELLS] = all_cells.build(self._bench.package, texts)
        except (ProjectError, ValueError, ArithmeticError):
            return False
        for name, typed in edited.items():
            self._base.register(view(name), typed)
        try:
            return bool(self._base.execute(rule.sql).fetchall())
        finally:
            for name in edited:
                self._base.register(view(name), self._typed[name])

    def _edits(self, rule: Rule, used: set[str]) -> Iterator[tuple[Resource, Cells, str]]:
        """Tables as small edits leave them: one edit of each column in turn, the rule's own first."""
        found = [table for table in self._bench.tables if view(table.name) in used]
        if OBSERVATIONS in used:
            found += [t for t in self._bench.tables if t.extra.get("kind") == "fact" and t not in found]
        found.sort(key=lambda table: (table.name != rule.table, len(self._cells[table.name])))
        kinds = [self._lost(table) for table in found]
        for table in found:
            assert table.schema is not None
            named = [column for column in table.schema.fields if column.name in rule.sql]
            named.sort(key=lambda column: column.name != rule.field)
            kinds += [self._of_column(table, column, found) for column in named]
        while kinds:
            for edits in list(kinds):
                found_edit = next(edits, None)
                if found_edit is None:
                    kinds.remove(edits)
                else:
                    yield found_edit

    def _of_column(
        self, table: Resource, column: Field, used: list[Resource]
    ) -> Iterator[tuple[Resource, Cells, str]]:
        """The edits of the cells of one column."""
        cells = self._cells[table.name]
        assert table.schema is not None
        at = table.schema.fields.index(column)
        for number, row in islice(_spread(cells), _ROWS):
            for value in self._values(table, column, row[at], used):
                changed = (*row[:at], value, *row[at + 1 :])
                said = f"{table.name}.{column.name}, row {number + 2}: {row[at]!r} → {value!r}"
                yield table, [*cells[:number], changed, *cells[number + 1 :]], said

    def _lost(self, table: Resource) -> Iterator[tuple[Resource, Cells, str]]:
        """The table without one of its rows."""
        cells = self._cells[table.name]
        for number, _ in islice(_spread(cells), _ROWS):
            yield table, cells[:number] + cells[number + 1 :], f"{table.name}, row {number + 2} gone"

    def _values(self, table: Resource, column: Field, value: str, used: list[Resource]) -> Iterator[str]:
        """Other values for a cell: none, another number, what the column has elsewhere, codes of its rule."""
        if value and not column.constraints.get("required"):
            yield ""
        if column.type in ("number", "integer", "year") and value:
            number = float(value)
            yield from (str(moved).removesuffix(".0") for moved in (number + 1, number - 1, number * 10))
        assert table.schema is not None
        at = table.schema.fields.index(column)
        known = sorted({row[at] for row in self._cells[table.name]} - {value, ""})
        yield from known[:2] + known[-1:]
        led = {key.resource for key in table.schema.foreign_keys if key.fields == (column.name,)} - {""}
        for other in (*used, *map(self._bench.package.resource, sorted(led))):
            key = other.schema.primary_key if other.schema else ()
            if column.type == "string" and len(key) == 1 and other.schema is not None:
                there = other.schema.field_names.index(key[0])
                yield from sorted({row[there] for row in self._cells[other.name]} - {value, *known})[:2]

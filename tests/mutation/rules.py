"""Mutants of coherence rules: for each, a small edit of the tables that it contradicts, found by search.

The edits are tried one after the other, one of each column in turn: a cell emptied or given another value, a
number moved, a row lost. The rule's query says which is the first that it contradicts; that edit is then made
in the CSV, and it is for `validate` to find it there.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import duckdb

from scripts.check.coherence import CELLS
from scripts.check.database import Database, view
from scripts.check.rules import Rule, read_rules
from scripts.derive import figures
from scripts.derive.base import Base
from scripts.derive.declared import names as cuts_of
from scripts.derive.expand import expand
from scripts.derive.source import TABLE as FIGURES
from scripts.reading import cells as all_cells
from scripts.reading import tables
from scripts.reading.model.errors import ProjectError
from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Field, Resource
    from tests.mutation.bench import Bench

# Rules that no single edit of a package with one study of each kind contradicts, and what they need. They
# have their broken twins in tests/test_rules.py, and their mistakes in tests/test_next_mistakes.py.
SEVERAL = {
    "plausible-order": "the values of two territories in two studies",
    "plausible-parts": "several answers or items that add up in several territories",
}
_ROWS = 60  # of a table, tried for one rule
_LITERAL = re.compile(r"'([^']+)'")
Cells = list[tuple[str, ...]]


def mutants(bench: Bench) -> Iterator[Mutant]:
    """One for each rule of the package but those of SEVERAL. LookupError where no edit contradicts one."""
    search = _Search(bench)
    names = {table.name for table in bench.tables}
    rules, faults = read_rules(bench.source, {*names, *cuts_of(bench.package)})
    assert not faults
    assert set(SEVERAL) <= {PurePosixPath(rule.path).stem for rule in rules}
    for rule in rules:
        if PurePosixPath(rule.path).stem not in SEVERAL:
            yield search.mutant(rule)


def _spread(cells: Cells, rule: Rule) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with their number: those that the rule names, then each after a good part of the others.

    So the first are not alike.
    """
    named = set(_LITERAL.findall(rule.sql))
    yield from ((number, row) for number, row in enumerate(cells) if named.intersection(row))
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
        self._cuts = {view(name) for name in cuts_of(bench.package)}
        self._typed |= self._derived(self._cells)
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

        own = next((t.paths[0] for t in self._bench.tables if t.name == rule.table), "")
        own = own or self._bench.package.resource(FIGURES).paths[0]  # of a cut, the figures are told
        expected = Expected("coherence", own, variant=rule.path, severity=rule.severity)
        return Mutant("coherence", f"{rule.path}: {said}", edit, expected, tables=None)

    def _derived(self, texts: Mapping[str, Cells], *, cuts: bool = True) -> dict[str, Any]:
        """What is derived from these tables, typed: the figures with their identifiers, and their cuts."""
        if not cuts:
            with Base(self._bench.package, texts) as base:
                table, rows = figures.build(base)
            return {FIGURES: tables.to_table(table, rows)}
        whole, cells = expand(self._bench.package, texts)
        own = {resource.name for resource in self._bench.tables} - {FIGURES}
        return {r.name: tables.to_table(r, cells[r.name]) for r in whole.tables if r.name not in own}

    def _contradicted(self, rule: Rule, used: set[str], table: Resource, cells: Cells) -> bool:
        """True where the rule finds rows in the tables with that one edited, and all can still be derived."""
        texts = {**self._cells, table.name: cells}
        try:
            edited = {table.name: tables.to_table(table, cells)}
            if {FIGURES, *self._cuts} & used:
                edited |= self._derived(texts, cuts=bool(self._cuts & used))
            if CELLS in used:
                edited[CELLS] = all_cells.build(self._bench.package, texts)
            return self._finds(rule, edited) and bool(self._derived(texts))
        except (ProjectError, ValueError, ArithmeticError):
            return False

    def _finds(self, rule: Rule, edited: Mapping[str, Any]) -> bool:
        """True where the rule finds rows in the tables with those edited."""
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
        also = {rule.table} | ({FIGURES} if self._cuts & used else set())
        found += [t for t in self._bench.tables if t.name in also and t not in found]
        found.sort(key=lambda table: (table.name != rule.table, len(self._cells[table.name])))
        kinds = [self._lost(table, rule) for table in found]
        for table in found:
            assert table.schema is not None
            named = [column for column in table.schema.fields if column.name in rule.sql]
            named.sort(key=lambda column: column.name != rule.field)
            kinds += [self._of_column(table, column, found, rule) for column in named]
        while kinds:
            for edits in list(kinds):
                found_edit = next(edits, None)
                if found_edit is None:
                    kinds.remove(edits)
                else:
                    yield found_edit

    def _of_column(
        self, table: Resource, column: Field, used: list[Resource], rule: Rule
    ) -> Iterator[tuple[Resource, Cells, str]]:
        """The edits of the cells of one column."""
        cells = self._cells[table.name]
        assert table.schema is not None
        at = table.schema.fields.index(column)
        for number, row in islice(_spread(cells, rule), _ROWS):
            for value in self._values(table, column, row[at], used):
                changed = (*row[:at], value, *row[at + 1 :])
                said = f"{table.name}.{column.name}, row {number + 2}: {row[at]!r} → {value!r}"
                yield table, [*cells[:number], changed, *cells[number + 1 :]], said

    def _lost(self, table: Resource, rule: Rule) -> Iterator[tuple[Resource, Cells, str]]:
        """The table without one of its rows."""
        cells = self._cells[table.name]
        for number, _ in islice(_spread(cells, rule), _ROWS):
            yield table, cells[:number] + cells[number + 1 :], f"{table.name}, row {number + 2} gone"

    def _values(self, table: Resource, column: Field, value: str, used: list[Resource]) -> Iterator[str]:
        """Other values for a cell: none, another number, what the column has elsewhere, codes of its rule."""
        if value and not column.constraints.get("required"):
            yield ""
        if column.type in ("number", "integer", "year") and value:
            number = float(value)
            yield from (
                str(moved).removesuffix(".0") for moved in (number + 1, number - 1, number * 10, number / 100)
            )
        elif column.type in ("number", "integer", "year"):
            yield from ("1", "1000000")
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

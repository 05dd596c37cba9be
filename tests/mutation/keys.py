"""Mutants of keys: a primary or unique key twice, a foreign key that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Resource
    from tests.mutation.bench import Bench


def mutants(bench: Bench) -> Iterator[Mutant]:
    """Each key of each table."""
    for table in bench.tables:
        if table.schema is None:
            continue
        if table.schema.primary_key:
            yield from _twice(bench, table, table.schema.primary_key, "primary-key")
            yield from _without(bench, table, table.schema.primary_key)
        for key in table.schema.unique_keys:
            yield from _twice(bench, table, key, "unique-key")
        for position in range(len(table.schema.foreign_keys)):
            yield from _astray(bench, table, position)
            yield from _orphan(bench, table, position)


def _twice(bench: Bench, table: Resource, key: tuple[str, ...], code: str) -> Iterator[Mutant]:
    """The key of the first row, once more in the last."""
    assert table.schema is not None
    rows, path = bench.records(table.name), table.paths[0]
    where = [table.schema.field_names.index(name) for name in key]
    if len(rows) < 2 or not all(rows[0].cells[at] for at in where):
        return  # keys that are partly empty are like no other

    def edit(draft: Draft) -> None:
        records = draft.records(path)
        for at in where:
            records[rows[-1].row - 1][at] = rows[0].cells[at]
        draft.put(path, records)

    place = f"{table.name} ({', '.join(key)})"
    yield Mutant(code, place, edit, Expected(code, path, rows[-1].line), (table.name,))


def _without(bench: Bench, table: Resource, key: tuple[str, ...]) -> Iterator[Mutant]:
    """The last row without one part of its primary key."""
    assert table.schema is not None
    row, path = bench.records(table.name)[-1], table.paths[0]
    for name in key:
        at = table.schema.field_names.index(name)

        def edit(draft: Draft, at: int = at) -> None:
            records = draft.records(path)
            records[row.row - 1][at] = ""
            draft.put(path, records)

        place = f"{table.name}.{name}"
        yield Mutant("primary-key-empty", place, edit, Expected("primary-key", path, row.line), (table.name,))


def _astray(bench: Bench, table: Resource, position: int) -> Iterator[Mutant]:
    """The last row that has the key gets one that its reference does not have."""
    assert table.schema is not None
    key, path = table.schema.foreign_keys[position], table.paths[0]
    where = [table.schema.field_names.index(name) for name in key.fields]
    rows = [row for row in bench.records(table.name) if all(row.cells[at] for at in where)]
    if not rows:
        return
    row, kind = rows[-1], table.schema.fields[where[-1]].type

    def edit(draft: Draft) -> None:
        records = draft.records(path)
        cells = records[row.row - 1]
        cells[where[-1]] = f"{cells[where[-1]]}_" if kind == "string" else "1"
        draft.put(path, records)

    place = f"{table.name} ({', '.join(key.fields)}) → {key.resource or table.name}"
    expected = Expected("foreign-key", path, row.line)
    yield Mutant("foreign-key", place, edit, expected, _tables(table, key.resource), (position,))


def _orphan(bench: Bench, table: Resource, position: int) -> Iterator[Mutant]:
    """The reference loses the row that the first key leads to."""
    assert table.schema is not None
    key, path = table.schema.foreign_keys[position], table.paths[0]
    target = bench.package.resource(key.resource or table.name)
    if target.name == table.name:
        return
    assert target.schema is not None
    where = [table.schema.field_names.index(name) for name in key.fields]
    theirs = [target.schema.field_names.index(name) for name in key.reference_fields]
    row = next((r for r in bench.records(table.name) if all(r.cells[at] for at in where)), None)
    if row is None:
        return
    wanted = [row.cells[at] for at in where]

    def edit(draft: Draft) -> None:
        records = draft.records(target.paths[0])
        kept = [cells for cells in records[1:] if [cells[at] for at in theirs] != wanted]
        draft.put(target.paths[0], [records[0], *kept])

    place = f"{table.name} ({', '.join(key.fields)}) → {target.name}, row gone"
    expected = Expected("foreign-key", path, row.line)
    yield Mutant("foreign-key-orphan", place, edit, expected, (table.name, target.name), (position,))


def _tables(table: Resource, reference: str) -> tuple[str, ...]:
    """The table and the one that a key of it leads to."""
    return (table.name,) if reference in ("", table.name) else (table.name, reference)

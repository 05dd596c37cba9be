"""The source package as its rules see it, to be broken by a test in one place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from scripts.derive.expand import expand
from scripts.reading import cells, descriptor, tables

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "datapackage" / "rules"

Row = dict[str, Any]
Tables = dict[str, pa.Table]


@cache
def whole() -> Tables:
    """Every table that a rule may read, typed: the package's own, its figures named, its cuts, its cells."""
    source = descriptor.load(ROOT)
    package = descriptor.to_package(source.descriptor)
    texts = {r.name: tables.read_cells(source.files, r) for r in package.tables}
    made, derived = expand(package, texts)
    return {
        **{r.name: tables.to_table(r, derived[r.name]) for r in made.tables},
        "cells": cells.build(package, texts),
    }


def wrong(name: str, typed: Tables) -> list[Row]:
    """The rows that a rule finds wrong."""
    with duckdb.connect(":memory:") as base:
        base.execute("SET python_enable_replacements = false")
        for table, content in typed.items():
            base.register(table.replace("-", "_"), content)
        answer = base.execute((RULES / f"{name}.sql").read_text(encoding="utf-8"))
        columns = [column[0] for column in answer.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def put(typed: Tables, table: str, where: Row, **changed: Any) -> Tables:
    """The tables with some cells of the first row that has `where` changed."""
    found = typed[table].to_pylist()
    row = next(r for r in found if all(r[k] == v for k, v in where.items()))
    row.update(changed)
    return typed | {table: _table(typed[table], found)}


def more(typed: Tables, table: str, where: Row, **changed: Any) -> Tables:
    """The tables with one row more: the first that has `where`, with some cells changed."""
    found = typed[table].to_pylist()
    row = next(r for r in found if all(r[k] == v for k, v in where.items()))
    return typed | {table: _table(typed[table], [*found, {**row, **changed}])}


def without(typed: Tables, table: str, **where: Any) -> Tables:
    """The tables without the rows that have `where`."""
    kept = [r for r in typed[table].to_pylist() if any(r[k] != v for k, v in where.items())]
    return typed | {table: _table(typed[table], kept)}


def _table(like: pa.Table, rows: list[Row]) -> pa.Table:
    """These rows as a table with those columns, whatever may be empty."""
    schema = pa.schema([field.with_nullable(nullable=True) for field in like.schema])
    return pa.Table.from_pylist(rows, schema=schema)

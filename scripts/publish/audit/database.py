"""The SQLite database of a release: its tables hold the cells of the CSV, and its own checks find no fault.

Only real tables are read, never a view nor a virtual table, and only where they have the rows of the CSV.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.publish.audit.cells import compared as cells
from scripts.publish.audit.cells import differs, in_sqlite
from scripts.reading.issues import Issue, issue
from scripts.write.sql import quoted, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from scripts.publish.audit.subject import Audited


def compared(release: Audited, path: str) -> Iterator[Issue]:
    """Where the tables differ from the CSV files."""
    address = f"file:{quote(str((release.base / path).resolve()))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as base:
            base.execute("PRAGMA trusted_schema = OFF")
            yield from _sound(base, path)
            for name, table in release.tables.items():
                yield from _table(base, name, path, table)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        yield issue("format-difference", "unreadable", path=path, note=str(error))


def _sound(base: sqlite3.Connection, path: str) -> Iterator[Issue]:
    """What SQLite itself finds wrong: damage, values that the schema forbids, keys that lead nowhere."""
    for (said,) in base.execute("PRAGMA integrity_check(10)"):
        if said != "ok":
            yield issue("format-difference", "unreadable", path=path, note=said)
    for table, row, other, _ in base.execute("PRAGMA foreign_key_check"):
        note = f"foreign key: {table} {row} → {other}"
        yield issue("format-difference", "unreadable", path=path, note=note)


def _table(base: sqlite3.Connection, name: str, path: str, table: pa.Table) -> Iterator[Issue]:
    """Where one table differs."""
    known, there = quoted(table_name(name)), table_name(name)
    kind = base.execute("SELECT type, sql FROM sqlite_schema WHERE name = ?", (there,)).fetchone()
    if kind is None or kind[0] != "table" or not kind[1].upper().startswith("CREATE TABLE"):
        yield issue("format-difference", "table", resource=name, path=path, value=there)
        return
    columns = [row[1] for row in base.execute(f"PRAGMA table_info({known})")]
    if columns != table.column_names:
        yield differs("columns", name, path, ", ".join(columns), ", ".join(table.column_names))
        return
    (number,) = base.execute(f"SELECT count(*) FROM {known}").fetchone()
    if number != table.num_rows:
        yield differs("rows", name, path, number, table.num_rows)
        return
    rows = base.execute(f"SELECT {', '.join(map(quoted, columns))} FROM {known} ORDER BY rowid").fetchall()
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    for field, expected, found in zip(columns, table.columns, values, strict=True):
        yield from cells((name, path, field), expected.to_pylist(), list(found), in_sqlite)

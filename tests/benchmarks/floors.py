"""What no program can do without, each a process of its own.

    python -m tests.benchmarks.floors reading PACKAGE…         every table's cells, read as text
    python -m tests.benchmarks.floors publishing PACKAGE TO    every table written as Parquet, CSV and SQLite

Reading is Polars, keeping the greatest text of every column. Publishing is DuckDB, from CSV to Parquet and
from CSV to CSV, with the declared types, and sqlite3 taking the same rows, without a key or a check; what
each of the three took is printed as JSON, in seconds.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

TYPES = {"integer": "BIGINT", "year": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
FORM = "header = true, auto_detect = false, quote = '\"'"
BATCH = 50_000  # rows that go to sqlite3 at once


def tables(package: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Name, file and schema of each table of a package."""
    for table in json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        schema = table.get("schema")
        if schema is None:  # a file that is no table
            continue
        if isinstance(schema, str):
            schema = json.loads((package / schema).read_text(encoding="utf-8"))
        yield table["name"], package / table["path"], schema


def reading(*packages: str) -> None:
    """Reads every cell."""
    import polars as pl

    for package in packages:
        for _, path, schema in tables(Path(package)):
            scan = pl.scan_csv(
                path,
                schema={field["name"]: pl.String for field in schema["fields"]},
                truncate_ragged_lines=True,
                empty_string_is_null=False,
                infer_schema=False,
            )
            scan.select(pl.all().max()).collect(engine="streaming")


def publishing(package: str, to: str) -> None:
    """Writes every table three times, in a folder that is there, and prints what each format took."""
    import duckdb

    folder, spent = Path(to), {"parquet": 0.0, "csv": 0.0, "sqlite": 0.0}
    with (
        duckdb.connect() as base,
        closing(sqlite3.connect(folder / "all.sqlite", isolation_level=None)) as lite,
    ):
        lite.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        for name, path, schema in tables(Path(package)):
            columns = {field["name"]: TYPES.get(field["type"], "VARCHAR") for field in schema["fields"]}
            read = f"read_csv({str(path)!r}, nullstr = {null(schema)}, columns = {columns}, {FORM})"
            for kind, options in (("parquet", "COMPRESSION zstd"), ("csv", "HEADER")):
                begun = time.monotonic()
                base.execute(f"COPY (FROM {read}) TO '{folder / name}.{kind}' (FORMAT {kind}, {options})")
                spent[kind] += time.monotonic() - begun
            begun = time.monotonic()
            insert(lite, base, f"{folder / name}.parquet", name, columns)
            spent["sqlite"] += time.monotonic() - begun
    print(json.dumps(spent))


def null(schema: dict[str, Any]) -> list[str]:
    """What means « no value » in some field of a table; the floor takes it so in all."""
    own = [text for field in schema["fields"] for text in field.get("missingValues", ())]
    return sorted({"", *schema.get("missingValues", ()), *own})


def insert(lite: sqlite3.Connection, base: Any, path: str, name: str, columns: dict[str, str]) -> None:
    """The rows of a Parquet file, in a table of their own."""
    as_text = ", ".join(
        f'"{column}"::VARCHAR' if kind == "DATE" else f'"{column}"' for column, kind in columns.items()
    )
    named = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    lite.execute(f'CREATE TABLE "{name}" ({named})')
    found = base.execute(f"SELECT {as_text} FROM '{path}'")
    lite.execute("BEGIN")
    while rows := found.fetchmany(BATCH):
        lite.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)
    lite.execute("COMMIT")


if __name__ == "__main__":
    (reading if sys.argv[1] == "reading" else publishing)(*sys.argv[2:])

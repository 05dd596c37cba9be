"""A release with a table of many rows more, in the layout of large tables: for `make bench-explorer`.

The rows are made by DuckDB in the fields of generator.py, in seconds; a release that `publish` made of such a
table can be measured in its place (`--large`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import duckdb

from tests.benchmarks.generator import FIELDS

NAME = "facts"
FILE, GROUP = 1_048_576, 131_072  # rows of a file, of a group of rows
# A row from its number, in the order of FIELDS.
ROWS = """
SELECT printf('R%08d', i) AS id, lpad((1 + i % 18)::VARCHAR, 2, '0') AS region,
       lpad((i % 34955)::VARCHAR, 5, '0') AS commune,
       list_extract(['citizens', 'companies', 'associations', 'mayors', 'foundations', 'pioneers'],
                    1 + (hash(i) % 6)::INTEGER) AS actor,
       list_extract(['employment', 'health', 'culture_leisure', 'environment', 'mobility'],
                    1 + (i // 34955 % 5)::INTEGER) AS domain,
       1990 + i // 174775 % 40 AS year, (DATE '2000-01-01' + (hash(i) % 9000)::INTEGER) AS date,
       CASE WHEN hash(i) % 50 > 0 THEN (hash(i) % 1000)::DOUBLE / 10 END AS share,
       (hash(i) % 100000)::BIGINT AS base, hash(i) % 2 = 0 AS active,
       list_extract(['énergie', 'santé', 'école', 'l''eau', 'habitat'], 1 + (hash(i) % 5)::INTEGER)
           || ' ' || i % 9973 AS label,
       chr((65 + i % 26)::INTEGER) || chr((65 + i % 23)::INTEGER) || printf('-%04d', i % 10000) AS code
FROM range({first}, {last}) AS numbers(i) ORDER BY i
"""


def with_large(release: Path, folder: Path, count: int) -> Path:
    """A copy of the release (its files linked) with the table `facts` of that many rows."""
    shutil.copytree(release, folder, copy_function=_linked, ignore=shutil.ignore_patterns("*.zip*"))
    (folder / "parquet" / NAME).mkdir(parents=True)
    data, parts = f"data/{NAME}.csv", []
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({ROWS.format(first=0, last=count)}) TO '{folder / data}' (HEADER)")
        for place, first in enumerate(range(0, count, FILE), start=1):
            rows = ROWS.format(first=first, last=min(first + FILE, count))
            parts.append(f"{NAME}/{place:04d}.parquet")
            connection.execute(
                f"COPY ({rows}) TO '{folder / 'parquet' / parts[-1]}' "
                f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
            )
    shared = {"name": NAME, "title": NAME, "title_en": NAME, "kind": "context", "rowCount": count}
    schema = {"fields": FIELDS, "primaryKey": ["id"]}
    table = {
        "path": data,
        "bytes": (folder / data).stat().st_size,
        "hash": f"sha256:{_sha256(folder / data)}",
    }
    _add(folder / "datapackage.json", {**shared, **table, "schema": schema})
    _add(folder / "parquet/datapackage.json", {**shared, "path": parts, "schema": schema})
    changed = ["datapackage.json", "parquet/datapackage.json", data, *(f"parquet/{part}" for part in parts)]
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split("  ", 1)[1] not in changed]
    (folder / "SHA256SUMS").unlink()
    sums = [*kept, *(f"{_sha256(folder / path)}  {path}" for path in changed)]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    return folder


def _linked(source: str, target: str) -> None:
    """The file where it is, under another name too; a copy on another disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


def _add(file: Path, resource: dict[str, Any]) -> None:
    """The descriptor with one resource more, in a file of its own."""
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    descriptor["resources"].append(resource)
    file.unlink()
    file.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2), encoding="utf-8")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

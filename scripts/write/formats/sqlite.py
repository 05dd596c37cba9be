"""<package>.sqlite: one file with STRICT tables, their keys and checks, and the words of the dictionary.

Beside the tables: `_package`, `_tables` and `_fields` (the metadata), and for each table that is no list of
codes, and whose codes have no labels in a table, a view `<table>_labelled`, which has them in both languages.
Names have « _ » for the package's « - ».
Patterns are not checked: SQLite has no REGEXP of its own, and a CHECK with one breaks every reader.

The same bytes from one SQLite library to the next: rows in the package's order, VACUUM, and a constant in
bytes 96 to 99 of the header, where each library writes its own version number
(<https://www.sqlite.org/fileformat2.html>, « The database header »).
"""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from scripts.derive import labelled
from scripts.reading.columnar.values import batches, is_large, rows
from scripts.reading.issues.refusals import refused
from scripts.reading.sql import quoted, table_name
from scripts.write import dictionary
from scripts.write.formats.sqlite_sql import create_table, indexes, labelled_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.reading.model.package import Resource
    from scripts.write.content import Content

_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
_OWN_LABELS = ("reference", "cut", labelled.KIND)  # the kinds of table that need no view with labels
_CACHE = 65_536  # KiB
_VERSION_AT = 96
_VERSION = 3_037_000  # the first library that has STRICT


def write(content: Content, folder: Path) -> list[str]:
    """The database; its path. OSError where the disk refuses it, ReleaseError where SQLite cannot hold it."""
    name = f"{content.package.name}.sqlite"
    try:
        return _write(content, folder)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(_DISK):
            raise OSError(f"{name}: {error}") from error
        raise refused("database", path=name, note=error) from error


def _write(content: Content, folder: Path) -> list[str]:
    """The database; its path."""
    name = f"{content.package.name}.sqlite"
    path = folder / name
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF;")
        base.executescript(f"PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE};")  # staging syncs it
        base.execute("BEGIN")
        for resource in content.package.tables:
            values = content.tables[resource.name]
            base.execute(create_table(content.package, resource, large=is_large(values)))
            for batch in batches(values):
                _insert(base, table_name(resource), _rows(batch))
            if is_large(values):
                for index in indexes(content.package, resource):
                    base.execute(index)
        _metadata(base, content)
        twins = labelled.twins(content.package)
        for resource in content.package.tables:
            if resource.extra.get("kind") not in _OWN_LABELS and resource.name not in twins:
                base.execute(labelled_view(content.package, resource))
        base.execute("COMMIT")
        if lost := base.execute("PRAGMA foreign_key_check").fetchone():
            raise refused("points", path=name, row=lost[1], table=lost[0], other=lost[2])
        base.execute("VACUUM")
    with path.open("r+b") as stream:
        stream.seek(_VERSION_AT)
        stream.write(_VERSION.to_bytes(4, "big"))
    return [name]


def _metadata(base: sqlite3.Connection, content: Content) -> None:
    """The tables `_package`, `_tables` and `_fields`."""
    package = content.package
    about = {
        "name": package.name,
        "version": package.version,
        "title": package.title,
        "title_en": package.extra.get("title_en"),
        "description": package.description,
        "description_en": package.extra.get("description_en"),
        "created": content.issued.isoformat(),
        "license": " ".join(str(x.get("path", x.get("name"))) for x in package.extra.get("licenses", ())),
        "homepage": package.extra.get("homepage"),
    }
    base.execute('CREATE TABLE "_package" ("property" TEXT PRIMARY KEY NOT NULL, "value" TEXT) STRICT')
    _insert(
        base, "_package", ((key, value) for key, value in about.items() if value and isinstance(value, str))
    )
    words = [
        quoted(name) + " TEXT" for name in ("kind", "title", "title_en", "description", "description_en")
    ]
    base.execute(
        f'CREATE TABLE "_tables" ("name" TEXT PRIMARY KEY NOT NULL, "resource" TEXT, {", ".join(words)}, '
        '"rows" INTEGER) STRICT'
    )
    _insert(base, "_tables", (_about(r, rows(content.tables[r.name])) for r in package.tables))
    names = [field.name for field in dataclasses.fields(dictionary.Entry)]
    typed = [f"{quoted(n)} {'INTEGER' if n in ('position', 'required') else 'TEXT'}" for n in names]
    base.execute(f'CREATE TABLE "_fields" ({", ".join(typed)}, PRIMARY KEY ("table", "field")) STRICT')
    entries = (dataclasses.replace(e, table=table_name(e.table)) for e in dictionary.entries(package))
    _insert(base, "_fields", (dataclasses.astuple(entry) for entry in entries))


def _about(resource: Resource, rows: int) -> tuple[Any, ...]:
    """A table's row of `_tables`."""
    extra = resource.extra
    words = (extra.get("kind"), resource.title, extra.get("title_en"), resource.description)
    told = (word if isinstance(word, str) else None for word in (*words, extra.get("description_en")))
    return (table_name(resource), resource.name, *told, rows)


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """The rows of a batch as SQLite stores them: dates as texts, booleans as 0 and 1."""
    dated = (pc.cast(c, pa.string()) if pa.types.is_date(c.type) else c for c in batch.columns)
    return zip(*(column.to_pylist() for column in dated), strict=True)


def _insert(base: sqlite3.Connection, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """The rows, in their order, in the table of that name."""
    rest = iter(rows)
    for first in rest:
        insert = f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(first))})"
        base.executemany(insert, chain([first], rest))

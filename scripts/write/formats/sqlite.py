"""<package>.sqlite: one file with STRICT tables, their keys and checks, and the words of the dictionary.

Beside the tables: `_package`, `_tables` and `_fields` (the metadata), and for each table that is no list of
codes and has no labels beside its codes a view `<table>_labelled`, which has them in both languages. Names
have « _ » for the package's « - ».
Patterns are not checked: SQLite has no REGEXP of its own, and a CHECK with one breaks every reader.

The same bytes from one SQLite library to the next: rows in the package's order, VACUUM, and a constant in
bytes 96 to 99 of the header, where each library writes its own version number
(<https://www.sqlite.org/fileformat2.html>, « The database header »).
"""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from scripts.reading.issues.refusals import refused
from scripts.reading.tables import schema_of
from scripts.write import dictionary
from scripts.write.sql import columns, comment, literal, quoted, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from scripts.reading.model.package import Field, ForeignKey, Package, Resource
    from scripts.write.content import Content

_TYPES = {"number": "REAL", "integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER"}
_LIMITS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_LENGTHS = {"minLength": ">=", "maxLength": "<="}
_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")
_OWN_LABELS = ("reference", "cut")  # the kinds of table that need no view with labels
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
        base.execute("BEGIN")
        for resource in content.package.tables:
            base.execute(create_table(content.package, resource))
            _insert(base, table_name(resource), _rows(content.tables[resource.name]))
        _metadata(base, content)
        for resource in content.package.tables:
            if resource.extra.get("kind") not in _OWN_LABELS:
                base.execute(labelled_view(content.package, resource))
        base.execute("COMMIT")
        if lost := base.execute("PRAGMA foreign_key_check").fetchone():
            raise refused("points", path=name, row=lost[1], table=lost[0], other=lost[2])
        base.execute("VACUUM")
    with path.open("r+b") as stream:
        stream.seek(_VERSION_AT)
        stream.write(_VERSION.to_bytes(4, "big"))
    return [name]


def create_table(package: Package, resource: Resource) -> str:
    """The CREATE TABLE of a resource: types, keys, checks, and its words as comments."""
    schema = schema_of(resource)
    lines = [(_column(resource, column), _both(column)) for column in schema.fields]
    if schema.primary_key:
        lines.append((f"PRIMARY KEY {columns(schema.primary_key)}", ""))
    lines += [(f"UNIQUE {columns(key)}", "") for key in schema.unique_keys]
    lines += [
        (f"FOREIGN KEY {columns(key.fields)} REFERENCES {_target(resource, key)}", "")
        for key in schema.foreign_keys
        if is_unique(package, resource, key)
    ]
    body = [
        f"  {line}{',' if number < len(lines) else ''}{'  ' + comment(words) if words else ''}"
        for number, (line, words) in enumerate(lines, start=1)
    ]
    head = f"CREATE TABLE {quoted(table_name(resource))} (  {comment(_both(resource))}"
    return "\n".join([head, *body, ") STRICT"])


def _column(resource: Resource, column: Field) -> str:
    """A column's definition: type, NOT NULL, UNIQUE, and the checks that SQLite can make by itself."""
    name = quoted(column.name)
    limits = column.constraints
    checks = [f"{name} {sign} {literal(limits[key])}" for key, sign in _LIMITS.items() if key in limits]
    checks += [f"length({name}) {sign} {limits[key]}" for key, sign in _LENGTHS.items() if key in limits]
    if column.type == "boolean":
        checks.append(f"{name} IN (0, 1)")
    elif "enum" in limits:
        checks.append(f"{name} IN ({', '.join(map(literal, limits['enum']))})")
    return " ".join(
        [
            name,
            _TYPES.get(column.type, "TEXT"),
            *(["NOT NULL"] if not schema_of(resource).may_be_null(column) else []),
            *(["UNIQUE"] if limits.get("unique") else []),
            *(f"CHECK ({check})" for check in checks),
        ]
    )


def is_unique(package: Package, resource: Resource, key: ForeignKey) -> bool:
    """True where the columns that a foreign key points at are a key of their table, as SQL asks."""
    target = package.resource(key.resource) if key.resource else resource
    schema = schema_of(target)
    fields = key.reference_fields
    alone = len(fields) == 1 and schema.field(fields[0]).constraints.get("unique", False)
    return bool(alone) or fields in (schema.primary_key, *schema.unique_keys)


def _target(resource: Resource, key: ForeignKey) -> str:
    """The table and the columns that a foreign key points at."""
    return f"{quoted(table_name(key.resource or resource.name))} {columns(key.reference_fields)}"


def _both(described: Field | Resource) -> str:
    """The title in both languages."""
    return " / ".join(t for t in (described.title, str(described.extra.get("title_en", ""))) if t)


def labelled_view(package: Package, resource: Resource) -> str:
    """The view of a table in which each code of a table of labels is followed by its labels."""
    schema = schema_of(resource)
    shown: list[str] = []
    joins: list[str] = []
    for column in schema.fields:
        shown.append(f"  t.{quoted(column.name)}")
        key = next((k for k in schema.foreign_keys if k.fields == (column.name,) and k.resource), None)
        if key is None or "label_fr" not in schema_of(package.resource(key.resource)).field_names:
            continue
        alias = f"j{len(joins) + 1}"
        labels = [
            n for n in ("label_fr", "label_en") if n in schema_of(package.resource(key.resource)).field_names
        ]
        shown += [f"  {alias}.{quoted(label)} AS {quoted(f'{column.name}_{label}')}" for label in labels]
        joins.append(
            f"LEFT JOIN {quoted(table_name(key.resource))} AS {alias}"
            f" ON {alias}.{quoted(key.reference_fields[0])} = t.{quoted(column.name)}"
        )
    name = table_name(resource)
    return "\n".join(
        [
            f"CREATE VIEW {quoted(name + '_labelled')} AS  {comment(_both(resource))}",
            "SELECT",
            ",\n".join(shown),
            f"FROM {quoted(name)} AS t",
            *joins,
        ]
    )


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
    _insert(base, "_tables", (_about(r, content.tables[r.name].num_rows) for r in package.tables))
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


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a typed table as SQLite stores them: dates as texts, booleans as 0 and 1."""
    for row in table.to_pylist():
        yield tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row.values())


def _insert(base: sqlite3.Connection, name: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """The rows, in their order, in the table of that name."""
    for row in rows:
        base.execute(f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * len(row))})", row)

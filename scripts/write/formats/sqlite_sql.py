"""The SQL of a table in SQLite: its CREATE TABLE, the indexes of a large one, the view with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.sql import columns, comment, literal, quoted, table_name
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from scripts.reading.model.package import Field, ForeignKey, Package, Resource

_TYPES = {"number": "REAL", "integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER"}
_LIMITS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_LENGTHS = {"minLength": ">=", "maxLength": "<="}


def create_table(package: Package, resource: Resource, *, large: bool = False) -> str:
    """The CREATE TABLE of a resource: types, keys, checks, and its words as comments.

    The keys of a `large` table are the `indexes` that it has at last: rows come in sooner so.
    """
    schema = schema_of(resource)
    lines = [(_column(resource, column, large=large), _both(column)) for column in schema.fields]
    if not large:
        lines += [(f"PRIMARY KEY {columns(key)}", "") for key in [schema.primary_key] if key]
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


def indexes(package: Package, resource: Resource) -> list[str]:
    """The CREATE INDEX of a large table: of the key of its rows, and of what other tables point at.

    That its other keys are unique was proven of the source; an index each would weigh as much as the rows.
    """
    schema = schema_of(resource)
    led = [
        key.reference_fields
        for other in package.tables
        for key in schema_of(other).foreign_keys
        if (key.resource or other.name) == resource.name and is_unique(package, other, key)
    ]
    name = table_name(resource)
    return [
        f"CREATE UNIQUE INDEX {quoted('_'.join([name, *key]))} ON {quoted(name)} {columns(key)}"
        for key in dict.fromkeys(key for key in (schema.row_key, *led) if key)
    ]


def _column(resource: Resource, column: Field, *, large: bool) -> str:
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
            *(["UNIQUE"] if limits.get("unique") and not large else []),
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


def labelled_view(package: Package, resource: Resource, *, replace: bool = False) -> str:
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
    name, create = table_name(resource), "CREATE OR REPLACE VIEW" if replace else "CREATE VIEW"
    return "\n".join(
        [
            f"{create} {quoted(name + '_labelled')} AS  {comment(_both(resource))}",
            "SELECT",
            ",\n".join(shown),
            f"FROM {quoted(name)} AS t",
            *joins,
        ]
    )

"""The rows check: an engine for rows and keys, then what frictionless does not look at in a table.

Frictionless (5.21) passes over categories, unique keys, a primary key that is partly empty, and a quote that
never closes; here they are checked alike under every engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from scripts.checks.files import is_csv
from scripts.engines import ENGINES, findings
from scripts.engines.findings import At
from scripts.issues import Issue, issue
from scripts.model import Field, Package, Resource, Schema
from scripts.records import Record, UnreadableError, records

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.checks.subject import Subject


_LOST = ("line-too-long", "unclosed-quote", "source-error")  # what keeps an engine from a table


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong in the rows and keys of the tables that can be read."""
    if subject.broken:
        yield issue("check-skipped")
        return
    package, skipped = readable(subject)
    yield from skipped
    base = subject.source.base
    total = sum((base / path).stat().st_size for table in package.tables for path in table.paths)
    own: list[Issue] = []
    for table in package.tables:
        own += _own(base, table)
    unread = {item.resource for item in own if item.code in _LOST}
    yield from own
    package, more = _without(package, unread)
    yield from more
    yield from ENGINES[subject.engine](
        subject.source, package, lambda done: subject.progress("rows", done, total), subject.told
    )


def readable(subject: Subject) -> tuple[Package, list[Issue]]:
    """The package with the tables that can be checked, and an issue for each of the others."""
    package = subject.package()
    others = [
        issue("check-skipped", "format", resource=table.name, value=table.format or table.paths[0])
        for table in package.tables
        if not all(is_csv({"format": table.format}, path) for path in table.paths)
    ]
    kept, skipped = _without(package, subject.unreadable | {item.resource for item in others})
    unsaid = {item.resource for item in others}
    return kept, others + [item for item in skipped if item.resource not in unsaid]


def _without(package: Package, unread: frozenset[str] | set[str]) -> tuple[Package, list[Issue]]:
    """The package without the tables that cannot be read, and without those whose keys lead to them."""
    skipped = [
        issue("check-skipped", "file", resource=table.name)
        for table in package.tables
        if table.name in unread
    ]
    gone = set(unread)
    while lost := _first_lost(package, gone):
        table, reference = lost
        gone.add(table)
        skipped.append(issue("check-skipped", "reference", resource=table, reference=reference))
    kept = tuple(table for table in package.tables if table.name not in gone)
    return replace(package, resources=kept), skipped


def _first_lost(package: Package, gone: set[str]) -> tuple[str, str] | None:
    """A table that is not gone, one of whose keys leads to one that is."""
    for table in package.tables:
        for key in table.schema.foreign_keys if table.schema else ():
            if table.name not in gone and key.resource in gone:
                return table.name, key.resource
    return None


def _own(base: Path, table: Resource) -> Iterator[Issue]:
    """What frictionless does not see in one table."""
    schema = table.schema
    if schema is None:
        return
    rules = _Rules(table.name, schema)
    count = 0
    try:
        for record in records(base, table):
            count += 1
            if len(record.cells) == len(schema.fields):
                yield from rules.apply(record)
    except UnreadableError as error:
        yield issue(
            error.code,
            error.variant,
            resource=table.name,
            path=error.path,
            line=error.line,
            note=error.note,
            limit_fr="128 Kio",
            limit_en="128 KiB",
        )
        return
    declared = table.extra.get("rowCount")
    if isinstance(declared, int) and declared != count:
        yield issue("row-count", resource=table.name, path=table.paths[0], value=count, expected=declared)


class _Rules:
    """The rules of one table that no engine applies; it remembers the keys seen and their lines."""

    def __init__(self, resource: str, schema: Schema) -> None:
        self._resource, self._schema = resource, schema
        self._seen: tuple[dict[tuple[object, ...], int], ...] = tuple({} for _ in schema.unique_keys)
        self._categorical = [
            (column, {canonical(column, str(category.value)) for category in column.categories})
            for column in schema.fields
            if column.categories and "enum" not in column.constraints
        ]

    def apply(self, record: Record) -> Iterator[Issue]:
        """What is wrong in a record that has as many cells as the table has columns."""
        at = At(self._resource, record.path, record.line, record.row)
        texts = dict(zip(self._schema.field_names, record.cells, strict=True))
        present = {
            column.name: texts[column.name]
            for column in self._schema.fields
            if texts[column.name] not in self._schema.missing_values_of(column)
        }
        for column, allowed in self._categorical:
            value = present.get(column.name)
            if value is not None and canonical(column, value) not in allowed:
                yield findings.category_error(at, column, value)
        key = {name: present.get(name, "") for name in self._schema.primary_key}
        if any(name in present for name in key) and not all(name in present for name in key):
            yield findings.primary_key_null(at, key)
        yield from self._unique_keys(at, present)

    def _unique_keys(self, at: At, present: dict[str, str]) -> Iterator[Issue]:
        """As in SQL, a row with an empty cell in the key is like no other."""
        for names, seen in zip(self._schema.unique_keys, self._seen, strict=True):
            if not all(name in present for name in names):
                continue
            key = tuple(canonical(self._schema.field(name), present[name]) for name in names)
            if key in seen:
                yield findings.unique_key(at, {name: present[name] for name in names}, seen[key])
            seen[key] = at.line


def canonical(column: Field, text: str) -> object:
    """What makes two cells of a column equal: the number for numbers, else the text.

    >>> canonical(Field("n", "integer"), "07") == canonical(Field("n", "integer"), "7")
    True
    """
    if column.type in ("integer", "number", "year"):
        try:
            return Decimal(text)
        except InvalidOperation:
            return text
    return text

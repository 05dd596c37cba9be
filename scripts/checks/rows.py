"""The rows check: an engine for rows and keys, then what frictionless does not look at in a table.

Frictionless (5.21) passes over categories, unique keys, a primary key that is partly empty, and a quote that
never closes; here they are checked alike under every engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.checks.files import is_csv
from scripts.engines import ENGINES
from scripts.engines.beyond import Beyond
from scripts.engines.ways import scanned
from scripts.issues import Issue, issue
from scripts.model import Package, Resource
from scripts.records import UnreadableError, records

if TYPE_CHECKING:
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
    known: dict[str, tuple[str, list[Issue]]] = {}
    read = 0
    for table in package.tables:
        tell = lambda part, read=read: subject.progress("rows", read + part, total)  # noqa: E731 -- typed by scanned
        way, found = scanned(subject.source, table, package, subject.engine, tell, beyond=True)
        if found is None:
            own += _own(subject, table)
        else:
            own += [*found.beyond, *_row_count(subject, table, found.rows)]
            known[table.name] = way, found.issues
        read += sum((base / path).stat().st_size for path in table.paths)
    unread = {item.resource for item in own if item.code in _LOST}
    yield from own
    package, more = _without(package, unread)
    yield from more
    for name, (way, issues) in known.items():
        if any(table.name == name for table in package.tables):
            subject.told(name, way, "")
            yield from issues
    # What the scan could not read, it was asked for already: record by record now, or by the reference.
    run = ENGINES[subject.engine if subject.engine == "frictionless" else "stdlib"]
    done = frozenset(known)
    yield from run(
        subject.source, package, lambda part: subject.progress("rows", part, total), subject.told, done
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


def _own(subject: Subject, table: Resource) -> Iterator[Issue]:
    """What frictionless does not see in one table."""
    schema = table.schema
    if schema is None:
        return
    rules = Beyond(table.name, schema)
    count = 0
    try:
        for record in records(subject.source.base, table):
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
    yield from _row_count(subject, table, count)


def _row_count(subject: Subject, table: Resource, count: int) -> Iterator[Issue]:
    """The number of rows is the one declared."""
    subject.counted("tables", 1)
    subject.counted("rows", count)
    declared = table.extra.get("rowCount")
    if isinstance(declared, int) and declared != count:
        yield issue("row-count", resource=table.name, path=table.paths[0], value=count, expected=declared)

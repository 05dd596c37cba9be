"""The rows check: an engine for rows and keys, then what frictionless does not look at in a table.

Frictionless (5.21) passes over categories, unique keys, a primary key that is partly empty, and a quote that
never closes; here they are checked alike under every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from scripts.check.engines import ENGINES
from scripts.check.engines.beyond import Beyond
from scripts.check.engines.ways import scanned
from scripts.check.files import is_csv
from scripts.check.gauge import gauge
from scripts.issues import Issue, issue
from scripts.model.package import Package, Resource
from scripts.read.records import UnreadableError, records

if TYPE_CHECKING:
    from scripts.check.subject import Subject


_LOST = ("line-too-long", "unclosed-quote", "source-error")  # what keeps an engine from a table


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong in the rows and keys of the tables that can be read."""
    package, skipped = readable(subject)
    yield from skipped
    base = subject.source.base
    total = sum((base / path).stat().st_size for table in package.tables for path in table.paths)
    tell = _telling(subject, package, total)
    own: list[Issue] = []
    known: dict[str, tuple[str, list[Issue]]] = {}
    whys: dict[str, str] = {}
    sizes: dict[str, int] = {}
    read = held = 0
    for table in package.tables:
        tell(read)
        way, whys[table.name], found = scanned(
            subject.source, table, package, subject.engine, partial(_further, tell, read), beyond=True
        )
        if found is None:
            own += _own(subject, table, sizes)
        else:
            own += [*found.beyond, *_row_count(table, found.rows)]
            _count(subject, found.rows)
            known[table.name] = way, found.issues
            held += len(found.issues) + len(found.beyond)
            subject.counted("found", len(found.issues) + len(found.beyond))
        read += sum((base / path).stat().st_size for path in table.paths)
    subject.counted("found", -held)
    unread = {item.resource for item in own if item.code in _LOST}
    yield from own
    package, more = _without(package, unread)
    yield from more
    for name, (way, issues) in known.items():
        if any(table.name == name for table in package.tables):
            subject.told(name, way, whys[name])
            yield from issues
    # What the scan could not read, it was asked for already: record by record now, or by the reference.
    run = ENGINES[subject.engine if subject.engine == "frictionless" else "stdlib"]

    def told(table: str, engine: str, reason: str) -> None:
        subject.told(table, engine, reason or whys[table])
        _count(subject, sizes[table])

    done = frozenset(known)
    yield from run(subject.source, package, _telling(subject, package, total), told, done)


def _telling(subject: Subject, package: Package, total: int) -> Callable[[int], None]:
    """What tells the user that so many bytes of the tables are read, and about how many rows these are."""
    rows = gauge(subject.source.base, package.tables)
    return lambda read: subject.progress("rows", read, total, rows(read))


def _further(tell: Callable[[int], None], before: int, part: int) -> None:
    """Tell of a part of one table, so many bytes being read before it."""
    tell(before + part)


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


def _own(subject: Subject, table: Resource, sizes: dict[str, int]) -> Iterator[Issue]:
    """What frictionless does not see in one table; its rows are counted in `sizes`."""
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
    sizes[table.name] = count
    yield from _row_count(table, count)


def _row_count(table: Resource, count: int) -> Iterator[Issue]:
    """The number of rows is the one declared."""
    declared = table.extra.get("rowCount")
    if isinstance(declared, int) and declared != count:
        yield issue("row-count", resource=table.name, path=table.paths[0], value=count, expected=declared)


def _count(subject: Subject, rows: int) -> None:
    """Tell that a table of so many rows is checked."""
    subject.counted("tables", 1)
    subject.counted("rows", rows)

"""The rows check: the rows and keys of every table that is read, by an engine.

Frictionless (5.21) passes over categories, unique keys, a primary key that is partly empty, and a quote that
never closes; here they are checked alike under every engine.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scripts.check.accounts import is_tabular
from scripts.check.engines import ENGINES
from scripts.check.engines.choice import SMALL
from scripts.check.engines.ways import Tried, scanned
from scripts.check.gauge import gauge
from scripts.reading.exact.layout import distinct
from scripts.reading.exact.records import LOST, UnreadableError, lost
from scripts.reading.exact.table import leads
from scripts.reading.exact.targets import LostTargetError, Readings
from scripts.reading.issues import Issue, issue
from scripts.reading.model.package import Field, Schema
from scripts.reading.rows.form import UnsupportedError, form_of
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.check.subject import Subject
    from scripts.reading.model.package import Package, Resource
    from scripts.reading.rows.files import Files


# What the standard allows and is not read here: wordings of `check-skipped`.
NOT_READ = ("beyond", "compression", "format", "separator")


class Readable(NamedTuple):
    """The tables to read, without the keys that cannot be followed, and what is not checked and why."""

    package: Package
    skipped: list[Issue]


def check(subject: Subject) -> Iterator[Issue]:
    """What is wrong in the rows and keys of the tables that can be read."""
    package, skipped = readable(subject)
    yield from skipped
    files = subject.source.files
    total = sum(files.sizes(table.paths) for table in package.tables)
    rows = gauge(files, package.tables) if total > SMALL else int
    reference = subject.engine == "frictionless"
    readings = Readings(files, package)
    compared: list[Resource] = []
    read = 0
    for table in package.tables:

        def tell(part: int, before: int = read) -> None:
            subject.progress("rows", before + part, total, rows(before + part))

        tell(0)
        try:
            left, lost, tried = _scanned(readings, table, subject.engine, tell)
        except UnreadableError as error:
            yield error.issue(table.name)
            if error.variant != "beyond":
                yield issue("check-skipped", "file", resource=table.name)
            continue
        finally:
            readings.done(table)
        yield from lost
        found = tried.found
        if reference and _is_for_frictionless(table):
            compared.append(left)
            yield from found.beyond
        else:
            yield from [*found.issues, *found.beyond]
            subject.told(table.name, tried.way, tried.why)
        if not any(item.variant == "beyond" for item in found.issues):
            yield from _row_count(table, found.rows)
        subject.counted("tables", 1)
        subject.counted("rows", found.rows)
        read += files.sizes(table.paths)
    if compared:
        kept = replace(package, resources=tuple(compared))
        yield from ENGINES["frictionless"](subject.source, kept, lambda _: None, subject.told, ())


def _is_for_frictionless(table: Resource) -> bool:
    from scripts.check.engines.frictionless import is_for_frictionless

    return is_for_frictionless(table)


def _scanned(
    readings: Readings, table: Resource, engine: str, tell: Callable[[int], None]
) -> tuple[Resource, list[Issue], Tried]:
    """A table without the keys that lead to what cannot be read, what is said of these, and its verdict."""
    said: list[Issue] = []
    whole = package = readings.package
    while True:
        try:
            return table, said, scanned(readings, table, engine, tell)
        except LostTargetError as error:
            whole = replace(whole, resources=tuple(r for r in whole.resources if r.name != error.name))
            table, items = _led(table, whole, package)
            others = tuple(table if r.name == table.name else r for r in package.resources)
            readings = Readings(readings.files, replace(package, resources=others))
            said += items


def readable(subject: Subject) -> Readable:
    """The package with the tables that can be read, and an issue for each of the others."""
    package = subject.package()
    skipped: list[Issue] = []
    kept: list[Resource] = []
    for table in package.resources:
        if table.name in subject.unreadable:
            told = table.name in subject.absent or table.schema is None
            skipped += [] if told else [issue("check-skipped", "file", resource=table.name)]
            continue
        if not table.schema and not is_tabular(subject.source, table):
            continue  # the accounts have it
        try:
            form_of(table)
            kept.append(table if table.schema else labelled(subject.source.files, table))
        except UnsupportedError as error:
            skipped += list(_unread(table, error))
            continue
        except LOST as error:
            skipped.append(lost(table, error).issue(table.name))
            continue
        skipped += [] if table.schema else [issue("check-skipped", "no-schema", resource=table.name)]
    whole = replace(package, resources=tuple(kept))
    led = [_led(table, whole, package) for table in kept]
    tables = tuple(table for table, _ in led)
    return Readable(
        replace(package, resources=tables), [*skipped, *(item for _, items in led for item in items)]
    )


def _unread(table: Resource, error: UnsupportedError) -> Iterator[Issue]:
    """Why a table is not read: a format that is not, or what is wrong with how it is said to be written."""
    if error.reason in NOT_READ:
        if table.schema or error.reason != "format":
            yield issue("check-skipped", error.reason, resource=table.name, **error.words)
        return
    yield lost(table, error).issue(table.name)
    yield issue("check-skipped", "file", resource=table.name)


def labelled(files: Files, resource: Resource) -> Resource:
    """A table without a schema, with the one that its labels are: a field of any type each.

    UnsupportedError for what is no table, and whatever reading ends with.
    """
    reading = Reading(files, resource)
    labels = reading.header.labels
    if not labels:
        _, _, first = next(iter(reading.data()), (0, 0, []))
        labels = tuple(f"field{number}" for number, _ in enumerate(first, start=1))
    if not labels:
        raise UnsupportedError("an empty table")
    return replace(resource, schema=Schema(tuple(map(Field, distinct(labels)))))


def _led(table: Resource, whole: Package, package: Package) -> tuple[Resource, list[Issue]]:
    """A table with the foreign keys that can be followed; an issue for each that leads to what is not."""
    schema = table.schema
    if schema is None:
        return table, []
    kept = tuple(key for key in schema.foreign_keys if leads(key, schema, whole))
    lost = [
        issue(
            "check-skipped",
            "reference",
            resource=table.name,
            field=", ".join(key.fields),
            reference=key.resource,
        )
        for key in schema.foreign_keys
        if key not in kept and leads(key, schema, package)
    ]
    return (replace(table, schema=replace(schema, foreign_keys=kept)) if lost else table), lost


def _row_count(table: Resource, count: int) -> Iterator[Issue]:
    """The number of rows is the one declared."""
    declared = table.extra.get("rowCount")
    if isinstance(declared, int) and declared != count:
        path = next(iter(table.paths), "")
        yield issue("row-count", resource=table.name, path=path, value=count, expected=declared)

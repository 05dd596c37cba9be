"""Parquet, XLSX and SQLite hold the tables of the CSV files: columns, rows, every cell, every absence.

Each format of FORMATS is read by its own reader, table by table, in parts of as many rows as the CSV, and
only once the file says that it has as many rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.publish.audit import cells, parquet
from scripts.reading.columnar.texts import evened
from scripts.reading.columnar.values import batches, rows
from scripts.reading.issues import Issue, issue
from scripts.write.formats import FORMATS
from scripts.write.formats.format import NoTableError, UnreadableError
from scripts.write.formats.parquet_read import FOLDER, paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.publish.audit.subject import Audited
    from scripts.reading.columnar.values import Table
    from scripts.write.formats.format import Format, Opened


def check(release: Audited) -> Iterator[Issue]:
    """Where a format differs from the CSV files."""
    if not release.tables:
        return
    yield from parquet.described(release)
    for form in FORMATS:
        yield from compared(release, form, release.tables)


def compared(release: Audited, form: Format, names: Iterable[str]) -> Iterator[Issue]:
    """Where one format differs, in the tables of these names."""
    whole = form.where(release.package)
    if form.is_whole and not release.has([whole]):
        if release.complete and whole not in release.apart:
            yield issue("format-difference", "no-file", path=whole)
        return
    try:
        with form.opened(release.base, release.package) as opened:
            for variant, words in opened.faults():
                yield issue("format-difference", variant, path=whole, **words)
            held = {resource.name for resource in form.tables(release.package)}
            for name in filter(held.__contains__, names):
                if not form.is_whole and not _there(release, name):
                    path = form.where(release.package, name)
                    if release.complete and not _is_apart(release, path):
                        yield issue("format-difference", "no-file", path=path, resource=name)
                    continue
                yield from _table(release, form, opened, release.tables[name])
    except UnreadableError as error:
        yield issue("format-difference", "unreadable", path=whole, note=str(error))


def _is_apart(release: Audited, path: str) -> bool:
    """True for a table whose file, or the folder of its files, is not in the zip."""
    return any(left == path or left.startswith(f"{path}/") for left in release.apart)


def _there(release: Audited, name: str) -> bool:
    """True where the Parquet of a table is in the release, and no link out of it."""
    found = paths(release.base / FOLDER, name)
    return bool(found) and release.has([path.relative_to(release.base).as_posix() for path in found])


def _table(release: Audited, form: Format, opened: Opened, table: Table) -> Iterator[Issue]:
    """Where one table differs; of a table that a format has no rows of, that it has none."""
    name, resource, count = table.resource.name, table.resource, rows(table.typed)
    path = form.where(release.package, name)
    try:
        found = opened.table(resource, count if form.holds(table.typed) else 0)
        expected = form.expected(resource)
        if not form.holds(table.typed):
            if found.rows > 1:
                yield cells.differs("rows", name, path, found.rows, 0)
        elif found.columns != expected:
            yield cells.differs("columns", name, path, found.columns, expected)
        elif found.rows != count:
            yield cells.differs("rows", name, path, found.rows, count)
        else:
            yield from _cells(form, table, found.parts, path)
    except NoTableError as error:
        yield issue("format-difference", "table", resource=name, path=path, value=str(error))
    except UnreadableError as error:
        yield issue("format-difference", "unreadable", resource=name, path=path, note=str(error))


def _cells(form: Format, table: Table, parts: Iterator[Any], path: str) -> Iterator[Issue]:
    """The cells that differ, part by part."""
    name, done = table.resource.name, 0
    for batch, part in zip(evened(batches(table.typed)), parts, strict=False):
        for field, one, other in zip(batch.schema.names, batch.columns, part, strict=True):
            if not form.alike(one, other):
                found = other if isinstance(other, list) else other.to_pylist()
                yield from cells.compared((name, path, field), one.to_pylist(), found, form.same, done)
        done += batch.num_rows

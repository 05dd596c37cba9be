"""Parquet, XLSX and SQLite hold the tables of the CSV files: columns, rows, every cell, every absence.

Each format is read by a library that did not write it where there is one, and only once the file says that
it has as many rows as the CSV.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.publish.audit import database, parquet, workbook
from scripts.reading.issues import Issue, issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited


def check(release: Audited) -> Iterator[Issue]:
    """Where a format differs from the CSV files."""
    if not release.tables:
        return
    name = release.package.name
    yield from parquet.described(release)
    for resource in release.package.tables:
        if resource.name in release.tables:
            path = f"{parquet.FOLDER}/{resource.name}.parquet"
            if _there(release, path):
                yield from parquet.compared(release, resource, path)
            elif release.complete:
                yield issue("format-difference", "no-file", path=path, resource=resource.name)
    for path, compare in ((f"{name}.xlsx", workbook.compared), (f"{name}.sqlite", database.compared)):
        if _there(release, path):
            yield from compare(release, path)
        elif release.complete:
            yield issue("format-difference", "no-file", path=path)


def _there(release: Audited, path: str) -> bool:
    """True for a file of the release."""
    return release.has([path])

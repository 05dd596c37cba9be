"""The descriptor of the Parquet files of a release: it is sound, and has all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.publish.audit.inner import package_issues
from scripts.reading.columnar.values import rows
from scripts.reading.issues import Issue, issue
from scripts.write.formats.parquet_read import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited


def described(release: Audited) -> Iterator[Issue]:
    """What is wrong with the descriptor of the Parquet files: it is sound, and has all tables."""
    path = f"{FOLDER}/datapackage.json"
    if not release.has([path]):
        if release.complete:
            yield issue("missing-file", "not-a-file", path=path)
        return
    package = yield from package_issues(release, FOLDER)
    for resource in package.tables if package else ():
        name, declared = resource.name, resource.extra.get("rowCount")
        if name in release.tables and declared != (count := rows(release.tables[name].typed)):
            yield issue("row-count", resource=name, path=path, value=count, expected=str(declared))
    if package:
        found = [resource.name for resource in package.tables]
        expected = [resource.name for resource in release.package.tables]
        if found != expected:
            yield issue("part-difference", "tables", path=path, value=found, expected=expected)

"""The Parquet files of a release: their columns are those of the schema, their cells those of the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from scripts.publish.audit.cells import compared as cells
from scripts.publish.audit.cells import differs, in_arrow
from scripts.publish.audit.inner import package_issues
from scripts.reading.issues import Issue, issue
from scripts.reading.tables import arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.publish.audit.subject import Audited
    from scripts.reading.model.package import Resource

FOLDER = "parquet"
_BATCH = 4_096  # rows in memory at once


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
        if name in release.tables and declared != (rows := release.tables[name].num_rows):
            yield issue("row-count", resource=name, path=path, value=rows, expected=str(declared))
    if package:
        found = [resource.name for resource in package.tables]
        expected = [resource.name for resource in release.package.tables]
        if found != expected:
            yield issue("part-difference", "tables", path=path, value=found, expected=expected)


def compared(release: Audited, resource: Resource, path: str) -> Iterator[Issue]:
    """Where one Parquet file differs from its CSV."""
    expected, name = release.tables[resource.name], resource.name
    try:
        with pq.ParquetFile(release.base / path) as file:
            schema, wanted = file.schema_arrow, arrow_schema(resource)
            if not schema.equals(wanted, check_metadata=False):
                yield differs("columns", name, path, _columns(schema), _columns(wanted))
            elif file.metadata.num_rows != expected.num_rows:
                yield differs("rows", name, path, file.metadata.num_rows, expected.num_rows)
            else:
                yield from _cells(file, expected, name, path)
    except (pa.ArrowException, OSError, ValueError, EOFError) as error:
        yield issue("format-difference", "unreadable", resource=name, path=path, note=_first_line(error))


def _cells(file: pq.ParquetFile, expected: pa.Table, name: str, path: str) -> Iterator[Issue]:
    """The cells that differ, batch by batch."""
    done = 0
    for batch in file.iter_batches(_BATCH):
        part = expected.slice(done, batch.num_rows)
        for field, one, other in zip(expected.column_names, part.columns, batch.columns, strict=True):
            if not pa.chunked_array([other]).equals(one):
                yield from cells((name, path, field), one.to_pylist(), other.to_pylist(), in_arrow, done)
        done += batch.num_rows


def _columns(schema: pa.Schema) -> str:
    """The columns in words."""
    return ", ".join(f"{f.name} {f.type}{'' if f.nullable else ' not null'}" for f in schema)


def _first_line(error: BaseException) -> str:
    """What a library says, on one line."""
    return str(error).splitlines()[0] if str(error) else type(error).__name__

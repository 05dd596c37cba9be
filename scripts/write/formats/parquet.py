"""parquet/<table>.parquet and a descriptor of their own, parquet/datapackage.json.

Typed columns, nulls and non-null flags; field metadata carry titles, descriptions and units, file metadata
the package's name, version and licence. Snappy, format 2.6: every reader that we tried opens them. A large
table (`derive.large`) is in zstd and in row groups with statistics; one of more than a million rows is in
several files, `parquet/<table>.parquet/0001.parquet` and so on: most tools read such a folder as one file.

Two things keep `frictionless validate parquet/datapackage.json` (5.21) from false alarms:

- it counts no bytes of a Parquet file and then finds any `bytes` wrong, so only `hash` is written;
- it reads an empty number as the float NaN, which is no integer and within no limits: an integer or a year
  that may be empty is declared `number` there, with its true type beside it in `arrowType` (in the file
  itself it is an int64), and a number that may be empty has no minimum, maximum or categories there, and is
  in no foreign key: NaN is found nowhere.

The limits, types and keys of the release's own datapackage.json are those that hold.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from scripts.derive.whole import about
from scripts.reading.columnar.values import is_large
from scripts.reading.tables import arrow_type, schema_of
from scripts.write import describe
from scripts.write.formats.parquet_read import FOLDER

if TYPE_CHECKING:
    import pyarrow.dataset as ds

    from scripts.reading.model.package import Field, Resource, Schema
    from scripts.write.content import Content

_NUMBERS = ("number", "integer", "year")
_LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum")


def write(content: Content, folder: Path) -> list[str]:
    """One file a table, and the descriptor; the paths written."""
    home = folder / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    words = about(content.package)
    placed: list[tuple[Resource, tuple[str, ...]]] = []
    for resource in content.package.tables:
        values = content.tables[resource.name]
        if is_large(values):
            placed.append((resource, _copied(resource.name, values, home)))
            continue
        path = f"{resource.name}.parquet"
        table = values.replace_schema_metadata({**(values.schema.metadata or {}), **words})
        pq.write_table(table, home / path, version="2.6", compression="snappy")
        placed.append((resource, (path,)))
    package = replace(content.package, resources=tuple(_resource(r, paths) for r, paths in placed))
    package = describe.measured(package, home, content.tables)
    written = [path for _, paths in placed for path in paths]
    package = replace(package, resources=tuple(_without_bytes(r) for r in package.resources))
    written.append(describe.write_descriptor(package, home))
    return [f"{FOLDER}/{path}" for path in written]


def _copied(name: str, values: ds.Dataset, home: Path) -> tuple[str, ...]:
    """The paths of the files of a large table, copied as they were made when it was read."""
    files = [Path(file) for file in values.files]
    paths = [f"{name}.parquet"] if len(files) == 1 else [f"{name}.parquet/{file.name}" for file in files]
    for file, path in zip(files, paths, strict=True):
        (home / path).parent.mkdir(exist_ok=True)
        shutil.copyfile(file, home / path)
    return tuple(paths)


def _resource(resource: Resource, paths: tuple[str, ...]) -> Resource:
    """The resource as Parquet files."""
    schema = schema_of(resource)
    fields = tuple(_field(schema, column) for column in schema.fields)
    odd = {column.name for column in schema.fields if _may_be_nan(schema, column)}
    keys = tuple(key for key in schema.foreign_keys if not odd.intersection(key.fields))
    return replace(
        resource,
        paths=paths,
        format="parquet",
        mediatype="application/vnd.apache.parquet",
        encoding="",
        dialect=None,
        schema=replace(schema, fields=fields, foreign_keys=keys, missing_values=("",)),
    )


def _field(schema: Schema, column: Field) -> Field:
    """The field as frictionless reads it from Parquet, where nothing is a text that stands for no value."""
    column = replace(column, missing_values=None)
    if not _may_be_nan(schema, column):
        return column
    extra = dict(column.extra)
    if column.type != "number":
        extra["arrowType"] = str(arrow_type(column))
    kept = {key: limit for key, limit in column.constraints.items() if key not in _LIMITS}
    return replace(column, type="number", format="default", constraints=kept, categories=(), extra=extra)


def _may_be_nan(schema: Schema, column: Field) -> bool:
    """True for numbers that may be empty."""
    return column.type in _NUMBERS and schema.may_be_null(column)


def _without_bytes(resource: Resource) -> Resource:
    """The resource without its `bytes`."""
    return replace(resource, extra={k: v for k, v in resource.extra.items() if k != "bytes"})

"""A large table, read once: its rows as the CSV of a release and, typed, as Parquet, both on disk.

The CSV is the file of the source where that is in the form of a release already. The Parquet has row groups
of `columnar.texts.ROWS` rows, in files of at most FILE_ROWS, with statistics and an index of their pages: who
looks for some rows, at an address too, reads what may hold them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from scripts.derive import canonical
from scripts.reading.columnar import plain, texts
from scripts.reading.columnar.typed import typer
from scripts.reading.columnar.values import Table
from scripts.reading.exact.table import match_of
from scripts.reading.model.package import Dialect
from scripts.reading.rows.form import DELIMITED, UnsupportedError, form_of
from scripts.reading.tables import arrow_schema, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Folder

SMALL = 1_500_000  # bytes of a table that is read into memory whole
_WRITTEN = {"version": "2.6", "compression": "zstd", "compression_level": 3, "write_page_index": True}
FILE_ROWS = 8 * texts.ROWS  # of one Parquet file


def is_large(files: Folder, resource: Resource, small: int = SMALL) -> bool:
    """True for delimited text of more than `small` bytes whose fields are found by their order."""
    try:
        if form_of(resource).kind != DELIMITED or resource.extra.get("data") is not None:
            return False
    except UnsupportedError:
        return False
    plainly = form_of(resource).dialect.null_sequence is None and match_of(schema_of(resource)) == "exact"
    return plainly and files.sizes(resource.paths) > small


def kept(files: Folder, resource: Resource, folder: Path, about: Mapping[str, str]) -> Table:
    """The table, its files in an empty folder; `about` are words that each Parquet file carries.

    SourceError where it cannot be read, or typed.
    """
    made = canonical.plain(resource)
    schema = arrow_schema(made)
    schema = schema.with_metadata({**(schema.metadata or {}), **about})
    try:
        return _kept(files, resource, made, folder, schema)
    except pa.ArrowInvalid:  # a cell is empty that may not be, and the rows check has said so
        return _kept(
            files, resource, made, folder, pa.schema([f.with_nullable(nullable=True) for f in schema])
        )


def _kept(files: Folder, resource: Resource, made: Resource, folder: Path, schema: pa.Schema) -> Table:
    """The table as files of that Arrow schema; `made` is the resource without its dress."""
    names = schema_of(resource).field_names
    found: Iterator[pa.RecordBatch] = (
        canonical.undressed(resource, batch) for batch in texts.batches(files, resource)
    )
    file = files.file(resource.paths[0])
    if not _is_released(files, resource, file):
        file = folder / "rows.csv"
        found = plain.written(found, names, file)
    rows = _parquet(map(typer(made), found), schema, folder)
    parts = sorted(folder.glob("*.parquet"))
    return Table(made, plain.PlainCsv(file, names, rows), ds.dataset(parts, schema, format="parquet"))


def _is_released(files: Folder, resource: Resource, file: Path) -> bool:
    """True where the file of a table is what a release has of it."""
    dialect = form_of(resource).dialect
    plainly = (dialect.delimiter, dialect.quote_char) == (Dialect().delimiter, Dialect().quote_char)
    dressed = any(map(canonical.is_dressed, schema_of(resource).fields))
    return (
        plainly
        and not dressed
        and texts.is_arrows(files, resource)
        and plain.is_plain(file, schema_of(resource).field_names)
    )


def _parquet(batches: Iterator[pa.RecordBatch], schema: pa.Schema, folder: Path) -> int:
    """How many rows there are, once they are in files `0001.parquet` … of a folder."""
    rows, writer = 0, None
    try:
        for batch in batches:
            if writer is None or rows % FILE_ROWS == 0:
                if writer is not None:
                    writer.close()
                path = folder / f"{rows // FILE_ROWS + 1:04d}.parquet"
                writer = pq.ParquetWriter(path, schema, **_WRITTEN)
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
            rows += batch.num_rows
    finally:
        if writer is not None:
            writer.close()
    return rows

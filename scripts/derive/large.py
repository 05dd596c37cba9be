"""A large table, read once: its rows as the CSV of a release and, typed, as Parquet, both on disk.

The CSV is the file of the source where that is in the form of a release already. The Parquet has row groups
of `columnar.texts.ROWS` rows, in files of at most FILE_ROWS, with statistics and an index of their pages: who
looks for some rows, at an address too, reads what may hold them.
"""

from __future__ import annotations

from itertools import chain, islice
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
    from collections.abc import Iterable, Iterator, Mapping
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
    try:
        return _kept(files, resource, folder, described(made, about))
    except pa.ArrowInvalid:  # a cell is empty that may not be, and the rows check has said so
        schema = pa.schema([f.with_nullable(nullable=True) for f in described(made, about)])
        return _kept(files, resource, folder, schema)


def _kept(files: Folder, resource: Resource, folder: Path, schema: pa.Schema) -> Table:
    """The table as files of that Arrow schema."""
    found = undressed(resource, texts.batches(files, resource))
    file, found = csv_of(files, resource, found, folder)
    made, rows = canonical.plain(resource), 0
    typed = map(typer(made), found)
    for number, first in enumerate(typed, start=1):
        part = chain([first], islice(typed, FILE_ROWS // texts.ROWS - 1))
        rows += written(part, schema, folder / named(number))
    return opened(made, schema, file, rows, folder)


def described(resource: Resource, about: Mapping[str, str]) -> pa.Schema:
    """The schema of the Parquet files of a table, which carry the words `about` its package."""
    schema = arrow_schema(resource)
    return schema.with_metadata({**(schema.metadata or {}), **about})


def undressed(resource: Resource, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The texts of a table without their dress. SourceError."""
    return (canonical.undressed(resource, batch) for batch in batches)


def csv_of(
    files: Folder, resource: Resource, batches: Iterator[pa.RecordBatch], folder: Path
) -> tuple[Path, Iterator[pa.RecordBatch]]:
    """The CSV of a table in a release, and its texts: where it is in `folder`, they write it as they pass."""
    file = files.file(resource.paths[0])
    if is_released(files, resource, file):
        return file, batches
    file = folder / "rows.csv"
    return file, plain.written(batches, schema_of(resource).field_names, file)


def written(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    """How many rows are in a new Parquet file, a row group a batch."""
    rows = 0
    with pq.ParquetWriter(path, schema, **_WRITTEN) as writer:
        for batch in batches:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
            rows += batch.num_rows
    return rows


def named(number: int) -> str:
    """The name of a Parquet file by its number, from 1 on."""
    return f"{number:04d}.parquet"


def opened(resource: Resource, schema: pa.Schema, file: Path, rows: int, folder: Path) -> Table:
    """A table of so many rows as it is kept: its CSV, and its Parquet files in a folder."""
    parts = [folder / named(number) for number in range(1, -(-rows // FILE_ROWS) + 1)]
    cells = plain.PlainCsv(file, schema_of(resource).field_names, rows)
    return Table(resource, cells, ds.dataset(parts, schema, format="parquet"))


def is_released(files: Folder, resource: Resource, file: Path) -> bool:
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

"""A table as Parquet that a cluster can read: every cell as it is written, and where each row is.

Spark's own reader of CSV loses rows and numbers none, so a table is read here, once, as Python reads it. Each
row has its number and its line, so that the order is never lost; `_ragged.parquet` has the cells of the rows
that are not as wide as the table, which stand in it cut off or filled up. Names that begin with `_` are files
that Spark passes over; `_table.json` is written last, and what has none is not whole.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import polars as pl

from scripts.check.engines.choice import reason_against
from scripts.check.engines.portable import name_of
from scripts.check.engines.scanned import UnsureError
from scripts.check.engines.shape import NUMBER, cells_of, shape_of
from scripts.check.engines.stray import swallowed
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.exact.table import Table
    from scripts.reading.rows.files import Folder
    from scripts.reading.rows.reading import Numbered

ROW, PART, LINE = "row", "part", "line"  # frictionless' row, which file of the table, the line in it
_PLACE = {ROW: pl.Int64, PART: pl.Int32, LINE: pl.Int64}
_FORM = 2  # of what is written here
_ROWS = 50_000  # read at a time, where Python reads
_GROUP = 500_000  # rows of a row group: what one task of a cluster reads
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class Stored:
    """A table that stands as Parquet in `folder`: how many rows, and the cells of those that are ragged.

    `stray` where quotes never close, or seem to swallow lines.
    """

    folder: Path
    rows: int
    stray: bool
    ragged: dict[int, list[str]]


def stored(files: Folder, table: Table, folder: Path, *, keep: bool) -> Stored:
    """The table as Parquet below a folder; where that is kept, it is written once for each content.

    OSError where the folder cannot be written, and whatever reading the table ends with.
    """
    name = re.sub(r"\W", "_", table.resource.name)[:40]
    home = folder / (f"{name}-{_digest(files, table)}" if keep else name)
    if not (home / "_table.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(prefix=".part-", dir=folder))
        try:
            rows, stray = _written(files, table, part)
            made = json.dumps({"rows": rows, "stray": stray})
            (part / "_table.json").write_text(made, encoding="utf-8")
            part.chmod(0o755)  # others' workers read it
            shutil.rmtree(home, ignore_errors=True)
            with suppress(FileExistsError):  # another run was sooner: it wrote the same
                part.rename(home)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    made = json.loads((home / "_table.json").read_text(encoding="utf-8"))
    ragged = pl.read_parquet(home / "_ragged.parquet")
    return Stored(home, **made, ragged=dict(zip(ragged[ROW], ragged["cells"].to_list(), strict=True)))


def _digest(files: Folder, table: Table) -> str:
    """What the Parquet is made of: the bytes of the files, and how they are read."""
    read = [_FORM, len(table.columns), table.form.encoding, table.form.compression, repr(table.dialect)]
    found = hashlib.sha256(json.dumps(read).encode())
    for path in table.resource.paths:
        with files.file(path).open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()[:20]


def _written(files: Folder, table: Table, folder: Path) -> tuple[int, bool]:
    """The number of rows of the files written into a folder, and whether there are stray quotes."""
    if not reason_against("polars", table):
        own = folder / "_polars"  # where it fails, it may go on writing for a moment
        own.mkdir()
        try:
            made = _by_polars(files, table, own)
        except (UnsureError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
            shutil.rmtree(own, ignore_errors=True)
        else:
            for file in own.iterdir():
                file.rename(folder / file.name)
            own.rmdir()
            return made
    return _by_python(files, table, folder)


def _by_polars(files: Folder, table: Table, folder: Path) -> tuple[int, bool]:
    """The same where Polars surely reads as Python does. UnsureError where that is not sure."""
    path, heading = files.file(table.resource.paths[0]), int(table.dialect.header)
    shape = shape_of(path, table)
    ends, extra = pl.Series(shape.ends, dtype=pl.UInt32), pl.Series([0, *shape.extra], dtype=pl.Int64)
    row = pl.col(NUMBER).cast(pl.Int64) + heading
    # As in Shape.line: how many lines more than rows there are before a row.
    ahead = row.map_batches(
        lambda rows: extra.gather(ends.search_sorted(rows.cast(pl.UInt32), side="right")),
        return_dtype=pl.Int64,
        is_elementwise=True,
    )
    cells_of(path, table).select(
        (row + 1).alias(ROW),
        pl.lit(0, dtype=pl.Int32).alias(PART),
        (row + ahead + 1).alias(LINE),
        pl.exclude(NUMBER),
    ).sink_parquet(folder / "rows.parquet", compression="zstd", row_group_size=_GROUP, maintain_order=True)
    rows = pl.scan_parquet(folder / "rows.parquet").select(pl.len()).collect().item()
    if rows != shape.records - heading:
        raise UnsureError("rows are counted in two ways")
    _write_ragged(folder, {record + 1: cells for record, cells in shape.ragged.items()})
    return int(rows), bool(shape.extra) and any(swallowed(path, table))


def _by_python(files: Folder, table: Table, folder: Path) -> tuple[int, bool]:
    """The same, record by record."""
    import pyarrow.parquet as pq

    reading, ragged, rows = Reading(files, table.resource, table.form), dict[int, list[str]](), 0
    writer = None
    try:
        for batch in _batches(reading.data()):
            frame = _frame(table, reading, batch, ragged).to_arrow()
            if writer is None:
                writer = pq.ParquetWriter(folder / "rows.parquet", frame.schema, compression="zstd")
            writer.write_table(frame)
            rows += len(batch)
    finally:
        if writer is not None:
            writer.close()
    if writer is None:
        _frame(table, reading, (), ragged).write_parquet(folder / "rows.parquet")
    _write_ragged(folder, ragged)
    return rows, reading.unclosed is not None or bool(reading.swallowed)


def _batches(records: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while batch := list(islice(records, _ROWS)):
        yield batch


def _frame(table: Table, reading: Reading, batch: Any, ragged: dict[int, list[str]]) -> pl.DataFrame:
    """Some records as a frame; those that are ragged are added to the others."""
    width = len(table.columns)
    places, columns = list[tuple[int, int, int]](), list[list[str]]()
    paths = table.resource.paths
    for row, place, cells in batch:
        path, line = reading.path_line(place)
        places.append((row, paths.index(path), line))
        if len(cells) != width:
            ragged[row] = cells
        columns.append(cells if len(cells) == width else [*cells[:width], *[""] * (width - len(cells))])
    where = pl.DataFrame(places, schema=_PLACE, orient="row")
    names = {name_of(column): pl.String for column in table.columns}
    return pl.concat([where, pl.DataFrame(columns, schema=names, orient="row")], how="horizontal")


def _write_ragged(folder: Path, ragged: dict[int, list[str]]) -> None:
    cells = pl.Series("cells", list(ragged.values()), dtype=pl.List(pl.String))
    pl.DataFrame({ROW: pl.Series(list(ragged), dtype=pl.Int64), "cells": cells}).write_parquet(
        folder / "_ragged.parquet"
    )

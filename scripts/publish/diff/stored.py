"""A large table that is compared where it lies, in batches: PlainCsv, if its file is written as a release's.

Nobody has checked it. Arrow reads what a scan has proven as Python's reader does; of other files too, but for
a blank line, which is no row, and a quote that never closes, which is an error. What may be one of these, and
what Arrow cannot read, is left to Python's reader, which says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from scripts.derive.canonical import is_dressed
from scripts.reading.columnar import texts
from scripts.reading.columnar.plain import PlainCsv, is_plain
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect
from scripts.reading.rows.form import form_of
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Folder

LARGE = 1_500_000  # bytes: below, a table is read into memory sooner than Arrow and DuckDB are at work


def is_large(files: Folder, resource: Resource) -> bool:
    """True for a table whose files, as they lie there, have more bytes than that."""
    try:
        return files.sizes(resource.paths) > LARGE
    except OSError:
        return False


def stored(files: Folder, resource: Resource) -> PlainCsv | None:
    """The table as it lies; None for a small one, and for what Python must read."""
    names = schema_of(resource).field_names
    if not is_large(files, resource) or any(map(is_dressed, schema_of(resource).fields)):
        return None
    if not texts.is_arrows(files, resource):
        return None
    file, dialect = files.file(resource.paths[0]), form_of(resource).dialect
    if (dialect.delimiter, dialect.quote_char) != (",", '"') or not is_plain(file, names):
        return None
    try:
        rows = _count(file, names)
    except SourceError:
        return None
    return PlainCsv(file, names, rows) if rows else None


def _count(file: Path, names: tuple[str, ...]) -> int:
    """How many rows Arrow reads; 0 where Python may read others. SourceError where Arrow cannot."""
    rows, last = 0, ""
    for batch in texts.of_file(file, names, Dialect()):
        if _has_blank(batch):
            return 0
        rows += batch.num_rows
        last = batch.column(-1)[-1].as_py() if batch.num_rows else last
    return 0 if last.endswith("\n") else rows  # the last line of the file, swallowed by a quote


def _has_blank(batch: pa.RecordBatch) -> bool:
    """True where every cell of some row is empty."""
    blank = pc.equal(pc.binary_length(batch.column(0)), 0)
    for column in batch.columns[1:]:
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(pc.binary_length(column), 0))
    return bool(pc.any(blank).as_py())

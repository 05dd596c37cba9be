"""A large table that is compared where it lies, or as a copy in the CSV of a release: PlainCsv, in batches.

Nobody has checked it. Arrow reads what a scan has proven as Python's reader does; of other files too, but for
a blank line, which is no row, and a quote that never closes, which is an error. What may be one of these, and
what Arrow cannot read, is left to Python's reader, which says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

from scripts.derive import canonical, large
from scripts.reading.columnar import plain, texts
from scripts.reading.columnar.plain import PlainCsv
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Dialect
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Folder


def is_large(files: Folder, resource: Resource) -> bool:
    """True for a table that is kept out of memory where that can be helped; not for one that is not there."""
    try:
        return large.is_large(files, resource)
    except OSError:
        return False


def stored(files: Folder, resource: Resource, folder: Callable[[], Path] | None) -> PlainCsv | None:
    """The table as a release has it; None for a small one, and for what Python must read.

    One that lies otherwise is written to a `folder`, where it gives an empty one.
    """
    if not is_large(files, resource) or not texts.is_arrows(files, resource):
        return None
    names, file = schema_of(resource).field_names, files.file(resource.paths[0])
    try:
        with file.open("rb") as stream:
            stream.readline().decode()  # the header, which Arrow passes over
        if large.is_released(files, resource, file):
            found = _sound(texts.of_file(file, names, Dialect()))
        elif folder is None:
            return None
        else:
            file = folder() / "rows.csv"
            undressed = (canonical.undressed(resource, b) for b in _sound(texts.batches(files, resource)))
            found = plain.written(undressed, names, file)
        return PlainCsv(file, names, sum(batch.num_rows for batch in found))
    except (SourceError, UnicodeDecodeError):
        return None


def _sound(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same batches. SourceError where Python's reader may see other rows."""
    last = ""
    for batch in batches:
        if _has_blank(batch):
            raise SourceError("a blank line, or a row of empty cells")
        last = batch.column(-1)[-1].as_py() if batch.num_rows else last
        yield batch
    if last.endswith("\n"):
        raise SourceError("a quote that does not close, or a last cell that ends in a line break")


def _has_blank(batch: pa.RecordBatch) -> bool:
    """True where every cell of some row is empty."""
    blank = pc.equal(pc.binary_length(batch.column(0)), 0)
    for column in batch.columns[1:]:
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(pc.binary_length(column), 0))
    return bool(pc.any(blank).as_py())

"""PlainCsv: a table in the CSV of a release, on disk, read in batches; and how such a file is written.

UTF-8 without mark, comma, LF, the header its first line, quotes where they are needed: the bytes of a large
table that a source already has in this form are those of its release.
"""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from scripts.reading.columnar.texts import evened, of_file
from scripts.reading.model.package import Dialect
from scripts.reading.rows.delimited import CELL_LIMIT, RECORD_MOST
from scripts.reading.sql import literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from scripts.reading.tables import Texts

QUOTE = '"'
_SPECIAL = frozenset(',"\r\n')
_CHUNK = 2**24
_NOWHERE = "\x01 no text is null \x01"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class PlainCsv:
    """A file in that form: its fields, and how many rows it has."""

    path: Path
    fields: tuple[str, ...]
    rows: int

    def __len__(self) -> int:
        """How many rows it has."""
        return self.rows

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """The texts of each row, one after the other."""
        csv.field_size_limit(CELL_LIMIT)
        with self.path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream)
            next(reader)
            yield from map(tuple, reader)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The texts in batches, in the order of the rows."""
        yield from evened(of_file(self.path, self.fields, Dialect()))


def scanned(texts: PlainCsv, columns: Sequence[str]) -> str:
    """What DuckDB reads the file by, every cell as it is written, its columns under these names."""
    kinds = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    form = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'"
    most = 4 * RECORD_MOST  # bytes; a buffer of its own accord would be sixteen times as large
    bounds = f"nullstr = {literal(_NOWHERE)}, max_line_size = {most}, buffer_size = {most}"
    return f"read_csv({literal(str(texts.path))}, {form}, {bounds}, columns = {{{kinds}}})"


def copied(texts: Texts, fields: Sequence[str], path: Path) -> None:
    """The rows of a table in that form at a path; byte for byte where they are in it already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(texts, PlainCsv):
        shutil.copyfile(texts.path, path)
        return
    path.write_bytes("".join(map(line, (fields, *texts))).encode())


def is_plain(file: Path, fields: Sequence[str]) -> bool:
    """True for a file that begins with these fields, ends with LF, and has no CR."""
    with file.open("rb") as stream:
        if stream.readline(_CHUNK) != line(fields).encode():
            return False
        last = b"\n"
        while chunk := stream.read(_CHUNK):
            if b"\r" in chunk:
                return False
            last = chunk
    return last.endswith(b"\n")


def written(
    batches: Iterator[pa.RecordBatch], fields: tuple[str, ...], path: Path
) -> Iterator[pa.RecordBatch]:
    """The same batches, written to a file as they pass."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(line(fields))
        for batch in batches:
            stream.write(_lines(batch))
            yield batch


def _lines(batch: pa.RecordBatch) -> str:
    """The rows of a batch of texts as lines."""
    rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
    bare = any(pc.any(pc.match_substring(column, "\r")).as_py() for column in batch.columns)
    if bare or batch.num_columns == 1:  # what Python's own writer leaves without quotes
        return "".join(map(line, rows))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def line(cells: Sequence[str]) -> str:
    """One row; a cell is quoted where it must be, a lone empty cell too, since a blank line is no row.

    The standard library leaves a lone carriage return bare, and then reads it as the end of the row.

    >>> print(line(["01", 'a "b" c', "a,b", ""]), end="")
    01,"a ""b"" c","a,b",
    """
    if list(cells) == [""]:
        return '""\n'
    return ",".join(f'"{c.replace(QUOTE, QUOTE * 2)}"' if _SPECIAL & {*c} else c for c in cells) + "\n"

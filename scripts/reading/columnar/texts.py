"""The rows of a table as batches of texts, one string column a field, in the order of the schema.

Arrow's reader takes what it reads as Python's does: one file of UTF-8 in lines of LF or CRLF, whose header is
its first row and names the fields in their order. All else goes through Python's, in batches too. The rows
are those that the rows check has found right: a row with too few or too many cells is a SourceError.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv

from scripts.reading.exact.table import match_of
from scripts.reading.issues.refusals import unread
from scripts.reading.rows.form import DELIMITED, UnsupportedError, form_of
from scripts.reading.tables import read_records, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.model.package import Dialect, Resource
    from scripts.reading.rows.files import Folder

ROWS = 2**17  # of a batch, and of a row group of Parquet
_BLOCKS = (2**22, 2**24)  # bytes that Arrow reads at a time, 32 times ahead; more where a record is longer


def batches(files: Folder, resource: Resource) -> Iterator[pa.RecordBatch]:
    """The rows in batches of ROWS, the last one shorter. SourceError for a table that cannot be read."""
    names = schema_of(resource).field_names
    if is_arrows(files, resource):
        dialect = form_of(resource).dialect
        yield from evened(of_file(files.file(resource.paths[0]), names, dialect))
        return
    rows = (record.cells for record in read_records(files, resource))
    while part := list(islice(rows, ROWS)):
        columns = [pa.array(column, pa.string()) for column in zip(*part, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, names=list(names))


def is_arrows(files: Folder, resource: Resource) -> bool:
    """True where Arrow reads the table as Python does."""
    try:
        form = form_of(resource)
    except UnsupportedError:
        return False
    dialect, names = form.dialect, schema_of(resource).field_names
    return (
        form.kind == DELIMITED
        and len(resource.paths) == 1
        and resource.extra.get("data") is None
        and not form.compression
        and form.encoding == "utf-8-sig"
        and is_plain(dialect)
        and len(names) > 1  # of one column, a blank line and an empty cell look the same
        and match_of(schema_of(resource)) == "exact"
        and _is_headed(files.file(resource.paths[0]), dialect)
    )


def is_plain(dialect: Dialect) -> bool:
    """True where only separator and quote of a dialect may be other than those of a release."""
    marks = f"{dialect.delimiter}{dialect.quote_char}"
    return (
        marks.isascii()
        and dialect.double_quote
        and dialect.header
        and tuple(dialect.header_rows) == (1,)
        and dialect.null_sequence is None
        and dialect.line_terminator.strip("\r\n") == ""
        and not (dialect.comment_char or dialect.comment_rows)
        and not (dialect.escape_char or dialect.skip_initial_space)
    )


def _is_headed(file: Path, dialect: Dialect) -> bool:
    """True where the header is one line, as Arrow counts them."""
    with file.open("rb") as stream:
        line = stream.readline(_BLOCKS[-1])
    quotes = line.count(dialect.quote_char.encode())
    return line.endswith(b"\n") and quotes % 2 == 0 and b"\r" not in line[:-2]


def of_file(file: Path, names: tuple[str, ...], dialect: Dialect) -> Iterator[pa.RecordBatch]:
    """The rows of a plain file as Arrow reads them. SourceError where it cannot."""
    rows = 0
    for block in _BLOCKS:
        try:
            with _opened(file, names, dialect, block, rows) as reader:
                for batch in reader:
                    yield batch
                    rows += batch.num_rows
        except (pa.ArrowInvalid, OSError) as error:
            if block == _BLOCKS[-1]:
                raise unread("table", "source-error", file.name, note=str(error).split("\n", 1)[0]) from None
        else:
            return


def _opened(
    file: Path, names: tuple[str, ...], dialect: Dialect, block: int, skipped: int
) -> pa.csv.CSVStreamingReader:
    """The reader of a plain file, in blocks of so many bytes, from the row after those that are skipped."""
    return pa.csv.open_csv(
        file,
        read_options=pa.csv.ReadOptions(
            block_size=block, skip_rows=1, skip_rows_after_names=skipped, column_names=list(names)
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote_char,
            newlines_in_values=True,
            ignore_empty_lines=False,
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def evened(parts: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of ROWS, whatever the parts that they came in."""
    held: list[pa.RecordBatch] = []
    count = 0
    for part in parts:
        held.append(part)
        count += part.num_rows
        while count >= ROWS:
            table = pa.Table.from_batches(held)
            yield table.slice(0, ROWS).combine_chunks().to_batches()[0]
            held = table.slice(ROWS).to_batches()
            count -= ROWS
    if count:
        yield pa.Table.from_batches(held).combine_chunks().to_batches()[0]

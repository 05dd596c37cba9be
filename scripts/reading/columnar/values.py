"""The values of a table, small or large: an Arrow table in memory, or an Arrow dataset over Parquet on disk.

Both are read in the same ways; nobody but these functions asks which of the two it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from scripts.reading.columnar.texts import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.reading.model.package import Resource
    from scripts.reading.tables import Texts

Values: TypeAlias = "pa.Table | ds.Dataset"


class Table(NamedTuple):
    """A resource whose schema is that of a release, its rows as texts, and typed."""

    resource: Resource
    cells: Texts
    typed: Values


def rows(values: Values) -> int:
    """How many rows there are."""
    return int(values.num_rows if isinstance(values, pa.Table) else values.count_rows())


def is_large(values: Values) -> bool:
    """True for a table that is read in batches only, from disk."""
    return not isinstance(values, pa.Table)


def batches(values: Values, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The rows in their order, in batches of at most ROWS; of all columns, or of some."""
    names = list(columns) if columns is not None else values.schema.names
    if isinstance(values, pa.Table):
        yield from values.select(names).to_batches(ROWS)
        return
    for fragment in values.get_fragments():  # a scanner would read a gigabyte ahead of whoever writes
        with pq.ParquetFile(fragment.path) as file:
            for batch in file.iter_batches(ROWS, columns=names):
                yield batch.select(names)


def table(values: Values, columns: Sequence[str] | None = None) -> pa.Table:
    """All rows in memory: for columns that are known to be few or narrow."""
    return pa.Table.from_batches(
        batches(values, columns), values.schema if columns is None else _part(values, columns)
    )


def _part(values: Values, columns: Sequence[str]) -> pa.Schema:
    return pa.schema([values.schema.field(name) for name in columns], metadata=values.schema.metadata)

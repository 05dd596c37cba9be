"""What pages ask of a table's rows: how many, the first ones, how often each value, those of some keys.

A table is a `pyarrow.Table` in memory, or a `pyarrow.dataset.Dataset` where it is large: only this module
asks either. But for `every`, which is for small tables, memory follows batches and not rows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
from pyarrow import compute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyarrow.dataset import Dataset

    Rows: TypeAlias = pa.Table | Dataset


def count(rows: Rows) -> int:
    """How many rows there are."""
    return int(rows.num_rows if isinstance(rows, pa.Table) else rows.count_rows())


def head(rows: Rows, most: int) -> pa.Table:
    """The first rows, at most so many."""
    return rows.slice(0, most) if isinstance(rows, pa.Table) else rows.head(most)


def counted(rows: Rows, column: str) -> Counter[Any]:
    """How many rows have each value of a column; None is that of an empty cell.

    >>> counted(pa.table({"status": ["A", None, "A"]}), "status") == {"A": 2, None: 1}
    True
    """
    found: Counter[Any] = Counter()
    for batch in _batches(rows, [column]):
        for one in compute.value_counts(batch.column(0)).to_pylist():
            found[one["values"]] += one["counts"]
    return found


def every(rows: Rows) -> list[dict[str, Any]]:
    """All rows of a small table, by the names of its columns."""
    return [row for batch in _batches(rows) for row in batch.to_pylist()]


def of_keys(rows: Rows, key: str, values: Iterable[Any], wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows whose `key` is one of these values, with the wanted columns.

    >>> table = pa.table({"code": ["a", "b"], "label": ["A", "B"]})
    >>> list(of_keys(table, "code", ["b", "z", None], ["label"]))
    [{'code': 'b', 'label': 'B'}]
    """
    asked = pa.array([value for value in values if value is not None], rows.schema.field(key).type)
    for batch in _batches(rows, list(dict.fromkeys((key, *wanted)))):
        yield from batch.filter(compute.is_in(batch.column(key), asked)).to_pylist()


def parts(rows: Rows, most: int) -> Iterator[pa.Table]:
    """The rows in order, in tables of so many, of which the last may have fewer; one at least.

    >>> [part["n"].to_pylist() for part in parts(pa.table({"n": [1, 2, 3, 4, 5]}), 2)]
    [[1, 2], [3, 4], [5]]
    """
    rest = rows.schema.empty_table()
    for batch in _batches(rows):
        rest = pa.concat_tables([rest, pa.Table.from_batches([batch])])
        while rest.num_rows > most:
            yield rest.slice(0, most)
            rest = rest.slice(most)
    yield rest


def _batches(rows: Rows, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The rows of some columns, of all where none is named, in order."""
    if isinstance(rows, pa.Table):
        rows = rows if columns is None else rows.select(columns)
        return iter(rows.to_batches())
    return iter(rows.to_batches(columns=columns))

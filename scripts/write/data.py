"""What pages ask of a table's rows: the first ones, how often each value, those of some keys.

But for `every`, which is for small tables, memory follows batches and not rows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import compute

from scripts.reading.columnar.values import batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.reading.columnar.values import Values


def head(rows: Values, most: int) -> pa.Table:
    """The first rows, at most so many."""
    return next(parts(rows, most))


def counted(rows: Values, column: str) -> Counter[Any]:
    """How many rows have each value of a column; None is that of an empty cell.

    >>> counted(pa.table({"status": ["A", None, "A"]}), "status") == {"A": 2, None: 1}
    True
    """
    found: Counter[Any] = Counter()
    for batch in batches(rows, [column]):
        for one in compute.value_counts(batch.column(0)).to_pylist():
            found[one["values"]] += one["counts"]
    return found


def every(rows: Values) -> list[dict[str, Any]]:
    """All rows of a small table, by the names of its columns."""
    return [row for batch in batches(rows) for row in batch.to_pylist()]


def of_keys(rows: Values, key: str, values: Iterable[Any], wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows whose `key` is one of these values, with the wanted columns.

    >>> table = pa.table({"code": ["a", "b"], "label": ["A", "B"]})
    >>> list(of_keys(table, "code", ["b", "z", None], ["label"]))
    [{'code': 'b', 'label': 'B'}]
    """
    asked = pa.array([value for value in values if value is not None], rows.schema.field(key).type)
    for batch in batches(rows, list(dict.fromkeys((key, *wanted)))):
        yield from batch.filter(compute.is_in(batch.column(key), asked)).to_pylist()


def parts(rows: Values, most: int) -> Iterator[pa.Table]:
    """The rows in order, in tables of so many, of which the last may have fewer; one at least.

    >>> [part["n"].to_pylist() for part in parts(pa.table({"n": [1, 2, 3, 4, 5]}), 2)]
    [[1, 2], [3, 4], [5]]
    """
    rest = rows.schema.empty_table()
    for batch in batches(rows):
        rest = pa.concat_tables([rest, pa.Table.from_batches([batch])])
        while rest.num_rows > most:
            yield rest.slice(0, most)
            rest = rest.slice(most)
    yield rest

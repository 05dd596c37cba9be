r"""The content hash of a table: the same whatever file format holds it, and whatever tool wrote that.

How to compute it again, in any language (`JSON.stringify` of JavaScript writes the lines as they must be):

1. The columns, in the order of the schema, each with its kind: `number`, `integer` (also for a `year`),
   `boolean`, `date`; any other type of Table Schema is a `string`.
2. A line for the header, a JSON array of pairs: `[["code","string"],["value","number"]]`.
3. A line for each row, the JSON array of its values in that order. No value is `null`; a string is itself,
   an empty one `""`; a boolean is `true` or `false`; a date is the string `"2026-11-23"`; a number is the
   JSON number of the IEEE 754 double that is nearest to it; an integer is a JSON number too. What a JSON
   number cannot hold is the string that the CSV has: an integer beyond ±(2^53 - 1), `"NaN"`, `"INF"`,
   `"-INF"`. Minus zero is `0`.
4. Every line is canonical JSON (RFC 8785: no space, shortest digits, accents as they are) in UTF-8, and ends
   with LF.
5. The lines of the rows are sorted by their bytes (`LC_ALL=C sort`), for the order of rows is no content;
   equal rows stay as many as they are. The header stays first.
6. SHA-256 of the whole, in hexadecimal, after `sha256:`.

Titles, descriptions and constraints are not in it: they are the descriptor's.

>>> table = pa.table({"code": ["b", "a"], "value": [37.0, None]})
>>> print(canonical(table).decode(), end="")
[["code","string"],["value","number"]]
["a",null]
["b",37]
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import rfc8785

from scripts.reading.tables import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXACT = 2**53 - 1


def content_hash(table: pa.Table) -> str:
    """`sha256:` and 64 hexadecimal digits: the content of a typed table, by the recipe above."""
    return f"sha256:{hashlib.sha256(canonical(table)).hexdigest()}"


def canonical(table: pa.Table) -> bytes:
    """The text that is hashed: a header, then the sorted rows, as lines of canonical JSON in UTF-8."""
    header = [[field.name, kind(field.type)] for field in table.schema]
    columns = [map(_plain, column.to_pylist()) for column in table.columns]
    rows = sorted(_line(row) for row in zip(*columns, strict=True))
    return b"".join([_line(header), *rows])


def kind(arrow: pa.DataType) -> str:
    """The kind of a column's values, from its Arrow type (`tables.arrow_type`).

    >>> [kind(t) for t in (pa.float64(), pa.int64(), pa.bool_(), pa.date32(), pa.string())]
    ['number', 'integer', 'boolean', 'date', 'string']
    """
    tests = (
        ("number", pa.types.is_floating),
        ("integer", pa.types.is_integer),
        ("boolean", pa.types.is_boolean),
        ("date", pa.types.is_date),
    )
    return next((name for name, is_one in tests if is_one(arrow)), "string")


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else to_text(value)
    if isinstance(value, int) and abs(value) > _EXACT:
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _line(values: Iterable[Any]) -> bytes:
    """One line of canonical JSON."""
    return rfc8785.dumps(list(values)) + b"\n"

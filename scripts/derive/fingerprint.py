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
import tempfile
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import rfc8785

from scripts.reading.columnar import values
from scripts.reading.columnar.texts import ROWS
from scripts.reading.tables import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scripts.reading.columnar.values import Values

_EXACT = 2**53 - 1
_ESCAPED = (
    ("\\", "\\\\"),
    ('"', '\\"'),
    ("\n", "\\n"),
    ("\r", "\\r"),
    ("\t", "\\t"),
    ("\b", "\\b"),
    ("\f", "\\f"),
)
_SPECIAL = '[\\x00-\\x1f"\\\\]'  # what JSON escapes at all
_CONTROL = "[\\x00-\\x07\\x0b\\x0e-\\x1f]"  # what else JSON escapes
_PLAINLY = (1e-4, 1e16)  # where the shortest digits of Python are those of JavaScript, without exponent
_MANY = 500_000  # rows, beyond which lines are sorted on disk
_MEMORY = "512MB"


def content_hash(table: Values) -> str:
    """`sha256:` and 64 hexadecimal digits: the content of a typed table, by the recipe above."""
    return hash_of(table.schema, _sorted(table))


def hash_of(schema: pa.Schema, parts: Iterable[bytes | memoryview]) -> str:
    """The same, from the types of the columns and the sorted lines in parts of any size."""
    digest = hashlib.sha256(_header(schema))
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()}"


def canonical(table: Values) -> bytes:
    """The text that is hashed: a header, then the sorted rows, as lines of canonical JSON in UTF-8."""
    return b"".join([_header(table.schema), *map(bytes, _sorted(table))])


def _header(schema: pa.Schema) -> bytes:
    return rfc8785.dumps([[field.name, kind(field.type)] for field in schema]) + b"\n"


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


# --- lines -------------------------------------------------------------------------------------------------


def lines(batch: pa.RecordBatch) -> pa.Array:
    """The line of each row, in the order of the rows."""
    columns = [_texts(column) for column in batch.columns]
    joined = pc.binary_join_element_wise(*columns, ",") if len(columns) > 1 else columns[0]
    return pc.binary_join_element_wise("[", joined, "]\n", "")


def _texts(column: pa.Array) -> pa.Array:
    """The values of a column as JSON has them, `null` for none."""
    return pc.fill_null(_TEXTS[kind(column.type)](column), "null")


def _strings(column: pa.Array) -> pa.Array:
    if not pc.any(pc.match_substring_regex(column, _SPECIAL)).as_py():
        return _quoted(column)
    if pc.any(pc.match_substring_regex(column, _CONTROL)).as_py():
        return _each(column, lambda text: rfc8785.dumps(text).decode())
    for sign, escaped in _ESCAPED:
        if pc.any(pc.match_substring(column, sign)).as_py():
            column = pc.replace_substring(column, sign, escaped)
    return _quoted(column)


def _quoted(column: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise('"', column, '"', "")


def _numbers(column: pa.Array) -> pa.Array:
    return _each(column, _number)


def _number(value: float) -> str:
    """A double as JSON has it.

    >>> [_number(value) for value in (37.0, 8.3, -0.0, 1e-7, 1e16, 2e21, float("inf"))]
    ['37', '8.3', '0', '1e-7', '10000000000000000', '2e+21', '"INF"']
    """
    if not math.isfinite(value):
        return f'"{to_text(value)}"'
    if value == 0 or _PLAINLY[0] <= abs(value) < _PLAINLY[1]:
        return repr(abs(value) if value == 0 else value).removesuffix(".0")
    return rfc8785.dumps(value).decode()


def _integers(column: pa.Array) -> pa.Array:
    told = pc.cast(column, pa.string())
    beyond = pc.or_(pc.greater(column, _EXACT), pc.less(column, -_EXACT))
    return pc.if_else(beyond, _quoted(told), told)


def _booleans(column: pa.Array) -> pa.Array:
    return pc.if_else(column, "true", "false")


def _dates(column: pa.Array) -> pa.Array:
    return _quoted(_each(column, dt.date.isoformat))


def _each(column: pa.Array, told: Callable[[Any], str]) -> pa.Array:
    """The texts of a column, each value that occurs told once."""
    coded = column.dictionary_encode()
    made = [told(value) for value in coded.dictionary.to_pylist()]
    return pa.array(made, pa.string()).take(coded.indices)


_TEXTS: dict[str, Callable[[pa.Array], pa.Array]] = {
    "string": _strings,
    "number": _numbers,
    "integer": _integers,
    "boolean": _booleans,
    "date": _dates,
}


# --- order -------------------------------------------------------------------------------------------------


def _sorted(table: Values) -> Iterator[memoryview]:
    """The lines of a table, sorted by their bytes, one after the other."""
    found = (lines(batch) for batch in values.batches(table))
    if values.rows(table) <= _MANY:
        whole = pa.chunked_array(list(found), pa.string()).combine_chunks()
        yield from map(_bytes, [whole.take(pc.sort_indices(whole))] if len(whole) else [])
        return
    yield from map(_bytes, _sorted_on_disk(found))


def _sorted_on_disk(parts: Iterable[pa.Array]) -> Iterator[pa.Array]:
    """The same, in bounded memory."""
    import duckdb

    schema = pa.schema([("line", pa.string())])
    stream = pa.RecordBatchReader.from_batches(
        schema, (pa.RecordBatch.from_arrays([part], schema=schema) for part in parts)
    )
    with (
        tempfile.TemporaryDirectory(prefix="sort-") as folder,
        duckdb.connect(":memory:", config={"memory_limit": _MEMORY, "temp_directory": folder}) as base,
    ):
        base.register("stream", stream)
        found = base.sql("SELECT line FROM stream ORDER BY line")
        for batch in found.to_arrow_reader(ROWS):
            yield batch.column(0)


def _bytes(texts: pa.Array) -> memoryview:
    """The bytes of an array of texts, one after the other as they lie in memory."""
    _, places, content = texts.buffers()
    if content is None:
        return memoryview(b"")
    ends = memoryview(places).cast("i")
    return memoryview(content)[ends[texts.offset] : ends[texts.offset + len(texts)]]

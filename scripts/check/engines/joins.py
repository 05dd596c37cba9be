"""Frames of Spark's: rows that are listed here, joined with those of a table; keys as hashes."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import narwhals as nw

from scripts.check.engines.portable import cell_of, name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pyspark.sql import Column as SparkColumn
    from pyspark.sql import DataFrame, SparkSession

    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.table import Column

_FEW = 50  # texts that an expression lists; more are a table to join with
_HELD = 5_000_000  # rows that every worker is given; more are shuffled


def among(
    spark: SparkSession, frame: Any, columns: Sequence[Column], texts: Iterable[tuple[str, ...]]
) -> tuple[Any, nw.Expr]:
    """The frame, and what is true of its rows whose cells in some columns are texts that are listed."""
    listed = list(dict.fromkeys(texts))
    if len(columns) == 1 and len(listed) <= _FEW:
        return frame, cell_of(columns[0]).is_in([text for (text,) in listed])
    names = {name_of(column): f"k{place}" for place, column in enumerate(columns)}
    return marked(spark, frame, names, listed, "string")


def marked(
    spark: SparkSession, frame: Any, names: dict[str, str], rows: Collection[tuple[Any, ...]], kind: str
) -> tuple[Any, nw.Expr]:
    """The frame joined with some rows, and what is true where it has one; `names` are those in each."""
    from pyspark.sql import functions as f

    mark = f"m{len(frame.columns)}"
    other = frame_of(spark, list(names.values()), rows, kind).withColumn(mark, f.lit(1))
    if len(rows) <= _HELD:
        other = f.broadcast(other)
    joined = frame.join(nw.from_native(other), left_on=list(names), right_on=list(names.values()), how="left")
    return joined, ~nw.col(mark).is_null()


def frame_of(
    spark: SparkSession, names: Sequence[str], rows: Iterable[tuple[Any, ...]], kind: str
) -> DataFrame:
    """Some rows as a frame of Spark's: of `string` or of `bigint`."""
    import pyarrow as pa

    arrow = pa.string() if kind == "string" else pa.int64()
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    content = pa.table([pa.array(column, arrow) for column in columns], names=list(names))
    return spark.createDataFrame(content)


def hash_of(key: Key) -> SparkColumn:
    """The hash of a key of some columns; none where the key must be whole and a cell is missing."""
    from pyspark.sql import functions as f

    parts, gone = [], list[Any]()
    for column, missing in zip(key.columns, key.missing, strict=True):
        cell = f.col(name_of(column))
        parts.append(f.when(~cell.isin(*missing), cell) if missing else cell)
        gone += [cell.isin(*missing)] if missing else []
    total = f.xxhash64(*parts)
    return f.when(~reduce(or_, gone), total) if key.whole and gone else total

"""The scan of one table by a cluster: Spark proves most rows, the exact stage judges the others here.

    parquet.py      the table as Parquet, with the number of each row
    portable.py     the rules of a row, as Narwhals expressions
    session.py      where Spark runs

As in scan.py, cells, foreign keys and hashes of keys are looked at where the data are; rows under suspicion,
and those that are alike, come here and are put in their order by their numbers.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import reduce
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any

import narwhals as nw

from scripts.check.engines import patterns
from scripts.check.engines.joins import among, frame_of, hash_of, marked
from scripts.check.engines.parquet import LINE, PART, ROW, Stored, stored
from scripts.check.engines.portable import name_of, proven
from scripts.check.engines.scanned import MANY, Scanned, UnsureError, looked_at
from scripts.check.engines.session import failed, is_local, session
from scripts.check.engines.verdicts import Row, reported
from scripts.reading.exact.findings import At
from scripts.reading.exact.keyed import canonical_texts, keys_of
from scripts.reading.exact.layout import layout_of
from scripts.reading.exact.rows import Rows
from scripts.reading.rows.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from scripts.check.engines.patterns import Expression
    from scripts.reading.exact.keyed import Key
    from scripts.reading.exact.layout import Layout
    from scripts.reading.exact.rows import Targets
    from scripts.reading.exact.table import Column, Table
    from scripts.reading.rows.files import Folder

_DISTINCT = 1_000_000  # texts of a column that only the exact stage knows
_SHUFFLED = 2_000_000  # rows that one worker compares the keys of at a time


def check(
    files: Folder,
    table: Table,
    targets: Callable[[], Targets],
    progress: Callable[[int], None],
    *,
    beyond: bool,
    folder: str = "",
) -> Scanned:
    """What is wrong in one table, `beyond` what frictionless looks at where that is asked for.

    `folder` is where the Parquet stands or is put, for all workers to read; "" is a temporary one, which only
    those of this machine see. UnsureError where there is no Spark, or where it cannot tell.
    """
    starting = Thread(target=_start, daemon=True)
    starting.start()  # Java takes seconds, in which the table is read
    layout = layout_of(table, Reading(files, table.resource, table.form))
    if layout.columns != table.columns:
        raise UnsureError("labels that are more or fewer than the fields")
    with _home(folder) as home:
        found = stored(files, table, home, keep=bool(folder))
        if beyond and found.stray:  # told by the exact reading
            raise UnsureError("quotes that never close, or seem to swallow lines")
        known = targets()
        starting.join()
        spark = session()
        if not folder and not is_local(spark):
            raise UnsureError(
                "the workers are on other machines: --engine spark:FOLDER, one that all can read"
            )
        progress(files.sizes(table.resource.paths) // 2)
        try:
            scan = _Scan(spark, table, layout, known, found, keys_of(table, beyond=beyond))
            return scan.found(beyond=beyond, most=files.budget.issues)
        except UnsureError:
            raise
        except Exception as error:  # noqa: BLE001 -- Spark, Java and what lies between end in all kinds of ways
            raise failed(error) from None


def _start() -> None:
    """Start Spark; why it cannot be is told by the next to ask."""
    from contextlib import suppress

    with suppress(UnsureError):
        session()


@contextmanager
def _home(folder: str) -> Iterator[Path]:
    """The folder of the Parquet; a temporary one is removed at the end."""
    if folder:
        yield Path(folder).absolute()
        return
    with TemporaryDirectory(prefix="spark-") as temporary:
        yield Path(temporary)


class _Scan:
    """The scan of one table, and what follows from it; what Spark does in its own way with the cells."""

    def __init__(
        self,
        spark: SparkSession,
        table: Table,
        layout: Layout,
        targets: Targets,
        found: Stored,
        keys: list[Key],
    ) -> None:
        self._spark, self._table, self._layout, self._targets = spark, table, layout, targets
        self._stored, self._keys = found, keys
        self._names = [name_of(column) for column in table.columns]
        kinds = [
            f"{ROW} bigint",
            f"{PART} int",
            f"{LINE} bigint",
            *(f"{name} string" for name in self._names),
        ]
        self._rows = spark.read.schema(", ".join(kinds)).parquet(str(found.folder))
        self._frame: Any = nw.from_native(self._rows)
        self._judge = Rows(table, layout).judge
        self._parts = max(spark.sparkContext.defaultParallelism, found.rows // _SHUFFLED)

    def found(self, *, beyond: bool, most: int) -> Scanned:
        """The issues of the rows, in their order."""
        judged = {row.at.row: row for row in self._suspects()}
        alike = self._alike(list(judged.values()))
        if alike is not None:
            judged |= {row.at.row: row for row in self._read(alike, judged)}
        count = self._stored.rows
        known = self._table, self._layout, self._targets
        return reported(judged.values(), *known, count, beyond=beyond, most=most)

    def _suspects(self) -> list[Row]:
        """The rows that Spark does not prove."""
        ok = proven(self, self._table, self._keys, self._targets)
        if self._stored.ragged:
            ragged = [(row,) for row in self._stored.ragged]
            self._frame, torn = marked(self._spark, self._frame, {ROW: ROW}, ragged, "bigint")
            ok = ok & ~torn
        doubtful = self._frame.filter(~ok).select(ROW, PART, LINE, *self._names).to_native()
        return list(self._read(doubtful, {}))

    def translate(self, pattern: str) -> Expression | None:
        """A pattern as Java takes it."""
        return patterns.tame(pattern)

    def distinct(self, column: Column) -> list[str]:
        """The texts of a column that only the exact stage knows."""
        texts = self._rows.select(name_of(column)).distinct().limit(_DISTINCT + 1).toArrow()
        if texts.num_rows > _DISTINCT:
            raise UnsureError(f"too many texts in {column.field.name}, whose rule only Python knows")
        return list(texts.column(0).to_pylist())

    def among(self, columns: Sequence[Column], texts: Iterable[tuple[str, ...]]) -> nw.Expr:
        """True of the rows whose cells in some columns are texts that are listed."""
        self._frame, test = among(self._spark, self._frame, columns, texts)
        return test

    def _read(self, rows: DataFrame, before: dict[int, Row]) -> Iterator[Row]:
        """Some rows of the table with their verdicts, but those that have been read before."""
        found = rows.limit(MANY + 1).toArrow()
        looked_at(found.num_rows)
        resource, ragged = self._table.resource, self._stored.ragged
        columns = [found.column(name).to_pylist() for name in (ROW, PART, LINE, *self._names)]
        for number, part, line, *written in zip(*columns, strict=True):
            if number not in before:
                cells = ragged.get(number, written)
                at = At(resource.name, resource.paths[part], line, number)
                yield Row(at, cells, self._judge(cells, at.itself))

    def _alike(self, judged: list[Row]) -> DataFrame | None:
        """The rows that may have the key of another one: by their hash, or by that of a suspect's value."""
        from pyspark.sql import functions as f

        rows, marks = self._rows, list[Any]()
        for place, key in enumerate(self._keys):
            names, name = [f"k{i}" for i in range(len(key.columns))], f"h{place}"
            hashes = self._rows.select(hash_of(key).alias(name)).where(f.col(name).isNotNull())
            twice = (
                hashes.repartition(self._parts, name).groupBy(name).count().where("count > 1").select(name)
            )
            values = {canonical_texts(key, row.judged.values) for row in judged} - {None}
            if values:
                theirs = frame_of(self._spark, names, [value for value in values if value], "string")
                twice = twice.union(theirs.select(f.xxhash64(*names).alias(name)))
            listed = twice.limit(MANY + 1).toArrow().column(0).to_pylist()
            looked_at(len(listed))
            if listed:
                wanted = frame_of(self._spark, [name], [(value,) for value in set(listed)], "bigint")
                rows = rows.withColumn(name, hash_of(key))
                rows = rows.join(f.broadcast(wanted.withColumn(f"{name}m", f.lit(1))), name, "left")
                marks.append(f.col(f"{name}m").isNotNull())
        return rows.where(reduce(or_, marks)).select(ROW, PART, LINE, *self._names) if marks else None

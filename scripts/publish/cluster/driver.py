"""What this machine asks of the workers: who they are, the files of a table, the sorted lines of its hash."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.check.engines.parquet import stored
from scripts.check.engines.portable import name_of
from scripts.check.engines.session import said
from scripts.derive import canonical, fingerprint, large
from scripts.publish.cluster import worker
from scripts.publish.cluster.shipped import ship
from scripts.reading.columnar import values
from scripts.reading.columnar.texts import ROWS
from scripts.reading.exact.records import LOST, UnreadableError
from scripts.reading.exact.table import table_of
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import ProjectError, SourceError
from scripts.reading.model.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import SparkSession

    from scripts.reading.columnar.values import Table, Values
    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Folder

_SORTED = 1_000_000  # lines that a worker sorts at a time
_CHUNK = 2**20


def asked(spark: SparkSession, folder: Path) -> list[tuple[str, str]]:
    """What `worker.ready` answers, of more tasks than there are workers."""
    context = spark.sparkContext
    ship(context)
    many = 2 * context.defaultParallelism
    numbers = context.range(many, numSlices=many)
    return list(numbers.map(lambda number: worker.ready(folder, number)).collect())


def kept(
    spark: SparkSession, home: Path, files: Folder, resource: Resource, folder: Path, about: Mapping[str, str]
) -> Table:
    """The same as `large.kept`, by workers that see both folders; in `home` the rows of text stay.

    What they cannot take (rows of another width, cells of another type) is left to this machine, which has
    words for it, or reads it all the same: a blank row. ReleaseError where Spark stops.
    """
    made = canonical.plain(resource)
    with suppress(SourceError, UnreadableError, *LOST):
        table = table_of(resource, Package("", resources=(resource,)))
        found = stored(files, table, home, keep=True)
        if not found.ragged:
            columns = tuple(map(name_of, table.columns))
            rows = found.folder / "rows.parquet"
            work = worker.Work(resource, made, rows, columns, found.rows, folder, about)
            if written := _written(spark, files, work):
                return written
    return large.kept(files, resource, folder, about)


def _written(spark: SparkSession, files: Folder, work: worker.Work) -> Table | None:
    """The table once workers have written it; None where some of it cannot be typed."""
    texts = large.undressed(work.resource, worker.texts(work, 0, work.rows))
    file, texts = large.csv_of(files, work.resource, texts, work.folder)
    if file.parent == work.folder:
        deque(texts, maxlen=0)
    many = -(-work.rows // large.FILE_ROWS)
    with _working(spark):
        numbers = spark.sparkContext.range(1, many + 1, numSlices=max(many, 1))
        typed = all(numbers.map(lambda number: worker.write(work, number)).collect())
        schema = large.described(work.made, work.about)
        return large.opened(work.made, schema, file, work.rows, work.folder) if typed else None


def content_hash(spark: SparkSession, table: Values) -> str:
    """The same as `fingerprint.content_hash`; the lines of a large table are made and sorted by workers.

    ReleaseError where Spark stops.
    """
    rows = values.rows(table)
    if not (values.is_large(table) and rows):
        return fingerprint.content_hash(table)
    files = list(table.files)
    groups, parts = -(-rows // ROWS), max(spark.sparkContext.defaultParallelism, rows // _SORTED)
    with TemporaryDirectory(prefix="lines-", dir=Path(files[0]).parent) as made, _working(spark):
        folder = Path(made)
        numbers = spark.sparkContext.range(groups, numSlices=groups)
        numbers.foreach(lambda number: worker.lines(files, folder, number))
        found = spark.read.schema("line string").parquet(f"file://{folder}")
        found = found.repartitionByRange(parts, "line").sortWithinPartitions("line")
        found.write.text(f"file://{folder}/sorted")
        return fingerprint.hash_of(table.schema, _chunks(folder / "sorted", rows))


def _chunks(folder: Path, rows: int) -> Iterator[bytes]:
    """The bytes of so many lines that Spark has put in a folder, in the order of its partitions."""
    lines = 0
    for file in sorted(folder.glob("part-*")):
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                lines += chunk.count(b"\n")
                yield chunk
    if lines != rows:
        raise ValueError(f"{lines} lines of {rows}")


@contextmanager
def _working(spark: SparkSession) -> Iterator[None]:
    """The workers have this code. ReleaseError where Spark stops."""
    try:
        ship(spark.sparkContext)
        yield
    except ProjectError:
        raise
    except Exception as error:  # noqa: BLE001 -- Spark, Java and what lies between end in all kinds of ways
        raise refused("spark_stopped", note=said(error)) from None

"""Who keeps the large tables of a package: this machine, or a cluster, and why that cannot be.

All that can be known of a cluster before a table is read is asked first: a refusal is one line, and leaves
nothing behind.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.check.engines.choice import SPARK
from scripts.check.engines.scanned import UnsureError
from scripts.check.engines.session import NO_JAVA, is_local, said, session
from scripts.derive.whole import Keeper
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession


@contextmanager
def keeping(engine: str) -> Iterator[tuple[str, Keeper]]:
    """The engine that checks rows, and who keeps large tables, from what is asked for.

    Of a cluster both have one folder: the rows are written as texts there once. UsageError where it cannot
    serve.
    """
    name, _, folder = engine.partition(":")
    if name != SPARK:
        yield engine, Keeper()
        return
    spark = _started()
    if not folder and not is_local(spark):
        raise refused("spark_folder", UsageError)
    with _home(folder) as home:
        _ask(spark, home)
        from scripts.publish.cluster import driver

        yield (
            f"{SPARK}:{home}",
            Keeper(partial(driver.kept, spark, home), partial(driver.content_hash, spark), home),
        )


def _started() -> SparkSession:
    """The session. UsageError where there is none."""
    if find_spec("pyspark") is None:
        raise refused("no_pyspark", UsageError)
    try:
        return session()
    except UnsureError as error:
        key = "no_java" if NO_JAVA in str(error) else "no_spark"
        raise refused(key, UsageError, note=str(error).partition(": ")[2]) from None


@contextmanager
def _home(folder: str) -> Iterator[Path]:
    """The folder that all workers use; where none is told, a temporary one of this machine."""
    if not folder:
        with TemporaryDirectory(prefix="spark-") as made:
            yield Path(made)
        return
    home = Path(folder).absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused("spark_place", UsageError, path=folder, note=error.strerror) from None
    yield home


def _ask(spark: SparkSession, home: Path) -> None:
    """Nothing, or UsageError where a worker cannot do its part."""
    import pyarrow as pa

    from scripts.publish.cluster import driver

    if is_local(spark):  # its workers are programs of this machine
        spark.sparkContext.pythonExec = sys.executable
    try:
        asked = TemporaryDirectory(prefix=".seen-", dir=home)
    except OSError as error:
        raise refused("spark_place", UsageError, path=home, note=error.strerror) from None
    with asked as folder:
        try:
            told = driver.asked(spark, Path(folder))
        except Exception as error:  # noqa: BLE001 -- no Python, another one, and whatever Spark makes of it
            raise refused("spark_python", UsageError, note=said(error)) from None
        for version, note in told:
            if version != pa.__version__:
                raise refused(
                    "spark_python", UsageError, note=note or f"PyArrow {version}, not {pa.__version__}"
                )
        if len(list(Path(folder).iterdir())) < len(told):
            raise refused("spark_unseen", UsageError, path=home)

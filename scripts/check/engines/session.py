"""The Spark session that the `spark` engine works in: the one there is, or one on this machine."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scripts.check.engines.scanned import UnsureError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HINT = "`make spark` puts it in .venv-spark"
NO_JAVA = "Java 17 or newer is needed, and JAVA_HOME or PATH must lead to it"
_SETTINGS = {
    "spark.app.name": "data package",
    "spark.driver.memory": "3g",  # of the JVM that a session of ours starts; a cluster's stands as it is
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.files.maxPartitionBytes": "16m",  # what a task reads: so packed, some million rows
    "spark.sql.session.timeZone": "UTC",
}


def session() -> SparkSession:
    """The session; spark-submit and PYSPARK_SUBMIT_ARGS say where. UnsureError where there can be none."""
    found = _started()
    if isinstance(found, UnsureError):
        raise found
    return found


@cache
def _started() -> SparkSession | UnsureError:
    """The session, or why there is none: asked once, since it takes seconds to know."""
    if find_spec("pyspark") is None:
        return UnsureError(f"PySpark is not installed; {HINT}")
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    if (active := SparkSession.getActiveSession()) is not None:
        return active.newSession()
    launch = SparkConf(loadDefaults=False).setAll(list(_SETTINGS.items()))
    try:
        SparkContext._ensure_initialized(conf=launch)  # noqa: SLF001 -- so that a master given is known
        conf = SparkConf()
        for name, value in _SETTINGS.items():
            conf.setIfMissing(name, value)
        conf.setIfMissing("spark.master", "local[*]")
        found = SparkSession.builder.config(conf=conf).getOrCreate()
        atexit.register(found.stop)  # or workers complain of what goes on without them
    except Exception as error:  # noqa: BLE001 -- Java, its gateway and Spark end with exceptions of all kinds
        return UnsureError(f"Spark does not start: {said(error)}")
    return found


def said(error: BaseException) -> str:
    """One line of what Spark says of an error, and of one in a worker's Python the line that tells it."""
    if "JAVA_GATEWAY_EXITED" in str(error) or shutil.which("java") is None:
        return NO_JAVA
    java: Any = getattr(error, "java_exception", None)
    text = str(java.getMessage() or java.toString()) if java is not None else str(error)
    _, _, trace = text.partition("Traceback (most recent call last):")
    raised = [line for line in trace.splitlines() if line[:1].strip()]  # the lines above it are indented
    told = [*raised, *(line.strip() for line in text.splitlines() if line.strip()), type(error).__name__]
    return told[0]


def failed(error: BaseException) -> UnsureError:
    """Why Spark cannot tell, in one line."""
    return UnsureError(f"Spark stopped: {said(error)}")


def is_local(spark: SparkSession) -> bool:
    """True where all workers are on this machine, and see its temporary folders."""
    return str(spark.sparkContext.master).startswith("local")

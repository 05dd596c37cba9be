"""`python -m tests.benchmarks.run ENGINE FOLDER`: one measured process; says what it found as JSON.

ENGINE is one of ours (`spark` reads the Parquet that `parquet` has written), `reference` (frictionless by
itself) or `floor`: Polars reading every cell as text and keeping the greatest of each column. `ended` is the
clock at the last issue; what is done after it is to compare reports, and is not measured.
"""

from __future__ import annotations

import gc
import hashlib
import json
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# An issue as both can tell it: type, row, and the field where it is about one.
Told = tuple[str, int, str]


def floor(folder: Path) -> list[Told]:
    """The cost of reading alone."""
    import polars as pl

    names = (folder / "facts.csv").open(encoding="utf-8").readline().strip().split(",")
    scan = pl.scan_csv(
        folder / "facts.csv",
        schema=dict.fromkeys(names, pl.String),
        truncate_ragged_lines=True,
        empty_string_is_null=False,
        infer_schema=False,
    )
    scan.select(pl.all().max()).collect(engine="streaming")
    return []


def reference(folder: Path) -> Iterable[Told]:
    """What frictionless finds, with no limit."""
    from frictionless import Package

    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for table in descriptor["resources"]:  # it guesses where nothing is said
        table["dialect"] = {"header": True, "headerRows": [1], **table.get("dialect", {})}
    report = Package.from_descriptor(descriptor, basepath=str(folder)).validate(limit_errors=0)
    found = [error for task in report.tasks for error in task.errors]
    return (
        (
            error.type,
            getattr(error, "row_number", 0) or getattr(error, "row_numbers", [0])[0],
            getattr(error, "field_name", "") or ", ".join(getattr(error, "field_names", [])),
        )
        for error in found
    )


def parquet(folder: Path) -> list[Told]:
    """The cost of writing the tables once as Parquet, for Spark."""
    from scripts.check.engines.parquet import stored
    from scripts.reading.descriptor import load, to_package
    from scripts.reading.exact.table import table_of

    source = load(folder)
    package = to_package(source.descriptor)
    for one in package.tables:
        stored(source.base, table_of(one, package), folder / "parquet", keep=True)
    return []


def issues(engine: str, folder: Path) -> Iterable[Told]:
    """What an engine finds. SystemExit where Spark is asked for and another engine ran."""
    gc.disable()  # as the command line does
    from scripts.check.engines.ways import rows_of
    from scripts.reading.descriptor import load, to_package

    source, told = load(folder), list[tuple[str, str, str]]()
    package = to_package(source.descriptor)
    name = f"{engine}:{folder / 'parquet'}" if engine == "spark" else engine
    found = list(rows_of(name)(source, package, lambda _: None, lambda *words: told.append(words), ()))
    if engine == "spark" and ("facts", "spark", "") not in told:
        raise SystemExit(f"not spark: {told}")
    return ((i.code, i.row, "" if i.code in ("primary-key", "extra-cell") else i.field) for i in found)


def main(name: str, folder: Path) -> dict[str, Any]:
    """What is found, when that was known, and at what cost in memory (MiB)."""
    others = {"floor": floor, "reference": reference, "parquet": parquet}
    found = others[name](folder) if name in others else issues(name, folder)
    ended, most = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = sorted(found)
    digest = hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:16]
    scale = 1024 if sys.platform == "linux" else 1024**2
    return {"issues": len(told), "digest": digest, "ended": ended, "memory": round(most / scale)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))

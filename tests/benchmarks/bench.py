"""`make bench`: engines against frictionless and against reading alone, whole processes, ratios in one run.

Each case is measured in turn, engine after engine, as many times as asked for; a figure is the median of its
runs, from the start of the process to the last issue. The results go to results.json, and the README's table
is made of that file (table.py). Ten million rows take frictionless some six minutes: unless `--whole` asks
for it, its time for them is ten times that of a million, and the table says so. Spark is measured where
`make spark` has set it up.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import generator, table

ROOT = Path(__file__).parents[2]
RESULTS = Path(__file__).with_name("results.json")
LARGE = 10_000_000
MILLION = 1_000_000
# PySpark has an environment of its own, which `make spark` sets up.
PYSPARK = ROOT / ".venv-spark/bin/python"
CLUSTER = ("parquet", "spark")  # the tables written as Parquet, and Spark reading it on two cores


@dataclass(frozen=True)
class Case:
    """Rows, the share of them that a fault befalls, and the number of fields."""

    rows: int
    faults: float = 0.0
    fields: int = 12

    @property
    def name(self) -> str:
        """The key of its results."""
        return f"{self.rows} {self.faults} {self.fields}"


CASES = [
    Case(10_000),
    Case(100_000),
    Case(1_000_000),
    Case(1_000_000, 0.001),
    Case(LARGE),
    Case(LARGE, 0.001),
    *(Case(300_000, share) for share in (0.0, 0.001, 0.01, 0.1, 0.33)),
    *(Case(300_000, fields=fields) for fields in (24, 48)),
]


def measured(engine: str, folder: Path) -> dict[str, Any]:
    """A process of its own, from its start to the last issue."""
    python, on = sys.executable, dict[str, str]()
    if engine == "spark":
        python, on = str(PYSPARK), {"PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell"}
    command = [python, "-W", "ignore", "-m", "tests.benchmarks.run", engine, str(folder)]
    begun = time.monotonic()
    process = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=os.environ | on)
    if process.returncode:  # Spark has much to say when all goes well
        raise SystemExit(f"{engine} on {folder} stopped ({process.returncode}): {process.stderr.decode()}")
    found: dict[str, Any] = json.loads(process.stdout)
    return {**found, "seconds": found.pop("ended") - begun}


def command_line(program: list[str], repeats: int) -> float:
    """The median time of a command, in seconds, after one run to warm the caches of files."""
    times = []
    # As anybody's shell has it: modules are compiled once, and not at every start.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(repeats + 1):
        begun = time.monotonic()
        subprocess.run(program, cwd=ROOT, stdout=subprocess.DEVNULL, check=True, env=usual)
        times.append(time.monotonic() - begun)
    return median(times[1:])


def tiny(folder: Path, repeats: int) -> dict[str, float]:
    """Twelve tables of twenty rows, from the command line, in seconds."""
    package = str(generator.write_tiny(folder) / "datapackage.json")
    python = [sys.executable, "-m"]
    return {
        "auto": command_line([*python, "scripts", "validate", "--engine", "auto", package], repeats),
        "reference": command_line([*python, "frictionless", "validate", package], repeats),
        "python": command_line([sys.executable, "-c", "pass"], repeats),
    }


def case(which: Case, engines: list[str], folder: Path, repeats: int, *, whole: bool) -> dict[str, Any]:
    """The medians of one case, by engine; engines that agree have one digest."""
    where = folder / which.name.replace(" ", "-")
    if not (where / "datapackage.json").exists():
        generator.write(where, which.rows, faults=which.faults, fields=which.fields)
    if which.rows < MILLION:
        engines = [engine for engine in engines if engine not in CLUSTER]
    runs: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
    for number in range(repeats):
        for engine, done in runs.items():
            slow = engine in table.SLOW and which.rows > table.FEW
            left_out = engine == "reference" and which.rows >= LARGE and not whole
            if not slow or (number == 0 and not left_out):
                done.append(measured(engine, where))
    return {
        engine: {
            "seconds": round(median(run["seconds"] for run in done), 3),
            "runs": len(done),
            "memory": max(run["memory"] for run in done),
            "issues": done[0]["issues"],
            "digest": done[0]["digest"],
        }
        for engine, done in runs.items()
        if done
    }


def _before() -> dict[str, Any]:
    """The cases measured before."""
    if not RESULTS.exists():
        return {}
    return dict(json.loads(RESULTS.read_text(encoding="utf-8"))["cases"])


def main() -> None:
    """Measure, and write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=LARGE, help="no case with more rows than this")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of cases, from 0; the others stay")
    usual = ["floor", "reference", "auto", "polars", *(CLUSTER if PYSPARK.exists() else ())]
    parser.add_argument("--engines", default=",".join(usual), help="what is measured")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--whole", action="store_true", help="frictionless on ten million rows too")
    parser.add_argument("--data", type=Path, help="where the tables are kept from run to run")
    parser.add_argument("--print", action="store_true", help="print the table, and write nothing")
    options = parser.parse_args()
    if not PYSPARK.exists():
        print("Spark is left out: there is no .venv-spark; `make spark` sets it up", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.data or Path(temporary)
        found: dict[str, Any] = {
            "machine": {"processors": len(os.sched_getaffinity(0)), "python": platform.python_version()},
            "tiny": tiny(folder / "tiny", 15),
            "cases": _before() if options.only else {},
        }
        for number, which in enumerate(CASES):
            if which.rows <= options.rows and (not options.only or number in options.only):
                done = case(which, options.engines.split(","), folder, options.repeats, whole=options.whole)
                found["cases"][which.name] = done
                print(which.name, {name: one["seconds"] for name, one in done.items()}, file=sys.stderr)
    if options.print:
        print(table.markdown(found))
        return
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    table.update(ROOT / "README.md", found)


if __name__ == "__main__":
    main()

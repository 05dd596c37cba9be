"""`make bench`: engines against frictionless and against reading alone, whole processes, ratios in one run.

Each case is measured in turn, engine after engine, as many times as asked for; a figure is the median of its
runs, a ratio is of medians of the same run. The table is Markdown, for the README.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import generator

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Case:
    """Rows, and the share of them that a fault befalls."""

    rows: int
    faults: float

    @property
    def name(self) -> str:
        """As the table has it."""
        return (
            f"{self.rows:,} rows, {self.faults:.1%} faulty" if self.faults else f"{self.rows:,} rows, clean"
        )


@dataclass(frozen=True)
class Run:
    """One process: seconds, MiB at its most, and what it found."""

    seconds: float
    memory: float
    found: dict[str, Any]


def measured(engine: str, folder: Path) -> Run:
    """A process of its own, from its start to its end."""
    begun = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.run", engine, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    written = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{engine}: exit status {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024, json.loads(written))


def table(cases: list[Case], engines: list[str], repeats: int, folder: Path) -> str:
    """The Markdown table of all cases."""
    lines = [
        "| case | engine | seconds | × frictionless | × reading | MiB | issues |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for case in cases:
        where = generator.write(folder / f"{case.rows}-{case.faults}", case.rows, faults=case.faults)
        runs: dict[str, list[Run]] = {engine: [] for engine in ("floor", *engines)}
        for number in range(repeats):
            for engine, done in runs.items():
                if engine != "frictionless" or number == 0 or case.rows <= 100_000:
                    done.append(measured(engine, where))
        seconds = {engine: median(run.seconds for run in done) for engine, done in runs.items()}
        digests = {run.found["digest"] for engine in engines for run in runs[engine]}
        for engine in engines:
            most, found = max(run.memory for run in runs[engine]), runs[engine][0].found["issues"]
            against = f"{seconds['frictionless'] / seconds[engine]:.1f}" if "frictionless" in seconds else ""
            lines.append(
                f"| {case.name} | {engine} | {seconds[engine]:.2f} | {against} | "
                f"{seconds[engine] / seconds['floor']:.1f} | {most:.0f} | {found:,} |"
            )
        if len(digests) > 1:
            lines.append(f"| {case.name} | **the reports differ** | | | | | |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="1000,10000,100000,1000000", help="sizes")
    parser.add_argument("--faults", default="0,0.001", help="shares of faulty rows")
    parser.add_argument("--engines", default="frictionless,stdlib,polars,auto")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    cases = [
        Case(int(rows), float(share))
        for rows in options.rows.split(",")
        for share in options.faults.split(",")
    ]
    with tempfile.TemporaryDirectory() as folder:
        print(table(cases, options.engines.split(","), options.repeats, Path(folder)))


if __name__ == "__main__":
    main()

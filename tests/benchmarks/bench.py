"""`make bench`: whole commands as typed, beside frictionless, reading alone and writing alone, in one run.

Each command is a process of its own, from its start to its end. The programs of a case run in turn; a figure
is the median of its runs. Cases of a million rows or fewer are run once before, unmeasured, and there the
report of `validate` is compared with that of frictionless. Ten million rows take frictionless a quarter of an
hour: unless `--whole` asks for it, its time for them is ten times that of a million, and the table says so.

The results go to results.json, case by case, and the README's table is made of that file (table.py). Exit
status 1: something that is asked at least (cases.py) is missed; 2: the machine is busy, nothing was measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import table, targets
from tests.benchmarks.cases import CASES, MILLION, Case
from tests.benchmarks.places import Place, UnreleasedError
from tests.benchmarks.programs import ROOT, SPARK, Limits, Program, Run, run, with_option
from tests.benchmarks.reports import alike

RESULTS = Path(__file__).with_name("results.json")
README = ROOT / "README.md"
QUIET = 0.5  # processes that wait or run, on average: with more, a time is not this machine's best
LONG, SHORT = 60.0, 2.0  # seconds in all, after which no run is added, and before which more runs are
MORE = 5  # times as many


def wanted(done: list[Run], repeats: int) -> bool:
    """Whether a program has another run: of quick ones more, of slow ones fewer, of failed ones none."""
    if any(one.failed for one in done):
        return False
    most = LONG if len(done) < repeats else SHORT if len(done) < repeats * MORE else 0
    return not done or sum(one.seconds for one in done) < most


class Bench:
    """What is measured, and how."""

    def __init__(
        self, folder: Path, limits: Limits, repeats: int, engines: list[str], *, whole: bool
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.place = Place(folder.resolve(), limits)
        self.repeats, self.engines, self.whole = repeats, engines, whole

    def measured(self, case: Case, found: dict[str, Any]) -> dict[str, Any]:
        """A case; `found` has those before."""
        result: dict[str, Any] = {
            "label": case.label,
            "rows": case.rows,
            "series": case.series,
            "least": _asked(case.least),
            "aim": _asked(case.aim),
        }
        try:
            programs = self.programs(case)
        except UnreleasedError:
            return {**result, "programs": {"ours": {"failed": "no release: publishing it failed"}}}
        before = found.get(case.tenth, {}).get("programs", {}).get("frictionless", {})
        if case.tenth and not self.whole:
            programs = [program for program in programs if program.name != "frictionless"]
        first = self.warmed(programs) if case.rows <= MILLION else {}
        runs = {name: [one] for name, one in first.items() if one.failed}
        told = [first[program.name].out for program in programs if first and program.report is not None]
        if len(told) > 1 and not runs:
            same = all(alike(one, told[-1]) for one in told)
            result["reports"] = "alike" if same else "differ"
        while turn := [program for program in programs if wanted(runs.get(program.name, []), self.repeats)]:
            for program in turn:
                done = run(program, self.place.limits, self.out(program))
                runs.setdefault(program.name, []).append(done)
        result["programs"] = {program.name: self.told(program, runs[program.name]) for program in programs}
        if case.tenth and not self.whole and "seconds" in before:
            scaled = {"seconds": before["seconds"] * 10, "typed": before["typed"], "scaled": case.tenth}
            result["programs"]["frictionless"] = scaled
        if case.weighed and "failed" not in result["programs"]["ours"]:
            result["weight"] = self.place.weight(case.rows)
        return result

    def programs(self, case: Case) -> list[Program]:
        """Those of a case, and `validate` with each engine that is asked for; its packages are made."""
        found = case.make(self.place)
        [ours] = [program for program in found if program.name == "ours"]
        if not case.series.startswith("`validate`"):
            return found
        engines = [engine for engine in self.engines if engine != "spark" or case.rows >= MILLION]
        return [*found, *(with_option(ours, "--engine", engine) for engine in engines)]

    def warmed(self, programs: list[Program]) -> dict[str, Run]:
        """A run of each program, which reports where it can."""
        return {
            program.name: run(program, self.place.limits, self.out(program), program.report or ())
            for program in programs
        }

    def told(self, program: Program, done: list[Run]) -> dict[str, Any]:
        """What a program cost, for the results."""
        typed = {"typed": program.typed(self.place.folder)}
        if failed := done[-1].failed:
            return {**typed, "failed": failed}
        told: dict[str, Any] = {
            **typed,
            "seconds": round(median(one.seconds for one in done), 4),
            "each": [round(one.seconds, 4) for one in done],
            "cpu": round(median(one.cpu for one in done), 4),
            "memory": round(max(one.memory for one in done), 1),
        }
        if program.name == "floor":
            told["parts"] = done[-1].parts
        return told

    def out(self, program: Program) -> Path:
        """Where a program's output goes."""
        return self.place.folder / f"{program.name.replace(' ', '')}.txt"


def _asked(target: targets.Target) -> dict[str, float]:
    return {name: bound for name, bound in asdict(target).items() if bound is not None}


def chosen(names: list[str] | None, rows: int) -> list[Case]:
    """The cases of no more rows, whose names begin with one of those given. ValueError of a name of none."""
    for name in names or ():
        if not any(case.name.startswith(name) for case in CASES):
            raise ValueError(f"no case is called {name}: {', '.join(case.name for case in CASES)}")
    return [case for case in CASES if case.rows <= rows and case.name.startswith(tuple(names or [""]))]


def kept() -> dict[str, Any]:
    """The cases measured before."""
    known = {case.name for case in CASES}
    before = json.loads(RESULTS.read_text(encoding="utf-8"))["cases"] if RESULTS.exists() else {}
    return {name: case for name, case in before.items() if name in known}


def written(found: dict[str, Any]) -> None:
    """The results, in the order of the cases, and the README's table."""
    cases = {case.name: found[case.name] for case in CASES if case.name in found}
    RESULTS.write_text(json.dumps({"cases": cases}, indent=1) + "\n", encoding="utf-8")
    table.update(README, cases)


def main(words: list[str] | None = None) -> int:
    """Measure, and write down; the exit status."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=10 * MILLION, help="no case with more rows than this")
    parser.add_argument(
        "--only", nargs="+", metavar="NAME", help="cases whose names begin so; the others stay"
    )
    parser.add_argument("--repeats", type=int, default=3, help="runs of each program")
    parser.add_argument("--engines", nargs="*", default=["polars", *(["spark"] if SPARK.exists() else [])])
    parser.add_argument("--whole", action="store_true", help="frictionless on ten million rows too")
    parser.add_argument("--seconds", type=float, default=Limits.seconds, help="after which a run is ended")
    parser.add_argument("--folder", type=Path, help="where the packages are kept from run to run")
    parser.add_argument("--busy", action="store_true", help="measure on a busy machine; the table says so")
    parser.add_argument("--print", action="store_true", help="print the table, and write nothing")
    options = parser.parse_args(words)
    load = round(os.getloadavg()[0], 2)
    if load > QUIET and not (options.busy or options.print):
        print(
            f"make bench: the machine is busy (load {load}, not over {QUIET}): wait, or --busy, or --print",
            file=sys.stderr,
        )
        return 2
    try:
        cases = chosen(options.only, options.rows)
    except ValueError as error:
        parser.error(str(error))
    machine = {"processors": len(os.sched_getaffinity(0)), "python": platform.python_version(), "load": load}
    found, missed = {} if options.print else kept(), 0
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        bench = Bench(
            options.folder or Path(temporary),
            Limits(options.seconds),
            options.repeats,
            options.engines,
            whole=options.whole,
        )
        for case in cases:
            found[case.name] = {**bench.measured(case, found), "machine": machine}
            wrong = targets.missed(found[case.name])
            missed += len(wrong)
            print(
                table.line(found[case.name]),
                *(f"missed: {one}" for one in wrong),
                sep="\n  ",
                file=sys.stderr,
            )
            if not options.print:
                written(found)
    if options.print:
        print(table.markdown(found))
    if missed:
        print(f"{missed} missed", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.benchmarks.table`: the README's tables of what was measured, from results.json alone.

They stand between two marks, and a test holds them to the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks import growth
from tests.benchmarks.targets import BESIDE, ratio, verdicts, weight
from tests.benchmarks.words import amount, seconds

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
RESULTS = Path(__file__).with_name("results.json")
README = Path(__file__).parents[2] / "README.md"
QUIET = 0.5
SIGNS = {True: "✓", False: "**✗**", None: "(not measured)"}
HEAD = "| command | takes | frictionless | × | beside | × its time | at least | aim |"
RULE = "| --- | --- | --- | --: | --- | --: | --- | --- |"


def markdown(cases: dict[str, Any]) -> str:
    """The tables, and what is to be known to read them; "" where nothing was measured."""
    if not cases:
        return ""
    every = list(cases.values())
    whole = [HEAD, RULE, *(row for case in every for row in _rows(case))]
    parts = [_machine(every), "\n".join(whole), _legend(every), _floors(every), growth.markdown(every)]
    return "\n\n".join(part for part in parts if part)


def line(case: dict[str, Any]) -> str:
    """A case in one line, as soon as it is measured."""
    told = [f"{name} {cost(one)}" for name, one in case["programs"].items()]
    return f"{case['label']}: {'; '.join(told)}"


def cost(program: dict[str, Any]) -> str:
    """Seconds, runs, processors and memory of a program; or how it failed."""
    if "failed" in program:
        return f"**{program['failed']}**"
    if "scaled" in program:
        return f"{seconds(program['seconds'])} (scaled)"
    runs = len(program["each"])
    told = f"{seconds(program['seconds'])} ({runs} run{'s' if runs > 1 else ''})"
    return f"{told}, CPU {seconds(program['cpu'])}, {program['memory']:,.0f} MiB"


def _rows(case: dict[str, Any]) -> Iterable[str]:
    """A case, and the same with other engines."""
    for name, one in case["programs"].items():
        if name == "ours" or name.startswith("--"):
            asked = [_asked(case, column) for column in ("least", "aim")] if name == "ours" else ["", ""]
            label = case["label"] if name == "ours" else f"… with `{name}`"
            cells = [label, cost(one), *_frictionless(case, name), *_beside(case, name), *asked]
            yield f"| {' | '.join(cells)} |"


def _frictionless(case: dict[str, Any], name: str) -> list[str]:
    """What frictionless takes, and how many times sooner the program is there."""
    theirs = case["programs"].get("frictionless")
    times = ratio(case, "frictionless", name)
    return [cost(theirs) if theirs and name == "ours" else "", f"{amount(times)}" if times else ""]


def _beside(case: dict[str, Any], name: str) -> list[str]:
    """What the least that can be done takes, and how many times its time the program takes."""
    told, times = [], []
    for other in (*BESIDE, "python"):
        if other in case["programs"]:
            told += [f"{other}: {cost(case['programs'][other])}"] if name == "ours" else []
            found = ratio(case, name, other)
            times += [amount(found)] if found else []
    return ["; ".join(told), "; ".join(times)]


def _asked(case: dict[str, Any], column: str) -> str:
    """What a column asks, and whether it is met."""
    told = [f"{verdict.asked} {SIGNS[verdict.met]}" for verdict in verdicts(case, column)]
    heavy = weight(case)
    if column == "least" and heavy:
        told.append(f"release: {amount(heavy)} × its CSV")
    if column == "least" and case.get("reports") == "differ":
        told.append("**the reports differ**")
    return "; ".join(told)


def _machine(cases: list[dict[str, Any]]) -> str:
    """Where it was measured, and whether something else ran there."""
    machines = [case["machine"] for case in cases]
    kinds = sorted({f"{one['processors']} processors, Python {one['python']}" for one in machines})
    load = max(one["load"] for one in machines)
    busy = (
        f"**Measured on a busy machine** (load {load} at the start): times are too long. "
        if load > QUIET
        else ""
    )
    return f"{busy}Measured by `make bench` on {'; '.join(kinds)}; load at the start at most {load}."


def _legend(cases: list[dict[str, Any]]) -> str:
    """How to read the table."""
    compared = [case for case in cases if case.get("reports") == "alike"]
    told = (
        "Whole commands as typed, each a process from its start to its end; medians of runs that took turns "
        "with those beside them. Memory is what was resident at its most. `frictionless validate` runs "
        "without its limit on errors and lists them as JSON, the form that takes it least; `validate` groups "
        "them unless another form is named. « × »: how many times sooner than frictionless; « scaled »: not "
        "run, but ten times what a million rows took. Beside: *reading* is Polars keeping the greatest text "
        "of every column; *floor* is DuckDB from CSV to Parquet and to CSV, then sqlite3 with the same rows, "
        "no check and no key; *python* does nothing. ✓ met, ✗ missed."
    )
    same = (
        f" In the {len(compared)} cases where both reports were compared, they are the same."
        if compared
        else ""
    )
    return told + same


def _floors(cases: list[dict[str, Any]]) -> str:
    """The parts of the floor for publishing."""
    lines = []
    for case in cases:
        if parts := case["programs"].get("floor", {}).get("parts"):
            total = seconds(case["programs"]["floor"]["seconds"])
            cells = [case["label"], total, *(seconds(parts[name]) for name in ("parquet", "csv", "sqlite"))]
            lines.append(f"| {' | '.join(cells)} |")
    head = [
        "| the floor of | takes | CSV → Parquet | CSV → CSV | → SQLite |",
        "| --- | --: | --: | --: | --: |",
    ]
    return "\n".join([*head, *lines]) if lines else ""


def between(text: str) -> tuple[str, str, str]:
    """What stands before, between and after the marks."""
    before, rest = text.split(BEGIN, 1)
    inside, after = rest.split(END, 1)
    return before, inside.strip("\n"), after


def update(file: Path, cases: dict[str, Any]) -> None:
    """Put the tables into a file, between the marks."""
    before, _, after = between(file.read_text(encoding="utf-8"))
    file.write_text(f"{before}{BEGIN}\n\n{markdown(cases)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    update(README, json.loads(RESULTS.read_text(encoding="utf-8"))["cases"])

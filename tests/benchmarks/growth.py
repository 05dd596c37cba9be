"""What a row costs, and how that grows: cases of one series, which differ in rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tests.benchmarks.words import amount, seconds

MEBIBYTE = 1024**2
LEGEND = (
    "What a row more costs is the difference of two sizes, by their rows: time, and memory at its most. "
    "Growth is the last of these times by the first: 1 is in proportion to the rows, more than 1 is worse."
)
NAMES = ("ours", "frictionless", "reading", "floor")  # the programs that are told, where they are not scaled


@dataclass(frozen=True)
class Step:
    """From one size to the next: microseconds and bytes that each row more costs."""

    time: float
    memory: float


def steps(programs: list[tuple[int, dict[str, Any]]]) -> list[Step | None]:
    """What each row more costs a program, from each size to the next, of its costs by rows.

    None where one of the two was not measured.
    """
    found: list[Step | None] = []
    for (few, less), (many, more) in pairwise(programs):
        known = all("each" in cost for cost in (less, more))
        time, memory = (more[what] - less[what] if known else 0 for what in ("seconds", "memory"))
        rows = many - few
        found.append(Step(time * 1e6 / rows, memory * MEBIBYTE / rows) if known else None)
    return found


def growth(found: list[Step | None]) -> float | None:
    """How many times what a row cost first, it costs at last; 1: in proportion. None: not known."""
    if len(found) < 2 or not found[0] or not found[-1] or found[0].time <= 0:
        return None
    return found[-1].time / found[0].time


def markdown(cases: list[dict[str, Any]]) -> str:
    """The table of it; "" where no series has two sizes."""
    series: dict[str, dict[int, dict[str, Any]]] = {}
    for case in cases:
        if case["series"]:
            series.setdefault(case["series"], {})[case["rows"]] = case["programs"]
    sizes = sorted({rows for one in series.values() for rows in one})
    if len(sizes) < 2:
        return ""
    heads = [*(f"{rows:,} rows" for rows in sizes), *(f"a row more, from {rows:,} on" for rows in sizes[:-1])]
    lines = [f"| what grows | {' | '.join(heads)} | growth |", f"| --- {'| --: ' * len(heads)}| --: |"]
    for label, by_rows in series.items():
        for name in NAMES:
            costs = [(rows, by_rows.get(rows, {}).get(name, {})) for rows in sizes]
            if sum("each" in cost for _, cost in costs) > 1:
                lines.append(_line(label if name == "ours" else f"… {name}", costs))
    return "\n".join([*lines, "", LEGEND]) if len(lines) > 2 else ""


def _line(label: str, costs: list[tuple[int, dict[str, Any]]]) -> str:
    found = steps(costs)
    times = [seconds(cost["seconds"]) if "each" in cost else "" for _, cost in costs]
    each = [f"{amount(step.time)} µs, {amount(step.memory)} B" if step else "" for step in found]
    grown = growth(found)
    return f"| {' | '.join([label, *times, *each, f'{grown:.2f}' if grown else ''])} |"

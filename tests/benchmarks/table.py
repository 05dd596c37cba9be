"""`python -m tests.benchmarks.table`: the README's tables of what was measured, from results.json.

They stand between two marks, and a test holds them to the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
RESULTS = Path(__file__).with_name("results.json")
README = Path(__file__).parents[2] / "README.md"
SCALED = 10  # from a million rows to ten
SLOW, FEW = ("reference", "parquet", "spark"), 100_000  # measured once on more rows than that

_LARGE = "10000000"
_ROWS = (
    ("1 M rows, clean", "1000000 0.0 12", "40 ×", "60 ×"),
    ("10 M rows, clean", f"{_LARGE} 0.0 12", "70 ×, 2.1 × reading", "100 ×, 1.7 ×"),
    ("10 M rows, 0.1 % faulty, every kind", f"{_LARGE} 0.001 12", "40 ×", "60 ×"),
    ("300,000 rows, a third faulty", "300000 0.33 12", "12 ×", "40 ×"),
)


def markdown(found: dict[str, Any]) -> str:
    """The tables, and what is to be known to read them."""
    cases = found["cases"]
    parts = ["\n".join([*_head(), *(_row(cases, *row) for row in _ROWS if row[1] in cases), *_tiny(found)])]
    parts.append(_memory(cases))
    parts.append(_cluster(cases))
    parts.append(_growth(cases))
    machine = found["machine"]
    parts.append(
        f"Whole processes, from start to last issue{_runs(cases)}, measured side by side on "
        f"{machine['processors']} processors with Python {machine['python']} (`make bench`). « × » is how "
        "many times sooner than frictionless; reading is Polars, keeping the greatest text of every column. "
        "The same types, rows and fields are reported in every case."
    )
    if any(len({one["digest"] for one in _judges(case)}) > 1 for case in cases.values()):
        raise ValueError("the reports differ: nothing to be proud of")
    return "\n\n".join(part for part in parts if part)


def _head() -> list[str]:
    return [
        "| case | frictionless | `auto` | × | with Polars alone | × | × reading | asked for | hoped for |",
        "| --- | --: | --: | --: | --: | --: | --: | --- | --- |",
    ]


def _row(cases: dict[str, Any], label: str, key: str, least: str, hoped: str) -> str:
    case = cases[key]
    slow, scaled = _reference(cases, key)
    cells = [label, _slow(slow, scaled=scaled)]
    for engine in ("auto", "polars"):
        seconds = _seconds(case, engine)
        cells += [f"{seconds:.2f} s" if seconds else "", f"{slow / seconds:.0f}" if slow and seconds else ""]
    ours, floor = _seconds(case, "auto"), _seconds(case, "floor")
    cells += [f"{ours / floor:.1f}" if ours and floor else "", least, hoped]
    return f"| {' | '.join(cells)} |"


def _seconds(case: dict[str, Any], engine: str) -> float:
    """What an engine took; 0 where it was not measured."""
    return float(case.get(engine, {}).get("seconds", 0))


def _reference(cases: dict[str, Any], key: str) -> tuple[float, bool]:
    """Frictionless' seconds (0: not measured), and whether they are a tenth of the rows', times ten."""
    if "reference" in cases[key]:
        return _seconds(cases[key], "reference"), False
    return _seconds(cases.get(key.replace(_LARGE, "1000000"), {}), "reference") * SCALED, True


def _slow(seconds: float, *, scaled: bool) -> str:
    return f"{seconds:.1f} s{' (scaled)' if scaled else ''}" if seconds else ""


def _runs(cases: dict[str, Any]) -> str:
    """How often each was measured."""
    every = [(key, name, one["runs"]) for key, case in cases.items() for name, one in case.items()]
    often = {runs for _, name, runs in every if name not in SLOW}
    seldom = {runs for key, name, runs in every if name in SLOW and int(key.split()[0]) > FEW}
    told = f", medians of {'–'.join(str(n) for n in sorted({min(often), max(often)}))} runs" if often else ""
    if seldom == {1}:
        told += " (frictionless on more than 100,000 rows, Spark and Parquet: one)"
    return told


def _tiny(found: dict[str, Any]) -> list[str]:
    ours, theirs, start = (found["tiny"][name] * 1000 for name in ("auto", "reference", "python"))
    label = "12 tables of 20 rows, the whole command"
    return [
        f"| {label} | {theirs:.0f} ms | {ours:.0f} ms | {theirs / ours:.0f} | | | | 60 ms | 50 ms |",
        f"| (Python, doing nothing) | | {start:.0f} ms | | | | | | |",
    ]


def _memory(cases: dict[str, Any]) -> str:
    keys = (f"{_LARGE} 0.0 12", f"{_LARGE} 0.001 12")
    large = [cases[key] for key in keys if {"auto", "polars"} <= cases.get(key, {}).keys()]
    most = [f"{case['auto']['memory']:,} MiB" for case in large]
    least = [f"{case['polars']['memory']:,} MiB" for case in large]
    if not large:
        return ""
    return (
        f"Memory at its most, 10 M rows clean and with 0.1 % faulty: {' and '.join(most)} (Polars alone: "
        f"{' and '.join(least)}). Asked for: 1,331 MiB; hoped for: 300 MiB and 25 bytes a row, 538 MiB."
    )


def _cluster(cases: dict[str, Any]) -> str:
    """Spark, where it was there to be measured."""
    asked = {f"{_LARGE} 0.0 12": ("7 ×", "10 ×")}
    rows = [
        ("1 M rows, clean", "1000000 0.0 12"),
        *((label, key) for label, key, _, _ in _ROWS if key.startswith(_LARGE)),
    ]
    lines = []
    for label, key in rows:
        if "spark" in cases.get(key, {}):
            slow, scaled = _reference(cases, key)
            seconds, written = (_seconds(cases[key], engine) for engine in ("spark", "parquet"))
            cells = [label, _slow(slow, scaled=scaled), f"{seconds:.1f} s"]
            cells += [f"{slow / seconds:.1f}" if slow else "", f"{written:.1f} s", *asked.get(key, ("", ""))]
            lines.append(f"| {' | '.join(cells)} |")
    head = [
        "| Parquet | frictionless, CSV | PySpark, `local[2]` | × | Parquet made | asked for | hoped for |",
        "| --- | --: | --: | --: | --: | --- | --- |",
    ]
    return "\n".join([*head, *lines]) if lines else ""


def _growth(cases: dict[str, Any]) -> str:
    """How the time of `auto` grows with rows, with faults and with fields."""
    lines = ["| what grows | | | | | |", "| --- | --: | --: | --: | --: | --: |"]
    axes = (
        ("rows", [f"{n} 0.0 12" for n in (10_000, 100_000, 300_000, 1_000_000, 10_000_000)], 0),
        ("faulty rows of 300,000", [f"300000 {share} 12" for share in (0.0, 0.001, 0.01, 0.1, 0.33)], 1),
        ("fields, 300,000 rows", [f"300000 0.0 {fields}" for fields in (12, 24, 48)], 2),
    )
    for label, keys, place in axes:
        there = [key for key in keys if "auto" in cases.get(key, {})]
        if not there:
            continue
        heads = [_amount(key.split()[place], place) for key in there]
        times = [f"{cases[key]['auto']['seconds']:.2f} s" for key in there]
        for first, cells in ((f"**{label}**", heads), ("`auto`", times)):
            lines.append(f"| {first} | {' | '.join([*cells, *[''] * (5 - len(cells))])} |")
    return "\n".join(lines)


def _amount(text: str, place: int) -> str:
    return f"{float(text):.1%}".replace(".0%", "%") if place == 1 else f"{int(text):,}"


def _judges(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for name, one in case.items() if name not in ("floor", "parquet")]


def between(text: str) -> tuple[str, str, str]:
    """What stands before, between and after the marks."""
    before, rest = text.split(BEGIN, 1)
    inside, after = rest.split(END, 1)
    return before, inside.strip("\n"), after


def update(file: Path, found: dict[str, Any]) -> None:
    """Put the tables into a file, between the marks."""
    before, _, after = between(file.read_text(encoding="utf-8"))
    file.write_text(f"{before}{BEGIN}\n\n{markdown(found)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    update(README, json.loads(RESULTS.read_text(encoding="utf-8")))

"""What is asked of a command, and whether what was measured meets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

BESIDE = ("reading", "floor")  # what a time is compared with, besides frictionless


@dataclass(frozen=True)
class Target:
    """At most so many seconds and MiB, and so many times the time of the floor and the weight of the CSV.

    `frictionless`: that many times sooner than it, or more. None: nothing is asked.
    """

    seconds: float | None = None
    memory: float | None = None
    frictionless: float | None = None
    floor: float | None = None
    weight: float | None = None


class Verdict(NamedTuple):
    """What is asked, in words, and whether it is met; None: what it takes was not measured."""

    asked: str
    met: bool | None


def ratio(case: dict[str, Any], name: str, to: str) -> float | None:
    """How many times the seconds of one program are those of another; None where one is not known."""
    one, other = (case["programs"].get(which, {}).get("seconds") for which in (name, to))
    return one / other if one and other else None


def weight(case: dict[str, Any]) -> float | None:
    """How many times a release weighs what its CSV files do."""
    found = case.get("weight")
    return found["release"] / found["csv"] if found else None


def verdicts(case: dict[str, Any], column: str) -> list[Verdict]:
    """Everything that a column ("least" or "aim") asks of a case, against what was measured.

    A command that failed meets nothing.
    """
    asked, ours = case[column], case["programs"]["ours"]
    found = {
        "seconds": ours.get("seconds"),
        "memory": ours.get("memory"),
        "frictionless": ratio(case, "frictionless", "ours"),
        "floor": ratio(case, "ours", "floor"),
        "weight": weight(case),
    }
    told = []
    for name, bound in asked.items():
        value = found[name]
        met = None if value is None else value >= bound if name == "frictionless" else value <= bound
        told.append(Verdict(_words(name, bound), False if "failed" in ours else met))
    return told


def missed(case: dict[str, Any]) -> list[str]:
    """What is asked at least of a case and not met, and whatever in it is wrong; [] where all is well."""
    found = [f"{verdict.asked}" for verdict in verdicts(case, "least") if verdict.met is False]
    failed = [f"{name}: {one['failed']}" for name, one in case["programs"].items() if "failed" in one]
    return [*failed, *found, *(["the reports differ"] if case.get("reports") == "differ" else [])]


def _words(name: str, bound: float) -> str:
    if name == "seconds":
        return f"≤ {bound * 1000:g} ms" if bound < 0.1 else f"≤ {bound:g} s"
    if name == "memory":
        return f"≤ {bound:g} MiB"
    return {"frictionless": "≥ {:g} ×", "floor": "≤ {:g} × the floor", "weight": "≤ {:g} × its CSV"}[
        name
    ].format(bound)

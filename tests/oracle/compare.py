"""Our rates beside what R's `survey` says of them: how many numbers, and where they part."""

from __future__ import annotations

import csv
import math
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.studies.rates import rows, setup, tabulate

HERE = Path(__file__).parent
# Ours by theirs; the bounds of the logit interval are ours where the study asks for them.
NAMES = {
    "n": "n",
    "estimate": "estimate",
    "se": "se",
    "deff": "deff",
    "df": "df",
    "logit_lower": "lower",
    "logit_upper": "upper",
    "beta_lower": "beta_lower",
    "beta_upper": "beta_upper",
    "difference": "difference",
    "se_difference": "se_difference",
    "p_value": "p_value",
}
LOGIT = '[interval]\nmethod = "logit"'
CLOSE = 1e-9
_NOISE = 1e-12  # what rounding leaves of a zero


@dataclass(frozen=True, slots=True)
class Said:
    """A number as both say it; None for none."""

    where: str
    ours: float | None
    theirs: float | None

    @property
    def agrees(self) -> bool:
        """Both have it and are as good as equal, or neither has it."""
        if self.ours is None or self.theirs is None:
            left = self.theirs if self.ours is None else self.ours
            return left is None or abs(left) < _NOISE
        return math.isclose(self.ours, self.theirs, rel_tol=CLOSE, abs_tol=_NOISE)


def run(arguments: list[str]) -> str:
    """What survey.R prints. CalledProcessError, FileNotFoundError where there is no R."""
    command = ["Rscript", str(HERE / "survey.R"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def theirs(text: str) -> dict[tuple[str, ...], dict[str, str]]:
    """What survey.R printed, by question, answer, break and group."""
    found = csv.DictReader(text.splitlines(), delimiter="\t")
    return {(row["question"], row["answer"], row["break"], row["group"]): row for row in found}


def ours(study: Path) -> dict[tuple[str, ...], rows.Row]:
    """Our rates of a STUDY.toml, likewise."""
    found = tabulate.rates(setup.read(study)).rows
    return {(row.question, row.answer, row.break_, row.group): row for row in found}


def compared(
    mine: dict[tuple[str, ...], rows.Row], other: dict[tuple[str, ...], dict[str, str]]
) -> Iterator[Said]:
    """Every number of theirs beside ours; a row that one lacks is a number that it lacks."""
    for key, row in other.items():
        held = mine.get(key)
        for name, own in NAMES.items():
            value = getattr(held, own) if held is not None else None
            text = row[name]
            yield Said(
                f"{'/'.join(key)}: {own}",
                None if value is None else float(value),
                None if text in {"NA", "NaN", "Inf"} else float(text),
            )
    for key in mine.keys() - other.keys():
        if mine[key].n:
            yield Said("/".join(key), float(mine[key].n), None)

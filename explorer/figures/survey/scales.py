"""The answers of a question as their table orders them: the parts of 100 %, the totals of some parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.figures.survey.lookup import order, rows_by_code
from explorer.published import Release
from explorer.reader import Reader
from explorer.theme import shares

ANSWERS, TOTAL = "answers", "total"
HUNDRED = 100


@dataclass(frozen=True)
class Scale:
    """The answers that some rows have: parts in their order, totals, the parts `inside` the first."""

    parts: tuple[str, ...]
    totals: tuple[str, ...]
    inside: tuple[str, ...] = ()


def scale(release: Release, rows: pd.DataFrame) -> Scale:
    """The scale of the answers of one question, of those that the rows have."""
    known = rows_by_code(release, ANSWERS)
    used = order(release, ANSWERS, rows["answer"])
    totals = [code for code in used if known.get(code, {}).get("kind") == TOTAL]
    parts = [code for code in used if code not in totals]
    made = [code for code in totals if set(of_total(release, code)) <= set(parts) and of_total(release, code)]
    totals.sort(key=lambda code: code not in made)
    return Scale(tuple(parts), tuple(totals), of_total(release, made[0]) if made else ())


def of_total(release: Release, answer: str) -> tuple[str, ...]:
    """The parts that a total adds up, as the table of answers says."""
    return tuple(str(rows_by_code(release, ANSWERS).get(answer, {}).get("parts") or "").split())


def colours(reader: Reader, answers: Scale) -> dict[str, str]:
    """The colour of each part: one family for what the total counts, another for the rest."""
    inside = [code for code in answers.parts if code in answers.inside] or list(answers.parts[:-1])
    rest = [code for code in answers.parts if code not in inside]
    return dict(zip([*inside, *rest], shares(len(inside), len(rest), reader.palette), strict=True))


def fits(release: Release, study: str, values: list[Any]) -> bool:
    """Whether the values, rounded as their study prints them, may be the parts of 100 %."""
    decimals = rows_by_code(release, "studies").get(study, {}).get("rounding")
    half = 0.5 * 10.0 ** -int(decimals if decimals is not None else 0)
    return abs(sum(map(float, values)) - HUNDRED) <= half * len(values) + 1e-9

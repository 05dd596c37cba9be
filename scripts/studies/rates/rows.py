"""The rows of RATES.csv: one estimate each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np

from scripts.studies.rates.design import Floats
from scripts.studies.rates.parts import Outputs, Part
from scripts.studies.rates.setup import Question

SHARE, MEAN = "share", "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One estimate. Shares are from 0 to 1, unrounded; None is no value.

    `n` is how many respondents answered, `count` how many gave this answer; `weighted_base` is the sum of
    their weights. `lower` and `upper` are by `method`, `beta_*` as R's svyciprop(method = "beta").
    `n_effective`, `deff`, `deff_finite` and `n_adjusted` are `intervals.Sizes`. `difference` is with the
    whole of the same answer, with its error, the probability of one so large by chance (`p_value`), the same
    among the groups of the break (`p_holm`), and what it means at the level asked (`significance`).
    """

    question: str
    question_label: str
    statistic: str
    answer: str
    answer_label: str
    break_: str
    break_label: str
    group: str
    group_label: str
    n: int
    weighted_base: float
    count: int | None
    estimate: float | None
    se: float | None
    lower: float | None
    upper: float | None
    method: str
    beta_lower: float | None
    beta_upper: float | None
    n_effective: float | None
    n_adjusted: float | None
    deff: float | None
    deff_finite: float | None
    df: int
    difference: float | None
    se_difference: float | None
    p_value: float | None
    p_holm: float | None
    significance: str
    verdict: str
    reason: str


FIELDS = tuple(field.name for field in fields(Row))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows of a measure have in common: the question, its outputs, the method of their bounds."""

    question: Question
    outputs: Outputs
    method: str
    mean: bool


def rows(asked: Asked, part: Part) -> Iterator[Row]:
    """The rows of a cut, by answer, then by group."""
    of, cut, worth = part.found, part.cut, part.worth
    nothing = of.estimate * np.nan
    difference = part.compared.difference if part.compared else nothing
    apart = part.compared.error if part.compared else nothing
    error = np.sqrt(of.variance)
    for answer, (code, label) in enumerate(asked.outputs.named):
        for group, name in enumerate(cut.codes):
            at = group, answer
            yield Row(
                question=asked.question.name,
                question_label=asked.question.label,
                statistic=MEAN if asked.mean else SHARE,
                answer=code,
                answer_label=label,
                break_=cut.name,
                break_label=cut.label,
                group=name,
                group_label=cut.labels[group],
                n=int(of.n[group]),
                weighted_base=float(of.weight[group]),
                count=None if asked.mean else int(of.count[at]),
                estimate=_known(of.estimate, at),
                se=_known(error, at),
                lower=_known(part.bounds[0], at),
                upper=_known(part.bounds[1], at),
                method=asked.method,
                beta_lower=_known(part.beta[0], at),
                beta_upper=_known(part.beta[1], at),
                n_effective=_known(worth.effective, at),
                n_adjusted=_known(worth.adjusted, at),
                deff=_known(worth.deff, at),
                deff_finite=_known(worth.deff_finite, at),
                df=int(of.df[group]),
                verdict=str(part.verdict[at]),
                reason=" ".join(part.reasons[group * part.verdict.shape[1] + answer]),
                difference=_known(difference, at),
                se_difference=_known(apart, at),
                p_value=_known(part.alone, at),
                p_holm=_known(part.among, at),
                significance=str(part.side[at]),
            )


def _known(values: Floats, at: tuple[int, int]) -> float | None:
    value = float(values[at])
    return value if np.isfinite(value) else None

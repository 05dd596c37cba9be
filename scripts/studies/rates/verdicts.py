"""Publish, review or withhold: what the rules of a scheme (verdicts.toml) say of each estimate.

« withhold » and « review » are never silent: the names of the rules that were met are the reasons.
"""

from __future__ import annotations

import operator
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from scripts.studies.rates.design import Floats
from scripts.studies.rates.estimate import Estimates
from scripts.studies.rates.intervals import Sizes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PUBLISH, REVIEW, WITHHOLD = "publish", "review", "withhold"
CONFIDENTIAL, COMPLEMENT, NO_INTERVAL, NOBODY = "confidential", "complementary", "no_interval", "nobody"
DEFAULT = "nchs_2017"
_OPERATORS = {"below": operator.lt, "at_least": operator.ge, "above": operator.gt, "at_most": operator.le}
_WEIGHT = {PUBLISH: 0, REVIEW: 1, WITHHOLD: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """A measure held against a number."""

    name: str
    measure: str
    test: str
    number: float
    verdict: str = ""
    unless: str = ""
    when: str = ""

    def met(self, measures: Mapping[str, Floats]) -> npt.NDArray[np.bool_]:
        """Where it is met; where there is no measure, a verdict is met and a condition is not."""
        measured = measures[self.measure]
        with np.errstate(invalid="ignore"):
            met = _OPERATORS[self.test](measured, self.number)
        return np.asarray(met | np.isnan(measured) if self.verdict else met, np.bool_)


@cache
def schemes() -> Mapping[str, Mapping[str, Any]]:
    """Every scheme by its name: its titles, its source and its rules."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def rules_of(scheme: str, numbers: Mapping[str, float]) -> tuple[Rule, ...]:
    """The rules of a scheme, with other numbers for some of them. KeyError for what is not there."""
    entries = schemes()[scheme]["rules"]
    if unknown := sorted(set(numbers) - {entry["name"] for entry in entries}):
        raise KeyError(unknown[0])
    rules = []
    for entry in entries:
        test = next(key for key in _OPERATORS if key in entry)
        number = float(numbers.get(entry["name"], entry[test]))
        words = {key: entry.get(key, "") for key in ("verdict", "unless", "when")}
        rules.append(Rule(entry["name"], entry["measure"], test, number, **words))
    return tuple(rules)


def measures(of: Estimates, worth: Sizes, low: Floats, high: Floats) -> dict[str, Floats]:
    """What rules may hold against a number, by group and answer.

    Of shares of 0 and 1, NCHS takes the effective size to be n, and the interval to have no width.
    """
    p, n = of.estimate, np.broadcast_to(of.n[:, None], of.estimate.shape).astype(float)
    edge = (p <= 0) | (p >= 1)
    width = np.where(edge, 0.0, high - low)
    error = np.sqrt(of.variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.minimum(p, 1 - p)
        return {
            "n": n,
            "n_effective": np.where(edge, n, np.minimum(worth.effective, n)),
            "n_by_deff": n / worth.deff,
            "deff": worth.deff,
            "df": np.broadcast_to(of.df[:, None], p.shape).astype(float),
            "count": of.count.astype(float),
            "estimate": p,
            "width": width,
            "relative_width": np.where(edge, 0.0, width / p),
            "complement_width": np.where(edge, 0.0, width / (1 - p)),
            "log_cv": error / (-np.log(p) * p),
            "se_beyond": error - near ** (2 / 3) / 9,
            "none_or_all": edge.astype(float),
        }


def judged(
    rules: Sequence[Rule], measured: Mapping[str, Floats], confidential: float = 0
) -> tuple[npt.NDArray[np.str_], list[list[str]]]:
    """The verdict of each estimate (by group and answer), and its reasons, in rows one after another.

    Where fewer than `confidential` respondents, and not none, gave an answer or gave another, it is withheld.
    """
    met = {rule.name: rule.met(measured) for rule in rules}
    for rule in rules:
        if rule.unless:
            met[rule.name] &= ~met[rule.unless]
        if rule.when:
            met[rule.name] &= met[rule.when]
    shape = measured["n"].shape
    worst = np.zeros(shape, np.intp)
    reasons: list[list[str]] = [[] for _ in range(int(np.prod(shape)))]
    count, n = measured["count"], measured["n"]
    told = (n > 0) & ~np.isnan(measured["width"])
    said = [(rule.name, rule.verdict, met[rule.name] & told) for rule in rules if rule.verdict]
    few = ((count > 0) & (count < confidential)) | ((n - count > 0) & (n - count < confidential))
    said += [
        (CONFIDENTIAL, WITHHOLD, few),
        (NO_INTERVAL, WITHHOLD, ~told & (n > 0)),
        (NOBODY, WITHHOLD, n == 0),
    ]
    for _, verdict, where in said:
        worst = np.maximum(worst, np.where(where, _WEIGHT.get(verdict, 0), 0))
    names = np.array(list(_WEIGHT))[worst]
    for name, verdict, where in said:
        for place in np.flatnonzero(where & ((worst == _WEIGHT.get(verdict, 0)) | (verdict == "note"))):
            reasons[int(place)].append(name)
    return names, reasons


def of_means(
    rules: Sequence[Rule], of: Estimates, low: Floats
) -> tuple[npt.NDArray[np.str_], list[list[str]]]:
    """The verdict of means: by those rules of a scheme that do not need a share."""
    measured = {"n": of.n, "df": of.df}
    kept = [rule for rule in rules if rule.measure in measured and not (rule.unless or rule.when)]
    shape = of.estimate.shape
    given = {name: np.broadcast_to(values[:, None], shape).astype(float) for name, values in measured.items()}
    return judged(kept, {**given, "count": given["n"], "width": low})

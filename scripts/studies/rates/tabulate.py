"""The rates of a study: a row for each question, answer and group, the whole first, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scripts.studies.faults import fault
from scripts.studies.rates import answers, compare, intervals, microdata, verdicts
from scripts.studies.rates.answers import Measured
from scripts.studies.rates.design import Design, DesignError, Floats, designed
from scripts.studies.rates.estimate import Deviations, Estimates, means, shares
from scripts.studies.rates.microdata import Microdata
from scripts.studies.rates.parts import Cut, Outputs, Part
from scripts.studies.rates.rows import Asked, Row, rows
from scripts.studies.rates.setup import Question, Setup
from scripts.studies.rates.withhold import Withholding

_EVERYBODY = ("",)


@dataclass(frozen=True, slots=True)
class Rates:
    """The rows, and what is said of the way to them."""

    rows: list[Row]
    design: Design


def rates(setup: Setup) -> Rates:
    """The rates of a study. StudyError."""
    data = microdata.read(setup, answers.columns(setup))
    design = _design(setup, data)
    cuts = [Cut("", "", _EVERYBODY, _EVERYBODY, np.zeros(data.rows, np.intp))]
    for one in setup.breaks:
        codes, labels, places = answers.groups(one, data, setup)
        title = one.label or data.titles.get(one.name, "")
        cuts.append(Cut(one.name, title, codes, labels, places))
    made: list[Row] = []
    for question in setup.questions:
        label = question.label or data.titles.get(question.name, "")
        named = replace(question, label=label)
        for measured in answers.measured(named, data, setup):
            made += _Tabulation(setup, design, named, measured).rows(cuts)
    return Rates(made, design)


def _design(setup: Setup, data: Microdata) -> Design:
    """How the sample was drawn, by the columns that say so. StudyError."""

    def numbers(name: str) -> Floats | None:
        return data.numbers(name, setup.decimal, required=True) if name else None

    try:
        design = designed(
            data.rows,
            numbers(setup.weight),
            data.whole(setup.strata) if setup.strata else None,
            data.whole(setup.cluster) if setup.cluster else None,
            numbers(setup.population_size),
        )
    except DesignError as error:
        raise fault(error.key, path=data.path, line=data.line(error.rows[0])) from None
    if not design.weight.sum():
        raise fault("no_weight", path=data.path)
    return design


class _Tabulation:
    """The rows of one measure."""

    def __init__(self, setup: Setup, design: Design, question: Question, measured: Measured) -> None:
        self.setup, self.design, self.question, self.measured = setup, design, question, measured
        self.mean = measured.value is not None
        self.method = "t" if self.mean else setup.method or ("wilson" if design.plain else "korn-graubard")
        self.outputs = Outputs.of(measured)

    def rows(self, cuts: Sequence[Cut]) -> list[Row]:
        """The rows of all cuts, the whole first."""
        found, deviations = self._estimates(cuts[0], None)
        whole = self._part(cuts[0], found, None)
        parts = [whole]
        for cut in cuts[1:]:
            of, _ = self._estimates(cut, deviations)
            parts.append(self._part(cut, of, found))
        Withholding(parts, self.outputs, self.setup.room, mean=self.mean).withhold()
        asked = Asked(self.question, self.outputs, self.method, self.setup.level, self.mean)
        return [row for part in parts for row in rows(asked, part)]

    def _estimates(self, cut: Cut, whole: Deviations | None) -> tuple[Estimates, Deviations | None]:
        of, count = self.measured, len(cut.codes)
        if of.value is not None:
            return means(self.design, of.value, cut.places, count, whole)
        return shares(self.design, of.answer, self.outputs.matrix, cut.places, count, whole)

    def _part(self, cut: Cut, found: Estimates, whole: Estimates | None) -> Part:
        """The sizes, intervals, verdicts and comparisons of a cut."""
        level = self.setup.level
        worth = intervals.sizes(found, level)
        if self.mean:
            low, high = intervals.symmetric(found, level)
            verdict, reasons = verdicts.of_means(self.setup.rules, found, low)
        else:
            low, high = intervals.interval(self.method, found, worth, level)
            held = low, high
            if self.method != "korn-graubard" and not self.design.plain:
                held = intervals.interval("korn-graubard", found, worth, level)
            measures = verdicts.measures(found, worth, *held)
            verdict, reasons = verdicts.judged(self.setup.rules, measures, self.setup.confidential)
        compared = compare.with_whole(found, whole) if whole is not None else None
        return Part(cut, found, worth, low, high, verdict, reasons, compared)

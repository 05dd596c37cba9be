"""The rates of a study: a row for each question, answer and group, the whole first, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from scripts.studies.faults import fault
from scripts.studies.rates import answers, compare, judge, microdata
from scripts.studies.rates.answers import Measured
from scripts.studies.rates.design import Design, DesignError, Floats, designed
from scripts.studies.rates.estimate import Deviations, means, shares
from scripts.studies.rates.microdata import Microdata
from scripts.studies.rates.parts import Cut, Estimated, Outputs, Part
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
    tabulations = []
    for question in setup.questions:
        label = question.label or data.titles.get(question.name, "")
        named = replace(question, label=label)
        tabulations += [
            _Tabulation(setup, design, named, measured, cuts)
            for measured in answers.measured(named, data, setup)
        ]
    for mean in (False, True):
        found = [estimated for tab in tabulations if tab.mean is mean for estimated in tab.found]
        made = iter(judge.parts(setup, found, plain=design.plain, mean=mean))
        for tab in tabulations:
            if tab.mean is mean:
                tab.parts = [next(made) for _ in tab.found]
    return Rates([row for tab in tabulations for row in tab.rows()], design)


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
    """One measure: what is found of it in every cut, the whole first, and its rows once that is judged."""

    def __init__(
        self, setup: Setup, design: Design, question: Question, measured: Measured, cuts: Sequence[Cut]
    ) -> None:
        self.setup, self.question = setup, question
        self.mean = measured.value is not None
        self.outputs = Outputs.of(measured)
        self.parts: list[Part] = []
        self.found: list[Estimated] = []
        deviations: Deviations | None = None
        for cut in cuts:
            count = len(cut.codes)
            if measured.value is not None:
                found, own = means(design, measured.value, cut.places, count, deviations)
            else:
                matrix = self.outputs.matrix
                found, own = shares(design, measured.answer, matrix, cut.places, count, deviations)
            compared = compare.with_whole(found, self.found[0].estimates) if self.found else None
            self.found.append(Estimated(cut, found, compared))
            deviations = deviations or own
        self.method = judge.method(setup, plain=design.plain, mean=self.mean)

    def rows(self) -> list[Row]:
        """The rows of all cuts, what has to be withheld withheld."""
        Withholding(self.parts, self.outputs, self.setup.room, mean=self.mean).withhold()
        asked = Asked(self.question, self.outputs, self.method, self.mean)
        return [row for part in self.parts for row in rows(asked, part)]

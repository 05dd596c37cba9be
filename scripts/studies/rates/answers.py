"""What a question measures: for each respondent one answer, several, or a number; and who was asked it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scripts.studies.faults import fault
from scripts.studies.rates.design import Codes, Floats
from scripts.studies.rates.microdata import Column, Microdata
from scripts.studies.rates.setup import Break, Question, Setup

MOST_ANSWERS = 60
MOST_GROUPS = 1_000
MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of a question: answers that exclude each other, one of several, or a number.

    `answer` has the places in `answers` (-1: not asked, no answer); `together` has, by a code of its own, the
    places of answers that are counted together. For a number it is `value` (NaN: none). `shown` is how many
    answers are written: of one answer of several, the first alone.
    """

    answers: tuple[str, ...]
    labels: tuple[str, ...]
    answer: Codes
    shown: int
    together: Mapping[str, tuple[int, ...]]
    value: Floats | None = None


def columns(setup: Setup) -> list[str]:
    """Every column that a study's rates need."""
    design = (setup.weight, setup.strata, setup.cluster, setup.population_size)
    asked = [name for q in setup.questions for name in (*(q.columns or (q.name,)), *q.where)]
    return [name for name in (*asked, *(b.name for b in setup.breaks), *design) if name]


def measured(question: Question, data: Microdata, setup: Setup) -> Iterator[Measured]:
    """The measures of a question, each with its own rows. StudyError."""
    asked = _asked(question, data)
    if question.columns:
        yield from _several(question, data, setup, asked)
        return
    column = data.columns[question.name]
    if question.mean:
        value = data.numbers(question.name, setup.decimal, required=False)
        silent = np.isin(column.codes, _places(column, setup.no_answer))
        yield _number(question, data, np.where(asked & ~silent, value, np.nan))
        return
    answers = _answers(question, column, data, setup)
    numbers = {code: place for place, code in enumerate(answers)}
    answer = _recoded(column, numbers, asked)
    if not (answer >= 0).any():
        raise fault("no_answers", path=data.path, name=question.name)
    lost = np.isin(column.codes, _others(column, {*setup.no_answer, *numbers})) & asked
    if lost.any():
        count = int(lost.sum())
        raise fault("undeclared", path=data.path, name=question.name, count=count, section="question")
    together = {
        code: tuple(numbers[part] for part in parts if part in numbers)
        for code, parts in question.groups.items()
    }
    own = {**data.labels.get(question.name, {}), **question.answers}
    labels = tuple(own.get(code, "") for code in answers)
    yield Measured(answers, labels, answer, len(answers), together)
    if question.values:
        worth = np.array([*(question.values.get(code, np.nan) for code in answers), np.nan])
        yield _number(question, data, worth[answer])


def groups(of: Break, data: Microdata, setup: Setup) -> tuple[tuple[str, ...], tuple[str, ...], Codes]:
    """The groups of a break in their order, their labels, and the place of each respondent's (-1: none)."""
    column = data.columns[of.name]
    found = [text for text in column.texts if text not in setup.no_answer]
    codes = tuple(of.groups) or tuple(sorted(found, key=natural))
    if len(codes) > MOST_GROUPS:
        raise fault("open", path=data.path, name=of.name, count=len(codes), section="break")
    numbers = {code: place for place, code in enumerate(codes)}
    if of.groups and (lost := np.isin(column.codes, _others(column, {*codes, *setup.no_answer}))).any():
        raise fault("undeclared", path=data.path, name=of.name, count=int(lost.sum()), section="break")
    own = {**data.labels.get(of.name, {}), **of.groups}
    everybody = np.ones(data.rows, bool)
    return codes, tuple(own.get(code, "") for code in codes), _recoded(column, numbers, everybody)


def natural(code: str) -> tuple[int, float, str]:
    """The order of codes: numbers by their value, then texts.

    >>> sorted(["10", "2", "b", "01"], key=natural)
    ['01', '2', '10', 'b']
    """
    try:
        return 0, float(code), code
    except ValueError:
        return 1, 0.0, code


def _number(question: Question, data: Microdata, value: Floats) -> Measured:
    """A measure that is a mean."""
    if np.isnan(value).all():
        raise fault("no_answers", path=data.path, name=question.name)
    return Measured((MEAN,), ("",), np.zeros(0, np.intp), 1, {}, value)


def _asked(question: Question, data: Microdata) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Who was asked: those with one of the codes in each column of the filter."""
    asked = np.ones(data.rows, bool)
    for name, codes in question.where.items():
        asked &= np.isin(data.columns[name].codes, _places(data.columns[name], codes))
    return asked


def _answers(question: Question, column: Column, data: Microdata, setup: Setup) -> tuple[str, ...]:
    """The codes of a question in their order: those declared, else those met."""
    if question.answers:
        return tuple(question.answers)
    met = sorted((text for text in column.texts if text not in setup.no_answer), key=natural)
    if len(met) > MOST_ANSWERS:
        raise fault("open", path=data.path, name=question.name, count=len(met), section="question")
    return tuple(met)


def _several(
    question: Question, data: Microdata, setup: Setup, asked: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Iterator[Measured]:
    """One measure an answer: those who gave it among those who gave any."""
    held = {name: data.columns[name] for name in question.columns}
    any_of = np.zeros(data.rows, bool)
    for column in held.values():
        any_of |= (column.codes >= 0) & ~np.isin(column.codes, _places(column, setup.no_answer))
    if not (any_of & asked).any():
        raise fault("no_answers", path=data.path, name=question.name)
    for name, column in held.items():
        chosen = np.isin(column.codes, _places(column, question.chosen))
        answer = np.where(any_of & asked, np.where(chosen, 0, 1), -1).astype(np.intp)
        label = question.answers.get(name) or data.titles.get(name, "")
        yield Measured((name, ""), (label, ""), answer, 1, {})


def _recoded(
    column: Column, numbers: Mapping[str, int], asked: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> Codes:
    """The place of each respondent's code, -1 for any other and for whoever was not asked."""
    places = np.array([*(numbers.get(text, -1) for text in column.texts), -1], np.intp)
    return np.where(asked, places[column.codes], -1)


def _places(column: Column, codes: Sequence[str]) -> list[int]:
    return [place for place, text in enumerate(column.texts) if text in codes]


def _others(column: Column, codes: set[str]) -> list[int]:
    return [place for place, text in enumerate(column.texts) if text not in codes]

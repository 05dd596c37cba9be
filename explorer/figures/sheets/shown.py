"""Which of the figures of a part of a sheet its charts show; the others must be read in the list.

A chart is of one question: a study, an indicator, a population, the whole country or its places. Its answers
stand in one bar where they are the parts of 100 %; else each answer is a chart of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.address import identify_row
from explorer.figures.survey.fact_words import rows_of
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.scales import HUNDRED, TOTAL
from explorer.figures.themes.series import TABLE as RATES
from explorer.figures.themes.series import Line, lines
from explorer.published import Release

SCALES = {"percent": 100, "score_10": 10}
LONGEST = 16  # bars of a chart
MOST = 6  # charts of a part: beyond, the table says it better
SEVERAL = 2
ANSWER = "answer"
Thing = tuple[object, ...]


@dataclass(frozen=True)
class Drawn:
    """The figures of a chart; `parts` are the answers that share a bar: none where each has its own."""

    facts: tuple[Fact, ...]
    parts: tuple[str, ...] = ()

    def shown(self) -> tuple[Fact, ...]:
        """The figures that it shows: totals of answers that share a bar are left to the list."""
        if not self.parts:
            return self.facts
        return tuple(fact for fact in self.facts if answer_of(fact) in self.parts)


def answer_of(fact: Fact) -> str:
    """The answer that the figure counts; empty where it counts none."""
    return dict(fact.items).get(ANSWER, "")


def thing_of(fact: Fact) -> Thing:
    """What an answer is about: all of the figure's key but the answer and the source."""
    rest = tuple(one for one in fact.items if one[0] != ANSWER)
    return (fact.domain, fact.actor, fact.territory, rest, fact.year)


def charts(release: Release, found: list[Fact]) -> list[Drawn]:
    """The charts of some figures, the newest study first, MOST at most."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in found:
        if fact.unit in SCALES and fact.indicator:
            key = (fact.study, fact.indicator, fact.population, fact.unit, fact.national)
            groups.setdefault(key, []).append(fact)
    made = [one for mine in groups.values() for one in _charts(release, mine)]
    made.sort(key=lambda one: [-ord(letter) for letter in one.facts[0].year] or [0])
    return made[:MOST]


def _charts(release: Release, found: list[Fact]) -> list[Drawn]:
    """One chart where the answers share bars; else one an answer, where several have a value."""
    if parts := _parts(release, found):
        return [Drawn(tuple(found), parts)] if len({thing_of(f) for f in found}) <= LONGEST else []
    by_answer: dict[str, list[Fact]] = {}
    for fact in found:
        by_answer.setdefault(answer_of(fact), []).append(fact)
    return [
        Drawn(tuple(mine))
        for mine in by_answer.values()
        if sum(fact.value is not None for fact in mine) >= SEVERAL and len(mine) <= LONGEST
    ]


def _parts(release: Release, found: list[Fact]) -> tuple[str, ...]:
    """The answers that share a bar: two parts of one scale or more, in its order, never beyond 100 %."""
    known = rows_of(release, "answers")
    used = {answer_of(fact) for fact in found}
    parts = [code for code, row in known.items() if code in used and row.get("kind") != TOTAL]
    if len(parts) < SEVERAL or len({known[code].get("scale") for code in parts}) > 1:
        return ()
    cells = [(thing_of(fact), answer_of(fact)) for fact in found if answer_of(fact) in parts]
    if len(set(cells)) < len(cells) or any(fact.unit != "percent" for fact in found):
        return ()  # two sources for one answer: each has its bar
    sums: dict[Thing, float] = {}
    for fact in found:
        if answer_of(fact) in parts:
            sums[thing_of(fact)] = sums.get(thing_of(fact), 0.0) + (fact.value or 0.0)
    return tuple(parts) if all(total <= HUNDRED + len(parts) for total in sums.values()) else ()


def compared(found: list[Fact], nation: Callable[[Fact], list[Fact]]) -> list[Fact]:
    """The figures of a place of which there is something to draw: a value, or the national one."""
    return [fact for fact in found if fact.unit in SCALES and (fact.value is not None or nation(fact))]


def dated(release: Release, found: list[Fact]) -> dict[str, list[Line]]:
    """Indicator → its lines that are among the figures: the two of most values with one of several years."""
    shown: dict[str, list[Line]] = {}
    for indicator in dict.fromkeys(fact.indicator for fact in found if fact.table == RATES):
        whose = {fact.population for fact in found if fact.indicator == indicator}
        mine = [line for line in lines(release, indicator) if line.population in whose and line.dated]
        if any(len(line.dated) >= SEVERAL for line in mine):
            shown[indicator] = mine
    most = sorted(shown, key=lambda code: -sum(len(line.dated) for line in shown[code]))[:SEVERAL]
    return {code: shown[code] for code in most}


def by_question(release: Release, found: list[Fact]) -> list[Fact]:
    """Those that are drawn by question."""
    return [fact for one in charts(release, found) for fact in one.shown()]


def over_time(release: Release, found: list[Fact]) -> list[Fact]:
    """Those that are drawn over time."""
    drawn = {
        identify_row(release, RATES, row)
        for mine in dated(release, found).values()
        for line in mine
        for row in line.dated
    }
    return [fact for fact in found if fact.identifier in drawn]


def whole(release: Release, found: list[Fact]) -> list[Fact]:
    """All of them: their charts are those of the page that holds the whole table."""
    del release
    return found


# Prism and part of its sheet → what its charts show; a part that is not here is drawn by question.
HELD: dict[tuple[str, str], Callable[[Release, list[Fact]], list[Fact]]] = {
    ("actor", "rates"): over_time,
    ("actor", "types"): whole,
    ("territory", "rates"): over_time,
}

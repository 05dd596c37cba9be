"""Which of the figures of a part of a sheet its charts show; the others must be read in the list."""

from __future__ import annotations

from collections.abc import Callable

from explorer.address import identify_row
from explorer.figures import practices, priorities, roles
from explorer.figures.facts import Fact
from explorer.figures.series import TABLE as RATES
from explorer.figures.series import Line, lines
from explorer.published import Release

SCALES = {"percent": 100, "score_10": 10}
LONGEST = 16  # bars of a chart
ELSEWHERE = (practices.TABLE, priorities.TABLE)  # whose charts are of another kind
PRACTICE = "practice_rate"


def questions(found: list[Fact]) -> list[list[Fact]]:
    """The figures that stand side by side: those of one question of a study, where several have a value."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in found:
        if fact.unit in SCALES and fact.indicator and fact.table not in ELSEWHERE:
            answer = str(fact.row.get("answer") or "") if fact.table == roles.TABLE else ""
            groups.setdefault((fact.indicator, fact.unit, fact.study, answer), []).append(fact)
    return [
        mine
        for mine in groups.values()
        if sum(fact.value is not None for fact in mine) > 1 and len(mine) <= LONGEST
    ]


def compared(found: list[Fact], nation: Callable[[Fact], list[Fact]]) -> list[Fact]:
    """The figures of a place of which there is something to draw: a value, or the national one."""
    return [fact for fact in found if fact.unit in SCALES and (fact.value is not None or nation(fact))]


def dated(release: Release, found: list[Fact]) -> list[Line]:
    """The lines of practice rates that are among the figures."""
    whose = {fact.population for fact in found if fact.indicator == PRACTICE and fact.table == RATES}
    return [line for line in lines(release, PRACTICE) if line.population in whose and line.dated]


def by_question(release: Release, found: list[Fact]) -> list[Fact]:
    """Those that are drawn by question."""
    del release
    return [fact for mine in questions(found) for fact in mine]


def over_time(release: Release, found: list[Fact]) -> list[Fact]:
    """Those that are drawn over time."""
    drawn = {identify_row(release, RATES, row) for line in dated(release, found) for row in line.dated}
    return [fact for fact in found if fact.identifier in drawn]


def whole(release: Release, found: list[Fact]) -> list[Fact]:
    """All of them: their charts are those of the page that holds the whole table."""
    del release
    return found


# Prism and part of its sheet → what its charts show; a part that is not here is drawn by question.
HELD: dict[tuple[str, str], Callable[[Release, list[Fact]], list[Fact]]] = {
    ("domain", "roles"): whole,
    ("actor", "given"): whole,
    ("actor", "rates"): over_time,
    ("actor", "types"): whole,
    ("actor", "local"): whole,
    ("territory", "practice"): over_time,
}

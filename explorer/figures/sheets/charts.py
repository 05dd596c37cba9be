"""The charts of the parts of a sheet: a chart a question of a study and a population; never by value.

Bars stand side by side where they answer one question, in the order of codes; answers that are the parts of
100 % share a bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from explorer.figures.figure import Key, Panel
from explorer.figures.sheets.bars import Row, bars, capital, same_of, scale_of, stack
from explorer.figures.sheets.shown import (
    MOST,
    Drawn,
    charts,
    compared,
    dated,
)
from explorer.figures.survey import scales
from explorer.figures.survey.counted import rank
from explorer.figures.survey.enumerated import distinct
from explorer.figures.survey.fact_words import about, label, subject
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.marks import UNCERTAIN, compared_keys
from explorer.figures.survey.waves import Wave, named
from explorer.figures.themes import dynamics, practices
from explorer.published import Release
from explorer.reader import Reader


def by_question(
    release: Release, reader: Reader, found: list[Fact], *, told: bool = False
) -> tuple[Panel, ...]:
    """A chart for each question of a study and population that has several values.

    `told`: the page is of one domain, which the title of a chart need not repeat.
    """
    return tuple(_panel(release, reader, one, told=told) for one in charts(release, found))


def _panel(release: Release, reader: Reader, one: Drawn, *, told: bool) -> Panel:
    ordered = sorted(one.facts, key=lambda fact: rank(release, fact))
    same = same_of(ordered)
    title = _title(release, reader, ordered, same, told=told)
    if one.parts:
        return stack(release, reader, title, ordered, one.parts)
    names = [capital(said.words) for said in distinct(release, reader, ordered, same)]
    return bars(release, reader, title, list(zip(names, ordered, strict=True)))


def _title(release: Release, reader: Reader, found: list[Fact], same: tuple[str, ...], *, told: bool) -> str:
    """What was asked, of what all the figures are, by which study, of whom, where."""
    first = found[0]
    asked = subject(release, reader, first)
    if said := [words for name, words in _items(release, reader, first) if name in same]:
        asked = reader.say("sheet.bars.answer", asked=asked, answer=reader.small(", ".join(said)))
    if "actor" in same and first.actor:
        asked = f"{asked}, {reader.small(label(release, 'actors', first.actor, reader))}"
    if not told and first.domain and "domain" in same:
        asked = f"{asked}{reader.say('colon')}{label(release, 'domains', first.domain, reader)}"
    wave = named(release, reader, Wave("", first.study, first.population, first.year))
    title = f"{asked}, {wave}"
    if not first.national and "where" in same:
        place = label(release, "territories", first.territory, reader)
        title = title if place in wave else f"{title}, {place}"
    return title


def _items(release: Release, reader: Reader, fact: Fact) -> list[tuple[str, str]]:
    """The answer, the role or what else the key of a figure says: field, words."""
    words = about(release, reader, fact)
    return list(zip((name for name, _ in fact.items), words[len(words) - len(fact.items) :], strict=True))


def question_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """The answers by colour, the signs, the intervals of the charts by question, of those that they have."""
    drawn = charts(release, found)
    keys: dict[str, Key] = {}
    for one in (one for one in drawn if one.parts):
        known = scale_of(release, list(one.facts), one.parts)
        for code, colour in scales.colours(reader, known).items():
            words = label(release, "answers", code, reader)
            keys.setdefault(f"{code} {colour}", Key(words, "solid", colour))
    bars = [fact for one in drawn if not one.parts for fact in one.shown()]
    parts = [fact for one in drawn if one.parts for fact in one.shown()]
    return (*keys.values(), *bar_keys(release, reader, bars, parts))


def bar_keys(
    release: Release, reader: Reader, bars: list[Fact], parts: Iterable[Fact] = ()
) -> tuple[Key, ...]:
    """What the intervals of bars mean, and the signs of bars and of `parts` of bars, where they have any."""
    ended = any(fact.row.get("lower") for fact in bars)
    keys = (Key(reader.say("legend.interval"), "span", reader.palette.ink),) if ended else ()
    shown = [fact for fact in (*bars, *parts) if fact.value is not None]
    rows = pd.DataFrame(
        [{"value": fact.value, "significance": fact.row.get("significance")} for fact in shown]
    )
    return (*keys, *(compared_keys(release, reader, rows) if shown else ()))


def over_time(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """The rates by year, a chart an indicator, a band a population; what cannot be chained is not joined."""
    return tuple(
        dynamics.panel(release, reader, code, shown, titled=True)
        for code, shown in dated(release, found).items()
    )


def over_time_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """What the marks of these mean."""
    shown = [line for mine in dated(release, found).values() for line in mine]
    return dynamics.keys(release, reader, shown) if shown else ()


def types(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """Types and scales of partnerships, a chart a study and population, as on their page."""
    whose = {(fact.study, fact.population) for fact in found}
    panels: list[Panel] = []
    for kind in practices.kinds(release):
        panels += practices.panels(release, reader, kind=kind, whose=whose)
    return tuple(panels)


def type_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """What their open and tied points mean."""
    del release
    return practices.keys(
        reader,
        doubtful=any(fact.status == UNCERTAIN for fact in found),
        spanned=any(pd.notna(fact.row.get("lower")) for fact in found),
    )


def beside(
    release: Release, reader: Reader, found: list[Fact], nation: Callable[[Fact], list[Fact]]
) -> tuple[Panel, ...]:
    """The figures of a place, a chart a figure, with the national figure of the same thing under each."""
    panels: list[Panel] = []
    for fact in sorted(compared(found, nation), key=lambda fact: rank(release, fact))[:MOST]:
        others = nation(fact)
        rows: list[Row] = [(label(release, "territories", fact.territory, reader), fact)]
        names = [one.words for one in distinct(release, reader, others, ("domain", "about", "whom", "where"))]
        country = reader.say("territories.country")
        for name, other in zip(names, others, strict=True):
            study = "" if other.study == fact.study else label(release, "studies", other.study, reader)
            said = f"{country} {name}".strip()
            rows.append((f"{said} ({study})" if study else said, other))
        wave = named(release, reader, Wave("", fact.study, fact.population, fact.year))
        panels.append(bars(release, reader, f"{subject(release, reader, fact)}, {wave}", rows))
    return tuple(panels)


# Prism and part of its sheet → how it is drawn; a part that is not here is drawn by question.
DRAWN: dict[tuple[str, str], Callable[[Release, Reader, list[Fact]], tuple[Panel, ...]]] = {
    ("actor", "rates"): over_time,
    ("actor", "types"): types,
    ("territory", "rates"): over_time,
}
# What the marks of these charts mean, where it is more than a bar and its name.
KEYS: dict[tuple[str, str], Callable[[Release, Reader, list[Fact]], tuple[Key, ...]]] = {
    ("actor", "rates"): over_time_keys,
    ("actor", "types"): type_keys,
    ("territory", "rates"): over_time_keys,
}

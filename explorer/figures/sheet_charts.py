"""The charts of the parts of a sheet: a chart a question of a study and a population; never by value.

Bars stand side by side where they answer one question, in the order of codes; answers that are the parts of
100 % share a bar.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from explorer.charts.ranked import ranked
from explorer.charts.stacked import stacked
from explorer.figures import bases, colours, dynamics, practices, scales
from explorer.figures.crossing import rank
from explorer.figures.enumerated import distinct
from explorer.figures.fact_words import about, label, spoken_words, subject, value_words
from explorer.figures.facts import Fact
from explorer.figures.figure import Key, Panel
from explorer.figures.intervals import NOTHING, span_of
from explorer.figures.marks import UNCERTAIN, compared_keys
from explorer.figures.marks import compared as sign
from explorer.figures.scales import Scale, of_total
from explorer.figures.sheet_shown import (
    ANSWER,
    MOST,
    SCALES,
    Drawn,
    Thing,
    answer_of,
    charts,
    compared,
    dated,
    thing_of,
)
from explorer.figures.waves import Wave, named
from explorer.published import Release
from explorer.reader import Reader

Row = tuple[str, Fact]  # a name, its figure


def bars(release: Release, reader: Reader, title: str, rows: list[Row]) -> Panel:
    """One bar a row on the scale of the unit; a row without a value says why, without a bar.

    They have the colour of the one actor whose roles they are, or who answers, else of none.
    """
    unit = rows[0][1].unit
    spans = [span_of(release, fact.table, fact.row) if fact.row.get("lower") else NOTHING for _, fact in rows]
    table = pd.DataFrame(
        {
            "label": [name for name, _ in rows],
            "text": [_text(release, reader, fact) for _, fact in rows],
            "value": pd.array([fact.value for _, fact in rows], dtype="Float64"),
            "certain": [fact.status != UNCERTAIN for _, fact in rows],
            "description": [
                f"{title}, {name}{reader.say('colon')}{_told(release, reader, fact)}" for name, fact in rows
            ],
            "lower": pd.array([span.lower for span in spans], dtype="Float64"),
            "upper": pd.array([span.upper for span in spans], dtype="Float64"),
        }
    )
    colour = colours.of_all(release, reader, (fact.actor or fact.voice for _, fact in rows))
    spec = ranked(table, colour=colour, lang=reader.lang, palette=reader.palette, top=SCALES[unit])
    parts = [f"{name}{reader.say('colon')}{_told(release, reader, fact)}" for name, fact in rows]
    alt = reader.say(
        "sheet.bars.alt", title=title, top=SCALES[unit], parts=reader.say("semicolon").join(parts)
    )
    return Panel(spec, alt, title, colour)


def _text(release: Release, reader: Reader, fact: Fact) -> str:
    """The value as printed, with the source's mark of what is above or below the whole."""
    mark = sign(fact.row)
    return value_words(release, reader, fact) + (f"\u00a0{mark}" if mark else "")


def _told(release: Release, reader: Reader, fact: Fact) -> str:
    """The value in words and its base, or why there is none."""
    words = spoken_words(release, reader, fact)
    said = "" if fact.value is None else bases.noted(release, fact.table, fact.row, reader)
    return reader.say("base.with", words=words, base=said) if said else words


def by_question(
    release: Release, reader: Reader, found: list[Fact], *, told: bool = False
) -> tuple[Panel, ...]:
    """A chart for each question of a study and population that has several values.

    `told`: the page is of one domain, which the title of a chart need not repeat.
    """
    return tuple(_panel(release, reader, one, told=told) for one in charts(release, found))


def _panel(release: Release, reader: Reader, one: Drawn, *, told: bool) -> Panel:
    ordered = sorted(one.facts, key=lambda fact: rank(release, fact))
    same = _same(ordered)
    title = _title(release, reader, ordered, same, told=told)
    if one.parts:
        return _stack(release, reader, title, ordered, one.parts)
    names = [_capital(said.words) for said in distinct(release, reader, ordered, same)]
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


def _stack(release: Release, reader: Reader, title: str, found: list[Fact], parts: tuple[str, ...]) -> Panel:
    """A bar for each thing that was asked about, cut in its answers; totals stand at its right."""
    things: dict[Thing, list[Fact]] = {}
    for fact in found:
        things.setdefault(thing_of(fact), []).append(fact)
    firsts = [mine[0] for mine in things.values()]
    names = [_capital(one.words) for one in distinct(release, reader, firsts, (*_same(firsts), ANSWER))]
    known = scale_of(release, found, parts)
    segments, heads, said = [], [], []
    for row, (name, mine) in enumerate(zip(names, things.values(), strict=True)):
        by_answer = {answer_of(fact): fact for fact in mine}
        start = 0.0
        for code in parts:
            if code not in by_answer or by_answer[code].value is None:
                break  # what follows has no place on the bar
            fact, share = by_answer[code], by_answer[code].value or 0.0
            words = f"{name}, {label(release, 'answers', code, reader)}{reader.say('colon')}"
            segments.append(
                {"row": row, "answer": code, "start": start, "end": min(100.0, start + share),
                 "text": _text(release, reader, fact),
                 "description": words + _told(release, reader, fact)}
            )  # fmt: skip
            start += share
        total = next((by_answer[code] for code in known.totals if code in by_answer), None)
        beside = "" if total is None else reader.say("priorities.total", value=_text(release, reader, total))
        heads.append({"row": row, "label": name, "lines": name, "total": beside})
        answers = [
            f"{label(release, 'answers', answer_of(fact), reader)} {_told(release, reader, fact)}"
            for fact in mine
        ]
        said.append(f"{name}{reader.say('colon')}{', '.join(answers)}")
    spec = (
        stacked(
            pd.DataFrame(segments), pd.DataFrame(heads), colours=scales.colours(reader, known),
            lang=reader.lang, palette=reader.palette,
        )
        if segments
        else {}
    )  # fmt: skip
    alt = reader.say("sheet.bars.alt", title=title, top=100, parts=reader.say("semicolon").join(said))
    return Panel(spec, alt, title)


def scale_of(release: Release, found: list[Fact], parts: tuple[str, ...]) -> Scale:
    """The scale of the answers that share a bar, with the totals that are made of them."""
    used = dict.fromkeys(answer_of(fact) for fact in found)
    totals = [code for code in used if of_total(release, code) and set(of_total(release, code)) <= set(parts)]
    return Scale(parts, tuple(totals), of_total(release, totals[0]) if totals else ())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _same(found: list[Fact]) -> tuple[str, ...]:
    """What all the figures have in common, and no bar needs to repeat."""
    shared: dict[str, set[object]] = {
        "domain": {fact.domain for fact in found},
        "whom": {fact.population for fact in found},
        "where": {fact.territory for fact in found},
        "actor": {fact.actor for fact in found},
        "about": {(fact.actor, fact.items) for fact in found},
    }
    for name, _ in found[0].items:
        shared[name] = {dict(fact.items).get(name) for fact in found}
    return tuple(name for name, codes in shared.items() if len(codes) == 1)


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
    shown = [fact for one in drawn for fact in one.shown() if fact.value is not None]
    if any(fact.row.get("lower") for one in drawn if not one.parts for fact in one.facts):
        keys["span"] = Key(reader.say("legend.interval"), "span", reader.palette.ink)
    rows = pd.DataFrame(
        [{"value": fact.value, "significance": fact.row.get("significance")} for fact in shown]
    )
    return (*keys.values(), *(compared_keys(release, reader, rows) if shown else ()))


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
    return practices.keys(reader, doubtful=any(fact.status == UNCERTAIN for fact in found))


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

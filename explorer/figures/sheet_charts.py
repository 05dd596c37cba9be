"""The charts of the parts of a sheet: those of the pages where there are such, else bars of one question.

Bars stand side by side where they answer one question of one study, in the order of codes; never by value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from explorer.charts.ranked import ranked
from explorer.figures import bases, colours, dynamics, practices, priorities, roles
from explorer.figures.crossing import rank
from explorer.figures.enumerated import distinct, study_named
from explorer.figures.fact_words import about, label, spoken_words, subject, value_words
from explorer.figures.facts import COUNTRY, Fact
from explorer.figures.figure import Key, Panel
from explorer.figures.marks import UNCERTAIN
from explorer.figures.sheet_shown import PRACTICE, SCALES, compared, dated, questions
from explorer.published import Release
from explorer.reader import Reader

MOST = 6  # charts of a part: beyond, the table says it better
Row = tuple[str, Fact | None]  # a name, its figure; None where none is published


def bars(release: Release, reader: Reader, title: str, rows: list[Row]) -> Panel:
    """One bar a row on the scale of the unit; a row without a value is an empty track that says why.

    They have the colour of the one actor whose roles they are, or who answers, else of none.
    """
    known = [fact for _, fact in rows if fact is not None]
    unit = known[0].unit if known else "percent"
    table = pd.DataFrame(
        {
            "label": [name for name, _ in rows],
            "text": [_text(release, reader, fact) for _, fact in rows],
            "value": pd.array([None if fact is None else fact.value for _, fact in rows], dtype="Float64"),
            "certain": [fact is None or fact.status != UNCERTAIN for _, fact in rows],
            "description": [
                f"{title}, {name}{reader.say('colon')}{_told(release, reader, fact)}" for name, fact in rows
            ],
        }
    )
    colour = colours.of_all(release, reader, (str(fact.row.get("actor") or fact.voice) for fact in known))
    spec = ranked(table, colour=colour, lang=reader.lang, palette=reader.palette, top=SCALES[unit])
    parts = [f"{name}{reader.say('colon')}{_told(release, reader, fact)}" for name, fact in rows]
    alt = reader.say(
        "sheet.bars.alt", title=title, top=SCALES[unit], parts=reader.say("semicolon").join(parts)
    )
    return Panel(spec, alt, title, colour)


def _text(release: Release, reader: Reader, fact: Fact | None) -> str:
    return reader.say("value.none") if fact is None else value_words(release, reader, fact)


def _told(release: Release, reader: Reader, fact: Fact | None) -> str:
    """The value in words and its base, or why there is none."""
    if fact is None:
        return reader.say("value.none")
    words = spoken_words(release, reader, fact)
    said = "" if fact.value is None else bases.noted(release, fact.table, fact.row, reader)
    return reader.say("base.with", words=words, base=said) if said else words


def by_question(
    release: Release, reader: Reader, found: list[Fact], *, told: bool = False
) -> tuple[Panel, ...]:
    """A chart for each question of a study that has several values: answers are never on one scale.

    `told`: the page is of one domain, which the title of a chart need not repeat.
    """
    panels: list[Panel] = []
    for mine in questions(found):
        ordered = sorted(mine, key=lambda fact: rank(release, fact))
        names = [one.words for one in distinct(release, reader, ordered, _same(ordered))]
        names = [name[:1].upper() + name[1:] for name in names]
        study = study_named(release, reader, mine[0].study).words
        asked = subject(release, reader, mine[0])
        if said := [words for name, words in _items(release, reader, mine[0]) if name in _same(mine)]:
            asked = reader.say("sheet.bars.answer", asked=asked, answer=", ".join(said).lower())
        if not told and mine[0].domain and "domain" in _same(mine):
            asked = f"{asked}{reader.say('colon')}{label(release, 'domains', mine[0].domain, reader)}"
        title = f"{asked}, {study}"
        if (places := {fact.territory for fact in mine} - {COUNTRY}) and "where" in _same(mine):
            place = label(release, "territories", places.pop(), reader)
            title = title if place in study else f"{title}, {place}"
        panels.append(bars(release, reader, title, list(zip(names, ordered, strict=True))))
    return tuple(panels) if len(panels) <= MOST else ()


def _same(found: list[Fact]) -> tuple[str, ...]:
    """What all the figures have in common, and no bar needs to repeat."""
    shared: dict[str, set[object]] = {
        "domain": {fact.domain for fact in found},
        "whom": {fact.population for fact in found},
        "where": {fact.territory for fact in found},
        "about": {(fact.actor, fact.items) for fact in found},
    }
    for name, _ in found[0].items:
        shared[name] = {dict(fact.items).get(name) for fact in found}
    return tuple(name for name, codes in shared.items() if len(codes) == 1)


def _items(release: Release, reader: Reader, fact: Fact) -> list[tuple[str, str]]:
    """The answer, the role or what else the key of a figure says: field, words."""
    words = about(release, reader, fact)
    return list(zip((name for name, _ in fact.items), words[len(words) - len(fact.items) :], strict=True))


def roles_given(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """For one domain: the actors of the question, a chart an answer; who has no figure is said to."""
    panels: list[Panel] = []
    for answer in roles.answers(release):
        mine = {fact.actor: fact for fact in found if fact.row.get("answer") == answer}
        if mine:
            rows = [
                (label(release, "actors", code, reader), mine.get(code)) for code in roles.actors(release)
            ]
            study = study_named(release, reader, next(iter(mine.values())).study).words
            title = ", ".join(filter(None, (label(release, "answers", answer, reader), study)))
            panels.append(bars(release, reader, title, rows))
    return tuple(panels)


def roles_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """The empty tracks of the actors of whom no figure is published, and the open bars."""
    told = {(fact.row.get("answer"), fact.actor) for fact in found}
    every = {(answer, actor) for answer, _ in told for actor in roles.actors(release)}
    if every == told:
        return ()
    doubtful = any(fact.status == UNCERTAIN and fact.value is not None for fact in found)
    dashed = (Key(reader.say("legend.open"), "open", reader.palette.muted),) if doubtful else ()
    return (*dashed, Key(reader.say("legend.unpublished"), "track", reader.palette.hatch))


def roles_of(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """For one actor: the published domains, a chart an answer, as on the page of the roles."""
    (actor,) = {fact.actor for fact in found}
    used = {str(fact.row.get("answer")) for fact in found}
    panels: list[Panel] = []
    for answer in (answer for answer in roles.answers(release) if answer in used):
        rows = roles.rows_of(release, answer)
        panel = roles.panel(release, reader, rows[rows["actor"] == actor], actor, answer)
        panels.append(replace(panel, title=label(release, "answers", answer, reader)))
    return tuple(panels)


def over_time(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """The practice rates by year, a band a population; what cannot be chained is not joined."""
    shown = dated(release, found)
    return (dynamics.panel(release, reader, PRACTICE, shown),) if shown else ()


def over_time_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """What the marks of these mean."""
    return dynamics.keys(release, reader, dated(release, found))


def types(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """Types and scales of partnerships, a chart a study and population, as on their page."""
    whose = {fact.population for fact in found}
    panels: list[Panel] = []
    for kind in practices.kinds(release):
        panels += practices.panels(release, reader, kind=kind, whose=whose)
    return tuple(panels)


def type_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """What their open and tied points mean."""
    del release
    return practices.keys(reader, doubtful=any(fact.status == UNCERTAIN for fact in found))


def local(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """The roles of local authorities, as on the page of the priorities."""
    del found
    return priorities.priorities(release, reader, sort="asked").panels


def local_keys(release: Release, reader: Reader, found: list[Fact]) -> tuple[Key, ...]:
    """The answers, by colour."""
    del found
    return priorities.keys(release, reader)


def beside(
    release: Release, reader: Reader, found: list[Fact], nation: Callable[[Fact], list[Fact]]
) -> tuple[Panel, ...]:
    """The figures of a place, a chart a population, with the national figure of the same thing under each."""
    panels: list[Panel] = []
    for fact in sorted(compared(found, nation), key=lambda fact: rank(release, fact)):
        others = nation(fact)
        rows: list[Row] = [(label(release, "territories", fact.territory, reader), fact)]
        names = [one.words for one in distinct(release, reader, others, ("domain", "about", "whom", "where"))]
        country = reader.say("territories.country")
        rows += [(f"{country} {name}".strip(), other) for name, other in zip(names, others, strict=True)]
        title = ", ".join(filter(None, (label(release, "populations", fact.population, reader), fact.year)))
        panels.append(bars(release, reader, title, rows))
    return tuple(panels) if len(panels) <= MOST else ()


# Prism and part of its sheet → how it is drawn; a part that is not here is drawn by question.
DRAWN: dict[tuple[str, str], Callable[[Release, Reader, list[Fact]], tuple[Panel, ...]]] = {
    ("domain", "roles"): roles_given,
    ("actor", "given"): roles_of,
    ("actor", "rates"): over_time,
    ("actor", "types"): types,
    ("actor", "local"): local,
    ("territory", "practice"): over_time,
}
# What the marks of these charts mean, where it is more than a bar and its name.
KEYS: dict[tuple[str, str], Callable[[Release, Reader, list[Fact]], tuple[Key, ...]]] = {
    ("domain", "roles"): roles_keys,
    ("actor", "rates"): over_time_keys,
    ("actor", "types"): type_keys,
    ("actor", "local"): local_keys,
    ("territory", "practice"): over_time_keys,
}

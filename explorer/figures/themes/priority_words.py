"""What is said of the answers to the roles of an actor: sentences with their claims, tooltips, notes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from explorer.figures import claims
from explorer.figures.survey import bases, marks, waves
from explorer.figures.survey.absences import absent
from explorer.figures.survey.intervals import level, span_of
from explorer.figures.survey.lookup import labels, plain
from explorer.figures.survey.marks import extreme, leading
from explorer.figures.survey.scales import Scale, scale
from explorer.figures.survey.waves import Wave
from explorer.figures.themes import role_words
from explorer.figures.themes.grid import Grid
from explorer.published import Release
from explorer.reader import Reader

TABLE = "collectivity-priorities"
ABOUT = ("role", "answer")  # what one part of a bar is of, within a question


@dataclass(frozen=True, eq=False)
class Group:
    """One question about one actor, with its rows."""

    indicator: str
    subject: str
    rows: pd.DataFrame


def selected(wave: Wave, group: Group, **codes: object) -> claims.Where:
    """What selects the rows of a question in its cut."""
    about = {"subject": group.subject} if group.subject else {}
    return role_words.selected(wave, group.rows, indicator=group.indicator, **about, **codes)


def sentence(release: Release, reader: Reader, wave: Wave, groups: list[Group]) -> claims.Said:
    """Of each question: the role whose first answer is highest, how wide the totals run, what is missing."""
    said = []
    for group in groups:
        of = scale(release, group.rows)
        head = role_words.panel(release, reader, group.subject, group.rows, "") + reader.say("colon")
        parts = [_most(release, reader, wave, group, of), _totals(release, reader, wave, group, of)]
        whole = claims.together(parts)
        said.append(claims.Said((head if len(groups) > 1 else "") + whole.words, whole.claims))
        said.append(absent(release, reader, TABLE, group.rows, selected(wave, group), of="figures"))
    return claims.together(said)


def _most(release: Release, reader: Reader, wave: Wave, group: Group, of: Scale) -> claims.Said:
    """The role of the highest share; several where they are level or no interval parts them."""
    answer = of.parts[0] if of.parts else of.totals[0]
    label = reader.small(labels(release, "answers", reader).get(answer, answer))
    first = group.rows[(group.rows["answer"] == answer) & group.rows["value"].notna()]
    where = selected(wave, group, answer=answer)
    whom = waves.whom(release, reader, wave)
    if first.empty:
        words = reader.say("priorities.sentence.none", answer=label)
        return claims.Said(words, (claims.none(TABLE, where),))
    names = labels(release, "items", reader)
    close = level(release, TABLE, first)
    if len(close):
        listed = [
            reader.say("roles.value", domain=reader.say("quoted", words=names.get(row["role"], row["role"])),
                       value=marks.said(row, release, reader))
            for row in plain(close)
        ]  # fmt: skip
        said = reader.say("priorities.sentence.level", roles=reader.listing(listed), answer=label, whom=whom)
        stated = [
            claims.value(TABLE, where + claims.only(row, "role", "source"), row["value"], row["status"])
            for row in plain(close)
        ]
        return claims.Said(
            said[:1].upper() + said[1:], (claims.overlap(TABLE, where, "role", close["role"]), *stated)
        )
    top = first[first["value"] == first["value"].max()]
    quoted = [reader.say("quoted", words=names.get(role, role)) for role in top["role"]]
    words, value = leading(release, reader, top, quoted)
    several = "priorities.sentence.tied" if value else "priorities.sentence.near"  # each with its own value
    key = "priorities.sentence" if len(top) == 1 else several
    said = reader.say(key, role=words, value=value, answer=label, whom=whom)
    lead = claims.highest(TABLE, where, "role", top["role"], top["value"].iloc[0])
    return claims.Said(said[:1].upper() + said[1:], (lead,))


def _totals(release: Release, reader: Reader, wave: Wave, group: Group, of: Scale) -> claims.Said:
    """From where to where the first total runs."""
    if not of.totals:
        return claims.Said("")
    answer = of.totals[0]
    totals = group.rows[(group.rows["answer"] == answer) & group.rows["value"].notna()]
    if totals.empty:
        return claims.Said("")
    where = selected(wave, group, answer=answer)
    low, high = totals["value"].min(), totals["value"].max()
    stated = (claims.lowest(TABLE, where, "role", (), low), claims.highest(TABLE, where, "role", (), high))
    words = {"low": extreme(release, reader, totals, low), "high": extreme(release, reader, totals, high)}
    key = "priorities.totals" if low != high else "priorities.totals.one"
    label = labels(release, "answers", reader).get(answer, answer)
    return claims.Said(reader.say(key, answer=label, **words), stated)


def reading(release: Release, reader: Reader, wave: Wave, group: Group, role: str) -> str:
    """All answers to one role, in a sentence."""
    of, grid, names = scale(release, group.rows), Grid(group.rows, *ABOUT), labels(release, "answers", reader)
    parts = [
        reader.say(
            "priorities.reading.part" if place else "priorities.reading.first",
            answer=reader.small(names.get(answer, answer)),
            value=grid.words(release, reader, role, answer),
            whose=waves.whose(release, reader, wave),
        )
        for place, answer in enumerate(of.parts)
    ]
    said = reader.listing(parts)
    for answer in of.totals[:1]:
        total = reader.say("priorities.reading.total", answer=reader.small(names.get(answer, answer)),
                           value=grid.words(release, reader, role, answer))  # fmt: skip
        said = reader.say("semicolon").join(filter(None, (said, total)))
    name = labels(release, "items", reader).get(role, role)
    return f"{name}{reader.say('colon')}{said}."


def alt(release: Release, reader: Reader, wave: Wave, group: Group, roles: list[str]) -> str:
    """The words that stand for the bars of a question."""
    of, grid = scale(release, group.rows), Grid(group.rows, *ABOUT)
    names, answers = labels(release, "items", reader), labels(release, "answers", reader)
    said = [reader.say("quoted", words=reader.small(answers.get(code, code))) for code in of.parts]
    first = of.parts[0]
    parts = [f"{names.get(role, role)} {grid.words(release, reader, role, first)}" for role in roles]
    return reader.say(
        "priorities.alt",
        whose=waves.whose(release, reader, wave),
        answers=reader.listing(said),
        first=said[0],
        parts=reader.say("semicolon").join(parts),
    )


def describe(release: Release, reader: Reader, grid: Grid, role: str, answer: str) -> str:
    """« Impulser …, prioritaire : 74 % », with the formula where the value was computed."""
    row = grid.one(role, answer) or {}
    words = reader.say(
        "priorities.describe",
        role=labels(release, "items", reader).get(role, role),
        answer=labels(release, "answers", reader).get(answer, answer),
        value=bases.told(release, TABLE, row, reader),
    )
    return f"{words} {reader.words(row, 'note')}".strip()


def note(release: Release, reader: Reader, grid: Grid, role: str) -> str:
    """The notes of the answers to a role, each with its answer."""
    answers = labels(release, "answers", reader)
    said = [
        f"{answers.get(answer, answer)}{reader.say('colon')}{reader.words(row, 'note')}"
        for (asked, answer), rows in grid.cells.items()
        for row in rows
        if asked == role and reader.words(row, "note")
    ]
    return " ".join(dict.fromkeys(said))


def intervals(release: Release, reader: Reader, grid: Grid, of: Scale, roles: list[str]) -> list[str]:
    """The interval of each answer to a role, where one is known, with the answer."""
    answers = labels(release, "answers", reader)
    found = []
    for role in roles:
        rows = [(answer, row) for answer in (*of.parts, *of.totals) for row in grid.rows(role, answer)]
        spans = [(answer, span_of(release, TABLE, row)) for answer, row in rows]
        said = [
            f"{answers.get(answer, answer)}{reader.say('colon')}"
            + reader.say("interval.cell", low=reader.percent(span.lower), high=reader.percent(span.upper))
            for answer, span in spans
            if span.lower is not None and span.upper is not None
        ]
        found.append(reader.say("semicolon").join(said))
    return found

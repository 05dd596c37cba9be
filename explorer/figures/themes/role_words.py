"""What is said of the roles that respondents give to actors: titles, sentences with their claims, notes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from explorer.figures import claims
from explorer.figures.survey import marks, waves
from explorer.figures.survey.absences import absent
from explorer.figures.survey.intervals import level
from explorer.figures.survey.lookup import labels, order, plain, rows_by_code
from explorer.figures.survey.marks import UNCERTAIN, leading
from explorer.figures.survey.questions import question
from explorer.figures.survey.waves import Wave
from explorer.published import Release
from explorer.reader import Reader

TABLE, DOMAINS = "actor-roles", "domains"


def title(
    release: Release, reader: Reader, wave: Wave, actors: list[str], answers: list[str], indicator: str = ""
) -> str:
    """« Selon les maires, le rôle des citoyens et des associations : « très important » (2016) »."""
    known = labels(release, "answers", reader)
    said = [reader.say("quoted", words=reader.small(known.get(code, code))) for code in answers]
    names = labels(release, "actors", reader)
    whose = reader.listing(
        [reader.say("roles.of", actor=reader.small(names.get(code, code))) for code in actors]
    )
    key = "roles.title" if actors else "roles.title.none"
    words = reader.say(
        key,
        whom=waves.whom(release, reader, wave),
        actors=whose,
        indicator=labels(release, "indicators", reader).get(indicator, indicator),
        answers=reader.either(said),
    )
    return f"{words} ({wave.years})" if wave.year else words


def panel(release: Release, reader: Reader, actor: str, rows: pd.DataFrame, indicator: str) -> str:
    """« Rôle des citoyens »: what a bar is of, never who answered; its question where there are several."""
    name = labels(release, "actors", reader).get(actor, actor)
    said = reader.say("roles.panel", actor=reader.say("roles.of", actor=reader.small(name)))
    if rows["indicator"].nunique() < 2 or not indicator:  # noqa: PLR2004 (two questions)
        return said
    asked = labels(release, "indicators", reader).get(indicator, indicator)
    return f"{said}{reader.say('colon')}{reader.small(asked)}"


def domain(release: Release, reader: Reader, code: Any) -> str:
    """A domain in words; that it is of all where a row has none."""
    if code is None or pd.isna(code):
        return reader.say("roles.whole")
    return labels(release, DOMAINS, reader).get(str(code), str(code))


def selected(wave: Wave, rows: pd.DataFrame, **codes: Any) -> claims.Where:
    """What selects the rows of a wave in its cut."""
    places = tuple(sorted(rows["territory"].dropna().unique()))
    return claims.where(study=wave.study, population=wave.population, territory=places, **codes)


def sentence(release: Release, reader: Reader, wave: Wave, rows: pd.DataFrame, answer: str) -> claims.Said:
    """Each actor's leading domain, where intervals part it from the next; nothing is compared between actors.

    What is uncertain leads nothing where there are values that are not.
    """
    answer_label = reader.small(labels(release, "answers", reader).get(answer, answer))
    leads: list[claims.Said] = []
    levels: list[claims.Said] = []
    for indicator in order(release, "indicators", rows["indicator"]):
        asked = rows[(rows["indicator"] == indicator) & rows["value"].notna()]
        for actor in order(release, "actors", asked["actor"]):
            mine = asked[asked["actor"] == actor]
            where = selected(wave, rows, indicator=indicator, answer=answer, actor=actor)
            sure = mine[mine["status"] != UNCERTAIN]
            of = mine if sure.empty else sure
            if aside := len(of) < len(mine):
                where += claims.where(status=tuple(sorted(of["status"].unique())))
            if len(close := level(release, TABLE, of)):
                levels.append(_level(release, reader, actor, close, where, aside=aside))
            else:
                leads.append(_lead(release, reader, actor, of, where, aside=aside))
    whom = waves.whom(release, reader, wave)
    everything = selected(wave, rows, answer=answer)
    lost = absent(release, reader, TABLE, rows, everything, of="figures")
    if not leads and not levels:
        words = reader.say("roles.sentence.none", answer=answer_label, whom=whom)
        return claims.together([claims.Said(words, (claims.none(TABLE, everything),)), lost])
    parts = []
    for found, key in ((leads, "roles.sentence"), (levels, "roles.sentence.level")):
        if found:
            joined = claims.together(found, reader.say("semicolon"))
            one = key == "roles.sentence" and rows["value"].count() == 1
            words = reader.say(
                f"{key}.one" if one else key, answer=answer_label, whom=whom, parts=joined.words
            )
            parts.append(claims.Said(words[:1].upper() + words[1:], joined.claims))
    return claims.together([*parts, lost])


def _level(
    release: Release,
    reader: Reader,
    actor: str,
    close: pd.DataFrame,
    where: claims.Where,
    *,
    aside: bool,
) -> claims.Said:
    """Domains that no interval parts, each with its value."""
    said = [
        reader.say(
            "roles.value",
            domain=reader.say("quoted", words=domain(release, reader, row["domain"])),
            value=marks.said(row, release, reader),
        )
        for row in plain(close)
    ]
    key = "roles.level.sure" if aside else "roles.level"
    words = reader.say(key, actor=_small(release, reader, actor), domains=reader.listing(said))
    stated = [
        claims.value(TABLE, where + claims.only(row, "domain", "source"), row["value"], row["status"])
        for row in plain(close)
    ]
    return claims.Said(words, (claims.overlap(TABLE, where, "domain", close["domain"]), *stated))


def _lead(
    release: Release,
    reader: Reader,
    actor: str,
    of: pd.DataFrame,
    where: claims.Where,
    *,
    aside: bool,
) -> claims.Said:
    """The domain of the highest value; with ties all of them. `aside`: uncertain ones are not among them."""
    top = of[of["value"] == of["value"].max()]
    quoted = [reader.say("quoted", words=domain(release, reader, code)) for code in top["domain"]]
    words, value = leading(release, reader, top, quoted)
    key = "roles.leading" if value else "roles.level"  # each with its own value
    said = reader.say(
        f"{key}.sure" if aside else key,
        actor=_small(release, reader, actor),
        domains=words,
        value=value,
    )
    return claims.Said(said, (claims.highest(TABLE, where, "domain", top["domain"], top["value"].iloc[0]),))


def _small(release: Release, reader: Reader, actor: str) -> str:
    return reader.small(labels(release, "actors", reader).get(actor, actor))


def reading(release: Release, reader: Reader, wave: Wave, rows: pd.DataFrame) -> str:
    """How to read, on the first normal value (else the first value at all)."""
    read = rows[rows["value"].notna()].sort_values("status", kind="stable")
    if read.empty:
        return ""
    row = read.iloc[0]
    return reader.say(
        "roles.reading",
        value=marks.said(row, release, reader),
        whose=waves.whose(release, reader, wave),
        answer=reader.small(labels(release, "answers", reader).get(row["answer"], row["answer"])),
        actor=reader.say("roles.of", actor=_small(release, reader, row["actor"])),
        domain=domain(release, reader, row["domain"]),
    )


def alt(
    release: Release, reader: Reader, rows: pd.DataFrame, actor: str, answer_label: str, parts: list[str]
) -> str:
    """The words that stand for the bars of an actor, whose `rows` are of one wave."""
    first = plain(rows)[0]
    wave = Wave("", str(first["study"]), str(first["population"] or ""), "")
    return reader.say(
        "roles.alt",
        whose=waves.whose(release, reader, wave),
        actor=reader.say("roles.of", actor=_small(release, reader, actor)),
        answer=reader.small(answer_label),
        parts=reader.say("semicolon").join(parts),
    )


def notes(release: Release, reader: Reader, wave: Wave, indicators: list[str]) -> tuple[str, ...]:
    """What the release notes of the questions of a study."""
    found = (reader.words(question(release, wave.study, code), "note") for code in indicators)
    return tuple(dict.fromkeys(note for note in found if note))


def universe(
    release: Release, reader: Reader, wave: Wave, indicators: list[str]
) -> tuple[tuple[str, str], ...]:
    """Who was asked, as the release says it of the questions."""
    found = (reader.words(question(release, wave.study, code), "universe") for code in indicators)
    said = " ".join(dict.fromkeys(words for words in found if words))
    return ((reader.say("figure.universe"), said),) if said else ()


def unpublished(release: Release, reader: Reader, rows: pd.DataFrame, actors: int) -> str:
    """That what is not there is not zero, where a domain lacks for an actor."""
    cells = len(rows[["actor", "domain"]].drop_duplicates())
    return reader.say("roles.caveat.absent") if cells < len(rows_by_code(release, DOMAINS)) * actors else ""


def few(release: Release, reader: Reader, cells: pd.DataFrame, answers: list[str]) -> tuple[str, ...]:
    """The answers that have too few values for a chart, each with these."""
    names = labels(release, "answers", reader)
    said = []
    for code in answers:
        told = [
            reader.say(
                "roles.few.value",
                actor=reader.say("roles.of", actor=_small(release, reader, row["actor"])),
                domain=domain(release, reader, row["domain"]),
                value=marks.said(row, release, reader),
            )
            for row in plain(cells[(cells["answer"] == code) & cells["value"].notna()])
        ]
        label = reader.small(names.get(code, code))
        if told:
            said.append(reader.say("roles.few", answer=label, values=reader.say("semicolon").join(told)))
    return tuple(said)

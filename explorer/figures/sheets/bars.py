"""The bars of the charts of a sheet: one a figure, or one a thing asked about, cut in its answers."""

from __future__ import annotations

import pandas as pd

from explorer.charts.ranked import ranked
from explorer.charts.stacked import stacked
from explorer.figures.figure import Panel
from explorer.figures.sheets.shown import ANSWER, SCALES, Thing, answer_of, thing_of
from explorer.figures.survey import bases, colours, scales
from explorer.figures.survey.enumerated import distinct
from explorer.figures.survey.fact_words import label, spoken_words, value_words
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.intervals import NOTHING, span_of
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.marks import compared as sign
from explorer.figures.survey.scales import Scale, of_total
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


def stack(release: Release, reader: Reader, title: str, found: list[Fact], parts: tuple[str, ...]) -> Panel:
    """A bar for each thing that was asked about, cut in its answers; totals stand at its right."""
    things: dict[Thing, list[Fact]] = {}
    for fact in found:
        things.setdefault(thing_of(fact), []).append(fact)
    firsts = [mine[0] for mine in things.values()]
    names = [capital(one.words) for one in distinct(release, reader, firsts, (*same_of(firsts), ANSWER))]
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
        heads.append({"row": row, "label": name, "total": beside})
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


def same_of(found: list[Fact]) -> tuple[str, ...]:
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


def capital(words: str) -> str:
    """The words with a capital letter."""
    return words[:1].upper() + words[1:]


def _text(release: Release, reader: Reader, fact: Fact) -> str:
    """The value as printed, with the source's mark of what is above or below the whole."""
    mark = sign(fact.row)
    return value_words(release, reader, fact) + (f"\u00a0{mark}" if mark else "")


def _told(release: Release, reader: Reader, fact: Fact) -> str:
    """The value in words and its base, or why there is none."""
    words = spoken_words(release, reader, fact)
    said = "" if fact.value is None else bases.noted(release, fact.table, fact.row, reader)
    return reader.say("base.with", words=words, base=said) if said else words

"""Is the territory driven by a dynamic of co-construction? The answers of a wave, as one bar."""

from __future__ import annotations

from typing import Any

import pandas as pd

from explorer.charts.stacked import single
from explorer.figures import claims
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.survey import bases, marks, waves
from explorer.figures.survey.lookup import labels, order, plain
from explorer.figures.survey.marks import status_keys
from explorer.figures.survey.provenance import PERCENT, provenance, publisher, unit_of
from explorer.figures.survey.scales import Scale, colours, fits, scale
from explorer.figures.survey.waves import Wave, of_wave, wave_of
from explorer.figures.themes import earlier, role_words
from explorer.figures.themes.grid import Grid
from explorer.published import Release
from explorer.reader import Reader

TABLE = "coconstruction-dynamics"


def coconstruction(release: Release, reader: Reader, *, wave: str = "") -> Figure | None:
    """The answers of a wave; None where the release has none. A bar where its parts make up 100 %."""
    if not waves.waves(release, TABLE):
        return None
    of = wave_of(release, TABLE, wave)
    rows = of_wave(release, TABLE, of)
    rows = rows[[unit_of(release, TABLE, row) == PERCENT for row in plain(rows)]]
    indicator = next(iter(order(release, "indicators", rows["indicator"])), "")
    rows = rows[rows["indicator"] == indicator]
    if not rows["value"].notna().any():
        return None
    answers, grid = scale(release, rows), Grid(rows, "answer")
    place = {code: number for number, code in enumerate((*answers.parts, *answers.totals))}
    rows = rows.iloc[rows["answer"].map(place).argsort(kind="stable")].reset_index(drop=True)
    before = earlier.joined(release, reader, TABLE, of, indicator)
    shown = pd.concat([rows, *(cells for _, cells in before)], ignore_index=True)
    said = _sentence(release, reader, of, rows, answers)
    drawn = _drawn(release, of, answers, grid)
    return Figure(
        cut=TABLE,
        name=f"{TABLE}-{of.code}".replace(".", "-"),
        title=_title(release, reader, of, indicator),
        sentence=said.words,
        claims=said.claims,
        reading=_reading(release, reader, of, answers, grid),
        panels=(_panel(release, reader, of, rows, answers, grid, said.words),) if drawn else (),
        table=_table(release, reader, rows, before),
        rows=shown,
        provenance=provenance(release, TABLE, shown, reader),
        legend=(*(_keys(release, reader, answers, grid) if drawn else ()),
                *status_keys(release, shown, reader)),
        facts=(*role_words.universe(release, reader, of, [indicator]),
               *earlier.told(release, reader, TABLE, of, [indicator])),
        caveats=tuple(filter(None, (
            *role_words.notes(release, reader, of, [indicator]),
            earlier.parts(release, reader, TABLE, of, rows),
            *bases.absences(release, TABLE, rows, reader),
        ))),
    )  # fmt: skip


def _title(release: Release, reader: Reader, of: Wave, indicator: str) -> str:
    """What was asked, of whom, when."""
    asked = labels(release, "indicators", reader).get(indicator, indicator)
    words = reader.say("coconstruction.title", indicator=asked, whom=waves.whom(release, reader, of))
    return f"{words} ({of.years})" if of.year else words


def _drawn(release: Release, of: Wave, answers: Scale, grid: Grid) -> bool:
    """Whether the parts are all known and make up 100 %."""
    values = [grid.value(code) for code in answers.parts]
    return bool(values) and None not in values and fits(release, of.study, values)


def _panel(
    release: Release, reader: Reader, of: Wave, rows: pd.DataFrame, answers: Scale, grid: Grid, said: str
) -> Panel:
    """The bar, cut into its answers."""
    names = labels(release, "answers", reader)
    segments: list[dict[str, Any]] = []
    start = 0.0
    for code in answers.parts:
        row = grid.one(code) or {}
        told = f"{names.get(code, code)}{reader.say('colon')}{bases.told(release, TABLE, row, reader)}"
        segments.append({"row": 0, "answer": code, "start": start, "end": start + float(row["value"]),
                         "text": grid.text(release, reader, code), "description": told})  # fmt: skip
        start += float(row["value"])
    alt = reader.say(
        "coconstruction.alt",
        whose=waves.whose(release, reader, of),
        count=len(segments),
        parts=reader.say("semicolon").join(str(part["description"]) for part in segments),
    )
    spec = single(
        pd.DataFrame(segments), colours=colours(reader, answers), lang=reader.lang, palette=reader.palette
    )
    return Panel(spec, bases.alt(release, TABLE, rows, reader, f"{said} {alt}"))


def _keys(release: Release, reader: Reader, answers: Scale, grid: Grid) -> tuple[Key, ...]:
    """The answers in words, each with its value and colour."""
    names = labels(release, "answers", reader)
    return tuple(
        Key(f"{grid.text(release, reader, code)}\u2002{names.get(code, code)}", "solid", colour)
        for code, colour in colours(reader, answers).items()
    )


def _table(
    release: Release, reader: Reader, rows: pd.DataFrame, before: list[tuple[Wave, pd.DataFrame]]
) -> pd.DataFrame:
    """One line a figure: its answer, its value, what it was before, its base and source."""
    names = labels(release, "answers", reader)
    then = {one.years: Grid(cells, "answer") for one, cells in reversed(before)}
    return pd.DataFrame(
        {
            reader.say("column.answer"): [names.get(code, code) for code in rows["answer"]],
            reader.say("column.share"): [marks.shown(row, release, reader) for row in plain(rows)],
            **{
                year: [grid.text(release, reader, code) for code in rows["answer"]]
                for year, grid in then.items()
            },
            **bases.columns(release, TABLE, rows, reader),
            reader.say("figure.source"): [publisher(release, code, reader) for code in rows["source"]],
            reader.say("column.note"): [reader.words(row, "note") for row in plain(rows)],
        }
    )


def _reading(release: Release, reader: Reader, of: Wave, answers: Scale, grid: Grid) -> str:
    """The first answer that has a value, in a sentence."""
    names = labels(release, "answers", reader)
    code = next(code for code in (*answers.parts, *answers.totals) if grid.rows(code)[0]["value"] is not None)
    said = reader.say(
        "coconstruction.reading",
        value=grid.words(release, reader, code),
        whose=waves.whose(release, reader, of),
        answer=names.get(code, code),
    )
    return said[:1].upper() + said[1:]


def _sentence(release: Release, reader: Reader, of: Wave, rows: pd.DataFrame, answers: Scale) -> claims.Said:
    """The total as a source prints it, where one does and its parts make it; the answers alone else."""
    known = rows[rows["value"].notna()]
    whose = waves.whose(release, reader, of)
    if (whole := _whole(known, answers)) is None:
        grid = Grid(known, "answer")
        listed = [_answer(release, reader, code, grid) for (code,) in grid.cells]
        words = reader.say("coconstruction.answers", whose=whose, parts=reader.say("semicolon").join(listed))
        return claims.Said(words, tuple(_claim(of, rows, row) for row in plain(known)))
    names = labels(release, "answers", reader)
    (last,) = (row for row in plain(known) if row["answer"] == answers.inside[-1])
    rest = [row for row in plain(known) if row["answer"] in set(answers.parts) - set(answers.inside)]
    said = reader.say(
        "coconstruction.sentence",
        answer=names[whole["answer"]],
        value=marks.said(whole, release, reader),
        whose=whose,
        last=names[last["answer"]],
        part=marks.said(last, release, reader),
    )
    outside = Grid(known[known["answer"].isin([row["answer"] for row in rest])], "answer")
    others = [_answer(release, reader, code, outside) for (code,) in outside.cells]
    after = reader.say("coconstruction.rest", parts=reader.say("semicolon").join(others)) if others else ""
    parts = role_words.selected(of, rows, answer=answers.inside)
    inside = claims.within(TABLE, parts, role_words.selected(of, rows, answer=whole["answer"]))
    stated = [_claim(of, rows, row) for row in (whole, last, *rest)]
    return claims.Said(" ".join(filter(None, (said, after))), (inside, *stated))


def _whole(known: pd.DataFrame, answers: Scale) -> dict[str, Any] | None:
    """The row of the total, where all its parts have one value and add up to it."""
    total = plain(known[known["answer"].isin(answers.totals[:1])])
    parts = known[known["answer"].isin(answers.inside)]
    if len(total) != 1 or not answers.inside or sorted(parts["answer"]) != sorted(answers.inside):
        return None
    return total[0] if round(float(parts["value"].sum()) - float(total[0]["value"]), 6) == 0 else None


def _answer(release: Release, reader: Reader, code: str, grid: Grid) -> str:
    """« Non, pas du tout », 24 %; two values where sources give two."""
    answer = labels(release, "answers", reader).get(code, code)
    value = grid.words(release, reader, code)
    return reader.say("roles.value", domain=reader.say("quoted", words=answer), value=value)


def _claim(of: Wave, rows: pd.DataFrame, row: dict[str, Any]) -> claims.Claim:
    """The value of one row of the cut."""
    key = role_words.selected(of, rows) + claims.only(row, "answer", "source")
    return claims.value(TABLE, key, row["value"], row["status"])

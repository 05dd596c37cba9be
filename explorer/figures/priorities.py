"""How much of a priority each role of local authorities is for the mayors: stacked bars with their totals."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd

from explorer.charts.stacked import stacked
from explorer.figures import bases, claims
from explorer.figures.absences import absent
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.lookup import labels, plain
from explorer.figures.marks import extreme, leading, printed, spoken, status_keys
from explorer.figures.provenance import provenance
from explorer.published import Release
from explorer.reader import Reader

TABLE = "collectivity-priorities"
ANSWERS = ("priority", "secondary", "not_needed")
TOTAL = "priority_or_secondary"
SORTS = ("priority", "total", "asked")
Grid = dict[tuple[str, str], dict[str, Any]]  # (role, answer) → row
WRAP = 34  # characters: a label takes two lines of at least that on a phone


def priorities(release: Release, reader: Reader, *, sort: str) -> Figure:
    """The six roles, sorted by `priority`, by `total` (priority + secondary) or as they were `asked`."""
    cells = release.table(TABLE)
    grid: Grid = {(str(row["role"]), str(row["answer"])): row for row in plain(cells)}
    wide = _wide(grid, release, reader, sort)
    colours = dict(zip(ANSWERS, reader.palette.answers, strict=True))
    said = _sentence(cells, release, reader)
    shown = cells.set_index("role").loc[wide].reset_index()[list(cells.columns)]
    return Figure(
        name=TABLE,
        title=reader.say("priorities.title"),
        sentence=said.words,
        claims=said.claims,
        reading=_reading(grid, wide[0], release, reader),
        panels=_panels(grid, wide, colours, said.words, release, reader),
        table=_table(grid, wide, release, reader),
        rows=shown,
        provenance=provenance(release, TABLE, shown, reader),
        legend=(*keys(release, reader), *status_keys(release, cells, reader)),
        caveats=(
            reader.say(
                "priorities.caveat.computed", count=int((cells["status"] == "E").sum()), all=len(cells)
            ),
            *bases.absences(release, TABLE, cells, reader),
        ),
    )


def keys(release: Release, reader: Reader) -> tuple[Key, ...]:
    """The answers, each in the colour of its part of a bar."""
    answers = labels(release, "answers", reader)
    return tuple(
        Key(answers[code], "solid", colour)
        for code, colour in zip(ANSWERS, reader.palette.answers, strict=True)
    )


def _panels(
    grid: Grid, roles: list[str], colours: dict[str, str], said: str, release: Release, reader: Reader
) -> tuple[Panel, ...]:
    """The one chart; none where no bar has a place on the scale."""
    segments = _segments(grid, roles, release, reader)
    if segments.empty:
        return ()
    heads = _heads(grid, roles, release, reader)
    spec = stacked(segments, heads, colours=colours, lang=reader.lang, palette=reader.palette)
    names = labels(release, "collectivity-roles", reader)
    parts = [f"{names[role]} {spoken(*_cell(grid, role, 'priority'), release, reader)}" for role in roles]
    alt = reader.say("priorities.alt", parts=reader.say("semicolon").join(parts))
    rows = pd.DataFrame(list(grid.values()))
    return (Panel(spec, bases.alt(release, TABLE, rows, reader, f"{said} {alt}")),)


def _first(grid: Grid, roles: list[str]) -> pd.DataFrame:
    """One row a role: its answers have one base."""
    return pd.DataFrame([next(row for (asked, _), row in grid.items() if asked == role) for role in roles])


def _cell(grid: Grid, role: str, answer: str) -> tuple[Any, Any]:
    """Value and status of one answer to one role; no row is no value."""
    row = grid.get((role, answer), {})
    return row.get("value"), row.get("status", "O")


def _wide(grid: Grid, release: Release, reader: Reader, sort: str) -> list[str]:
    """The roles in the order asked for; equal values keep the order of the question."""
    roles = [
        code
        for code in labels(release, "collectivity-roles", reader)
        if any(role == code for role, _ in grid)
    ]
    if sort == "asked":
        return roles
    answer = TOTAL if sort == "total" else "priority"

    def height(role: str) -> float:
        value = _cell(grid, role, answer)[0]
        return -1.0 if pd.isna(value) else float(value)

    return sorted(roles, key=height, reverse=True)


def _segments(grid: Grid, roles: list[str], release: Release, reader: Reader) -> pd.DataFrame:
    answers, names = labels(release, "answers", reader), labels(release, "collectivity-roles", reader)
    segments = []
    for place, role in enumerate(roles):
        start = 0.0
        for answer in ANSWERS:
            value, status = _cell(grid, role, answer)
            if pd.isna(value):
                break  # what follows has no place on the scale
            segments.append(
                {
                    "row": place,
                    "answer": answer,
                    "start": start,
                    "end": start + float(value),
                    "text": printed(value, status, reader),
                    "description": _describe(
                        grid, role, answer, names[role], answers[answer], release, reader
                    ),
                }
            )
            start += float(value)
    return pd.DataFrame(segments)


def _describe(
    grid: Grid, role: str, answer: str, name: str, said: str, release: Release, reader: Reader
) -> str:
    """« Impulser …, prioritaire : 74 % », with the formula where the value was computed."""
    row = grid[role, answer]
    note = reader.words(row, "note")
    words = reader.say(
        "priorities.describe", role=name, answer=said, value=bases.told(release, TABLE, row, reader)
    )
    return f"{words} {note}".strip()


def _heads(grid: Grid, roles: list[str], release: Release, reader: Reader) -> pd.DataFrame:
    names = labels(release, "collectivity-roles", reader)
    heads = []
    for place, role in enumerate(roles):
        total, status = _cell(grid, role, TOTAL)
        said = "" if pd.isna(total) else reader.say("priorities.total", value=printed(total, status, reader))
        folded = "\n".join(textwrap.wrap(names[role], max(WRAP, len(names[role]) // 2 + 4)))
        heads.append({"row": place, "label": names[role], "lines": folded, "total": said})
    return pd.DataFrame(heads)


def _sentence(cells: pd.DataFrame, release: Release, reader: Reader) -> claims.Said:
    """The role most often a priority, how wide the totals run, how many values are missing."""
    lost = absent(release, reader, TABLE, cells, (), of="figures")
    return claims.together([_most(cells, release, reader), _totals(cells, release, reader), lost])


def _most(cells: pd.DataFrame, release: Release, reader: Reader) -> claims.Said:
    first = cells[(cells["answer"] == "priority") & cells["value"].notna()]
    selected = claims.where(answer="priority")
    if first.empty:
        return claims.Said(reader.say("priorities.sentence.none"), (claims.none(TABLE, selected),))
    names = labels(release, "collectivity-roles", reader)
    top = first[first["value"] == first["value"].max()]
    quoted = [reader.say("quoted", words=names[role]) for role in top["role"]]
    words, value = leading(release, reader, top, quoted)
    said = reader.say(
        "priorities.sentence" if len(top) == 1 else "priorities.sentence.tied", role=words, value=value
    )
    return claims.Said(said, (claims.highest(TABLE, selected, "role", top["role"], top["value"].iloc[0]),))


def _totals(cells: pd.DataFrame, release: Release, reader: Reader) -> claims.Said:
    totals = cells[(cells["answer"] == TOTAL) & cells["value"].notna()]
    if totals.empty:
        return claims.Said("")
    selected = claims.where(answer=TOTAL)
    low, high = totals["value"].min(), totals["value"].max()
    stated = (
        claims.lowest(TABLE, selected, "role", (), low),
        claims.highest(TABLE, selected, "role", (), high),
    )
    words = {"low": extreme(release, reader, totals, low), "high": extreme(release, reader, totals, high)}
    key = "priorities.totals" if low != high else "priorities.totals.one"
    return claims.Said(reader.say(key, **words), stated)


def _reading(grid: Grid, role: str, release: Release, reader: Reader) -> str:
    said = {answer: spoken(*_cell(grid, role, answer), release, reader) for answer in (*ANSWERS, TOTAL)}
    name = labels(release, "collectivity-roles", reader)[role]
    return reader.say("priorities.reading", role=name, total=said.pop(TOTAL), **said)


def _table(grid: Grid, roles: list[str], release: Release, reader: Reader) -> pd.DataFrame:
    answers, names = labels(release, "answers", reader), labels(release, "collectivity-roles", reader)
    table = pd.DataFrame({reader.say("column.role"): [names[role] for role in roles]})
    for answer in (*ANSWERS, TOTAL):
        table[answers[answer]] = [printed(*_cell(grid, role, answer), reader) for role in roles]
    notes = [
        " ".join(
            dict.fromkeys(
                f"{answers[row['answer']]}{reader.say('colon')}{reader.words(row, 'note')}"
                for (asked, _), row in grid.items()
                if asked == role and row["status"] == "E"
            )
        )
        for role in roles
    ]
    for name, said in bases.columns(release, TABLE, _first(grid, roles), reader).items():
        table[name] = said
    table[reader.say("column.note")] = notes
    return table

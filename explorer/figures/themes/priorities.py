"""What those who were asked answer of each role of an actor: stacked bars, and the total beside."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.charts.stacked import stacked
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.survey import bases
from explorer.figures.survey.lookup import labels, order, plain
from explorer.figures.survey.marks import status_keys
from explorer.figures.survey.provenance import PERCENT, provenance, unit_of
from explorer.figures.survey.scales import Scale, colours, fits, scale
from explorer.figures.survey.waves import Wave, of_wave, wave_of
from explorer.figures.themes import earlier, priority_words, role_words
from explorer.figures.themes.grid import Grid
from explorer.figures.themes.priority_words import ABOUT, Group
from explorer.published import Release
from explorer.reader import Reader

TABLE = priority_words.TABLE
SORTS = ("first", "total", "asked")
Before = list[tuple[Wave, pd.DataFrame]]


@lru_cache(maxsize=64)  # every run of a page asks, and for its links
def sorts(release: Release, wave: str = "") -> tuple[str, ...]:
    """How the roles of a wave may be sorted: by their first answer, by their total where one is published."""
    totals = any(scale(release, group.rows).totals for group in groups(release, wave))
    return tuple(sort for sort in SORTS if sort != "total" or totals)


@lru_cache(maxsize=64)
def groups(release: Release, wave: str = "") -> list[Group]:
    """The questions of a wave, each of one actor: a chart each. Not to be changed."""
    rows = of_wave(release, TABLE, wave_of(release, TABLE, wave))
    rows = rows[[unit_of(release, TABLE, row) == PERCENT for row in plain(rows)]]
    found = []
    for indicator in order(release, "indicators", rows["indicator"]):
        asked = rows[rows["indicator"] == indicator]
        known = order(release, "actors", asked["subject"]) if "subject" in rows else []
        for subject in known or [""]:
            mine = asked[asked["subject"] == subject] if subject else asked
            found.append(Group(indicator, subject, mine.reset_index(drop=True)))
    return found


def priorities(release: Release, reader: Reader, *, sort: str, wave: str = "") -> Figure:
    """The roles of a wave, sorted by the `first` answer, by the `total` or as they were `asked`."""
    of, shown = wave_of(release, TABLE, wave), groups(release, wave)
    rows = pd.concat([group.rows for group in shown], ignore_index=True)
    before = {group: _before(release, reader, of, group) for group in shown}
    older = [cells for found in before.values() for _, cells in found]
    all_rows = pd.concat([_sorted(release, group, sort) for group in shown] + older, ignore_index=True)
    indicators = list(dict.fromkeys(group.indicator for group in shown))
    said = priority_words.sentence(release, reader, of, shown)
    answers = [code for code in order(release, "answers", rows["answer"]) if code in _parts(release, shown)]
    subjects = list(dict.fromkeys(group.subject for group in shown if group.subject))
    computed = int((rows["status"] == "E").sum())
    return Figure(
        cut=TABLE,
        name=f"{TABLE}-{of.code}".replace(".", "-"),
        title=role_words.title(release, reader, of, subjects, answers, indicators[0] if indicators else ""),
        sentence=said.words,
        claims=said.claims,
        reading=priority_words.reading(release, reader, of, shown[0], _order(release, shown[0], sort)[0]),
        panels=tuple(
            panel
            for group in shown
            for panel in _panels(release, reader, of, group, _order(release, group, sort), before[group],
                                 titled=len(shown) > 1)
        ),
        table=pd.concat([
            _table(release, reader, group, _order(release, group, sort), before[group], titled=len(shown) > 1)
            for group in shown
        ], ignore_index=True),
        rows=all_rows,
        provenance=provenance(release, TABLE, all_rows, reader),
        legend=(*keys(release, reader, wave), *_tick(release, reader, before),
                *status_keys(release, all_rows, reader)),
        facts=(*role_words.universe(release, reader, of, indicators),
               *earlier.told(release, reader, TABLE, of, indicators)),
        caveats=tuple(filter(None, (
            *role_words.notes(release, reader, of, indicators),
            reader.say("priorities.caveat.computed", count=computed, all=len(rows)) if computed else "",
            earlier.parts(release, reader, TABLE, of, rows),
            *bases.absences(release, TABLE, rows, reader),
        ))),
    )  # fmt: skip


def keys(release: Release, reader: Reader, wave: str = "") -> tuple[Key, ...]:
    """The answers, each in the colour of its part of a bar; what the total beside adds up."""
    answers = labels(release, "answers", reader)
    found: dict[str, Key] = {}
    for group in groups(release, wave):
        of = scale(release, group.rows)
        for code, colour in colours(reader, of).items():
            found.setdefault(code, Key(answers.get(code, code), "solid", colour))
        for code in of.totals[:1]:
            words = reader.say("priorities.total.key", answer=reader.small(answers.get(code, code)))
            found.setdefault(code, Key(words, "word"))
    return tuple(found.values())


def _parts(release: Release, shown: list[Group]) -> set[str]:
    return {code for group in shown for code in scale(release, group.rows).parts}


def _before(release: Release, reader: Reader, of: Wave, group: Group) -> Before:
    """The earlier waves of the same question, of the same actor and roles."""
    found = []
    for one, cells in earlier.joined(release, reader, TABLE, of, group.indicator):
        mine = cells[cells["subject"] == group.subject] if group.subject else cells
        found.append((one, mine[mine["role"].isin(group.rows["role"])]))
    return [(one, cells) for one, cells in found if len(cells)]


def _order(release: Release, group: Group, sort: str) -> list[str]:
    """The roles in the order asked for; equal values keep the order of the question."""
    roles = order(release, "items", group.rows["role"])
    of, grid = scale(release, group.rows), Grid(group.rows, *ABOUT)
    by = of.totals if sort == "total" else of.parts if sort != "asked" else ()
    if not by:
        return roles

    def height(role: str) -> float:
        value = grid.value(role, by[0])
        return -1.0 if value is None else value

    return sorted(roles, key=height, reverse=True)


def _sorted(release: Release, group: Group, sort: str) -> pd.DataFrame:
    """The release's own cells in the order of the bars."""
    place = {role: number for number, role in enumerate(_order(release, group, sort))}
    return group.rows.iloc[group.rows["role"].map(place).argsort(kind="stable")]


def _panels(
    release: Release,
    reader: Reader,
    of: Wave,
    group: Group,
    roles: list[str],
    before: Before,
    *,
    titled: bool,
) -> list[Panel]:
    """The chart of one question; none where no bar has a place on the scale."""
    answers, grid = scale(release, group.rows), Grid(group.rows, *ABOUT)
    segments = _segments(release, reader, of, group, grid, roles)
    if segments.empty:
        return []
    heads = _heads(release, reader, answers, grid, roles)
    heads["before"] = pd.array(
        [Grid(before[0][1], *ABOUT).value(role, answers.parts[0]) if before else None for role in roles],
        dtype="Float64",
    )
    spec = stacked(
        segments, heads, colours=colours(reader, answers), lang=reader.lang, palette=reader.palette
    )
    alt = priority_words.alt(release, reader, of, group, roles)
    title = role_words.panel(release, reader, group.subject, group.rows, "") if titled else ""
    return [Panel(spec, bases.alt(release, TABLE, group.rows, reader, alt), title)]


def _segments(
    release: Release, reader: Reader, of: Wave, group: Group, grid: Grid, roles: list[str]
) -> pd.DataFrame:
    """The parts of each bar: all where they make up 100 %, else those before the first that is not known."""
    parts = scale(release, group.rows).parts
    segments: list[dict[str, Any]] = []
    for place, role in enumerate(roles):
        start, values = 0.0, [grid.value(role, answer) for answer in parts]
        whole = None not in values and fits(release, of.study, values)
        for answer, value in zip(parts, values, strict=True):
            if value is None or (not whole and start + value > 100 + len(parts)):
                break  # what follows has no place on the scale
            segments.append(
                {
                    "row": place,
                    "answer": answer,
                    "start": start,
                    "end": start + value,
                    "text": grid.text(release, reader, role, answer),
                    "description": priority_words.describe(release, reader, grid, role, answer),
                }
            )
            start += value
    return pd.DataFrame(segments)


def _heads(release: Release, reader: Reader, answers: Scale, grid: Grid, roles: list[str]) -> pd.DataFrame:
    names = labels(release, "items", reader)
    heads = []
    for place, role in enumerate(roles):
        known = answers.totals and grid.rows(role, answers.totals[0])
        said = (
            reader.say("priorities.total", value=grid.text(release, reader, role, answers.totals[0]))
            if known
            else ""
        )
        name = names.get(role, role)
        heads.append({"row": place, "label": name, "total": said})
    return pd.DataFrame(heads)


def _tick(release: Release, reader: Reader, before: dict[Group, Before]) -> tuple[Key, ...]:
    """The thin line of an earlier value, in the legend."""
    for group, found in before.items():
        first = scale(release, group.rows).parts[:1]
        if found and first:
            label = reader.small(labels(release, "answers", reader).get(first[0], first[0]))
            return (Key(reader.say("earlier.key.answer", answer=label, year=found[0][0].years), "tick",
                        reader.palette.ink),)  # fmt: skip
    return ()


def _table(
    release: Release, reader: Reader, group: Group, roles: list[str], before: Before, *, titled: bool
) -> pd.DataFrame:
    """One line a role: its answers and totals, what they were before, its base, how a value was computed."""
    answers, names = labels(release, "answers", reader), labels(release, "items", reader)
    of, grid = scale(release, group.rows), Grid(group.rows, *ABOUT)
    table = pd.DataFrame({reader.say("column.role"): [names.get(role, role) for role in roles]})
    if titled:
        actor = labels(release, "actors", reader).get(group.subject, group.subject)
        table.insert(0, reader.say("column.actor"), actor)
    for answer in (*of.parts, *of.totals):
        table[answers.get(answer, answer)] = [grid.text(release, reader, role, answer) for role in roles]
    for one, cells in reversed(before):
        then = Grid(cells, *ABOUT)
        for answer in (*of.parts, *of.totals):
            if (cells["answer"] == answer).any():
                name = reader.say("earlier.column", answer=answers.get(answer, answer), year=one.years)
                table[name] = [then.text(release, reader, role, answer) for role in roles]
    for name, said in bases.columns(release, TABLE, pd.DataFrame(grid.first(roles)), reader).items():
        if name != reader.say("column.interval"):
            table[name] = said
    intervals = priority_words.intervals(release, reader, grid, of, roles)
    if any(intervals):
        table[reader.say("column.interval")] = intervals
    table[reader.say("column.note")] = [priority_words.note(release, reader, grid, role) for role in roles]
    return table

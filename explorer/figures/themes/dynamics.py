"""National rates over time, a band a population; what cannot be chained is not joined, and why is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from explorer.charts.timeline import timeline
from explorer.figures import claims
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.survey import bases
from explorer.figures.survey.absences import spoken_reason
from explorer.figures.survey.lookup import labels, rows_by_code
from explorer.figures.survey.marks import UNCERTAIN, printed, qualified, spoken, status_keys
from explorer.figures.survey.provenance import provenance, whole
from explorer.figures.themes.series import TABLE, Line, lines, name, steps, when
from explorer.published import Release
from explorer.reader import Reader


def dynamics(release: Release, reader: Reader, *, indicator: str) -> Figure:
    """Every published value of one indicator, in its year, in the band of its population."""
    shown = [line for line in lines(release, indicator) if line.dated]
    undated = [(line, row) for line in lines(release, indicator) for row in line.undated]
    cells = release.table(TABLE)
    rows = cells[cells["indicator"] == indicator].reset_index(drop=True)
    said = _sentence(reader, release, rows, shown)
    label = labels(release, "indicators", reader)[indicator]
    wholes, parts = [line for line in shown if not line.part], [line for line in shown if line.part]
    panels = [
        replace(panel(release, reader, indicator, some), title=reader.say(title) if parts else "")
        for some, title in ((wholes, "dynamics.wholes"), (parts, "dynamics.parts"))
        if some
    ]
    return Figure(
        name=f"{TABLE}-{indicator}",
        cut=TABLE,
        title=label,
        sentence=said.words,
        claims=said.claims,
        reading=_reading(release, reader, shown),
        panels=tuple(panels),
        table=_table(release, reader, lines(release, indicator)),
        rows=rows,
        provenance=whole(provenance(release, TABLE, rows, reader), reader, "beside.base"),
        legend=(*keys(release, reader, shown), *status_keys(release, rows, reader)),
        caveats=(*_notes(release, reader, indicator), *bases.absences(release, TABLE, rows, reader)),
        facts=tuple(_facts(release, reader, shown, undated)),
    )


def panel(
    release: Release, reader: Reader, indicator: str, shown: list[Line], *, titled: bool = False
) -> Panel:
    """The chart of some lines of an indicator, all of them dated."""
    label = labels(release, "indicators", reader)[indicator]
    return Panel(_chart(release, reader, shown), _alt(release, reader, label, shown), label if titled else "")


def text(row: dict[str, Any], reader: Reader, release: Release) -> str:
    """The value as it is printed on the chart: its qualifier, its mark."""
    return qualified(printed(row["value"], row["status"], reader), row, release, reader)


def _describe(release: Release, reader: Reader, line: Line, row: dict[str, Any]) -> str:
    """One value in a sentence, for a tooltip and for those who hear the chart."""
    return reader.say(
        "dynamics.describe",
        population=name(release, reader, line),
        when=when(row, reader),
        value=qualified(spoken(row["value"], row["status"], release, reader), row, release, reader),
        study=labels(release, "studies", reader)[row["study"]],
        base=bases.noted(release, TABLE, row, reader),
    )


def _chart(release: Release, reader: Reader, shown: list[Line]) -> Any:
    rows, points, breaks, joins = [], [], [], []
    for place, line in enumerate(shown):
        counts = bases.brief(release, line.dated, reader)
        rows.append({"row": place, "label": name(release, reader, line), "base": counts})
        points += [
            {"row": place, "year": int(row["year"]), "year_end": int(row["year_end"] or row["year"]),
             "value": row["value"], "certain": row["status"] != UNCERTAIN, "text": text(row, reader, release),
             "when": when(row, reader), "description": _describe(release, reader, line, row),
             "lower": row.get("lower"), "upper": row.get("upper")}
            for row in line.dated
        ]  # fmt: skip
        for one, other, why in steps(release, reader, line):
            first, last = int(one["year_end"] or one["year"]), int(other["year"])
            if why:
                breaks.append({"row": place, "year": (first + last) / 2,
                               "description": _break(release, reader, line, (one, other, why))})  # fmt: skip
            else:
                joins.append({"row": place, "year": first, "value": one["value"],
                              "to_year": last, "to_value": other["value"]})  # fmt: skip
    cells = release.table(TABLE)
    years = [int(year) for year in (*cells["year"].dropna(), *cells["year_end"].dropna())]
    return timeline(
        pd.DataFrame(rows),
        pd.DataFrame(points),
        pd.DataFrame(breaks),
        pd.DataFrame(joins),
        span=(min(years), max(years)),
        lang=reader.lang,
        palette=reader.palette,
    )


def _break(release: Release, reader: Reader, line: Line, step: tuple[Any, Any, tuple[str, ...]]) -> str:
    """« Associations employeuses, 2009 puis 2015 : autre programme d'études (ARPEA, PHARE) »."""
    return _told(reader, name(release, reader, line), _change(reader, step))


def _told(reader: Reader, whose: str, change: tuple[str, str, str]) -> str:
    one, other, why = change
    return reader.say("dynamics.break", population=whose, one=one, other=other, why=why)


def _change(reader: Reader, step: tuple[Any, Any, tuple[str, ...]]) -> tuple[str, str, str]:
    """When the first value is of, when the second, why the second does not continue the first."""
    one, other, why = step
    return when(one, reader), when(other, reader), reader.listing(list(why))


def _sentence(reader: Reader, release: Release, rows: pd.DataFrame, shown: list[Line]) -> claims.Said:
    """How many values there are, and whether any continues another."""
    count = int(rows["value"].notna().sum())
    known = claims.known(TABLE, claims.where(indicator=rows["indicator"].iloc[0]), count)
    counted = reader.say("dynamics.one" if count == 1 else "dynamics.count", count=count)
    pairs = [why for line in shown for *_, why in steps(release, reader, line)]
    key = ("alone" if count > 1 else "") if not pairs else "apart" if all(pairs) else "joined"
    after = reader.say(f"dynamics.{key}") if key else ""
    return claims.together([claims.Said(counted, (known,)), claims.Said(after)])


def _reading(release: Release, reader: Reader, shown: list[Line]) -> str:
    """The first value that is certain, in a sentence."""
    for line in shown:
        for row in line.dated:
            if row["value"] is not None:
                return _describe(release, reader, line, row)
    return ""


def _alt(release: Release, reader: Reader, label: str, shown: list[Line]) -> str:
    """All the points and breaks in words."""
    said = [_describe(release, reader, line, row) for line in shown for row in line.dated]
    pairs = [(line, step) for line in shown for step in steps(release, reader, line) if step[2]]
    breaks = [_break(release, reader, line, step) for line, step in pairs]
    words = reader.say("dynamics.alt", indicator=label, parts=reader.say("semicolon").join(said))
    return " ".join([words, *(f"{reader.say('dynamics.breaks')}{reader.say('colon')}{b}." for b in breaks)])


def _facts(
    release: Release, reader: Reader, shown: list[Line], undated: list[tuple[Line, dict[str, Any]]]
) -> list[tuple[str, str]]:
    """What the chart cannot say by itself: why series break, which values have no year, what is counted."""
    facts = []
    broken: dict[tuple[str, str, str], list[str]] = {}
    for line in shown:
        for step in steps(release, reader, line):
            if step[2]:
                broken.setdefault(_change(reader, step), []).append(name(release, reader, line))
    breaks = [_told(reader, reader.listing(whose), change) for change, whose in broken.items()]
    if breaks:
        facts.append((reader.say("dynamics.breaks"), reader.say("semicolon").join(breaks)))
    if undated:
        said = [
            reader.say("dynamics.undated", population=name(release, reader, line),
                       value=text(row, reader, release))
            for line, row in undated
        ]  # fmt: skip
        facts.append((reader.say("series.undated.term"), reader.say("semicolon").join(said)))
    return facts


def _notes(release: Release, reader: Reader, indicator: str) -> tuple[str, ...]:
    """What the indicator counts, then the notes of the rows, each with its year and whose it is."""
    counts = reader.words(rows_by_code(release, "indicators")[indicator], "counts")
    known = labels(release, "populations", reader)
    noted: dict[tuple[str, str], list[str]] = {}
    for line in lines(release, indicator):
        for row in (*line.dated, *line.undated):
            note = reader.words(row, "note")
            if note:
                who = known.get(line.population, line.population)
                noted.setdefault((when(row, reader), note), []).append(who)
    notes = [
        f"{reader.listing(whose)}, {year}{reader.say('colon')}{note}" for (year, note), whose in noted.items()
    ]
    return (counts, *notes) if counts else tuple(notes)


def keys(release: Release, reader: Reader, shown: list[Line]) -> tuple[Key, ...]:
    """What the marks of the chart of some lines mean, of those that it has."""
    palette = reader.palette
    found = [Key(reader.say("dynamics.legend.point"), "dot", palette.accent)]
    dated = [row for line in shown for row in line.dated]
    if any(row["status"] == UNCERTAIN and row["value"] is not None for row in dated):
        found.append(Key(reader.say("dynamics.legend.open"), "ring", palette.accent))
    if any(row["year_end"] for row in dated):
        found.append(Key(reader.say("dynamics.legend.period"), "solid", palette.accent))
    if any(why for line in shown for *_, why in steps(release, reader, line)):
        found.append(Key(reader.say("dynamics.legend.break"), "upright", palette.muted))
    if any(row.get("lower") is not None and row["value"] is not None for row in dated):
        found.append(Key(reader.say("legend.interval"), "span", palette.ink))
    lost = dict.fromkeys(row["status"] for row in dated if row["value"] is None)
    found += [Key(spoken_reason(status, release, reader), "dashed", palette.paper) for status in lost]
    return tuple(found)


def _table(release: Release, reader: Reader, all_lines: list[Line]) -> pd.DataFrame:
    """One row a value: of whom, when, how much, which study, of how many."""
    studies, sources = labels(release, "studies", reader), rows_by_code(release, "sources")
    return pd.DataFrame(
        [
            {
                reader.say("dynamics.population"): name(release, reader, line),
                reader.say("dynamics.year"): when(row, reader),
                reader.say("column.value"): text(row, reader, release),
                reader.say("figure.study"): studies.get(row["study"], row["study"]),
                reader.say("column.base"): bases.noted(release, TABLE, row, reader),
                reader.say("figure.source"): reader.typeset(
                    str(sources.get(str(row["source"]), {}).get("publisher") or row["source"])
                ),
                reader.say("column.note"): reader.words(row, "note"),
            }
            for line in all_lines
            for row in (*line.dated, *line.undated)
        ]
    )

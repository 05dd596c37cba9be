"""Measures for which two sources of one study print different figures: shown as such, neither preferred."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Figure, Provenance
from explorer.figures.survey.facts import Fact, facts
from explorer.figures.survey.lookup import constant, labels, rows_by_code
from explorer.figures.survey.provenance import citations
from explorer.published import Release
from explorer.reader import Reader

# What a note of a conflict starts with: the title of the table says so.
CONFLICT = re.compile(r"^(?:Conflit|Conflict)\s?: (\w)")

# Columns that say what a row measures, and the table of their labels.
WHAT = (("indicator", "indicators"), ("practice", "items"), ("answer", "answers"), ("domain", "domains"))


def groups(release: Release) -> list[tuple[str, list[dict[str, Any]]]]:
    """Cut and rows of each measure with two different values: figures that differ by their source only."""
    same: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts(release):
        if fact.value is not None:
            same.setdefault(fact.about, []).append(fact)
    return [
        (mine[0].table, [fact.row for fact in mine])
        for mine in same.values()
        if len({fact.value for fact in mine}) > 1
    ]


def conflicts(release: Release, reader: Reader) -> Figure | None:
    """All of them in a table; None where there is none."""
    found = groups(release)
    if not found:
        return None
    rows = pd.concat([pd.DataFrame(rows).assign(table=name) for name, rows in found], ignore_index=True)
    return Figure(
        name="conflicts",
        title=reader.say("conflicts.title"),
        sentence=reader.say("conflicts.one" if len(found) == 1 else "conflicts.sentence", count=len(found)),
        claims=(claims.differing(len(found)),),
        reading="",
        panels=(),
        table=pd.DataFrame([_row(release, reader, name, rows) for name, rows in found]),
        rows=rows,
        provenance=Provenance(citations=citations(release, rows, reader)),
    )


def _row(release: Release, reader: Reader, table: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """What is measured, of whom, by which study, the figures with who printed each, what is known of it."""
    first = rows[0]
    what = [
        labels(release, names, reader).get(str(first[column]), "")
        for column, names in WHAT
        if first.get(column) is not None
    ]
    if "indicator" not in first and (code := constant(release, table, "indicator")):
        what.insert(0, labels(release, "indicators", reader).get(code, ""))
    study = labels(release, "studies", reader).get(str(first["study"]), str(first["study"]))
    population = labels(release, "populations", reader).get(str(first.get("population")), "")
    sources = [_publisher(release, reader, row) for row in rows]
    notes = [CONFLICT.sub(_capital, reader.words(row, "note")) for row in rows]
    if len(set(filter(None, notes))) > 1:  # « this page » is then the page of one of them
        notes = [
            f"{who}{reader.say('colon')}{note}" for who, note in zip(sources, notes, strict=True) if note
        ]
    return {
        reader.say("conflicts.what"): reader.say("colon").join(part for part in what if part),
        reader.say("dynamics.population"): population,
        reader.say("figure.study"): f"{study}, {first['year']}" if first.get("year") else study,
        reader.say("conflicts.values"): reader.say("conflicts.or").join(
            _printed(release, reader, table, row) for row in rows
        ),
        reader.say("column.note"): _apart(list(dict.fromkeys(note for note in notes if note))),
    }


def _printed(release: Release, reader: Reader, table: str, row: dict[str, Any]) -> str:
    """« 65 % (Le RAMEAU) »."""
    unit = row.get("unit") or constant(release, table, "unit") or "percent"
    qualifier = labels(release, "qualifiers", reader).get(str(row.get("qualifier")), "")
    value = reader.quantity(row["value"], rows_by_code(release, "units").get(unit, {}))
    return reader.say(
        "conflicts.value",
        value=f"{qualifier} {value}".strip(),
        source=_publisher(release, reader, row),
    )


def _publisher(release: Release, reader: Reader, row: dict[str, Any]) -> str:
    """Who printed the figure of a row."""
    source = rows_by_code(release, "sources").get(str(row["source"]), {})
    return reader.typeset(str(source.get("publisher") or row["source"]))


def _apart(notes: list[str]) -> str:
    """Notes of several pages: a dot between two of them, in the place of a full stop."""
    return "\u00a0\u00b7 ".join([*(note.removesuffix(".") for note in notes[:-1]), *notes[-1:]])


def _capital(found: re.Match[str]) -> str:
    return found[1].upper()

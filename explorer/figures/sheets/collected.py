"""Figures of several tables gathered in one view, to be read together and taken away."""

from __future__ import annotations

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Figure, Key, Panel, Provenance
from explorer.figures.sheets.crossing import keys
from explorer.figures.survey import bases
from explorer.figures.survey.absences import keys as absence_keys
from explorer.figures.survey.fact_words import in_words
from explorer.figures.survey.facts import Fact, by_table
from explorer.figures.survey.intervals import span_of
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.provenance import citations, provenance, together
from explorer.published import Release
from explorer.reader import Reader

OPEN, EMPTY = "open", "word"  # the swatches of a bar in dashes, of a value that is a word
OBSERVATIONS = "observations"  # the release's own table of all figures with common columns


def collected(
    release: Release,
    reader: Reader,
    found: list[Fact],
    *,
    named: tuple[str, str],
    said: claims.Said,
    panels: tuple[Panel, ...] = (),
    caveats: tuple[str, ...] = (),
) -> Figure:
    """The figure, `named` by a name for files and a title.

    Its rows are those of the one table that the figures are of, else of the observations.
    """
    own = by_table(release, found)
    surveyed = {table: rows for table, rows in own.items() if "study" in rows.columns}
    return Figure(
        name=named[0],
        cut=_cut(release, own),
        title=named[1],
        sentence=said.words,
        claims=said.claims,
        reading="",
        panels=panels,
        table=_table(release, reader, found),
        rows=_rows(release, found, own),
        provenance=together(
            [
                provenance(release, table, rows, reader)
                if table in surveyed
                else Provenance(citations=citations(release, rows, reader))
                for table, rows in own.items()
            ],
            reader,
        ),
        legend=(
            *_open(reader, found, panels),
            *keys(release, reader, found),
            *(_absent(release, reader, own) if panels else ()),
        ),
        caveats=tuple(
            dict.fromkeys((*(part for part in caveats if part), *bases.reasons(release, surveyed, reader)))
        ),
    )


def _open(reader: Reader, found: list[Fact], panels: tuple[Panel, ...]) -> tuple[Key, ...]:
    """The dashed bars and dots of what is of low reliability, where a chart has them."""
    doubtful = any(fact.status == UNCERTAIN and fact.value is not None for fact in found)
    return (Key(reader.say("legend.open"), OPEN, reader.palette.muted),) if panels and doubtful else ()


def _absent(release: Release, reader: Reader, own: dict[str, pd.DataFrame]) -> tuple[Key, ...]:
    """The empty tracks of a chart, each with its reason."""
    cells = [rows[["value", "status"]] for rows in own.values() if {"value", "status"} <= set(rows.columns)]
    return tuple(absence_keys(release, reader, pd.concat(cells))) if cells else ()


def _cut(release: Release, own: dict[str, pd.DataFrame]) -> str:
    """The table that the rows are of; empty where they are of several that no table joins."""
    if len(own) == 1:
        return next(iter(own))
    return OBSERVATIONS if OBSERVATIONS in release.tables else ""


def _rows(release: Release, found: list[Fact], own: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The release's own cells."""
    if len(own) == 1:
        return next(iter(own.values()))
    if OBSERVATIONS in release.tables:
        cells = release.table(OBSERVATIONS)
        wanted = {fact.identifier for fact in found}
        return cells[cells["identifier"].isin(wanted)].reset_index(drop=True)
    common = ("study", "year", "value", "status", "source", "page", "note", "note_en")
    made = [
        {"identifier": fact.identifier, "indicator": fact.indicator, "population": fact.population,
         "territory": fact.territory, "domain": fact.domain, "actor": fact.actor, "unit": fact.unit,
         **{column: fact.row.get(column) for column in common}}
        for fact in found
    ]  # fmt: skip
    return pd.DataFrame(made).convert_dtypes() if made else pd.DataFrame(columns=["identifier", "value"])


def _intervals(release: Release, reader: Reader, found: list[Fact]) -> dict[str, list[str]]:
    """The column of intervals, where any figure has one."""
    spans = [span_of(release, fact.table, fact.row).lower is not None for fact in found]
    told = [
        bases.interval(release, fact.table, fact.row, reader) if known else ""
        for fact, known in zip(found, spans, strict=True)
    ]
    return {reader.say("column.interval"): told} if any(spans) else {}


def _table(release: Release, reader: Reader, found: list[Fact]) -> pd.DataFrame:
    """One row a figure, in words."""
    said = [in_words(release, reader, fact) for fact in found]
    what = [
        " · ".join(part for part in (one.subject, one.domain, *one.about, one.whom, one.where) if part)
        for one in said
    ]
    return pd.DataFrame(
        {
            reader.say("facts.column.what"): what,
            reader.say("facts.column.value"): [one.value for one in said],
            reader.say("figure.study"): [one.study or one.year for one in said],
            reader.say("column.base"): [one.base for one in said],
            **_intervals(release, reader, found),
            reader.say("column.note"): [one.note for one in said],
        }
    )

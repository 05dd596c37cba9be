"""All about one study: what was asked, of whom, how; its figures by question; its files, its corrections.

Nothing here knows a study: what is shown of one is what the tables hold of it (study_shapes.py: how).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from explorer.figures.figure import Citation, Key, Provenance
from explorer.figures.numbers.corrections import corrected
from explorer.figures.studies import method
from explorer.figures.studies.shapes import Panel, panels
from explorer.figures.survey.bars import signs
from explorer.figures.survey.facts import Fact, facts
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import status_keys
from explorer.figures.survey.provenance import base_words, citation_words, citations, institutes, questions
from explorer.figures.survey.questions import SERIES, TABLE, question, why_apart
from explorer.published import Release
from explorer.reader import Reader

STUDIES, FIGURES = "studies", "observations"
CODED = ("mode", "sampling", "weighting")  # columns of a study whose words are ours (study.mode.telephone)
MORE = ("design_effect", "small_base", "rounding")  # numbers that say how its figures are to be taken


@dataclass(frozen=True)
class Asked:
    """A question of a study: what it measures, its wording or why there is none, to whom, its figures."""

    code: str
    title: str
    wording: str
    universe: str
    counts: str
    note: str
    panels: tuple[Panel, ...]
    count: int


@dataclass(frozen=True)
class Joint:
    """How a study stands in a series: beside another study (`joined`) or apart from it, and why."""

    other: str
    study: str
    what: str
    joined: bool
    reason: str = ""


@dataclass(frozen=True, eq=False)
class Study:
    """A study and all that the release has of it; `files` are names and cells to be had."""

    code: str
    title: str
    lead: str
    terms: tuple[tuple[str, str], ...]
    sources: tuple[Citation, ...]
    asked: tuple[Asked, ...]
    joints: tuple[Joint, ...]
    corrections: tuple[str, ...]
    legend: tuple[Key, ...]
    files: tuple[tuple[str, pd.DataFrame], ...]


def codes(release: Release) -> list[str]:
    """Every study, the newest first, of one year that of most figures; those without a year last."""
    counts: dict[str, int] = {}
    for fact in facts(release):
        counts[fact.study] = counts.get(fact.study, 0) + 1
    rows = rows_by_code(release, STUDIES)
    return sorted(rows, key=lambda code: (-int(rows[code]["year"] or 0), -counts.get(code, 0), code))


def study(release: Release, reader: Reader, *, code: str) -> Study:
    """All about the study of that code."""
    row = rows_by_code(release, STUDIES)[code]
    mine = [fact for fact in facts(release) if fact.study == code]
    rows = _of(release, FIGURES, code)
    return Study(
        code=code,
        title=method.titled(row, reader),
        lead=_lead(release, reader, row),
        terms=tuple(_terms(release, reader, row)),
        sources=_sources(release, reader, row, rows),
        asked=_asked(release, reader, code, mine),
        joints=tuple(_joints(release, reader, code)),
        corrections=corrected(release, reader, FIGURES if len(rows) else "", _known(rows, code)),
        legend=_legend(release, reader, rows),
        files=tuple(
            (name, cells)
            for name, cells in ((FIGURES, rows), (TABLE, _of(release, TABLE, code)))
            if len(cells)
        ),
    )


def _of(release: Release, table: str, code: str) -> pd.DataFrame:
    """The rows of a table that are of a study; none where the release lacks it."""
    if table not in release.tables:
        return pd.DataFrame()
    cells = release.table(table)
    return cells[cells["study"] == code].reset_index(drop=True)


def _legend(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[Key, ...]:
    """What its marks and whiskers mean."""
    if rows.empty:
        return ()
    return (*status_keys(release, rows, reader), *signs(release, reader, FIGURES, rows))


def _known(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    return rows if len(rows) else pd.DataFrame({"study": [code]})


def _lead(release: Release, reader: Reader, row: dict[str, Any]) -> str:
    """Kind and institute, then who answered: « Enquête, OpinionWay : maires, n = 800 »."""
    who = ", ".join(part for part in (_coded(release, reader, "kind", row), institutes(row, reader)) if part)
    asked = {**row, "population": row.get("population") or ""}  # its number may be of several populations
    of = base_words(release, STUDIES, {}, asked, reader)
    return reader.say("colon").join(part for part in (who, of[:1].lower() + of[1:]) if part) + "."


def _coded(release: Release, reader: Reader, field: str, row: dict[str, Any]) -> str:
    """What a code of a study says: in our words, else in those of its schema."""
    code = row.get(field)
    if not code:
        return ""
    if reader.knows(f"study.{field}.{code}"):
        return reader.say(f"study.{field}.{code}")
    described = next((one for one in release.tables[STUDIES].fields if one["name"] == field), {})
    known = {str(one["value"]): one for one in described.get("categories", []) if isinstance(one, dict)}
    return reader.words(known.get(str(code), {}), "label") or str(code)


def _terms(release: Release, reader: Reader, row: dict[str, Any]) -> list[tuple[str, str]]:
    """Terms and what is said of them: by whom, how, of whom, how many, where."""
    said = method.study(release, reader, row)
    said.pop(reader.say("figure.study"))
    note = said.pop(reader.say("column.note"))
    found = list(said.items())
    found += [(reader.say(f"study.{field}"), _coded(release, reader, field, row)) for field in CODED]
    geography = str(row.get("geography") or "")
    if geography and "geographies" in release.tables:
        places = rows_by_code(release, "geographies").get(geography, {})
        words = " ".join(
            part for part in (f"{reader.words(places, 'label')}.", reader.words(places, "note")) if part
        )
        found.append((reader.say("study.geography"), words))
    found += [
        (reader.say(f"study.{field}"), reader.quantity(row[field], {}))
        for field in MORE
        if row.get(field) is not None
    ]
    return [(term, words) for term, words in (*found, (reader.say("column.note"), note)) if words]


def _sources(
    release: Release, reader: Reader, row: dict[str, Any], rows: pd.DataFrame
) -> tuple[Citation, ...]:
    """Where it is published: its own source, then those of its figures, each with how much was read."""
    own = str(row.get("source") or "")
    cited = citations(release, rows, reader) if len(rows) else ()
    first = citation_words(rows_by_code(release, "sources").get(own, {}), own, [], reader) if own else None
    if first is None or first.title in {one.title for one in cited}:
        return cited
    return (first, *cited)


def _asked(release: Release, reader: Reader, code: str, mine: list[Fact]) -> tuple[Asked, ...]:
    """Its questions: those of most figures first, then those of which none was read."""
    known = rows_by_code(release, "indicators")
    found: dict[str, list[Fact]] = {}
    for fact in mine:
        found.setdefault(fact.indicator, []).append(fact)
    for row in plain(_of(release, TABLE, code)) if TABLE in release.tables else []:
        found.setdefault(str(row["indicator"]), [])
    order = list(known)

    def place(indicator: str) -> tuple[int, int]:
        legible = sum(fact.value is not None for fact in found[indicator])
        return -legible, order.index(indicator) if indicator in order else len(order)

    made = []
    for indicator in sorted(found, key=place):
        row, put = known.get(indicator, {}), question(release, code, indicator)
        key = pd.DataFrame([{"study": code, "indicator": indicator}])
        made.append(
            Asked(
                code=indicator,
                title=reader.words(row, "label") or indicator or reader.say("study.unnamed"),
                wording=" ".join(questions(release, STUDIES, key, reader)),
                universe=reader.words(put, "universe"),
                counts=reader.words(row, "counts"),
                note=reader.words(put, "note"),
                panels=panels(release, reader, found[indicator]),
                count=len(found[indicator]),
            )
        )
    return tuple(made)


def _joints(release: Release, reader: Reader, code: str) -> list[Joint]:
    """Each series that it is in: the study before and the study after, joined or apart with the reason."""
    if SERIES not in release.tables:
        return []
    studies, found = rows_by_code(release, STUDIES), []
    series: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in plain(release.table(SERIES)):
        series.setdefault((str(row["indicator"]), str(row["population"])), []).append(row)
    for (indicator, population), rows in series.items():
        rows.sort(key=lambda row: (studies.get(str(row["study"]), {}).get("year") or 0, str(row["study"])))
        names = [str(row["study"]) for row in rows]
        what = (
            f"{labels(release, 'indicators', reader).get(indicator, indicator)}, "
            + labels(release, "populations", reader).get(population, population).lower()
        )
        for one, other in pairwise(names):
            if code in (one, other):
                beside = one if code == other else other
                apart = why_apart(release, reader, indicator, population, other)
                title = method.titled(studies[beside], reader)
                found.append(Joint(beside, title, what, not apart, apart))
    return found


def provenance_of(shown: Study) -> Provenance:
    """Its sources, as a figure has them."""
    return Provenance(studies=(shown.title,), citations=shown.sources, codes=(shown.code,))

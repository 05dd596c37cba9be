"""What reference tables lack for a study's rows: a sentence each, with what to add."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.studies.crosstab.match import Matches
from scripts.studies.crosstab.model import Crosstab
from scripts.studies.crosstab.plan import SKIP, Plan
from scripts.studies.crosstab.tables import Row, Tables
from scripts.studies.faults import say

_ANSWERED = {
    "indicator": "indicators",
    "subject": "actors",
    "domain": "domains",
    "item": "items",
    "answer": "answers",
}


def study(tables: Tables, code: str) -> Row:
    """The row of a study, an empty one where there is none."""
    return tables.codes("studies").get(code, {})


def source(plan: Plan, of: Row) -> str:
    """The code of the document that the figures are read in: the map's, else the study's."""
    return str(plan.get(("study", "source")) or of.get("source", ""))


def sentences(plan: Plan, of: Crosstab, matches: Matches, lang: str) -> list[str]:
    """A sentence for each row that is not there, once each."""
    found: dict[tuple[str, str], str] = {}
    for table, code, label in _named(plan, of, matches):
        if code and code != SKIP and code not in matches.tables.codes(table):
            told = say(
                "missing",
                table,
                lang,
                code=code,
                label=label,
                geography=matches.study.get("geography", ""),
                region=code.rpartition("_")[2],
            )
            found.setdefault((table, code), told)
    return list(found.values())


def _named(plan: Plan, of: Crosstab, matches: Matches) -> Iterator[tuple[str, str, str]]:
    """Every code that the rows will name: its table, itself, the label that it stands for."""
    yield "sources", source(plan, matches.study), str(matches.study.get("label_fr", ""))
    yield "geographies", str(matches.study.get("geography", "")), str(matches.study.get("label_fr", ""))
    for title in of.titles():
        entry = plan.entry("question", title)
        if entry.get("is") == SKIP:
            continue
        yield "populations", str(entry.get("population", "")), title
        for name, table in _ANSWERED.items():
            yield table, str(entry.get(name, "")), title
            for label, told in entry.get("answers", {}).items():
                yield table, str(told.get(name, "")), label
    labels = {column.label for block in of.blocks for column in block.columns}
    for label in labels:
        entry = plan.entry("column", label)
        yield "territories", str(entry.get("territory", "")), label
        parts = entry.get("population", {})
        for code in parts.values() if isinstance(parts, dict) else ():
            yield "populations", str(code), label

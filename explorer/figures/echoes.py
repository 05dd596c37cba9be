"""What else is said of a number: the sources that repeat it, those that differ, what was corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.address import ERRATA
from explorer.figures.fact_words import label, rows_of, value_words
from explorer.figures.facts import Fact, by_identifier
from explorer.figures.figure import Citation
from explorer.figures.lookup import plain, references
from explorer.figures.provenance import citation_words
from explorer.locales import day
from explorer.published import Release
from explorer.reader import Reader

CORROBORATIONS = "corroborations"
STATES = ("old", "new")  # of a cell that was corrected


@dataclass(frozen=True)
class Other:
    """Another source on the same figure: what it prints, where it is printed, what is said of it."""

    value: str
    citation: Citation
    note: str
    identifier: str = ""


@dataclass(frozen=True)
class Correction:
    """An erratum: what was changed, when and why."""

    words: str
    reason: str


def repeated(release: Release, reader: Reader, identifier: str) -> tuple[Other, ...]:
    """The other sources that print the same figure."""
    if CORROBORATIONS not in release.tables:
        return ()
    cells = release.table(CORROBORATIONS)
    sources = rows_of(release, "sources")
    return tuple(
        Other("", citation_words(sources.get(str(row["source"]), {}), str(row["source"]), [], reader),
              reader.words(row, "note"))
        for row in plain(cells[cells["observation"] == identifier])
    )  # fmt: skip


def others(release: Release, reader: Reader, fact: Fact) -> tuple[Other, ...]:
    """What other sources print for the same thing: figures that differ from it by the source alone."""
    sources = rows_of(release, "sources")
    same = [
        other
        for other in by_identifier(release).values()
        if other.identifier != fact.identifier and other.about == fact.about
    ]
    return tuple(
        Other(
            value_words(release, reader, other),
            citation_words(
                sources.get(str(other.row.get("source")), {}),
                str(other.row.get("source")),
                [str(other.row["page"])] if other.row.get("page") else [],
                reader,
            ),
            reader.words(other.row, "note"),
            other.identifier,
        )
        for other in same
    )


def field_words(release: Release, reader: Reader, identifier: str, field: str) -> str:
    """The title of a field of the table that the identifier is of; its name where it has none."""
    table = release.tables.get(identifier.partition(":")[0])
    described = next((one for one in table.fields if one["name"] == field), {}) if table else {}
    return reader.words(described, "title") or field


def states_words(release: Release, reader: Reader, erratum: Mapping[str, Any]) -> dict[str, str]:
    """What a cell said and what it says: labels of codes, the texts themselves, or that there was nothing.

    Where one of two codes has no label any more, both are told as codes: a label beside a code says nothing.
    """
    table, field = erratum["identifier"].partition(":")[0], erratum["field"]
    known = references(release, table).get(field, "") if table in release.tables else ""
    texts = {state: erratum[state] or "" for state in STATES}
    coded = known in release.tables and rows_of(release, known).keys() >= {*texts.values()} - {""}
    return {
        state: reader.say("observation.erratum.nothing")
        if not text
        else label(release, known, text, reader)
        if coded
        else reader.typeset(text)
        for state, text in texts.items()
    }


def _change(row: Mapping[str, Any]) -> str:
    """The key of the words: a cell that was changed, emptied or filled."""
    how = "" if row["old"] and row["new"] else ".removed" if row["old"] else ".added"
    return f"observation.erratum{how}"


def errata(release: Release, reader: Reader, identifier: str) -> tuple[Correction, ...]:
    """What was corrected in the row, the latest first."""
    if ERRATA not in release.tables:
        return ()
    cells = release.table(ERRATA)
    rows = sorted(
        plain(cells[cells["identifier"] == identifier]), key=lambda row: str(row["date"]), reverse=True
    )
    return tuple(
        Correction(
            reader.say(
                _change(row),
                version=row["version"],
                date=day(str(row["date"]), reader.lang),
                field=field_words(release, reader, identifier, row["field"]),
                **states_words(release, reader, row),
            ),
            reader.words(row, "reason"),
        )
        for row in rows
    )

"""What else is said of a number: the sources that repeat it, those that differ."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.figure import Citation
from explorer.figures.survey.fact_words import rows_of, value_words
from explorer.figures.survey.facts import Fact, by_identifier
from explorer.figures.survey.lookup import plain
from explorer.figures.survey.provenance import citation_words
from explorer.published import Release
from explorer.reader import Reader

CORROBORATIONS = "corroborations"


@dataclass(frozen=True)
class Other:
    """Another source on the same figure: what it prints, where it is printed, what is said of it."""

    value: str
    citation: Citation
    note: str
    identifier: str = ""


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

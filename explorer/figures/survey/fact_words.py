"""A figure in words: what it counts, of whom, where, when, with its status, its base and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer.figures.figure import Citation
from explorer.figures.survey.absences import reason, spoken_reason
from explorer.figures.survey.facts import Fact, surveyed
from explorer.figures.survey.lookup import labels, references, rows_by_code
from explorer.figures.survey.marks import NORMAL, mark, status_label
from explorer.figures.survey.provenance import base_words, citation_words, of_the_study, study_words
from explorer.figures.survey.reading import base_unread
from explorer.published import Release
from explorer.reader import Reader

POINTS = "percentage_points"  # the unit of a change


@dataclass(frozen=True)
class Said:
    """A figure. `value` is as printed, with qualifier, unit and mark; `absent`: or why there is none.

    `about` are the actor and the answer, role or practice; `subject` is what is measured,
    `beside` the national figure of the same thing where it is of use.
    """

    identifier: str
    value: str
    absent: bool
    status: str
    subject: str
    domain: str
    about: tuple[str, ...]
    whom: str
    where: str
    year: str
    study: str
    base: str
    citation: Citation
    note: str
    normal: bool
    beside: str = ""


def in_words(release: Release, reader: Reader, fact: Fact) -> Said:
    """The words of a figure."""
    study = rows_of(release, "studies").get(fact.study, {})
    source = str(fact.row.get("source") or "")
    page = fact.row.get("page")
    return Said(
        identifier=fact.identifier,
        value=value_words(release, reader, fact),
        absent=fact.value is None,
        status=status_words(release, reader, fact),
        subject=subject(release, reader, fact),
        domain=label(release, "domains", fact.domain, reader) if fact.domain else "",
        about=about(release, reader, fact),
        whom=label(release, "populations", fact.population, reader),
        where=place_words(release, reader, fact.territory),
        year=fact.year.replace("-", "\u2013"),
        study=study_words(study, fact.study, reader) if fact.study else "",
        base=base(release, reader, fact),
        citation=citation_words(
            rows_of(release, "sources").get(source, {}), source, [] if page is None else [str(page)], reader
        ),
        note=reader.words(fact.row, "note"),
        normal=fact.value is not None and fact.status == NORMAL,
    )


def rows_of(release: Release, table: str) -> dict[str, dict[str, Any]]:
    """The rows of a reference table by code; none where the release lacks it."""
    return rows_by_code(release, table) if table in release.tables else {}


def label(release: Release, table: str, code: str, reader: Reader) -> str:
    """The label of a code, the code itself where there is none."""
    return labels(release, table, reader).get(code, code) if table in release.tables else code


def value_words(release: Release, reader: Reader, fact: Fact) -> str:
    """The value with qualifier, unit and mark; else why there is none."""
    if fact.value is None:
        return reader.say(f"value.{reason(fact.status)}")
    sign = mark(fact.status)
    return _quantity(release, reader, fact, fact.value) + (f"\u00a0{sign}" if sign else "")


def spoken_words(release: Release, reader: Reader, fact: Fact) -> str:
    """The same within a sentence, the status in words: « 69 % (faible fiabilité) »."""
    if fact.value is None:
        return spoken_reason(fact.status, release, reader)
    said = _quantity(release, reader, fact, fact.value)
    return f"{said} ({status_label(release, fact.status, reader)})" if mark(fact.status) else said


def _quantity(release: Release, reader: Reader, fact: Fact, value: float) -> str:
    """« plus de 37 % »."""
    unit = rows_of(release, "units").get(fact.unit, {})
    qualifier = str(fact.row.get("qualifier") or "")
    said = reader.quantity(value, unit)
    if fact.unit == "year":  # a date is no quantity: no space between its digits
        said = str(int(value))
    if fact.unit == POINTS and value > 0:  # a change says its direction
        said = f"+{said}"
    words = f"{label(release, 'qualifiers', qualifier, reader)} " if qualifier else ""
    return f"{words}{said}"


def status_words(release: Release, reader: Reader, fact: Fact) -> str:
    """The status in words; for what is missing, that the source has it and it cannot be read."""
    if fact.value is None:
        return spoken_reason(fact.status, release, reader)
    return status_label(release, fact.status, reader)


def subject(release: Release, reader: Reader, fact: Fact) -> str:
    """What is measured; the title of the table where its figures have no common measure."""
    if fact.indicator:
        return label(release, "indicators", fact.indicator, reader)
    return reader.words(release.tables[fact.table].properties, "title") or fact.table


def about(release: Release, reader: Reader, fact: Fact) -> tuple[str, ...]:
    """Actor, then answer, role, practice or whatever else the key of the figure says."""
    said = []
    if fact.actor and fact.row.get("actor"):
        said.append(label(release, "actors", fact.actor, reader))
    known = references(release, fact.table)
    for field, code in fact.items:
        row = rows_of(release, known.get(field, "")).get(code, {}) if field in known else fact.row
        said.append(reader.words(row, "label") or reader.typeset(str(row.get("name") or code)))
    return tuple(said)


def place_words(release: Release, reader: Reader, code: str) -> str:
    """The name of a territory of the studies, or of a region."""
    if code in rows_of(release, "territories"):
        return label(release, "territories", code, reader)
    return label(release, "regions", code, reader)


def base(release: Release, reader: Reader, fact: Fact) -> str:
    """Who answered and how many; for an area, that the number is the whole study's; or that there is none."""
    study = rows_of(release, "studies").get(fact.study, {})
    if not surveyed(release, fact):
        return reader.say("base.outside")
    said = base_words(release, fact.table, fact.row, study, reader)
    whole = fact.national or fact.row.get("base_n") is not None
    key = "card.base.unread" if base_unread(release, fact.row, study) else "card.base"
    return said if whole else of_the_study(said, reader, key)

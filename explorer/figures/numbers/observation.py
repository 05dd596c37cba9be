"""Everything that is known of one number: what it counts, its status, its source, its errata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer.address import places
from explorer.figures.figure import Citation
from explorer.figures.numbers.echoes import Other, others, repeated
from explorer.figures.numbers.ways import measured_ways, ways
from explorer.figures.official.context import INDICATORS, kind, period_code, printed, series, spoken_period
from explorer.figures.official.measured_words import citations as measured_citations
from explorer.figures.survey.errata import Correction, errata
from explorer.figures.survey.fact_words import (
    about,
    base,
    label,
    place_words,
    rows_of,
    status_words,
    subject,
    value_words,
)
from explorer.figures.survey.facts import Fact, by_identifier
from explorer.figures.survey.lookup import plain
from explorer.figures.survey.marks import status_label
from explorer.figures.survey.provenance import citation_words, questions, study_words
from explorer.locales import day, span
from explorer.published import File, Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Observation:
    """One number. `terms` are pairs of a name and what is said; `ways` pages, with codes to open them at."""

    identifier: str
    value: str
    measured: bool
    title: str
    status: str
    meaning: str
    terms: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]
    repeated: tuple[Other, ...]
    others: tuple[Other, ...]
    errata: tuple[Correction, ...]
    file: File | None
    cite: str
    ways: tuple[tuple[str, dict[str, str]], ...]


def observation(release: Release, reader: Reader, *, identifier: str) -> Observation:
    """What is known of the number. KeyError where the release has none of that identifier."""
    place = places(release)[identifier]
    fact = by_identifier(release).get(identifier)
    row = plain(release.table(place.table).iloc[[place.row]])[0]
    made = _survey(release, reader, fact) if fact else _measured(release, reader, row)
    title, licences = str(made["title"]), release.descriptor.get("licenses", [])
    shown = f"{title}{reader.say('colon')}{made['scope']}" if made["scope"] else title
    return Observation(
        identifier=identifier,
        value=made["value"],
        measured=fact is None,
        title=shown,
        status=made["status"],
        meaning=reader.words(rows_of(release, "statuses").get(str(row.get("status")), {}), "definition"),
        terms=tuple((reader.say(f"observation.{key}"), text) for key, text in made["terms"] if text),
        citations=made["citations"],
        repeated=repeated(release, reader, identifier),
        others=others(release, reader, fact) if fact else (),
        errata=errata(release, reader, identifier),
        file=next(
            (f for f in release.files if f.path == release.tables[place.table].properties["path"]), None
        ),
        cite=reader.say(
            "observation.cite.text",
            title=reader.words(release.descriptor, "title"),
            version=release.version,
            date=day(release.issued, reader.lang),
            identifier=identifier,
            licence=", ".join(str(one.get("title") or one.get("name", "")) for one in licences),
        ),
        ways=tuple(ways(release, fact) if fact else measured_ways(release, row)),
    )


def _survey(release: Release, reader: Reader, fact: Fact) -> dict[str, Any]:
    indicator = rows_of(release, "indicators").get(fact.indicator, {})
    population = rows_of(release, "populations").get(fact.population, {})
    study = rows_of(release, "studies").get(fact.study, {})
    source = str(fact.row.get("source") or "")
    pages = [str(fact.row["page"])] if fact.row.get("page") else []
    whom = label(release, "populations", fact.population, reader) if fact.population else ""
    tested = str(fact.row.get("significance") or "")
    cells = release.table(fact.table).iloc[[places(release)[fact.identifier].row]]
    said = rows_of(release, "sources").get(source, {})
    domain = label(release, "domains", fact.domain, reader) if fact.domain else ""
    where, year = place_words(release, reader, fact.territory), fact.year.replace("-", "\u2013")
    return {
        "value": value_words(release, reader, fact),
        "title": subject(release, reader, fact),
        "scope": ", ".join(
            part for part in (domain, *about(release, reader, fact), whom, where, year) if part
        ),
        "status": status_words(release, reader, fact),
        "citations": (citation_words(said, source, pages, reader),),
        "terms": [
            ("counts", reader.words(indicator, "counts")),
            ("population", _defined(whom, reader.words(population, "definition"))),
            ("territory", _territory(release, reader, fact.territory)),
            ("year", year),
            ("study", study_words(study, fact.study, reader) if fact.study else ""),
            ("method", _method(reader, study)),
            ("question", " ".join(questions(release, fact.table, cells, reader)) if fact.indicator else ""),
            ("base", base(release, reader, fact)),
            ("test", label(release, "significances", tested, reader) if tested else ""),
            ("note", reader.words(fact.row, "note")),
        ],
    }


def _measured(release: Release, reader: Reader, row: dict[str, Any]) -> dict[str, Any]:
    """The same of a measured value."""
    code, period = str(row["indicator"]), period_code(row)
    indicator = rows_of(release, INDICATORS)[code]
    value, status = row.get("value"), str(row.get("status") or "")
    reason = reader.words(rows_of(release, "absence-reasons").get(str(row.get("absence")), {}), "label")
    cells = release.table("context-values")
    used = cells[
        (cells["indicator"] == code) & (cells["year"] == row["year"]) & (cells["region"] == row["region"])
    ]
    said = series(release, code).get(period, {})
    domain = str(indicator["domain"] or "")
    return {
        "value": printed(release, reader, code, float(value), status) if value is not None else reason,
        "title": reader.words(indicator, "label"),
        "scope": f"{label(release, 'regions', str(row['region']), reader)}, {spoken_period(period, reader)}",
        "status": status_label(release, status, reader),
        "citations": measured_citations(release, reader, used),
        "terms": [
            ("kind", reader.say("observation.kind.measured", kind=kind(release, reader, code))),
            ("counts", reader.words(indicator, "definition")),
            ("domain", label(release, "domains", domain, reader) if domain else ""),
            ("producer", reader.typeset(str(indicator["producer"]))),
            ("year", spoken_period(period, reader)),
            ("direction", reader.words(indicator, "direction_reason")),
            ("breaks", reader.words(indicator, "breaks")),
            ("caveats", reader.words(indicator, "caveats")),
            (
                "note",
                " ".join(
                    dict.fromkeys(p for p in (reader.words(row, "note"), reader.words(said, "note")) if p)
                ),
            ),
        ],
    }


def brief(release: Release, reader: Reader, *, identifier: str) -> str:
    """A number in one line: what a link to it says."""
    shown = observation(release, reader, identifier=identifier)
    return f"{shown.value}{reader.say('colon')}{shown.title}"


def _defined(words: str, definition: str) -> str:
    return f"{words}. {definition}" if words and definition else words


def _territory(release: Release, reader: Reader, code: str) -> str:
    """The territory and what is said of it."""
    if not code:
        return ""
    name = place_words(release, reader, code)
    note = reader.words(rows_of(release, "territories").get(code, {}), "note")
    return f"{name}. {note}" if note else name


def _method(reader: Reader, study: dict[str, Any]) -> str:
    """How the answers were collected, where the release says it."""
    fieldwork = span(str(study.get("fieldwork") or ""), reader.lang)
    return reader.say("semicolon").join(part for part in (reader.words(study, "method"), fieldwork) if part)

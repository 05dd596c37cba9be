"""What the method page says, in tables: studies, questions, glossary, resources, what is fresh."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.provenance import NOT_APPLICABLE, UNCERTAIN, institutes, respondents
from explorer.figures.survey.questions import by_key
from explorer.figures.survey.reading import UNREAD, unread
from explorer.locales import LANGUAGES, day, folded, span
from explorer.published import Release
from explorer.reader import Reader

ASKED = ("printed", "unpublished", "unread", "counted")  # what is known of the question of an indicator
ABSENT = {NOT_APPLICABLE: "counted", UNREAD: "unread"}  # the status of an absent question; else unpublished
MEASURED = "context-sources"


def studies(release: Release, reader: Reader) -> pd.DataFrame:
    """One row a study, the oldest first: by whom, how, of whom, how many, or why it is not known."""
    rows = sorted(rows_by_code(release, "studies").values(), key=lambda row: (row["year"] or 0, row["code"]))
    return pd.DataFrame([study(release, reader, row) for row in rows], index=[row["code"] for row in rows])


def study(release: Release, reader: Reader, row: dict[str, Any]) -> dict[str, str]:
    """What is said of a study, by the names of the columns."""

    def told(stem: str, words: str | None) -> str:
        return _told(release, row, stem, words, reader)

    population = labels(release, "populations", reader).get(str(row["population"]))
    return {
        reader.say("figure.study"): titled(row, reader),
        reader.say("method.programme"): labels(release, "programmes", reader).get(str(row["programme"]), ""),
        reader.say("method.institute"): told("institute", institutes(row, reader)),
        reader.say("method.method"): told("method", reader.words(row, "method")),
        reader.say("method.fieldwork"): told("method", span(row["fieldwork"] or "", reader.lang)),
        reader.say("dynamics.population"): population or _several(row, reader),
        reader.say("method.n"): told("n", respondents(release, reader, row)),
        reader.say("column.note"): reader.words(row, "note"),
    }


def titled(row: dict[str, Any], reader: Reader) -> str:
    """« PHARE-Citoyens, 2015 »."""
    label = reader.words(row, "label")
    years = "\u2013".join(dict.fromkeys(str(y) for y in (row["year"], row["year_end"]) if y is not None))
    years = years or reader.say("series.undated")
    return label if years in label.replace("-", "\u2013") else f"{label}, {years}"


def _several(row: dict[str, Any], reader: Reader) -> str:
    """A study without one population has several (schema of `studies`), or surveyed none."""
    return reader.say("value.not_applicable" if row["n_status"] == NOT_APPLICABLE else "method.several")


def _told(release: Release, row: dict[str, Any], stem: str, words: str | None, reader: Reader) -> str:
    """The words, or why there are none: not applicable, not read of a source, not published by it."""
    if words:
        return reader.typeset(words)
    status = row[f"{stem}_status"]
    if status == NOT_APPLICABLE:
        return reader.say("value.not_applicable")
    return reader.say("method.unread" if unread(release, status, row["source"]) else "method.unpublished")


def questions(release: Release, reader: Reader) -> dict[str, pd.DataFrame]:
    """The questions by study, in a table each: `printed`, `unpublished`, `unread`, none (`counted`).

    One row a study and indicator: the question as it was put, where it is known, and to whom; what it counts.
    """
    units, studies_ = labels(release, "units", reader), rows_by_code(release, "studies")
    known = rows_by_code(release, "indicators")
    found: dict[str, list[dict[str, str]]] = {key: [] for key in ASKED}

    def place(row: Mapping[str, Any]) -> tuple[Any, ...]:
        study, measured = studies_.get(str(row["study"]), {}), known.get(str(row["indicator"]), {})
        return (-(study.get("year") or 0), str(row["study"]), folded(reader.words(measured, "label")))

    for row in sorted(by_key(release).values(), key=place):
        measured = known.get(str(row["indicator"]), {})
        asked = _asked(row, reader)
        state = "printed" if asked else ABSENT.get(str(row["question_status"]), "unpublished")
        found[state].append(
            {
                reader.say("figure.study"): titled(studies_[str(row["study"])], reader),
                reader.say("method.indicator"): reader.words(measured, "label"),
                **({reader.say("figure.question"): asked} if asked else {}),
                **({reader.say("method.universe"): reader.words(row, "universe")} if asked else {}),
                reader.say("method.counts"): reader.words(measured, "counts"),
                reader.say("method.unit"): units.get(str(measured.get("unit")), ""),
            }
        )
    return {key: pd.DataFrame(listed) for key, listed in found.items() if listed}


def _asked(row: Mapping[str, Any], reader: Reader) -> str:
    """The question in French, whatever the page, since it was asked so; empty where none is known."""
    if not row["question_fr"]:
        return ""
    quoted = f"«\u00a0{Reader('fr').typeset(row['question_fr'])}\u00a0»"
    uncertain = row["question_status"] == UNCERTAIN
    return reader.say("question.uncertain", question=quoted) if uncertain else quoted


def measured_sources(release: Release, reader: Reader) -> pd.DataFrame:
    """One row a data set of official statistics, by producer: what it is called, its year, who relays it."""
    if MEASURED not in release.tables:
        return pd.DataFrame()
    french = Reader("fr").typeset
    rows = sorted(
        plain(release.table(MEASURED)),
        key=lambda row: (folded(str(row["producer"])), folded(str(row["title"]))),
    )
    return pd.DataFrame(
        [
            {
                reader.say("data.producer"): french(str(row["producer"] or "")),
                reader.say("data.dataset"): french(str(row["title"] or "")),
                reader.say("data.edition"): str(row["edition"] or ""),
                reader.say("data.relay"): reader.words(row, "relay"),
            }
            for row in rows
        ]
    )


def glossary(release: Release, reader: Reader) -> list[tuple[str, str]]:
    """Term and definition, in the order of a dictionary."""
    terms = [
        (reader.words(r, "term"), reader.words(r, "definition")) for r in plain(release.table("glossary"))
    ]
    return sorted(terms, key=lambda pair: folded(pair[0]))


def changelog(text: str, reader: Reader) -> str:
    """A changelog as Markdown in the language of the reader where each part says the same twice (« … · … »).

    What comes before the first version is for those who write it. Versions become headings, pictures are left
    out: it is text of the release, not of the page.
    """
    said = []
    first = re.search(r"^## ", text, re.MULTILINE)
    blocks = re.split(
        r"\n(?=\s*[-*#] ?)|\n\s*\n", text[first.start() :] if first else text.partition("\n")[2]
    )
    for line in filter(None, (" ".join(block.split()) for block in blocks)):
        mark = (re.match(r"#+\s*|[-*] ", line) or [""])[0]
        words = line[len(mark) :]
        both = words.split(" \u00b7 ")
        words = both[LANGUAGES.index(reader.lang)] if len(both) == len(LANGUAGES) else words
        if dated := re.fullmatch(r"(\S+) - (\d{4}-\d{2}-\d{2})", words):
            words = f"{dated[1]}, {day(dated[2], reader.lang)}"
        pieces = enumerate(words.split("`"))
        words = "`".join(piece if place % 2 else reader.typeset(piece) for place, piece in pieces)
        said.append(
            f"### {words}" if mark == "## " else f"**{words}**" if mark.startswith("#") else mark + words
        )
    return "\n\n".join(said).replace("![", "!\\[").replace("$", "\\$")


def freshness(release: Release, reader: Reader) -> list[tuple[str, str]]:
    """Terms and what is said of them: when released, the last study, the last source."""
    found = [("released", day(release.issued, reader.lang))]
    if "studies" in release.tables:
        years = [y for row in plain(release.table("studies")) for y in (row["year"], row["year_end"]) if y]
        found.append(("study", str(max(years, default=""))))
    if "sources" in release.tables:
        dates = [str(row["published"]) for row in plain(release.table("sources")) if row["published"]]
        found.append(("source", day(max(dates, default=""), reader.lang)))
    return [(reader.say(f"method.fresh.{key}"), said) for key, said in found if said]

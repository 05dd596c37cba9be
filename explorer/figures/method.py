"""What the method page says, in tables: studies, questions, glossary, resources, errata, what is fresh."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from explorer.figures.echoes import ERRATA, STATES, cell_words, field_words
from explorer.figures.lookup import labels, plain, rows_by_code
from explorer.figures.provenance import NOT_APPLICABLE, UNCERTAIN, respondents
from explorer.locales import LANGUAGES, day, folded, span
from explorer.published import Release
from explorer.reader import Reader


def studies(release: Release, reader: Reader) -> pd.DataFrame:
    """One row a study, the oldest first: by whom, how, of whom, how many; what is not published is said."""
    programmes, populations = labels(release, "programmes", reader), labels(release, "populations", reader)
    rows = sorted(rows_by_code(release, "studies").values(), key=lambda row: (row["year"] or 0, row["code"]))
    return pd.DataFrame(
        [
            {
                reader.say("figure.study"): _titled(row, reader),
                reader.say("method.programme"): programmes.get(str(row["programme"]), ""),
                reader.say("method.institute"): _told(row, "institute", row["institute"], reader),
                reader.say("method.method"): _told(row, "method", reader.words(row, "method"), reader),
                reader.say("method.fieldwork"): _told(
                    row, "method", span(row["fieldwork"] or "", reader.lang), reader
                ),
                reader.say("dynamics.population"): populations.get(str(row["population"]), ""),
                reader.say("method.n"): _told(row, "n", respondents(release, reader, row), reader),
                reader.say("column.note"): reader.words(row, "note"),
            }
            for row in rows
        ]
    )


def _titled(row: dict[str, Any], reader: Reader) -> str:
    """« PHARE-Citoyens, 2015 »."""
    label = reader.words(row, "label")
    years = "\u2013".join(dict.fromkeys(str(y) for y in (row["year"], row["year_end"]) if y is not None))
    years = years or reader.say("series.undated")
    return label if years in label else f"{label}, {years}"


def _told(row: dict[str, Any], stem: str, words: str | None, reader: Reader) -> str:
    """The words; « not published » where there should be some; nothing where there cannot be."""
    if words:
        return reader.typeset(words)
    return "" if row[f"{stem}_status"] == NOT_APPLICABLE else reader.say("method.unpublished")


def questions(release: Release, reader: Reader) -> pd.DataFrame:
    """One row an indicator: the question as it was asked, or why there is none; what it counts."""
    units = labels(release, "units", reader)
    return pd.DataFrame(
        [
            {
                reader.say("method.indicator"): reader.words(row, "label"),
                reader.say("figure.question"): _asked(row, reader),
                reader.say("method.counts"): reader.words(row, "counts"),
                reader.say("method.unit"): units.get(str(row["unit"]), ""),
            }
            for row in rows_by_code(release, "indicators").values()
        ]
    )


def _asked(row: dict[str, Any], reader: Reader) -> str:
    """The question in French, whatever the page, since it was asked so."""
    if row["question_fr"]:
        quoted = f"«\u00a0{Reader('fr').typeset(row['question_fr'])}\u00a0»"
        uncertain = row["question_status"] == UNCERTAIN
        return reader.say("question.uncertain", question=quoted) if uncertain else quoted
    return reader.say("method.counted" if row["question_status"] == NOT_APPLICABLE else "question.none")


def glossary(release: Release, reader: Reader) -> list[tuple[str, str]]:
    """Term and definition, in the order of a dictionary."""
    terms = [
        (reader.words(r, "term"), reader.words(r, "definition")) for r in plain(release.table("glossary"))
    ]
    return sorted(terms, key=lambda pair: folded(pair[0]))


def changelog(text: str, reader: Reader) -> str:
    """A changelog as Markdown in the language of the reader where each part says the same twice (« … · … »).

    Its title, headings and pictures are left out: it is text of the release, not of the page.
    """
    said = []
    blocks = re.split(r"\n(?=\s*[-*#] ?)|\n\s*\n", text.partition("\n")[2])
    for line in filter(None, (" ".join(block.split()) for block in blocks)):
        mark = (re.match(r"#+\s*|[-*] ", line) or [""])[0]
        words = line[len(mark) :]
        both = words.split(" \u00b7 ")
        words = both[LANGUAGES.index(reader.lang)] if len(both) == len(LANGUAGES) else words
        if dated := re.fullmatch(r"(\S+) - (\d{4}-\d{2}-\d{2})", words):
            words = f"{dated[1]}, {day(dated[2], reader.lang)}"
        pieces = enumerate(words.split("`"))
        words = "`".join(piece if place % 2 else reader.typeset(piece) for place, piece in pieces)
        said.append(f"**{words}**" if mark.startswith("#") else mark + words)
    return "\n\n".join(said).replace("![", "!\\[").replace("$", "\\$")


def errata(release: Release, reader: Reader) -> pd.DataFrame:
    """One row a corrected cell, the last version first; empty where there is none, or no such table."""
    rows = plain(release.table(ERRATA)) if ERRATA in release.tables else []
    rows.sort(key=lambda row: (_order(row["version"]), row["identifier"], row["field"]), reverse=True)
    return pd.DataFrame(
        [
            {
                reader.say("method.cell"): reader.say(
                    "method.cell.text",
                    field=field_words(release, reader, row["identifier"], row["field"]),
                    identifier=row["identifier"],
                ),
                **{
                    reader.say(f"method.{key}"): cell_words(
                        release, reader, row["identifier"], row["field"], row[key]
                    )
                    for key in STATES
                },
                reader.say("method.reason"): reader.words(row, "reason"),
                reader.say("data.version"): f"{row['version']}, {day(str(row['date']), reader.lang)}",
            }
            for row in rows
        ]
    )


def _order(version: str | None) -> tuple[int, ...]:
    """The numbers of a version, to be compared."""
    return tuple(int(part) for part in str(version).split(".") if part.isdigit())


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

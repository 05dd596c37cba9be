"""Where a set of rows comes from: study, base, question as asked, sources with their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from explorer.figures.figure import Citation, Provenance
from explorer.figures.survey import reading
from explorer.figures.survey.lookup import constant, plain, rows_by_code
from explorer.figures.survey.questions import question
from explorer.locales import FIXED, number
from explorer.published import Release
from explorer.reader import Reader

UNCERTAIN, NOT_APPLICABLE = "U", "M"  # CL_OBS_STATUS
PERCENT = "percent"
MANY = 3  # populations
FEW = 2  # bases of one population that are said one by one


def provenance(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> Provenance:
    """What is said under a figure made of `rows` of `table`."""
    studies = rows_by_code(release, "studies")
    used = [str(code) for code in rows["study"].dropna().unique()]
    return Provenance(
        studies=tuple(study_words(studies.get(code, {}), code, reader) for code in used),
        bases=_bases(release, table, rows, studies, reader),
        questions=questions(release, table, rows, reader),
        citations=citations(release, rows, reader),
        codes=tuple(used),
    )


def together(parts: list[Provenance], reader: Reader) -> Provenance:
    """Each study, base, question and source once; a base not published here, not read there, was not read."""
    none, lost = reader.say("base.unpublished"), reader.say("base.unread")
    named = {code: words for part in parts for code, words in zip(part.codes, part.studies, strict=True)}

    def each(field: str) -> list[Any]:
        return list(dict.fromkeys(one for part in parts for one in getattr(part, field)))

    bases = each("bases")
    return Provenance(
        studies=tuple(named.values()),
        bases=tuple(
            one for one in bases if not (one.endswith(none) and one.removesuffix(none) + lost in bases)
        ),
        questions=_asked(each("questions"), reader),
        citations=tuple(each("citations")),
        codes=tuple(named),
    )


def of_the_study(base: str, reader: Reader, key: str = "card.base") -> str:
    """The base of an area's figure: a number of respondents is said to be the whole study's."""
    counted = (reader.say(count, n="") for count in ("base.n", "base.n.about"))
    return reader.say(key, base=base) if any(words in base for words in counted) else base


def whole(known: Provenance, reader: Reader, key: str = "card.base") -> Provenance:
    """The provenance of figures that have no base of their own: their numbers are said to be the study's."""
    return replace(known, bases=tuple(of_the_study(base, reader, key) for base in known.bases))


def study_words(study: dict[str, Any], code: str, reader: Reader) -> str:
    """« PHARE-Institutions, 2016, Comisis et OpinionWay »; « Comisis and OpinionWay » in English."""
    years, label = _years(study), reader.words(study, "label") or code
    known = years in label.replace("-", "\u2013")
    parts = [label, "" if known else years, institutes(study, reader)]
    return ", ".join(part for part in parts if part)


def institutes(study: Mapping[str, Any], reader: Reader) -> str:
    """Who ran a study; two institutes are joined in the language of the reader. Nothing where none is."""
    return reader.typeset(reader.listing(str(study.get("institute") or "").split(" et ")))


def _bases(
    release: Release, table: str, rows: pd.DataFrame, studies: dict[str, dict[str, Any]], reader: Reader
) -> tuple[str, ...]:
    """Population and n of each; of MANY whose number is not published or was not read, that once for all.

    A population that has several bases has its years beside each. What is not published by one source and was
    not read in another, for the same population and year, was not read.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    own: dict[tuple[str, str], set[int]] = {}  # the bases of the figures themselves, by population and year
    for row in plain(rows):
        study = studies.get(str(row["study"]), {})
        whose, _, count = base_words(release, table, row, study, reader).rpartition(", ")
        year = _years(row) or _years(study)
        if row.get("base_n") is not None:
            own.setdefault((whose, year), set()).add(int(row["base_n"]))
        elif count:
            found.setdefault((whose, count), {})[year] = None
    for (whose, year), numbers in own.items():
        found.setdefault((whose, counted_range(numbers, reader)), {})[year] = None
    none, lost = reader.say("base.unpublished"), reader.say("base.unread")
    for whose in [whose for whose, count in found if count == none and (whose, lost) in found]:
        found[whose, none] = dict.fromkeys(y for y in found[whose, none] if y not in found[whose, lost])
    found = {one: years for one, years in found.items() if years}
    names = [whose for whose, _ in found]
    said = [
        (f"{whose} ({', '.join(filter(None, years))})" if names.count(whose) > 1 else whose, count)
        for (whose, count), years in found.items()
    ]
    absent = {why: [whose for whose, count in said if whose and count == why] for why in (none, lost)}
    many = {why: whose for why, whose in absent.items() if len(whose) >= MANY}
    known = [", ".join(filter(None, one)) for one in said if not one[0] or one[1] not in many]
    return (*known, *(f"{why}{reader.say('colon')}{reader.listing(whose)}" for why, whose in many.items()))


def counted_range(numbers: set[int], reader: Reader) -> str:
    """« n = 400 »; of several numbers, the least and the greatest."""
    low, high = (number(float(end(numbers)), reader.lang) for end in (min, max))
    return reader.say("base.n", n=low) if low == high else reader.say("base.n.range", low=low, high=high)


def _years(row: dict[str, Any]) -> str:
    """« 2015 », « 2018–2022 », nothing where there is no year."""
    year, end = row.get("year"), row.get("year_end")
    return f"{year}\u2013{end}" if year and end and end != year else str(year or "")


def base_words(
    release: Release, table: str, row: dict[str, Any], study: dict[str, Any], reader: Reader
) -> str:
    """Population and n of a row, or that the number is not published or was not read; empty for no survey.

    A share has a base, though what published it is a programme and not one survey.
    """
    if study.get("n_status") == NOT_APPLICABLE and unit_of(release, table, row) != PERCENT:
        return ""
    populations = rows_by_code(release, "populations")
    population = (
        row.get("population") or constant(release, table, "population") or study.get("population") or ""
    )
    n = row.get("base_n") or (study.get("n") if population == study.get("population") else None)
    label = reader.words(populations.get(population, {}), "label") or population
    absent = "base.unread" if reading.base_unread(release, row, study) else "base.unpublished"
    count = reader.say(absent) if n is None else counted(release, reader, study | {"n": n})
    return ", ".join(part for part in (label, count) if part)


def unit_of(release: Release, table: str, row: Mapping[str, Any]) -> str:
    """The code of the unit of a row: its own, else that of what it measures."""
    if row.get("unit"):
        return str(row["unit"])
    code = str(row.get("indicator") or constant(release, table, "indicator"))
    return str(rows_by_code(release, "indicators").get(code, {}).get("unit") or "")


def questions(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> tuple[str, ...]:
    """The questions as they were put, in French; or that one is not published, or was not read."""
    asked: dict[str, None] = {}
    for row in plain(rows):
        found = question(
            release, row.get("study"), row.get("indicator") or constant(release, table, "indicator")
        )
        words, status = found.get("question_fr"), found.get("question_status", NOT_APPLICABLE)
        if words:
            quoted = f"«{FIXED}{Reader('fr').typeset(words)}{FIXED}»"
            asked[reader.say("question.uncertain", question=quoted) if status == UNCERTAIN else quoted] = None
        elif status != NOT_APPLICABLE:
            asked[reader.say("question.unread" if status == reading.UNREAD else "question.none")] = None
    return _asked(list(asked), reader)


def _asked(said: list[str], reader: Reader) -> tuple[str, ...]:
    """The questions; where one is not published and another was not read, that once, as it depends."""
    return tuple(reading.merged(said, reader, "question.none", "question.unread", "question.either"))


def respondents(release: Release, reader: Reader, study: dict[str, Any]) -> str:
    """How many answered a study, with the qualifier: « plus de 2 000 »; empty where there is none."""
    if study.get("n") is None:
        return ""
    qualifier = rows_by_code(release, "qualifiers").get(str(study.get("n_qualifier")), {})
    return f"{reader.words(qualifier, 'label')}{FIXED}{number(float(study['n']), reader.lang)}".strip(FIXED)


def counted(release: Release, reader: Reader, study: dict[str, Any]) -> str:
    """« n = 2 400 », « n : plus de 2 000 »; of a study whose number of respondents is known."""
    key = "base.n.about" if study.get("n_qualifier") else "base.n"
    return reader.say(key, n=respondents(release, reader, study))


def citations(release: Release, rows: pd.DataFrame, reader: Reader) -> tuple[Citation, ...]:
    """The sources of the rows, each with the pages that were used."""
    known = rows_by_code(release, "sources")
    found: dict[str, list[str]] = {}
    for source, page in rows[["source", "page"]].drop_duplicates().itertuples(index=False):
        pages = found.setdefault(str(source), [])
        if not pd.isna(page):
            pages.append(str(page))
    return tuple(citation_words(known.get(code, {}), code, pages, reader) for code, pages in found.items())


def publisher(release: Release, code: str, reader: Reader) -> str:
    """Who publishes a source, to tell it from another; its title where that is not known."""
    source = rows_by_code(release, "sources").get(code, {})
    return reader.typeset(str(source.get("publisher") or source.get("title") or code))


def citation_words(source: dict[str, Any], code: str, pages: list[str], reader: Reader) -> Citation:
    """A source with the pages that were used."""
    title = source.get("title") or reader.words(source, "label") or code
    return Citation(
        title=Reader("fr").typeset(str(title)),
        publisher=reader.typeset(str(source.get("publisher") or "")),
        address=str(source.get("address") or ""),
        page=", ".join(sorted(set(pages), key=lambda page: (len(page), page))),
        read=reading.words(source, reader),
    )

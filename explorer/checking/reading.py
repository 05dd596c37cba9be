"""A second reading of what sentences claim, against the raw cells of a release.

`faults` gives one line for each claim that does not hold, each number that is printed without a claim or
claimed without being printed, each comparison that nothing allows, each status that is not told.
No part of explorer/ outside this folder is imported by raw.py, truth.py, figures.py, words.py and this one:
arithmetic is `decimal`, medians are `statistics`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from explorer.checking.raw import Raw, Row, plain
from explorer.checking.truth import untrue
from explorer.checking.words import (
    comparisons,
    held,
    names,
    numbers,
    parse,
    qualified,
    signed,
    told,
    without_labels,
)

# What says that a base is not published, that it was not read; both where it depends on the figure.
UNPUBLISHED = {
    "fr": r"base non publiée|effectif (?:de la zone )?non publié|réponses à la question n'est pas publié",
    "en": r"base not published|respondents (?:in the area )?not published|to the question is not published",
}
UNREAD = {
    "fr": r"(?:base|effectif)[^.;]* non lue?\b|à la question[^.;]*pas été lu au-delà",
    "en": r"(?:base|respondents)[^.;]* not read\b|to the question[^.;]* was not read beyond",
}


def faults(words: str, claims: Iterable[Any], raw: Raw, lang: str, *, marked: bool = False) -> list[str]:
    """What is wrong with a sentence. `marked`: a status may be told by its mark instead of its words."""
    claims = list(claims)
    said = plain(words)
    bare = without_labels(said, raw)
    found = [fault for claim in claims for fault in untrue(claim, claims, raw)]
    found += numbers(said, bare, claims, raw, lang)
    found += comparisons(bare, claims, lang)
    found += [f"sign not told: {c}" for c in claims if c.kind == "distance" and not signed(c, said, lang)]
    found += [f"qualifier not told: {c}" for c in claims if not qualified(c, said, raw, lang)]
    found += [
        f"not named: {name}"
        for claim in claims
        for name in names(claim, raw, lang)
        if not any(other in said for other in name.split("|"))
    ]
    found += [
        f"status not told: {claim}"
        for claim in claims
        if not told(claim, claims, said, raw, lang, marked=marked)
    ]
    return found


def undated(words: str, claims: Iterable[Any], raw: Raw, lang: str) -> list[str]:
    """The survey figures of a sentence whose year, their own or their study's, it does not print."""
    printed = parse(plain(words), lang)
    found = []
    for claim in (claim for claim in claims if claim.kind in ("value", "none")):
        for row in raw.rows(claim.table, claim.where):
            study = raw.row("studies", row.get("study", ""))
            own = row if row.get("year") else study
            years = [own[name] for name in ("year", "year_end") if own.get(name)]
            found += [f"year not told: {year}, {claim}" for year in years if not held(Decimal(year), printed)]
    return found


def overclaimed(words: str, rows: Iterable[Row], raw: Raw, lang: str) -> list[str]:
    """What a text says of the bases of rows that its sources do not allow.

    « Not published » is a claim about a whole text: some row is from a source that was read whole, and has no
    status L, of its own or of its study. « Not read » is true of some row as well.
    """
    said = plain(words)
    parts = {row["code"]: row.get("read", "whole") for row in raw.tables["sources"]}
    studies = {row["code"]: row for row in raw.tables["studies"]}
    lost = [
        parts.get(row["source"]) != "whole"
        or (row.get("base_status") or studies.get(row["study"], {}).get("n_status")) == "L"
        for row in rows
    ]
    found = []
    if re.search(UNPUBLISHED[lang], said) and all(lost):
        found.append(f"not published, of no source that was read whole: {words}")
    if re.search(UNREAD[lang], said) and not any(lost):
        found.append(f"not read, of sources that were read whole: {words}")
    return found

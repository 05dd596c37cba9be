"""What the sources tell in words: pioneers with their figures, profiles of mayors, impacts, needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from explorer.address import identify_row
from explorer.figures.figure import Citation, Listed
from explorer.figures.survey.facts import PIONEERS
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import status_label
from explorer.figures.survey.provenance import citations
from explorer.figures.themes.key_figures import counted
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader

FIGURES = "pioneer-figures"
NORMAL = "A"


@dataclass(frozen=True)
class Card:
    """A title with what is said under it. `named` is false where the source's own title cannot be read.

    `facts` are terms and what is said of them; `figures` what is counted, its value and its identifier.
    """

    title: str
    text: str
    named: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    figures: tuple[Listed, ...] = ()
    note: str = ""
    address: str = ""
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Group:
    """Cards under one heading; `ordered` where each leads to the next."""

    title: str
    cards: tuple[Card, ...]
    lead: str = ""
    ordered: bool = False
    sources: tuple[Citation, ...] = field(default=())


def places(release: Release) -> list[str]:
    """The regions that have a pioneer, by name."""
    known = labels(release, "regions", Reader())
    used = {str(code) for code in release.table(PIONEERS)["region"].dropna()}
    return sorted(used, key=lambda code: folded(known.get(code) or code))


def years(release: Release) -> list[str]:
    """The years in which a pioneer began."""
    return sorted({str(year) for year in release.table(PIONEERS)["since"].dropna()})


def pioneers(release: Release, reader: Reader, *, place: str, since: str) -> list[Card]:
    """The initiatives of a region and a year (empty: all), by name: nothing ranks them."""
    cells = release.table(PIONEERS)
    rows = [
        row for row in plain(cells) if place in ("", str(row["region"])) and since in ("", str(row["since"]))
    ]
    return [_pioneer(release, reader, row) for row in sorted(rows, key=lambda row: folded(row["name"]))]


def _pioneer(release: Release, reader: Reader, row: dict[str, Any]) -> Card:
    region = labels(release, "regions", reader).get(str(row["region"]), "")
    facts = [
        ("carrier", reader.typeset(row["carrier"])),
        ("where", ", ".join(dict.fromkeys(p for p in (reader.typeset(row["place"]), region) if p))),
        ("from", str(row["since"])),
        ("aims", reader.words(row, "aims")),
        ("milestones", reader.words(row, "milestones")),
    ]
    figures: list[Listed] = []
    used = pd.DataFrame([row])
    if FIGURES in release.tables:
        cells = release.table(FIGURES)
        mine = cells[cells["pioneer"] == row["code"]]
        used = pd.concat([used[["source", "page"]], mine[["source", "page"]]])
        figures = [_counted(release, reader, one) for one in plain(mine)]
    return Card(
        title=reader.typeset(row["name"]),
        text=reader.words(row, "presentation"),
        facts=tuple((reader.say(f"pioneers.{key}"), said) for key, said in facts if said),
        figures=tuple(figures),
        address=str(row["website"] or ""),
        sources=citations(release, used, reader),
    )


def _counted(release: Release, reader: Reader, row: dict[str, Any]) -> Listed:
    """A figure as printed, and what it counts, when, with its status where it is not a normal value."""
    words = reader.words(row, "label")
    year = str(row["year"]) if row["year"] is not None and str(row["year"]) not in words else ""
    status = "" if row["status"] == NORMAL else status_label(release, str(row["status"]), reader)
    named = ", ".join(part for part in (words, year, status) if part)
    return Listed(named, counted(release, reader, row), identify_row(release, FIGURES, row))


def profiles(release: Release, reader: Reader) -> list[Card]:
    """The profiles of mayors in the order of the table; a name that cannot be read is said to be so."""
    cells = release.table("mayor-profiles")
    return [
        Card(
            title=reader.words(row, "name") or reader.say("profiles.unnamed"),
            text=reader.words(row, "description"),
            named=bool(reader.words(row, "name")),
            note="" if not reader.words(row, "name") else reader.words(row, "note"),
            sources=citations(release, pd.DataFrame([row]), reader),
        )
        for row in plain(cells)
    ]


def impacts(release: Release, reader: Reader) -> list[Group]:
    """The kinds of impact, each with what it is made of."""
    return _groups(release, reader, "impacts", detail="description")


def needs(release: Release, reader: Reader) -> list[Group]:
    """The approaches to be equipped; then the steps, in order, each with its lever."""
    return _groups(release, reader, "needs", detail="lever", ordered=("step",))


def _groups(
    release: Release, reader: Reader, table: str, *, detail: str, ordered: tuple[str, ...] = ()
) -> list[Group]:
    rows = list(rows_by_code(release, table).values())
    found = []
    for kind in dict.fromkeys(str(row["kind"]) for row in rows):
        mine = [row for row in rows if row["kind"] == kind]
        cards = tuple(Card(reader.words(row, "label"), reader.words(row, detail)) for row in mine)
        found.append(
            Group(
                title=reader.say(f"{table}.kind.{kind}"),
                cards=cards,
                ordered=kind in ordered,
                sources=citations(release, pd.DataFrame(mine), reader),
            )
        )
    return found

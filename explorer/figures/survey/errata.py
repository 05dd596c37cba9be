"""What was corrected in published cells, by the reason of it: of one row, of a figure, of the whole release.

A reason may have corrected a hundred cells: it is told once, with how many there are, and each cell beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.address import ERRATA, version_order
from explorer.figures.survey.fact_words import label, rows_of
from explorer.figures.survey.lookup import plain, references
from explorer.locales import day
from explorer.published import Release
from explorer.reader import Reader

STATES = ("old", "new")  # of a cell that was corrected
# Fields that are words about a figure, not what it is: those in two languages, but for questions and methods.
WORDING = re.compile(r"note|(?!question|method)\w+_(?:fr|en)")

# The status of what stands beside a value, such as its base, in the words of the pages.
BESIDE = {"O": "method.unpublished", "L": "method.unread", "M": "value.not_applicable"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Correction:
    """What one reason changed, when and why; `cells` are its changes one by one, where `words` count them."""

    words: str
    reason: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Reason:
    """A reason with the cells that it corrected; `wording` where they are notes and labels alone."""

    version: str
    words: str
    wording: bool
    cells: pd.DataFrame


def of_rows(release: Release, identifiers: Iterable[str]) -> list[list[Row]]:
    """The errata of these rows by reason, the latest first; what a figure is before words about it."""
    wanted = set(identifiers)
    return _grouped([row for row in _rows(release) if row["identifier"] in wanted])


def worded(row: Mapping[str, Any]) -> bool:
    """Whether an erratum corrected a note or a label, and nothing of what the row says."""
    return WORDING.fullmatch(str(row["field"])) is not None


def errata(release: Release, reader: Reader, identifier: str) -> tuple[Correction, ...]:
    """What was corrected in the row, one a reason, the latest first."""
    return tuple(_correction(release, reader, mine) for mine in of_rows(release, [identifier]))


def reasons(release: Release, reader: Reader) -> list[Reason]:
    """All errata, one a reason: the last version first; within it those of notes and labels alone last."""
    return [
        Reason(
            f"{mine[0]['version']}, {day(str(mine[0]['date']), reader.lang)}",
            reader.words(mine[0], "reason"),
            all(worded(row) for row in mine),
            pd.DataFrame([_cell(release, reader, row) for row in mine]),
        )
        for mine in _grouped(_rows(release))
    ]


def told(release: Release, reader: Reader, rows: list[Row]) -> str:
    """The corrections of one reason in a sentence: the change where there is but one, else the fields."""
    when = {"version": rows[0]["version"], "date": day(str(rows[0]["date"]), reader.lang)}
    changes = list(dict.fromkeys(change(release, reader, row) for row in rows))
    if len(changes) == 1:
        return reader.say("erratum", **when, change=changes[0])
    fields = dict.fromkeys(field_words(release, reader, row["identifier"], row["field"]) for row in rows)
    quoted = reader.listing([reader.say("quoted", words=words) for words in fields])
    return reader.say("erratum.several", **when, count=len(rows), fields=quoted)


def change(release: Release, reader: Reader, row: Row) -> str:
    """What a cell said and says; that it was emptied or filled."""
    how = "" if row["old"] and row["new"] else ".removed" if row["old"] else ".added"
    field = field_words(release, reader, row["identifier"], row["field"])
    return reader.say(f"erratum.cell{how}", field=field, **states_words(release, reader, row))


def field_words(release: Release, reader: Reader, identifier: str, field: str) -> str:
    """The title of a field of the table that the identifier is of; its name where it has none."""
    table = release.tables.get(identifier.partition(":")[0])
    described = next((one for one in table.fields if one["name"] == field), {}) if table else {}
    return reader.words(described, "title") or field


def states_words(release: Release, reader: Reader, row: Row) -> dict[str, str]:
    """What a cell said and what it says: labels of codes, the texts themselves, or that there was nothing.

    Where one of two codes has no label any more, both are told as codes: a label beside a code says nothing.
    """
    table, field = row["identifier"].partition(":")[0], row["field"]
    known = references(release, table).get(field, "") if table in release.tables else ""
    texts = {state: row[state] or "" for state in STATES}
    coded = release.holds(known) and rows_of(release, known).keys() >= {*texts.values()} - {""}
    return {
        state: reader.say("erratum.nothing")
        if not text
        else reader.say(BESIDE[text])
        if text in BESIDE and field.endswith("_status")
        else label(release, known, text, reader)
        if coded
        else reader.typeset(text)
        for state, text in texts.items()
    }


def _correction(release: Release, reader: Reader, rows: list[Row]) -> Correction:
    cells = tuple(dict.fromkeys(change(release, reader, row) for row in rows))
    why = reader.words(rows[0], "reason")
    return Correction(told(release, reader, rows), why, cells if len(cells) > 1 else ())


def _cell(release: Release, reader: Reader, row: Row) -> dict[str, str]:
    """One corrected cell: its field, its row, what it said, what it says."""
    return {
        reader.say("method.cell"): field_words(release, reader, row["identifier"], row["field"]),
        reader.say("method.row"): row["identifier"],
        **{reader.say(f"method.{k}"): said for k, said in states_words(release, reader, row).items()},
    }


def _rows(release: Release) -> list[Row]:
    """The table; nothing where the release has none."""
    return plain(release.table(ERRATA)) if ERRATA in release.tables else []


def _grouped(rows: list[Row]) -> list[list[Row]]:
    """By version and reason, the last version first; reasons and rows that are of wording alone come last."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (worded(row), row["identifier"], row["field"])):
        found.setdefault((row["version"], row["date"], row["reason_fr"]), []).append(row)
    ordered = sorted(found.values(), key=lambda mine: (all(map(worded, mine)), -len(mine)))
    return sorted(ordered, key=lambda mine: version_order(mine[0]["version"]), reverse=True)

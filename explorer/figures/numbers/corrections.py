"""What was corrected in the rows of a figure, and in their studies: named, and said under it.

A note or a label that was bettered changes no figure: it is told at the address of its number and on the
page of the method, not beside every chart.
"""

from __future__ import annotations

import pandas as pd

from explorer.address import ERRATA, OWN, identifier, key_fields, places
from explorer.figures.numbers.observation import observation
from explorer.figures.survey.enumerated import study_named
from explorer.figures.survey.errata import of_rows, told, worded
from explorer.published import Release
from explorer.reader import Reader

STUDIES = "studies"
FEW = 2  # corrected rows that a line names


def corrected(release: Release, reader: Reader, table: str, rows: pd.DataFrame) -> tuple[str, ...]:
    """A line for each reason to correct the rows (of that table) or their studies; none without errata."""
    if ERRATA not in release.tables:
        return ()
    said = []
    for group in of_rows(release, _identifiers(release, table, rows)):
        mine = [row for row in group if not worded(row)]
        if mine:
            words, why = told(release, reader, mine), reader.words(mine[0], "reason")
            what = _named(release, reader, list(dict.fromkeys(row["identifier"] for row in mine)))
            said.append(reader.say("corrected", what=what, words=words, reason=why))
    return tuple(said)


def _named(release: Release, reader: Reader, names: list[str]) -> str:
    """What was corrected: a few by their names, many counted."""
    if len(names) > FEW:
        return reader.say("corrected.many", count=len(names))
    return reader.listing(list(dict.fromkeys(_name(release, reader, name) for name in names)))


def _name(release: Release, reader: Reader, name: str) -> str:
    """A study, or what a number counts; the identifier of anything else."""
    table, _, key = name.partition(":")
    if table == STUDIES:
        return reader.say("corrected.study", study=study_named(release, reader, key).words)
    return observation(release, reader, identifier=name).title if name in places(release) else name


def _identifiers(release: Release, table: str, rows: pd.DataFrame) -> list[str]:
    """The identifiers of the rows, then of their studies."""
    found: dict[str, None] = {}
    fields = key_fields(release, table) if table else []
    if OWN in rows.columns:
        found |= dict.fromkeys(str(name) for name in rows[OWN])
    elif fields:
        cells = rows[fields].astype("string").fillna("")
        keys = cells.itertuples(index=False, name=None)
        found |= dict.fromkeys(identifier(table, list(key)) for key in keys)
    if "study" in rows.columns:
        found |= dict.fromkeys(identifier(STUDIES, [str(code)]) for code in rows["study"].dropna().unique())
    return list(found)

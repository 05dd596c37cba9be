"""What was corrected in the rows of a figure, and in their studies: named, and said under it."""

from __future__ import annotations

import pandas as pd

from explorer.address import ERRATA, identifier, key_fields, places
from explorer.figures.echoes import errata
from explorer.figures.enumerated import study_named
from explorer.figures.lookup import table_of
from explorer.figures.observation import observation
from explorer.published import Release
from explorer.reader import Reader

STUDIES = "studies"


def corrected(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[str, ...]:
    """A line for each erratum of the rows or of their studies; none where the release has no errata."""
    if ERRATA not in release.tables:
        return ()
    said = [
        reader.say("corrected", what=_named(release, reader, name), words=one.words, reason=one.reason)
        for name in _identifiers(release, rows)
        for one in errata(release, reader, name)
    ]
    return tuple(dict.fromkeys(said))


def _named(release: Release, reader: Reader, name: str) -> str:
    """What was corrected: a study, or what a number counts; the identifier of anything else."""
    table, _, key = name.partition(":")
    if table == STUDIES:
        return reader.say("corrected.study", study=study_named(release, reader, key).words)
    return observation(release, reader, identifier=name).title if name in places(release) else name


def _identifiers(release: Release, rows: pd.DataFrame) -> list[str]:
    """The identifiers of the rows, then of their studies."""
    found: dict[str, None] = {}
    table = table_of(release, rows)
    fields = key_fields(release, table) if table else []
    if fields:
        cells = rows[fields].astype("string").fillna("")
        keys = cells.itertuples(index=False, name=None)
        found |= dict.fromkeys(identifier(table, list(key)) for key in keys)
    if "study" in rows.columns:
        found |= dict.fromkeys(identifier(STUDIES, [str(code)]) for code in rows["study"].dropna().unique())
    return list(found)

"""Why a value is absent: not published, illegible, not asked and the rest are kept apart, in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Key
from explorer.figures.survey.lookup import rows_by_code
from explorer.published import Release
from explorer.reader import Reader

# CL_OBS_STATUS of a row without a value → the key of its words. A row that does not exist is not published.
REASONS = {"O": "unreadable", "L": "not_asked", "M": "not_applicable", "Q": "suppressed"}
UNPUBLISHED = "unpublished"
# How a place without a value is drawn (charts.regions.EMPTY).
MISSING, NOT_COVERED = "missing", "not_asked"


def reason(status: Any) -> str:
    """The end of the key of its words (`absence.unreadable`); `other` where the status has none."""
    return UNPUBLISHED if status is None or pd.isna(status) else REASONS.get(str(status), "other")


def spoken_reason(status: Any, release: Release, reader: Reader) -> str:
    """The reason in words, within a sentence: « chiffre illisible dans la source »."""
    code = reason(status)
    if code != "other":
        return reader.say(f"absence.{code}")
    label = reader.words(rows_by_code(release, "statuses").get(str(status), {}), "label") or str(status)
    return label[:1].lower() + label[1:]


def state(status: Any) -> str:
    """How a place without a value is drawn (charts.regions.EMPTY): each state has a pattern of its own."""
    states = {"unreadable": MISSING, UNPUBLISHED: UNPUBLISHED, "suppressed": "withheld"}
    return states.get(reason(status), NOT_COVERED)


def keys(release: Release, reader: Reader, rows: pd.DataFrame, swatch: str = "word") -> list[Key]:
    """Lines of legend for the rows that say their reason in a word: exactly the reasons that they have.

    `swatch`: the look of what has the word, where it is more than the word.
    """
    found = dict.fromkeys(str(status) for status in rows.loc[rows["value"].isna(), "status"])
    return [
        Key(
            reader.say(
                "legend.absence",
                word=reader.say(f"value.{reason(status)}"),
                reason=spoken_reason(status, release, reader),
            ),
            swatch,
            reader.palette.hatch,
        )
        for status in found
    ]


def absent(
    release: Release, reader: Reader, table: str, rows: pd.DataFrame, selected: claims.Where, *, of: str
) -> claims.Said:
    """How many of the rows have no value, and why; nothing where all have one. `of`: figures or areas."""
    lost = rows[rows["value"].isna()]
    if lost.empty:
        return claims.Said("")
    counts = lost["status"].value_counts(sort=False).sort_index()
    parts = [
        reader.say("absence.part", count=count, reason=spoken_reason(status, release, reader))
        for status, count in counts.items()
    ]
    said = reader.say(f"absence.{of}", all=len(rows), parts=reader.say("semicolon").join(parts))
    stated = [claims.missing(table, selected, int(n), str(status)) for status, n in counts.items()]
    return claims.Said(said, (claims.size(table, selected, len(rows)), *stated))

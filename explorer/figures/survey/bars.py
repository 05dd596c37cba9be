"""Values as bars in a list: a name, the value as printed, how long its bar is; no chart library is needed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from explorer.figures.figure import Key
from explorer.figures.survey.bases import base
from explorer.figures.survey.fact_words import spoken_words, status_words, value_words
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.intervals import span_of
from explorer.figures.survey.lookup import plain
from explorer.figures.survey.marks import UNCERTAIN, compared, compared_keys, mark
from explorer.figures.survey.provenance import PERCENT
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Bar:
    """A line of a list. `share` is the length of its bar in percent, None where it has none.

    `low` and `high` are the ends of its interval; `sign` is what the source marks it with beside the whole.
    `spoken` is its value in words, `status` why it is not like the others.
    """

    label: str
    value: str
    identifier: str
    share: float | None
    certain: bool
    spoken: str
    status: str = ""
    base: str = ""
    note: str = ""
    sign: str = ""
    low: float | None = None
    high: float | None = None


def bar(release: Release, reader: Reader, fact: Fact, words: str) -> Bar:
    """A figure under its name; a bar where it is a percentage that has a value."""
    drawn = fact.unit == PERCENT and fact.value is not None
    span = span_of(release, fact.table, fact.row)
    return Bar(
        label=words,
        value=value_words(release, reader, fact),
        identifier=fact.identifier,
        share=fact.value if drawn else None,
        certain=fact.status != UNCERTAIN,
        spoken=spoken_words(release, reader, fact),
        status=status_words(release, reader, fact) if mark(fact.status) and fact.value is not None else "",
        base=base(release, fact.table, fact.row, reader) if fact.row.get("base_n") is not None else "",
        note=reader.words(fact.row, "note"),
        sign=compared(fact.row),
        low=span.lower if drawn else None,
        high=span.upper if drawn else None,
    )


def signs(release: Release, reader: Reader, table: str, rows: pd.DataFrame) -> tuple[Key, ...]:
    """What stands beside the values of bars, and on them: comparisons with the whole, intervals."""
    ended = any(span_of(release, table, row).lower is not None for row in plain(rows))
    whiskers = (Key(reader.say("legend.interval"), "span", reader.palette.ink),) if ended else ()
    return (*compared_keys(release, reader, rows), *whiskers)

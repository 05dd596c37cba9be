"""Values as bars in a list: a name, the value as printed, how long its bar is; no chart library is needed."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.figures.fact_words import base, spoken_words, value_words
from explorer.figures.facts import Fact
from explorer.figures.marks import UNCERTAIN
from explorer.published import Release
from explorer.reader import Reader

PERCENT = "percent"


@dataclass(frozen=True)
class Bar:
    """A line of a list. `share` is the length of its bar in percent, None where it has none.

    `low` and `high` are the ends of the interval that the source prints; `spoken` is all of it in words.
    """

    label: str
    value: str
    identifier: str
    share: float | None
    certain: bool
    spoken: str
    base: str = ""
    note: str = ""
    low: float | None = None
    high: float | None = None


def bar(release: Release, reader: Reader, fact: Fact, words: str) -> Bar:
    """A figure under its name; a bar where it is a percentage that has a value."""
    drawn = fact.unit == PERCENT and fact.value is not None
    low, high = fact.row.get("lower"), fact.row.get("upper")
    return Bar(
        label=words,
        value=value_words(release, reader, fact),
        identifier=fact.identifier,
        share=fact.value if drawn else None,
        certain=fact.status != UNCERTAIN,
        spoken=spoken_words(release, reader, fact),
        base=base(release, reader, fact) if fact.row.get("base_n") is not None else "",
        note=reader.words(fact.row, "note"),
        low=float(low) if drawn and low is not None else None,
        high=float(high) if drawn and high is not None else None,
    )

"""The base of a rate and its interval in words: how many answered, from what to what, or why it is not known.

What they are, as values: intervals.py. Nothing here is read back from words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from explorer.figures.intervals import Row, Span, base_of, span_of, study_of
from explorer.figures.lookup import plain, rows_by_code
from explorer.figures.marks import qualified, spoken
from explorer.figures.provenance import counted, unit_of
from explorer.figures.reading import base_unread, merged
from explorer.locales import number
from explorer.published import Release
from explorer.reader import Reader

FEW = 2  # different bases that are said one by one
BASES = ("base.short.none", "base.short.unread", "base.short.either")
MERGED = {frozenset({"base", "unread"}): "either", frozenset({"method", "method.unread"}): "method.either"}


def base(release: Release, table: str, row: Row, reader: Reader) -> str:
    """« n = 1 200 », « base non publiée », « base non lue »; nothing for what is no survey."""
    known = base_of(release, table, row)
    if known.n is not None:
        return reader.say("base.n", n=number(known.n, reader.lang))
    if not known.why:
        return ""
    study = study_of(release, row)
    count = counted(release, reader, dict(study)) if "study" in known.why else ""
    return reader.say(f"base.{known.why}", count=count)


def brief(release: Release, rows: Iterable[Row], reader: Reader) -> str:
    """The bases of a few rows where there is little room: of the figures themselves, or why there is none."""
    said = []
    for row in rows:
        own, lost = row.get("base_n"), base_unread(release, row, study_of(release, row))
        absent = reader.say("base.short.unread" if lost else "base.short.none")
        said.append(absent if pd.isna(own) else reader.say("base.n", n=number(float(own), reader.lang)))
    return " · ".join(merged(said, reader, *BASES))


def unit_row(release: Release, table: str, row: Row | pd.Series) -> dict[str, Any]:
    """The row of the unit of a figure; empty where the release does not know it."""
    return (
        rows_by_code(release, "units").get(unit_of(release, table, row), {})
        if "units" in release.tables
        else {}
    )


def _ends(release: Release, table: str, row: Row, span: Span, reader: Reader) -> tuple[str, str]:
    """Both ends of an interval in the unit of the value."""
    unit = unit_row(release, table, row)
    low, high = (reader.quantity(round(float(end or 0), 6), unit) for end in (span.lower, span.upper))
    return low, high


def interval(release: Release, table: str, row: Row, reader: Reader) -> str:
    """« de 34,1 % à 40 % (Wilson 95 %, indicatif) », as the source names its own; or why there is none."""
    span = span_of(release, table, row)
    if span.lower is None:
        return reader.say(f"interval.none.{span.why}") if span.why else ""
    low, high = _ends(release, table, row, span, reader)
    if "lower" in row and not pd.isna(row["lower"]):
        key = "interval.given" if span.method else "interval.given.bare"
        return reader.say(key, low=low, high=high, method=span.method)
    return reader.say("interval", low=low, high=high)


def noted(release: Release, table: str, row: Row, reader: Reader) -> str:
    """The base as it follows a value in a sentence or a tooltip, with its interval where there is one."""
    said = base(release, table, row, reader)
    if span_of(release, table, row).lower is None:
        return said
    return reader.say("semicolon").join(filter(None, (said, interval(release, table, row, reader))))


def distinct(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> str:
    """The bases of the rows that have a value, once: what is said beside a chart. Many are said as a range."""
    known = plain(rows[rows["value"].notna()])
    bases = [base_of(release, table, row) for row in known]
    numbers = sorted({known.n for known in bases if known.n is not None})
    if len(numbers) > FEW:
        low, high = (number(n, reader.lang) for n in (numbers[0], numbers[-1]))
        rest = [row for row, known in zip(known, bases, strict=True) if known.n is None]
        others = merged([base(release, table, row, reader) for row in rest], reader, *BASES)
        return reader.say("semicolon").join([reader.say("base.n.range", low=low, high=high), *others])
    found = merged([noted(release, table, row, reader) for row in known], reader, *BASES)
    return reader.say("semicolon").join(said for said in found if said)


def columns(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> dict[str, list[str]]:
    """The columns that a table of the rows has beside the values: base, and interval, where any is known.

    Numbers stand alone, to be set right; beside them, why a row has none. What is known of no row has no
    column: why is said once, under the figure (`absences`, the base of its study).
    """
    said, made = plain(rows), {}
    bases = [base_of(release, table, row) for row in said]
    if any(known.n is not None for known in bases):
        made[reader.say("column.base")] = [
            base(release, table, row, reader) if known.n is None else number(known.n, reader.lang)
            for row, known in zip(said, bases, strict=True)
        ]
    spans = [span_of(release, table, row) for row in said]
    if any(span.lower is not None for span in spans):
        made[reader.say("column.interval")] = [
            "" if span.lower is None else _cell(_ends(release, table, row, span, reader), reader)
            for row, span in zip(said, spans, strict=True)
        ]
    return made


def _cell(ends: tuple[str, str], reader: Reader) -> str:
    return reader.say("interval.cell", low=ends[0], high=ends[1])


def absences(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> tuple[str, ...]:
    """Why there is no interval, each reason once, as sentences; what an interval is, where there is one."""
    return reasons(release, {table: rows}, reader)


def reasons(release: Release, rows: Mapping[str, pd.DataFrame], reader: Reader) -> tuple[str, ...]:
    """The same of rows of several tables."""
    spans = [
        (span_of(release, table, row), not pd.isna(row.get("lower")))
        for table, own in rows.items()
        for row in plain(own)
    ]
    whys = list(dict.fromkeys(span.why for span, _ in spans if span.why))
    for several, one in MERGED.items():
        if several <= set(whys):
            whys = list(dict.fromkeys(one if why in several else why for why in whys))
    said = [reader.say(f"interval.none.{why}") + "." for why in whys]
    given = dict.fromkeys(span.method for span, own in spans if own and span.lower is not None)
    said += [
        reader.say("interval.source", method=m) if m else reader.say("interval.source.bare") for m in given
    ]
    if any(span.lower is not None and not own for span, own in spans):
        said.append(reader.say("interval.method"))
    return tuple(said)


def told(release: Release, table: str, row: Row | pd.Series, reader: Reader) -> str:
    """The value in words, then its base: « 69 % (faible fiabilité), base non publiée »."""
    unit = unit_row(release, table, row)
    words = qualified(spoken(row["value"], row["status"], release, reader, unit), row, release, reader)
    said = "" if pd.isna(row["value"]) else noted(release, table, dict(row), reader)
    return reader.say("base.with", words=words, base=said) if said else words


def alt(release: Release, table: str, rows: pd.DataFrame, reader: Reader, words: str) -> str:
    """The words that stand for a chart, with the bases of its percentages."""
    said = distinct(release, table, rows, reader)
    return reader.say("base.alt", alt=words, base=said) if said else words

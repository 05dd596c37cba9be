"""The base of a rate and its interval in words: how many answered, from what to what, or why it is not known.

What they are, as values: intervals.py. Nothing here is read back from words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from explorer.figures.survey.intervals import Row, base_of, span_of, study_of
from explorer.figures.survey.lookup import plain, rows_by_code
from explorer.figures.survey.marks import qualified, spoken
from explorer.figures.survey.provenance import counted, counted_range, unit_of
from explorer.figures.survey.reading import base_unread, merged
from explorer.locales import number
from explorer.published import Release
from explorer.reader import Reader

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
    numbers, absent = set(), []
    for row in rows:
        own = row.get("base_n")
        if pd.isna(own):
            lost = base_unread(release, row, study_of(release, row))
            absent.append(reader.say("base.short.unread" if lost else "base.short.none"))
        else:
            numbers.add(int(own))
    said = [counted_range(numbers, reader)] if numbers else []
    if said and absent:
        absent = [reader.say("base.short.others")]
    return " · ".join([*said, *merged(absent, reader, *BASES)])


def unit_row(release: Release, table: str, row: Row) -> dict[str, Any]:
    """The row of the unit of a figure; empty where the release does not know it."""
    known = rows_by_code(release, "units") if "units" in release.tables else {}
    return known.get(unit_of(release, table, row), {})


def _between(release: Release, table: str, row: Row, reader: Reader, key: str, **more: str) -> str:
    """An interval that there is, with its ends in the unit of the value, in the words under `key`."""
    unit = unit_row(release, table, row)
    low, high = (reader.quantity(end, unit) for end in span_of(release, table, row).ends or ())
    return reader.say(key, low=low, high=high, **more)


def interval(release: Release, table: str, row: Row, reader: Reader) -> str:
    """« de 34,1 % à 40 % (Wilson 95 %, indicatif) », as the source names its own; or why there is none."""
    span = span_of(release, table, row)
    if not span.ends:
        return reader.say(f"interval.none.{span.why}") if span.why else ""
    key = "interval" if not span.given else "interval.given" if span.method else "interval.given.bare"
    return _between(release, table, row, reader, key, method=span.method)


def noted(release: Release, table: str, row: Row, reader: Reader) -> str:
    """The base as it follows a value in a sentence or a tooltip, with its interval where there is one."""
    said = base(release, table, row, reader)
    if not span_of(release, table, row).ends:
        return said
    return reader.say("semicolon").join(filter(None, (said, interval(release, table, row, reader))))


def distinct(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> str:
    """The bases of the rows that have a value, each once: what is said beside a chart.

    The interval is that of one figure, and said where there is one; of several numbers, the least and the
    greatest are.
    """
    known = plain(rows[rows["value"].notna()])
    if len(known) == 1:
        return noted(release, table, known[0], reader)
    bases = [base_of(release, table, row) for row in known]
    numbers = {one.n for one in bases if one.n is not None}
    said = [counted_range(numbers, reader)] if numbers else []
    rest = [row for row, one in zip(known, bases, strict=True) if one.n is None]
    said += merged([base(release, table, row, reader) for row in rest], reader, *BASES)
    return reader.say("semicolon").join(filter(None, said))


def columns(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> dict[str, list[str]]:
    """The columns that a table of the rows has beside the values: base, and interval, where any is known.

    Numbers stand alone, to be set right; beside them, why a row has none. What is known of no row has no
    column: why is said once, under the figure (`absences`, the base of its study).
    """
    said = plain(rows)
    made: dict[str, list[str]] = {}
    bases = [base_of(release, table, row) for row in said]
    if any(known.n is not None for known in bases):
        made[reader.say("column.base")] = [
            base(release, table, row, reader) if known.n is None else number(known.n, reader.lang)
            for row, known in zip(said, bases, strict=True)
        ]
    spans = [span_of(release, table, row) for row in said]
    if any(span.ends for span in spans):
        made[reader.say("column.interval")] = [
            _between(release, table, row, reader, "interval.cell") if span.ends else ""
            for row, span in zip(said, spans, strict=True)
        ]
    return made


def absences(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> tuple[str, ...]:
    """Why there is no interval, each reason once, as sentences; what an interval is, where there is one."""
    return reasons(release, {table: rows}, reader)


def reasons(release: Release, rows: Mapping[str, pd.DataFrame], reader: Reader) -> tuple[str, ...]:
    """The same of rows of several tables."""
    spans = [span_of(release, table, row) for table, own in rows.items() for row in plain(own)]
    whys = list(dict.fromkeys(span.why for span in spans if span.why))
    for several, one in MERGED.items():
        if several <= set(whys):
            whys = list(dict.fromkeys(one if why in several else why for why in whys))
    said = [reader.say(f"interval.none.{why}") + "." for why in whys]
    methods = dict.fromkeys(span.method for span in spans if span.ends and span.given)
    said += [reader.say("interval.source" if one else "interval.source.bare", method=one) for one in methods]
    if any(span.ends and not span.given for span in spans):
        said.append(reader.say("interval.method"))
    return tuple(said)


def told(release: Release, table: str, row: Row | pd.Series, reader: Reader) -> str:
    """The value in words, then its base: « 69 % (faible fiabilité), base non publiée »."""
    cells: dict[str, Any] = dict(row)
    unit = unit_row(release, table, cells)
    words = qualified(spoken(cells["value"], cells["status"], release, reader, unit), cells, release, reader)
    said = "" if pd.isna(cells["value"]) else noted(release, table, cells, reader)
    return reader.say("base.with", words=words, base=said) if said else words


def alt(release: Release, table: str, rows: pd.DataFrame, reader: Reader, words: str) -> str:
    """The words that stand for a chart, with the bases of its percentages."""
    said = distinct(release, table, rows, reader)
    return reader.say("base.alt", alt=words, base=said) if said else words

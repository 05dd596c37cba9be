"""The base of a rate: how many answered, or that it is not published or was not read; its interval if any.

An interval needs the number of answers to that very question in that very place (`base_n` of the row, status
A), a percentage, and a published way of drawing the sample that is not a purposive one. The size of a whole
study is told as such: it is the base of no question until a source says so.
Wilson's score interval, 95 %, as for a simple random sample (Wilson 1927; Brown, Cai, DasGupta 2001): quotas,
weights and clusters are not in it, so it is said to be indicative.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from explorer.figures.lookup import constant, plain, rows_by_code
from explorer.figures.marks import qualified, spoken
from explorer.figures.provenance import counted, unit_of
from explorer.figures.reading import base_unread, merged, method_unread
from explorer.locales import number
from explorer.published import Release
from explorer.reader import Reader

Z = 1.959964  # two-sided 95 %
COUNT = "M"  # CL_OBS_STATUS of a base that cannot exist: a count, not a survey
COUNTRY = "FR"
PURPOSIVE = "purposive"  # said so by studies.method_en
BASES = ("base.short.none", "base.short.unread", "base.short.either")
INTERVALS = ("interval.none.base", "interval.none.unread", "interval.none.either")
METHODS = ("interval.none.method", "interval.none.method.unread", "interval.none.method.either")


def wilson(percent: float, n: int) -> tuple[float, float]:
    """Lowest and highest percentage of Wilson's interval, 95 %.

    >>> [round(end, 1) for end in wilson(37, 1000)], [round(end, 1) for end in wilson(0, 20)]
    ([34.1, 40.0], [0.0, 16.1])
    """
    p, z2 = percent / 100, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def base(release: Release, table: str, row: Mapping[str, Any], reader: Reader) -> str:
    """« n = 1 200 », « base non publiée », « base non lue »; nothing for what is no survey.

    `row` is one of the table, absent cells None.
    """
    study = rows_by_code(release, "studies").get(str(row.get("study")), {})
    own = row.get("base_n")
    if pd.isna(own) and study.get("n_status") == COUNT and study.get("kind") == "activity":
        return ""
    if not pd.isna(own):
        return reader.say("base.n", n=number(float(own), reader.lang))
    lost = base_unread(release, row, study)
    if study.get("n") is None or not _whole(release, table, row, study):
        return reader.say("base.short.unread" if lost else "base.short.none")
    key = "base.short.study.unread" if lost else "base.short.study"
    return reader.say(key, count=counted(release, reader, dict(study)))


def brief(release: Release, rows: Iterable[Mapping[str, Any]], reader: Reader) -> str:
    """The bases of a few rows where there is little room: of the figures themselves, or why there is none."""
    studies, said = rows_by_code(release, "studies"), []
    for row in rows:
        own, lost = row.get("base_n"), base_unread(release, row, studies.get(str(row.get("study")), {}))
        absent = reader.say("base.short.unread" if lost else "base.short.none")
        said.append(absent if pd.isna(own) else reader.say("base.n", n=number(float(own), reader.lang)))
    return " · ".join(merged(said, reader, *BASES))


def _whole(release: Release, table: str, row: Mapping[str, Any], study: Mapping[str, Any]) -> bool:
    """Whether the row is of the whole population and country of its study."""
    population = row.get("population") or constant(release, table, "population") or study.get("population")
    return population == study.get("population") and row.get("territory", COUNTRY) == COUNTRY


def interval(release: Release, table: str, row: Mapping[str, Any], reader: Reader) -> str:
    """« de 34,1 % à 40 % (Wilson 95 %, indicatif) », or why there is none."""
    study = rows_by_code(release, "studies").get(str(row.get("study")), {})
    unit = unit_of(release, table, row)
    value, n = row.get("value"), row.get("base_n")
    if pd.isna(value) or unit != "percent":
        return ""
    if pd.isna(n) or row.get("base_status") not in (None, "A") or not int(n):
        lost = pd.isna(n) and base_unread(release, row, study)
        return reader.say("interval.none.unread" if lost else "interval.none.base")
    if study.get("method_status") != "A":
        lost = method_unread(release, row, study)
        return reader.say("interval.none.method.unread" if lost else "interval.none.method")
    if PURPOSIVE in str(study.get("method_en") or "").lower():
        return reader.say("interval.none.design")
    low, high = wilson(float(value), int(n))
    return reader.say("interval", low=reader.percent(round(low, 1)), high=reader.percent(round(high, 1)))


def noted(release: Release, table: str, row: Mapping[str, Any], reader: Reader) -> str:
    """The base as it follows a value in a sentence or a tooltip, with its interval where there is one."""
    said = base(release, table, row, reader)
    span = interval(release, table, row, reader)
    if span and not span.startswith(reader.say("interval.none")):
        said = f"{said}{reader.say('semicolon')}{span}"
    return said


def distinct(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> str:
    """The bases of the rows that have a value, each once: what is said beside a chart."""
    known = plain(rows[rows["value"].notna()])
    found = merged([noted(release, table, row, reader) for row in known], reader, *BASES)
    return reader.say("semicolon").join(said for said in found if said)


def columns(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> dict[str, list[str]]:
    """The columns that a table of the rows has beside the values: base, and interval where one has any."""
    said = plain(rows)
    none = reader.say("interval.none")
    spans = [interval(release, table, row, reader) for row in said]
    made = {reader.say("column.base"): [base(release, table, row, reader) for row in said]}
    if any(span and not span.startswith(none) for span in spans):
        made[reader.say("column.interval")] = spans
    return made


def absences(release: Release, table: str, rows: pd.DataFrame, reader: Reader) -> tuple[str, ...]:
    """Why there is no interval, each reason once, as sentences; what an interval is, where there is one."""
    return reasons(release, {table: rows}, reader)


def reasons(release: Release, rows: Mapping[str, pd.DataFrame], reader: Reader) -> tuple[str, ...]:
    """The same of rows of several tables."""
    none = reader.say("interval.none")
    spans = [interval(release, table, row, reader) for table, own in rows.items() for row in plain(own)]
    spans = merged(merged(spans, reader, *INTERVALS), reader, *METHODS)
    said = [span + "." for span in spans if span.startswith(none)]
    if any(span and not span.startswith(none) for span in spans):
        said.append(reader.say("interval.method"))
    return tuple(said)


def told(release: Release, table: str, row: Mapping[str, Any] | pd.Series, reader: Reader) -> str:
    """The value in words, then its base: « 69 % (faible fiabilité), base non publiée »."""
    words = qualified(spoken(row["value"], row["status"], release, reader), row, release, reader)
    said = "" if pd.isna(row["value"]) else noted(release, table, dict(row), reader)
    return reader.say("base.with", words=words, base=said) if said else words


def alt(release: Release, table: str, rows: pd.DataFrame, reader: Reader, words: str) -> str:
    """The words that stand for a chart, with the bases of its percentages."""
    said = distinct(release, table, rows, reader)
    return reader.say("base.alt", alt=words, base=said) if said else words

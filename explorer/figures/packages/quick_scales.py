"""Numbers in classes and dates in periods: how many rows stand in each."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from explorer.charts.counts import histogram, timeline
from explorer.charts.frame import Spec
from explorer.locales import day, number
from explorer.reader import Reader

CLASSES = 12  # about
FEW_DAYS, FEW_YEARS = 62, 6
LONGEST = 400  # periods of a line
LAST_YEAR = 10_000
LARGE, SMALL = 1e15, 1e-4


@dataclass(frozen=True)
class Scale:
    """A chart of counts along a scale, what it says, and its numbers."""

    spec: Spec
    sentence: str
    table: pd.DataFrame


def spoken(value: float, reader: Reader) -> str:
    """A number as it is printed; one that is very large or very small by its power of ten."""
    if value and not SMALL <= abs(value) < LARGE:
        return f"{value:.3g}"
    return number(value, reader.lang)


def counted(count: int, reader: Reader, what: str = "rows") -> str:
    """« 1 row », « 12 rows »: French counts none as one. `what`: `rows`, `fields` or `tables`."""
    one = count == 1 or (count == 0 and reader.lang == "fr")
    return reader.say(f"open.{what}.{'one' if one else 'many'}", count=spoken(count, reader))


def numbers(present: pd.Series, reader: Reader, *, whole: bool) -> Scale | None:
    """A histogram. None where the numbers are all one, or too far apart for a scale."""
    values = sorted(float(value) for value in present if not math.isnan(value))
    if not values or values[0] == values[-1] or not math.isfinite(values[-1] - values[0]):
        return None
    step = _step(values[-1] - values[0], whole=whole)
    first = math.floor(values[0] / step)
    places = Counter(math.floor(value / step) - first for value in values)
    if max(places) > 3 * CLASSES or not math.isfinite(first * step):
        return None
    rows = []
    for place in range(max(places) + 1):
        low, high = (first + place) * step, (first + place + 1) * step
        rows.append((low, high, places[place]))
    table = pd.DataFrame(rows, columns=["low", "high", "count"])
    said = [
        reader.say("open.class", low=spoken(low, reader), high=spoken(high, reader)) for low, high, _ in rows
    ]
    table["description"] = [
        reader.say("open.bar", label=label, rows=counted(count, reader))
        for label, count in zip(said, table["count"], strict=True)
    ]
    middle = (
        values[len(values) // 2]
        if len(values) % 2
        else (values[len(values) // 2 - 1] + values[len(values) // 2]) / 2
    )
    sentence = reader.say(
        "open.numbers", total=spoken(len(values), reader), low=spoken(values[0], reader),
        high=spoken(values[-1], reader), middle=spoken(middle, reader),
    )  # fmt: skip
    palette = reader.palette
    spec = histogram(table, colour=palette.actors[0], lang=reader.lang, palette=palette)
    printed = [spoken(count, reader) for count in table["count"]]
    read = pd.DataFrame({reader.say("open.classes"): said, reader.say("open.count"): printed})
    return Scale(spec, sentence, read)


def dates(present: pd.Series, reader: Reader, *, kind: str) -> Scale | None:
    """A line of how many rows each period has; a period without a row is a zero, since rows are counted."""
    if kind == "year" and not all(0 < int(value) < LAST_YEAR for value in present):
        return None
    days = [_day(value) for value in present]
    span = (max(days) - min(days)).days
    grain = "year" if kind == "year" or span > 366 * FEW_YEARS else "month"
    if span <= FEW_DAYS and kind not in ("year", "yearmonth"):
        grain = "day"
    counts = Counter(_start(value, grain) for value in days)
    periods = _periods(min(counts), max(counts), grain)
    if not 2 < len(periods) <= LONGEST:  # noqa: PLR2004 (a line has three points)
        return None
    names = [_named(period, grain, reader) for period in periods]
    table = pd.DataFrame(
        {
            "when": [period.isoformat() for period in periods],
            "value": [counts[p] for p in periods],
            "piece": "all",
        }
    )
    table["description"] = [
        reader.say("open.bar", label=name, rows=counted(count, reader))
        for name, count in zip(names, table["value"], strict=True)
    ]
    sentence = reader.say(
        f"open.dates.{grain}", total=spoken(len(days), reader), first=names[0], last=names[-1]
    )
    palette = reader.palette
    spec = timeline(table, colour=palette.actors[0], lang=reader.lang, palette=palette, zero=True)
    printed = [spoken(count, reader) for count in table["value"]]
    read = pd.DataFrame({reader.say("open.periods"): names, reader.say("open.count"): printed})
    return Scale(spec, sentence, read)


def series(when: pd.Series, values: pd.Series, reader: Reader, *, kind: str) -> Scale | None:
    """A line of the values themselves, where each date has one row; a row without a value breaks it."""
    if kind == "year" and not all(0 < int(value) < LAST_YEAR for value in when):
        return None
    ordered = sorted(zip(when, values, strict=True), key=lambda pair: _day(pair[0]))
    absent = [value is None or math.isnan(value) for _, value in ordered]
    if len(ordered) > LONGEST or len(ordered) - sum(absent) < 3:  # noqa: PLR2004 (a line has three points)
        return None
    names = [str(date) if kind == "year" else day(_day(date).isoformat(), reader.lang) for date, _ in ordered]
    table = pd.DataFrame(
        {
            "when": [_day(date).isoformat() for date, _ in ordered],
            "value": [None if gap else float(value) for gap, (_, value) in zip(absent, ordered, strict=True)],
            "piece": [str(sum(absent[:place])) for place in range(len(ordered))],
        }
    )
    printed = [
        reader.say("value.none") if gap else spoken(value, reader)
        for gap, (_, value) in zip(absent, ordered, strict=True)
    ]
    colon = reader.say("colon")
    table["description"] = [f"{name}{colon}{said}" for name, said in zip(names, printed, strict=True)]
    known = [(name, said) for name, said, gap in zip(names, printed, absent, strict=True) if not gap]
    (first, start), (last, end) = known[0], known[-1]
    sentence = reader.say("open.series", count=len(known), first=first, start=start, last=last, end=end)
    palette = reader.palette
    spec = timeline(table, colour=palette.actors[0], lang=reader.lang, palette=palette, zero=False)
    read = pd.DataFrame({reader.say("open.periods"): names, reader.say("column.value"): printed})
    return Scale(spec, sentence, read)


def _step(span: float, *, whole: bool) -> float:
    """The width of a class: 1, 2 or 5 times a power of ten, and no less than 1 for whole numbers."""
    rough = span / CLASSES
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next((times * power for times in (1, 2, 5) if times * power >= rough), 10 * power)
    return max(step, 1.0) if whole else step


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date(int(str(value)), 1, 1)


def _start(value: date, grain: str) -> date:
    """The first day of the period that the day is in."""
    if grain == "day":
        return value
    return value.replace(day=1) if grain == "month" else value.replace(month=1, day=1)


def _periods(first: date, last: date, grain: str) -> list[date]:
    """Every period from the first to the last, up to one more than can be drawn."""
    periods = [first]
    while periods[-1] < last and len(periods) <= LONGEST:
        now = periods[-1]
        if grain == "day":
            periods.append(now + timedelta(days=1))
        elif grain == "month":
            periods.append(date(now.year + now.month // 12, now.month % 12 + 1, 1))
        else:
            periods.append(date(now.year + 1, 1, 1))
    return periods


def _named(period: date, grain: str, reader: Reader) -> str:
    if grain == "year":
        return str(period.year)
    said = day(period.isoformat(), reader.lang)
    return said if grain == "day" else said.partition("\u00a0")[2]

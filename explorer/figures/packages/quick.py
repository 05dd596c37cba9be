"""Charts of a table that nobody described to us: chosen from the types of its fields, and saying counts only.

Nothing is summed or averaged: what may be is not known. Identifiers are not drawn; what has no value, or one
that is not of its type, is left out and said.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from explorer.charts.counts import bars
from explorer.figures.figure import Panel
from explorer.figures.packages.quick_scales import Scale, counted, dates, numbers, series, spoken
from explorer.guests.descriptor import words
from explorer.guests.rules import plain
from explorer.guests.tables import Table
from explorer.locales import number
from explorer.reader import Reader
from scripts.reading.model.package import Field

LARGEST = 6  # charts of a table
SHOWN = 12  # bars of a chart
FEW = 20  # different texts that are still categories
ENOUGH = 8  # values that make a distribution
LABEL = 42  # characters of a label in a chart
TIMES = ("date", "datetime", "yearmonth", "year")
TEXTS = ("string", "boolean", "any")


@dataclass(frozen=True)
class Quick:
    """A chart, what it says, and its numbers."""

    name: str
    title: str
    sentence: str
    panel: Panel
    table: pd.DataFrame
    notes: tuple[str, ...] = ()


def quick(table: Table, reader: Reader) -> list[Quick]:
    """The charts of the first columns that one can be drawn of. None where the table was cut: see `cut`."""
    if table.cut:
        return []
    found = []
    for place, column in enumerate(table.schema.fields):
        if column.name in table.typed and not _identifies(column, table):
            chart = _chart(column, table, reader, place)
            if chart:
                found.append(chart)
        if len(found) == LARGEST:
            break
    return found


def label_of(column: Field, lang: str) -> str:
    """What a field is called: its title in the language, else its name."""
    title = column.extra.get("title_en") if lang == "en" else column.extra.get("title_fr")
    return plain(words(title) or words(column.title, lang) or column.name, 80)


def _identifies(column: Field, table: Table) -> bool:
    """Whether the field tells rows apart rather than says something of them."""
    alone = [table.schema.primary_key, *table.schema.unique_keys]
    return (column.name,) in alone or column.constraints.get("unique") is True


def _clock(table: Table) -> Field | None:
    """The field that is a time and, by declaration, what tells rows apart: the rows are one series.

    Where times merely differ, the rows may be of different things, and a line would join them.
    """
    for column in table.schema.fields:
        values = table.typed.get(column.name)
        declared = table.schema.primary_key in ((), (column.name,)) and _identifies(column, table)
        if (
            column.type in TIMES
            and declared
            and values is not None
            and values.notna().all()
            and values.is_unique
        ):
            return column
    return None


def _chart(column: Field, table: Table, reader: Reader, place: int) -> Quick | None:
    values = table.typed[column.name]
    present = values[values.notna()]
    distinct = present.nunique()
    coded = any(column.name in key.fields for key in table.schema.foreign_keys)
    listed = "enum" in column.constraints or bool(column.categories)
    notes = _left_out(column, table, len(values) - len(present), reader)
    name, title = f"quick-{place}", label_of(column, reader.lang)
    if len(present) < ENOUGH or distinct < 2:  # noqa: PLR2004 (one value says nothing)
        return None
    scale: Scale | None = None
    if coded or listed or (column.type in TEXTS and distinct <= FEW and distinct * 2 <= len(present)):
        return _bars(column, present, reader, notes, name)
    if column.type == "integer" and distinct <= SHOWN and not _clock(table):
        return _bars(column, present, reader, notes, name, by_value=True)
    if column.type in ("integer", "number"):
        clock = _clock(table)
        if clock:
            scale = series(table.typed[clock.name], values, reader, kind=clock.type)
        scale = scale or numbers(present, reader, whole=column.type == "integer")
    elif column.type in TIMES and distinct < len(present):
        scale = dates(present, reader, kind=column.type)
    if scale is None:
        return None
    alt = f"{title}{reader.say('colon')}{scale.sentence}"
    return Quick(name, title, scale.sentence, Panel(scale.spec, alt), scale.table, notes)


def _bars(
    column: Field,
    present: pd.Series,
    reader: Reader,
    notes: tuple[str, ...],
    name: str,
    *,
    by_value: bool = False,
) -> Quick:
    """How many rows have each value, most first; what comes after the first ones is one open bar.

    `by_value`: in the order of the values, which are then few.
    """
    tally = Counter(present)
    listed = column.constraints.get("enum")
    spelt = {str(value) for value in tally}
    unused = [value for value in listed if str(value) not in spelt] if isinstance(listed, list) else []
    tally.update({str(value): 0 for value in unused if not by_value})  # a value without a row is a zero
    ordered = sorted(tally, key=lambda value: (-tally[value], str(value)))
    rows = [
        (_spoken(column, value, reader), tally[value], False)
        for value in (sorted(tally) if by_value else ordered)
    ]
    if len(rows) > SHOWN:
        rest = rows[SHOWN - 1 :]
        label = reader.say("open.rest", count=len(rest))
        rows = [*rows[: SHOWN - 1], (label, sum(count for _, count, _ in rest), True)]
    table = pd.DataFrame(rows, columns=["label", "count", "rest"])
    total, first = len(present), ordered[0]
    table["text"] = [number(count, reader.lang) for count in table["count"]]
    table["description"] = [
        reader.say("open.bar", label=label, rows=counted(count, reader)) for label, count, _ in rows
    ]
    tied = list(tally.values()).count(tally[first]) > 1
    sentence = reader.say(
        "open.bars.tied" if tied else "open.bars",
        total=spoken(total, reader), values=len(spelt), label=_spoken(column, first, reader),
        count=spoken(tally[first], reader),
    )  # fmt: skip
    colour = reader.palette.actors[0]
    drawn = table.assign(
        label=[label if len(label) <= LABEL else label[: LABEL - 1] + "…" for label in table["label"]]
    )
    spec = bars(drawn, colour=colour, lang=reader.lang, palette=reader.palette)
    title = label_of(column, reader.lang)
    read = table[["label", "text"]].set_axis([title, reader.say("open.count")], axis=1)
    alt = f"{title}{reader.say('colon')}{sentence}"
    return Quick(name, title, sentence, Panel(spec, alt), read, notes)


def _spoken(column: Field, value: object, reader: Reader) -> str:
    """A value in words: the label of its category, yes or no, or itself."""
    if isinstance(value, bool):
        return reader.say("open.yes" if value else "open.no")
    for one in column.categories:
        if str(one.value) == str(value) and words(one.label):
            return plain(words(one.label, reader.lang), 80)
    return plain(str(value), 80)


def _left_out(column: Field, table: Table, absent: int, reader: Reader) -> tuple[str, ...]:
    """How many rows the chart leaves out, and why."""
    wrong = sum(f.count for f in table.faults if f.code == "type-error" and f.column == column.name)
    notes = []
    if absent - wrong > 0:
        notes.append(reader.say("open.absent", count=spoken(absent - wrong, reader)))
    if wrong:
        notes.append(reader.say("open.wrong", count=spoken(wrong, reader)))
    return tuple(notes)

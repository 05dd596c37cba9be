"""How a value is printed with its observation status (SDMX CL_OBS_STATUS): a mark, a line of legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from explorer.figures.figure import Key
from explorer.figures.survey.absences import reason, spoken_reason
from explorer.figures.survey.lookup import labels, rows_by_code
from explorer.published import Release
from explorer.reader import Reader

NORMAL = "A"
UNCERTAIN = "U"
MARKS = {"E": "*", "U": "†"}
OTHER = "‡"
ARROWS = {"above": "▲", "below": "▼"}  # significances that a source prints beside a value
Unit = Mapping[str, Any]


def mark(status: Any) -> str:
    """The sign that goes with a value: none for a normal one."""
    return "" if pd.isna(status) or status == NORMAL else MARKS.get(str(status), OTHER)


def printed(value: Any, status: Any, reader: Reader, unit: Unit | None = None) -> str:
    """A value in its unit (percent, if none is named) with its mark; in a word, why there is none."""
    if pd.isna(value):
        return reader.say(f"value.{reason(status)}")
    sign = mark(status)
    return _number(value, reader, unit) + (f"\u00a0{sign}" if sign else "")


def spoken(value: Any, status: Any, release: Release, reader: Reader, unit: Unit | None = None) -> str:
    """The same in words, for those who hear it: « 69 % (faible fiabilité) »."""
    if pd.isna(value):
        return spoken_reason(status, release, reader)
    said = _number(value, reader, unit)
    return f"{said} ({status_label(release, str(status), reader)})" if mark(status) else said


def _number(value: Any, reader: Reader, unit: Unit | None) -> str:
    return reader.quantity(value, unit) if unit else reader.percent(value)


def compared(row: Mapping[str, Any] | pd.Series) -> str:
    """The sign of what the source marks as above or below the whole; empty where it marks nothing."""
    return "" if pd.isna(row["value"]) else ARROWS.get(str(row.get("significance")), "")


def compared_keys(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[Key, ...]:
    """One line of legend for the signs that are used, in the words of the release."""
    used = {compared(row) for _, row in rows.iterrows()} if "significance" in rows else set()
    words = labels(release, "significances", reader) if used - {""} else {}
    known = {sign: words.get(code, code) for code, sign in ARROWS.items() if sign in used}
    if not known:
        return ()
    first, *others = known.items()
    said = [_small(first[1]), *(f"{sign}\u00a0{_small(label)}" for sign, label in others)]
    key = reader.say("significance.key", words=reader.say("semicolon").join(said))
    return (Key(key, mark=first[0]),)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def qualified(words: str, row: Mapping[str, Any] | pd.Series, release: Release, reader: Reader) -> str:
    """A value in words, with what its source says of it: « environ 50 % » where the row has a qualifier."""
    code = row.get("qualifier")
    if code is None or pd.isna(code) or pd.isna(row["value"]):
        return words
    return f"{labels(release, 'qualifiers', reader).get(str(code), str(code))} {words}"


def shown(
    row: Mapping[str, Any] | pd.Series, release: Release, reader: Reader, unit: Unit | None = None
) -> str:
    """The value of a row as printed, with its qualifier and its mark: « plus de 50 % † »."""
    return qualified(printed(row["value"], row["status"], reader, unit), row, release, reader)


def said(
    row: Mapping[str, Any] | pd.Series, release: Release, reader: Reader, unit: Unit | None = None
) -> str:
    """The same in words: « plus de 50 % (faible fiabilité) »."""
    return qualified(spoken(row["value"], row["status"], release, reader, unit), row, release, reader)


def alike(rows: pd.DataFrame) -> bool:
    """Whether values that are one number are printed alike: « 50 % » and « plus de 50 % » are not level."""
    return "qualifier" not in rows or len(set(rows["qualifier"].fillna(""))) <= 1


def leading(release: Release, reader: Reader, rows: pd.DataFrame, names: list[str]) -> tuple[str, str]:
    """The names of rows that share one value, and the value in words: a status is said of whom it is true.

    One status for all is said with the value, several each with its name; so is what qualifies the value:
    then each name has its own value, and none is left to say (« ») for all.
    """
    value = rows["value"].iloc[0]
    if not alike(rows):
        each = [said(row, release, reader) for _, row in rows.iterrows()]
        return reader.listing([f"{name}, {one}" for name, one in zip(names, each, strict=True)]), ""
    if len(set(rows["status"])) == 1:
        return reader.listing(names), said(rows.iloc[0], release, reader)
    told = [
        f"{name} ({status_label(release, str(status), reader)})" if mark(status) else name
        for name, status in zip(names, rows["status"], strict=True)
    ]
    return reader.listing(told), qualified(reader.percent(value), rows.iloc[0], release, reader)


def extreme(release: Release, reader: Reader, rows: pd.DataFrame, value: float) -> str:
    """The value in words; with its qualifier where no row has it without, so with its status."""
    at = rows[rows["value"] == value]
    bare = at[at["qualifier"].isna()] if "qualifier" in at else at
    at = at if bare.empty else bare
    words = qualified(reader.percent(value), at.iloc[0], release, reader)
    statuses = sorted(set(at["status"].astype(str)))
    if NORMAL in statuses:
        return words
    return f"{words} ({reader.listing([status_label(release, status, reader) for status in statuses])})"


def status_label(release: Release, status: str, reader: Reader) -> str:
    """The status in words, from the release's own list."""
    if status == "E":
        return reader.say("computed")
    label = reader.words(rows_by_code(release, "statuses").get(status, {}), "label") or status
    return label[:1].lower() + label[1:]


def _within(reader: Reader, label: str, meaning: str) -> str:
    """A status and its meaning as a line of legend has them: in small letters, without a full stop."""
    small = [words[:1].lower() + words[1:] for words in (label, meaning.rstrip(".")) if words]
    return reader.say("colon").join(small)


def status_keys(release: Release, rows: pd.DataFrame, reader: Reader) -> tuple[Key, ...]:
    """A line of legend for each mark that is used."""
    used = sorted({str(s) for s in rows.loc[rows["value"].notna(), "status"].dropna() if mark(s)})
    known = rows_by_code(release, "statuses")
    keys = []
    for status in used:
        meaning = reader.words(known.get(status, {}), "definition")
        label = reader.words(known.get(status, {}), "label") or status
        key = f"status.{status}"
        words = reader.say(key) if key in ("status.E", "status.U") else _within(reader, label, meaning)
        keys.append(Key(words, mark=mark(status)))
    return tuple(keys)

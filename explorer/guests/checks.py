"""What a schema asks of columns and keys, checked on what was read: Faults, grouped, with counts and samples.

Each distinct text of a column is looked at once. Patterns run in RE2, whose time grows with the text and no
faster; what RE2 does not know (looking around, back references) is told as not checked.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.guests.descriptor import Column, Key, Schema
from explorer.guests.kinds import KINDS
from explorer.guests.rules import Budget, plain

SAMPLES = 3
SHOWN = 60  # characters of a value that are shown back
BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "exclusiveMinimum": lambda value, bound: value > bound,
    "exclusiveMaximum": lambda value, bound: value < bound,
}
LENGTHS: dict[str, Callable[[str, int], bool]] = {
    "minLength": lambda text, bound: len(text) >= bound,
    "maxLength": lambda text, bound: len(text) <= bound,
}


@dataclass(frozen=True)
class Fault:
    """What is wrong `count` times: samples are (line, value). `code` names its sentence in `texts.faults`."""

    code: str
    column: str = ""
    count: int = 1
    samples: tuple[tuple[int, str], ...] = ()
    expected: str = ""


@dataclass(frozen=True)
class Checked:
    """A column after its check: values by row (None where there is none, or none of its type)."""

    typed: pd.Series
    faults: tuple[Fault, ...]


def check_column(column: Column, texts: pd.Series, lines: list[int], budget: Budget) -> Checked:
    """The typed values of a column, and what is wrong in it."""
    _ = budget.seconds
    absent = texts.isin(column.missing)
    given = texts[~absent]
    distinct = pd.unique(given)
    values, wrong = _typed(column, distinct)
    faults = [_fault("type", column, given.isin(wrong), given, lines, column.type)] if wrong else []
    rules = column.constraints
    if rules.get("required") is True and absent.any():
        faults.append(_fault("required", column, absent, texts, lines))
    if rules.get("unique") is True and given.duplicated().any():
        faults.append(_fault("unique", column, given.duplicated(), given, lines))
    for name, allowed in _lists(column):
        outside = {text for text in distinct if text not in allowed and str(values.get(text)) not in allowed}
        if outside:
            shown = ", ".join(sorted(allowed)[:6]) + ("…" if len(allowed) > 6 else "")  # noqa: PLR2004 (a line)
            faults.append(_fault(name, column, given.isin(outside), given, lines, shown))
    faults += _bounds(column, values, given, lines)
    faults += _lengths(column, distinct, given, lines)
    if isinstance(rules.get("pattern"), str):
        faults += _pattern(column, str(rules["pattern"]), distinct, given, lines, budget)
    typed = [None if gap else values.get(text) for text, gap in zip(texts, absent, strict=True)]
    return Checked(pd.Series(typed, texts.index, dtype=object), tuple(faults))


def check_keys(
    schema: Schema, texts: pd.DataFrame, lines: list[int], missing: Mapping[str, frozenset[str]]
) -> list[Fault]:
    """What is wrong in the primary key and the unique keys."""
    faults = []
    for code, names in (("primary_key", schema.primary), *(("unique_key", names) for names in schema.unique)):
        label = ", ".join(names)
        if not names:
            continue
        if not set(names) <= set(texts.columns):
            faults.append(Fault("key_columns", label))
            continue
        part = texts[list(names)]
        empty = pd.concat([part[name].isin(missing.get(name, frozenset())) for name in names], axis=1)
        if code == "primary_key" and empty.any(axis=None):
            faults.append(_group(code, label, empty.any(axis=1), part, lines))
        twice = part.duplicated() & ~empty.any(axis=1)
        if twice.any():
            faults.append(_group(code, label, twice, part, lines))
    return faults


def check_foreign(
    key: Key,
    texts: pd.DataFrame,
    other: pd.DataFrame | None,
    lines: list[int],
    missing: Mapping[str, frozenset[str]],
) -> list[Fault]:
    """Codes that the table referred to does not have. `other` is None where that was not opened whole."""
    label = ", ".join(key.columns)
    if not set(key.columns) <= set(texts.columns):
        return [Fault("key_columns", label)]
    if other is None or not set(key.there) <= set(other.columns):
        return [Fault("foreign_key_unchecked", label, expected=plain(key.table, SHOWN))]
    known = set(other[list(key.there)].itertuples(index=False, name=None))
    part = texts[list(key.columns)]
    empty = pd.concat([part[name].isin(missing.get(name, frozenset())) for name in key.columns], axis=1).any(
        axis=1
    )
    lost = (
        pd.Series([row not in known for row in part.itertuples(index=False, name=None)], index=part.index)
        & ~empty
    )
    code = "foreign_key" if key.table else "foreign_key_own"
    return [_group(code, label, lost, part, lines, plain(key.table, SHOWN))] if lost.any() else []


def _typed(column: Column, distinct: Iterable[str]) -> tuple[dict[str, Any], set[str]]:
    """Text → value, and the texts that are not of the type."""
    parse = KINDS.get(column.type, KINDS["any"])
    values: dict[str, Any] = {}
    wrong: set[str] = set()
    for text in distinct:
        try:
            values[text] = parse(text, column.properties)
        except (ValueError, TypeError, OverflowError, RecursionError, KeyError):
            wrong.add(text)
    return values, wrong


def _lists(column: Column) -> list[tuple[str, set[str]]]:
    """The lists of values that a column may take: `enum`, and the categories of v2."""
    found = []
    enum = column.constraints.get("enum")
    if isinstance(enum, list):
        found.append(("enum", {str(one) for one in enum}))
    categories = column.properties.get("categories")
    if isinstance(categories, list):
        values = [one.get("value") if isinstance(one, dict) else one for one in categories]
        found.append(("category", {str(one) for one in values}))
    return found


def _bounds(column: Column, values: Mapping[str, Any], given: pd.Series, lines: list[int]) -> list[Fault]:
    """Values under the minimum or over the maximum; a bound that is no value of the type is told."""
    faults = []
    for name, fits in BOUNDS.items():
        if name not in column.constraints:
            continue
        try:
            bound = KINDS.get(column.type, KINDS["any"])(str(column.constraints[name]), column.properties)
            outside = {
                text
                for text, value in values.items()
                if not (isinstance(value, float) and math.isnan(value)) and not fits(value, bound)
            }
        except (ValueError, TypeError):
            faults.append(Fault("constraint_unused", column.name, expected=name))
            continue
        if outside:
            faults.append(
                _fault(name, column, given.isin(outside), given, lines, str(column.constraints[name]))
            )
    return faults


def _lengths(column: Column, distinct: Iterable[str], given: pd.Series, lines: list[int]) -> list[Fault]:
    faults = []
    for name, fits in LENGTHS.items():
        bound = column.constraints.get(name)
        if isinstance(bound, int):
            outside = {text for text in distinct if not fits(text, bound)}
            if outside:
                faults.append(_fault(name, column, given.isin(outside), given, lines, str(bound)))
    return faults


def _pattern(
    column: Column, pattern: str, distinct: Iterable[str], given: pd.Series, lines: list[int], budget: Budget
) -> list[Fault]:
    import pyarrow as pa
    import pyarrow.compute as pc

    shown = plain(pattern, SHOWN)
    if len(pattern) > budget.rules.pattern:
        return [Fault("pattern_unchecked", column.name, expected=shown)]
    texts = list(distinct)
    try:
        matched = pc.match_substring_regex(pa.array(texts, pa.string()), pattern=rf"\A(?:{pattern})\z")
    except pa.ArrowException:
        return [Fault("pattern_unchecked", column.name, expected=shown)]
    outside = {text for text, fits in zip(texts, matched.to_pylist(), strict=True) if not fits}
    return [_fault("pattern", column, given.isin(outside), given, lines, shown)] if outside else []


def _fault(
    code: str, column: Column, wrong: pd.Series, texts: pd.Series, lines: list[int], expected: str = ""
) -> Fault:
    """The cells of a column for which `wrong` is true."""
    rows = wrong[wrong].index
    samples = tuple((lines[row], plain(str(texts[row]), SHOWN)) for row in rows[:SAMPLES])
    return Fault(code, column.name, len(rows), samples, plain(expected))


def _group(
    code: str, label: str, wrong: pd.Series, part: pd.DataFrame, lines: list[int], expected: str = ""
) -> Fault:
    """The rows for which `wrong` is true, by the values of some columns."""
    rows = wrong[wrong].index
    samples = tuple((lines[row], plain(" / ".join(map(str, part.loc[row])), SHOWN)) for row in rows[:SAMPLES])
    return Fault(code, label, len(rows), samples, expected)

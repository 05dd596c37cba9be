"""Judges: the verdict on one cell, its value and the rules that it breaks.

As frictionless 5.21 gives it. A rule that a type does not have asks nothing (the check of the descriptor
tells it), nor does a bound that is no value of the type in the form of its field (Table Schema 2.0, « Field
Constraints »).

A judge is pure and remembers its verdicts: a column with few distinct texts costs one look-up a cell.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scripts.reading.descriptor import from_field
from scripts.reading.exact.patience import matcher
from scripts.reading.values.base import Native
from scripts.reading.values.kinds import reader_of

if TYPE_CHECKING:
    from scripts.reading.model.package import Field, Schema
    from scripts.reading.values.base import Cell, Reader

# The value of a cell (None where it is missing or not of the type) and the rules it breaks: `type`, or
# names of constraints.
Verdict = tuple[Any, tuple[str, ...]]
Judge = Callable[["Cell"], Verdict]
Test = Callable[[Any], bool]
Matcher = Callable[[str], Callable[[str], Any]]

TYPE = "type"
REMEMBERED = 200_000  # texts of one column

_BOUNDED = ("required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum")
_SIZED = ("required", "minLength", "maxLength", "enum")
_PLAIN = ("required", "enum")
SUPPORTED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("date", "datetime", "integer", "number", "time", "year", "yearmonth"), _BOUNDED),
    **dict.fromkeys(("any", "boolean", "duration", "geojson", "geopoint"), _PLAIN),
    **dict.fromkeys(("array", "object"), _SIZED),
    "list": ("required", "minLength", "maxLength"),
    "string": ("required", "minLength", "maxLength", "pattern", "enum"),
}
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}


def options_of(column: Field) -> dict[str, Any]:
    """The descriptor of a field, as frictionless is given it.

    What says how its texts are written, and is not of the standard's shape, says nothing.
    """
    options = from_field(column)
    for name, said in _WRITTEN.items():
        if name in options and (value := said(options.pop(name))) is not None:
            options[name] = value
    return {**options, "format": str(options.get("format", "default")).replace("fmt:", "")}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _mark(value: Any) -> str | None:
    return _text(value) or None


def _texts(value: Any) -> list[str] | None:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else None


# The properties that say how the texts of a field are written, each with what it may say (None: nothing).
_WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "groupChar": _text,
    "decimalChar": _mark,
    "bareNumber": lambda value: value if isinstance(value, bool) else None,
    "trueValues": _texts,
    "falseValues": _texts,
    "delimiter": _mark,
    "itemType": _text,
}


def judge_of(column: Field, schema: Schema, match: Matcher = matcher) -> Judge:
    """The judge of a column; `match` makes of a pattern what says whether a text matches it."""
    reader = reader_of(options_of(column))
    missing = frozenset(schema.missing_values_of(column))
    return _Memory(reader, missing, tuple(_tests(column, match))).__getitem__


class _Memory(dict["Cell", Verdict]):
    """The verdicts on the texts seen; looking one up again costs what a dict costs."""

    def __init__(self, reader: Reader, missing: frozenset[str], tests: Sequence[tuple[str, Test]]) -> None:
        super().__init__()
        self._reader, self._missing, self._tests = reader, missing, tests

    def __missing__(self, text: Cell) -> Verdict:
        absent = text is None or str(text) in self._missing
        value = None if absent else self._value(text)
        faults: tuple[str, ...] = (TYPE,)
        if absent or value is not None:
            faults = tuple([name for name, test in self._tests if not test(value)])
        if _is_nan(value):  # each is another: none is like one seen before
            return value, faults
        if len(self) >= REMEMBERED:
            self.clear()
        self[text] = value, faults
        return value, faults

    def _value(self, cell: Cell) -> Any:
        """The value of a cell; one of a spreadsheet that is none of the type may be one by its text."""
        if not isinstance(cell, Native):
            return self._reader(cell)
        value = self._reader(cell.value)
        return self._reader(cell.text) if value is None and cell.loose else value


def _is_nan(value: Any) -> bool:
    return value.is_nan() if isinstance(value, Decimal) else isinstance(value, float) and value != value  # noqa: PLR0124


def _tests(column: Field, match: Matcher) -> list[tuple[str, Test]]:
    """The constraints that the type of a column has, in frictionless' order."""
    told, found = reader_of(options_of(column)), []
    for name in SUPPORTED.get(column.type, _PLAIN):
        expected = column.constraints.get(name)
        test = None if expected is None else _test(name, expected, told, match)
        if test is not None:
            found.append((name, test))
    return found


def _test(name: str, expected: Any, told: Reader, match: Matcher) -> Test | None:
    """The test of one constraint, None where it asks nothing; a missing value passes all but `required`."""
    if name == "required":
        return (lambda value: value is not None) if expected is True else None
    if name == "pattern":
        return _pattern(expected, match)
    if name == "enum":
        return _among([told(item) for item in expected]) if isinstance(expected, list) else None
    if name in ("minLength", "maxLength"):
        compare = operator.ge if name == "minLength" else operator.le
        right = isinstance(expected, int) and not isinstance(expected, bool)
        return (lambda value: value is None or compare(len(value), expected)) if right else None
    bound = told(expected)
    return None if bound is None else _within(_COMPARE[name], bound)


def _pattern(expected: Any, match: Matcher) -> Test | None:
    try:
        matches = match(expected)
    except (re.error, TypeError, ValueError, OverflowError, RecursionError):
        return None
    return lambda value: value is None or matches(value) is not None


def _among(allowed: list[Any]) -> Test:
    return lambda value: value is None or value in allowed


def _within(compare: Callable[[Any, Any], bool], bound: Any) -> Test:
    """Within a bound; a value that is not equal to itself (NaN) is within none."""

    def test(value: Any) -> bool:
        try:
            return value is None or (bool(value == value) and bool(compare(value, bound)))  # noqa: PLR0124
        except (TypeError, ArithmeticError):  # times with and without a zone; a signalling NaN
            return False

    return test

"""Judges: the verdict on one cell, its value and the rules that it breaks, as frictionless 5.21 gives them.

A judge is pure and remembers its verdicts: a column with few distinct texts costs one look-up a cell.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scripts.check.engines.foreign import Reader, UnsupportedError
from scripts.check.engines.patience import matcher
from scripts.check.engines.values import READERS, reader_of
from scripts.read.descriptor import from_field

if TYPE_CHECKING:
    from scripts.model.package import Field, Schema

# The value of a cell (None where it is missing or not of the type) and the rules it breaks: `type`, or
# names of constraints.
Verdict = tuple[Any, tuple[str, ...]]
Judge = Callable[[str | None], Verdict]
Test = Callable[[Any], bool]

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
    """The descriptor of a field, as frictionless is given it."""
    options = from_field(column)
    return {**options, "format": str(options.get("format", "default")).replace("fmt:", "")}


def judge_of(column: Field, schema: Schema) -> Judge:
    """The judge of a column. UnsupportedError where frictionless refuses the column itself."""
    if column.type not in READERS:
        raise UnsupportedError(f"type {column.type}")
    unknown = set(column.constraints) - {*SUPPORTED[column.type], "unique"}
    if unknown:
        raise UnsupportedError(f"constraint {min(unknown)} of type {column.type}")
    reader = reader_of(options_of(column))
    tests = tuple(_tests(column, reader))
    missing = frozenset(schema.missing_values_of(column))
    return _Memory(reader, missing, tests).__getitem__


class _Memory(dict[str | None, Verdict]):
    """The verdicts on the texts seen; looking one up again costs what a dict costs."""

    def __init__(self, reader: Reader, missing: frozenset[str], tests: Sequence[tuple[str, Test]]) -> None:
        super().__init__()
        self._reader, self._missing, self._tests = reader, missing, tests

    def __missing__(self, text: str | None) -> Verdict:
        absent = text is None or text in self._missing
        value = None if absent else self._reader(text)
        faults: tuple[str, ...] = (TYPE,)
        if absent or value is not None:
            faults = tuple([name for name, test in self._tests if not test(value)])
        if _is_nan(value):  # each is another: none is like one seen before
            return value, faults
        if len(self) >= REMEMBERED:
            self.clear()
        self[text] = value, faults
        return value, faults


def _is_nan(value: Any) -> bool:
    return value.is_nan() if isinstance(value, Decimal) else isinstance(value, float) and value != value  # noqa: PLR0124


def _tests(column: Field, reader: Reader) -> list[tuple[str, Test]]:
    """The constraints of a column, in frictionless' order."""
    found = []
    for name in SUPPORTED[column.type]:
        expected = column.constraints.get(name)
        if expected is not None:
            found.append((name, _test(name, expected, reader)))
    return found


def _test(name: str, expected: Any, reader: Reader) -> Test:
    """The test of one constraint; a missing value passes all but `required`."""
    if name == "required":
        return (lambda value: value is not None) if expected else (lambda _value: True)
    if name == "pattern":
        match = matcher(expected)
        return lambda value: value is None or match(value) is not None
    if name == "enum":
        allowed = [reader(item) for item in expected]
        return lambda value: value is None or value in allowed
    if name == "minLength":
        return lambda value: value is None or len(value) >= expected
    if name == "maxLength":
        return lambda value: value is None or len(value) <= expected
    bound = reader(expected)
    if bound is None:
        raise UnsupportedError(f"{name} {expected!r} is no value of the type")
    compare = _COMPARE[name]
    # A value that is not equal to itself (NaN) is within no bounds.
    return lambda value: value is None or (bool(value == value) and bool(compare(value, bound)))  # noqa: PLR0124

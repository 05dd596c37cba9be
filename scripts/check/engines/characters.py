"""The characters that an item of a regular expression stands for, and their bytes in UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

_LAST = 0x10FFFF
_ASCII = (0, 0x7F)
_CLASSES: dict[Any, list[tuple[int, int]]] = {
    sre.CATEGORY_DIGIT: [(48, 57)],
    sre.CATEGORY_WORD: [(48, 57), (65, 90), (95, 95), (97, 122)],
    sre.CATEGORY_SPACE: [(9, 13), (28, 32)],
}
_OTHERS = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
}

Range = tuple[int, int]


class UnknownError(Exception):
    """A construct that is not translated, or an automaton that is too large."""


def characters(kind: Any, value: Any) -> list[Range]:
    """The characters that an item stands for."""
    if kind is sre.LITERAL:
        return [(value, value)]
    if kind is sre.NOT_LITERAL:
        return _outside([(value, value)], (0, _LAST))
    if kind is sre.ANY:
        return _outside([(10, 10)], (0, _LAST))
    if kind is not sre.IN:
        raise UnknownError
    negated = value[0][0] is sre.NEGATE
    found: list[Range] = []
    within = (0, _LAST)
    for member, what in value[1:] if negated else value:
        if member is sre.LITERAL:
            found.append((what, what))
        elif member is sre.RANGE:
            found.append(what)
        elif member is sre.CATEGORY and what in _CLASSES:
            found += _CLASSES[what]
            within = _ASCII
        elif member is sre.CATEGORY and what in _OTHERS and not negated:
            found += _outside(_CLASSES[_OTHERS[what]], _ASCII)
        else:
            raise UnknownError
    return _outside(found, within) if negated else found


def _outside(ranges: list[Range], within: Range) -> list[Range]:
    """The characters of a range that are in none of some ranges."""
    found, at = [], within[0]
    for low, high in sorted(ranges):
        if low > at:
            found.append((at, min(low - 1, within[1])))
        at = max(at, high + 1)
    if at <= within[1]:
        found.append((at, within[1]))
    return [(low, high) for low, high in found if low <= high]


def sequences(low: int, high: int) -> Iterator[Iterator[Range]]:
    """The ranges of bytes, one after the other, that write the characters of a range in UTF-8."""
    for last in (0x7F, 0x7FF, 0xD7FF, 0xDFFF, 0xFFFF):
        if low <= last < high:
            yield from sequences(low, last)
            yield from sequences(last + 1, high)
            return
    if 0xD800 <= low <= 0xDFFF:  # noqa: PLR2004 -- surrogates, which no text in UTF-8 holds
        return
    for more in (1, 2, 3) if high > _ASCII[1] else ():
        mask = (1 << 6 * more) - 1
        if low & ~mask != high & ~mask:
            at = (low | mask) + 1 if low & mask else high & ~mask
            if low & mask or high & mask != mask:
                yield from sequences(low, at - 1)
                yield from sequences(at, high)
                return
    yield zip(chr(low).encode(), chr(high).encode(), strict=True)

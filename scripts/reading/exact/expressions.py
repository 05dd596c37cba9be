r"""Regular expressions of Python as trees: the one place that walks Python's own parse of them.

A tree says what surely means the same to every engine: characters, choices, repetitions, both ends of the
text. `\d`, `\w`, `\s` are their ASCII halves, so that what is translated from a tree accepts a part of what
the pattern accepts, never more. Whatever else there is stands in the tree too, as what nobody translates.
"""

from __future__ import annotations

import warnings
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Range = tuple[int, int]
LAST = 0x10FFFF
SURROGATES = (0xD800, 0xDFFF)  # which no text in UTF-8 holds
_ASCII = (0, 0x7F)
_CLASSES: dict[Any, list[Range]] = {
    sre.CATEGORY_DIGIT: [(48, 57)],
    sre.CATEGORY_WORD: [(48, 57), (65, 90), (95, 95), (97, 122)],
    sre.CATEGORY_SPACE: [(9, 13), (28, 32)],
}
_OTHERS = {
    sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
    sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
    sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
}
_EDGES = {
    sre.AT_BEGINNING: True,
    sre.AT_BEGINNING_STRING: True,
    sre.AT_END: False,
    sre.AT_END_STRING: False,
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT)
_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)


class UnknownError(Exception):
    """A construct that is not translated, or what would be too large."""


class Characters(NamedTuple):
    """One character, of these ranges; None where they are not told."""

    ranges: tuple[Range, ...] | None


class Edge(NamedTuple):
    """The beginning of the text, or its end; None for another place between characters."""

    first: bool | None


class Choice(NamedTuple):
    """One of several ways; a group is a choice of one. It is not `sure` where flags change what it means."""

    ways: tuple[Tree, ...]
    sure: bool = True


class Repeat(NamedTuple):
    """The same so many times; `high` is None where there is no end to it."""

    low: int
    high: int | None
    inner: Tree


class Other(NamedTuple):
    """What is not translated."""

    kind: str


Node = Characters | Edge | Choice | Repeat | Other
Tree = tuple[Node, ...]


def tree_of(pattern: str) -> Tree:
    """The tree of a pattern. What `re.compile` raises for what is no expression.

    >>> tree_of("a?")
    (Repeat(low=0, high=1, inner=(Characters(ranges=((97, 97),)),)),)
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = parser.parse(pattern)
    tree = _tree(found)
    return (Choice((tree,), sure=False),) if found.state.flags & ~sre.SRE_FLAG_UNICODE else tree


def _tree(items: Iterable[Any]) -> Tree:
    return tuple(_node(kind, value) for kind, value in items)


def _node(kind: Any, value: Any) -> Node:
    if kind is sre.AT:
        return Edge(_EDGES.get(value))
    if kind is sre.BRANCH:
        return Choice(tuple(map(_tree, value[1])))
    if kind is sre.SUBPATTERN:
        return Choice((_tree(value[3]),), sure=not (value[1] or value[2]))
    if kind in _REPEATS:
        low, high, inner = value
        return Repeat(low, None if high is sre.MAXREPEAT else high, _tree(inner))
    return Characters(_characters(kind, value)) if kind in _SINGLE else Other(str(kind))


def _characters(kind: Any, value: Any) -> tuple[Range, ...] | None:
    if kind is sre.LITERAL:
        return ((value, value),)
    if kind is sre.IN:
        return _members(value)
    return _outside([(10, 10) if kind is sre.ANY else (value, value)], (0, LAST))


def _members(value: Any) -> tuple[Range, ...] | None:
    """The characters of a class."""
    negated = value[0][0] is sre.NEGATE
    found: list[Range] = []
    within = (0, LAST)
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
            return None
    return _outside(found, within) if negated else tuple(found)


def _outside(ranges: list[Range], within: Range) -> tuple[Range, ...]:
    """The characters of a range that are in none of some ranges."""
    found, at = [], within[0]
    for low, high in sorted(ranges):
        if low > at:
            found.append((at, min(low - 1, within[1])))
        at = max(at, high + 1)
    if at <= within[1]:
        found.append((at, within[1]))
    return tuple((low, high) for low, high in found if low <= high)

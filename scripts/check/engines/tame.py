r"""Patterns that an engine which goes back and forth (Java's) may be given: those that end soon, always.

Java's expressions are translated as Rust's are (patterns.py): what is escaped there means the same in both.
But Java tries one way after the other as Python does, and no alarm stops it, and a group that repeats takes
a piece of its stack each time. So a pattern is tame where what repeats is one way of reading only, the
choices are few, and, where the length is open, the cell is short.
"""

from __future__ import annotations

import warnings
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from scripts.check.engines.patterns import rust

SHORT = 300  # characters of a cell, where a repetition is open
_LOOPS = 2
_CHOICES = 6
_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)


class Tame(NamedTuple):
    """What finds a text only where the pattern matches it, in cells of up to `longest` characters."""

    expression: str
    longest: int | None


def tame(pattern: str) -> Tame | None:
    r"""The expression for a pattern; None where it might take long, or where its meaning is not sure.

    >>> tame(r"[A-Z]{2}-\d+").longest, tame("(a+)+"), tame("(a|a)*")
    (300, None, None)
    """
    expression = rust(pattern)
    if expression is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parse(f"^{pattern}$")
    loops, choices = _counted(tree)
    if loops > _LOOPS or choices > _CHOICES:
        return None
    return Tame(expression, SHORT if loops else None)


def _counted(tree: Any) -> tuple[int, int]:
    """How many repetitions of no fixed number there are, and how many choices that are made once."""
    loops = choices = 0
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            low, high, inner = value
            more, others = _repeated(low, high, inner)
        elif kind is sre.BRANCH:
            found = [_counted(branch) for branch in value[1]]
            more, others = sum(loop for loop, _ in found), 1 + sum(choice for _, choice in found)
        elif kind is sre.SUBPATTERN:
            more, others = _counted(value[3])
        else:
            more, others = 0, 0
        loops, choices = loops + more, choices + others
    return loops, choices


def _repeated(low: int, high: Any, inner: Any) -> tuple[int, int]:
    if high <= 1:
        loops, choices = _counted(inner)
        return loops, choices + 1
    return (int(low != high), 0) if _is_rigid(inner) else (_LOOPS + 1, 0)


def _is_rigid(tree: Any) -> bool:
    """True for what matches a text in one way, at one length."""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            low, high, inner = value
            if low != high or not _is_rigid(inner):
                return False
        elif kind is sre.SUBPATTERN:
            if not _is_rigid(value[3]):
                return False
        elif kind not in _SINGLE:
            return False
    return True

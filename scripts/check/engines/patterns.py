r"""Regular expressions of Python as ones of Rust and of Java that accept the same texts, or fewer.

`pattern` is matched by Python's `re` in frictionless, from the start of the cell. What its tree does not tell
(reading/exact/expressions.py) is not translated.

Java tries one way after the other as Python does, no alarm stops it, and a group that repeats takes a piece
of its stack each time. So it is given only what is tame: what repeats can be read in one way, the choices are
few, and, where the length is open, the cell is short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scripts.reading.exact.expressions import (
    SURROGATES,
    Characters,
    Choice,
    Edge,
    Other,
    Range,
    Repeat,
    UnknownError,
    tree_of,
)

if TYPE_CHECKING:
    from scripts.reading.exact.expressions import Node, Tree

_REPEATS = 1000  # beyond that, Rust refuses to compile or takes its time
SHORT = 300  # characters of a cell, where a repetition is open
_LOOPS, _CHOICES = 2, 6


class Expression(NamedTuple):
    """What finds a text only where the pattern matches it, in cells of up to `longest` characters."""

    text: str
    longest: int | None = None


def rust(pattern: str) -> Expression | None:
    r"""The expression that finds a text only where `^pattern$` matches it; None where unknown.

    >>> rust("[a-c]{2}").text, rust("(?i)a") is None
    ('\\A(?:\\A[a-c]{2,2}\\z)', True)
    """
    try:
        return Expression(rf"\A(?:{_written(tree_of(f'^{pattern}$'))})")
    except (UnknownError, re.error, RecursionError, OverflowError):
        return None


def tame(pattern: str) -> Expression | None:
    r"""The same for Java; None too where it might take long.

    >>> tame(r"[A-Z]{2}-\d+").longest, tame("(a+)+"), tame("(a|a)*")
    (300, None, None)
    """
    found = rust(pattern)
    if found is None:
        return None
    loops, choices = _counted(tree_of(f"^{pattern}$"))
    if loops > _LOOPS or choices > _CHOICES:
        return None
    return found._replace(longest=SHORT if loops else None)


def _written(tree: Tree) -> str:
    return "".join(map(_item, tree))


def _item(node: Node) -> str:
    if isinstance(node, Characters) and node.ranges is not None:
        return f"[{''.join(map(_range, node.ranges))}]"
    if isinstance(node, Edge) and node.first is not None:
        return r"\A" if node.first else r"\z"
    if isinstance(node, Choice) and node.sure:
        return f"(?:{'|'.join(map(_written, node.ways))})"
    if isinstance(node, Repeat) and max(node.low, node.high or 0) <= _REPEATS:
        inner = _written(node.inner)
        plain = len(node.inner) == 1 and isinstance(node.inner[0], Characters | Choice)
        return f"{inner if plain else f'(?:{inner})'}{{{node.low},{'' if node.high is None else node.high}}}"
    raise UnknownError


def _range(characters: Range) -> str:
    low, high = characters
    if low <= SURROGATES[1] and high >= SURROGATES[0]:  # written as what is before them and what is after
        if low >= SURROGATES[0] or high <= SURROGATES[1]:
            raise UnknownError
        return _range((low, SURROGATES[0] - 1)) + _range((SURROGATES[1] + 1, high))
    return _literal(low) if low == high else f"{_literal(low)}-{_literal(high)}"


def _literal(code: int) -> str:
    character = chr(code)
    return character if character.isascii() and character.isalnum() else rf"\x{{{code:X}}}"


def _counted(tree: Tree) -> tuple[int, int]:
    """How many repetitions of no fixed number there are, and how many choices that are made once."""
    loops = choices = 0
    for node in tree:
        more, others = 0, 0
        if isinstance(node, Repeat):
            more, others = _repeated(node)
        elif isinstance(node, Choice):
            found = list(map(_counted, node.ways))
            more, others = sum(loop for loop, _ in found), sum(choice for _, choice in found)
            others += len(node.ways) > 1
        loops, choices = loops + more, choices + others
    return loops, choices


def _repeated(node: Repeat) -> tuple[int, int]:
    if node.high is not None and node.high <= 1:
        loops, choices = _counted(node.inner)
        return loops, choices + 1
    return (int(node.low != node.high), 0) if _is_rigid(node.inner) else (_LOOPS + 1, 0)


def _is_rigid(tree: Tree) -> bool:
    """True for what matches a text in one way, at one length."""
    for node in tree:
        if isinstance(node, Repeat):
            if node.low != node.high or not _is_rigid(node.inner):
                return False
        elif isinstance(node, Choice):
            if len(node.ways) > 1 or not _is_rigid(node.ways[0]):
                return False
        elif isinstance(node, Edge | Other):
            return False
    return True

r"""Regular expressions of Python as ones of Rust that accept the same texts, or fewer.

`pattern` is matched by Python's `re` in frictionless, from the start of the cell. The translation walks
Python's own parse tree and knows only what surely means the same: literals, classes, groups, alternation,
repetition, anchors. `\d`, `\w`, `\s` become their ASCII halves, so that the translation accepts a part of
what the pattern accepts, never more; what it cannot say gives None.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_CLASSES = {
    sre.CATEGORY_DIGIT: "0-9",
    sre.CATEGORY_WORD: "0-9A-Za-z_",
    sre.CATEGORY_SPACE: r" \t\n\r\x0b\x0c",
}
_ANCHORS = {
    sre.AT_BEGINNING: r"\A",
    sre.AT_BEGINNING_STRING: r"\A",
    sre.AT_END: r"\z",
    sre.AT_END_STRING: r"\z",
}
_REPEATS = 1000  # beyond that, Rust refuses to compile or takes its time


class _UnknownError(Exception):
    """A construct that is not translated."""


def rust(pattern: str) -> str | None:
    r"""The expression for Rust that finds a text only where `^pattern$` matches it; None where unknown.

    >>> rust(r"\d{2}")
    '\\A(?:\\A[0-9]{2,2}\\z)'
    >>> rust("(?i)a") is None
    True
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = parser.parse(f"^{pattern}$")
        if tree.state.flags & ~re.UNICODE:
            return None
        return rf"\A(?:{_sequence(tree)})"
    except (_UnknownError, re.error, RecursionError, OverflowError):
        return None


def _sequence(tree: Iterable[Any]) -> str:
    return "".join(_item(kind, value) for kind, value in tree)


def _item(kind: Any, value: Any) -> str:  # noqa: PLR0911 -- one line a construct
    if kind is sre.LITERAL:
        return _literal(value)
    if kind is sre.NOT_LITERAL:
        return f"[^{_literal(value)}]"
    if kind is sre.ANY:
        return r"[^\n]"
    if kind is sre.AT and value in _ANCHORS:
        return _ANCHORS[value]
    if kind is sre.IN:
        return f"[{_members(value)}]"
    if kind is sre.BRANCH:
        return f"(?:{'|'.join(_sequence(branch) for branch in value[1])})"
    if kind is sre.SUBPATTERN and not value[1] and not value[2]:
        return f"(?:{_sequence(value[3])})"
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, inner = value
        most = "" if high is sre.MAXREPEAT else str(high)
        if low > _REPEATS or (most and high > _REPEATS):
            raise _UnknownError
        return f"(?:{_sequence(inner)}){{{low},{most}}}" if len(inner) != 1 else _once(inner, low, most)
    raise _UnknownError


def _once(inner: Any, low: int, most: str) -> str:
    """The repetition of one item, in a group where it is an anchor or a repetition itself."""
    kind, value = inner[0]
    text = _item(kind, value)
    plain = kind in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN, sre.SUBPATTERN, sre.BRANCH)
    return f"{text if plain else f'(?:{text})'}{{{low},{most}}}"


def _members(members: Any) -> str:
    negated = members[0][0] is sre.NEGATE
    found = ["^"] if negated else []
    for kind, value in members[1:] if negated else members:
        if kind is sre.LITERAL:
            found.append(_literal(value))
        elif kind is sre.RANGE:
            found.append(f"{_literal(value[0])}-{_literal(value[1])}")
        elif kind is sre.CATEGORY and not negated and value in _CLASSES:
            found.append(_CLASSES[value])
        else:
            raise _UnknownError
    return "".join(found)


def _literal(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 -- surrogates, which no text in UTF-8 holds
        raise _UnknownError
    character = chr(code)
    return character if character.isascii() and character.isalnum() else rf"\x{{{code:X}}}"

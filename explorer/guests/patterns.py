"""Patterns that strangers wrote, in time that grows with the text alone.

A pattern that makes no choice again runs in Python's `re`; any other in RE2, which never goes back. What RE2
does not know (looking around, back references) is not checked, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from explorer.guests.rules import Rules, plain
from scripts.reading.exact.patience import is_risky
from scripts.reading.issues import Issue, issue

if TYPE_CHECKING:
    from scripts.reading.model.package import Resource

SHOWN = 60  # characters of a pattern
# What Python writes otherwise than RE2, or means by it: letters and digits of any language.
_WRITTEN = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([dsw])|.)", re.DOTALL)
_CLASSES = {"d": r"\p{Nd}", "s": r"\s\v\x{85}\p{Z}", "w": r"\p{L}\p{N}_"}


class UnboundedError(ValueError):
    """A pattern whose time cannot be bounded."""


def matcher(rules: Rules) -> Callable[[str], Callable[[str], Any]]:
    """What turns a pattern into what says whether a text matches it (None: not). UnboundedError."""
    return partial(_matcher, most=rules.pattern)


def _matcher(pattern: str, most: int) -> Callable[[str], Any]:
    if len(pattern) > most:
        raise UnboundedError(pattern)
    if not is_risky(pattern):
        return re.compile(f"^{pattern}$").match
    import pyarrow as pa
    import pyarrow.compute as pc

    written = rf"\A(?:{re2(pattern)})\z"

    def matches(text: str) -> bool | None:
        found = pc.match_substring_regex(pa.array([text], pa.string()), pattern=written)[0].as_py()
        return True if found else None

    try:
        matches("")
    except pa.ArrowException:
        raise UnboundedError(pattern) from None
    return matches


def re2(pattern: str) -> str:
    r"""A pattern of Python as RE2 writes it.

    >>> re2(r"[\w\u00C0-\u00FF]+\d"), re2(r"\\d")
    ('[\\p{L}\\p{N}_\\x{00C0}-\\x{00FF}]+[\\p{Nd}]', '\\\\d')
    """
    written, within, at = "", False, 0
    while at < len(pattern):
        found = _WRITTEN.match(pattern, at)
        if found is None:
            within = pattern[at] == "[" or (within and pattern[at] != "]")
            written += pattern[at]
            at += 1
            continue
        at = found.end()
        if found[1]:
            written += rf"\x{{{found[1]}}}"
        elif found[2]:
            written += _CLASSES[found[2]] if within else f"[{_CLASSES[found[2]]}]"
        else:
            written += found[0]
    return written


def unchecked(resource: Resource, rules: Rules) -> list[Issue]:
    """An issue for each pattern of a table that is not checked."""
    found = []
    for column in resource.schema.fields if resource.schema else ():
        pattern = column.constraints.get("pattern")
        if isinstance(pattern, str) and column.type == "string":
            try:
                _matcher(pattern, rules.pattern)
            except UnboundedError:
                shown = plain(pattern, SHOWN)
                found.append(
                    issue("check-skipped", "pattern", resource=resource.name, field=column.name, value=shown)
                )
            except re.error:
                continue
    return found

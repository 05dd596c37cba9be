"""JSON bytes → plain values, bounded and cleaned: what the reader shared with `validate` makes its model of.

Nothing is followed here: a `$ref` or `$schema` is a text like any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.guests.rules import Budget, Refused, plain

TEXT = 20_000  # characters of one text of a descriptor
DATA = ("data", "dialect")  # a line break of theirs is no sign to be made visible
BRACKETS = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}
# A whole string, or one that never ends, or a bracket: one pass, whatever is written.
TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True)
class Descriptor:
    """What a package says of itself: `version` of the standard is 1 or 2, 0 where it says nothing at all."""

    properties: Mapping[str, Any]
    resources: tuple[Mapping[str, Any], ...]
    version: int = field(default=1)


def parse(content: bytes, path: str, budget: Budget) -> Any:
    """The JSON value, every text and name in it cleaned. Refused where it is none or is made to harm."""
    _look_at_depth(content, path, budget)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not_utf8", path=path) from None
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except _TwiceError as error:
        raise Refused("duplicate_name", path=path, name=str(error)) from None
    except (ValueError, RecursionError):
        raise Refused("not_json", path=path) from None
    return _cleaned(value)


def read_descriptor(content: bytes, path: str, budget: Budget) -> Descriptor:
    """The descriptor. Refused where it describes no resources, or too many."""
    value = parse(content, path, budget)
    if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
        raise Refused("not_a_package", path=path)
    resources = value["resources"]
    if len(resources) > budget.rules.tables:
        raise Refused("too_many_tables", path=path, limit=budget.rules.tables, found=len(resources))
    second = "datapackage.org" in str(value.get("$schema", "")) and "/1." not in str(value["$schema"])
    version = 2 if second else int(bool(value.keys() - {"resources", "title"}))
    return Descriptor(value, tuple(r for r in resources if isinstance(r, dict)), version)


def words(value: Any, lang: str = "en") -> str:
    """A text of a descriptor: itself, or the one of a language where it is given in several.

    >>> words({"": "Taux", "en": "Rate"}), words("Rate"), words(3)
    ('Rate', 'Rate', '')
    """
    if isinstance(value, dict):
        value = value.get(lang, value.get("", next(iter(value.values()), "")))
    return value if isinstance(value, str) else ""


class _TwiceError(ValueError):
    """An object has a name twice: two readers would read two things."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(max(names, key=names.count))
    return made


def _no_constant(name: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


def _look_at_depth(content: bytes, path: str, budget: Budget) -> None:
    """Refused `too_deep`, before anything recursive sees the text."""
    depth = 0
    for found in TOKENS.finditer(content):
        depth += BRACKETS.get(found[0], 0)
        if depth > budget.rules.depth:
            raise Refused("too_deep", path=path, limit=budget.rules.depth)


def _cleaned(value: Any) -> Any:
    """The value with texts that can be shown; data stay as they are, and are cleaned where they are shown."""
    if isinstance(value, str):
        return plain(value, TEXT) if value.strip("\r\n") else value[:TEXT]  # what lines end with stays so
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {plain(k, 300): one if k in DATA else _cleaned(one) for k, one in value.items()}
    return value

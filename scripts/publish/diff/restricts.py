"""Whether a constraint became tighter, looser, or stayed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TIGHTER, LOOSER = "tightened", "loosened"

_FLOORS = ("minimum", "exclusiveMinimum", "minLength")
_CEILINGS = ("maximum", "exclusiveMaximum", "maxLength")


def compare(name: str, old: Any, new: Any) -> str:
    """`tightened`, `loosened`, or "" where both mean the same; None is « no constraint ».

    What cannot be weighed (another pattern) is tighter: some value that was allowed may be refused.

    >>> compare("minimum", 0, 1), compare("enum", ["a"], ["a", "b"]), compare("required", True, None)
    ('tightened', 'loosened', 'loosened')
    """
    old, new = _plain(name, old), _plain(name, new)
    if old == new:
        return ""
    if old is None or new is None:
        return TIGHTER if old is None else LOOSER
    if name == "enum":
        return LOOSER if set(map(repr, old)) < set(map(repr, new)) else TIGHTER
    if name in _FLOORS or name in _CEILINGS:
        higher = _number(new) > _number(old)
        return TIGHTER if higher == (name in _FLOORS) else LOOSER
    return TIGHTER


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, Any, Any]]:
    """For each constraint that differs: its name, what it became, before and after."""
    return [
        (name, became, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if (became := compare(name, old.get(name), new.get(name)))
    ]


def _plain(name: str, value: Any) -> Any:
    """A constraint that asks for nothing is none; the order of a list means nothing."""
    if value is False:
        return None
    if name == "enum" and value is not None:
        return sorted(value, key=repr)
    return value


def _number(value: Any) -> tuple[bool, float, str]:
    """A bound as something that can be compared: numbers as such, dates as their texts."""
    try:
        return (False, float(value), "")
    except (TypeError, ValueError):
        return (True, 0.0, str(value))

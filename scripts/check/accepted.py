"""Whether a JSON Schema accepts a value, asked without jsonschema.

Which takes longer to be imported than a small package takes to be checked. Only what leaves nothing to
interpret is known here; at anything else UnsureError, and jsonschema is asked. It alone says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

# What says nothing of a value.
_SILENT = frozenset(
    [
        *("$schema", "context", "default", "description", "examples", "format", "hidden", "item", "notes"),
        *("options", "propertyOrder", "title"),
    ]
)


class UnsureError(Exception):
    """A keyword, or a value of it, that is not known here."""


def accepts(schema: Mapping[str, Any], value: Any) -> bool:
    """True where the schema (Draft 7) accepts the value. UnsureError."""
    for keyword, asked in schema.items():
        if keyword not in _SILENT:
            test = _TESTS.get(keyword)
            if test is None:
                raise UnsureError(keyword)
            if not test(asked, value):
                return False
    return True


def _type(asked: str | Sequence[str], value: Any) -> bool:
    kind = _TYPES.get(type(value))
    if kind is None:
        raise UnsureError(type(value))
    known = (asked,) if isinstance(asked, str) else asked
    if kind == "number" and "number" not in known and "integer" in known:  # 1.0 may be one
        raise UnsureError(asked)
    return kind in known or (kind == "integer" and "number" in known)


def _required(asked: Sequence[str], value: Any) -> bool:
    return not isinstance(value, dict) or all(name in value for name in asked)


def _properties(asked: Mapping[str, Any], value: Any) -> bool:
    if not isinstance(value, dict):
        return True
    return all(accepts(asked[name], held) for name, held in value.items() if name in asked)


def _items(asked: Mapping[str, Any], value: Any) -> bool:
    return not isinstance(value, list) or all(accepts(asked, item) for item in value)


def _unique(asked: Any, value: Any) -> bool:
    if asked is not True:
        raise UnsureError("uniqueItems")
    if not isinstance(value, list) or len(value) < 2:  # noqa: PLR2004
        return True
    if not all(isinstance(item, str) for item in value) and not all(type(item) is int for item in value):
        raise UnsureError("uniqueItems")
    return len(set(value)) == len(value)


def _enum(asked: Sequence[str], value: Any) -> bool:
    if not isinstance(value, str):
        raise UnsureError("enum")
    return value in asked


def _one_of(asked: Sequence[Mapping[str, Any]], value: Any) -> bool:
    return sum(accepts(schema, value) for schema in asked if not _is_of_another_type(schema, value)) == 1


def _is_of_another_type(schema: Mapping[str, Any], value: Any) -> bool:
    """True where a schema surely refuses an object for its `type`: one of fifteen is meant by a field."""
    types = schema.get("properties", {}).get("type", {}).get("enum")
    kind = value.get("type") if isinstance(value, dict) else None
    return isinstance(kind, str) and isinstance(types, list) and kind not in types


_TYPES = {
    str: "string",
    bool: "boolean",
    dict: "object",
    list: "array",
    int: "integer",
    float: "number",
    type(None): "null",
}
_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": _type,
    "required": _required,
    "properties": _properties,
    "items": _items,
    "uniqueItems": _unique,
    "enum": _enum,
    "minItems": lambda asked, value: not isinstance(value, list) or len(value) >= asked,
    "minProperties": lambda asked, value: not isinstance(value, dict) or len(value) >= asked,
    "minimum": lambda asked, value: type(value) not in (int, float) or value >= asked,
    "pattern": lambda asked, value: not isinstance(value, str) or re.search(asked, value) is not None,
    "anyOf": lambda asked, value: any(accepts(schema, value) for schema in asked),
    "oneOf": _one_of,
}

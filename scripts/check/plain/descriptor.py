"""Descriptors that are surely right: those that say only what is plain, in the plainest way.

The official profile (jsonschema) and frictionless take half a second to be imported, more than a small
package takes to be checked. What passes here, both of them accept: names that both know, with values of which
neither could complain. Anything else, right or wrong, is theirs to judge.
"""

from __future__ import annotations

import math
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from scripts.check.plain.small import Small

    Test = Callable[[Any], bool]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_NAME = r"[a-z0-9]+([._-][a-z0-9]+)*"
_WITHIN = str.maketrans(
    " .-_", "aaaa"
)  # what may stand within the name of a field, beside letters and digits
_VERSION = r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
_PATH = r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.csv"
_LICENCE = "[A-Za-z0-9][A-Za-z0-9._-]*"
_DATE = r"2\d\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])"
_TYPES = ("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth", "any")
_ORDERED = ("integer", "number", "year", "date")


def passes(package: Small) -> bool:
    """True where the descriptor check has nothing to say."""
    descriptor = package.descriptor
    return is_plain(descriptor) and re.fullmatch(_VERSION, descriptor.get("version", "")) is not None


def holds_tables(package: Small) -> bool:
    """True where every resource is a table."""
    return all("schema" in resource for resource in package.resources)


def is_plain(descriptor: Any) -> bool:
    """True for a descriptor that neither the profile nor frictionless has a word against."""
    return (
        isinstance(descriptor, dict)
        and descriptor.get("$schema") == PROFILE
        and _all(descriptor, _PACKAGE, ("resources",))
    )


def _all(value: Any, known: Mapping[str, Test], required: tuple[str, ...] = ()) -> bool:
    """True for an object of known properties, each of them plain; our own words are in both languages."""
    return (
        isinstance(value, dict)
        and all(name in value for name in required)
        and all(known.get(_plain_name(name), _never)(held) for name, held in value.items())
    )


def _never(_value: Any) -> bool:
    return False


def _plain_name(name: str) -> str:
    return name.removesuffix("_en") if name in ("title_en", "description_en") else name


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _name(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(_NAME, value) is not None


def _field_name(value: Any) -> bool:
    """Letters of any language, digits, and between them little else (a pattern takes longer to compile)."""
    return isinstance(value, str) and value[:1] not in (" ", ".", "-") and value.translate(_WITHIN).isalnum()


def _is(*values: str) -> Test:
    return lambda value: isinstance(value, str) and value in values


def _character(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 1 and value not in "\r\n\0"


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _natural(value: Any) -> bool:
    return _whole(value) and 0 <= value < 10**9


def _truth(value: Any) -> bool:
    return isinstance(value, bool)


def _some(test: Test) -> Test:
    """A list that is not empty, of which all pass the test and none is there twice."""
    return lambda value: (
        isinstance(value, list) and bool(value) and all(map(test, value)) and len(set(value)) == len(value)
    )


def _fields(value: Any) -> bool:
    if not isinstance(value, list) or not value or not all(map(_field, value)):
        return False
    return len({field["name"] for field in value}) == len(value)


def _field(value: Any) -> bool:
    return _all(value, _FIELD_KNOWN, ("name", "type")) and _constraints(
        value.get("constraints", {}), value["type"], value
    )


def _constraints(value: Any, kind: str, field: Mapping[str, Any]) -> bool:
    """The constraints that a type has, with bounds of the type."""
    known: dict[str, Test] = {"required": _truth, "unique": _truth}
    if kind in _ORDERED:
        known |= dict.fromkeys(("minimum", "maximum"), _BOUNDS[kind])
    if kind == "string":
        known |= {"minLength": _natural, "maxLength": _natural, "pattern": _pattern, "enum": _some(_text)}
    if kind == "integer":
        known |= {"enum": _some(_whole)}
    return _all(value, known) and "missingValues" not in field


def _pattern(value: Any) -> bool:
    try:
        return _text(value) and re.compile(value) is not None
    except (re.error, OverflowError, RecursionError):
        return False


def _number(value: Any) -> bool:
    return _whole(value) or (isinstance(value, float) and math.isfinite(value))


_BOUNDS: Mapping[str, Test] = {
    "integer": _whole,
    "number": _number,
    "year": lambda value: _whole(value) and 1000 <= value <= 9999,  # noqa: PLR2004
    "date": lambda value: isinstance(value, str) and re.fullmatch(_DATE, value) is not None,
}


def _schema(value: Any) -> bool:
    if not _all(value, _SCHEMA, ("fields",)):
        return False
    names = {field["name"] for field in value["fields"]}
    keys = [value.get("primaryKey", [])]
    for key in value.get("foreignKeys", []):
        keys.append(key["fields"])
        if len(key["fields"]) != len(key["reference"]["fields"]):
            return False
    return all(names.issuperset(key) for key in keys)


def _foreign_keys(value: Any) -> bool:
    return _several(value) and all(_all(key, _KEY, ("fields", "reference")) for key in value)


def _several(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _resources(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if not all(_all(resource, _RESOURCE, ("name", "path", "schema")) for resource in value):
        return False
    return len({resource["name"] for resource in value}) == len(value)


_DIALECT: Mapping[str, Test] = {
    "header": _truth,
    "delimiter": _character,
    "quoteChar": _character,
    "doubleQuote": _truth,
    "lineTerminator": _is("\n", "\r\n"),
}
_FIELD_KNOWN: Mapping[str, Test] = {
    "name": _field_name,
    "type": _is(*_TYPES),
    "format": _is("default"),
    "title": _text,
    "description": _text,
    "unit": _text,
    "constraints": lambda value: isinstance(value, dict),
}
_REFERENCE: Mapping[str, Test] = {"resource": _name, "fields": _some(_text)}
_KEY: Mapping[str, Test] = {
    "fields": _some(_text),
    "reference": lambda value: _all(value, _REFERENCE, ("resource", "fields")),
}
_SCHEMA: Mapping[str, Test] = {
    "$schema": _is("https://datapackage.org/profiles/2.0/tableschema.json"),
    "fields": _fields,
    "primaryKey": _some(_text),
    "foreignKeys": _foreign_keys,
    "missingValues": _some(lambda value: isinstance(value, str)),
}
_RESOURCE: Mapping[str, Test] = {
    "name": _name,
    "type": _is("table"),
    "path": lambda value: isinstance(value, str) and re.fullmatch(_PATH, value) is not None,
    "title": _text,
    "description": _text,
    "format": _is("csv"),
    "mediatype": _is("text/csv"),
    "encoding": _is("utf-8"),
    "dialect": lambda value: _all(value, _DIALECT),
    "schema": _schema,
}
_LICENSE: Mapping[str, Test] = {
    "name": lambda value: isinstance(value, str) and re.fullmatch(_LICENCE, value) is not None,
    "path": lambda value: isinstance(value, str) and re.fullmatch(r"https://[\w./-]+", value) is not None,
    "title": _text,
}
_PACKAGE: Mapping[str, Test] = {
    "$schema": _is(PROFILE),
    "name": _name,
    "title": _text,
    "description": _text,
    "version": _text,
    "licenses": lambda value: (
        isinstance(value, list) and bool(value) and all(_all(item, _LICENSE, ("name",)) for item in value)
    ),
    "keywords": _some(_text),
    "resources": _resources,
}

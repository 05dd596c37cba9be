"""What of a descriptor cannot be checked, part by part, and the descriptor without it.

A bound that is no value of its field, a pattern that is no expression, a key to another package: the rest of
the table is checked all the same, and each part left aside is told with its reason.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.check.places import objects
from scripts.reading.descriptor import names_of, resources_of, says, to_field
from scripts.reading.exact.judges import SUPPORTED, options_of
from scripts.reading.values.kinds import reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scripts.check.positions import Pointer

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_SIZED = ("string", "array", "object", "list", "geojson")
_ORDERED = ("integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration")
# The types that have each constraint, in the standard; all have the others that it names.
TYPED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("minLength", "maxLength"), _SIZED),
    **dict.fromkeys(_BOUNDS, _ORDERED),
    "pattern": ("string",),
    "jsonSchema": ("array", "object"),
}


class Left(NamedTuple):
    """A part that cannot be checked: where it stands, why (a wording of `check-skipped`), the words of it."""

    pointer: Pointer
    reason: str
    words: Mapping[str, Any]


def without(descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """The descriptor without the parts that cannot be checked."""
    parts = [part.pointer for part in left(descriptor)]
    if not parts:
        return descriptor
    found = copy.deepcopy(dict(descriptor))
    for *way, last in sorted(parts, reverse=True):  # the last items of a list first: the others stay in place
        holder: Any = found
        for step in way:
            holder = holder[step]
        del holder[last]
    return found


def left(descriptor: Mapping[str, Any]) -> Iterator[Left]:
    """What of a descriptor cannot be checked."""
    resources = resources_of(descriptor)
    schemas = {name: resource.get("schema") for name, resource in resources.values()}
    for index, (_, resource) in resources.items():
        schema, at = resource.get("schema"), ("resources", index, "schema")
        if isinstance(schema, dict) and any(objects(schema.get("fields"))):
            for here, field in objects(schema.get("fields"), (*at, "fields")):
                yield from _of_field(field, here)
            yield from _of_keys(schema, at)
            yield from _of_foreign_keys(schema, at, {"": schema, **schemas})


def _of_field(field: dict[str, Any], pointer: Pointer) -> Iterator[Left]:
    """The constraints that are not applied."""
    constraints, kind = field.get("constraints"), to_field(field).type
    for name, value in constraints.items() if isinstance(constraints, dict) else ():
        at, words = (*pointer, "constraints", name), {"constraint": name, "value": value, "type": kind}
        if name not in (*SUPPORTED.get(kind, ()), "unique") or not says(name, value):
            yield Left(at, "constraint", words)
        elif name == "pattern" and fault_of_pattern(value):
            yield Left(at, "pattern", words)
        elif name in _BOUNDS and not tells(field)(value):
            yield Left(at, "bound", words)


def fault_of_pattern(pattern: str) -> str:
    """What keeps a text from being a regular expression; "" for nothing."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return ""


def tells(field: Mapping[str, Any]) -> Callable[[Any], bool]:
    """What tells the values of a field's type, in its format; of any, where nobody knows how to read one."""
    try:
        read = reader_of(options_of(to_field({**field, "constraints": {}})))
    except Exception:  # noqa: BLE001 -- options of any shape: what cannot be asked is not held against it
        return lambda _value: True

    def test(value: Any) -> bool:
        try:
            return read(value) is not None
        except Exception:  # noqa: BLE001 -- as above
            return True

    return test


def _of_keys(schema: Mapping[str, Any], at: Pointer) -> Iterator[Left]:
    """The primary and unique keys that name no field of the table."""
    own = names(schema)
    if (key := names_of(schema.get("primaryKey"))) and not own.issuperset(key):
        yield Left((*at, "primaryKey"), "key", {"key": ", ".join(key)})
    unique = schema.get("uniqueKeys")
    for index, item in enumerate(unique if isinstance(unique, list) else []):
        if (key := names_of(item)) and not own.issuperset(key):
            yield Left((*at, "uniqueKeys", index), "key", {"key": ", ".join(key)})


def _of_foreign_keys(schema: Mapping[str, Any], at: Pointer, schemas: Mapping[str, Any]) -> Iterator[Left]:
    """The foreign keys to what is not there, or that link nothing to nothing."""
    for here, key in objects(schema.get("foreignKeys"), (*at, "foreignKeys")):
        reference = key.get("reference")
        if not isinstance(reference, dict):
            continue
        fields, others = names_of(key.get("fields")), names_of(reference.get("fields"))
        words = {"key": ", ".join(fields), "reference": reference.get("resource", "")}
        if is_elsewhere(reference):
            yield Left(here, "package", {**words, "package": reference["package"]})
        elif not isinstance(target := _held(schemas, words["reference"]), dict):
            yield Left(here, "reference", words)
        elif len(fields) != len(others) or not (names(schema) >= {*fields} and names(target) >= {*others}):
            yield Left(here, "key", words)


def _held(schemas: Mapping[str, Any], name: Any) -> Any:
    """The schema of that name; None where there is none."""
    return schemas.get(name) if isinstance(name, str) else None


def is_elsewhere(reference: Mapping[str, Any]) -> bool:
    """True for a key's reference to a table of another package (a recipe of version 2)."""
    return isinstance(reference.get("package"), str) and bool(reference["package"])


def names(schema: Mapping[str, Any]) -> set[str]:
    """The names of the fields of a schema."""
    return {field["name"] for _, field in objects(schema.get("fields")) if isinstance(field.get("name"), str)}

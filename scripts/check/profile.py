"""The official Data Package 2.0 profile (scripts/check/standard/), offline, through jsonschema.

Where the profile says « one of these » (a field is one of fifteen shapes), the shape meant by the `type`
written there is the one that speaks, so that the reader gets one fault and not fifteen.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.check.accepted import UnsureError, accepts
from scripts.check.places import Places, code_at, depth
from scripts.reading.issues import Severity
from scripts.reading.issues.messages import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jsonschema import Draft7Validator, ValidationError

    from scripts.check.positions import Pointer
    from scripts.reading.issues import Issue

FILE = Path(__file__).parent / "standard" / "datapackage.json"
_CHOICES = ("oneOf", "anyOf")
# What the standard's text leaves free, where the profile wants a text; what no reader trips over; what is
# about people and documents, where only the whole must be of the right kind.
_FREE = {"example", "rdfType"}
_LAX = {"categories", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "mediatype"}
_LAX |= {"uniqueKeys", "format", "type"}
_ABOUT = {"contributors", "sources", "licenses"}
_EMPTY = ("minItems", "uniqueItems")


def violations(descriptor: Any, places: Places, told: Collection[Pointer]) -> Iterator[tuple[Pointer, Issue]]:
    """What the profile refuses, with where it stands in the JSON, but for what is `told` already there.

    Where no shape fits, what is told of any part of it is enough.
    """
    if _is_accepted(descriptor):
        return
    causes = [
        (_pointer(cause), cause) for error in _validator().iter_errors(descriptor) for cause in _causes(error)
    ]
    plain = {pointer for pointer, cause in causes if cause.validator not in _CHOICES} | set(told)
    for pointer, cause in causes:
        inside = any(pointer[:length] in told for length in range(1, len(pointer) + 1))
        around = cause.validator in _CHOICES and any(way[: len(pointer)] == pointer for way in plain)
        if not inside and not around:
            yield pointer, _issue(cause, pointer, places)


def _pointer(error: ValidationError) -> Pointer:
    """Where an error stands: at the property that is missing, where that is the fault."""
    pointer: Pointer = tuple(error.absolute_path)
    return (*pointer, _missing(error)) if error.validator == "required" else pointer


def _issue(error: ValidationError, pointer: Pointer, places: Places) -> Issue:
    value = "" if error.validator == "required" else json.dumps(error.instance, ensure_ascii=False)
    if error.validator == "type-of-field":
        return places.issue("field-error", "type", pointer, value=error.instance, expected=error.message)
    notes = {f"note_{language}": _note(error, language) for language in LANGUAGES}
    severity = _severity(error, pointer)
    return places.issue(code_at(pointer), "default", pointer, value=value, severity=severity, **notes)


def _severity(error: ValidationError, pointer: Pointer) -> Severity:
    """What it weighs by the standard: the profile is stricter than the text in places, and than readers."""
    here = {step for step in pointer[depth(pointer) :] if isinstance(step, str)}
    if here & _FREE:
        return Severity.NONE
    inside = here & _ABOUT and (len(pointer) - depth(pointer) > 1) and not _is_hollow(error, here)
    if here & _LAX or inside or error.validator in _EMPTY:
        return Severity.WARNING
    return Severity.ERROR


def _is_hollow(error: ValidationError, here: set[str]) -> bool:
    """True for an item that is no object, or says nothing, or of a licence neither name nor place."""
    return error.validator == "minProperties" or ("licenses" in here and error.validator in _CHOICES)


def _note(error: ValidationError, language: str) -> str:
    """What the profile expected, in words."""
    expected: Any = error.validator_value
    inner = error.context or []
    if error.validator in _CHOICES and inner and all(item.validator == "required" for item in inner):
        missing = " | ".join(dict.fromkeys(map(_missing, inner)))
        return say("profile_one_of", language, expected=missing)
    shown = expected if isinstance(expected, str | int) else " | ".join(map(str, expected))
    known = ("type", "required", "minItems", "minProperties", "pattern", "enum", "uniqueItems")
    key = error.validator if error.validator in known else "other"
    return say(f"profile_{key}", language, expected=shown)


def _missing(error: ValidationError) -> str:
    """The property that a `required` did not find."""
    required: Any = error.validator_value
    instance: Any = error.instance
    return str(next((name for name in required if name not in instance), ""))


def _causes(error: ValidationError) -> Iterator[ValidationError]:
    """The errors that say it best: those of the branch meant, where a choice of shapes failed."""
    if error.validator not in _CHOICES or not error.context:
        yield error
        return
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    if tuple(error.absolute_path)[-2:-1] == ("fields",) and isinstance(error.instance, dict):
        yield from _of_field(error, branches)
        return
    fitting = [errors for errors in branches.values() if not any(map(_is_other_shape, errors))]
    if len(fitting) == 1:
        for inner in fitting[0]:
            yield from _causes(inner)
    else:
        yield error


def _is_other_shape(error: ValidationError) -> bool:
    """True where a branch was not meant at all: the value itself is of another JSON type."""
    return error.validator == "type" and not error.relative_path


def _of_field(
    error: ValidationError, branches: dict[int, list[ValidationError]]
) -> Iterator[ValidationError]:
    """The errors of the shape that the field's `type` means; one about the type where there is no such."""
    field: Any = error.instance
    shapes: Any = error.validator_value
    written, types = field.get("type", "any"), []
    for index, shape in enumerate(shapes):
        allowed = shape.get("properties", {}).get("type", {}).get("enum", [])
        types += allowed
        if written in allowed and index in branches:
            for inner in branches[index]:
                yield from _causes(inner)
            return
    error.path.append("type")
    error.instance = written
    error.validator = "type-of-field"
    error.message = ", ".join(dict.fromkeys(types))
    yield error


def _is_accepted(descriptor: Any) -> bool:
    """True where nothing is refused; jsonschema is asked where that is not sure."""
    try:
        return accepts(_schema(), descriptor)
    except UnsureError:
        return False


@cache
def _schema() -> Any:
    return json.loads(FILE.read_bytes())


@cache
def _validator() -> Draft7Validator:
    from jsonschema import Draft7Validator

    return Draft7Validator(_schema())

"""What the profile and frictionless both miss in a package and its resources: our own rules.

Every function takes JSON that may be anything at all, and passes over what is not of the shape it knows:
the profile has that covered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from scripts.check.places import PROFILE_2, Places, objects
from scripts.check.positions import Pointer
from scripts.reading.descriptor import is_safe_path
from scripts.reading.issues import Issue

Finding = tuple[Pointer, Issue]
Rule = Callable[[dict[str, Any], Places], Iterator[Finding]]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?",
    re.ASCII,
)
_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def conventions(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """What is wrong with a descriptor beyond its shape, with where it stands in the JSON."""
    for rule in RULES:
        yield from rule(descriptor, places)


def _profile(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """The package says that it is a Data Package v2."""
    value = descriptor.get("$schema")
    if value is None:
        yield (), places.issue("profile-version", "default", ())
    elif isinstance(value, str) and not PROFILE_2.fullmatch(value):
        pointer = ("$schema",)
        yield pointer, places.issue("profile-version", "other", pointer, value=value)


def _names(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """Names can stand in a file's name, and no two resources have the same."""
    name = descriptor.get("name")
    if isinstance(name, str) and not _NAME.fullmatch(name):
        yield ("name",), places.issue("package-error", "name", ("name",), value=name)
    known: set[str] = set()
    for pointer, resource in objects(descriptor.get("resources"), ("resources",)):
        name, at = resource.get("name"), (*pointer, "name")
        if not isinstance(name, str):
            continue
        if not _NAME.fullmatch(name):
            yield at, places.issue("resource-error", "name", at, value=name)
        elif name in known:
            yield at, places.issue("resource-error", "duplicate", at, value=name)
        known.add(name)


def _version(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """The version is a semantic one."""
    value = descriptor.get("version")
    if value is None:
        yield (), places.issue("version-error", "missing", ())
    elif isinstance(value, str) and not _SEMVER.fullmatch(value):
        yield ("version",), places.issue("version-error", "default", ("version",), value=value)


def _created(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """`created` is an RFC 3339 date and time that exists."""
    value = descriptor.get("created")
    if isinstance(value, str) and not (_RFC3339.fullmatch(value) and _is_datetime(value)):
        loose = _TIMED.match(value) and _is_datetime(value)
        variant = "loose" if loose else "default"
        yield ("created",), places.issue("created-error", variant, ("created",), value=value)


def _is_datetime(value: str) -> bool:
    try:
        dt.datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


def _roles(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """A contributor's roles are a list of texts."""
    for pointer, contributor in objects(descriptor.get("contributors"), ("contributors",)):
        roles = contributor.get("roles", ["-"])
        at = (*pointer, "roles")
        if not isinstance(roles, list) or not roles or not all(isinstance(r, str) and r for r in roles):
            yield at, places.issue("roles-error", "default", at, value=roles)
        if "role" in contributor:
            at = (*pointer, "role")
            yield at, places.issue("roles-error", "role", at, value=contributor["role"])


def _languages(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """`languages` is a list of BCP 47 codes."""
    value, pointer = descriptor.get("languages", []), ("languages",)
    if not isinstance(value, list):
        yield pointer, places.issue("package-error", "languages", pointer, value=value)
        return
    for index, code in enumerate(value):
        if not (isinstance(code, str) and _LANGUAGE.fullmatch(code)):
            at = (*pointer, index)
            yield at, places.issue("package-error", "languages", at, value=code)


def _paths(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """Every resource has its data in files below the descriptor."""
    for pointer, resource in objects(descriptor.get("resources"), ("resources",)):
        if "data" in resource:
            variant = "both" if "path" in resource else "inline"
            yield (*pointer, "data"), places.issue("resource-error", variant, (*pointer, "data"))
        path, at = resource.get("path"), (*pointer, "path")
        for index, part in enumerate(path if isinstance(path, list) else [path]):
            if isinstance(part, str) and not is_safe_path(part):
                variant = "address" if re.match("(https?|ftps?)://", part) else "default"
                here = (*at, index) if isinstance(path, list) else at
                yield at, places.issue("unsafe-path", variant, here, value=part)


def _misplaced(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """What is of a schema stands in it: beside the resources it would be read by nobody."""
    for name in ("missingValues", "fields"):
        if name in descriptor:
            yield (name,), places.issue("package-error", "misplaced", (name,))


def _translations(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """Titles and descriptions come in both languages, where the package says that it speaks English."""
    languages = descriptor.get("languages")
    if not (isinstance(languages, list) and "en" in languages):
        return
    for pointer, described in _described(descriptor):
        for name in ("title", "description"):
            if _is_text(described.get(name)) and not _is_text(described.get(f"{name}_en")):
                at = (*pointer, name)
                yield at, places.issue("missing-translation", "default", at, property=name)
            if _is_text(described.get(f"{name}_en")) and not _is_text(described.get(name)):
                at = (*pointer, f"{name}_en")
                yield at, places.issue("missing-translation", "untitled", at, property=name)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _described(descriptor: dict[str, Any]) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The package, its resources and their fields: all that has a title."""
    yield (), descriptor
    for pointer, resource in objects(descriptor.get("resources"), ("resources",)):
        yield pointer, resource
        schema = resource.get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        yield from objects(fields, (*pointer, "schema", "fields"))


# Our rules on a package as a whole. To add one: a function here, a line below, its words in
# issues/messages.toml, and a package that breaks it in tests/broken/.
RULES: tuple[Rule, ...] = (
    _profile,
    _names,
    _version,
    _created,
    _roles,
    _languages,
    _paths,
    _misplaced,
    _translations,
)

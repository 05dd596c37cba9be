"""Issues about the descriptor: from a way in the JSON to the file, line, resource and field to name."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scripts.check.positions import Pointer, lines
from scripts.reading.descriptor import resources_of
from scripts.reading.issues import Issue, issue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.descriptor import Source

PROFILE_2 = re.compile(r"https?://datapackage\.org/profiles/2\.\d+/datapackage\.json")
_SCHEMA, _FIELD = 3, 5  # how many steps lead to resources/0/schema and to resources/0/schema/fields/0


class Places:
    """The places of one descriptor. A schema read from its own file is named by that file's line."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.base = source.base

    @property
    def version(self) -> int:
        """The version of the standard that the package says it follows: 2, or 1 where it says nothing."""
        said = self._source.descriptor.get("$schema")
        return 2 if isinstance(said, str) and PROFILE_2.match(said) else 1

    def issue(self, code: str, variant: str, pointer: Pointer, **details: Any) -> Issue:
        """The Issue of what stands at `pointer`; its `property` is named as seen from the object at fault."""
        path, line = self.locate(pointer)
        named = {"resource": self.resource(pointer), "field": self.field(pointer)}
        own = {"path": path, "line": line, "property": self.property(pointer)}
        return issue(code, variant, **{**named, **own, **details})

    def locate(self, pointer: Pointer) -> tuple[str, int]:
        """The file (relative to the package) and the line of what stands there, or of what holds it."""
        reference = "/".join(map(str, pointer[:_SCHEMA]))
        target = self._source.references.get(reference)
        if target is not None:
            return target, _nearest(self._lines(target), pointer[_SCHEMA:])
        return self._source.path.name, _nearest(self._lines(self._source.path.name), pointer)

    def resource(self, pointer: Pointer) -> str:
        """The name of the resource that holds it, "" for the package itself."""
        if len(pointer) > 1 and pointer[0] == "resources":
            return self._names.get(pointer[1], f"resources[{pointer[1]}]")
        return ""

    def field(self, pointer: Pointer) -> str:
        """The name of the field that holds it, "" where there is none."""
        if len(pointer) >= _FIELD and pointer[2:4] == ("schema", "fields"):
            return _name(self.value(pointer[:_FIELD]), f"fields[{pointer[4]}]")
        return ""

    def property(self, pointer: Pointer) -> str:
        """The property, dotted, as seen from the field, schema, dialect, resource or package at fault."""
        rest = pointer[depth(pointer) :]
        last = max((index for index, step in enumerate(pointer) if isinstance(step, str)), default=0)
        return dotted(rest or pointer[last:])

    def value(self, pointer: Pointer) -> Any:
        """What stands there, None where nothing does."""
        found: Any = self._source.descriptor
        for step in pointer:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    @cached_property
    def _names(self) -> dict[str | int, str]:
        """The names of the resources by their place, as the model has them."""
        return {place: name for place, (name, _) in resources_of(self._source.descriptor).items()}

    def _lines(self, path: str) -> dict[Pointer, int]:
        if path not in self._known:
            self._known[path] = _read_lines(self._source.file(path))
        return self._known[path]

    @cached_property
    def _known(self) -> dict[str, dict[Pointer, int]]:
        return {}


def code_at(pointer: Pointer) -> str:
    """The issue code of a fault in what stands there: frictionless' metadata error for that object."""
    if len(pointer) < 2 or pointer[0] != "resources":  # noqa: PLR2004 -- resources/0
        return "package-error"
    if pointer[2:3] == ("dialect",):
        return "dialect-error"
    if pointer[2:3] == ("schema",):
        return "field-error" if depth(pointer) == _FIELD else "schema-error"
    return "resource-error"


def depth(pointer: Pointer) -> int:
    """How many steps lead to the object at fault (0 package, 2 resource, 3 schema or dialect, 5 field)."""
    if len(pointer) < 2 or pointer[0] != "resources":  # noqa: PLR2004 -- resources/0
        return 0
    if pointer[2:4] == ("schema", "fields") and len(pointer) >= _FIELD:
        return _FIELD
    return _SCHEMA if pointer[2:3] in (("schema",), ("dialect",)) else 2


def dotted(pointer: Pointer) -> str:
    """A way in the JSON as people write it.

    >>> dotted(("contributors", 0, "roles"))
    'contributors[0].roles'
    """
    text = ""
    for step in pointer:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def objects(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """The objects of a list with their pointers; nothing where it is no list."""
    for index, item in enumerate(value if isinstance(value, list) else []):
        if isinstance(item, dict):
            yield (*pointer, index), item


def _nearest(found: dict[Pointer, int], pointer: Pointer) -> int:
    """The line of the pointer, or of the closest thing around it."""
    while pointer not in found and pointer:
        pointer = pointer[:-1]
    return found.get(pointer, 0)


def _name(value: Any, otherwise: str) -> str:
    name = value.get("name") if isinstance(value, dict) else None
    return name if isinstance(name, str) and name else otherwise


def _read_lines(path: Path) -> dict[Pointer, int]:
    """The lines of a file that was read as JSON a moment ago; none if it is gone."""
    try:
        return lines(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return {}

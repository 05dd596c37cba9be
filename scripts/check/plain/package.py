"""Packages that are plainly right: their description, their files, their rows and keys."""

from __future__ import annotations

import json
import os
import re

from scripts.check.plain import files, table
from scripts.check.plain.descriptor import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

DESCRIPTOR = "datapackage.json"
MOST = 2**19  # bytes of all tables: beyond, what is saved is little beside the reading
_VERSION = r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
_RELEASED = ("SHA256SUMS", "build.json")  # of a release, every file is to be checked


class _NotPlainError(Exception):
    """The package is not plainly right; it may be right all the same."""


def counts(target: str) -> dict[str, int] | None:
    """How many tables, rows and files a plainly right package has; None for any other.

    The target is a descriptor or a folder with one.
    """
    path = f"{target.rstrip('/') or '/'}/{DESCRIPTOR}" if os.path.isdir(target) else target
    try:
        return _counts(path)
    except (_NotPlainError, OSError, ValueError, RecursionError):
        return None


def _counts(path: str) -> dict[str, int]:
    """The same of a descriptor."""
    content = files.read(path)
    text = files.composed(content) if content else None
    if not text:
        raise _NotPlainError
    descriptor = json.loads(text, object_pairs_hook=_once)
    if not is_plain(descriptor) or not re.fullmatch(_VERSION, descriptor.get("version", "")):
        raise _NotPlainError
    base = os.path.dirname(path)
    if any(os.path.exists(os.path.join(base, name)) for name in _RELEASED):
        raise _NotPlainError
    resources = descriptor["resources"]
    paths = {resource["path"] for resource in resources}
    if len(paths) != len(resources) or not files.are_alone(base or ".", paths):
        raise _NotPlainError
    if sum(os.path.getsize(os.path.join(base, path)) for path in paths) > MOST:
        raise _NotPlainError
    rows = _rows({resource["name"]: resource for resource in resources}, base)
    return {"tables": len(resources), "rows": rows, "files": len(paths)}


def _rows(resources: Mapping[str, Mapping[str, Any]], base: str) -> int:
    """How many rows these tables have."""
    tables = {}
    rows = 0
    for name, resource in resources.items():
        terminator = resource.get("dialect", {}).get("lineTerminator")
        text = files.text(os.path.join(base, resource["path"]), terminator)
        found = table.values(resource, text) if text else None
        if found is None:
            raise _NotPlainError
        tables[name] = resource["schema"], found
        rows += len(next(iter(found.values())))
    if not all(table.refer(schema, own, tables) for schema, own in tables.values()):
        raise _NotPlainError
    return rows


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose properties are each given once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NotPlainError
    return found

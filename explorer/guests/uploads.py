"""Files that a visitor sent: a package, or tables with their schema, of which a package is made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from explorer.guests.descriptor import parse
from explorer.guests.network import gather
from explorer.guests.rules import Budget, Refused
from explorer.stores import DESCRIPTOR
from scripts.reading import recognise
from scripts.reading.issues import issue
from scripts.reading.single import format_of, resource_of

TABLES = {recognise.TEXT, "json", "xlsx", "xls", "ods", "parquet"}  # kinds of file that a table may be in
ENDINGS = {"xlsx": ".xlsx", "xls": ".xls", "ods": ".ods", "parquet": ".parquet", "json": ".json"}


@dataclass(frozen=True)
class Uploads:
    """Files by name. Browsers send no folders: a path is found by its last part, where only one has it."""

    name: str
    files: Mapping[str, bytes]
    shared: frozenset[str] = frozenset()  # last parts that several paths of the descriptor have

    def read(self, path: str, budget: Budget, limit: int, *, cut: bool = False) -> bytes:
        """The bytes of the file of that path, or of that name."""
        last = PurePosixPath(path).name
        found = self.files.get(path)
        if found is None and last in self.files:
            if last in self.shared:
                raise Refused("ambiguous_name", name=last)
            found = self.files[last]
        if found is None:
            raise Refused("missing_file", path=path)
        return gather([found], path, budget, limit, cut=cut)


def uploads(files: Mapping[str, bytes], budget: Budget) -> Uploads:
    """The package in some files: a datapackage.json (or the only package) and what it names; else tables."""
    described = DESCRIPTOR if DESCRIPTOR in files else ""
    documents = [n for n, content in files.items() if n.endswith(".json") and is_package(content, budget)]
    if not described and len(documents) == 1:
        described = documents[0]
    if not described:
        return tables(files, ", ".join(files), budget)
    last = [PurePosixPath(path).name for path in _paths(files[described], budget)]
    shared = frozenset(name for name in last if last.count(name) > 1)
    return Uploads(described, {**files, DESCRIPTOR: files[described]}, shared)


def tables(files: Mapping[str, bytes], name: str, budget: Budget) -> Uploads:
    """A package of tables that nobody described, each with the one schema that was sent beside them."""
    schemas: list[Any] = []
    found: dict[str, bytes] = {}
    for title, content in files.items():
        kind = recognise.kind(content[: recognise.HEAD])
        value = parse(content, title, budget) if kind == "json" else None
        if isinstance(value, dict) and isinstance(value.get("fields"), list):
            schemas.append(value)
        elif kind == "html":
            raise Refused("unread", issue("file-kind", kind, format=format_of(title) or "csv"), path=title)
        elif kind in TABLES and not isinstance(value, dict):
            known = format_of(title)
            found[title if known else title + ENDINGS.get(kind, ".csv")] = content
    if not found or len(schemas) > 1:
        raise Refused("no_descriptor", target=name)
    schema = schemas[0] if schemas else None
    resources = [resource_of(title, content, schema)[0] for title, content in found.items()]
    described = json.dumps({"title": ", ".join(found), "resources": resources}).encode()
    return Uploads(name, {**found, DESCRIPTOR: described})


def is_package(content: bytes, budget: Budget) -> bool:
    """True for a JSON that may describe a package: no list, no Table Schema. One that cannot be read may."""
    try:
        value = parse(content, "", budget)
    except Refused:
        return True
    return isinstance(value, dict) and "fields" not in value


def _paths(content: bytes, budget: Budget) -> Iterator[str]:
    """The paths that a descriptor names, as they are written, each once."""
    try:
        value = parse(content, "", budget)
    except Refused:
        return
    resources = value.get("resources") if isinstance(value, dict) else None
    found = (
        [one.get("path") for one in resources or [] if isinstance(one, dict)]
        if isinstance(resources, list)
        else []
    )
    parts = [part for path in found for part in (path if isinstance(path, list) else [path])]
    yield from dict.fromkeys(part for part in parts if isinstance(part, str))

"""A sound package of one small table, to be broken by a test in one place."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from scripts.check.package import check
from scripts.reading.issues import LANGUAGES
from scripts.reading.sources import open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from scripts.reading.issues import Issue

Json = dict[str, Any]

CSV = "code,size,kind\na,1,red\nb,2.5,blue\nc,,red\n"
_PACKAGE: Json = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "tiny",
    "version": "1.0.0",
    "title": "Un paquet minuscule",
    "resources": [
        {
            "name": "things",
            "type": "table",
            "path": "data/things.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"lineTerminator": "\n"},
            "schema": {
                "fields": [
                    {"name": "code", "type": "string", "constraints": {"required": True}},
                    {"name": "size", "type": "number"},
                    {"name": "kind", "type": "string"},
                ],
                "primaryKey": ["code"],
            },
        }
    ],
}


def package() -> Json:
    """The descriptor of a sound package, to do with as one likes."""
    return copy.deepcopy(_PACKAGE)


def things(descriptor: Json) -> Json:
    """Its resource."""
    resource: Json = descriptor["resources"][0]
    return resource


def column(descriptor: Json, name: str) -> Json:
    """A field of its table."""
    return next(f for f in things(descriptor)["schema"]["fields"] if f["name"] == name)


def write(
    folder: Path,
    edit: Callable[[Json], object] = lambda _: None,
    *,
    csv: str | bytes | None = CSV,
    files: Mapping[str, str | bytes] | None = None,
) -> Path:
    """The package in that folder, after `edit`, with its table and other files."""
    descriptor = package()
    edit(descriptor)
    contents = {"datapackage.json": json.dumps(descriptor, indent=2), **(files or {})}
    if csv is not None:
        contents["data/things.csv"] = csv
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def issues(folder: Path, *, house: bool = False) -> list[Issue]:
    """Every issue of the package in that folder, sorted; each with all its words."""
    with open_source(str(folder)) as source:
        found = sorted(check(source, house=house))
    for item in found:
        is_told(item)
    return found


def is_told(item: Issue) -> None:
    """Pass if the issue has a message and a hint in both languages, and no word of them is missing."""
    own = (item.value, *(value for _, value in item.arguments))
    for language in LANGUAGES:
        for words in (item.message(language), item.hint(language)):
            assert words
            assert "—" not in words or any("—" in value for value in own), words


def told(folder: Path, *, house: bool = False) -> list[str]:
    """The issues in short: `code/wording path:line field`."""
    return [f"{item.code}/{item.variant} {item.where}".strip() for item in issues(folder, house=house)]


def kinds(folder: Path, *, house: bool = False) -> list[str]:
    """The issues in shorter: `code/wording`."""
    return [f"{item.code}/{item.variant}" for item in issues(folder, house=house)]

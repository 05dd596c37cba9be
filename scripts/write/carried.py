"""What is published as it came: a PDF, a map, an image, a CSV without a schema. Not a byte is changed.

A file is at `files/<resource>.<extension>`, the parts of a resource of several files at
`files/<resource>/<name>`. Data within the descriptor that are no table stay in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scripts.reading.descriptor import resources_of
from scripts.reading.digests import of_data, of_files
from scripts.reading.issues.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Package, Resource

FOLDER = "files"

_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_EXTENSION = re.compile(r"(?<=.)(\.[A-Za-z0-9]+)?\.(gz|bz2|xz|zip)$|(?<=.)\.[A-Za-z0-9]+$", re.IGNORECASE)


def of(package: Package) -> list[Resource]:
    """The resources of a package that are no tables with a schema."""
    return [resource for resource in package.resources if resource.schema is None]


def digests(package: Package, files: Mapping[str, Path]) -> dict[str, str]:
    """The digest of each resource that is carried, by its name; `files` are on disk, by their path there."""
    return {r.name: of_files(files[path] for path in r.paths) if r.paths else of_data(r) for r in of(package)}


def resource(source: Source, found: Resource, files: dict[str, Path]) -> Resource:
    """The resource as a release has it; its files enter `files`, by their path there.

    ReleaseError for a file that is elsewhere, or not there.
    """
    targets = _targets(found, [source.file(path).name for path in found.paths])
    if not targets and "data" not in found.extra:
        raise refused("nowhere", name=found.name)
    for path, target in zip(found.paths, targets, strict=True):
        if not source.has(path):
            raise refused("elsewhere" if "://" in path else "uncarried", name=found.name, path=path)
        files[target] = source.file(path)
    said = dict(resources_of(source.descriptor).values()).get(found.name, {})
    return replace(found, paths=tuple(targets), encoding=found.encoding if "encoding" in said else "")


def _targets(found: Resource, names: Sequence[str]) -> list[str]:
    """Where the files of a resource, called so, are in a release. ReleaseError where two would be one."""
    if len(names) == 1:
        return [f"{FOLDER}/{found.name}{_extension(names[0])}"]
    targets = [f"{FOLDER}/{found.name}/{_name(name)}" for name in names]
    if twice := _twice(targets):
        raise refused("same_name", name=found.name, path=twice)
    return targets


def _extension(path: str) -> str:
    """What the name of a file ends in.

    >>> _extension("cartes/zones.GeoJSON"), _extension("a.csv.gz"), _extension("notes (v. 2)")
    ('.geojson', '.csv.gz', '')
    """
    found = _EXTENSION.search(PurePosixPath(path).name)
    return found[0].lower() if found else ""


def _name(name: str) -> str:
    """The name of a file in letters, digits, dots and hyphens."""
    return "".join(character if _PLAIN.fullmatch(character) else "_" for character in name)


def _twice(texts: Iterable[str]) -> str:
    """The first text that was there before, whatever its capitals; "" where all differ."""
    seen: set[str] = set()
    for text in texts:
        if text.lower() in seen:
            return text
        seen.add(text.lower())
    return ""

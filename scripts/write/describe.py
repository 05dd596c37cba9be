"""What is known of files once they are written: sizes, hashes, row counts; and descriptors that say so."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scripts.reading import descriptor
from scripts.reading.columnar.values import rows
from scripts.reading.digests import sha256_of
from scripts.write.shown import Shown, choose

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource

DESCRIPTOR = "datapackage.json"

_MEASURES = ("bytes", "hash", "rowCount")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release: its path in it, its size in bytes and its SHA-256 in hexadecimal."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """A thematic package of a release: its name, its description, and its zip."""

    name: str
    package: Package
    archive: File


@dataclass(frozen=True)
class Release:
    """A release as its pages see it, before they are written.

    `package` has the measures of its files, `tables` the rows by resource name; `whole` is the name of the
    zip of everything, "" for a thematic package; `apart` are the files that are not in it; `sources` are the
    SHA-256 of the files that it was made from, by their path in the source package; `hashes` are the content
    hashes of its tables.
    """

    package: Package
    issued: dt.date
    files: tuple[File, ...]
    tables: Mapping[str, Values]
    changelog: str = ""
    parts: tuple[Part, ...] = ()
    whole: str = ""
    apart: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of its files."""
        return frozenset(file.path for file in self.files)

    @cached_property
    def shown(self) -> Shown:
        """The tables that pages show code on, of a release with tables."""
        return choose(self.package, self.tables)

    def file(self, path: str) -> File:
        """The file of that path. KeyError where there is none."""
        for candidate in self.files:
            if candidate.path == path:
                return candidate
        raise KeyError(path)

    def within(self, place: str) -> list[File]:
        """The file of that path, or those of the folder."""
        folder = f"{place.rstrip('/')}/"
        return [file for file in self.files if file.path == place or file.path.startswith(folder)]

    @property
    def packed(self) -> int:
        """How many bytes its files have that are in the zip of everything; its pages are not among them."""
        return sum(file.bytes for file in self.files if file.path not in self.apart)

    def size(self, place: str = "") -> int:
        """How many bytes its files have, or those of a folder; its pages are not among them."""
        return sum(file.bytes for file in (self.within(place) if place else self.files))


def file_of(folder: Path, path: str) -> File:
    """The measures of a file below `folder`."""
    return File(path, (folder / path).stat().st_size, sha256_of(folder / path))


def files_of(folder: Path, paths: Iterable[str]) -> tuple[File, ...]:
    """The measures of files below `folder`, sorted by path."""
    return tuple(file_of(folder, path) for path in sorted(paths))


def measured(package: Package, folder: Path, typed: Mapping[str, Values]) -> Package:
    """The package with the `bytes` and `hash` of each file in `folder`, and the `rowCount` of each table."""
    return replace(package, resources=tuple(_measured(r, folder, typed) for r in package.resources))


def _measured(resource: Resource, folder: Path, typed: Mapping[str, Values]) -> Resource:
    """One resource with its measures; any that the source had are replaced. Of several files none is told."""
    measures: dict[str, Any] = {}
    if len(resource.paths) == 1:
        file = file_of(folder, resource.paths[0])
        measures = {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}
    if resource.name in typed:
        measures["rowCount"] = rows(typed[resource.name])
    kept = resource.extra if measures else {k: v for k, v in resource.extra.items() if k not in _MEASURES}
    return replace(resource, extra={**kept, **measures})


def write_descriptor(package: Package, folder: Path) -> str:
    """`datapackage.json` in `folder`, indented, keys in the model's order; its path."""
    return write_text(folder, DESCRIPTOR, to_json(descriptor.from_package(package)))


def to_json(raw: Mapping[str, Any]) -> str:
    """JSON for people to read: indented, accents as they are, one newline at the end."""
    return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"


def write_text(folder: Path, path: str, text: str) -> str:
    """A text file in UTF-8 with LF, its folders made as needed; its path."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())
    return path

"""A release: what its descriptor says, its tables in their types, its files. Sizes and hashes come first.

The descriptor is the only contract with whoever published it: any package that has the tables a page needs
can be shown, and a page that lacks one says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from explorer.cells import read_cells
from explorer.stores import DESCRIPTOR, ReleaseError, Store, open_store, safe

SUMS = "SHA256SUMS"


class MissingTableError(Exception):
    """The release has no such table: the page that needs it says so."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class File:
    """A file of the release: its path, and its size and SHA-256 where the release tells them."""

    path: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True)
class Table:
    """A resource: its properties as the descriptor has them, its cells."""

    name: str
    properties: Mapping[str, Any]
    cells: pd.DataFrame

    @property
    def fields(self) -> list[Mapping[str, Any]]:
        """The fields of the schema, in order."""
        return list(self.properties["schema"]["fields"])

    @property
    def schema(self) -> Mapping[str, Any]:
        """The Table Schema."""
        schema: Mapping[str, Any] = self.properties["schema"]
        return schema


@dataclass(frozen=True, eq=False)  # compared, and kept in caches, as itself: its tables are large
class Release:
    """An opened release. `checked` counts the files whose hash was compared."""

    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    store: Store
    checked: int
    digest: str
    _sums: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """The cells of a table. MissingTableError where the release has none of that name."""
        if name not in self.tables:
            raise MissingTableError(name)
        return self.tables[name].cells

    @property
    def version(self) -> str:
        """The version, empty where the descriptor has none."""
        return str(self.descriptor.get("version", ""))

    @property
    def issued(self) -> str:
        """The day of publication (YYYY-MM-DD), empty where it is not said."""
        return str(self.descriptor.get("created", ""))[:10]

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Every file that the release names: its tables, its list of checksums, the archive of the whole."""
        sizes = {
            str(table.properties["path"]): table.properties.get("bytes") for table in self.tables.values()
        }
        hashes = {str(t.properties["path"]): _sha256(t.properties) for t in self.tables.values()}
        names = dict.fromkeys([DESCRIPTOR, *sizes, *self._sums])
        files = [
            File(name, sizes.get(name) or self.store.size(name), hashes.get(name) or self._sums.get(name))
            for name in names
        ]
        whole = f"{self.descriptor.get('name', '')}-{self.version}.zip"  # it cannot hold its own checksum
        if whole not in names and (size := self.store.size(whole)):
            files.append(File(whole, size, None))
        return tuple(files)

    def download(self, file: File) -> bytes:
        """The bytes of a file, checked against its hash."""
        content = self.store.read(file.path)
        expected = file.sha256
        if expected is None and self.store.size(f"{file.path}.sha256"):
            expected = self.store.read(f"{file.path}.sha256").decode("ascii", "replace").split()[0].lower()
        if expected and hashlib.sha256(content).hexdigest() != expected:
            raise ReleaseError("tampered", path=file.path)
        return content


def open_release(target: str, *, allow_loopback: bool = False) -> Release:
    """The release at `target`: folder, descriptor, zip or https address. ReleaseError where it cannot be.

    What an address leads to may be replaced while it is read: then its files do not agree, and are read anew.
    """
    store = open_store(target, allow_loopback=allow_loopback)
    try:
        return _read(store, target)
    except ReleaseError as error:
        if "://" not in target or error.code not in ("tampered", "truncated", "missing_file"):
            raise
    return _read(open_store(target, allow_loopback=allow_loopback), target)


def _read(store: Store, target: str) -> Release:
    """The release in that store, whole; ReleaseError where its files do not agree with each other."""
    raw = store.read(DESCRIPTOR)
    descriptor = _parse(raw)
    sums = _read_sums(store)
    if sums.get(DESCRIPTOR) not in (None, hashlib.sha256(raw).hexdigest()):
        raise ReleaseError("tampered", path=DESCRIPTOR)
    tables, checked = {}, int(DESCRIPTOR in sums)
    for properties in descriptor["resources"]:
        if not isinstance(properties, dict) or not isinstance(properties.get("schema"), dict):
            continue
        path = safe(properties.get("path"))
        content = store.read(path)
        checked += check_bytes(content, properties, path)
        cells = read_cells(content, properties, path=path)
        tables[str(properties.get("name", path))] = Table(
            str(properties.get("name", path)), properties, cells
        )
    if not tables:
        raise ReleaseError("no_tables", target=target)
    return Release(descriptor, tables, store, checked, hashlib.sha256(raw).hexdigest(), sums)


def check_bytes(content: bytes, properties: Mapping[str, Any], path: str) -> bool:
    """True where the file has the hash of the descriptor, False where that gives none; else ReleaseError."""
    size = properties.get("bytes")
    if isinstance(size, int) and size != len(content):
        raise ReleaseError("truncated", path=path, expected=size, found=len(content))
    expected = _sha256(properties)
    if expected is None:
        return False
    if hashlib.sha256(content).hexdigest() != expected:
        raise ReleaseError("tampered", path=path)
    return True


def _sha256(properties: Mapping[str, Any]) -> str | None:
    """The SHA-256 of `hash: "sha256:…"`; None for another algorithm or none."""
    algorithm, _, value = str(properties.get("hash", "")).partition(":")
    return value.lower() if algorithm == "sha256" and value else None


def _parse(raw: bytes) -> dict[str, Any]:
    try:
        descriptor = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ReleaseError("not_json", path=DESCRIPTOR) from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise ReleaseError("not_a_package", path=DESCRIPTOR)
    return descriptor


def _read_sums(store: Store) -> dict[str, str]:
    """Path → SHA-256 of the release's SHA256SUMS; empty where there is none (a package needs none)."""
    try:
        lines = store.read(SUMS).decode("utf-8").splitlines()
    except (ReleaseError, UnicodeDecodeError):
        return {}
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {pair[1].lstrip("*"): pair[0].lower() for pair in pairs if len(pair) == 2}  # noqa: PLR2004 (hash, path)

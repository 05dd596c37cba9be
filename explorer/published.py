"""A release: what its descriptor says, its tables in their types, its files. Sizes and hashes come first.

The descriptor is the only contract with whoever published it: any package that has the tables a page needs
can be shown, and a page that lacks one says so. A large table is not read: it stays in the files of Parquet
that the release has beside (large.py), and is asked a page at a time (asking.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from explorer import trusting
from explorer.cells import read_cells
from explorer.described import check_bytes, descriptor_of, many, sha256_of, sums_of
from explorer.large import Shelf, Stored
from explorer.stores import DESCRIPTOR, ReleaseError, Store, open_store, safe

HELD = 20_000  # rows of a table that is held in memory, at most
ROW = 200  # bytes of a row of such a table on average, at most


class MissingTableError(Exception):
    """The release has no such table: the page that needs it says so."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LargeTableError(MissingTableError):
    """The table is too large to be held: a page that needs all of it says so."""


@dataclass(frozen=True)
class File:
    """A file of the release: its path, and its size and SHA-256 where the release tells them."""

    path: str
    size: int | None
    sha256: str | None


@dataclass(frozen=True)
class Table:
    """A resource: its properties as the descriptor has them, its cells, or where a large one is asked."""

    name: str
    properties: Mapping[str, Any]
    held: pd.DataFrame | Stored

    @property
    def cells(self) -> pd.DataFrame:
        """The cells. LargeTableError where there are too many to hold."""
        if isinstance(self.held, Stored):
            raise LargeTableError(self.name)
        return self.held

    @property
    def large(self) -> bool:
        """Whether it is asked and not held."""
        return isinstance(self.held, Stored)

    @property
    def count(self) -> int | None:
        """How many rows it has, None where nothing says so of a table that is not held."""
        return (self.held.rows or None) if isinstance(self.held, Stored) else len(self.held)

    @property
    def fields(self) -> list[Mapping[str, Any]]:
        """The fields of the schema, in order."""
        return list(self.properties["schema"]["fields"])

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(str(one["name"]) for one in self.fields)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The Table Schema."""
        schema: Mapping[str, Any] = self.properties["schema"]
        return schema


@dataclass(frozen=True, eq=False)  # compared, and kept in caches, as itself: its tables are large
class Release:
    """An opened release. `checked` counts the files whose hash was compared on opening.

    `signer` is the fingerprint of the trusted key that signed it, "" where no signature was asked for.
    """

    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    store: Store
    checked: int
    digest: str
    _sums: Mapping[str, str] = field(default_factory=dict)
    signer: str = ""

    def table(self, name: str) -> pd.DataFrame:
        """The cells of a table. MissingTableError where the release has none of that name, or a large one."""
        if name not in self.tables:
            raise MissingTableError(name)
        return self.tables[name].cells

    def holds(self, name: str) -> bool:
        """Whether it has a table of that name, not too large to be held."""
        return name in self.tables and not self.tables[name].large

    @property
    def large(self) -> list[Table]:
        """The tables that are asked and not held."""
        return [table for table in self.tables.values() if table.large]

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
        hashes = {str(t.properties["path"]): sha256_of(t.properties) for t in self.tables.values()}
        names = dict.fromkeys([DESCRIPTOR, *sizes, *self._sums])
        files = [
            File(name, sizes.get(name) or self.store.size(name), hashes.get(name) or self._sums.get(name))
            for name in names
        ]
        whole = f"{self.descriptor.get('name', '')}-{self.version}.zip"  # it cannot hold its own checksum
        # Nor is it under the signature: where one is asked for, only what is under it is given.
        if whole not in names and not self.signer and (size := self.store.size(whole)):
            files.append(File(whole, size, None))
        return tuple(files)

    def pieces(self, file: File) -> Iterator[bytes]:
        """The bytes of a file, piece by piece; the last once the file is found right by its hash."""
        expected = file.sha256
        if expected is None and self.store.size(f"{file.path}.sha256"):
            expected = self.store.read(f"{file.path}.sha256").decode("ascii", "replace").split()[0].lower()
        return self.store.proven(file.path, expected)


def open_release(target: str, *, allow_loopback: bool = False, held: int = HELD, trust: str = "") -> Release:
    """The release at `target`: folder, descriptor, zip or https address. ReleaseError where it cannot be.

    `held`: rows of a table that is held in memory, at most. `trust`: a file of the keys, one of which must
    have signed it (trusting.py); "" asks for no signature. What an address leads to may be replaced while it
    is read: then its files do not agree, and are read anew.
    """
    store = open_store(target, allow_loopback=allow_loopback)
    try:
        return _read(store, target, held, trust)
    except ReleaseError as error:
        if "://" not in target or error.code not in ("tampered", "truncated", "missing_file"):
            raise
    return _read(open_store(target, allow_loopback=allow_loopback), target, held, trust)


def _read(store: Store, target: str, held: int, trust: str) -> Release:
    """The release in that store, whole; ReleaseError where its files do not agree with each other."""
    signer, sums = trusting.signed(store, trust) if trust else ("", sums_of(store))
    raw = store.read(DESCRIPTOR)
    descriptor = descriptor_of(raw, DESCRIPTOR, sums)
    tables, checked, shelf = {}, int(DESCRIPTOR in sums), Shelf(store, sums)
    for properties in descriptor["resources"]:
        if not isinstance(properties, dict) or not isinstance(properties.get("schema"), dict):
            continue
        path = safe(properties.get("path"))
        name = str(properties.get("name", path))
        if many(properties, store.size(path), rows=held, row=ROW):
            tables[name] = Table(name, properties, shelf.stored(name, properties))
            continue
        content = store.read(path)
        proven = check_bytes(content, properties, path)
        if signer and not proven:
            raise ReleaseError("untrusted")
        checked += proven
        tables[name] = Table(name, properties, read_cells(content, properties, path=path))
    if not tables:
        raise ReleaseError("no_tables", target=target)
    checked += shelf.checked
    return Release(descriptor, tables, store, checked, hashlib.sha256(raw).hexdigest(), sums, signer)

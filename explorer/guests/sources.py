"""Where a package of others lies. Every source reads a file by its path, within a budget."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, urljoin, urlsplit

from explorer.guests.archive import open_archive
from explorer.guests.network import BLOCK, Resolver, fetch, gather, resolve, unpacked
from explorer.guests.rules import Budget, Refused
from explorer.stores import DESCRIPTOR, ReleaseError, safe

ZIP = b"PK"
GZIP = b"\x1f\x8b"


class Source(Protocol):
    """Reads the files of a package by their path relative to the descriptor."""

    @property
    def name(self) -> str:
        """What was opened, as it was named."""

    def read(self, path: str, budget: Budget, limit: int) -> bytes:
        """The bytes of a file. Refused `missing_file` where there is none."""


def read(source: Source, path: object, budget: Budget, limit: int) -> bytes:
    """The bytes that a descriptor names, unpacked where they are gzip. Refused where the path leaves."""
    text = inside(source, path)
    content = source.read(text, budget, limit)
    if content.startswith(GZIP):
        return gather(unpacked([content], text, budget), text, budget, limit)
    return content


def inside(source: Source, path: object) -> str:
    """The path, if it stays in the package; an https address is for packages that are at one themselves."""
    text = path if isinstance(path, str) else ""
    if isinstance(source, Web) and text.startswith("https://"):
        return text
    try:
        return safe(path)
    except ReleaseError:
        raise Refused("elsewhere" if "://" in text else "unsafe_path", path=str(path)) from None


@dataclass(frozen=True)
class Uploads:
    """Files that a visitor sent, by name. Browsers send no folders: a path is found by its last part."""

    name: str
    files: Mapping[str, bytes]

    def read(self, path: str, budget: Budget, limit: int) -> bytes:
        """The bytes of the file of that path, or of that name."""
        found = self.files.get(path, self.files.get(PurePosixPath(path).name))
        if found is None:
            raise Refused("missing_file", path=path)
        return gather([found], path, budget, limit)


@dataclass(frozen=True)
class Folder:
    """A folder below one that the operator allows. Links that leave it are not followed."""

    name: str
    base: Path

    def read(self, path: str, budget: Budget, limit: int) -> bytes:
        """The bytes of a plain file: no pipe, no device."""
        file = (self.base / path).resolve()
        if not file.is_relative_to(self.base):
            raise Refused("unsafe_path", path=path)
        try:
            handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        except OSError:
            raise Refused("missing_file", path=path) from None
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refused("missing_file", path=path)
            return gather(iter(lambda: stream.read(BLOCK), b""), path, budget, limit)


@dataclass(frozen=True)
class Web:
    """A package at an address. A path may be an https address, as Data Packages allow: it is checked too."""

    name: str
    content: bytes  # of the descriptor
    resolver: Resolver

    def read(self, path: str, budget: Budget, limit: int) -> bytes:
        """The bytes that a server gives for the path; those of the descriptor are here already."""
        if path == DESCRIPTOR:
            return self.content
        address = path if path.startswith("https://") else urljoin(self.name, quote(path))
        return fetch(address, budget, limit=limit, resolver=self.resolver)[0]


def from_address(address: str, budget: Budget, resolver: Resolver = resolve) -> Source:
    """The package at an address: that of its descriptor, of its folder, or of a zip."""
    address = address.strip()
    if not budget.rules.addresses:
        raise Refused("no_addresses")
    try:
        path = urlsplit(address).path
    except ValueError:
        raise Refused("not_an_address", target=address) from None
    packed = path.endswith(".zip")
    if not packed and not path.endswith(".json"):
        address = address.rstrip("/") + "/" + DESCRIPTOR
    limit = budget.rules.total_bytes if packed else budget.rules.descriptor_bytes
    content, final = fetch(address, budget, limit=limit, resolver=resolver)
    return open_archive(final, content, budget) if packed else Web(final, content, resolver)


def from_uploads(files: Mapping[str, bytes], budget: Budget) -> Source:
    """The package in the files: one zip, or a datapackage.json (or the only .json) and what it names."""
    total = sum(map(len, files.values()))
    budget.spend_bytes(total, ", ".join(files)[:100])
    budget.bytes += total  # reading them counts again: nothing is held twice
    if len(files) == 1:
        ((name, content),) = files.items()
        if content.startswith(ZIP):
            return open_archive(name, content, budget)
    described = DESCRIPTOR if DESCRIPTOR in files else ""
    documents = [name for name in files if name.endswith(".json")]
    if not described and len(documents) == 1:
        described = documents[0]
    if not described:
        raise Refused("no_descriptor", target=", ".join(files))
    return Uploads(described, {**files, DESCRIPTOR: files[described]})


def from_folder(path: str, budget: Budget) -> Source:
    """The package in a folder, if it lies below one that the operator allows."""
    roots = [root.resolve() for root in budget.rules.folders]
    if "\0" in path or not roots:
        raise Refused("folder_not_allowed", target=path)
    base = Path(path).expanduser().resolve()
    base = base.parent if base.name == DESCRIPTOR else base
    if not any(base.is_relative_to(root) for root in roots):
        raise Refused("folder_not_allowed", target=path)
    if not (base / DESCRIPTOR).is_file():
        raise Refused("no_descriptor", target=path)
    return Folder(path, base)

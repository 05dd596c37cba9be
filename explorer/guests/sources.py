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
from explorer.guests.network import BLOCK, Resolver, fetch, gather, resolve
from explorer.guests.rules import Budget, Refused
from explorer.guests.uploads import is_package, tables, uploads
from explorer.stores import DESCRIPTOR, ReleaseError, safe
from scripts.reading import recognise


class Source(Protocol):
    """Reads the files of a package by their path relative to the descriptor."""

    @property
    def name(self) -> str:
        """What was opened, as it was named."""

    def read(self, path: str, budget: Budget, limit: int, *, cut: bool = False) -> bytes:
        """The bytes of a file. Refused `missing_file` where there is none."""


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
class Folder:
    """A folder below one that the operator allows. Links that leave it are not followed."""

    name: str
    base: Path

    def read(self, path: str, budget: Budget, limit: int, *, cut: bool = False) -> bytes:
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
            return gather(iter(lambda: stream.read(BLOCK), b""), path, budget, limit, cut=cut)


@dataclass(frozen=True)
class Web:
    """A package at an address. A path may be an https address, as Data Packages allow: it is checked too."""

    name: str
    content: bytes  # of the descriptor
    resolver: Resolver

    def read(self, path: str, budget: Budget, limit: int, *, cut: bool = False) -> bytes:
        """The bytes that a server gives for the path; those of the descriptor are here already."""
        if path == DESCRIPTOR:
            return self.content
        address = path if path.startswith("https://") else urljoin(self.name, quote(path))
        return fetch(address, budget, limit=limit, resolver=self.resolver, cut=cut)[0]


def from_address(address: str, budget: Budget, resolver: Resolver = resolve) -> Source:
    """What an address gives: a descriptor, a zip or a table, as it is; else the package of a folder.

    Portals have stable addresses without a file's name: what comes is looked at, not how it is called.
    """
    address = address.strip()
    if not budget.rules.addresses:
        raise Refused("no_addresses")
    try:
        last = PurePosixPath(urlsplit(address).path).name
    except ValueError:
        raise Refused("not_an_address", target=address) from None
    limit = budget.rules.descriptor_bytes if last.endswith(".json") else budget.rules.total_bytes
    try:
        content, final = fetch(address, budget, limit=limit, resolver=resolver)
    except Refused as refused:
        if refused.code not in ("missing_file", "no_answer") or "." in last:
            raise
        content, final = b"", address
    kind = recognise.kind(content[: recognise.HEAD])
    if kind == "zip":
        return open_archive(final, content, budget)
    if last.endswith(".json") or (kind == "json" and is_package(content, budget)):
        return Web(final, content, resolver)
    if kind in ("html", "empty") and "." not in last:  # a folder, whose page says nothing of its package
        below = address.partition("?")[0].rstrip("/") + "/" + DESCRIPTOR
        content, final = fetch(below, budget, limit=budget.rules.descriptor_bytes, resolver=resolver)
        return Web(final, content, resolver)
    return tables({last or "table": content}, address, budget)


def from_uploads(files: Mapping[str, bytes], budget: Budget) -> Source:
    """What is in the files: one zip, a package with what it names, or tables."""
    total = sum(map(len, files.values()))
    budget.spend_bytes(total, ", ".join(files)[:100])
    budget.bytes += total  # reading them counts again: nothing is held twice
    if len(files) == 1:
        ((name, content),) = files.items()
        if name.lower().endswith(".zip") or recognise.kind(content[: recognise.HEAD]) == "zip":
            return open_archive(name, content, budget)
    return uploads(files, budget)


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

"""What the descriptors and the list of checksums of a release say of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from explorer.stores import SUMS, ReleaseError, Store


def descriptor_of(raw: bytes, path: str, sums: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor in those bytes. ReleaseError where it describes no resources, or its hash is another."""
    try:
        descriptor = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ReleaseError("not_json", path=path) from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise ReleaseError("not_a_package", path=path)
    if sums.get(path) not in (None, hashlib.sha256(raw).hexdigest()):
        raise ReleaseError("tampered", path=path)
    return descriptor


def sums_of(store: Store) -> dict[str, str]:
    """Path → SHA-256 of the release's SHA256SUMS; empty where there is none (a package needs none)."""
    try:
        return listed(store.read(SUMS))
    except ReleaseError:
        return {}


def listed(sums: bytes) -> dict[str, str]:
    """Path → SHA-256 of the lines of a list of checksums; empty where it is no text."""
    try:
        lines = sums.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return {}
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return {pair[1].lstrip("*"): pair[0].lower() for pair in pairs if len(pair) == 2}  # noqa: PLR2004 (hash, path)


def sha256_of(properties: Mapping[str, Any]) -> str | None:
    """The SHA-256 of `hash: "sha256:…"`; None for another algorithm or none."""
    algorithm, _, value = str(properties.get("hash", "")).partition(":")
    return value.lower() if algorithm == "sha256" and value else None


def check_bytes(content: bytes, properties: Mapping[str, Any], path: str) -> bool:
    """True where the file has the hash of the descriptor, False where that gives none; else ReleaseError."""
    size = properties.get("bytes")
    if isinstance(size, int) and size != len(content):
        raise ReleaseError("truncated", path=path, expected=size, found=len(content))
    expected = sha256_of(properties)
    if expected is None:
        return False
    if hashlib.sha256(content).hexdigest() != expected:
        raise ReleaseError("tampered", path=path)
    return True


def many(properties: Mapping[str, Any], size: int | None, *, rows: int, row: int) -> bool:
    """Whether a table has more rows than that, or as many bytes as more rows of `row` bytes have.

    As its descriptor says; of bytes, as the file has where that is known.

    >>> many({"rowCount": 11}, 0, rows=10, row=200), many({"rowCount": 9}, 2001, rows=10, row=200)
    (True, True)
    """
    count, told = properties.get("rowCount"), properties.get("bytes")
    weights = [weight for weight in (told, size) if isinstance(weight, int)]
    return (isinstance(count, int) and count > rows) or max(weights, default=0) > rows * row

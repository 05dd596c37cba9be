"""The digest of the bytes of files: what is compared and told of them where no table is read of them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.reading.descriptor import Source
    from scripts.reading.model.package import Resource

_CHUNK = 2**20


def sha256_of(*files: Path) -> str:
    """The SHA-256 of these files, one after the other, in hexadecimal. OSError where one cannot be read."""
    found = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
    return found.hexdigest()


def digest(source: Source, resource: Resource) -> str:
    """`sha256:` and 64 hexadecimal digits; "" where its bytes are not in the package's folder, nor fetched.

    Of one file it is what `sha256sum` says of it; of several, of their bytes one after the other; of data in
    the descriptor, of their JSON with the keys sorted.
    """
    if resource.paths:
        there = all(map(source.has, resource.paths))
        return of_files(map(source.file, resource.paths)) if there else ""
    return of_data(resource)


def of_data(resource: Resource) -> str:
    """The digest of the data that a resource has in the descriptor; "" where it has none."""
    if "data" not in resource.extra:
        return ""
    told = json.dumps(resource.extra["data"], ensure_ascii=False, sort_keys=True)
    return f"sha256:{hashlib.sha256(told.encode()).hexdigest()}"


def of_files(files: Iterable[Path]) -> str:
    """The digest of these files, one after the other; "" where one cannot be read."""
    try:
        return f"sha256:{sha256_of(*files)}"
    except OSError:
        return ""

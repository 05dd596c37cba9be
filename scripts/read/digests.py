"""The digest of the bytes of files: what is compared and told of them where no table is read of them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from scripts.read.descriptor import is_inside, is_safe_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.model.package import Resource

_CHUNK = 2**20


def sha256_of(*files: Path) -> str:
    """The SHA-256 of these files, one after the other, in hexadecimal. OSError where one cannot be read."""
    found = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
    return found.hexdigest()


def digest(base: Path, resource: Resource) -> str:
    """`sha256:` and 64 hexadecimal digits; "" where its bytes are not in the package's folder.

    Of one file it is what `sha256sum` says of it; of several, of their bytes one after the other; of data in
    the descriptor, of their JSON with the keys sorted.
    """
    if resource.paths:
        inside = all(is_safe_path(path) and is_inside(base, path) for path in resource.paths)
        return of_files(base / path for path in resource.paths) if inside else ""
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

"""Packages that are plainly right: all that must be proven of a small one."""

from __future__ import annotations

import json
import os

from scripts.check.plain import files
from scripts.check.plain.small import Small

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

DESCRIPTOR = "datapackage.json"
_RELEASED = ("SHA256SUMS", "build.json")  # of a release, every file is to be checked
_WAIVERS = "waivers.toml"  # what has a say in the verdict, beside the checks


class _TwiceError(ValueError):
    """A property that is given twice."""


def counts(target: str, proofs: Iterable[Callable[[Small], bool] | None]) -> dict[str, int] | None:
    """How many tables, rows and files a package has of which every proof holds; None for any other.

    The target is a descriptor or a folder with one. None too where there is no proof.
    """
    try:
        package = _opened(f"{target.rstrip('/') or '/'}/{DESCRIPTOR}" if os.path.isdir(target) else target)
        if package is None or not all(proof is not None and proof(package) for proof in proofs):
            return None
        if package.has(_WAIVERS):
            return None
    except (OSError, ValueError, RecursionError):
        return None
    tables = len(package.resources)
    return {"tables": tables, "rows": package.rows, "files": tables}


def _opened(path: str) -> Small | None:
    """The package of a descriptor that may be plain; None for a release."""
    content = files.read(path)
    text = files.composed(content) if content else None
    descriptor = json.loads(text, object_pairs_hook=_once) if text else None
    base = os.path.dirname(path)
    if any(os.path.exists(os.path.join(base, name)) for name in _RELEASED):
        return None
    return Small(base, descriptor) if isinstance(descriptor, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose properties are each given once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found

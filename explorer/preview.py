"""What a preview changes, as `python -m scripts preview` lists it (`--changes`), and the version before it.

There is one only where whoever runs the explorer gives that file: a release that is published has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.published import Release, open_release
from explorer.stores import ReleaseError

ADDED, CHANGED, REMOVED = KINDS = ("added", "changed", "removed")


@dataclass(frozen=True)
class Change:
    """A figure by its identifier now, what happened to it, its identifier before; the fields that changed."""

    identifier: str
    kind: str
    was: str
    fields: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Preview:
    """What changes from the version before, and that version; `tables`: what else, by table and kind."""

    version: str
    previous: str
    prepared: bool
    before: Release
    figures: tuple[Change, ...]
    tables: Mapping[str, Mapping[str, int]]


@lru_cache(maxsize=2)
def preview(path: str) -> Preview:
    """The preview that the file tells. ReleaseError where it cannot be read, or the version before cannot."""
    file = Path(path)
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return Preview(
            version=str(told["version"]),
            previous=str(told["previous"]),
            prepared=bool(told["prepared"]),
            before=open_release(str(file.parent / told["before"])),
            figures=tuple(map(_change, told["figures"])),
            tables=told["tables"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise ReleaseError("unread_changes", path=path) from None


def _change(told: Mapping[str, Any]) -> Change:
    name = str(told["identifier"])
    return Change(name, str(told["kind"]), str(told.get("was", name)), tuple(told.get("fields", ())))

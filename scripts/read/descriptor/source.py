"""A descriptor on disk: its JSON, with the schemas and dialects that it names by path put in place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.model.errors import SourceError
from scripts.read.descriptor.jsonfile import read_json
from scripts.read.rows.files import Folder

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "datapackage.json"
RESOURCE_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """A descriptor on disk: the parsed JSON with its references put in place, and where it lies.

    `path` is the descriptor file, `base` its folder; `references` maps a JSON path (`resources/0/schema`) to
    the file that it was read from, relative to `base`.
    """

    path: Path
    descriptor: dict[str, Any]
    references: Mapping[str, str]

    @property
    def files(self) -> Folder:
        """The files of the package."""
        return Folder(self.base)

    @property
    def base(self) -> Path:
        """The folder that the descriptor's paths start from."""
        return self.path.parent


def load(path: Path, *, shown: str = "") -> Source:
    """The descriptor at `path` (or `path/datapackage.json` for a folder), references in place.

    `shown` is the name that errors give it, the path by default. A reference that leaves the folder, a file
    that is not there or not JSON raises SourceError.
    """
    shown = shown or str(path)
    if path.is_dir():
        if not (path / NAME).exists():
            raise SourceError(
                f"{shown}: no {NAME} in this folder",
                code="scheme-error",
                path=shown,
                variant="no-descriptor",
            )
        path, shown = path / NAME, str(PurePosixPath(shown) / NAME)
    raw = read_json(path, shown=shown)
    if not isinstance(raw, dict):
        raise SourceError(
            f"{shown}: a descriptor is a JSON object, this file holds a {type(raw).__name__}",
            path=shown,
            variant="not-object",
            kind=type(raw).__name__,
        )
    references: dict[str, str] = {}
    resources = raw["resources"] if isinstance(raw.get("resources"), list) else []
    if len(resources) > RESOURCE_LIMIT:
        raise SourceError(
            f"{shown}: {len(resources)} resources, the limit is {RESOURCE_LIMIT}",
            path=shown,
            variant="too-many",
            found=len(resources),
            limit=RESOURCE_LIMIT,
        )
    for index, resource in enumerate(resources):
        if not isinstance(resource, dict):
            continue
        for key in ("schema", "dialect"):
            target = resource.get(key)
            if isinstance(target, str):
                resource[key] = _dereference(path.parent, target, shown)
                references[f"resources/{index}/{key}"] = target
    return Source(path=path, descriptor=raw, references=references)


def _dereference(base: Path, target: str, shown: str) -> Any:
    """The JSON file that the descriptor `shown` names; only a path below the descriptor is followed."""
    if not is_safe_path(target):
        raise SourceError(
            f"{shown}: « {target} » is not a path below the descriptor: copy the file there",
            code="unsafe-path",
            path=shown,
            variant="remote" if "://" in target else "default",
            value=target,
        )
    if not is_inside(base, target):
        raise SourceError(
            f"{shown}: « {target} » is a link out of the package's folder",
            code="unsafe-path",
            path=shown,
            variant="link",
            value=target,
        )
    return read_json(base / target, shown=str(PurePosixPath(shown).parent / target))


def is_safe_path(path: str) -> bool:
    """True for a relative POSIX path that stays below its start (Data Package 2.0, « URL or Path »).

    >>> [is_safe_path(path) for path in ("data/a.csv", "../a.csv", "/a.csv", "https://example.org/a.csv")]
    [True, False, False, False]
    """
    if not path or "\\" in path or "\0" in path or "://" in path or path.startswith(("/", "~")):
        return False
    if any("\ud800" <= character <= "\udfff" for character in path):
        return False
    return ".." not in PurePosixPath(path).parts


def is_inside(base: Path, path: str) -> bool:
    """True where the file that `path` leads to, links followed, is below `base`."""
    root = os.path.realpath(base)
    return os.path.commonpath([root, os.path.realpath(base / path)]) == root

"""A descriptor on disk: its JSON, with the schemas and dialects that it names by path put in place."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from scripts.reading.descriptor.jsonfile import read_json
from scripts.reading.issues.budget import DEFAULT, Budget, beyond
from scripts.reading.model.errors import SourceError
from scripts.reading.rows.files import Folder

if TYPE_CHECKING:
    from collections.abc import Mapping

# Has the file of a path brought, and gives it where it lies elsewhere than below the descriptor.
Bring = Callable[[str], Path | None]

NAME = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A descriptor on disk: the parsed JSON with its references put in place, and where it lies.

    `path` is the descriptor file, `base` its folder; `references` maps a JSON path (`resources/0/schema`) to
    the file that it was read from, relative to `base`. `places` has the files of paths that are addresses.
    `told` is what was found in opening it and does not keep the rest from being read: a file that cannot be
    had, a byte order mark. Each has the words of an issue, with the `resource` that it is about. `where` is
    what comes before its paths for whoever named it: a folder, a zip, an address. `budget` bounds it.
    """

    path: Path
    descriptor: dict[str, Any]
    references: Mapping[str, str]
    places: Mapping[str, Path] = field(default_factory=dict)
    told: tuple[SourceError, ...] = ()
    where: str = ""
    budget: Budget = DEFAULT

    @property
    def files(self) -> Folder:
        """The files of the package."""
        return Folder(self.base, self.places, self.budget)

    @property
    def base(self) -> Path:
        """The folder that the descriptor's paths start from."""
        return self.path.parent

    def file(self, path: str) -> Path:
        """Where the bytes of a path are on disk, be it an address or not; nothing may be there."""
        return self.files.file(path)

    def has(self, path: str) -> bool:
        """True where a file of the package is there: brought from its address, or below the descriptor."""
        inside = path in self.places or (is_safe_path(path) and is_inside(self.base, path))
        try:
            return inside and self.file(path).is_file()
        except OSError:  # a name that the system does not take
            return False


class _Reader:
    """Reads a descriptor and what it names; what cannot be had is kept, with the resource that it is of."""

    def __init__(self, path: Path, shown: str, bring: Bring | None, budget: Budget) -> None:
        self.path, self.shown = path, path.name if bring else shown
        self._budget, self._named, self._bytes, self._fields = budget, shown, 0, 0
        self._bring = bring
        self.references: dict[str, str] = {}
        self.places: dict[str, Path] = {}
        self.told: list[SourceError] = []

    def resource(self, index: int, resource: dict[str, Any]) -> None:
        """Put the schema and the dialect of a resource in place, and have its files brought."""
        for key in ("schema", "dialect"):
            target = resource.get(key)
            if isinstance(target, str):
                try:
                    resource[key] = self._dereferenced(target)
                    self.references[f"resources/{index}/{key}"] = target
                except SourceError as error:
                    self._keep(error, resource)
                    del resource[key]
        self._fields += fields_of(resource)
        if self._fields > self._budget.fields:
            raise beyond(self._budget, "fields", self._named)
        path = resource.get("path")
        for part in (path if isinstance(path, list) else [path]) if self._bring else []:
            if isinstance(part, str):
                try:
                    self._reach(part)
                except SourceError as error:
                    self._keep(error, resource)

    def look(self, path: Path, shown: str) -> None:
        """Tell of a byte order mark: a reader of JSON may refuse the file."""
        with path.open("rb") as stream:
            if stream.read(3) == BOM_UTF8:
                self.told.append(SourceError(f"{shown}: BOM", code="bom", path=shown, line=1, variant="json"))

    def _keep(self, error: SourceError, resource: dict[str, Any]) -> None:
        if self._bring is None or error.variant == "beyond":
            raise error
        kept = SourceError(
            str(error), code=error.code, path=error.path, line=error.line, variant=error.variant
        )
        kept.arguments = {**error.arguments, "resource": str(resource.get("name", ""))}
        self.told.append(kept)

    def _reach(self, target: str) -> Path:
        """The file of a path, brought here where it is at an address."""
        if self._bring is not None and (found := self._bring(target)):
            self.places[target] = found
        return self.places.get(target) or self.path.parent / target

    def _dereferenced(self, target: str) -> Any:
        """The JSON file that the descriptor names: at an address, or below the descriptor."""
        remote = "://" in target
        if not (remote and self._bring) and not is_safe_path(target):
            raise SourceError(
                f"{self.shown}: « {target} » is not a path below the descriptor: copy the file there",
                code="unsafe-path",
                path=self.shown,
                value=target,
            )
        if not remote and not is_inside(self.path.parent, target):
            raise SourceError(
                f"{self.shown}: « {target} » is a link out of the package's folder",
                code="unsafe-path",
                path=self.shown,
                variant="link",
                value=target,
            )
        file = self._reach(target)
        beside = PurePosixPath(self.shown).parent
        shown = target if remote else str(beside / target)
        found = read_json(file, shown=shown, budget=self._budget)
        self._bytes += file.stat().st_size  # of one that is named often, as often
        if self._bytes > self._budget.descriptor:
            raise beyond(self._budget, "descriptor", self._named)
        self.look(file, target)
        return found


def load(path: Path, *, shown: str = "", bring: Bring | None = None, budget: Budget = DEFAULT) -> Source:
    """The descriptor at `path` (or `path/datapackage.json` for a folder), references in place.

    `shown` is the name that errors give it, the path by default. SourceError for what is no descriptor.
    `bring` has a path's file brought here, and gives it where it is not below the descriptor; with it, what
    the descriptor names and cannot be had is told by the Source; without, it is a SourceError too.
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
    raw = _object(read_json(path, shown=shown, budget=budget), shown)
    resources = raw["resources"] if isinstance(raw.get("resources"), list) else []
    if len(resources) > budget.resources:
        raise beyond(budget, "resources", shown)
    reader = _Reader(path, shown, bring, budget)
    if bring:
        reader.look(path, path.name)
    for index, resource in enumerate(resources):
        if isinstance(resource, dict):
            reader.resource(index, resource)
    return Source(path, raw, reader.references, reader.places, tuple(reader.told), budget=budget)


def fields_of(resource: Mapping[str, Any]) -> int:
    """How many fields the schema of a resource has, once it is in place."""
    schema = resource.get("schema")
    found = schema.get("fields") if isinstance(schema, dict) else None
    return len(found) if isinstance(found, list) else 0


def _object(raw: Any, shown: str) -> dict[str, Any]:
    """The JSON, if it may be a descriptor. SourceError for rows, for a table's schema, for anything else."""
    if not isinstance(raw, dict):
        rows = isinstance(raw, list) and raw and all(isinstance(row, dict | list) for row in raw)
        raise SourceError(
            f"{shown}: a descriptor is a JSON object, this file holds a {type(raw).__name__}",
            path=shown,
            variant="rows" if rows else "not-object",
            kind=type(raw).__name__,
        )
    resources = raw.get("resources")
    described = isinstance(resources, list) and any(isinstance(r, dict) and "schema" in r for r in resources)
    if isinstance(raw.get("fields"), list) and not described:
        raise SourceError(
            f"{shown}: this is a table schema, not a package: validate TABLE.csv --schema {shown}",
            path=shown,
            variant="table-schema",
            value=shown,
        )
    return raw


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

"""Bench: a package in parts that can be checked one by one, since a promise about a table needs no other.

A part is one table without its foreign keys, or with one of them and the table that it leads to; nothing is
derived from it. Every part is sound before it is broken: the tests say so.
"""

from __future__ import annotations

import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.check.waivers import table_folders
from scripts.derive.declared import PROPERTY
from scripts.reading import descriptor
from scripts.reading.exact.records import records
from tests.mutation.mutant import Draft, Json

if TYPE_CHECKING:
    from scripts.reading.exact.records import Record
    from scripts.reading.model.package import Package, Resource


class Bench:
    """The source package in `root`, read once."""

    def __init__(self, root: Path) -> None:
        self.source = descriptor.load(root)
        self.package: Package = descriptor.to_package(self.source.descriptor)
        self._records: dict[str, list[Record]] = {}

    @property
    def tables(self) -> tuple[Resource, ...]:
        """Its tables."""
        return self.package.tables

    def raw(self, name: str) -> Json:
        """A resource as its descriptor has it."""
        found: Json = next(r for r in self.source.descriptor["resources"] if r["name"] == name)
        return found

    def records(self, name: str) -> list[Record]:
        """The rows of a table, with their lines."""
        if name not in self._records:
            self._records[name] = list(records(self.source.files, self.package.resource(name)))
        return self._records[name]

    @cached_property
    def _beside(self) -> dict[str, bytes]:
        """The rules and the waivers."""
        found = {}
        for folder in table_folders(self.source):
            base = self.source.base / folder
            for path in [*sorted((base / "rules").glob("*.sql")), base / "waivers.toml"]:
                if path.is_file():
                    found[path.relative_to(self.source.base).as_posix()] = path.read_bytes()
        return found

    def draft(self, names: tuple[str, ...] | None, keys: tuple[int, ...] = ()) -> Draft:
        """A part to be broken: the first table with those of its foreign keys; None is the whole package."""
        left = {"resources"} if names is None else {"resources", PROPERTY}
        whole = {k: v for k, v in self.source.descriptor.items() if k not in left}
        raws = self.source.descriptor["resources"] if names is None else [self.raw(name) for name in names]
        made = Draft(copy.deepcopy({**whole, "resources": raws}), dict(self._beside) if names is None else {})
        for position, resource in enumerate(made.descriptor["resources"]):
            made.files[resource["path"]] = (self.source.base / resource["path"]).read_bytes()
            if names is None:
                continue
            resource.pop("kind", None)
            if "foreignKeys" in resource["schema"]:
                kept = [resource["schema"]["foreignKeys"][key] for key in keys] if position == 0 else []
                resource["schema"]["foreignKeys"] = kept
                if not kept:
                    del resource["schema"]["foreignKeys"]
        return made

"""Mutant: one corrupted copy of a package, and what must be said of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scripts.reading.issues import Severity

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """A package that is to be written: its descriptor, schemas in place, and its files by path."""

    descriptor: Json
    files: dict[str, bytes]

    def resource(self, name: str) -> Json:
        """The resource of that name."""
        found: Json = next(r for r in self.descriptor["resources"] if r["name"] == name)
        return found

    def column(self, table: str, name: str) -> Json:
        """The field of that name."""
        found: Json = next(f for f in self.resource(table)["schema"]["fields"] if f["name"] == name)
        return found

    def records(self, path: str) -> list[list[str]]:
        """The records of a file, header included."""
        return list(csv.reader(io.StringIO(self.files[path].decode("utf-8"), newline="")))

    def put(self, path: str, records: list[list[str]]) -> None:
        """Write the records of a file as the package writes them."""
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(records)
        self.files[path] = stream.getvalue().encode()

    def write(self, folder: Path) -> None:
        """The package in an empty folder."""
        contents = {
            **self.files,
            "datapackage.json": json.dumps(self.descriptor, ensure_ascii=False).encode(),
        }
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be said: the code, and as much of the place as there is.

    `variant` is the wording of the code, or the file of a coherence rule.
    """

    code: str
    path: str = ""
    line: int = 0
    field: str = ""
    variant: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Mutant:
    """One promise broken in one place.

    `tables` are those that the copy needs (the first is the one broken), `keys` the foreign keys of it that
    are kept, by position; None keeps all, with every table of the package and its rules.
    """

    promise: str
    place: str
    edit: Callable[[Draft], None]
    expected: Expected
    tables: tuple[str, ...] | None = None
    keys: tuple[int, ...] = field(default=())

    @property
    def name(self) -> str:
        """It in short."""
        return f"{self.promise} {self.place}"

"""A table that is too large to be held: the files of Parquet that the release has of it, in order of rows.

`parquet/datapackage.json` names them: one, or several that have as many rows each, the last perhaps fewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from explorer.described import descriptor_of, sha256_of
from explorer.proving import Proving
from explorer.stores import DESCRIPTOR, ReleaseError, Store, safe

FOLDER = "parquet"


class Part(NamedTuple):
    """A file of a table: its path in the release, its SHA-256 where the release gives one."""

    path: str
    sha256: str | None


@dataclass(frozen=True, eq=False)
class Stored:
    """The files of a table, each proven when it is first used; none where it is not there as Parquet."""

    name: str
    rows: int
    parts: tuple[Part, ...]
    proving: Proving

    @cached_property
    def each(self) -> int:
        """The rows of each file but the last: those of the first."""
        if not self.parts:
            raise ReleaseError("no_parquet", table=self.name)
        each = self._rows(0)
        if not (len(self.parts) - 1) * each < self.rows <= len(self.parts) * each:
            raise ReleaseError("not_a_table", path=self.parts[0].path, reason=f"{each} ≠ {self.rows}")
        return each

    def between(self, first: int, last: int) -> list[Path]:
        """The files of the rows from `first` to before `last`. ReleaseError where one is not as described."""
        found = []
        for place in range(first // self.each, (last - 1) // self.each + 1):
            rows, expected = self._rows(place), min(self.each, self.rows - place * self.each)
            if rows != expected:
                raise ReleaseError("not_a_table", path=self.parts[place].path, reason=f"{rows} ≠ {expected}")
            found.append(self.proving.file(*self.parts[place]))
        return found

    def _rows(self, place: int) -> int:
        """How many rows a file has, by its own account."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = self.proving.file(*self.parts[place])
        try:
            return int(pq.read_metadata(file).num_rows)
        except (pa.ArrowException, OSError) as error:
            reason = " ".join(str(error).split())[:120]
            raise ReleaseError("not_a_table", path=self.parts[place].path, reason=reason) from None


class Shelf:
    """What a release has in Parquet, looked up once where a table is large. `checked`: files compared."""

    def __init__(self, store: Store, sums: Mapping[str, str]) -> None:
        self._store, self._sums = store, sums
        self._proving = Proving(store)
        self.checked = 0

    def stored(self, name: str, properties: Mapping[str, Any]) -> Stored:
        """The files of the table that the release's descriptor has these properties of."""
        described = self._described.get(name, {})
        paths = described.get("path", [])
        known = paths if isinstance(paths, list) else [paths]
        parts = tuple(self._part(path, described if len(known) == 1 else {}) for path in known)
        rows = properties.get("rowCount", described.get("rowCount"))
        counted = isinstance(rows, int) and rows > 0
        return Stored(name, rows if counted else 0, parts if counted else (), self._proving)

    def _part(self, path: object, described: Mapping[str, Any]) -> Part:
        whole = f"{FOLDER}/{safe(path)}"
        return Part(whole, self._sums.get(whole) or sha256_of(described))

    @cached_property
    def _described(self) -> dict[str, Mapping[str, Any]]:
        """Name of a table → its resource; empty where the release has nothing in Parquet."""
        path = f"{FOLDER}/{DESCRIPTOR}"
        try:
            raw = self._store.read(path)
        except ReleaseError as error:
            if error.code == "missing_file":
                return {}
            raise
        self.checked += path in self._sums
        resources = descriptor_of(raw, path, self._sums)["resources"]
        return {str(one.get("name")): one for one in resources if isinstance(one, dict)}

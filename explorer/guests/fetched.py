"""The files of a source for the reader that `validate` has too: each brought once, unpacked here, bounded."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import IO

from explorer.guests.rules import MEGABYTE, Budget, Refused, plain
from explorer.guests.sources import Source, inside
from scripts.reading import recognise
from scripts.reading.exact.records import LOST, lost
from scripts.reading.issues import Issue
from scripts.reading.issues import budget as reading
from scripts.reading.model.package import Resource
from scripts.reading.rows.form import UnsupportedError, form_of
from scripts.reading.rows.packed import BROKEN, unpacked
from scripts.reading.single import FORMATS

BLOCK = 65_536
_HELD = 4  # of what is allowed once it is read: a workbook is larger before, and has empty cells


class Fetched:
    """The files of a source for the reader: bounded, unpacked here, each brought once.

    A file that is larger than what is allowed is cut, and its name kept.
    """

    def __init__(self, source: Source, budget: Budget) -> None:
        self._source, self._budget = source, budget
        self._held: dict[str, bytes] = {}
        self.cut: set[str] = set()

    @property
    def budget(self) -> reading.Budget:
        """What the reader takes in of a file that it must hold whole: a workbook, JSON."""
        rules = self._budget.rules
        return replace(reading.DEFAULT, held=_HELD * rules.total_bytes, cells=_HELD * rules.cells)

    def look(self, resource: Resource) -> Resource:
        """The table with its files brought, in the format that they are in where an address does not say.

        Refused where one cannot be brought, or is in no format that is read.
        """
        if len(resource.paths) > self._budget.rules.tables:
            raise Refused("missing_file", path="path")
        for path in resource.paths:
            inside(self._source, path)
        try:
            form = form_of(resource)
        except UnsupportedError as error:
            if error.reason != "format" or resource.format or "://" not in resource.paths[0]:
                raise unread(resource, error) from None
            self.bring(resource.paths[0], "", "")
            kind = recognise.kind(self._held[resource.paths[0]][: recognise.HEAD])
            return self.look(replace(resource, format=FORMATS.get(kind, "csv")))
        for path in resource.paths:
            self.bring(path, form.packing(path), form.inner)
        return resource

    def weight(self, resource: Resource) -> int:
        """How many bytes the files of a table have; what is in the descriptor is light."""
        return sum(map(self.size, resource.paths))

    def bring(self, path: str, compression: str, inner: str) -> None:
        """The file, unpacked. Refused where it cannot be brought."""
        if path in self._held:
            return
        budget, limit = self._budget, self._budget.rules.file_bytes
        content = self._source.read(inside(self._source, path), budget, limit + 1, cut=True)
        if len(content) > limit and compression:
            raise Refused("too_large", path=plain(path), limit=limit // MEGABYTE)
        try:
            with unpacked(io.BytesIO(content), compression, inner) as stream:
                self._held[path] = self._gathered(path, stream, len(content) if compression else 0, limit)
        except (*LOST, *BROKEN):
            raise Refused("damaged", path=plain(path)) from None

    def _gathered(self, path: str, stream: IO[bytes], packed: int, limit: int) -> bytes:
        found = bytearray()
        while chunk := stream.read(BLOCK):
            _ = self._budget.seconds
            if packed:
                self._budget.spend_bytes(len(chunk), path)
                if len(found) > MEGABYTE and len(found) > self._budget.rules.ratio * packed:
                    raise Refused("bomb", path=plain(path))
            found += chunk
            if len(found) > limit:
                self.cut.add(path)
                return bytes(found[:limit])
        return bytes(found)

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a file that was brought."""
        return io.BytesIO(self._held[path])

    def size(self, path: str) -> int:
        """How many they are."""
        return len(self._held[path])


def unread(resource: Resource, error: Exception) -> Refused:
    """The refusal of a table that the reader does not read, in its words."""
    return untold(resource, lost(resource, error).issue(resource.name))


def untold(resource: Resource, said: Issue) -> Refused:
    """The refusal of a table for what the reader says of it."""
    return Refused("unread", said, path=plain(next(iter(resource.paths), resource.name)))

"""Where the files of a package are: in a folder, or elsewhere and named by their path or address."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol

from scripts.reading.issues.budget import DEFAULT, Budget

if TYPE_CHECKING:
    from pathlib import Path


class Files(Protocol):
    """Opens the files that a descriptor names."""

    @property
    def budget(self) -> Budget:
        """How much is taken in of them."""

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a file, which can be read from any place. OSError where it cannot be opened."""

    def size(self, path: str) -> int:
        """How many bytes it has, as it lies there. OSError."""


@dataclass(frozen=True, slots=True)
class Held:
    """Files in memory, by path."""

    contents: Mapping[str, bytes]
    budget: Budget = DEFAULT

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a file."""
        if path not in self.contents:
            raise FileNotFoundError(path)
        return io.BytesIO(self.contents[path])

    def size(self, path: str) -> int:
        """How many bytes it has."""
        return len(self.contents[path])


@dataclass(frozen=True, slots=True)
class Folder:
    """The files below a folder; `fetched` are those that were brought from an address."""

    base: Path
    fetched: Mapping[str, Path] = field(default_factory=dict)
    budget: Budget = DEFAULT

    def file(self, path: str) -> Path:
        """Where the file of that path is."""
        return self.fetched.get(path) or self.base / path

    def open(self, path: str) -> IO[bytes]:
        """The bytes of a file."""
        return self.file(path).open("rb")

    def size(self, path: str) -> int:
        """How many bytes it has."""
        return self.file(path).stat().st_size

    def sizes(self, paths: tuple[str, ...]) -> int:
        """How many bytes some files have."""
        return sum(map(self.size, paths))

"""Reach: where the files that a descriptor names are on disk, those at an address brought there first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from scripts.reading.descriptor import is_safe_path
from scripts.reading.model.errors import SourceError
from scripts.reading.web import NotFetchedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.reading.web import Web


class Reach:
    """The files of one package, each brought once; `base` is the address that relative paths start from.

    `places` maps an address to its file. `web` is made when the first address is asked for.
    """

    def __init__(self, folder: Path, web: Callable[[], Web], base: str = "") -> None:
        self.places: dict[str, Path] = {}
        self._folder, self._make, self._base = folder, web, base
        self._web: Web | None = None
        self._known: dict[str, SourceError | None] = {}

    def bring(self, path: str) -> None:
        """Nothing, once the file is on disk, or where it is for others to miss. SourceError otherwise.

        What could not be fetched is told as what was not checked.
        """
        if path not in self._known:
            try:
                self._known[path] = None
                self._bring(path)
            except NotFetchedError as error:
                words: dict[str, Any] = {"variant": "remote", "value": path, **error.arguments}
                self._known[path] = SourceError(str(error), code="check-skipped", **words)
            except SourceError as error:
                error.path = path
                self._known[path] = error
        if (known := self._known[path]) is not None:
            raise known

    def _bring(self, path: str) -> None:
        if "://" in path:
            folder = self._folder / ".remote" / hashlib.sha256(path.encode()).hexdigest()[:16]
            final = self._asked().bring(path, folder / "part")
            self.places[path] = (folder / "part").rename(folder / name_at(final))
        elif self._base and is_safe_path(path) and not (self._folder / path).exists():
            self._asked().bring(self._base + quote(path), self._folder / path)

    def _asked(self) -> Web:
        if self._web is None:
            self._web = self._make()
        return self._web


def name_at(address: str, otherwise: str = "file") -> str:
    """What the file at an address is called.

    >>> name_at("https://example.org/r/t.csv?download=1"), name_at("https://example.org/r/")
    ('t.csv', 'file')
    """
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    return name if name not in ("", ".") and "/" not in name and is_safe_path(name) else otherwise

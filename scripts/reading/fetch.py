"""A package or a table at an https address, brought into a folder.

The address is asked as it is, and what it gives decides: JSON is a descriptor, whose relative paths start
from where it was found in the end; a zip is a package; a page or nothing is a folder, whose
`datapackage.json` is asked for. Of a release, the files are those that its SHA256SUMS names, with the zip of
everything. Every path is looked at before it is asked for, and the sizes of zips bound those of downloads.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from scripts.reading import recognise
from scripts.reading.descriptor import is_safe_path, read_json
from scripts.reading.model.errors import SourceError
from scripts.reading.reach import name_at
from scripts.reading.web import NotFetchedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.reading.web import Web

NAME = "datapackage.json"
SUMS = "SHA256SUMS"
_NAMED = (".json", ".zip")  # an address that ends so is asked for what it names, and for nothing else
_PAGES = ("html", "xml", "empty")
_LISTED = re.compile(r"[0-9a-f]{64} [ *](.+)")


class Fetched(NamedTuple):
    """The file that was brought, what paths beside it start from ("": there are none), its own address."""

    path: Path
    base: str
    final: str


def fetch(address: str, folder: Path, web: Web) -> Fetched:
    """The zip, the descriptor or the table at an address; of a release, with its files beside it.

    SourceError for an address that is not read, a server that does not answer, and where there is no package.
    """
    found = _first(address, folder, web)
    if not found.base:
        return found
    raw = read_json(found.path, shown=address)
    if found.path.name == NAME and isinstance(raw, dict) and _has_sums(found.base, folder, web):
        for path in dict.fromkeys(_released(raw, folder)):
            if path not in (NAME, SUMS) and is_safe_path(path):
                _brought(web, found.base + quote(path), folder / path)
    return found


def _first(address: str, folder: Path, web: Web) -> Fetched:
    """What the address gives as it is; else the descriptor below it."""
    part, last = folder / "part", name_at(address)
    try:
        final = web.bring(address, part)
    except NotFetchedError:
        raise
    except SourceError:
        if last.lower().endswith(_NAMED):
            raise
        return _below(address, folder, web)
    with part.open("rb") as stream:
        kind = recognise.kind(stream.read(recognise.HEAD))
    name = name_at(final, otherwise=last)
    name = name if _has_suffix(name) else last
    if kind == "json" or name.lower().endswith(".json"):
        path = part.rename(folder / (name if name.lower().endswith(".json") else NAME))
        return Fetched(path, _folder(final), final)
    if kind not in (*_PAGES, "text") or _has_suffix(name):
        return Fetched(part.rename(folder / name), "", final)
    aside = part.rename(folder / ".part")
    try:
        found = _below(address, folder, web)
    except SourceError as error:
        if kind not in _PAGES:
            return Fetched(aside.rename(folder / name), "", final)
        if isinstance(error, NotFetchedError):
            raise
        raise SourceError(
            f"{address}: a page, not a package", code="scheme-error", path=address, variant="page"
        ) from None
    aside.unlink()
    return found


def _below(address: str, folder: Path, web: Web) -> Fetched:
    """The descriptor of the folder that an address may be."""
    parts = urlsplit(address)
    path = f"{parts.path.rstrip('/')}/{NAME}"
    final = web.bring(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")), folder / NAME)
    return Fetched(folder / NAME, _folder(final), final)


def _has_suffix(name: str) -> bool:
    """True for the name of a file, as far as one can tell: `a.csv`, and neither `a` nor `v1.0`."""
    return name.rpartition(".")[2].isalpha() and "." in name


def _folder(address: str) -> str:
    """What relative paths beside an address start from."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rpartition('/')[0]}/", "", ""))


def _has_sums(base: str, folder: Path, web: Web) -> bool:
    """True where the list of a release's files was brought; a server may answer anything to what it lacks."""
    path = folder / SUMS
    if not _brought(web, base + SUMS, path):
        return False
    with path.open("rb") as stream:
        first = stream.readline(recognise.HEAD).decode("utf-8", "replace").rstrip("\r\n")
    if _LISTED.fullmatch(first):
        return True
    path.unlink()
    return False


def _brought(web: Web, address: str, target: Path) -> bool:
    """True where the file was brought, False where the server has none for us. NotFetchedError."""
    try:
        web.bring(address, target)
    except NotFetchedError:
        raise
    except SourceError:
        return False
    return True


def _released(raw: dict[str, Any], folder: Path) -> Iterator[str]:
    """The paths of the files of a release, as they are written; they may be anything."""
    for line in (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        if match := _LISTED.fullmatch(line):
            yield match[1]
    whole = f"{raw.get('name')}-{raw.get('version')}.zip"
    yield from (name for name in (whole, f"{whole}.sha256") if PurePosixPath(name).name == name)

"""Files that are plainly as they should be: ordinary ones, of UTF-8 text in composed form, nothing beside."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from scripts.check.plain.small import Small

LARGEST = 2**17  # bytes: no record of such a file is longer than a reader takes
MOST = 2**19  # bytes of all tables: beyond, what is saved is little beside the reading


def passes(package: Small) -> bool:
    """True where every table is a text as it should be in a file of its own, with nothing beside."""
    paths = {resource["path"] for resource in package.resources}
    if len(paths) != len(package.resources) or not are_alone(package.base or ".", paths):
        return False
    if sum(os.path.getsize(os.path.join(package.base, path)) for path in paths) > MOST:
        return False
    for resource in package.resources:
        terminator = resource.get("dialect", {}).get("lineTerminator")
        found = text(os.path.join(package.base, resource["path"]), terminator)
        if not found:
            return False
        package.texts[resource["name"]] = found
    return True


def without_rules(package: Small) -> bool:
    """True where no folder of rules lies beside the tables; a plain descriptor has no figures to derive."""
    return not package.has("rules")


def text(path: str, terminator: str | None = None) -> str | None:
    """The text of a file whose lines end alike, as `terminator` says where it does; None for any other."""
    content = read(path)
    if content is None or content.startswith(b"\xef\xbb\xbf") or b"\0" in content or not content:
        return None
    feeds, returns = content.count(b"\n"), content.count(b"\r")
    if returns and not (terminator in (None, "\r\n") and returns == feeds == content.count(b"\r\n")):
        return None
    return None if feeds and not returns and terminator not in (None, "\n") else composed(content)


def read(path: str) -> bytes | None:
    """The bytes of an ordinary file that is not large; None for any other."""
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST:
            return None
        with open(path, "rb") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def composed(content: bytes) -> str | None:
    """The text of UTF-8 bytes in composed form (NFC); None for any other."""
    try:
        found = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if content.isascii():
        return found
    import unicodedata

    return found if unicodedata.is_normalized("NFC", found) else None


def are_alone(base: str, paths: set[str]) -> bool:
    """True where these files lie below `base`, no link among them, and no other table beside them."""
    root = os.path.realpath(base)
    folders = {os.path.dirname(path) for path in paths}
    if any(os.path.realpath(f"{base}/{path}") != f"{root}/{path}" for path in paths):
        return False
    try:
        return all(_holds_only(base, folder, paths) for folder in folders)
    except OSError:
        return False


def _holds_only(base: str, folder: str, paths: set[str]) -> bool:
    """True where a folder of tables holds no other; what lies below the descriptor's own is not looked at."""
    with os.scandir(f"{base}/{folder}" if folder else base or ".") as entries:
        found = list(entries)
    for entry in found:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_symlink() and folder:
            return False
        if entry.name.lower().endswith(".csv") and path not in paths:
            return False
        if folder and entry.is_dir() and not _holds_only(base, path, paths):
            return False
    return True

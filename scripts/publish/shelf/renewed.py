"""What follows from the releases of a folder, made anew: `latest/`, and the lists of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.publish.shelf import latest, listed, page
from scripts.publish.shelf.editions import editions
from scripts.reading.issues.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path


def renew(dist: Path, entered: str) -> None:
    """All of it as the releases of the folder have it; what is so already is not touched.

    ReleaseError where it cannot be written, which says that the version that has `entered` is there.
    """
    try:
        _renew(dist)
    except OSError as error:
        raise refused("beside", path=dist, version=entered, note=error) from None


def _renew(dist: Path) -> None:
    found = editions(dist)
    if not found:
        return
    latest.renew(dist, found[0])
    made = dict(listed.files(found))
    made |= page.pages(found, list(made))
    for path, content in made.items():
        _write(dist / path, content)
    for path in listed.HARVESTED.keys() - made.keys():
        (dist / path).unlink(missing_ok=True)


def _write(target: Path, content: bytes) -> None:
    """A file, whole or not at all."""
    if target.is_file() and not target.is_symlink() and target.read_bytes() == content:
        return
    target.parent.mkdir(exist_ok=True)
    fresh = target.with_name(f"{latest.STAGING}{target.name}")
    fresh.write_bytes(content)
    fresh.replace(target)

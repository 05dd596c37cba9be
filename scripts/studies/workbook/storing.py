"""Canonical CSV, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.studies.faults import fault

if TYPE_CHECKING:
    from collections.abc import Mapping

_MODE = 0o644


def store(contents: Mapping[Path, bytes]) -> None:
    """All of these files with their new content, or all of them as they were. StudyError.

    Every content is on the disk, beside its file, before the first takes its name; where a name cannot be
    taken, those that were get back what they had.
    """
    staged: dict[Path, Path] = {}
    before: dict[Path, bytes] = {}
    path = next(iter(contents), Path())
    try:
        for path, content in contents.items():
            staged[path] = _staged(path, content)
        for path, made in staged.items():
            before[path] = path.read_bytes()
            made.replace(path)
    except OSError as error:
        for changed, content in before.items():
            with suppress(OSError):
                if changed.read_bytes() != content:
                    _staged(changed, content).replace(changed)
        raise fault("unwritten", path=path, note=error.strerror or error) from None
    finally:
        for made in staged.values():
            made.unlink(missing_ok=True)


def _staged(path: Path, content: bytes) -> Path:
    """A file beside another, with that content, forced to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    made = Path(name)
    made.chmod(_MODE)
    return made

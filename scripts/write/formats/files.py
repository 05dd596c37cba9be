"""files/: what is no table with a schema, copied byte for byte (`write.carried`)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.write.content import Content


def write(content: Content, folder: Path) -> list[str]:
    """The files that are carried; the paths written."""
    for path, file in content.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / path)
    return list(content.files)

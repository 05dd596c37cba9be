"""This code as an archive: workers that have no checkout, or another one, run what the driver runs."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark import SparkContext

_ROOT = Path(__file__).resolve().parents[2]
_KINDS = (".py", ".toml", ".json")


@cache
def ship(context: SparkContext) -> TemporaryDirectory[str]:
    """Where the archive lies, from which each worker that comes to a context later takes it too.

    What it imports as `scripts` is this, once for each context, and nothing of its working folder.
    """
    folder = TemporaryDirectory(prefix="scripts-")
    path = Path(folder.name) / "scripts.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(_ROOT.rglob("*")):
            if file.suffix in _KINDS:
                archive.write(file, file.relative_to(_ROOT))
    context.environment["PYTHONSAFEPATH"] = "1"
    context.addArchive(f"{path}#{_ROOT.name}")
    return folder

"""Finding a release in a folder of releases."""

from __future__ import annotations

import json
from pathlib import Path


def newest(dist: Path) -> Path:
    """The folder of the version that `latest` has."""
    descriptor = (dist / "latest" / "datapackage.json").read_text(encoding="utf-8")
    return dist.resolve() / str(json.loads(descriptor)["version"])

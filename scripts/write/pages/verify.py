"""verify.sh: the one command that checks a release, with nothing of ours: core utilities and ssh-keygen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release

_SCRIPT = Path(__file__).with_name("verify.sh")


def render(_release: Release) -> Iterator[tuple[str, str]]:
    """The script, the same for every release."""
    yield "verify.sh", _SCRIPT.read_text(encoding="utf-8")

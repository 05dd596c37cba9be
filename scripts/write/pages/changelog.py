"""CHANGELOG.md: the changelog of the data, as it is kept in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The changelog, with LF and one newline at the end."""
    yield "CHANGELOG.md", "\n".join(release.changelog.splitlines()).rstrip("\n") + "\n"

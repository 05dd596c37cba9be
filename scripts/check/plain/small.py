"""A small package, as it is handed from proof to proof."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Small:
    """A package on disk whose descriptor is a JSON object, and what proofs have read of it.

    `texts` are its tables by the name of their resource, `rows` how many they have in all.
    """

    def __init__(self, base: str, descriptor: dict[str, Any]) -> None:
        self.base, self.descriptor = base, descriptor
        self.texts: dict[str, str] = {}
        self.rows = 0

    @property
    def resources(self) -> list[dict[str, Any]]:
        """The resources of a plain descriptor."""
        found: list[dict[str, Any]] = self.descriptor["resources"]
        return found

    def has(self, name: str) -> bool:
        """True where something of that name lies beside the tables."""
        folders = {os.path.dirname(resource["path"]) for resource in self.resources}
        return any(os.path.lexists(os.path.join(self.base, folder, name)) for folder in folders)

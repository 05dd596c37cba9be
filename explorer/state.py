"""Selection ↔ address. An address carries stable codes, never words: it lasts when the wording changes.

A value comes from the address alone: what an address leaves out is the default, whatever was chosen before on
another page, so that Back, Forward and a link show again what they showed. What was chosen before is in the
links that one follows. An address that asks for what does not exist gets the default, and the reader is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LIMIT = 64  # characters of an unknown value that are shown back


@dataclass(frozen=True)
class Choice:
    """Something to choose: its name in the address and the codes it may take, the first being the default.

    `aliases` are pairs (other code, code): what an address may say as well, meaning one of the codes.
    """

    name: str
    options: tuple[str, ...]
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def default(self) -> str:
        """The code where nothing is chosen; empty where there is nothing to choose."""
        return self.options[0] if self.options else ""


@dataclass(frozen=True)
class Picked:
    """The code to show, and what the address asked for instead where that is unknown."""

    value: str
    unknown: str = ""


def pick(choice: Choice, address: Mapping[str, str]) -> Picked:
    """The code to show for a choice.

    >>> pick(Choice("lang", ("fr", "en")), {"lang": "en"})
    Picked(value='en', unknown='')
    >>> pick(Choice("lang", ("fr", "en")), {"lang": "de"})
    Picked(value='fr', unknown='de')
    >>> pick(Choice("territory", ("FR", "area_53"), (("53", "area_53"),)), {"territory": "53"})
    Picked(value='area_53', unknown='')
    """
    asked = address.get(choice.name)
    if asked not in choice.options:
        asked = dict(choice.aliases).get(asked or "", asked)
    if asked in choice.options:
        return Picked(str(asked))
    return Picked(choice.default, (asked or "")[:LIMIT])


def encode(selection: Mapping[str, str], choices: Iterable[Choice]) -> dict[str, str]:
    """What the address of a page says: the codes that are not the default.

    >>> language, view = Choice("lang", ("fr", "en")), Choice("view", ("map", "tiles"))
    >>> encode({"lang": "en", "view": "map"}, [language, view])
    {'lang': 'en'}
    """
    return {
        choice.name: selection[choice.name]
        for choice in choices
        if selection.get(choice.name) in choice.options and selection[choice.name] != choice.default
    }

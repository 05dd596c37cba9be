"""What may be opened and how much of it. The operator of the server widens it by options, visitors cannot."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from scripts.reading.issues import Issue

MEGABYTE = 1_000_000
SAID = 400  # characters of what the reader says


class Refused(Exception):
    """A package, or one of its tables, is not opened. `code` says why; `facts` fill the sentence.

    `said` is what `validate` says of it, in its own words.
    """

    def __init__(self, code: str, said: Issue | None = None, **facts: str | int) -> None:
        super().__init__(f"{code}: {said or facts}")
        self.code, self._said = code, said
        self.facts = {key: plain(fact) if isinstance(fact, str) else fact for key, fact in facts.items()}

    def words(self, lang: str) -> dict[str, str | int]:
        """What fills the sentence in a language."""
        said = self._said
        more = {"said": plain(said.message(lang), SAID), "hint": plain(said.hint(lang), SAID)} if said else {}
        return {**self.facts, **more}


@dataclass(frozen=True)
class Rules:
    """What the operator allows, and the limits of one opening, its network and checks together.

    `hosts` are `host:port` of machines that may be asked though private or without https; `folders` those
    that visitors may open. Sizes are in bytes, time is in seconds.
    """

    addresses: bool = True
    hosts: frozenset[str] = frozenset()
    folders: tuple[Path, ...] = ()
    seconds: float = 20.0
    file_bytes: int = 16 * MEGABYTE
    total_bytes: int = 32 * MEGABYTE
    descriptor_bytes: int = 2 * MEGABYTE
    depth: int = 40  # of JSON
    tables: int = 100
    fields: int = 300  # of one table
    rows: int = 50_000  # of one table: what comes after is not read, and the page says so
    cells: int = 500_000  # of all tables
    cell: int = 20_000  # characters of one cell
    entries: int = 1_000  # of a zip
    ratio: int = 200  # of a zip or gzip, uncompressed to compressed
    redirects: int = 3
    pattern: int = 500  # characters of a regular expression


class Budget:
    """What is left to one opening: bytes, cells and time. Refused `too_large` or `too_slow` at the end."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.bytes = rules.total_bytes
        self.cells = rules.cells
        self._end = time.monotonic() + rules.seconds

    @property
    def seconds(self) -> float:
        """The time that is left. Refused where there is none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Refused("too_slow", seconds=int(self.rules.seconds))
        return left

    def spend_bytes(self, count: int, path: str) -> None:
        """`count` bytes more were read for `path`."""
        self.bytes -= count
        if self.bytes < 0:
            raise Refused("too_large", path=path, limit=self.rules.total_bytes // MEGABYTE)

    def spend_cells(self, count: int) -> None:
        """`count` cells more were read: those of a table are cut to what is left."""
        self.cells = max(0, self.cells - count)


def plain(text: str, limit: int = 200) -> str:
    r"""The text as it may be shown: controls, marks of direction and broken characters made visible, cut.

    A text that turns the direction of what follows could make a name read as another.

    >>> plain("a\0b\u202ec") == "a\ufffdb\ufffdc"
    True
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join("\ufffd" if _unshown(character) else character for character in cut)


def _unshown(character: str) -> bool:
    """Whether a character is a control, a mark of direction or half of a pair."""
    code = ord(character)
    return (
        (code < 0x20 and character not in "\n\t")  # noqa: PLR2004 (C0)
        or 0x7F <= code <= 0x9F  # noqa: PLR2004 (DEL and C1)
        or 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 (surrogates: no UTF-8 has them)
        or character in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
    )

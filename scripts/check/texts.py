"""What is told of a text as a whole, once all of it was seen: another encoding, other line endings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.check.blocks import is_utf8
from scripts.reading.issues import Issue, issue

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "": "—"}


class Disguise:
    """Whether all that is not ASCII in a text, read in another encoding, is UTF-8."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._asked = not is_utf8(encoding) and len("a".encode(encoding)) == 1  # not so of UTF-16
        self._line, self._word = 0, ""

    def feed(self, text: str, line: int) -> None:
        """Take in a part of the text that begins at `line`."""
        if not self._asked:
            return
        try:
            text.encode(self._encoding).decode("utf-8")
        except UnicodeError:
            self._asked = False
        if self._asked and not self._line and (found := re.search(r'[^\s,;"]*[^\x00-\x7f][^\s,;"]*', text)):
            self._line, self._word = line + text.count("\n", 0, found.start()), found[0]

    def faults(self) -> Iterator[Issue]:
        """One issue for the whole file, at the first such word."""
        if self._asked and self._line:
            about = {"value": self._word, "declared": self._encoding}
            yield issue("encoding-error", "utf-8", line=self._line, **about)


class Endings:
    """Counts the lines that do not end as declared; a line break within quotes is content."""

    def __init__(self, expected: str | None) -> None:
        self._expected = expected
        self._inside = False
        self._first, self._count, self._found = 0, 0, ""

    def feed(self, block: bytes, line: int) -> None:
        """Take in a block of whole lines that begins at `line`."""
        if self._expected is None or self._is_uniform(block):
            self.pass_over(block.count(b'"'))
            return
        for number, content in enumerate(block.splitlines(keepends=True), start=line):
            self._inside ^= content.count(b'"') % 2 == 1
            ending = content[len(content.rstrip(b"\r\n")) :].decode("ascii")
            ending = ending if ending in _NAMES else ending[-1:]
            if ending and ending != self._expected and not self._inside:
                self._first = self._first or number
                self._count += 1
                self._found = self._found or ending

    def pass_over(self, quotes: int) -> None:
        """Take in a block with so many quotes, whose lines end as declared."""
        self._inside ^= quotes % 2 == 1

    def faults(self) -> Iterator[Issue]:
        """One issue for the whole file, at the first such line."""
        if self._count:
            names = {"value": _NAMES[self._found], "expected": _NAMES.get(self._expected or "", "?")}
            yield issue("line-ending", line=self._first, found=self._count, **names)

    def _is_uniform(self, block: bytes) -> bool:
        """True where every line of the block surely ends as declared."""
        if self._expected == "\n":
            return b"\r" not in block
        return block.count(b"\r") == block.count(b"\n") == block.count(b"\r\n")

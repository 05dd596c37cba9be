"""A file in blocks of whole lines, as UTF-8 whatever its encoding, in the memory of a line or of a block."""

from __future__ import annotations

import codecs
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LIMIT = 2**20


def is_utf8(encoding: str) -> bool:
    """True for UTF-8 by any of its names, with or without a mark."""
    return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")


def blocks(stream: IO[bytes], encoding: str) -> Iterator[bytes]:
    """The file in whole lines, as UTF-8, about LINE_LIMIT bytes at a time; a line beyond the limit is cut.

    UndecodableError for a byte that is none of the encoding, unless that is UTF-8: then for others to find.
    """
    if not is_utf8(encoding):
        yield from _recoded(stream, encoding)
        return
    while block := stream.read(LINE_LIMIT):
        if not block.endswith(b"\n"):
            block += stream.readline(LINE_LIMIT + 1)
        yield block


class UndecodableError(Exception):
    """A byte that is none of the declared encoding, so many lines after those that were given."""

    def __init__(self, byte: int, found: int, lines: int) -> None:
        super().__init__(byte)
        self.byte, self.found, self.lines = byte, found, lines


def _recoded(stream: IO[bytes], encoding: str) -> Iterator[bytes]:
    """The same of a text in another encoding, as UTF-8. UndecodableError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text, offset = "", 0
    while True:
        chunk = stream.read(LINE_LIMIT)
        held = len(decoder.getstate()[0])
        try:
            text += decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            text += error.object[: error.start].decode(encoding, "ignore")
            found = error.object[error.start]
            raise UndecodableError(offset - held + error.start, found, text.count("\n")) from None
        except UnicodeError:  # UTF-16 without the mark that says which one
            raise UndecodableError(0, chunk[0], 0) from None
        if not offset:
            text = text.removeprefix("\ufeff")
        offset += len(chunk)
        end = len(text) if not chunk or len(text) > LINE_LIMIT else text.rfind("\n") + 1
        if end:
            yield text[:end].encode("utf-8", "surrogatepass")
            text = text[end:]
        if not chunk:
            return

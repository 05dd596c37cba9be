"""What the bytes of a CSV file must be: a text as declared, without NUL, in NFC, its lines ended as declared.

The file is read in blocks of whole lines, so that memory is bounded whatever it holds. Of most blocks of a
large file the kernel, where it was built, says that there is nothing wrong with them.
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from scripts.check.blocks import LINE_LIMIT, UndecodableError, blocks, is_utf8
from scripts.check.engines.choice import TINY
from scripts.check.texts import Disguise, Endings
from scripts.reading import recognise
from scripts.reading.issues import Issue, issue
from scripts.reading.issues.budget import DEFAULT, Budget, room, told
from scripts.reading.rows.form import COLUMNS, DELIMITED, JSON, KINDS, LINES, SHEET
from scripts.reading.rows.packed import BROKEN, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.check.engines.kernel import Lines

# What the files of a format are, in the words of `recognise.kind`; of other formats nothing is known.
_KINDS: dict[str, tuple[str, ...]] = {
    DELIMITED: ("text",),
    JSON: ("json", "text"),
    LINES: ("json", "text"),
    SHEET: ("xlsx", "ods", "xls"),
    "xlsx": ("xlsx",),
    "ods": ("ods",),
    COLUMNS: ("parquet",),
}


def faults(
    file: Path,
    terminator: str | None,
    packed: tuple[str, str] = ("", ""),
    tell: Callable[[int], None] = lambda _read: None,
    *,
    encoding: str = "utf-8",
    form: str = "csv",
    budget: Budget = DEFAULT,
) -> Iterator[Issue]:
    """What is wrong with the bytes of a file, without resource and path; `terminator` None is any.

    `tell` is told how many bytes were looked at; `encoding` is the one declared, one that Python knows;
    `form` what the file is said to be, `packed` how it is packed, and the file in it.

    A packed file is unpacked as it is read, no further than the budget allows. It stops at
    the first fault that makes the rest meaningless. OSError where the file cannot be read.
    """
    read = partial(_faults, file, terminator, packed)
    read = partial(read, budget=budget, tell=tell, encoding=encoding, form=form)
    if not packed[0]:
        yield from read((sys.maxsize, ""))
        return
    try:
        yield from read(room(budget, file.stat().st_size))
    except OSError as error:
        if error.errno is not None:  # else it is the unpacker that complains
            raise
        yield issue("compression-error", "packed", note=error)
    except BROKEN as error:
        yield issue("compression-error", "packed", note=str(error) or type(error).__name__)


def other_kind(head: bytes, form: str) -> Issue | None:
    """The issue of a file that begins so, where it is not of the form that it is said to be."""
    kind = recognise.kind(head)
    expected = _KINDS.get(form) or _KINDS.get(KINDS.get(form, ""))
    if kind == "empty" or (expected is None and kind != "lfs-pointer") or kind in (expected or ()):
        return None
    return issue("file-kind", kind, kind=kind, format=form)


def _faults(  # noqa: PLR0913 -- what the file is said to be, by name
    file: Path,
    terminator: str | None,
    packed: tuple[str, str],
    allowed: tuple[int, str],
    *,
    budget: Budget,
    tell: Callable[[int], None],
    encoding: str,
    form: str,
) -> Iterator[Issue]:
    """The same, up to a number of bytes, which that bound of the budget allows."""
    with unpacked(file.open("rb"), *packed) as stream:
        head = stream.read(recognise.HEAD)
        stream.seek(0)
        if not head:
            yield issue("source-error", "empty")
            return
        if (other := other_kind(head, form) or _other_encoding(head, encoding)) is not None:
            yield other
            return
        if head.startswith(codecs.BOM_UTF8) and codecs.lookup(encoding).name == "utf-8":
            yield issue("bom", line=1)
        endings, disguise, prove = (
            Endings(terminator),
            Disguise(encoding),
            _prover(file, encoding, terminator),
        )
        line, offset = 1, 0
        try:
            for block in blocks(stream, encoding):
                plain = prove(block)
                fatal = _long(block, line) or (None if plain else _fatal(block, line, offset))
                if fatal is not None:
                    yield fatal
                    return
                if plain is not None:
                    endings.pass_over(plain.quotes)
                    line += plain.lines
                else:
                    if not block.isascii():
                        yield from _decomposed(text := block.decode("utf-8"), line)
                        disguise.feed(text, line)
                    endings.feed(block, line)
                    line += len(block.splitlines()) if b"\r" in block else block.count(b"\n")
                offset += len(block)
                tell(offset)
                if offset > allowed[0] or line > budget.lines:
                    bound = allowed[1] if offset > allowed[0] else "lines"
                    yield issue("check-skipped", "beyond", **told(budget, bound))
                    return
        except UndecodableError as error:
            words = {"value": f"0x{error.found:02X}", "byte": error.byte + 1, "declared": encoding}
            yield issue("encoding-error", "declared", line=line + error.lines, **words)
            return
        yield from disguise.faults()
        yield from endings.faults()


def _prover(file: Path, encoding: str, terminator: str | None) -> Callable[[bytes], Lines | None]:
    """What tells the lines of a block that surely is as it should be; nothing where that would not pay."""
    if not is_utf8(encoding) or terminator not in (None, "\n") or file.stat().st_size < TINY:
        return lambda _block: None
    from scripts.check.engines.kernel import plain_lines

    return plain_lines


def _other_encoding(head: bytes, encoding: str) -> Issue | None:
    """The issue of a text in UTF-16 that is said to be UTF-8: it has zeros that are no fault of their own."""
    found = recognise.encoding(head)
    if not is_utf8(encoding) or not found.startswith("utf-16"):
        return None
    words = {"guess": found, "named": recognise.named(found), "value": f"0x{head[0]:02X}"}
    return issue("encoding-error", "guessed", line=1, byte=1, **words)


def _long(block: bytes, line: int) -> Issue | None:
    """The issue of a block whose last line is longer than any may be."""
    last = block.rfind(b"\n", 0, len(block) - 1) + 1
    if len(block) - last <= LINE_LIMIT:
        return None
    limit, at = LINE_LIMIT // 2**20, line + block.count(b"\n", 0, last)
    return issue("line-too-long", line=at, limit_fr=f"{limit} Mio", limit_en=f"{limit} MiB")


def _fatal(block: bytes, line: int, offset: int) -> Issue | None:
    """The first fault of a block that makes reading on useless."""
    if (found := block.find(b"\0")) >= 0:
        return issue("nul-byte", line=line + block.count(b"\n", 0, found))
    try:
        block.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + block.count(b"\n", 0, error.start)
        words = {"value": f"0x{block[error.start]:02X}", "byte": offset + error.start + 1}
        guess = recognise.encoding(block)
        variant = "default" if guess in ("", "utf-8") else "guessed"
        return issue("encoding-error", variant, line=at, guess=guess, named=recognise.named(guess), **words)
    return None


def _decomposed(text: str, line: int) -> Iterator[Issue]:
    """One issue for each line of a text that is not NFC, with the first word at fault."""
    if unicodedata.is_normalized("NFC", text):
        return
    for number, content in enumerate(re.split(r"\r\n|\r|\n", text), start=line):
        if unicodedata.is_normalized("NFC", content):
            continue
        words = (w for w in re.split(r'[\s,;"]+', content) if not unicodedata.is_normalized("NFC", w))
        word = next(words, content)
        yield issue("unicode-form", line=number, value=word, codes=_codes(word))


def _codes(word: str) -> str:
    r"""The code points where a word parts from its composed form.

    >>> _codes("I\u0302le")
    'U+0049 U+0302'
    """
    composed = unicodedata.normalize("NFC", word)
    same = next((i for i, (a, b) in enumerate(zip(word, composed, strict=False)) if a != b), len(composed))
    return " ".join(f"U+{ord(character):04X}" for character in word[same : same + 2])

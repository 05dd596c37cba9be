"""What a file really is, whatever its name says: its kind, its encoding, its delimiter, its decimal sign.

Pure, and of Python's own library alone, so that whoever reads a file may ask. What is recognised here serves
to say so in one sentence with its remedy; nothing is read otherwise than declared behind anybody's back.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = 8192  # bytes or more that `kind` is given, where the file has them
TEXT = "text"
DELIMITERS = (";", "\t", ",", "|")

# How a file of the kind begins.
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"SQLite format 3\0", "sqlite"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"version https://git-lfs.github.com/spec/", "lfs-pointer"),
)
# What the first members of a zip are called where it is more than a zip.
_INSIDE = (
    (b"xl/", "xlsx"),
    (b"word/", "docx"),
    (b"opendocument.spreadsheet", "ods"),
    (b"[Content_Types].xml", "xlsx"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HTML = re.compile(
    r"(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|title|meta|script|table)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(r'[{\[]\s*("|[{\[\]}]|-?\d|true|false|null)')
_DECIMAL_COMMA = re.compile(r"[+-]?\d[\d .'’\u00a0\u202f]*,\d+|[+-]?,\d+")


def kind(head: bytes) -> str:
    """What a file is, by its first bytes: `text` for what may be a table, `json`, `html`, `xlsx`, `zip`.

    >>> [kind(head) for head in (b"", b"a,b", b"<!DOCTYPE html>", b'{"a": 1}', b"%PDF-1.7")]
    ['empty', 'text', 'html', 'json', 'pdf']
    """
    if not head:
        return "empty"
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((found for mark, found in _INSIDE if mark in head), "zip")
    text = head.decode(_marked(head) or "latin-1", "ignore").lstrip()
    if _HTML.match(text):
        return "html"
    if text.startswith("<?xml"):
        return "xml"
    return "json" if _is_json(text) else TEXT


def _is_json(text: str) -> bool:
    """True for a text that begins as JSON does; a value with a separator after it is a cell of a table."""
    if not _JSON.match(text):
        return False
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):  # cut off, or faulty
        return True
    return text[end:].lstrip(" ")[:1] in ("", "\r", "\n")


def encoding(content: bytes) -> str:
    r"""The encoding of a text: `utf-8`, `utf-8-sig`, `utf-16`, else a guess (`windows-1252`); "" for none.

    A character of UTF-8 that is cut off at the end does not count.

    >>> [encoding(text) for text in (b"a", "été".encode(), "été".encode("cp1252"), b"\0\1")]
    ['utf-8', 'utf-8', 'windows-1252', '']
    """
    if found := _marked(content):
        return found
    if b"\0" in content:
        return ""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return "windows-1252" if _is_windows(content) else ""
    return "utf-8"


def named(encoding: str) -> str:
    """How people write an encoding.

    >>> named("windows-1252"), named("utf-16")
    ('Windows-1252', 'UTF-16')
    """
    return encoding.upper() if encoding.startswith("utf") else encoding.capitalize()


def _marked(content: bytes) -> str:
    """The encoding that a byte order mark tells, or that the zeros between the letters of a text tell."""
    for mark, found in _MARKS:
        if content.startswith(mark):
            return found
    sample = content[: HEAD & ~1]
    for number, found in enumerate(("utf-16-be", "utf-16-le")):
        zeros, letters = sample[number::2], sample[1 - number :: 2]
        if len(sample) > len(found) and not any(zeros) and all(letters):
            return found
    return ""


def _is_windows(content: bytes) -> bool:
    """True where the bytes beyond ASCII are letters and marks of Western languages, without controls."""
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError:
        return False
    beyond = [character for character in text if character > "\x7f"]
    letters = sum(character.isalpha() or character in "’‘“”«»–—…€°²³\u00a0" for character in beyond)
    return letters * 10 >= len(beyond) * 9 and not re.search(r"[\x00-\x08\x0e-\x1f]", text)


def delimiter(lines: Sequence[str], labels: Sequence[str], declared: str) -> str:
    """The delimiter that fits where the declared one does not; "" where it does, or where none is sure.

    `lines` are the first ones of the file, header included; `labels` those expected, () for any.

    >>> delimiter(["a;n", "x;1"], ["a", "n"], ","), delimiter(["a,n", "x;y,1"], ["a", "n"], ",")
    (';', '')
    """
    lines = [line.rstrip("\r\n").removeprefix("\ufeff") for line in lines if line.strip()]
    if not lines:
        return ""
    if not labels:
        return _alike(lines, declared)
    if declared:
        cells = split(lines[0], declared)
        if cells == list(labels) or len(cells) > max(1, len(labels) // 2):
            return ""  # what is between the labels is right, whatever they are
    fits = {
        one: len(set(labels).intersection(split(lines[0], one)))
        for one in DELIMITERS
        if one != declared and _fits(lines[0], labels, one)
    }
    return max(fits, key=fits.__getitem__, default="")


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line, without the spaces around them."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return [line]


def _fits(line: str, labels: Sequence[str], delimiter: str) -> bool:
    """True where the line is parted into as many cells as labels are expected, or into half of these."""
    cells = split(line, delimiter)
    known = len(set(labels).intersection(cells))
    return len(cells) > 1 and (len(cells) == len(labels) or known * 2 >= min(len(labels), len(cells)))


def _alike(lines: Sequence[str], declared: str) -> str:
    """The delimiter that parts most lines into as many cells as the header; "" for the declared one."""
    widths: dict[str, int] = {}
    for one in dict.fromkeys((declared, *DELIMITERS)):
        counted = Counter(len(split(line, one)) for line in lines)
        width = len(split(lines[0], one))
        widths[one] = width if width > 1 and counted[width] * 5 >= len(lines) * 4 else 1
    best = max(widths, key=widths.__getitem__)
    return "" if best == declared else best


def is_decimal_comma(cell: str) -> bool:
    """True for a number that is written with a decimal comma, thousands apart or not.

    >>> [is_decimal_comma(cell) for cell in ("1,5", "-1 234,50", "1.234,5", "2", "1,5 kg", "1,2,3")]
    [True, True, True, False, False, False]
    """
    return _DECIMAL_COMMA.fullmatch(cell.strip()) is not None

"""Cells of an XLSX that a reader takes for empty and that are not: errors, formulas never computed."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
UNCOMPUTED = "#CALCUL!"


class Unseen(NamedTuple):
    """A cell: its sheet, its row and column from 0, what it holds."""

    sheet: str
    row: int
    column: int
    text: str


def unseen(content: bytes) -> Iterator[Unseen]:
    """Those cells of a workbook. BadZipFile or KeyError for what is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        related = {
            one["Id"]: one["Target"].removeprefix("/xl/")
            for one in _attributes(_RELATION, archive.read("xl/_rels/workbook.xml.rels"))
        }
        for sheet in _attributes(_SHEET, archive.read("xl/workbook.xml")):
            target = related.get(sheet.get("r:id", ""), "")
            if target:
                xml = archive.read(f"xl/{target}")
                yield from (Unseen(sheet.get("name", ""), *found) for found in _cells(xml))


def _cells(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """The row, the column and the text of each such cell of a sheet."""
    for found in _CELL.finditer(xml):
        attributes, inner = dict(_pairs(found[1].decode())), found[2] or b""
        value = _VALUE.search(inner)
        is_error = attributes.get("t") == "e"
        if not is_error and (value or not _FORMULA.search(inner)):
            continue
        if place := _PLACE.fullmatch(attributes.get("r", "")):
            told = value[1].decode() if value else UNCOMPUTED
            yield int(place[2]) - 1, _number(place[1]) - 1, told


def _number(letters: str) -> int:
    """The number of a column.

    >>> _number("A"), _number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _attributes(tag: re.Pattern[str], xml: bytes) -> Iterator[dict[str, str]]:
    """The attributes of each tag of that kind."""
    return (dict(_pairs(found[1])) for found in tag.finditer(xml.decode()))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    return ((name, html.unescape(value)) for name, value in re.findall(r'([\w:]+)="([^"]*)"', text))

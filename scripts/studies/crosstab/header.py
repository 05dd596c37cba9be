"""The columns of a part: headings over one row or several, letters, bases in them, columns of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.cells import figure, mark_alone
from scripts.studies.crosstab.layout import Layout, Part
from scripts.studies.crosstab.model import Column

_BASE = re.compile(
    r"(?:^|[\s(\[])[\s(\[]*(?:n|base|eff\w*)\s*[=:]\s*(\d[\d \u00a0\u202f]*)[)\]]*\s*$", re.IGNORECASE
)
_LETTER = re.compile(r"\(?([A-Za-z])\)?")


def columns(layout: Layout, part: Part) -> tuple[list[Column], list[int]]:
    """The columns of figures of a part, and the places of those that no heading explains."""
    read = {place: _read(layout, part, place) for place in layout.columns if place > layout.end}
    made: list[Column] = []
    unknown: list[int] = []
    for place, column in read.items():
        cells = [layout.sheet.at(row, place) for row in part.rows]
        held = [cell for cell in cells if cell.value is not None]
        held += [
            cell for row in part.marks.values() if (cell := layout.sheet.at(row, place)).value is not None
        ]
        if not held:
            continue
        last = labels.plain(column.path[-1]) if column.path else ""
        before = made[-1] if made else None
        marks = (
            before is not None
            and all(mark_alone(cell) is not None for cell in held)
            and _has_values(layout, part, before)
        )
        beside = before is not None and (
            not column.path or column.path == before.path or last in labels.MARKED
        )
        if before is not None and marks and beside:
            made[-1] = replace(before, marks=place)
        elif last in labels.COUNTS:
            continue
        elif last in labels.OTHER_SHARES or not column.path:
            unknown.append(place)
        elif last in labels.SHARES and len(column.path) > 1:
            made.append(replace(column, path=column.path[:-1]))
        else:
            made.append(column)
    return made, unknown


def _has_values(layout: Layout, part: Part, column: Column) -> bool:
    """True where a column has figures."""
    found = (figure(layout.sheet.at(row, column.place)) for row in part.rows)
    return any(one is not None and one.value is not None for one in found)


def skipped(layout: Layout, part: Part) -> list[int]:
    """The places of columns of numbers of respondents, which are not entered."""
    read = {place: _read(layout, part, place) for place in layout.columns if place > layout.end}
    return [
        place
        for place, column in read.items()
        if column.path and labels.plain(column.path[-1]) in labels.COUNTS
    ]


def _read(layout: Layout, part: Part, place: int) -> Column:
    """The headings over a column."""
    path: list[str] = []
    notes: list[str] = []
    letter, base = "", None
    for row, text in _texts(layout, part, place):
        if (found := _LETTER.fullmatch(text)) and path and _is_lettered(layout, row):
            letter = found[1]
            continue
        if number := _BASE.search(text):
            base = Decimal(re.sub(r"\D", "", number[1]))
            text = text[: number.start()].strip()  # noqa: PLW2901 -- the heading without its base
        if (tail := re.search(r"\s\(([A-Z])\)$", text)) is not None:
            letter, text = tail[1], text[: tail.start()]  # noqa: PLW2901 -- without its letter
        bare, marks = labels.without_notes(text)
        notes += marks
        if bare and (not path or labels.plain(path[-1]) != labels.plain(bare)):
            path.append(bare)
    return Column(place, tuple(path), tuple(notes), letter, base=base)


def _texts(layout: Layout, part: Part, place: int) -> Iterator[tuple[int, str]]:
    """The heading of a column in each row of headings: its own, a merged cell's, or that to its left."""
    sheet = layout.sheet
    for number, row in enumerate(part.headings):
        value = sheet.at(row, place).value
        if value is None:
            over = next((m for m in sheet.merged if m[0] <= row <= m[2] and m[1] <= place <= m[3]), None)
            spread = any(m[0] <= row <= m[2] and m[3] > m[1] > layout.end for m in sheet.merged)
            if over is not None:
                value = sheet.at(over[0], over[1]).value
            elif not spread and number < len(part.headings) - 1 and _is_break(layout, part, number):
                left = [column for column in layout.columns if layout.end < column < place]
                value = next((v for c in reversed(left) if (v := sheet.at(row, c).value) is not None), None)
        if value is not None:
            yield row, str(value)


def _is_lettered(layout: Layout, row: int) -> bool:
    """True for a row that gives each column a letter of its own."""
    texts = [str(cell.value) for _, cell in layout.values(row)]
    return all(map(_LETTER.fullmatch, texts)) and len(set(texts)) == len(texts)


def _is_break(layout: Layout, part: Part, number: int) -> bool:
    """True for a row of headings with another below it that has more of them: its own reach to the right."""
    own = len(layout.values(part.headings[number]))
    return any(len(layout.values(row)) > own for row in part.headings[number + 1 :])

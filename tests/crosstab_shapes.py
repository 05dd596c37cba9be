"""One small crosstab in the shapes in which institutes send theirs: the same figures, written differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (
    ("Total", "Ensemble"),
    ("Région", "Bretagne"),
    ("Région", "Normandie"),
    ("Taille", "10 à 49 sal."),
    ("Taille", "50 à 249 sal."),
)
GREEN, RED = "C6EFCE", "FFC7CE"
LEGEND = (
    "En % – + / – : différence significative à 95 % par rapport à l'ensemble ; "
    "« - » : effectif inférieur à 30"
)
MARKS = {"+": "above", "–": "below"}


@dataclass(frozen=True)
class Asked:
    """A question: bases by column, and answers by column as texts « 33,4 – », « - »."""

    title: str
    raw: tuple[int, ...]
    weighted: tuple[str, ...]
    answers: dict[str, tuple[str, ...]]


QUESTIONS = (
    Asked(
        "Q1. Avez-vous un partenariat ?",
        (1177, 250, 29, 641, 297),
        ("1178,7", "228,7", "31,7", "966,0", "166,0"),
        {"Oui": ("46,5", "33,4 –", "-", "43,7", "56,6 +"), "Non": ("53,5", "66,6 +", "-", "56,3", "43,4 –")},
    ),
    Asked(
        "Q2. Le rôle des associations est-il important ?",
        (1184, 240, 33, 600, 311),
        ("1186,9", "229,0", "31,0", "960,0", "170,2"),
        {
            "Très important": ("20,1", "12,0 –", "25,0", "18,0", "30,9 +"),
            "Plutôt important": ("40,2", "41,0", "40,0", "40,5", "38,0"),
            "S/T Important": ("60,3", "53,0", "65,0", "58,5", "68,9 +"),
            "Peu important": ("39,7", "47,0 +", "35,0", "41,5", "31,1 –"),
        },
    ),
)


@dataclass(frozen=True)
class Style:
    """How a shape is written: its cells, where bases are and what they are called, what is around."""

    cell: Callable[[Worksheet, int, int, str], None] = lambda *at: put(*at)  # noqa: PLW0108 -- defined below
    raw: str = "Base brute (effectif)"
    weighted: str = "Base redressée"
    after: bool = False
    base: Callable[[int], Any] = int
    legend: str = LEGEND
    gap: int = 1
    columns: Sequence[tuple[str, str]] = COLUMNS
    order: Sequence[int] = field(default_factory=lambda: range(len(COLUMNS)))


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """A cell by row and column from 1."""
    sheet.cell(row, column).value = value  # type: ignore[assignment]


def split(text: str) -> tuple[str, str]:
    """A printed value and its mark."""
    value, _, mark = text.partition(" ")
    return value, mark


def headings(sheet: Worksheet, row: int, style: Style, *, left: int = 2, merged: bool = True) -> int:
    """Breaks over groups; the row after them."""
    names = [style.columns[place] for place in style.order]
    start = 0
    for place in range(1, len(names) + 1):
        if place == len(names) or names[place][0] != names[start][0]:
            put(sheet, row, left + start, names[start][0])
            if merged and place - start > 1:
                sheet.merge_cells(
                    start_row=row, start_column=left + start, end_row=row, end_column=left + place - 1
                )
            start = place
    for place, (_, name) in enumerate(names):
        put(sheet, row + 1, left + place, name)
    return row + 2


def block(sheet: Worksheet, row: int, asked: Asked, style: Style, *, left: int = 2) -> int:
    """Bases and answers under each other; the row after them."""
    bases: list[tuple[str, list[object]]] = [
        (style.raw, [style.base(n) for n in asked.raw]),
        (style.weighted, list(asked.weighted)),
    ]
    bases = [(label, values) for label, values in bases if label]

    def write_bases(at: int) -> int:
        for label, values in bases:
            put(sheet, at, left - 1, label)
            for place, which in enumerate(style.order):
                put(sheet, at, left + place, values[which])
            at += 1
        return at

    if not style.after:
        row = write_bases(row)
    for label, texts in asked.answers.items():
        put(sheet, row, left - 1, label)
        for place, which in enumerate(style.order):
            style.cell(sheet, row, left + place, texts[which])
        row += 1
    return write_bases(row) if style.after else row


def stacked(path: Path, style: Style = Style(), *, merged: bool = True) -> Path:
    """Titles, headings once, then block after block: the invented study's own shape."""
    book, sheet = _book()
    put(sheet, 1, 1, "IMPACTS & TRAJECTOIRES – 2026")
    put(sheet, 2, 1, style.legend)
    row = headings(sheet, 4, style, merged=merged) + 1
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        row = block(sheet, row + 1, asked, style) + style.gap
    return _saved(book, path)


def headed(path: Path, *, inside: bool = False) -> Path:
    """Headings again over each block; the question above them, or in the row of the headings."""
    book, sheet = _book()
    put(sheet, 1, 1, LEGEND)
    row = 3
    for asked in QUESTIONS:
        if inside:
            row = headings(sheet, row, Style())
            put(sheet, row - 1, 1, asked.title)
        else:
            put(sheet, row, 1, asked.title)
            row = headings(sheet, row + 1, Style())
        row = block(sheet, row, asked, Style()) + 1
    return _saved(book, path)


def sheets(path: Path) -> Path:
    """A sheet a question, after a summary without figures."""
    book, sheet = _book("Sommaire")
    put(sheet, 1, 1, "Sommaire")
    put(sheet, 2, 1, LEGEND)
    for number, asked in enumerate(QUESTIONS, 1):
        sheet = book.create_sheet(f"T{number}")
        put(sheet, 1, 1, asked.title)
        block(sheet, headings(sheet, 3, Style()), asked, Style())
    return _saved(book, path)


def by_breaks(path: Path) -> Path:
    """A sheet a break, the whole on each."""
    book, sheet = _book("Régions")
    for name, order in (("Régions", (0, 1, 2)), ("Tailles", (0, 3, 4))):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        put(sheet, 1, 1, LEGEND)
        style = replace(Style(), order=order)
        row = headings(sheet, 3, style) + 1
        for asked in QUESTIONS:
            put(sheet, row, 1, asked.title)
            row = block(sheet, row + 1, asked, style) + 1
    return _saved(book, path)


def labelled(path: Path, *, merged: bool) -> Path:
    """All questions in one block: the question in a column of its own, before the answers."""
    book, sheet = _book()
    put(sheet, 1, 1, LEGEND)
    row = headings(sheet, 3, Style(), left=3)
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        end = block(sheet, row, asked, Style(), left=3)
        if merged:
            sheet.merge_cells(start_row=row, start_column=1, end_row=end - 1, end_column=1)
        row = end
    return _saved(book, path)


def in_headings(path: Path) -> Path:
    """Bases in the headings, of all questions: the first question's."""
    book, sheet = _book()
    put(sheet, 1, 1, LEGEND)
    names = tuple(
        (over, f"{name} (n={QUESTIONS[0].raw[place]})") for place, (over, name) in enumerate(COLUMNS)
    )
    style = Style(raw="", weighted="", columns=names)
    row = headings(sheet, 3, style) + 1
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        row = block(sheet, row + 1, asked, style) + 1
    return _saved(book, path)


def above_all(path: Path) -> Path:
    """Bases once, under the headings: the first question's."""
    book, sheet = _book()
    put(sheet, 1, 1, LEGEND)
    row = headings(sheet, 3, Style())
    bases = replace(QUESTIONS[0], answers={})
    row = block(sheet, row, bases, Style()) + 1
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        row = block(sheet, row + 1, asked, Style(raw="", weighted="")) + 1
    return _saved(book, path)


def spread(path: Path, *, named: bool) -> Path:
    """Marks in columns of their own, right of each value; counts beside the shares too where `named`."""
    book, sheet = _book()
    put(sheet, 1, 1, LEGEND)
    step = 3 if named else 2
    for place, (_, name) in enumerate(COLUMNS):
        at = 2 + step * place
        put(sheet, 3, at, name)
        sheet.merge_cells(start_row=3, start_column=at, end_row=3, end_column=at + step - 1)
        for offset, told in enumerate(("N", "%", "Sig.") if named else ()):
            put(sheet, 4, at + offset, told)
    row = 5
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        row += 1
        for label, texts in {"Base brute": map(str, asked.raw), **asked.answers}.items():
            put(sheet, row, 1, label)
            for place, text in enumerate(texts):
                value, mark = split(text)
                at = 2 + step * place + (1 if named else 0)
                put(sheet, row, at, value if "," in value or value == "-" else int(value))
                put(sheet, row, at + 1, mark or None)
                if named and value != "-":
                    put(sheet, row, at - 1, 17)
            row += 1
        row += 1
    return _saved(book, path)


def beneath(path: Path, *, lettered: bool) -> Path:
    """Marks in rows of their own, under each answer; letters of columns, or signs."""
    book, sheet = _book()
    legend = "Lettres : différence significative à 95 % entre les colonnes" if lettered else LEGEND
    put(sheet, 1, 1, legend)
    row = headings(sheet, 3, Style())
    if lettered:
        for place in range(len(COLUMNS)):
            put(sheet, row, 2 + place, "ABCDE"[place])
        row += 1
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        row = block(sheet, row + 1, replace(asked, answers={}), Style())
        for label, texts in asked.answers.items():
            put(sheet, row, 1, label)
            lower = "".join("ABCDE"[place] for place, text in enumerate(texts) if split(text)[1] == "–")
            for place, text in enumerate(texts):
                value, mark = split(text)
                put(sheet, row, 2 + place, value)
                letter = ({"+": "A"}.get(mark, "") if place else lower) if lettered else mark
                put(sheet, row + 1, 2 + place, letter or None)
            row += 2 if any(split(text)[1] for text in texts) else 1
        row += 1
    return _saved(book, path)


def doubled(path: Path, first: str, second: str) -> Path:
    """Two rows an answer, the second without a label: shares (with marks) and counts."""
    book, sheet = _book()
    put(sheet, 1, 1, LEGEND)
    row = headings(sheet, 3, Style()) + 1
    for asked in QUESTIONS:
        put(sheet, row, 1, asked.title)
        row = block(sheet, row + 1, replace(asked, answers={}), Style())
        for label, texts in asked.answers.items():
            put(sheet, row, 1, label)
            for line, kind in enumerate((first, second)):
                for place, text in enumerate(texts):
                    counted = text if text == "-" else 10 + place
                    put(sheet, row + line, 2 + place, text if kind == "number" else counted)
            row += 2
        row += 1
    return _saved(book, path)


def coloured(path: Path, *, told: str = "cells", font: bool = False) -> Path:
    """Marks as colours; the legend in coloured cells, in words, or nowhere; every other row is grey."""

    def cell(sheet: Worksheet, row: int, column: int, text: str) -> None:
        value, mark = split(text)
        put(sheet, row, column, value)
        if row % 2 and not mark:
            sheet.cell(row, column).fill = PatternFill("solid", fgColor="D9D9D9")
        if mark:
            _paint(sheet, row, column, GREEN if mark == "+" else RED, font=font)

    legend = "« - » : effectif inférieur à 30"
    if told == "words":
        legend += " ; en vert : significativement supérieur à l'ensemble, en rouge : inférieur (95 %)"
    path = stacked(path, Style(cell=cell, legend=legend))
    if told != "cells":
        return path
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, colour, word in ((40, GREEN, "supérieur"), (41, RED, "inférieur")):
        put(sheet, row, 1, f"Significativement {word} à l'ensemble à 95 %")
        _paint(sheet, row, 1, colour, font=font)
    return _saved(book, path)


def hidden(path: Path) -> Path:
    """A column and a row that the institute hid, and a hidden sheet."""
    from openpyxl import load_workbook

    book = load_workbook(stacked(path))
    sheet = book.worksheets[0]
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[11].hidden = True  # « Non » of the first question
    other = book.create_sheet("Brouillon")
    other.sheet_state = "hidden"
    put(other, 1, 1, "brouillon")
    return _saved(book, path)


def number(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A value as a number, its mark in the format of the number."""
    value, mark = split(text)
    if value == "-":
        put(sheet, row, column, value)
        return
    put(sheet, row, column, float(value.replace(",", ".")))
    sheet.cell(row, column).number_format = f'0.0" {mark}"' if mark else "0.0"


def percent(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A value as a share of one, shown as a percentage; its mark in the format."""
    value, mark = split(text)
    if value == "-":
        put(sheet, row, column, value)
        return
    put(sheet, row, column, float(value.replace(",", ".")) / 100)
    sheet.cell(row, column).number_format = f'0.0%" {mark}"' if mark else "0.0%"


def suffixed(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A value as a text with its percent sign."""
    value, mark = split(text)
    put(sheet, row, column, value if value == "-" else f"{value}\u00a0% {mark}".strip())


def arrows(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Arrows for marks."""
    value, mark = split(text)
    put(sheet, row, column, f"{value} { ({'+': '▲', '–': '▼'}.get(mark, '')) }".strip())


def _paint(sheet: Worksheet, row: int, column: int, colour: str, *, font: bool) -> None:
    if font:
        sheet.cell(row, column).font = Font(color=colour)
    else:
        sheet.cell(row, column).fill = PatternFill("solid", fgColor=colour)


def _book(name: str = "Tris") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    return book, sheet


def _saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path

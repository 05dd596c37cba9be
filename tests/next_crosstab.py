"""An institute's crosstab of an invented study of 2026: read from ../shared, or made here in the same shape.

Nothing in it was measured. Both ways give the same questions, columns and options; only the numbers differ.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT.parent / "shared" / "test-data" / "next-study" / "crosstab.xlsx"
SIZES = ("10_49", "50_249", "250_999", "1000_plus")
WITHHELD = "-"
SMALL = 30
_MARKS = {"+": "above", "–": "below", "": "not_different"}
_SCALES = {
    "importance": ("Très important", "Plutôt important", "S/T Important", "Peu important", "Pas important"),
    "priority": ("Prioritaire", "Secondaire", "S/T Prioritaire + secondaire", "Pas indispensable"),
    "types": ("Mécénat", "Pratiques responsables", "Coopération économique", "Innovation sociale"),
    "yes": ("Oui", "Non"),
}
# What the generator makes: by question its options, and the shares of the whole in tenths of a point.
_QUESTIONS = {
    1: ("yes", (465, 535)),
    2: ("yes", (732, 268)),
    3: ("yes", (834, 166)),
    4: ("types", (351, 280, 196, 173)),
    5: ("importance", (434, 374, 147, 45)),
    6: ("importance", (210, 420, 264, 106)),
    7: ("importance", (659, 247, 65, 29)),
    8: ("priority", (618, 303, 79)),
    9: ("priority", (509, 373, 118)),
    10: ("priority", (503, 365, 132)),
    11: ("priority", (351, 477, 172)),
    12: ("priority", (426, 365, 209)),
}
# Respondents, and how far from the whole in tenths of a point, of the 13 regions and the 4 size classes.
_PARTS = (
    (250, -10), (33, 60), (47, -90), (44, 90), (104, -30), (83, 50), (86, -115), (73, -80), (109, 40),
    (112, -20), (156, 140), (74, 30), (6, 0), (641, -15), (297, 10), (136, 115), (103, 130),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed share, as a text with a decimal point, or None where it is withheld; the mark beside it."""

    value: str | None
    mark: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: respondents and weights of each column, and its options, each a cell a column."""

    number: int
    bases: tuple[int, ...]
    weights: tuple[Decimal, ...]
    options: dict[str, tuple[Cell, ...]]


def columns() -> tuple[str, ...]:
    """The columns of the crosstab: the whole (FR), the 13 regions as territories, the size classes."""
    with (ROOT / "datapackage" / "regions.csv").open(encoding="utf-8", newline="") as file:
        regions = [f"region_{row['code']}" for row in csv.DictReader(file) if row["metropolitan"] == "true"]
    return ("FR", *regions, *SIZES)


def questions() -> list[Question]:
    """The questions of the crosstab of ../shared where it is there, else of one made here."""
    return list(read(FILE) if FILE.is_file() else made())


def read(path: Path) -> Iterator[Question]:
    """The questions of a workbook in the form in which institutes deliver."""
    import openpyxl

    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [["" if cell is None else str(cell).strip() for cell in row] for row in sheet.values]
    head = next(row[1:] for row in rows if row[1] == "Ensemble")
    order = [head.index(label) for label in _labels(head)]
    for start, row in enumerate(rows):
        if found := re.match(r"Q(\d+)\. ", row[0]):
            block = list(takewhile(lambda line: line[1], rows[start + 1 :]))
            shares = {line[0]: [line[1:][place] for place in order] for line in block}
            bases = shares.pop("Base brute (effectif)")
            weights = shares.pop("Base redressée")
            yield Question(
                int(found[1]),
                tuple(int(text) for text in bases),
                tuple(Decimal(text.replace(",", ".")) for text in weights),
                {label: tuple(_cell(text) for text in texts) for label, texts in shares.items()},
            )


def _labels(head: list[str]) -> list[str]:
    """The labels of a workbook's columns, in the order of `columns`."""
    with (ROOT / "datapackage" / "regions.csv").open(encoding="utf-8", newline="") as file:
        labels = {f"region_{row['code']}": row["label_fr"] for row in csv.DictReader(file)}
    regions = [labels[code] for code in columns() if code in labels]
    return ["Ensemble", *regions, *head[1 + len(regions) :]]


def _cell(text: str) -> Cell:
    """A printed cell: « 33,4 – », « 45,4 », « - »."""
    if text == WITHHELD:
        return Cell(None, "not_published")
    value, _, mark = text.partition(" ")
    return Cell(value.replace(",", "."), _MARKS[mark])


def made() -> Iterator[Question]:
    """The questions of a crosstab that adds up, without a random number."""
    for number, (scale, whole) in _QUESTIONS.items():
        share = 2 if scale == "types" else 1  # a question put to some of them
        bases = [base // share for base, _ in _PARTS]
        shares = [_shifted(whole, -shift * (-1) ** number) for _, shift in _PARTS]
        everyone = sum(bases[: len(_PARTS) - len(SIZES)])
        cells = [_cells(whole, whole, everyone, scale, marked=False)]
        cells += [_cells(part, whole, base, scale) for part, base in zip(shares, bases, strict=True)]
        weights = tuple(map(Decimal, (everyone, *bases)))
        yield Question(number, (everyone, *bases), weights, {o: tuple(c[o] for c in cells) for o in cells[0]})


def _shifted(whole: tuple[int, ...], shift: int) -> tuple[int, ...]:
    """Shares of a part: the first option so much higher, the last two (or one) lower, none below zero."""
    first, *middle, last = whole
    shift = max(-first, min(shift, last))
    return (first + shift, *middle, last - shift)


def _cells(
    part: tuple[int, ...], whole: tuple[int, ...], base: int, scale: str, *, marked: bool = True
) -> dict[str, Cell]:
    """The cells of one column by option, totals among them."""
    labels = _SCALES[scale]
    totals = {label: sum(part[:2]) for label in labels if label.startswith("S/T")}
    of_whole = {label: sum(whole[:2]) for label in totals}
    options = [label for label in labels if label not in totals]
    values: dict[str, int] = {**dict(zip(options, part, strict=True)), **totals}
    of_whole |= dict(zip(options, whole, strict=True))
    return {label: _made_cell(values[label], of_whole[label], base, marked=marked) for label in labels}


def _made_cell(value: int, whole: int, base: int, *, marked: bool) -> Cell:
    """A cell with its mark: two standard errors from the whole, the usual shortcut."""
    if base < SMALL:
        return Cell(None, "not_published")
    far = (value - whole) ** 2 * base > 4 * whole * (1000 - whole)
    mark = ("above" if value > whole else "below") if far and marked else "not_different"
    return Cell(str(Decimal(value) / 10), mark)


def shape(question: Question) -> tuple[Any, ...]:
    """What does not change with the numbers: the number of the question, its options, its columns."""
    return question.number, tuple(question.options), len(question.bases)

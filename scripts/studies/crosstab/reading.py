"""An institute's file, read: every block of every sheet, its notes, what was not understood by its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from scripts.studies.crosstab import doubts, labels, legend, seen, workbook
from scripts.studies.crosstab.blocks import Note, leave, made_of
from scripts.studies.crosstab.layout import Layout, Part
from scripts.studies.crosstab.model import (
    ANSWER,
    BASE,
    CHECK,
    RAW,
    WEIGHTED,
    Block,
    Crosstab,
    Line,
)
from scripts.studies.crosstab.workbook import Sheet, Workbook

_HUNDRED = Decimal(100)
_FEWEST = 8  # figures, to tell shares of 1 from percentages


def crosstab(book: Workbook, *, hidden: bool = False) -> Crosstab:
    """What a workbook says; sheets, rows and columns that are hidden are read only where asked, and told."""
    made = Crosstab([], legend.Legend(), [], [])
    texts: list[tuple[str, str]] = []
    notes: list[Note] = []
    parts: list[tuple[Layout, Part]] = []
    for sheet in book.sheets:
        if sheet.hidden and not hidden:
            made.remarks.append(("hidden_sheet", {"sheet": sheet.name}))
            continue
        _hidden(made, sheet, read=hidden)
        made.unread += [(sheet.name_of(*place), "formula") for place in sheet.uncomputed]
        layout = Layout(sheet, hidden=hidden)
        laid = layout.laid()
        if not laid.parts:
            made.remarks.append(("no_figures", {"sheet": sheet.name}))
        texts += _coloured(layout)
        notes += [(sheet, row, *note) for row, text in laid.lines if (note := labels.footnote(text))]
        for row in laid.unnamed:
            leave(made, layout, row)
        parts += [(layout, part) for part in laid.parts]
    made.legend = legend.legend(texts)
    referred = {
        mark for layout, _ in parts for text, _ in _coloured(layout) for mark in labels.without_notes(text)[1]
    }
    for layout, part in parts:
        made.blocks.append(made_of(made, layout, part, notes, referred))
    _bases(made)
    _titles(made)
    _scaled(made)
    _by_rows(made)
    marked = any(read.figure.mark for _, _, _, read in seen.used(made)) or seen.is_lettered(made)
    if not (made.legend.colours or made.legend.tested or marked) and (names := seen.colours(made)):
        made.remarks.append(("colours", {"names": ", ".join(f"#{name}" for name in sorted(names))}))
    if not book.styled:
        made.remarks.append(("no_styles", {}))
    return made


def read(path: Path, *, hidden: bool = False) -> Crosstab:
    """What a file says. StudyError."""
    return crosstab(workbook.read(path), hidden=hidden)


def _hidden(made: Crosstab, sheet: Sheet, *, read: bool) -> None:
    """Tells hidden rows and columns that hold something."""
    rows = [
        n
        for n in sorted(sheet.hidden_rows)
        if n < len(sheet.rows) and any(c.value is not None for c in sheet.rows[n])
    ]
    columns = [
        n
        for n in sorted(sheet.hidden_columns)
        if any(sheet.at(row, n).value is not None for row in range(len(sheet.rows)))
    ]
    told = "hidden_read" if read else "hidden"
    for kind, names in (
        ("rows", [str(n + 1) for n in rows]),
        ("columns", [workbook.letters(n) for n in columns]),
    ):
        if names:
            made.remarks.append((f"{told}_{kind}", {"sheet": sheet.name, "names": ", ".join(names)}))


def _coloured(layout: Layout) -> Iterator[tuple[str, str]]:
    """Each text of a sheet, with the colour of its cell."""
    for row in layout.rows:
        for column in layout.columns:
            cell = layout.sheet.at(row, column)
            if isinstance(cell.value, str):
                yield cell.value, cell.look.fill or cell.look.font


def _bases(made: Crosstab) -> None:
    """Gives « Base » its kind where another base tells it; and a base above all questions to each."""
    kept: list[Block] = []
    above: dict[str, list[Line]] = {}
    for block in made.blocks:
        kinds = {line.kind for line in block.lines}
        other = {RAW: WEIGHTED, WEIGHTED: RAW}
        told = next((other[kind] for kind in (RAW, WEIGHTED) if kind in kinds), BASE)
        broken = [line for line in block.lines if line.kind == BASE]
        if told == BASE and any(
            r.figure.value is not None and r.figure.value % 1 for line in broken for r in line.cells.values()
        ):
            told = WEIGHTED
        block.lines = [replace(line, kind=told) if line.kind == BASE else line for line in block.lines]
        if not block.answers and any(line.kind in {RAW, WEIGHTED, BASE} for line in block.lines):
            above[block.sheet] = [line for line in block.lines if line.kind != CHECK]
            continue
        own = {line.kind for line in block.lines}
        if not own & {RAW, WEIGHTED, BASE}:
            block.lines = [*above.get(block.sheet, []), *block.lines]
        kept.append(block)
    made.blocks = kept


def _titles(made: Crosstab) -> None:
    """Names a block without a question after its sheet, and says so."""
    for block in made.blocks:
        if not block.title:
            block.title = block.sheet
            made.remarks.append(("untitled", {"sheet": block.sheet, "cell": _first(block)}))


def _first(block: Block) -> str:
    return next((read.address for line in block.lines for read in line.cells.values()), block.sheet)


def _by_rows(made: Crosstab) -> None:
    """Leaves out blocks of shares of rows: no column of theirs is a rate of its group."""
    for one in [one for one in made.blocks if doubts.is_by_row(one)]:
        made.remarks.append(("by_row", {"question": one.title, "cell": _first(one)}))
        made.unread.append((_first(one), one.title))
        made.blocks.remove(one)


def _scaled(made: Crosstab) -> None:
    """Makes percentages of shares from 0 to 1, where no figure of a sheet is more; and says so.

    Such are those where the answers of a question add up to 1; else figures of 1 and less are told.
    """
    for sheet in {block.sheet: None for block in made.blocks}:
        blocks = [block for block in made.blocks if block.sheet == sheet]
        known = [value for block in blocks for line in block.answers for value in _values(line)]
        if len(known) < _FEWEST or max(known) > 1 or not any(value % 1 for value in known):
            continue
        if not any(doubts.add_up_to_one(block) for block in blocks):
            made.remarks.append(("below_one", {"sheet": sheet}))
            continue
        made.remarks.append(("shares", {"sheet": sheet}))
        for block in blocks:
            figured = {ANSWER, CHECK}
            block.lines = [_hundredfold(line) if line.kind in figured else line for line in block.lines]


def _values(line: Line) -> list[Decimal]:
    """The values of a line."""
    return [read.figure.value for read in line.cells.values() if read.figure.value is not None]


def _hundredfold(line: Line) -> Line:
    cells = {}
    for place, read in line.cells.items():
        value = read.figure.value
        scaled = None if value is None else (value * _HUNDRED).normalize()
        if scaled is not None and scaled == scaled.to_integral_value():
            scaled = scaled.quantize(Decimal(1))
        cells[place] = replace(read, figure=read.figure._replace(value=scaled))
    return replace(line, cells=cells)

"""A part of a sheet as a block: its columns, its lines, its footnotes; and what in it was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from scripts.studies.crosstab import doubts, header, labels
from scripts.studies.crosstab.cells import Figure, base_figure, figure, mark_alone
from scripts.studies.crosstab.layout import Layout, Part
from scripts.studies.crosstab.model import ANSWER, CHECK, RAW, Block, Column, Crosstab, Line, Read
from scripts.studies.crosstab.workbook import Sheet

Note = tuple[Sheet, int, str, str]  # a footnote: where it stands, its mark, its text
_HUNDRED = Decimal(100)


def made_of(made: Crosstab, layout: Layout, part: Part, notes: Sequence[Note], referred: set[str]) -> Block:
    """The block; `referred` are the marks of footnotes that something refers to."""
    sheet = layout.sheet
    found, unknown = header.columns(layout, part)
    for row in part.rows:
        leave(made, layout, row, unknown)
    for place in header.skipped(layout, part):
        made.remarks.append(("counts", {"cell": sheet.name_of(part.rows[0], place)}))
    lines = [_line(made, layout, part, rows, found) for rows in _rows(made, layout, part)]
    if based := [(column, column.base) for column in found if column.base is not None]:
        row = part.headings[-1]
        printed = {one.place: Read(Figure(base), sheet.name_of(row, one.place)) for one, base in based}
        lines.insert(0, Line("n=", RAW, printed))
    title, marks = labels.without_notes(part.title)
    below = [(mark, text) for owner, row, mark, text in notes if owner is sheet and row > part.rows[-1]]
    every = [(mark, text) for _, _, mark, text in notes]
    footnotes = dict(reversed(every)) | dict(reversed(below))  # the next below is the one meant
    told = (*marks, *(mark for mark in _beneath(layout, part, notes) if mark not in referred))
    return Block(sheet.name, sheet.number, title, tuple(found), lines, told, footnotes, part.universe)


def leave(made: Crosstab, layout: Layout, row: int, places: Sequence[int] | None = None) -> None:
    """Tells the cells of a row, or some of them, as not understood."""
    for place, cell in layout.values(row):
        if places is None or place in places:
            made.unread.append((layout.sheet.name_of(row, place), str(cell.value)))


def _rows(made: Crosstab, layout: Layout, part: Part) -> Iterator[tuple[int, int]]:
    """The rows of a part, each with the row of its figures; what is not read is told."""
    shares, paired = doubts.rows_of_shares(layout, part), doubts.are_paired(layout, part)
    for row in part.rows:
        under = part.second.get(row)
        if shares is not None:
            yield row, shares[row]
        elif under is None:
            yield row, row
        else:
            leave(made, layout, row)
        if under is not None and (shares is None or not paired):
            leave(made, layout, under)
    if shares is not None and paired:
        made.remarks.append(("counts", {"cell": layout.sheet.name_of(min(part.second), layout.end + 1)}))


def _beneath(layout: Layout, part: Part, notes: Sequence[Note]) -> Iterator[str]:
    """The marks of footnotes right under a part: those that nothing refers to are its question's."""
    row = max(part.rows[-1], *part.marks.values(), *part.second.values(), -1)
    while found := [mark for owner, at, mark, _ in notes if owner is layout.sheet and at == row + 1]:
        yield found[0]
        row += 1


def _line(
    made: Crosstab, layout: Layout, part: Part, rows: tuple[int, int], columns: Sequence[Column]
) -> Line:
    """A row of figures: the row of its label, that of its figures."""
    sheet, (row, at) = layout.sheet, rows
    label, notes = labels.without_notes(_label(layout, row))
    if row in part.under and [_label(layout, one) for one in part.rows].count(_label(layout, row)) > 1:
        label = f"{part.under[row]} – {label}"
    read = base_figure if labels.base(label) else figure
    cells: dict[int, Read] = {}
    for column in columns:
        cell = sheet.at(at, column.place)
        found = read(cell)
        if found is None:
            made.unread.append((sheet.name_of(at, column.place), str(cell.value)))
            continue
        beside = [sheet.at(at, column.marks)] if column.marks >= 0 else []
        beside += [sheet.at(part.marks[row], column.place)] if row in part.marks else []
        mark = found.mark + "".join(mark_alone(other) or "" for other in beside)
        colours = tuple(filter(None, (cell.look.fill, cell.look.font)))
        cells[column.place] = Read(found._replace(mark=mark), sheet.name_of(at, column.place), colours)
    return Line(label, _kind(label, cells), cells, notes)


def _label(layout: Layout, row: int) -> str:
    """The label next to the figures."""
    return next((text for text in reversed(layout.labels(row)) if text), "")


def _kind(label: str, cells: Mapping[int, Read]) -> str:
    """What a row of figures is: a base, a total of 100 that checks the others, an answer."""
    known = [read.figure.value for read in cells.values() if read.figure.value is not None]
    whole = all(value % 1 == 0 for value in known)
    if told := labels.base(label):
        return told if whole or told != RAW else ANSWER  # « Nombre moyen de réponses » is no base
    if labels.subtotal(label) == "" or labels.is_whole(label):
        if known and all(abs(value - _HUNDRED) <= 1 or value == 1 for value in known):
            return CHECK
        return RAW if known and whole and max(known) > _HUNDRED else ANSWER
    return ANSWER

"""The codes of the rows of a sheet: those they have; those of new rows, asked for or made of their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.studies.workbook.cells import WORD, YEAR
from scripts.studies.workbook.changes import Fault
from scripts.studies.workbook.labels import UnreadError, code_for
from scripts.studies.workbook.values import matches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.studies.workbook.cells import Column
    from scripts.studies.workbook.matching import Matched
    from scripts.studies.workbook.tables import Table

    # Asked for the code of a new row: the table's title, the label, the code that is proposed ("" for none).
    AskCode = Callable[[str, str, str], str]
    Made = list[tuple[str, str, str]]  # table's title, label, code


def codes(
    table: Table,
    own: Sequence[Column],
    rows: Sequence[Matched],
    ask: AskCode,
    told: tuple[Made, list[Fault]],
) -> list[str]:
    """The code of each row of a sheet, "" where rows have none: its own, the one typed, or one that is made.

    `told` gets the codes that were made, and what has none.
    """
    if table.code is None or table.label is None:
        return [""] * len(rows)
    column, label = own[table.code], own[table.label]
    typed = [_typed(column, row) for row in rows]
    for row, code in zip(rows, typed, strict=True):
        if row.old is not None and code not in ("", row.old[table.code]):
            words = {"value": code, "old": row.old[table.code]}
            told[1].append(Fault(table.title, row.line.line, column.title, "recoded", words))
    typed = [row.old[table.code] if row.old else code for row, code in zip(rows, typed, strict=True)]
    taken_codes = {row[table.code] for row in table.rows} | set(filter(None, typed))
    made = []
    for row, known in zip(rows, typed, strict=True):
        if known:
            made.append(known)
            continue
        called = _said(label, row)
        proposed = code_for(_english(own, row) or called, taken_codes)
        pattern = str(column.field.constraints.get("pattern", ""))
        proposed = proposed if called and matches(pattern, proposed) else ""
        code = ask(table.title, called, proposed) if called else ""
        if called and not (code and code not in taken_codes and matches(pattern, code)):
            words = {"value": called, "code": code, "pattern": pattern}
            told[1].append(Fault(table.title, row.line.line, column.title, "code", words))
        elif called:
            told[0].append((table.title, called, code))
        taken_codes.add(code)
        made.append(code)
    return made


def _typed(column: Column, row: Matched) -> str:
    """The code that a row has already: as it was, or as people wrote it in the hidden column."""
    return "" if row.copied else _said(column, row)


def _said(column: Column, row: Matched) -> str:
    """The text of a cell; "" for one that cannot be understood."""
    try:
        return column.text(row.line.values.get(column.name))
    except UnreadError:
        return ""


def _english(own: Sequence[Column], row: Matched) -> str:
    """The English label of a row: codes are free of language, and short in it."""
    column = next((column for column in own if column.name == "label_en"), None)
    return _said(column, row) if column else ""


def called(table: Table, own: Sequence[Column], rows: Sequence[Matched], codes: Sequence[str]) -> Table:
    """The table with what its rows are called now, and what tells rows of one label apart."""
    if table.code is None:
        return table
    telling = {table.label} | {place for place, one in enumerate(own) if one.kind in (WORD, YEAR)}
    made = []
    for row, code in zip(rows, codes, strict=True):
        cells = list(row.old or [""] * len(own))
        for place in telling:
            if place is not None and own[place].name in row.line.values:
                cells[place] = _said(own[place], row)
        cells[table.code] = row.old[table.code] if row.old else code
        made.append(tuple(cells))
    return table.with_rows(made)

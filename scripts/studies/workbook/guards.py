"""What guards a sheet: headers that say what columns hold, cells that take nothing else, tints that warn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name

from scripts.studies.workbook import looks
from scripts.studies.workbook.cells import CHOSEN, DATE, FIRST_DAY, INTEGER, KEY, NUMBER, YEAR
from scripts.studies.workbook.looks import french

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.studies.workbook.cells import Column
    from scripts.studies.workbook.tables import Table

NAMES, BANNER, HEADER, FIRST = 0, 1, 2, 3  # rows of a sheet, from 0


def header(sheet: Any, formats: looks.Formats, table: Table, column: Column, at: int) -> None:
    """The title of a column; what it holds when the mouse is on it."""
    needed = is_needed(table, column)
    sheet.write_string(
        HEADER, at, f"{column.title} *" if needed else column.title, formats.header(looks.colour(column))
    )
    kind = "key" if column.kind == KEY else column.kind
    told = [column.field.description, french("column", kind)]
    told += [french("column", "needed")] if needed else []
    note = "\n".join(filter(None, told))
    size = {"x_scale": 2.4, "y_scale": 0.6 + len(note) / 220, "font_size": 9, "color": "#FFFBE6"}
    sheet.write_comment(HEADER, at, note, size)


def list_of(table: str, column: Column) -> tuple[str, str]:
    """Which list a column chooses from: that of the table whose labels they are, or its own."""
    return ("", column.table) if column.kind == KEY else (table, column.name)


def is_needed(table: Table, column: Column) -> bool:
    """True where a row must have a value in that column."""
    return not column.hidden and not table.schema.may_be_null(column.field)


def checked(
    sheet: Any,
    table: Table,
    column: Column,
    lists: Mapping[tuple[str, str], str],
    where: tuple[int, int, int, int],
) -> None:
    """What a cell takes while people type: a label of a list, a number within its bounds, a day."""
    told = {"error_title": french("column", "refused")}
    if column.kind in CHOSEN:
        kind = "key" if column.kind == KEY else "word"
        told["error_message"] = french("column", f"refused_{kind}")
        told["error_type"] = "warning" if column.kind == KEY else "stop"
        rule: dict[str, Any] = {"validate": "list", "source": lists[list_of(table.name, column)]}
    elif column.kind in (NUMBER, INTEGER, YEAR):
        limits = [_bound(column.field.constraints.get(name)) for name in ("minimum", "maximum")]
        low, high = limits[0] if limits[0] is not None else -1e15, limits[1]
        told["error_message"] = french("column", f"refused_{column.kind}")
        rule = {"validate": "decimal" if column.kind == NUMBER else "integer", "criteria": "between"}
        rule |= {"minimum": low, "maximum": 1e15 if high is None else high}
    elif column.kind == DATE:
        told["error_message"] = french("column", "refused_date")
        rule = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
    else:
        return
    sheet.data_validation(*where, rule | told)


def _bound(value: Any) -> float | None:
    """A bound as a number; None for none."""
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None


def highlights(sheet: Any, formats: looks.Formats, table: Table, shown: Sequence[Column], last: int) -> None:
    """A row that is new is tinted; a cell that it must have, and has not, more."""
    end = xl_col_to_name(len(shown))
    filled = f"COUNTA($B{FIRST + 1}:${end}{FIRST + 1})>0"
    lacking = formats.book.add_format({"bg_color": looks.LACKING})
    added = formats.book.add_format({"bg_color": looks.ADDED})
    for place, column in enumerate(shown):
        if is_needed(table, column):
            at = xl_col_to_name(place + 1)
            rule = {"type": "formula", "criteria": f'=AND({filled},TRIM(${at}{FIRST + 1})="")'}
            sheet.conditional_format(
                FIRST, place + 1, last, place + 1, {**rule, "format": lacking, "stop_if_true": True}
            )
    rule = {"type": "formula", "criteria": f'=AND($A{FIRST + 1}="",{filled})', "format": added}
    sheet.conditional_format(FIRST, 1, last, len(shown), rule)

"""The workbook: one sheet a table, the lists to choose from, and the rows that it was made from.

A sheet has a row of technical names (hidden), a banner, the headers, then the rows. Its first column, hidden,
has the number of each row, which follows the row wherever it is sorted or copied to; above them is the name
of the table, and where the rows begin. The hidden column and the codes are not locked: of a protected sheet
Excel sorts and deletes only rows whose cells are all free. What they say is read against `BASE`, a sheet that
no menu shows.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from scripts.studies.faults import fault
from scripts.studies.workbook import front, looks
from scripts.studies.workbook.cells import TEXT
from scripts.studies.workbook.guards import (
    BANNER,
    FIRST,
    HEADER,
    NAMES,
    checked,
    header,
    highlights,
    list_of,
)
from scripts.studies.workbook.labels import folded
from scripts.studies.workbook.tables import FACT, choices_of, columns, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Package
    from scripts.studies.workbook.cells import Column
    from scripts.studies.workbook.tables import Table

FORMAT = "1"
LISTS, BASE = "Listes", "État"
ROWS = "rows"  # in the hidden column, beside the headers: rows begin below
_FREE, _FREE_FACTS = 60, 400  # empty rows
_CHECKED = 2_000  # rows beyond those, whose cells are checked as they are typed
_BOLD = 1.2  # times as wide as plain letters
_ACROSS = 12  # columns that A4 has room for; beyond, A3
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767 // 2  # characters that fit whatever they are
_LITERALLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_MAY = dict.fromkeys(
    ("insert_rows", "delete_rows", "sort", "autofilter", "format_columns", "format_rows"), True
)


def workbook(package: Package, tables: Mapping[str, Table], names: Sequence[str]) -> bytes:
    """The workbook of some tables; `tables` are all that these may name. StudyError for a cell too long."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, _LITERALLY) as book:
        book.set_properties({"title": package.title, "subject": f"{package.name} {package.version}"})
        formats = looks.Formats.of(book)
        choices = choices_of(tables)
        shown = {name: columns(tables[name], choices) for name in names}
        called = sheet_names([tables[name] for name in names])
        first = book.add_worksheet(front.NAME)
        made = {name: book.add_worksheet(called[name]) for name in names}
        lists = _lists(book, tables, shown)
        for name in names:
            _sheet(made[name], formats, tables[name], shown[name], lists)
        front.write(first, formats, package, [tables[name] for name in names], called)
        _base(book, package, [tables[name] for name in names], called)
        first.activate()
    return packed.getvalue()


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """What the sheet of each table is called: its title, cut to what Excel takes, and never twice."""
    taken = {name.casefold() for name in (front.NAME, LISTS, BASE)}
    made: dict[str, str] = {}
    for table in tables:
        title = (
            "".join(" " if c in "[]:*?/\\" else c for c in table.title.replace("'", "’")).strip()
            or table.name
        )
        name, number = _cut(title, _LONGEST_NAME), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(title, _LONGEST_NAME - 4)} ({number})"
        taken.add(name.casefold())
        made[table.name] = name
    return made


def _cut(title: str, most: int) -> str:
    """The title, as many whole words of it as fit."""
    if len(title) <= most:
        return title
    return title[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def _lists(
    book: Any, tables: Mapping[str, Table], shown: Mapping[str, Sequence[Column]]
) -> dict[tuple[str, str], str]:
    """The hidden sheet of lists; where each is, by the table it is of, or by table and field."""
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    made: dict[tuple[str, str], str] = {}
    for name, table_columns in shown.items():
        for column in table_columns:
            place = list_of(name, column)
            if column.choices is None or place in made:
                continue
            labels = _in_order(tables.get(column.table), column.choices.labels)
            at = len(made)
            sheet.write_string(0, at, column.table or f"{name}.{column.name}")
            for row, label in enumerate(labels, start=1):
                sheet.write_string(row, at, label)
            made[place] = f"='{LISTS}'!{xl_range_abs(1, at, max(1, len(labels)), at)}"
    sheet.protect()
    return made


def _in_order(table: Table | None, labels: Mapping[str, str]) -> list[str]:
    """The labels by the rank that their table gives, else by the alphabet; those of a list as they are."""
    if table is None:
        return list(labels.values())
    names, code = table.schema.field_names, table.code or 0
    rank = names.index("position") if "position" in names else None
    ranks = {row[code]: int(row[rank]) for row in table.rows if rank is not None and row[rank].isdecimal()}
    return [labels[one] for one in sorted(labels, key=lambda c: (ranks.get(c, 10**6), folded(labels[c])))]


def _sheet(
    sheet: Any,
    formats: looks.Formats,
    table: Table,
    shown: Sequence[Column],
    lists: Mapping[tuple[str, str], str],
) -> None:
    """A table on its sheet."""
    kind = str(table.resource.extra.get("kind", ""))
    values = [[column.shown(row[place]) for place, column in enumerate(shown)] for row in table.rows]
    free = _FREE_FACTS if kind == FACT else _FREE
    last = FIRST + len(values) + free - 1
    sheet.set_tab_color(looks.TABS.get(kind, looks.TAB))
    sheet.hide_gridlines(2)
    sheet.set_row(NAMES, None, None, {"hidden": True})
    sheet.write_string(NAMES, 0, table.name)
    sheet.write_string(HEADER, 0, ROWS)
    hidden, free_row = formats.cell(TEXT), formats.free()
    sheet.set_column(0, 0, 4, hidden, {"hidden": True})
    widths = []
    for place, column in enumerate(shown):
        at = place + 1
        wide = looks.width(column, [row[place] for row in values])
        widths.append(wide)
        sheet.set_column(at, at, wide, formats.cell(column.kind), {"hidden": True} if column.hidden else {})
        sheet.write_string(NAMES, at, column.name)
        header(sheet, formats, table, column, at)
        checked(sheet, table, column, lists, (FIRST, at, last + _CHECKED, at))
    _banner(sheet, formats, table, shown, widths)
    for line, row in enumerate(values, start=FIRST):
        sheet.write_number(line, 0, line - FIRST + 1, hidden)
        sheet.set_row(line, looks.height(row, widths), free_row)
        for place, (column, value) in enumerate(zip(shown, row, strict=True)):
            _cell(sheet, line, place + 1, value, formats.cell(column.kind), table)
    for line in range(FIRST + len(values), last + 1):
        sheet.set_row(line, None, free_row)
        for place, column in enumerate(shown):
            sheet.write_blank(line, place + 1, None, formats.cell(column.kind))
    highlights(sheet, formats, table, shown, last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(shown))}{last + _CHECKED}"})
    seen = next((p for p, column in enumerate(shown) if not column.hidden), 0)
    sheet.freeze_panes(FIRST, seen + 2)
    sheet.autofilter(HEADER, 0, last, len(shown))  # with the numbers: what sorts the rows sorts them too
    sheet.protect("", _MAY)
    sheet.set_landscape()
    sheet.set_paper(9 if len(shown) <= _ACROSS else 8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)


def _banner(
    sheet: Any, formats: looks.Formats, table: Table, shown: Sequence[Column], widths: Sequence[int]
) -> None:
    """What the sheet is: its title, which leads back to the first sheet, and its description."""
    back = formats.text("back", font_color=looks.BLUE, bg_color=looks.BAND, bold=True, indent=1)
    plain = formats.text("banner", font_color=looks.PALE, bg_color=looks.BAND, italic=True)
    for at in range(1, len(shown) + 1):
        sheet.write_blank(BANNER, at, None, plain)
    sheet.set_row(BANNER, 24)
    title, room, described = f"◂ {table.title}", 0, 0
    for at, (column, wide) in enumerate(zip(shown, widths, strict=True), start=1):
        if column.hidden:
            continue
        if not room:
            sheet.write_url(BANNER, at, f"internal:'{front.NAME}'!A1", back, title)
        elif room > len(title) * _BOLD and not described:
            described = at
        room += wide
    if described and table.resource.description:
        sheet.write_string(BANNER, described, table.resource.description, plain)
    sheet.set_row(HEADER, 36)


def _cell(sheet: Any, row: int, at: int, value: Any, form: Any, table: Table) -> None:
    """One value as what it is; an empty cell, of its form, for none."""
    if value is None:
        sheet.write_blank(row, at, None, form)
    elif isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise fault("long", table=table.title, row=row + 1, limit=_LONGEST_TEXT)
        sheet.write_string(row, at, value, form)
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value, form)
    else:
        sheet.write_datetime(row, at, value, form)


def _base(book: Any, package: Package, tables: Sequence[Table], called: Mapping[str, str]) -> None:
    """The sheet that no menu shows: of which package, each table with its hash, each row as it was."""
    sheet = book.add_worksheet(BASE)
    sheet.very_hidden()
    lines = [["package", FORMAT, package.name, package.version]]
    for table in tables:
        lines.append(["table", table.name, digest(table), called[table.name], str(len(table.rows))])
        lines.append(["fields", table.name, *table.schema.field_names])
        lines += [["row", table.name, *row] for row in table.rows]
    plain = book.add_format({"num_format": "@"})
    for row, cells in enumerate(lines):
        for at, text in enumerate(cells):
            if text:
                sheet.write_string(row, at, text, plain)
    sheet.protect()

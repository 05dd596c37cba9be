"""<package>.xlsx: a sheet that says what it is, the dictionary, then one sheet a table.

The first row of a table's sheet holds the names of the fields, so that a program reads it as it reads the
CSV; hovering a name shows its title, its description and its unit in both languages. Texts are written as
texts (« 01 » stays « 01 », « =1+1 » is no formula, an address is no link), an empty cell is no value. A day
that Excel has no number for (1789-07-14) is a text.

A sheet holds a table of at most SHEET_CELLS cells; of a larger one it says where the rows are.

The same bytes each time: the creation date is the release's, and xlsxwriter dates its zip entries alike.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from typing import TYPE_CHECKING, Any

import xlsxwriter

from scripts.reading.columnar.values import rows
from scripts.reading.columnar.values import table as in_memory
from scripts.reading.issues.refusals import refused
from scripts.reading.tables import schema_of, to_text
from scripts.write import citation, dictionary
from scripts.write.formats import xlsx_sheets as sheets
from scripts.write.formats.format import FIRST_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.reading.columnar.values import Values
    from scripts.reading.model.package import Package, Resource
    from scripts.write.content import Content

_LITERALLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
SHEET_CELLS = 250_000  # beyond, a workbook is slow to open, and nobody reads it
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767  # in units of UTF-16
_SHORT = _LONGEST_TEXT // 2  # characters that fit whatever they are
_LONGEST_NOTE = 1_000
_FRONT = ("README", "dictionary")
_TABS = {
    "fact": "#1F4E79",
    "cut": "#1F4E79",
    "context": "#6B4E9B",
    "content": "#2E7D5B",
    "link": "#8A6D1F",
    "erratum": "#9A4F08",
}
_TAB = "#8497A8"


def write(content: Content, folder: Path) -> list[str]:
    """The workbook; its path."""
    name = f"{content.package.name}.xlsx"
    (folder / name).write_bytes(made(content))
    return [name]


def made(content: Content) -> bytes:
    """The workbook."""
    package = content.package
    packed = io.BytesIO()  # a disk that refuses is met by us, not within the library
    with xlsxwriter.Workbook(packed, _LITERALLY) as book:
        book.set_properties(
            {
                "title": package.title,
                "subject": str(package.extra.get("title_en", "")),
                "author": ", ".join(citation.creators(package)),
                "keywords": ", ".join(package.extra.get("keywords", ())),
                "comments": citation.sentence(package, content.issued, "fr"),
                "created": dt.datetime.combine(content.issued, dt.time()),
            }
        )
        formats = sheets.Formats.of(book)
        names = sheet_names(package)
        readme = book.add_worksheet(_FRONT[0])
        words = book.add_worksheet(_FRONT[1])
        for resource in package.tables:
            sheet = book.add_worksheet(names[resource.name])
            show = _table if fits(content.tables[resource.name]) else sheets.elsewhere
            show(sheet, formats, content, resource)
        sheets.readme(readme, formats, content, names)
        sheets.dictionary_of(words, formats, list(dictionary.entries(package)))
    return packed.getvalue()


def fits(table: Values) -> bool:
    """True for a table whose rows are on its sheet."""
    return rows(table) * len(table.schema) <= SHEET_CELLS


def sheet_names(package: Package) -> dict[str, str]:
    """The name of each table's sheet: its own, cut to the 31 characters that Excel takes, and never twice."""
    taken = {name.lower() for name in _FRONT}
    names: dict[str, str] = {}
    for resource in package.tables:
        name, number = resource.name[:_LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            name = f"{resource.name[: _LONGEST_NAME - len(str(number)) - 1]}~{number}"
        taken.add(name.lower())
        names[resource.name] = name
    return names


def _table(sheet: Any, formats: sheets.Formats, content: Content, resource: Resource) -> None:
    """A table on its sheet: names on top, frozen and filtered; notes; a column as wide as it needs."""
    sheet.set_tab_color(_TABS.get(str(resource.extra.get("kind")), _TAB))
    table = in_memory(content.tables[resource.name])
    heights: dict[int, int] = {}
    for column, entry in enumerate(dictionary.of(resource)):
        values = table.column(column).to_pylist()
        layout = formats.layout(values)
        wide = sheets.width([entry.field, *values])
        sheet.set_column(column, column, wide, layout)
        sheet.write_string(0, column, entry.field, formats.header)
        sheet.write_comment(0, column, _note(entry), {"x_scale": 2.4, "y_scale": 1.6, "font_size": 9})
        for row, value in enumerate(values, start=1):
            if value is not None:
                _cell(sheet, row, column, value, layout, f"{resource.name}, {entry.field}")
        sheets.heighten(heights, values, wide)
    sheets.set_heights(sheet, 1, heights)
    sheets.page(sheet, f"{resource.title} — {content.package.name} {content.package.version}")
    sheet.freeze_panes(1, min(1, len(schema_of(resource).primary_key)))
    sheet.autofilter(0, 0, table.num_rows, table.num_columns - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{sheets.last_cell(table)}"})


def _note(entry: dictionary.Entry) -> str:
    """What hovering a field's name shows."""
    french = f"{entry.title}\n{entry.description}"
    english = f"{entry.title_en}\n{entry.description_en}"
    unit = f"\n\n[{entry.unit}]" if entry.unit else ""
    return f"{french}\n\n{english}{unit}".strip()[:_LONGEST_NOTE]


def _cell(sheet: Any, row: int, column: int, value: Any, layout: Any, where: str) -> None:
    """One value, as what it is; nothing at all for an empty text."""
    if isinstance(value, str):
        if len(value) > _SHORT and len(value.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
            raise refused("long", where=f"{where}, row {row + 1}", limit=_LONGEST_TEXT)
        if value:
            sheet.write_string(row, column, value, layout)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, layout)
    elif isinstance(value, float) and not math.isfinite(value):
        raise refused("number", where=f"{where}, row {row + 1}", value=to_text(value))
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, layout)
    elif isinstance(value, dt.date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, layout)
    else:
        sheet.write_string(row, column, value.isoformat(), layout)

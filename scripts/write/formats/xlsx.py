"""<package>.xlsx: what it is, what is where, how it is read; one sheet a table, figures first; a dictionary.

A table whose rows are in another one with labels has no sheet of its own. How a sheet lies is in xlsx_layout.
Texts are written as texts (« 01 » stays « 01 », « =1+1 » is no formula, an address is no link), an empty cell
is no value. A day that Excel has no number for (1789-07-14) is a text.

A sheet holds a table of at most SHEET_CELLS cells; of a larger one it says where the rows are.

The same bytes each time: the creation date is the release's, and xlsxwriter dates its zip entries alike.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import xlsxwriter

from scripts.reading.columnar.values import rows
from scripts.write import citation
from scripts.write.formats import xlsx_front as front
from scripts.write.formats import xlsx_layout as layout
from scripts.write.formats import xlsx_sheet as sheets
from scripts.write.formats.xlsx_style import Formats
from scripts.write.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.reading.columnar.values import Values
    from scripts.write.content import Content

_LITERALLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
SHEET_CELLS = 250_000  # beyond, a workbook is slow to open, and nobody reads it


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
        formats = Formats.of(book)
        names = layout.sheet_names(package)
        seen = front.Book(formats, content, names)
        *covers, contents, notes, words = layout.front_names()
        for cover, lang in zip(covers, LANGUAGES, strict=True):
            front.cover(book.add_worksheet(cover), seen, lang)
        front.contents(book.add_worksheet(contents), seen)
        front.notes(book.add_worksheet(notes), seen)
        for resource in layout.tables(package):
            show = sheets.of_table if fits(content.tables[resource.name]) else sheets.elsewhere
            show(book.add_worksheet(names[resource.name]), formats, content, resource)
        front.dictionary_of(book.add_worksheet(words), seen)
    return packed.getvalue()


def fits(table: Values) -> bool:
    """True for a table whose rows are on its sheet."""
    return rows(table) * len(table.schema) <= SHEET_CELLS

"""Spreadsheets and databases: a sheet or a table a table, in one file."""

from __future__ import annotations

from scripts.write.pages.howto.recipe import Recipe, each

RECIPES = (
    Recipe("excel", "Excel, LibreOffice", "XLSX", "", lambda _package, _tables: "", shown=True),
    Recipe(
        "openpyxl",
        "openpyxl",
        "XLSX",
        "python",
        each(
            'from openpyxl import load_workbook\n\nbook = load_workbook("{book}.xlsx", read_only=True)',
            '{variable} = list(book["{sheet}"].values)[{above}:]',
        ),
    ),
    Recipe(
        "calamine",
        "python-calamine",
        "XLSX",
        "python",
        each(
            "from python_calamine import CalamineWorkbook\n\n"
            'book = CalamineWorkbook.from_path("{book}.xlsx")\n\n\n'
            "def rows(sheet):\n"
            "    cells = book.get_sheet_by_name(sheet).to_python()\n"
            '    return [[None if cell == "" else cell for cell in row] for row in cells[{above}:]]\n\n',
            '{variable} = rows("{sheet}")',
        ),
    ),
    Recipe(
        "calamine-plain",
        "python-calamine",
        "XLSX",
        "python",
        each(
            "from python_calamine import CalamineWorkbook\n\n"
            'book = CalamineWorkbook.from_path("{book}.xlsx")',
            '{variable} = book.get_sheet_by_name("{sheet}").to_python()[{above}:]',
        ),
        remedy="calamine",
    ),
    Recipe(
        "sqlite3",
        "sqlite3 (Python)",
        "SQLite",
        "python",
        each(
            'import sqlite3\n\ndb = sqlite3.connect("{book}.sqlite")',
            '{variable} = db.execute("SELECT * FROM {variable}")',
        ),
    ),
    Recipe(
        "sqlite",
        "SQLite",
        "SQLite",
        "sh",
        each("", "sqlite3 -json {book}.sqlite 'SELECT * FROM {variable}'"),
        shown=True,
    ),
    Recipe(
        "datasette",
        "Datasette",
        "SQLite",
        "sh",
        each(
            "",
            "datasette {book}.sqlite --setting max_returned_rows 100000 \\\n"
            "  --get '/{book}/{variable}.json?_shape=objects&_size=max'",
        ),
    ),
    Recipe(
        "datasette-plain",
        "Datasette",
        "SQLite",
        "sh",
        each("", "datasette {book}.sqlite \\\n  --get '/{book}/{variable}.json?_shape=objects&_size=max'"),
        remedy="datasette",
    ),
)

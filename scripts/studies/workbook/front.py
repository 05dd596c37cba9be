"""The first sheet of the workbook: what to do, what not to do, what the colours mean, the way to sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.reading.issues.messages import count
from scripts.studies.workbook import looks
from scripts.studies.workbook.looks import LANGUAGE, french

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Package
    from scripts.studies.workbook.tables import Table

NAME = "Lisez-moi"
_DO, _DO_NOT = 6, 5  # how many lines words.toml has of each
_LEFT, _RIGHT = 1, 5  # columns: the margin is 0
_WIDTHS = (3, 30, 4, 58, 12, 22, 3)
_ACROSS = 108  # characters of a line of text


def write(
    sheet: Any,
    formats: looks.Formats,
    package: Package,
    tables: Sequence[Table],
    called: Mapping[str, str],
) -> None:
    """The sheet."""
    sheet.hide_gridlines(2)
    sheet.set_tab_color(looks.BLUE)
    for column, wide in enumerate(_WIDTHS):
        sheet.set_column(column, column, wide)
    title = formats.text("title", bold=True, font_size=20, font_color=looks.BLUE)
    small = formats.text("small", font_color=looks.PALE)
    sheet.set_row(0, 12)
    sheet.set_row(1, 32)
    sheet.merge_range(1, _LEFT, 1, _RIGHT, package.title or package.name, title)
    version = french("front", "version", name=package.name, version=package.version)
    sheet.merge_range(2, _LEFT, 2, _RIGHT, version, small)
    row = _paragraphs(sheet, formats, 4, french("front", "intro"))
    row = _numbered(sheet, formats, row, "do", _DO)
    row = _numbered(sheet, formats, row, "do_not", _DO_NOT)
    row = _legend(sheet, formats, row)
    _contents(sheet, formats, row, tables, called)
    sheet.protect("", {"select_locked_cells": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _heading(sheet: Any, formats: looks.Formats, row: int, text: str) -> int:
    """A heading, ruled below; the row after it."""
    form = formats.text(
        "heading", bold=True, font_size=14, font_color=looks.BLUE, bottom=2, bottom_color=looks.BLUE
    )
    sheet.set_row(row, 26)
    for column in range(_LEFT, _RIGHT + 1):
        sheet.write_blank(row, column, None, form)
    sheet.write_string(row, _LEFT, text, form)
    return row + 1


def _paragraphs(sheet: Any, formats: looks.Formats, row: int, text: str) -> int:
    """A text over the whole width; the row after it, and one of air."""
    form = formats.text("wrapped", text_wrap=True)
    sheet.merge_range(row, _LEFT, row, _RIGHT, text, form)
    sheet.set_row(row, 17 * _lines(text, _ACROSS + 28))
    return row + 2


def _numbered(sheet: Any, formats: looks.Formats, row: int, name: str, many: int) -> int:
    """A heading and its lines: in bold what, beside it how."""
    row = _heading(sheet, formats, row, french("front", name))
    bold = formats.text("bold", bold=True, text_wrap=True)
    wrapped = formats.text("wrapped", text_wrap=True)
    for number in range(1, many + 1):
        what, _, how = french("front", f"{name}_{number}").partition(" | ")
        sheet.write_string(row, _LEFT, what, bold)
        sheet.merge_range(row, _LEFT + 1, row, _RIGHT, how, wrapped)
        sheet.set_row(row, 17 * max(_lines(how, _ACROSS), _lines(what, 34)) + 5)
        row += 1
    return row + 1


def _legend(sheet: Any, formats: looks.Formats, row: int) -> int:
    """What each colour means."""
    row = _heading(sheet, formats, row, french("front", "legend"))
    wrapped = formats.text("beside", text_wrap=True, indent=1)
    swatches = [(name, colour, looks.PAPER) for name, colour in looks.COLOURS]
    swatches += [("added", looks.ADDED, looks.INK), ("lacking", looks.LACKING, looks.INK)]
    for name, colour, ink in swatches:
        what, _, how = french("front", f"legend_{name}").partition(" | ")
        form = formats.text(f"swatch-{name}", bold=True, bg_color=colour, font_color=ink, indent=1)
        sheet.write_string(row, _LEFT, what, form)
        sheet.merge_range(row, _LEFT + 1, row, _RIGHT, how, wrapped)
        sheet.set_row(row, 17 * _lines(how, _ACROSS + 8) + 4)
        row += 1
    return row + 1


def _contents(
    sheet: Any,
    formats: looks.Formats,
    row: int,
    tables: Sequence[Table],
    called: Mapping[str, str],
) -> None:
    """The sheets: a link to each, what it holds, how many rows it had."""
    row = _heading(sheet, formats, row, french("front", "sheets"))
    wrapped = formats.text("wrapped", text_wrap=True)
    number = formats.text("rows", font_color=looks.PALE, align="right")
    for table in tables:
        tab = looks.TABS.get(str(table.resource.extra.get("kind", "")), looks.TAB)
        link = formats.text(
            f"link-{tab}", font_color=looks.BLUE, underline=1, indent=1, left=5, left_color=tab
        )
        sheet.write_url(row, _LEFT, f"internal:'{called[table.name]}'!A1", link, called[table.name])
        sheet.merge_range(row, _LEFT + 1, row, _RIGHT - 1, table.resource.description, wrapped)
        told = french("front", "rows", count=count(len(table.rows), LANGUAGE))
        sheet.write_string(row, _RIGHT, told, number)
        sheet.set_row(row, 17 * _lines(table.resource.description, _ACROSS - 24) + 3)
        row += 1


def _lines(text: str, wide: int) -> int:
    """How many lines a text takes in so many characters."""
    return sum(max(1, -(-len(line) // wide)) for line in text.split("\n"))

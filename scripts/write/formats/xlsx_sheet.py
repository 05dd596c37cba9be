"""A sheet of the workbook that holds one table, as people who use a screen reader find it too.

After the rules of the UK government's « Releasing statistics in spreadsheets », which gptables and aftables
write by: a title in A1, what the sheet is below it, then one table, marked as one, with one row of headers;
nothing merged, no empty row, no colour that says what no word says.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scripts.reading.columnar.values import rows
from scripts.reading.columnar.values import table as in_memory
from scripts.reading.issues.refusals import refused
from scripts.reading.sql import table_name
from scripts.reading.tables import schema_of, to_text
from scripts.write.formats import xlsx_layout as layout
from scripts.write.formats import xlsx_style as style
from scripts.write.formats.format import FIRST_DAY
from scripts.write.words import LANGUAGES, number, said, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.model.package import Resource
    from scripts.write.content import Content
    from scripts.write.dictionary import Entry

_LONGEST_TEXT = 32_767  # in units of UTF-16
_SHORT = _LONGEST_TEXT // 2  # characters that fit whatever they are
_LONGEST_NOTE = 1_000
_KEYS, _FROZEN = 2, 64  # columns that stay on the left, and characters that they may take
_HEADER_LINES = 3
_A3, _A4 = 8, 9
_ON_A4 = 200  # characters of a line that is read on A4, on its side
_TABS = {
    "fact": "#1F4E79",
    "cut": "#1F4E79",
    "context": "#6B4E9B",
    "content": "#2E7D5B",
    "link": "#8A6D1F",
    "erratum": "#9A4F08",
}
_TAB = "#8497A8"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a table: its title, what it is in French and in English, a link (sheet, words)."""

    title: str
    told: tuple[str, str]
    link: tuple[str, str]


def top(sheet: Any, formats: style.Formats, head: Head) -> None:
    """The rows above a table."""
    sheet.write_string(0, 0, head.title, formats.title)
    sheet.set_row(0, 24)
    for row, text in enumerate(head.told, start=1):
        sheet.write_string(row, 0, text, formats.aside)
    target, shown = head.link
    sheet.write_url(
        layout.HEAD - 1, 0, f"internal:'{target.replace(chr(39), chr(39) * 2)}'!A1", formats.link, shown
    )


def marked(
    sheet: Any, name: str, formats: style.Formats, headers: Sequence[tuple[str, str]], count: int
) -> None:
    """A table of so many rows under those headers (each with its part), marked as one, with its filter."""
    columns = [{"header": text, "header_format": formats.headers[part]} for text, part in headers]
    area = (layout.HEAD, 0, layout.HEAD + max(1, count), max(0, len(headers) - 1))
    sheet.add_table(*area, {"name": name, "columns": columns, "style": "Table Style Light 1"})


def of_table(sheet: Any, formats: style.Formats, content: Content, resource: Resource) -> None:
    """A table on its sheet: what it is, then its rows, filtered, a column as wide as it needs."""
    table = in_memory(content.tables[resource.name])
    columns = layout.columns(resource)
    heights: dict[int, int] = {}
    widths: list[int] = []
    has_gaps = False
    for place, column in enumerate(columns):
        values = table.column(column.place).to_pylist()
        wide = style.width(column.header, values)
        widths.append(wide)
        wraps = column.part != layout.CODE
        shown = formats.layout(column.entry.type, values, wide if wraps else math.inf)
        sheet.set_column(place, place, wide, shown)
        where = f"{resource.name}, {column.entry.field}"
        for row, value in enumerate(values):
            if value is None or value == "":
                has_gaps = True
            else:
                _cell(
                    sheet, (layout.HEAD + 1 + row, place), value, (shown, formats), f"{where}, row {row + 2}"
                )
        if wraps:
            style.heighten(heights, values, wide)
    if columns:
        headers = [(column.header, column.part) for column in columns]
        marked(sheet, f"t_{table_name(resource)}", formats, headers, table.num_rows)
        _headers(sheet, columns, widths)
    style.set_heights(sheet, layout.HEAD + 1, heights)
    _around(sheet, formats, content, resource, gaps=has_gaps)
    sheet.freeze_panes(layout.HEAD + 1, _frozen(columns, widths, resource))
    last = xl_rowcol_to_cell(layout.HEAD + table.num_rows, max(0, table.num_columns - 1))
    sheet.ignore_errors({"number_stored_as_text": f"A{layout.HEAD + 2}:{last}"})
    if count := layout.printed(columns):
        sheet.print_area(0, 0, layout.HEAD + max(1, table.num_rows), count - 1)
    sheet.set_paper(_A3 if sum(widths[:count]) > _ON_A4 else _A4)


def elsewhere(sheet: Any, formats: style.Formats, content: Content, resource: Resource) -> None:
    """The sheet of a table that is too large for one: where its rows are, in both languages."""
    _around(sheet, formats, content, resource, gaps=False)
    sheet.set_column(0, 0, 120)
    count = rows(content.tables[resource.name])
    for row, lang in enumerate(LANGUAGES, start=layout.HEAD):
        told = words(lang, "workbook")["elsewhere"].format(
            rows=number(count, lang), csv=resource.paths[0], base=f"{content.package.name}.sqlite"
        )
        sheet.write_string(row, 0, told, formats.text)
        sheet.set_row(row, style.LINE * style.lines_of(told, 120))


def _around(sheet: Any, formats: style.Formats, content: Content, resource: Resource, *, gaps: bool) -> None:
    """What stands above and around a table."""
    package = content.package
    plain = layout.plain(package, resource)
    titles = dict.fromkeys(filter(None, (said(plain, "title", lang) for lang in LANGUAGES)))
    told = []
    for lang in LANGUAGES:
        text = words(lang, "workbook")
        reason = "gaps_status" if "status" in schema_of(resource).field_names else "gaps"
        told.append(" ".join(filter(None, [said(plain, "description", lang), text[reason] if gaps else ""])))
    french, english = (words(lang, "workbook") for lang in LANGUAGES)
    link = (french["contents"], f"{french['back']} · {english['back']}")
    top(sheet, formats, Head(" · ".join(titles) or plain.name, (told[0], told[1]), link))
    sheet.set_tab_color(_TABS.get(str(plain.extra.get("kind")), _TAB))
    style.page(sheet, f"{plain.title} — {package.name} {package.version}")


def _headers(sheet: Any, columns: Sequence[layout.Column], widths: Sequence[int]) -> None:
    """The notes of the headers, and the height of their row."""
    lines = 1
    for place, (column, wide) in enumerate(zip(columns, widths, strict=True)):
        sheet.write_comment(
            layout.HEAD, place, _note(column.entry), {"x_scale": 2.4, "y_scale": 1.6, "font_size": 9}
        )
        lines = max(lines, style.lines_of(column.header, wide - 2))
    sheet.set_row(layout.HEAD, style.LINE * min(_HEADER_LINES, lines) + 4)


def _note(entry: Entry) -> str:
    """What hovering a header shows: the name of the field in the other formats, and its words."""
    french = f"{entry.title}\n{entry.description}"
    english = f"{entry.title_en}\n{entry.description_en}"
    unit = f" [{entry.unit}]" if entry.unit else ""
    return f"{entry.field}{unit}\n\n{french}\n\n{english}".strip()[:_LONGEST_NOTE]


def _frozen(columns: Sequence[layout.Column], widths: Sequence[int], resource: Resource) -> int:
    """How many columns stay on the left: what names a row, as far as there is room."""
    keys = set(schema_of(resource).row_key)
    count = taken = 0
    for column, wide in zip(columns[:_KEYS], widths, strict=False):
        taken += wide
        stem = column.entry.field.rpartition("_label_")[0] or column.entry.field
        if count and (taken > _FROZEN or not (keys & {stem} or stem != column.entry.field)):
            break
        count += 1
    return count if keys else 0


def _cell(sheet: Any, at: tuple[int, int], value: Any, shown: tuple[Any, style.Formats], where: str) -> None:
    """One value, as what it is."""
    row, column = at
    form, formats = shown
    if isinstance(value, str):
        if len(value) > _SHORT and len(value.encode("utf-16-le")) // 2 > _LONGEST_TEXT:
            raise refused("long", where=where, limit=_LONGEST_TEXT)
        sheet.write_string(row, column, value, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, float) and not math.isfinite(value):
        raise refused("number", where=where, value=to_text(value))
    elif isinstance(value, int | float):
        whole = form is not formats.whole or value == int(value)
        sheet.write_number(row, column, value, form if whole else formats.number)
    elif isinstance(value, dt.date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_string(row, column, value.isoformat(), form)

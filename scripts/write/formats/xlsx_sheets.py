"""The sheets of the workbook that are for reading, and how its cells look."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from scripts.reading.columnar.values import rows
from scripts.write import citation
from scripts.write.words import LANGUAGES, number, said, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from scripts.reading.model.package import Resource
    from scripts.write.content import Content
    from scripts.write.dictionary import Entry

_INK = "#1B2A3A"
_BLUE = "#1F4E79"
_RULE = "#C9D3DC"
_NARROWEST, _WIDEST = 9, 60
_LINE, _TALLEST = 15, 12
_LOOKS_LIKE_A_NUMBER = re.compile(r"[+-]?[0-9][0-9.,eE+-]*")

_COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("table", "table", 24),
    ("field", "field", 22),
    ("type", "type", 10),
    ("titre", "title", 26),
    ("title", "title_en", 26),
    ("description", "description", 56),
    ("description (en)", "description_en", 56),
    ("unit", "unit", 12),
    ("required", "required", 10),
    ("key", "key", 10),
    ("reference", "reference", 24),
    ("codes", "codes", 48),
    ("constraints", "constraints", 24),
    ("pattern", "pattern", 24),
)


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that the cells of a workbook share."""

    title: Any
    heading: Any
    label: Any
    text: Any
    link: Any
    header: Any
    plain: Any
    wrapped: Any
    literal: Any
    dated: Any
    number: Any

    @classmethod
    def of(cls, book: Any) -> Formats:
        """The formats, made in that workbook."""
        top = {"valign": "top", "font_color": _INK}
        wrap = {**top, "text_wrap": True}
        return cls(
            title=book.add_format({**wrap, "bold": True, "font_size": 20, "font_color": _BLUE}),
            heading=book.add_format({**top, "bold": True, "font_size": 13, "font_color": _BLUE}),
            label=book.add_format({**top, "bold": True}),
            text=book.add_format(wrap),
            link=book.add_format({**top, "font_color": _BLUE, "underline": 1}),
            header=book.add_format(
                {"bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE, "valign": "top", "bottom": 1}
            ),
            plain=book.add_format(top),
            wrapped=book.add_format(wrap),
            literal=book.add_format({**top, "num_format": "@"}),
            number=book.add_format({**top, "align": "right", "indent": 1}),
            dated=book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
        )

    def layout(self, values: Sequence[Any]) -> Any:
        """The format of a column: as text where a text looks like a number, wrapped where texts are long."""
        if any(isinstance(value, dt.date) for value in values):
            return self.dated
        if any(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
            return self.number
        texts = [value for value in values if isinstance(value, str)]
        if any(_LOOKS_LIKE_A_NUMBER.fullmatch(text) for text in texts):
            return self.literal
        return self.wrapped if any(len(t) > _WIDEST or "\n" in t for t in texts) else self.plain


def width(values: Sequence[Any]) -> int:
    """The width of a column in characters: its longest line, within reason, and room for the filter."""
    texts = [value if isinstance(value, str) else _shown(value) for value in values if value is not None]
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    return max(_NARROWEST, min(_WIDEST, longest) + 3)


def heighten(heights: dict[int, int], values: Iterable[Any], wide: int) -> None:
    """The lines that each row takes (from 0 on; those of one line are not in it), with one column more."""
    for place, value in enumerate(values):
        text = value if isinstance(value, str) else ""  # numbers and days never wrap
        if (len(text) >= wide or "\n" in text) and (lines := _lines(text, wide)) > heights.get(place, 1):
            heights[place] = lines


def set_heights(sheet: Any, first: int, heights: Mapping[int, int]) -> None:
    """Rows as high as their longest text is once wrapped, within reason: not every reader works that out."""
    for place, tall in heights.items():
        sheet.set_row(first + place, _LINE * min(tall, _TALLEST))


def _lines(text: str, wide: int) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(max(1, -(-len(line) // max(1, wide - 1))) for line in text.split("\n"))


def _shown(value: Any) -> str:
    """A value about as long as Excel shows it."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def last_cell(table: pa.Table) -> str:
    """The address of a table's last cell."""
    return str(xl_rowcol_to_cell(table.num_rows, max(0, table.num_columns - 1)))


def page(sheet: Any, footer: str) -> None:
    """How a sheet prints: A4, on its side, as wide as the page, names on each page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&8{footer.replace('&', '&&')[:180]}&R&8&P / &N")


def readme(sheet: Any, formats: Formats, content: Content, names: dict[str, str]) -> None:
    """The first sheet: what the workbook is, in French then in English, and the way to each table."""
    package = content.package
    sheet.hide_gridlines(2)
    sheet.set_tab_color(_BLUE)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2, 46)
    sheet.set_column(3, 3, 12)
    row = 0
    for lang in ("fr", "en"):
        sheet.merge_range(row, 0, row, 3, citation.title(package, lang), formats.title)
        sheet.set_row(row, 30)
        row += 1
        for label, text in _about(content, lang):
            sheet.write_string(row, 0, label, formats.label)
            sheet.merge_range(row, 1, row, 3, text, formats.text)
            sheet.set_row(row, _LINE * _lines(text, 92))
            row += 1
        row += 1
    sheet.write_string(row, 0, "Feuilles / Sheets", formats.heading)
    row += 1
    for column, label in enumerate(("feuille / sheet", "titre", "title", "rows")):
        sheet.write_string(row, column, label, formats.header)
    for resource in package.tables:
        row += 1
        name = names[resource.name]
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        sheet.write_string(row, 1, resource.title, formats.text)
        sheet.write_string(row, 2, str(resource.extra.get("title_en", "")), formats.text)
        sheet.write_number(row, 3, rows(content.tables[resource.name]), formats.plain)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def elsewhere(sheet: Any, formats: Formats, content: Content, resource: Resource) -> None:
    """The sheet of a table that is too large for one: where its rows are, in both languages."""
    sheet.set_column(0, 0, _WIDEST * 2)
    count = rows(content.tables[resource.name])
    for row, lang in enumerate(LANGUAGES):
        text = words(lang, "workbook")["elsewhere"]
        told = text.format(
            rows=number(count, lang), csv=resource.paths[0], base=f"{content.package.name}.sqlite"
        )
        sheet.write_string(row, 0, told, formats.text)
        sheet.set_row(row, _LINE * _lines(told, _WIDEST * 2))
    page(sheet, f"{resource.title} — {content.package.name} {content.package.version}")


def _about(content: Content, lang: str) -> list[tuple[str, str]]:
    """The lines of the first sheet in one language."""
    package, text = content.package, words(lang, "workbook")
    _, licence, address = citation.licence(package)
    sources = [str(source.get("title", "")) for source in package.extra.get("sources", ())]
    lines = [
        ("", said(package, "description", lang)),
        ("Version", f"{package.version} ({content.issued.isoformat()})"),
        (text["licence"], f"{licence} — {address}" if address else licence),
        (text["cite"], citation.sentence(package, content.issued, lang)),
        (text["read"], text["reading"]),
        ("Sources", " · ".join(filter(None, sources))),
    ]
    return [(label, told) for label, told in lines if told]


def dictionary_of(sheet: Any, formats: Formats, entries: Sequence[Entry]) -> None:
    """The second sheet: one row a field."""
    sheet.set_tab_color(_BLUE)
    heights: dict[int, int] = {}
    for column, (label, attribute, wide) in enumerate(_COLUMNS):
        sheet.set_column(column, column, wide, formats.wrapped)
        sheet.write_string(0, column, label, formats.header)
        for row, entry in enumerate(entries, start=1):
            value = getattr(entry, attribute)
            if isinstance(value, bool):
                sheet.write_boolean(row, column, value, formats.plain)
            elif value:
                sheet.write_string(row, column, value, formats.wrapped)
        heighten(heights, [getattr(entry, attribute) for entry in entries], wide)
    set_heights(sheet, 1, heights)
    page(sheet, "dictionary")
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(entries), len(_COLUMNS) - 1)

"""The sheets of the workbook that are about the others: what it is, what is where, how it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.reading import identity
from scripts.reading.columnar.values import rows
from scripts.write import citation, dictionary, statuses
from scripts.write.formats import xlsx_layout as layout
from scripts.write.formats import xlsx_sheet as sheets
from scripts.write.formats import xlsx_style as style
from scripts.write.formats.xlsx_layout import CODE, ENGLISH, READ
from scripts.write.words import LANGUAGES, date, number, said, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.write.content import Content
    from scripts.write.dictionary import Entry

_COVER = 80  # characters of a line of the cover
_HEADING = 28  # points above and of a heading
_LINKS = (
    "https://",
    "http://",
    "internal:",
)  # what leads somewhere from a sheet; a path of a licence does not

# Columns of a list: the word of the header, the part that it is in, how wide it is.
_Columns = tuple[tuple[str, str, int], ...]
_CONTENTS: _Columns = (
    ("sheet", READ, 32),
    ("holds", READ, 62),
    ("rows", READ, 16),
    ("holds", ENGLISH, 62),
    ("table", CODE, 28),
)
_NOTES: _Columns = (
    ("subject", READ, 36),
    ("note", READ, 78),
    ("subject", ENGLISH, 36),
    ("note", ENGLISH, 78),
)
_DICTIONARY: _Columns = (
    ("sheet", READ, 30),
    ("header", READ, 28),
    ("description", READ, 56),
    ("unit", READ, 16),
    ("title", ENGLISH, 28),
    ("description", ENGLISH, 56),
    ("table", CODE, 26),
    ("field", CODE, 24),
    ("type", CODE, 10),
    ("required", CODE, 24),
    ("key", CODE, 12),
    ("reference", CODE, 26),
    ("values", CODE, 40),
    ("constraints", CODE, 24),
    ("pattern", CODE, 24),
)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as these sheets see it: the formats, what it holds, the name of each table's sheet."""

    formats: style.Formats
    content: Content
    names: dict[str, str]

    def head(self, word: str) -> sheets.Head:
        """What stands above a list."""
        french, english = (words(lang, "workbook") for lang in LANGUAGES)
        titles = dict.fromkeys((french[word], english[word]))
        back = f"{french['cover']} · {english['cover']}" if word == "contents" else ""
        link = (
            (french["cover"], back) if back else (french["contents"], f"{french['back']} · {english['back']}")
        )
        told = (french[f"{word}_told"], english[f"{word}_told"])
        return sheets.Head(" · ".join(titles), told, link)


def cover(sheet: Any, book: Book, lang: str) -> None:
    """What the workbook is, in one language, in one column: a heading, then what it says."""
    formats = book.formats
    sheet.hide_gridlines(2)
    sheet.set_tab_color(style.BLUE)
    sheet.set_column(0, 0, _COVER)
    sheet.write_string(0, 0, citation.title(book.content.package, lang), formats.title)
    sheet.set_row(0, _HEADING)
    row = 1
    for heading, texts in _about(book, lang):
        if heading:
            sheet.write_string(row, 0, heading, formats.heading)
            sheet.set_row(row, _HEADING)
            row += 1
        for text, target in texts:
            if target.startswith(_LINKS):
                sheet.write_url(row, 0, target, formats.link, text)
            else:
                sheet.write_string(row, 0, text, formats.text)
            sheet.set_row(row, style.LINE * style.lines_of(text, _COVER) + 2)
            row += 1
    style.page(sheet, "", header=False)
    sheet.set_portrait()


def _about(book: Book, lang: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The sections of the cover: a heading, its lines, each with the address that it leads to or ""."""
    content, text = book.content, words(lang, "workbook")
    package, known = content.package, identity.of(content.package)
    french = words("fr", "workbook")
    yield "", [(said(package, "description", lang), "")] if said(package, "description", lang) else []
    yield text["version"], [(f"{package.version} · {date(content.issued, lang)}", "")]
    sheet = {key: french[key] for key in ("contents", "notes", "dictionary")}
    shown = layout.tables(package)
    first = ""
    if shown:
        count = number(rows(content.tables[shown[0].name]), lang)
        first = text["first"].format(sheet=book.names[shown[0].name], rows=count)
    starting = [(text["start_text"].format(first=first, **sheet), "")]
    leads = [sheet["contents"], *list(book.names.values())[:1], sheet["notes"], sheet["dictionary"]]
    yield text["start"], [*starting, *((name, _within(name)) for name in leads)]
    yield text["read"], [(text["reading"], "")]
    yield text["empty"], [(text["empty_text"], "")]
    yield text["cite"], [(citation.sentence(package, content.issued, lang), "")]
    _, licence, address = citation.licence(package)
    yield from ((text["licence"], [(licence, address)]) for _ in [licence] if licence)
    if known.contact:
        places = [known.contact.title, known.contact.email, known.contact.path]
        yield text["contact"], [(" · ".join(filter(None, places)), "")]
    if known.explorer:
        yield text["explorer"], [(known.explorer, known.explorer)]
    sources = [str(source.get("title", "")) for source in package.extra.get("sources", ())]
    if any(sources):
        yield text["sources"], [(source, "") for source in filter(None, sources)]


def _within(sheet: str) -> str:
    """The address of a sheet."""
    return f"internal:'{sheet.replace(chr(39), chr(39) * 2)}'!A1"


def contents(sheet: Any, book: Book) -> None:
    """Every sheet with a table: a link, what it holds, how many rows, the table of the other formats."""
    text, english = words("fr", "workbook"), words("en", "workbook")
    package = book.content.package
    first, last = (
        (text[word], text[f"{word}_told"], None, english[f"{word}_told"], "")
        for word in ("notes", "dictionary")
    )
    listed: list[tuple[Any, ...]] = []
    for resource in layout.tables(package):
        plain = layout.plain(package, resource)
        told = [said(plain, "description", lang) for lang in LANGUAGES]
        title = said(plain, "title", "en")
        count = rows(book.content.tables[resource.name])
        listed.append((book.names[resource.name], told[0], count, f"{title}: {told[1]}", resource.name))
    _list(sheet, book, "contents", _CONTENTS, [first, *listed, last])
    for row, (name, *_) in enumerate([first, *listed, last], start=layout.HEAD + 1):
        sheet.write_url(row, 0, _within(name), book.formats.link, name)


def notes(sheet: Any, book: Book) -> None:
    """How cells are read, and what each status in use means, with how many rows have it."""
    texts = [words(lang, "workbook") for lang in LANGUAGES]
    listed: list[tuple[Any, ...]] = [
        tuple(text[key] for text in texts for key in (word, f"{word}_text"))
        for word in ("empty", "codes", "numbers", "lines")
    ]
    for code, row, uses in statuses.used(book.content.package, book.content.tables):
        told: list[str] = []
        for lang in LANGUAGES:
            page = words(lang, "page")
            counts = (f"{number(n, lang)} {page[word if n == 1 else f'{word}s']}" for word, n in uses)
            label = row.get(f"label_{lang}") or ""
            meaning = row.get(f"definition_{lang}") or ""
            told += [
                words(lang, "workbook")["status"].format(code=code, label=label),
                f"{meaning} ({', '.join(counts)})".strip(),
            ]
        listed.append(tuple(told))
    _list(sheet, book, "notes", _NOTES, listed)


def dictionary_of(sheet: Any, book: Book) -> None:
    """One row a column of every sheet, and of the tables that have none."""
    listed: list[tuple[Any, ...]] = []
    package = book.content.package
    shown = layout.tables(package)
    for resource in shown:
        name = book.names[resource.name]
        listed += [_entry(name, column.header, column.entry) for column in layout.columns(resource)]
    for resource in package.tables:
        if resource not in shown:
            listed += [_entry("", "", entry) for entry in dictionary.of(resource)]
    _list(sheet, book, "dictionary", _DICTIONARY, listed)
    sheet.freeze_panes(layout.HEAD + 1, 2)


def _entry(name: str, header: str, entry: Entry) -> tuple[Any, ...]:
    """A row of the dictionary."""
    told = (name, header, entry.description, entry.unit, entry.title_en, entry.description_en)
    codes = (entry.table, entry.field, entry.type, entry.required, entry.key, entry.reference)
    return (*told, *codes, entry.codes, entry.constraints, entry.pattern)


def _header(word: str, part: str) -> str:
    """A header in both languages; of a column that is in English only, in English."""
    french, english = (words(lang, "workbook")[word] for lang in LANGUAGES)
    return f"{english} (EN)" if part == ENGLISH else " · ".join(dict.fromkeys((french, english)))


def _list(sheet: Any, book: Book, word: str, columns: _Columns, listed: Sequence[tuple[Any, ...]]) -> None:
    """A list on its sheet, marked as a table."""
    formats, package = book.formats, book.content.package
    sheet.set_tab_color(style.BLUE)
    sheets.top(sheet, formats, book.head(word))
    headers = [(_header(header, part), part) for header, part, _ in columns]
    sheets.marked(sheet, f"l_{word}", formats, headers, len(listed))
    sheet.set_row(layout.HEAD, style.LINE + 4)
    heights: dict[int, int] = {}
    for column, (_, _, wide) in enumerate(columns):
        sheet.set_column(column, column, wide)
        for row, values in enumerate(listed, start=layout.HEAD + 1):
            value = values[column]
            if isinstance(value, bool):
                sheet.write_boolean(row, column, value, formats.plain)
            elif isinstance(value, int):
                sheet.write_number(row, column, value, formats.whole)
            elif value:
                sheet.write_string(row, column, value, formats.wrapped)
        style.heighten(heights, (values[column] for values in listed), wide)
    style.set_heights(sheet, layout.HEAD + 1, heights)
    style.page(sheet, f"{book.head(word).title} — {package.name} {package.version}")
    sheet.freeze_panes(layout.HEAD + 1, 1)
    read = sum(part == READ for _, part, _ in columns)
    sheet.print_area(0, 0, layout.HEAD + len(listed), read - 1)

"""The workbook is for people: who opens it, prints it, or has it read aloud; whatever the package.

The rules are those of « Releasing statistics in spreadsheets » (Analysis Function, UK), as gptables has them.
But for one: panes are frozen, since a table of forty columns is lost without its headers.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from scripts.derive import labelled
from scripts.reading import descriptor
from scripts.write.formats import xlsx, xlsx_layout
from scripts.write.formats.xlsx_layout import CODE, ENGLISH, HEAD, READ
from tests.whole import content_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from scripts.write.content import Content

ROOT = Path(__file__).parent.parent
DAY = dt.date(2026, 12, 1)
PACKAGES = {"real": ROOT, "small": ROOT / "tests" / "packages" / "small"}
COVERS = 2


@cache
def content(name: str) -> Content:
    """What a package is published as."""
    return content_of(descriptor.load(PACKAGES[name]), DAY)


@pytest.fixture(scope="module", params=PACKAGES)
def made(request: pytest.FixtureRequest) -> Content:
    return content(request.param)


@pytest.fixture(scope="module")
def book(made: Content, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("book")
    (name,) = xlsx.write(made, folder)
    return openpyxl.load_workbook(folder / name)


def sheets(book: Any) -> list[Worksheet]:
    """The sheets that hold a table: all but the covers."""
    return list(book.worksheets[COVERS:])


# --- the rules for accessible workbooks ---------------------------------------------------------------------


def test_no_cell_is_merged_no_row_nor_column_hidden(book: Any) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())


def test_the_first_cell_says_what_the_sheet_is(book: Any) -> None:
    """And no two sheets say the same, nor have names that are one."""
    titles = [sheet["A1"].value for sheet in book.worksheets]
    assert all(isinstance(title, str) and title for title in titles)
    assert len(set(titles)) == len(titles)
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames)


def test_a_sheet_has_one_table_marked_as_one_with_one_row_of_headers(book: Any) -> None:
    """It ends where the sheet ends; each header is a text, and there once."""
    for sheet in sheets(book):
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        assert first == f"A{HEAD + 1}"
        assert table.headerRowCount == 1
        assert sheet[last].row == max(sheet.max_row, HEAD + 2)
        assert sheet[last].column == sheet.max_column
        headers = [cell.value for cell in sheet[HEAD + 1]]
        assert all(isinstance(header, str) and header.strip() == header != "" for header in headers)
        assert len({header.lower() for header in headers}) == len(headers)
        assert [column.name for column in table.tableColumns] == headers
        assert table.autoFilter is not None


def test_tables_have_names_of_their_own(book: Any) -> None:
    names = [name.lower() for sheet in sheets(book) for name in sheet.tables]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[lt]_\w+", name) for name in names)


def test_no_row_is_empty(book: Any) -> None:
    """On the covers neither: what is between headings is the height of rows."""
    for sheet in book.worksheets:
        empty = [row[0].row for row in sheet.iter_rows() if all(cell.value is None for cell in row)]
        assert empty == [], sheet.title


def test_where_a_cell_is_empty_the_sheet_says_what_that_means(made: Content, book: Any) -> None:
    for name in xlsx_layout.sheet_names(made.package).values():
        sheet = book[name]
        gaps = any(cell.value is None for row in sheet.iter_rows(min_row=HEAD + 2) for cell in row)
        for cell, words in (("A2", "cellule vide"), ("A3", "empty cell")):
            assert (words in str(sheet[cell].value)) == gaps, sheet.title


def test_the_contents_lead_to_every_sheet_and_each_leads_back(book: Any) -> None:
    contents = book.worksheets[COVERS]
    links = {cell.value: cell.hyperlink for (cell,) in contents.iter_rows(min_row=HEAD + 2, max_col=1)}
    assert list(links) == book.sheetnames[COVERS + 1 :]
    for name, link in links.items():
        assert link is not None
        assert link.location == f"'{name.replace(chr(39), chr(39) * 2)}'!A1"
    for sheet in sheets(book)[1:]:
        assert sheet.cell(HEAD, 1).hyperlink.location == f"'{contents.title}'!A1"


def test_colour_says_nothing_alone(made: Content) -> None:
    """What is in English and what is a code has a header that says so."""
    for resource in xlsx_layout.tables(made.package):
        for column in xlsx_layout.columns(resource):
            field = column.entry.field
            if column.part == ENGLISH and field.endswith("_label_en"):
                assert column.header.endswith("(EN)")
            if column.part == CODE and column.entry.reference:
                assert column.header.endswith("(code)")


# --- for whoever reads it on a screen, or on paper ----------------------------------------------------------


def test_the_covers_say_what_it_is_its_version_its_licence_how_to_cite_it(made: Content, book: Any) -> None:
    for sheet, title in zip(
        book.worksheets, (made.package.title, made.package.extra["title_en"]), strict=False
    ):
        told = [str(cell.value) for (cell,) in sheet.iter_rows(max_col=1) if cell.value]
        assert sheet["A1"].value == title
        assert sheet.max_column == 1
        for words in (made.package.version, "Licence Ouverte"):
            assert any(words in line for line in told)
        links = [cell.hyperlink.location for (cell,) in sheet.iter_rows(max_col=1) if cell.hyperlink]
        assert f"'{book.sheetnames[COVERS]}'!A1" in links


def test_figures_come_first_with_their_labels(made: Content, book: Any) -> None:
    """Then the cuts; a table whose rows have labels on another sheet has none of its own."""
    shown = xlsx_layout.tables(made.package)
    twins = labelled.twins(made.package)
    assert shown[0].extra.get("of") == "observations"
    assert not {resource.name for resource in shown} & set(twins)
    kinds = [resource.extra["kind"] for resource in shown[1:]]
    cuts = kinds.count("cut")
    assert kinds[:cuts] == ["cut"] * cuts
    assert book.sheetnames[COVERS + 2] == xlsx_layout.sheet_names(made.package)[shown[0].name]


def test_a_sheet_of_facts_reads_from_labels_in_french_to_codes(made: Content) -> None:
    """Every code has its label on the left; no column of codes stands before one that is read."""
    for resource in xlsx_layout.tables(made.package):
        if resource.extra["kind"] not in ("cut", "labelled"):
            continue
        columns = xlsx_layout.columns(resource)
        parts = [column.part for column in columns]
        assert parts == sorted(parts, key=(READ, ENGLISH, CODE).index)
        read = {column.entry.field for column in columns if column.part == READ}
        codes = [column.entry.field for column in columns if column.part == CODE and column.entry.reference]
        assert codes
        assert all({f"{code}_label_fr", f"{code}_title"} & read for code in codes)
        said = [column.entry for column in columns if column.part == READ and column.entry.type == "string"]
        assert not any(entry.reference for entry in said)


def test_every_table_stays_in_sight_and_prints_with_its_headers(made: Content, book: Any) -> None:
    for resource in xlsx_layout.tables(made.package):
        sheet = book[xlsx_layout.sheet_names(made.package)[resource.name]]
        frozen = sheet[str(sheet.freeze_panes)]
        assert frozen.row == HEAD + 2
        wide = sum(
            sheet.column_dimensions[cell.column_letter].width for cell in sheet[1][: frozen.column - 1]
        )
        assert wide <= 70, "what stays on the left leaves room"
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)  # which is what it is unless told
        assert sheet.page_setup.fitToHeight == 0
        assert all(5 <= column.width <= 64 for column in sheet.column_dimensions.values())
        assert sheet.cell(HEAD + 1, 1).comment is not None


def test_numbers_are_numbers_and_codes_texts(made: Content, book: Any) -> None:
    """Thousands apart, but for years; a code that looks like a number is a text, its zeros kept."""
    for resource in xlsx_layout.tables(made.package):
        sheet = book[xlsx_layout.sheet_names(made.package)[resource.name]]
        for place, column in enumerate(xlsx_layout.columns(resource), start=1):
            for (cell,) in sheet.iter_rows(min_row=HEAD + 2, min_col=place, max_col=place):
                if cell.value is None:
                    continue
                if column.entry.type in ("number", "integer", "year"):
                    assert isinstance(cell.value, int | float)
                    assert cell.number_format.startswith("0" if column.entry.type == "year" else "#,##0")
                elif column.entry.type == "string":
                    assert isinstance(cell.value, str)


def test_the_notes_tell_every_status_in_use(made: Content, book: Any) -> None:
    facts = made.tables["observations"]
    told = " ".join(str(cell.value) for row in book["Notes"].iter_rows() for cell in row)
    used = set(facts.column("status").to_pylist())
    assert used
    assert all(re.search(rf"Statut {code}\W", told) and f"Status {code}:" in told for code in used)


def test_a_name_is_cut_after_a_word_that_means_something() -> None:
    names = xlsx_layout.sheet_names(content("real").package)
    assert names["collectivity-priorities"] == "Rôle des collectivités"
    assert names["observations-labelled"] == "Tous les chiffres"

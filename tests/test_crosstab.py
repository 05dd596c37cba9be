"""What institutes send is read whatever its shape; what is not understood is told by its cell."""

from __future__ import annotations

import tomllib
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scripts.studies.crosstab import plan_text, propose, reading
from scripts.studies.crosstab.match import Matches
from scripts.studies.crosstab.model import RAW, WEIGHTED, Block, Crosstab
from scripts.studies.crosstab.plan import Open, Plan
from scripts.studies.crosstab.rows import Maker
from scripts.studies.crosstab.tables import Tables
from scripts.studies.faults import StudyError
from tests import crosstab_shapes as shapes
from tests import next_crosstab

ROOT = Path(__file__).resolve().parent.parent
Figures = dict[tuple[str, str, str], tuple[str, str]]
S = shapes.Style

SHAPES: dict[str, Callable[[Path], Path]] = {
    "stacked blocks, merged headings": shapes.stacked,
    "breaks over groups without merged cells": partial(shapes.stacked, merged=False),
    "headings over each block": shapes.headed,
    "the question in the row of the headings": partial(shapes.headed, inside=True),
    "a sheet a question": shapes.sheets,
    "a sheet a break": shapes.by_breaks,
    "the question in a merged column": partial(shapes.labelled, merged=True),
    "the question in a column, once": partial(shapes.labelled, merged=False),
    "bases after the answers": partial(shapes.stacked, style=S(after=True)),
    "no empty row between blocks": partial(shapes.stacked, style=S(gap=0)),
    "the whole in the last column": partial(shapes.stacked, style=S(order=(1, 2, 3, 4, 0))),
    "numbers": partial(shapes.stacked, style=S(cell=shapes.number)),
    "shares shown as percentages": partial(shapes.stacked, style=S(cell=shapes.percent)),
    "texts with a percent sign": partial(shapes.stacked, style=S(cell=shapes.suffixed)),
    "arrows": partial(shapes.stacked, style=S(cell=shapes.arrows)),
    "bases with spaces for thousands": partial(
        shapes.stacked, style=S(base=lambda n: f"{n:,}".replace(",", "\u202f"))
    ),
    "marks in columns without a heading": partial(shapes.spread, named=False),
    "counts, shares and marks beside each other": partial(shapes.spread, named=True),
    "marks in rows of their own": partial(shapes.beneath, lettered=False),
    "letters of columns": partial(shapes.beneath, lettered=True),
    "colours, with a legend in coloured cells": shapes.coloured,
    "colours, with a legend in words": partial(shapes.coloured, told="words"),
    "colours of the text": partial(shapes.coloured, font=True),
    "the first base in the headings": shapes.in_headings,
    "the first base above all questions": shapes.above_all,
}
BASES = (
    ("Base brute", "Base redressée"),
    ("Base", "Base pondérée"),
    ("Effectif", "Effectif pondéré"),
    ("n=", "Base redressée"),
    ("Base non pondérée", "Base"),
    ("Nombre de répondants", "Base corrigée"),
)


@pytest.fixture(scope="session")
def tables() -> Tables:
    """The tables of the source package."""
    return Tables(str(ROOT))


def understood(path: Path, tables: Tables) -> tuple[Maker, Crosstab]:
    """A file with what is certain of its map, and the means to ask what a cell says."""
    of, plan = reading.read(path), Plan()
    study = {
        "code": "s",
        "population": "companies_10_plus",
        "geography": "regions_2016",
        "rounding": "1",
        "year": "2026",
        "small_base": "30",
    }
    matches = Matches(tables, study)
    propose.complete(plan, of, matches)
    return Maker(plan, of, matches, {"code": "s", "read": "whole"}), of


def figures(maker: Maker, of: Crosstab) -> Figures:
    """Every value (or what stands for it) and mark by question, answer and group."""
    found: Figures = {}
    for block in of.blocks:
        for line in block.answers:
            for column in block.columns:
                read = line.cells[column.place]
                value = read.figure.sign if read.figure.value is None else maker.printed(read.figure.value)
                mark = maker.mark(block, line, column, read) if read.figure.value is not None else ""
                key = block.title, line.label, column.path[-1]
                assert found.setdefault(key, (value, mark)) == (value, mark)
    return found


def expected() -> Figures:
    """The figures that every shape holds."""
    found: Figures = {}
    for asked in shapes.QUESTIONS:
        for answer, texts in asked.answers.items():
            for (_, column), text in zip(shapes.COLUMNS, texts, strict=True):
                value, mark = shapes.split(text)
                told = "" if column == "Ensemble" or value == "-" else shapes.MARKS.get(mark, "not_different")
                found[asked.title, answer, column] = (value.replace(",", "."), told)
    return found


def bases(maker: Maker, block: Block, kind: str) -> dict[str, Decimal | None]:
    """The bases of a block by group."""
    line = propose.base_line(maker.plan, block, kind)
    return (
        {column.path[-1]: line.cells[column.place].figure.value for column in block.columns} if line else {}
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_figures_are_read_in_every_shape(shape: str, tmp_path: Path, tables: Tables) -> None:
    """Values, marks and bases; nothing is left over."""
    maker, of = understood(SHAPES[shape](tmp_path / "crosstab.xlsx"), tables)
    assert figures(maker, of) == expected()
    assert of.unread == []
    for block in of.blocks:
        asked = next(one for one in shapes.QUESTIONS if one.title == block.title)
        raw = shapes.QUESTIONS[0].raw if "first base" in shape else asked.raw
        known = bases(maker, block, RAW)
        assert known == {
            name: number for (_, name), number in zip(shapes.COLUMNS, raw, strict=True) if name in known
        }
        assert known


@pytest.mark.parametrize(("raw", "weighted"), BASES)
def test_a_base_is_known_by_any_of_its_names(raw: str, weighted: str, tmp_path: Path, tables: Tables) -> None:
    """Raw and weighted, in rows of their own."""
    maker, of = understood(shapes.stacked(tmp_path / "c.xlsx", S(raw=raw, weighted=weighted)), tables)
    for block, asked in zip(of.blocks, shapes.QUESTIONS, strict=True):
        assert list(bases(maker, block, RAW).values()) == list(asked.raw)
        assert [str(value).replace(".", ",") for value in bases(maker, block, WEIGHTED).values()] == list(
            asked.weighted
        )


def opened(path: Path, tables: Tables) -> set[str]:
    """What is asked of a file, by the names of the questions."""
    of, plan = reading.read(path), Plan()
    study = {
        "code": "s",
        "population": "companies_10_plus",
        "geography": "regions_2016",
        "rounding": "1",
        "year": "2026",
    }
    return {one.ask for one in propose.complete(plan, of, Matches(tables, study))}


def test_a_base_that_does_not_say_which_is_asked(tmp_path: Path, tables: Tables) -> None:
    """« Base » alone could be either."""
    assert "base" in opened(shapes.stacked(tmp_path / "c.xlsx", S(raw="Base", weighted="")), tables)
    assert "base" not in opened(shapes.stacked(tmp_path / "d.xlsx"), tables)


def test_marks_without_a_legend_are_asked(tmp_path: Path, tables: Tables) -> None:
    """« + » could compare with the wave before."""
    asked = opened(shapes.stacked(tmp_path / "c.xlsx", S(legend="En %")), tables)
    assert {"mark", "against"} <= asked
    assert not {"mark", "against"} & opened(shapes.stacked(tmp_path / "d.xlsx"), tables)


def test_a_star_that_only_says_different_takes_the_side_of_the_value(tmp_path: Path, tables: Tables) -> None:
    """Where a person says that this is what it means."""

    def starred(sheet: Any, row: int, column: int, text: str) -> None:
        value, mark = shapes.split(text)
        shapes.put(sheet, row, column, f"{value}{'*' if mark else ''}")

    path = shapes.stacked(
        tmp_path / "c.xlsx", S(cell=starred, legend=shapes.LEGEND.replace("+ / –", "étoile"))
    )
    assert "mark" in opened(path, tables)
    maker, of = understood(path, tables)
    maker.plan.put(("marks", "*"), "different")
    assert figures(maker, of) == expected()


def test_a_sign_is_explained_by_its_legend_or_by_small_bases_else_asked(
    tmp_path: Path, tables: Tables
) -> None:
    """« - » is zero for some institutes."""
    assert "sign" not in opened(shapes.stacked(tmp_path / "c.xlsx", S(legend="En %")), tables)  # 29 answers

    def starred(sheet: Any, row: int, column: int, text: str) -> None:
        shapes.put(sheet, row, column, "*" if text == "25,0" else text)

    assert "sign" in opened(shapes.stacked(tmp_path / "d.xlsx", S(cell=starred, legend="En %")), tables)


def test_colours_without_a_legend_are_no_marks(tmp_path: Path, tables: Tables) -> None:
    """They are told, and nothing is compared."""
    maker, of = understood(shapes.coloured(tmp_path / "c.xlsx", told="nowhere"), tables)
    marks = {mark for _, mark in figures(maker, of).values()}
    assert marks == {"", "not_published"}
    assert ("colours", {"names": "#C6EFCE, #FFC7CE"}) in of.remarks


def test_what_is_hidden_is_told_and_read_only_on_demand(tmp_path: Path) -> None:
    """An institute hides what it withholds."""
    path = shapes.hidden(tmp_path / "c.xlsx")
    of = reading.read(path)
    assert [name for name, _ in of.remarks] == ["hidden_rows", "hidden_columns", "hidden_sheet"]
    assert all("Normandie" not in column.path for block in of.blocks for column in block.columns)
    assert [line.label for line in of.blocks[0].answers] == ["Oui"]
    read = reading.read(path, hidden=True)
    assert [line.label for line in read.blocks[0].answers] == ["Oui", "Non"]
    assert "hidden_read_rows" in {name for name, _ in read.remarks}


def test_a_footnote_goes_where_its_mark_is(tmp_path: Path) -> None:
    """To the question, to the answer, or to the question that it stands under."""
    book = load_workbook(shapes.stacked(tmp_path / "c.xlsx"))
    sheet = book.worksheets[0]
    sheet["A7"] = f"{sheet['A7'].value} (1)"
    sheet["A10"] = "Oui (2)"
    end = sheet.max_row + 1
    for number, text in enumerate(
        ("(3) Base : celles qui ont un partenariat.", None, "(1) Reformulée.", "(2) Au moins un.")
    ):
        shapes.put(sheet, end + number, 1, text)
    book.save(tmp_path / "c.xlsx")
    first, second = reading.read(tmp_path / "c.xlsx").blocks
    assert (first.notes, first.footnotes["(1)"], first.footnotes["(2)"]) == (
        ("(1)",),
        "Reformulée.",
        "Au moins un.",
    )
    assert [line.notes for line in first.answers] == [("(2)",), ()]
    assert (second.notes, second.footnotes["(3)"]) == (("(3)",), "Base : celles qui ont un partenariat.")


def test_what_is_not_understood_is_told_by_its_cell(tmp_path: Path) -> None:
    """A cell, a column without a heading, a row without a label; the rest is read."""
    book = load_workbook(shapes.stacked(tmp_path / "c.xlsx"))
    sheet = book.worksheets[0]
    sheet["B10"] = "<1"
    sheet["G10"] = "12,0"
    sheet["C12"] = "77,0"
    book.save(tmp_path / "c.xlsx")
    unread = reading.read(tmp_path / "c.xlsx").unread
    assert sorted(unread) == [("Tris!B10", "<1"), ("Tris!C12", "77,0"), ("Tris!G10", "12,0")]


def test_counts_in_rows_of_their_own_are_not_taken_for_shares(tmp_path: Path, tables: Tables) -> None:
    """Under or over the shares; where nothing tells them apart, neither is read."""
    for name, first, second in (
        ("under", "number", "count"),
        ("over", "count", "number"),
        ("both", "count", "count"),
    ):
        maker, of = understood(shapes.doubled(tmp_path / f"{name}.xlsx", first, second), tables)
        assert figures(maker, of) == ({} if name == "both" else expected())
        assert bool(of.unread) == (name == "both")


def test_a_heading_among_answers_is_no_question(tmp_path: Path) -> None:
    """It tells answers of one name apart, and changes nothing else."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["", "Ensemble", "Bretagne", "Normandie"],
        ["Q1. Quel rôle ?"],
        ["Base brute", 300, 100, 200],
        ["Les associations"],
        ["Important", "60,0", "40,0", "70,0"],
        ["Peu important", "40,0", "60,0", "30,0"],
        ["Les entreprises"],
        ["Important", "50,0", "30,0", "60,0"],
        ["Autre", "50,0", "70,0", "40,0"],
        ["Autre sujet"],
        ["Base brute", 290, 100, 190],
        ["Bien", "50,0", "30,0", "60,0"],
    ):
        sheet.append(line)
    book.save(tmp_path / "c.xlsx")
    first, second = reading.read(tmp_path / "c.xlsx").blocks
    names = ["Les associations – Important", "Peu important", "Les entreprises – Important", "Autre"]
    assert (first.title, [line.label for line in first.answers]) == ("Q1. Quel rôle ?", names)
    assert (second.title, [line.label for line in second.answers]) == ("Autre sujet", ["Bien"])


def test_shares_of_one_are_told_by_their_sums(tmp_path: Path, tables: Tables) -> None:
    """They become percentages; small figures that add up to nothing do not."""

    def share(sheet: Any, row: int, column: int, text: str) -> None:
        value, mark = shapes.split(text)
        told = text if value == "-" else f"{Decimal(value.replace(',', '.')) / 100} {mark}".replace(".", ",")
        shapes.put(sheet, row, column, told.strip())

    maker, of = understood(shapes.stacked(tmp_path / "c.xlsx", S(cell=share)), tables)
    told = {
        key: (value if value == "-" else str(float(value)), mark) for key, (value, mark) in expected().items()
    }
    read = figures(maker, of)
    assert {
        key: (value if value == "-" else str(float(value)), mark) for key, (value, mark) in read.items()
    } == told
    assert ("shares", {"sheet": "Tris"}) in of.remarks
    small = shapes.stacked(
        tmp_path / "d.xlsx", S(cell=lambda sheet, row, column, _: shapes.put(sheet, row, column, "0,4"))
    )
    _, of = understood(small, tables)
    assert {
        str(read.figure.value)
        for block in of.blocks
        for line in block.answers
        for read in line.cells.values()
    } == {"0.4"}
    assert ("below_one", {"sheet": "Tris"}) in of.remarks


def test_shares_of_rows_are_not_taken_for_shares_of_columns(tmp_path: Path) -> None:
    """Each answer adds up to 100 over the regions."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["", "Ensemble", "Bretagne", "Normandie"],
        ["Q1. Avez-vous un partenariat ?"],
        ["Base brute", 300, 100, 200],
        ["Oui", "100,0", "40,0", "60,0"],
        ["Non", "100,0", "30,0", "70,0"],
    ):
        sheet.append(line)
    book.save(tmp_path / "c.xlsx")
    of = reading.read(tmp_path / "c.xlsx")
    assert of.blocks == []
    assert "by_row" in {name for name, _ in of.remarks}
    assert of.unread


@pytest.mark.parametrize("text", ["n=250", "(250)", "(n = 250)*", "250"])
def test_a_base_may_be_dressed(text: str, tmp_path: Path, tables: Tables) -> None:
    """With its n, in brackets, with a star."""

    def dressed(number: int) -> str:
        return text.replace("250", str(number))

    maker, of = understood(shapes.stacked(tmp_path / "c.xlsx", S(base=dressed)), tables)
    assert list(bases(maker, of.blocks[0], RAW).values()) == list(shapes.QUESTIONS[0].raw)
    assert of.unread == []


def test_the_invented_crosstab_is_read_to_the_last_cell(tables: Tables) -> None:
    """Against the reader of the tests, which knows that one file only."""
    if not next_crosstab.FILE.is_file():
        pytest.skip("needs ../shared/test-data/next-study/crosstab.xlsx")
    maker, of = understood(next_crosstab.FILE, tables)
    assert of.unread == []
    known = list(next_crosstab.read(next_crosstab.FILE))
    assert len(of.blocks) == len(known) == 12
    for block, asked in zip(of.blocks, known, strict=True):
        assert list(bases(maker, block, RAW).values()) == list(asked.bases)
        assert list(bases(maker, block, WEIGHTED).values()) == list(asked.weights)
        for line in block.answers:
            for column, cell in zip(block.columns, asked.options[line.label], strict=True):
                read = line.cells[column.place]
                assert (None if read.figure.value is None else str(read.figure.value)) == cell.value
                if column.place > 1 and cell.value is not None:
                    assert maker.mark(block, line, column, read) == cell.mark


values = st.decimals(min_value=0, max_value=100, places=1)
marks = st.sampled_from(["", " +", " –", " ▲", " ▼"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(values, marks), min_size=5, max_size=5))
def test_what_is_written_read_again_is_what_was_in_the_file(
    cells: list[tuple[Decimal, str]], tmp_path: Path, tables: Tables
) -> None:
    """Any value with any mark."""
    texts = iter(cells * 6)

    def cell(sheet: Any, row: int, column: int, text: str) -> None:
        value, mark = next(texts)
        shapes.put(sheet, row, column, f"{value}{mark}".replace(".", ","))

    maker, of = understood(shapes.stacked(tmp_path / "p.xlsx", S(cell=cell)), tables)
    sides = {" +": "above", " ▲": "above", " –": "below", " ▼": "below", "": "not_different"}
    told = [(str(value), "" if place == 0 else sides[mark]) for place, (value, mark) in enumerate(cells)]
    assert list(figures(maker, of).values()) == told * 6


labels_of_any_kind = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(label=labels_of_any_kind, answer=labels_of_any_kind, value=labels_of_any_kind)
def test_a_map_is_read_as_it_was_written(label: str, answer: str, value: str) -> None:
    """Whatever a label is made of, what is open is a comment and changes nothing."""
    told = {"label": label, "indicator": value, "answers": {answer: {"item": value}, f"{answer}.": {}}}
    plan = Plan({"signs": {answer: "withheld"}, "test": {"level": 0.95}, "question": [told]})
    asked = Open(("question", 0, "population"), "population", {}, ((value, label),))
    assert tomllib.loads(plan_text.text(plan, [asked])) == plan.tables


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_hostile_file_gets_one_line(tmp_path: Path) -> None:
    """A zip bomb, an external entity, cells at the ends of a sheet, noise: refused, each in its words."""
    good = tmp_path / "good.xlsx"
    book = Workbook()
    book.worksheets[0]["A1"] = "x"
    book.save(good)
    with zipfile.ZipFile(good) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    far = members[sheet].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    cases = {
        "bomb": zipped(tmp_path / "bomb.xlsx", members | {"xl/media/x.bin": bytes(80 * 2**20)}),
        "entity": zipped(tmp_path / "entity.xlsx", members | {sheet: entity}),
        "far": zipped(tmp_path / "far.xlsx", members | {sheet: far}),
        "noise": tmp_path / "noise.xlsx",
        "kind": tmp_path / "x.pdf",
    }
    cases["noise"].write_bytes(b"\xd0\xcf\x11\xe0 locked")
    cases["kind"].write_bytes(b"%PDF")
    for name, path in cases.items():
        with pytest.raises(StudyError) as caught:
            reading.read(path)
        for language in ("fr", "en"):
            assert len(caught.value.said(language).splitlines()) == 1, name
            assert str(path) in caught.value.said(language)


def test_a_formula_that_nobody_computed_is_told(tmp_path: Path) -> None:
    """Openpyxl stores no results."""
    book = load_workbook(shapes.stacked(tmp_path / "c.xlsx"))
    book.worksheets[0]["B10"] = "=1+1"
    book.save(tmp_path / "c.xlsx")
    assert ("Tris!B10", "formula") in reading.read(tmp_path / "c.xlsx").unread


def test_what_is_open_of_a_row_that_is_half_known_can_be_filled_in() -> None:
    """Its lines stand beside each other: with « # ? » away, the map is TOML, and has both."""
    entry = {"label": "Q4", "indicator": "i", "answers": {"Mécénat": {"item": "sponsorship"}}}
    place = ("question", 0, "answers", "Mécénat", "code")
    told = plan_text.text(Plan({"question": [entry]}), [Open(place, "code", {}, (("1", "Mécénat"),))])
    read = tomllib.loads(told.replace("# ? ", ""))
    assert read["question"][0]["answers"] == {"Mécénat": {"item": "sponsorship", "code": "1"}}

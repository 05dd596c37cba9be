"""What a spreadsheet set to French saves over a CSV: recognised in one sentence, mended, never guessed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scripts.check.package import check
from scripts.reading import recognise, saves
from scripts.reading.descriptor import to_package, to_schema
from scripts.reading.issues import explain
from scripts.reading.model.errors import ProjectError
from scripts.reading.model.package import Resource
from scripts.reading.sources import open_source
from scripts.studies.workbook import saved, tables
from scripts.studies.workbook.tables import Table
from tests import form
from tests.form import Run, contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Schema

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]
VALUES = ("decimal", "date", "boolean", "scientific", "zeros")
REGIONS = {"01", "02", "11"}

# A table of every type, one row of which shows each trait.
SCHEMA = to_schema(
    {
        "fields": [
            {"name": "code", "type": "string"},
            {"name": "region", "type": "string"},
            {"name": "insee", "type": "string", "constraints": {"pattern": "^[0-9]{5}$"}},
            {"name": "value", "type": "number"},
            {"name": "count", "type": "integer"},
            {"name": "day", "type": "date"},
            {"name": "yes", "type": "boolean"},
            {"name": "note", "type": "string"},
        ],
        "primaryKey": ["code"],
        "foreignKeys": [{"fields": ["region"], "reference": {"resource": "regions", "fields": ["code"]}}],
    }
)
ROWS = [
    ("a", "01", "01004", "46.5", "120000", "2025-12-31", "true", 'Dit « oui » ; et "non", à peu près.'),
    ("b", "11", "75056", "-0.25", "7", "2026-01-02", "false", "Deux\nlignes, œuvre"),
    ("c", "", "", "", "", "", "", ""),
    ("d", "02", "00123", "8", "0", "1999-02-28", "true", "1.5; 2,5"),
]
RESOURCE = Resource(name="all", paths=("all.csv",), title="Tout", schema=SCHEMA)


class How(NamedTuple):
    """How a spreadsheet saves: encoding, what parts cells and ends lines, cells too many, values as shown."""

    encoding: str
    delimiter: str
    ending: str
    trailing: bool
    values: frozenset[str]


def shown(cell: str, kind: str, name: str, values: frozenset[str]) -> str:
    """A cell as the spreadsheet shows it, and saves it."""
    if not cell:
        return ""
    if kind in ("number", "integer") and "scientific" in values and abs(Decimal(cell)) >= 10_000:
        return f"{Decimal(cell).normalize():E}".replace(".", ",").replace("E+5", "E+05")
    forms = {
        ("number", "decimal"): lambda: cell.replace(".", ","),
        ("date", "date"): lambda: "/".join(reversed(cell.split("-"))),
        ("boolean", "boolean"): lambda: {"true": "VRAI", "false": "FAUX"}[cell],
        ("string", "zeros"): lambda: str(int(cell)) if name in ("region", "insee") else cell,
    }
    found = [form for (of, trait), form in forms.items() if of == kind and trait in values]
    return found[0]() if found else cell


def save(rows: Sequence[Sequence[str]], how: How, schema: Schema = SCHEMA) -> bytes:
    """The file that the spreadsheet saves."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=how.delimiter, lineterminator=how.ending)
    more = [""] * 3 if how.trailing else []
    writer.writerow([*schema.field_names, *more])
    for row in rows:
        pairs = zip(row, schema.fields, strict=True)
        writer.writerow([*(shown(cell, one.type, one.name, how.values) for cell, one in pairs), *more])
    if how.trailing:
        writer.writerows([[""] * (len(schema.fields) + 3)] * 2)
    return text.getvalue().encode(how.encoding)


def canonical(rows: Sequence[Sequence[str]]) -> bytes:
    """The CSV of the rows."""
    return tables.canonical(Table(RESOURCE, tuple(map(tuple, rows))))


def every() -> list[How]:
    """Every way to save: encodings by endings by trailing cells by subsets of what values are shown as."""
    ways = [("utf-8", ";"), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8-sig", "\t")]
    subsets = [
        frozenset(name for name, kept in zip(VALUES, bits, strict=True) if kept)
        for bits in product((False, True), repeat=len(VALUES))
    ]
    return [
        How(encoding, mark, ending, trailing, values)
        for (encoding, mark), ending, trailing, values in product(
            ways, ("\r\n", "\n"), (False, True), subsets
        )
    ]


def test_every_combination_is_recognised_and_mended() -> None:
    """640 ways to save one table: each is named, and each comes back as the table was, to the byte."""
    assert len(every()) == 640
    for how in every():
        content = save(ROWS, how)
        found = saves.recognised(content, SCHEMA, whole=True)
        assert found is not None, how
        assert ("decimal" in found.traits) == ("decimal" in how.values), (how, found)
        assert ("date" in found.traits) == ("date" in how.values), (how, found)
        assert ("boolean" in found.traits) == ("boolean" in how.values), (how, found)
        assert ("trailing" in found.traits) == how.trailing, (how, found)
        taken = saved.mended(RESOURCE, content, lambda _name: REGIONS)
        assert taken.faults == [], how
        assert tables.canonical(taken.table) == canonical(ROWS), how


def test_what_is_plain_is_no_save() -> None:
    """Commas, with or without a byte order mark or CRLF: other sentences are for these."""
    for encoding, ending in product(("utf-8", "utf-8-sig"), ("\n", "\r\n")):
        content = save(ROWS, How(encoding, ",", ending, trailing=False, values=frozenset()))
        assert saves.recognised(content, SCHEMA, whole=True) is None


def test_commas_with_french_values_are_a_save() -> None:
    """Where the list separator of the system is a comma."""
    how = How("utf-8-sig", ",", "\r\n", trailing=False, values=frozenset({"decimal", "boolean"}))
    found = saves.recognised(save(ROWS, how), SCHEMA, whole=True)
    assert found is not None
    assert tables.canonical(saved.mended(RESOURCE, save(ROWS, how), lambda _: REGIONS).table) == canonical(
        ROWS
    )


def test_lines_that_became_one_cell_each_come_back() -> None:
    """A CSV of commas opened by a double click, saved again: quotes are doubled, semicolons part lines."""
    plain = [row for row in ROWS if "\n" not in row[-1]]
    lines = canonical(plain).decode().splitlines()
    for encoding in ("cp1252", "utf-8-sig"):
        opened = [next(csv.reader([line], delimiter=";", quoting=csv.QUOTE_NONE)) for line in lines]
        width = max(map(len, opened))
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerows([*cells, *[""] * (width - len(cells))] for cells in opened)
        content = text.getvalue().encode(encoding)
        found = saves.recognised(content, SCHEMA, whole=True)
        assert found is not None
        assert "wrapped" in found.traits
        taken = saved.mended(RESOURCE, content, lambda _name: REGIONS)
        assert tables.canonical(taken.table) == canonical(plain)


def test_the_beginning_of_a_large_file_is_enough() -> None:
    """A character, or a line, that is cut off is no fault."""
    rows = [(f"k{number}", *ROWS[0][1:]) for number in range(4000)]
    content = save(rows, How("utf-8-sig", ";", "\r\n", trailing=False, values=frozenset(VALUES)))
    for size in range(saves.HEAD - 5, saves.HEAD):
        assert saves.recognised(content[:size], SCHEMA) is not None


# --- any table ----------------------------------------------------------------------------------------------

LETTERS = "abcxyzàâéèêëîïôùûüçœ ABC0123456789.,;:!?'\"«»’…–()/%\n-"
TEXTS = st.text(LETTERS, max_size=20)
NUMBERS = (
    st.decimals(-(10**9), 10**9, places=3)
    .map(lambda d: format(d.normalize(), "f"))
    .map(lambda text: "0" if text in ("-0", "0") else text)
)
CELLS = st.tuples(
    st.sampled_from(["", *sorted(REGIONS)]),
    st.one_of(st.just(""), st.from_regex(r"[0-9]{5}", fullmatch=True).filter(str.isascii)),
    st.one_of(st.just(""), NUMBERS),
    st.one_of(st.just(""), st.integers(-(10**6), 10**6).map(str)),
    st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat())),
    st.sampled_from(["", "true", "false"]),
    TEXTS,
)


@given(st.lists(CELLS, max_size=8), st.sampled_from(every()))
def test_any_table_that_is_saved_and_taken_back_is_the_table(rows: list[tuple[str, ...]], how: How) -> None:
    """Whatever its cells, in whichever way it was saved."""
    table = [(f"k{number}", *row) for number, row in enumerate(rows)]
    how = how._replace(values=how.values - {"scientific"})  # which loses digits
    content = save(table, how)
    found = recognise.encoding(content)
    assume(found == {"cp1252": "windows-1252"}.get(how.encoding, how.encoding) or content.isascii())
    taken = saved.mended(RESOURCE, content, lambda _name: REGIONS)
    assert taken.faults == []
    assert tables.canonical(taken.table) == canonical(table)


@pytest.mark.parametrize("how", [How("utf-8-sig", ";", "\r\n", trailing=True, values=frozenset(VALUES[:3]))])
def test_every_table_of_the_real_package_comes_back_to_the_byte(how: How) -> None:
    """Saved, then taken back; its lost zeros too, where a key or a pattern has them."""
    with open_source(str(ROOT / "datapackage.json")) as source:
        package = to_package(source.descriptor)
        known = tables.read(source, package)
    codes = {
        name: {row[table.key[0]] for row in table.rows}
        for name, table in known.items()
        if len(table.key) == 1
    }
    for table in known.values():
        content = save(table.rows, how, table.schema)
        assert saves.recognised(content, table.schema, whole=True) is not None
        taken = saved.mended(table.resource, content, lambda name: codes.get(name, set()))
        assert taken.faults == [], (table.name, taken.faults[:3])
        assert tables.canonical(taken.table) == tables.canonical(table), table.name


# --- what is not certain ------------------------------------------------------------------------------------


def mended(region: str = "11", insee: str = "75056", **cells: str) -> saved.Saved:
    """What is made of one row."""
    row = {"code": "a", "region": region, "insee": insee, **cells}
    line = ";".join(row.get(name, "") for name in SCHEMA.field_names)
    content = f"{';'.join(SCHEMA.field_names)}\r\n{line}\r\n".encode("utf-8-sig")
    return saved.mended(RESOURCE, content, lambda _name: {"001", "01", "2", "02", "11", "0033"})


def test_a_zero_comes_back_only_where_there_is_one_choice() -> None:
    """« 1 » may be 01 or 001, « 33 » is 0033 alone, « 2 » is a code, « 4 » is none."""
    assert mended(region="33").table.rows[0][1] == "0033"
    assert mended(region="2").table.rows[0][1] == "2"
    assert [one.name for one in mended(region="1").faults] == ["zeros"]
    assert [one.name for one in mended(region="4").faults] == ["zeros"]
    assert mended(insee="1004").table.rows[0][2] == "01004"


def test_a_code_that_became_a_number_is_told() -> None:
    """Its digits are lost."""
    assert [one.name for one in mended(insee="1,23E+10").faults] == ["scientific"]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"value": "n.c."}, "number"),
        ({"count": "1,5"}, "integer"),
        ({"day": "31/02/2025"}, "date"),
        ({"yes": "OK"}, "boolean"),
    ],
)
def test_what_is_no_value_is_told(cells: dict[str, str], name: str) -> None:
    """With its line and column; nothing is guessed."""
    (fault,) = mended(**cells).faults
    assert (fault.name, fault.line) == (name, 2)


def test_a_number_of_powers_is_mended_and_shown() -> None:
    """1,2E+05 is 120000; who reads the list of what was mended sees it."""
    taken = mended(value="1,2E+05")
    assert taken.table.rows[0][3] == "120000"
    assert [(one.old, one.new) for one in taken.mended] == [("1,2E+05", "120000")]


def test_a_question_mark_for_a_lost_character_is_told() -> None:
    """Windows-1252 has no narrow no-break space: « oui ?: » may have been « oui : »."""
    rows = [("a", "11", "75056", "1", "", "", "", "près de 12\u202f% ; vrai\u202f?")]
    text = save(rows, How("utf-8", ";", "\r\n", trailing=False, values=frozenset()))
    content = text.decode().encode("cp1252", "replace")
    (doubt,) = saved.mended(RESOURCE, content, lambda _: REGIONS).doubts
    assert doubt.name == "question"


def test_columns_that_are_none_and_cells_too_many_are_told() -> None:
    """And columns that are missing."""
    names = [*SCHEMA.field_names[:-1], "autre"]
    content = f"{';'.join(names)}\r\na;11;75056;1;;;;;;trop\r\n".encode("utf-8-sig")
    assert [one.name for one in saved.mended(RESOURCE, content, lambda _: REGIONS).faults] == [
        "extra",
        "lost",
        "cells",
    ]


# --- by the commands ----------------------------------------------------------------------------------------


def issues(package: Path, *, house: bool = True) -> list[Issue]:
    """What is wrong with the package."""
    with open_source(str(package)) as source:
        return list(check(source, house=house))


def saved_over(package: Path, name: str, how: How) -> Path:
    """A table of the package, with its file saved over."""
    path = package / "data" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    schema = to_schema(form.schema(name))
    path.write_bytes(save(rows, how, schema))
    return path


USUAL = How("cp1252", ";", "\r\n", trailing=True, values=frozenset(VALUES) - {"zeros", "scientific"})


def test_validate_names_it_in_one_sentence_with_its_remedy(tmp_path: Path) -> None:
    """One error, whatever else would be wrong; in both languages."""
    package = form.write(tmp_path)
    path = saved_over(package, "figures", USUAL)
    found = [item for item in issues(package) if item.code != "identity-error"]  # it says not who it is
    errors = [item for item in found if item.severity == "error"]
    assert [item.code for item in errors] == ["excel-save"]
    french = " ".join(explain(errors, lang="fr").split())
    assert "points-virgules, Windows-1252, fins de ligne CRLF, virgules décimales" in french
    assert f"python -m scripts take {path} {package}" in french
    assert "semicolons, Windows-1252, CRLF" in explain(errors, lang="en").replace("\n", " ")


def test_the_standard_s_own_verdict_stays(tmp_path: Path) -> None:
    """Without the rules of the house, what others say of it is said."""
    package = form.write(tmp_path)
    saved_over(package, "figures", USUAL)
    assert "excel-save" not in {item.code for item in issues(package, house=False)}


def test_a_table_that_declares_its_semicolons_is_right(tmp_path: Path) -> None:
    """What is said is no surprise."""
    package = form.write(tmp_path)
    saved_over(package, "studies", How("utf-8", ";", "\n", trailing=False, values=frozenset()))
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    table = next(one for one in descriptor["resources"] if one["name"] == "studies")
    table["dialect"] = {"delimiter": ";", "lineTerminator": "\n"}
    (package / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert not any(item.code == "excel-save" for item in issues(package))


@pytest.mark.parametrize(
    ("field", "schema"),
    [
        ({"name": "a", "type": "number", "decimalChar": ","}, {}),
        ({"name": "a", "type": "date", "format": "%d/%m/%Y"}, {}),
        ({"name": "a", "type": "boolean", "trueValues": ["VRAI"]}, {}),
        ({"name": "a", "type": "number"}, {"missingValues": ["", "n.c."]}),
    ],
)
def test_a_table_that_is_dressed_is_neither_edited_nor_mended(field: Row, schema: Row) -> None:
    """What it declares is right as it is, and would be written otherwise."""
    bare = Resource(
        name="t", paths=("t.csv",), schema=to_schema({"fields": [{"name": "a", "type": "number"}]})
    )
    assert saves.is_plain(bare)
    assert not saves.is_plain(replace(bare, schema=to_schema({"fields": [field], **schema})))


def test_take_mends_a_table_in_its_place_and_shows_what_it_mended(tmp_path: Path) -> None:
    """Each value that is written otherwise, with its line; then the file is what it was."""
    package = form.write(tmp_path)
    before = contents(package)
    path = saved_over(package, "figures", USUAL)
    run = Run("take", str(path), str(package), "--agree")
    assert run.status == 0, run.words
    assert contents(package) == before
    assert "enregistré par un tableur en français (points-virgules" in run.told
    assert "ligne 3 : « 46,5 » → « 46.5 »" in run.told
    assert "Lu le, cellules remises en forme : 2" in run.told
    assert "ligne 2 : « VRAI » → « true »" in run.told


def test_lost_zeros_come_back_from_the_key_even_where_that_lost_them_too(tmp_path: Path) -> None:
    """Two tables saved over: the regions have their pattern, the members have the regions."""
    package = form.write(tmp_path, {"members": "territory,region\narea_11,01\nregion_11,11\n"})
    before = contents(package)
    how = USUAL._replace(values=frozenset(VALUES))
    for name in ("regions", "members"):
        path = package / "data" / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace(",", ";").replace("01", "1"), "utf-8", newline="\r\n")
    assert how
    for name in ("members", "regions"):
        run = Run(
            "take",
            str(package / "data" / f"{name}.csv"),
            str(package),
            answers={"Écrire": "o", "quand même": "o"},
        )
        assert run.status == 0, run.words
        assert "« 1 » → « 01 »" in run.told
    assert contents(package) == before


def test_what_a_save_lost_comes_back_from_the_last_commit(tmp_path: Path) -> None:
    """Where a cell is what the save makes of it; what was edited is told, a row that went asked for."""
    before = form.TABLES["figures"].replace("à peu près", "12\u202f%").encode()
    package = form.write(tmp_path, {"figures": before.decode()})
    path = package / "data/figures.csv"
    _, *rows = csv.reader(io.StringIO(before.decode(), newline=""))
    text = save(rows, USUAL._replace(encoding="utf-8"), to_schema(form.schema("figures"))).decode()
    text = text.replace(";8,0;", ";8;")
    path.write_bytes(text.encode("cp1252", "replace"))
    assert b"12?%" in path.read_bytes()
    assert "y remplace peut-être" in Run("take", str(path), str(package)).told
    run = Run("take", str(path), str(package), "--agree", committed=before)
    assert run.status == 0, run.words
    assert path.read_bytes() == before
    assert "y remplace peut-être" not in run.told
    lines = text.replace("46,5", "47,5").splitlines(keepends=True)
    path.write_bytes("".join(lines[:3] + lines[4:]).encode("cp1252", "replace"))
    run = Run("take", str(path), str(package), "--agree", committed=before)
    assert run.status == 1
    assert "Valeur : 46,5 → 47,5" in run.told
    assert "1 ligne supprimée" in run.told


def test_a_file_from_elsewhere_is_compared_with_its_table(tmp_path: Path) -> None:
    """Found by its name; rows that it lacks are removals."""
    package = form.write(tmp_path / "package")
    path = tmp_path / "studies.csv"
    rows = [row.split(",") for row in form.TABLES["studies"].splitlines()[1:2]] + [
        ["mayors_2030", "Été", "Summer"]
    ]
    path.write_bytes(save(rows, USUAL, to_schema(form.schema("studies"))))
    run = Run("take", str(path), str(package), "--agree")
    assert run.status == 1
    assert "1 ligne supprimée, 1 ligne ajoutée" in run.told
    assert Run("take", str(path), str(package), "--agree", "--remove", "1").status == 1  # figures name it
    assert "foreign-key" in Run("take", str(path), str(package), "--agree", "--remove", "1").told


def test_a_file_of_no_table_is_refused(tmp_path: Path) -> None:
    """Of which tables there are, it says."""
    package = form.write(tmp_path / "package")
    path = tmp_path / "autre.csv"
    path.write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(ProjectError, match="no table of the package has these columns"):
        Run("take", str(path), str(package))

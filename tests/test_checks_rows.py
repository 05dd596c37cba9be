"""The rows check: an engine's issues, what frictionless passes over, and what is skipped and said so."""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.check import rows
from scripts.check.package import check
from scripts.check.subject import Subject
from scripts.reading.descriptor import load
from scripts.reading.rows.files import Folder
from tests.tiny import CSV, Json, column, issues, kinds, things, told, write

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "name": "kinds",
    "type": "table",
    "path": "data/kinds.csv",
    "format": "csv",
    "schema": {"fields": [{"name": "code", "type": "string"}], "primaryKey": ["code"]},
}


def linked(descriptor: Json) -> None:
    """The things have a kind, of a second table."""
    descriptor["resources"].append(KINDS)
    key = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["code"]}}
    things(descriptor)["schema"]["foreignKeys"] = [key]


def test_lines_and_rows_part_after_a_quoted_line_break(tmp_path: Path) -> None:
    """The row is frictionless', the line is the editor's."""
    write(tmp_path, csv='code,size,kind\na,1,"one\ntwo\nthree"\nb,x,red\na,2,red\n')
    found = [(item.code, item.line, item.row) for item in issues(tmp_path)]
    assert found == [("primary-key", 6, 4), ("type-error", 5, 3)]
    assert issues(tmp_path)[0].argument("other") == "2"


def test_every_error_is_told_beyond_a_thousand(tmp_path: Path) -> None:
    """Frictionless stops at a thousand by default; the totals here are true."""
    rows = "".join(f"{number},x,red\n" for number in range(1500))
    assert len(issues(write(tmp_path, csv=f"code,size,kind\n{rows}"))) == 1500


def test_a_small_table_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For its header, its rows and the keys of all that refer to it, be they before or after it."""

    def edit(descriptor: Json) -> None:
        linked(descriptor)
        key = things(descriptor)["schema"]["foreignKeys"][0]
        own = {"fields": ["code"], "reference": {"resource": "", "fields": ["kind"]}}
        things(descriptor)["schema"]["foreignKeys"].append(own)
        for number in range(3):
            table = copy.deepcopy(things(descriptor)) | {"name": f"t{number}", "path": f"data/t{number}.csv"}
            table["schema"]["foreignKeys"] = [key]
            descriptor["resources"].insert(2 * number, table)

    opened: Counter[str] = Counter()
    opens = Folder.open
    monkeypatch.setattr(Folder, "open", lambda self, path: opened.update([path]) or opens(self, path))
    csv = "code,size,kind\nred,1,red\n"
    write(tmp_path, edit, csv=csv, files={f"data/{n}.csv": csv for n in ("t0", "t1", "t2")})
    (tmp_path / "data/kinds.csv").write_text("code\nred\n")
    assert list(rows.check(Subject(load(tmp_path), "auto"))) == []
    assert opened == {f"data/{name}.csv": 1 for name in ("things", "kinds", "t0", "t1", "t2")}


def test_a_table_that_cannot_be_read_takes_along_those_that_refer_to_it(tmp_path: Path) -> None:
    """Its own rows, and those whose keys would all look wrong; both are said."""
    write(tmp_path, linked, files={"data/kinds.csv": b"code\n\xff\n"})
    assert [(item.code, item.variant, item.resource) for item in issues(tmp_path)] == [
        ("encoding-error", "guessed", "kinds"),
        ("check-skipped", "file", "kinds"),
        ("check-skipped", "reference", "things"),
    ]


def test_a_lost_table_leaves_the_others(tmp_path: Path) -> None:
    """The table that is referred to is checked when the one that refers to it cannot be."""
    write(tmp_path, linked, csv=b"", files={"data/kinds.csv": "code\nred\nred\n"})
    assert kinds(tmp_path) == ["primary-key/default", "source-error/empty", "check-skipped/file"]


def test_a_quote_that_never_closes_keeps_the_engine_out(tmp_path: Path) -> None:
    """Frictionless would read on to the end of the file, in silence."""
    write(tmp_path, linked, files={"data/kinds.csv": 'code\nred\n"blue\n'})
    assert kinds(tmp_path) == [
        "unclosed-quote/default",
        "check-skipped/file",
        "check-skipped/reference",
    ]


def test_a_table_of_another_format_is_not_read_as_csv(tmp_path: Path) -> None:
    """Said, not guessed."""
    path = {"path": "data/a.sav", "format": "sav", "mediatype": "application/x-spss-sav"}
    write(tmp_path, lambda d: things(d).update(path), csv=None, files={"data/a.sav": b"$FL2\0\xff"})
    assert kinds(tmp_path) == ["check-skipped/format"]


def test_a_file_that_is_no_such_table_is_unreadable(tmp_path: Path) -> None:
    """What the reader of its format stops at is told of the file."""
    path = {"path": "data/a.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    write(tmp_path, lambda d: things(d).update(path), csv=None, files={"data/a.parquet": b"PAR1\0\xff"})
    assert kinds(tmp_path) == ["source-error/parquet", "check-skipped/file"]


@pytest.mark.parametrize("table", ["code;label\nred;Rouge\n", "label\nRouge\n"])
def test_a_header_that_is_wrong_is_no_fault_of_who_refers_to_it(tmp_path: Path, table: str) -> None:
    """A delimiter that is recognised is read with; a key whose column is not there is told unchecked."""

    def edit(descriptor: Json) -> None:
        linked(descriptor)
        descriptor["resources"][1] = copy.deepcopy(KINDS)
        fields = [{"name": name, "type": "string"} for name in ("label", "code")]
        descriptor["resources"][1]["schema"]["fields"] = fields[::-1] if ";" in table else fields

    write(tmp_path, edit, csv="code,size,kind\na,1,red\n", files={"data/kinds.csv": table})
    found = {(item.code, item.variant, item.resource) for item in issues(tmp_path)}
    assert "foreign-key" not in {code for code, _, _ in found}
    assert (("check-skipped", "reference", "things") in found) is (";" not in table)


def test_a_primary_key_that_is_partly_empty(tmp_path: Path) -> None:
    """Frictionless asks only that it be not empty as a whole."""
    write(tmp_path, lambda d: things(d)["schema"].update(primaryKey=["code", "size"]), csv=CSV)
    assert told(tmp_path) == ["primary-key/null data/things.csv:4 size"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("a,1,x\nb,1.0,x\n", [3]),
        ("a,1,x\nb,1,y\n", []),
        ("a,,x\nb,,x\n", []),
        ("a,1,x\nb,1,x\nc,1,x\n", [3, 4]),
    ],
)
def test_unique_keys_are_those_of_sql(tmp_path: Path, rows: str, lines: list[int]) -> None:
    """Numbers are equal by value; a row with an empty cell is like no other."""
    write(
        tmp_path,
        lambda d: things(d)["schema"].update(uniqueKeys=[["size", "kind"]]),
        csv=f"code,size,kind\n{rows}",
    )
    assert [item.line for item in issues(tmp_path) if item.code == "unique-key"] == lines


def test_categories_are_left_to_enum_where_there_is_one(tmp_path: Path) -> None:
    """One fault, told once."""

    def edit(descriptor: Json) -> None:
        column(descriptor, "kind").update(categories=["red"], constraints={"enum": ["red"]})

    assert kinds(write(tmp_path, edit)) == ["constraint-error/enum"]


def test_categories_of_integers_are_compared_as_integers(tmp_path: Path) -> None:
    """`01` is the category 1, an empty cell is none."""

    def edit(descriptor: Json) -> None:
        column(descriptor, "size").update(type="integer", categories=[1, 2])

    found = issues(write(tmp_path, edit, csv="code,size,kind\na,01,x\nb,,x\nc,3,x\n"))
    assert [(item.code, item.line, item.value) for item in found] == [("category-error", 4, "3")]


@pytest.mark.parametrize(
    ("type_", "constraints", "cell", "expected"),
    [
        ("integer", {}, "1.5", "type-error/integer"),
        ("number", {}, "many", "type-error/number"),
        ("number", {}, '"1 234,50"', "type-error/decimal-comma"),
        ("boolean", {}, "oui", "type-error/boolean"),
        ("date", {}, "31/12/2016", "type-error/date"),
        ("year", {}, "16", "type-error/year"),
        ("geopoint", {}, "Paris", "type-error/default"),
        ("integer", {"maximum": 3}, "4", "constraint-error/maximum"),
        ("integer", {"exclusiveMinimum": 3}, "3", "constraint-error/exclusiveMinimum"),
        ("integer", {"exclusiveMaximum": 3}, "3", "constraint-error/exclusiveMaximum"),
        ("string", {"minLength": 3}, "ab", "constraint-error/minLength"),
        ("string", {"maxLength": 3}, "abcd", "constraint-error/maxLength"),
        ("string", {"pattern": "[a-c]+"}, "abcd", "constraint-error/pattern"),
        ("string", {"enum": list("abcdefghijklmnop")}, "z", "constraint-error/enum"),
        ("string", {"required": True}, "", "constraint-error/required"),
        ("array", {"minLength": 2}, "[1]", "constraint-error/minLength"),
    ],
)
def test_each_type_and_constraint_has_its_wording(
    tmp_path: Path, type_: str, constraints: Json, cell: str, expected: str
) -> None:
    """What was expected is told."""

    def edit(descriptor: Json) -> None:
        column(descriptor, "size").update(type=type_, constraints=constraints)

    write(tmp_path, edit, csv=f"code,size,kind\na,{cell},x\n")
    assert kinds(tmp_path)[0] == expected


def test_the_delimiter_is_the_declared_one(tmp_path: Path) -> None:
    """One that a sniffer would find is told: the table is not right as it is described."""
    semicolons = CSV.replace(",", ";")
    assert kinds(write(tmp_path, csv=semicolons)) == ["delimiter/semicolon"]
    write(tmp_path, lambda d: things(d).update(dialect={"delimiter": ";"}), csv=semicolons)
    assert kinds(tmp_path) == []


def test_labels_of_a_table_without_schema_are_each_their_own(tmp_path: Path) -> None:
    """As frictionless says."""
    write(tmp_path, lambda d: things(d).pop("schema"), csv="code,size,code\na,1,b\n")
    assert sorted(kinds(tmp_path)) == ["check-skipped/no-schema", "duplicate-label/default"]


def test_the_header_is_the_first_line(tmp_path: Path) -> None:
    """Frictionless alone would look for a likelier one."""
    assert "source-error" not in kinds(write(tmp_path, csv=f"\n{CSV}"))
    assert kinds(tmp_path) != []


def test_a_value_on_which_frictionless_stops_is_an_issue(tmp_path: Path) -> None:
    """A signalling NaN cannot be compared with a minimum; for the standard it is no number at all."""
    write(
        tmp_path,
        lambda d: column(d, "size").update(constraints={"minimum": 0}),
        csv="code,size,kind\na,sNaN,x\n",
    )
    assert kinds(tmp_path) == ["type-error/number"]
    found = [(item.code, item.variant) for item in check(tmp_path, engine="frictionless")]
    assert found == [("source-error", "engine")]


def test_a_value_that_passes_and_cannot_be_typed_cannot_be_published_here(tmp_path: Path) -> None:
    """The standard has integers of any length; a release could not hold them."""
    write(
        tmp_path, lambda d: column(d, "size").update(type="integer"), csv=f"code,size,kind\na,{'9' * 30},x\n"
    )
    assert kinds(tmp_path) == []
    assert "source-error/typed" in kinds(tmp_path, house=True)


ANY = st.text(st.sampled_from('ab1,."\n\r;-éN\u2028'), max_size=30)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@given(ANY | ANY.map(lambda text: f"code,size,kind\n{text}"))
def test_any_text_is_an_issue_or_nothing_never_a_traceback(tmp_path: Path, text: str) -> None:
    """Every issue has its words."""

    def edit(descriptor: Json) -> None:
        things(descriptor).pop("dialect")
        things(descriptor)["schema"]["uniqueKeys"] = [["kind"]]
        column(descriptor, "size")["constraints"] = {"minimum": 0, "unique": True}

    for item in issues(write(tmp_path, edit, csv=text)):
        assert "{" not in item.message("fr").replace(text, "")
        assert item.hint("en")
        assert item.line <= len(text.splitlines()) + 1

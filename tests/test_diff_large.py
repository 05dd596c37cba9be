"""`diff` of large tables: joined where they lie, with the very changes that small ones have."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.commands.cli import main
from scripts.derive import large
from scripts.derive.whole import Tables
from scripts.publish import history
from scripts.publish.diff import joins, patch, sheets, stored
from scripts.publish.diff.compare import compare
from scripts.publish.diff.opened import between
from scripts.publish.diff.sheets import Sheet
from scripts.publish.release import publish
from scripts.reading.columnar.plain import PlainCsv, line
from scripts.reading.descriptor import load
from scripts.reading.model.errors import ReleaseError, SourceError
from scripts.reading.model.package import Field, Resource, Schema
from scripts.reading.rows.files import Folder
from scripts.reading.sources import open_source
from scripts.reading.tables import read_cells
from scripts.write import content
from tests.test_carried import TABLE, write
from tests.test_diff import FIRST, PACKAGES, A, B, corrections, modelled, table, with_errata

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.publish.diff.compare import Difference

Sheets = dict[str, Sheet]


def laid(tables: Sheets, folder: Path) -> Sheets:
    """The same tables, each on disk as large ones are, but for those that no file of two columns tells."""
    made = {}
    for name, sheet in tables.items():
        path = folder / f"{name}.csv"
        path.write_bytes("".join(map(line, (sheet.fields, *sheet.rows))).encode())
        plain = bool(sheet.rows) and len(sheet.fields) > 1
        made[name] = replace(sheet, rows=PlainCsv(path, sheet.fields, len(sheet.rows))) if plain else sheet
    return made


def held(tables: Sheets) -> Sheets:
    """The same tables in memory."""
    return {name: replace(sheet, rows=tuple(sheet.rows)) for name, sheet in tables.items()}


def both(old: Sheets, new: Sheets, one: Sheets, other: Sheets) -> Difference:
    """What makes the new tables from the old ones; it is the same of the same tables elsewhere."""
    found = compare(modelled(old), one, modelled(new), other)
    assert found == compare(modelled(old), old, modelled(new), new)
    assert found.told == compare(modelled(old), old, modelled(new), new).told
    return found


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders."""
    return tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(old=PACKAGES, new=PACKAGES, sides=st.sampled_from(["both", "old", "new"]))
def test_large_tables_have_the_changes_of_small_ones(
    places: tuple[Path, Path], old: Sheets, new: Sheets, sides: str
) -> None:
    """DuckDB joins what Python pairs: keys that repeat, no key, other fields, any order, on disk or not."""
    one = old if sides == "new" else laid(old, places[0])
    other = new if sides == "old" else laid(new, places[1])
    found = both(old, new, one, other)
    assert held(patch.apply(one, found, other)) == new


@settings(max_examples=60, deadline=None, derandomize=True)
@given(made=corrections())
def test_a_key_of_a_large_table_is_corrected_as_another(
    places: tuple[Path, Path], made: tuple[Sheets, Sheets, set[str]]
) -> None:
    """By the errata, in whatever order the rows stand."""
    old, new, corrected = made
    found = both(old, new, laid(old, places[0]), laid(new, places[1]))
    assert {*found.rekeyed.get("t", ())} == corrected


def test_a_row_of_a_large_table_moves_into_another(places: tuple[Path, Path]) -> None:
    """Both came or went as a whole; what named the row follows it; its namesakes stay what they are."""
    was = table(("a", "1"), ("b", "1"), ("b", "2"))
    old = was | {"notes": Sheet(("row", "note"), ("row",), (("t:a", "seen"), ("t:b", "")))}
    new = {
        "u": Sheet(("place", "code", "value"), ("place", "code"), (("w", "a", "3"), ("x", "a", "2"))),
        "notes": replace(old["notes"], rows=(("t:b", ""), ("u:x/a", "seen"))),
        "moved": Sheet(("old", "new", "version"), ("old",), (("t:a", "u:x/a", "2.0.0"),)),
    }
    found = both(old, new, laid(old, places[0]), laid(new, places[1]))
    assert found.rekeyed == {"t": {"a": "u:x/a"}, "notes": {"t%3Aa": "u%3Ax%2Fa"}}
    assert [(c.table, c.key, c.old, c.new, c.kind) for c in found.changes if c.table in "tu"] == [
        ("t", "", "3", "", "table-removed"),
        ("t", "a", '{"code": "a", "value": "1"}', "", "removed"),
        ("u", "", "", "2", "table-added"),
        ("u", "x/a", "", '{"place": "x", "code": "a", "value": "2"}', "added"),
    ]
    assert found.counts()["t"] == {"added": 0, "removed": 2, "rekeyed": 1, "changed": 0, "moved": 0}
    assert found.counts()["u"] == {"added": 1, "removed": 0, "rekeyed": 0, "changed": 1, "moved": 0}


def test_an_identifier_names_a_row_of_a_large_table_that_is_no_more(places: tuple[Path, Path]) -> None:
    """By what follows its colon."""
    fields = ("identifier", "value")
    old = {"t": Sheet(fields, fields[:1], (("t:a", "1"), ("t:b c", "1"), ("b", "1")))}
    new = {"u": Sheet(fields, fields[:1], (("u:a", "1"), ("u:b", "1")))}
    rows = (("t:a", "u:a", "2.0.0"), ("t::t%3Ab%20c", "u:b", "2.0.0"))
    new["moved"] = Sheet(("old", "new", "version"), ("old",), rows)
    found = both(old, new, laid(old, places[0]), laid(new, places[1]))
    assert found.rekeyed == {"t": {"a": "u:a", ":t%3Ab%20c": "u:b"}}


def test_a_first_erratum_is_read_wherever_it_lies(places: tuple[Path, Path]) -> None:
    new = with_errata(B, FIRST)
    assert both(A, new, laid(A, places[0]), laid(new, places[1])).rekeyed == {"t": {"a": "b"}}


# --- what is read where it lies -----------------------------------------------------------------------------

PIECES = st.sampled_from(["a", "é", '"', '""', ",", "\n", " ", "\0", ',"', '",', '"\n', "\n\n", "\ufeff"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    body=st.lists(PIECES, min_size=1, max_size=14).map("".join), at=st.integers(0, 60), dressed=st.booleans()
)
def test_what_arrow_reads_unproven_python_reads_so(
    places: tuple[Path, Path], body: str, at: int, *, dressed: bool
) -> None:
    """Blank lines, quotes that do not close, bytes that are no text are Python's to read, or to refuse."""
    raw = f"a,b\n{body}\n".encode()
    raw = raw if at > len(raw) else raw[:at] + b"\xff" + raw[at:]
    (places[0] / "t.csv").write_bytes(raw.replace(b"a,b\n", b"a,b\r\n", 1) if dressed else raw)
    resource = Resource("t", ("t.csv",), schema=Schema((Field("a", "string"), Field("b", "string"))))
    files = Folder(places[0])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(large, "is_large", lambda _files, _resource: True)
        found = stored.stored(files, resource, lambda: places[1])
    if found is not None:
        assert list(found) == [tuple(row) for row in read_cells(files, resource)]
        assert len(found) == len(list(found))


# --- the command -------------------------------------------------------------------------------------------

FIELDS = [
    {"name": "id", "type": "string"},
    {"name": "day", "type": "date"},
    {"name": "value", "type": "number"},
    {"name": "note", "type": "string"},
]
FACTS: dict[str, Any] = {
    "name": "facts",
    "path": "facts.csv",
    "schema": {"fields": FIELDS, "primaryKey": ["id"]},
}
U = {"u.csv": b"id\n1\n"}
Rows = list[list[str]]


def rows() -> Rows:
    """More rows than fit into a small table, sorted by no key."""
    note = "two\nlines of a note, long enough"
    return [[f"R{n * 7 % 40_009:06d}", "2026-11-23", f"{n}.50", note] for n in range(40_000)]


def text(found: Rows, delimiter: str = ",", end: str = "\n") -> bytes:
    """The rows as a file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(
        [["id", "day", "value", "note"], *found]
    )
    return out.getvalue().encode()


def edited() -> Rows:
    """The rows, of which one cell changed, one went, one came and one is elsewhere."""
    found = rows()
    found[100][2] = "7"
    found.insert(20_000, ["NEW", "", "", "new"])
    found.insert(30_000, found.pop(500))
    del found[600]
    return found


EDITED = [
    ("R004207", "", "removed"), ("R000700", "value", "changed"), ("NEW", "", "added"),
    ("NEW", "", "moved"), ("R003500", "", "moved"),
]  # fmt: skip


def changes(found: Difference) -> list[tuple[str, str, str]]:
    """What changed in the rows, in order."""
    return [(change.key, change.field, change.kind) for change in found.changes]


def test_a_large_package_is_compared_as_folder_or_zip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same changes, in order; nothing is left of what was laid down on the way."""
    one = write(tmp_path / "old", FACTS, TABLE, **U, **{"facts.csv": text(rows())})
    two = write(tmp_path / "new", FACTS, TABLE, **U, **{"facts.csv": text(edited())})
    assert (one / "facts.csv").stat().st_size > large.SMALL
    packed = shutil.make_archive(str(tmp_path / "new"), "zip", two)
    (tmp_path / "laid").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "laid"))
    for new in (str(two), packed):
        found = between(str(one), new)
        assert sorted(changes(found)) == sorted(EDITED)
        assert [kind for *_, kind in changes(found)] == ["removed", "changed", "added", "moved", "moved"]
        assert found.shapes["facts"].order == "listed"
        assert list((tmp_path / "laid").iterdir()) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_large_table_in_another_dress_is_read_in_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """No list of all its rows is made; no cell has changed that only looks otherwise."""
    dressed = [dict(field) for field in FIELDS]
    dressed[1]["format"], dressed[2]["decimalChar"] = "%d/%m/%Y", ","
    resource = {**FACTS, "dialect": {"delimiter": ";"}, "schema": {"fields": dressed, "primaryKey": ["id"]}}
    shown = [
        [key, "23/11/2026" if day else "", value.replace(".", ","), note]
        for key, day, value, note in edited()
    ]
    one = write(tmp_path / "old", FACTS, **{"facts.csv": text(rows())})
    two = write(tmp_path / "new", resource, **{"facts.csv": text(shown, ";", end)})
    monkeypatch.setattr(sheets, "read_cells", never)
    assert sorted(changes(between(str(one), str(two)))) == sorted(EDITED)


def never(*_arguments: object, **_options: object) -> None:
    """What must not be reached."""
    raise AssertionError("a table was read")


def test_a_large_table_that_is_the_same_to_the_byte_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its hash says so; what else differs is told."""
    one = write(tmp_path / "old", FACTS, TABLE, **U, **{"facts.csv": text(rows())})
    retitled = {**FACTS, "title": "Facts"}
    two = write(tmp_path / "new", retitled, TABLE, **U, **{"facts.csv": text(rows())})
    for module, name in ((joins, "pairs"), (sheets, "stored")):
        real = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda *given, real=real: never() if "facts" in repr(given) else real(*given)
        )
    assert main(["diff", str(one), str(one)]) == 0
    assert main(["diff", str(one), str(two), "--format", "json", "--lang", "en"]) == 1
    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert [(c["what"], c["property"]) for c in told["changes"]] == [("words", "title")]
    assert (told["rows"], told["tables"]["facts"]["order"]) == ([], "same")


def test_the_same_bytes_read_in_another_way_are_compared(tmp_path: Path) -> None:
    """A field by another name is another field, whatever the hash says."""
    renamed = {**FACTS, "schema": {"fields": [{"name": "ID", "type": "string"}, *FIELDS[1:]]}}
    one = write(
        tmp_path / "old", FACTS, **{"facts.csv": text(rows()[:5]) + b"x,,," + b"y" * large.SMALL + b"\n"}
    )
    two = shutil.copytree(one, tmp_path / "new")
    raw = json.loads((two / "datapackage.json").read_text(encoding="utf-8"))
    raw["resources"] = [renamed]
    (two / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
    found = between(str(one), str(two))
    assert {change.field for change in found.changes if change.kind == "changed"} >= {"id", "ID"}


def test_the_next_version_of_a_large_table_is_compared_with_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes are not compared; a cell is told; a row less is refused with too small a step."""
    home = write(tmp_path / "home", {**FACTS, "encoding": "utf8"}, **{"facts.csv": text(rows())})
    with open_source(str(home)) as source:
        history.keep(publish(source, tmp_path / "dist"), home)
    assert not between(str(home), str(tmp_path / "dist" / "1.0.0"))

    def told(version: str) -> dict[str, str]:
        raw = json.loads((home / "datapackage.json").read_text(encoding="utf-8"))
        (home / "datapackage.json").write_text(json.dumps({**raw, "version": version}), encoding="utf-8")
        source = load(home)
        with Tables(source.files) as tables:
            return history.told(home, content.of(source, dt.date(2026, 12, 1), tables))

    with monkeypatch.context() as patched:
        patched.setattr(joins, "pairs", never)
        assert told("1.0.0") == {}
        assert told("1.0.1")["diff/from-1.0.0/changes.csv"].count("\n") == 1
    found = rows()
    found[7][2] = "7"
    (home / "facts.csv").write_bytes(text(found))
    assert "facts,R000049,value,7.50,7,changed\n" in told("1.0.1")["diff/from-1.0.0/changes.csv"]
    (home / "facts.csv").write_bytes(text(found[1:]))
    with pytest.raises(ReleaseError, match=r"facts, removed: 1 \(R000000\) \[MAJOR\]: write 2\.0\.0"):
        told("1.0.1")


def broken(found: Rows) -> bytes:
    """A row of one cell too many."""
    return text([*found, ["x", "", "", "", ""]])


def unclosed(found: Rows) -> bytes:
    """A quote that never closes."""
    return text(found) + b'x,,,"y\n'


@pytest.mark.parametrize("spoil", [broken, unclosed])
def test_a_large_table_that_cannot_be_read_is_compared_by_its_digest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Rows], bytes]
) -> None:
    """As a small one is, for a person to judge."""
    one = write(tmp_path / "old", FACTS, **{"facts.csv": text(rows())})
    two = write(tmp_path / "new", FACTS, **{"facts.csv": spoil(rows())})
    assert main(["diff", str(one), str(two), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert ([c["what"] for c in told["changes"]], told["rows"]) == (["table-unread"], [])


@pytest.mark.parametrize("key", [["day"], []])
def test_rows_of_one_key_and_rows_of_none_are_told_apart(tmp_path: Path, key: list[str]) -> None:
    """Which of them it is follows the tilde; without a key, all the cells are."""
    resource = {**FACTS, "schema": {"fields": FIELDS, "primaryKey": key}}
    found = rows()
    one = write(tmp_path / "old", resource, **{"facts.csv": text([*found, found[0]])})
    two = write(tmp_path / "new", resource, **{"facts.csv": text([*found, found[0], found[0]])})
    assert [(k.rpartition("~")[2], kind) for k, _, kind in changes(between(str(one), str(two)))] == [
        ("40002" if key else "3", "added"), *([] if key else [("3", "moved")]),
    ]  # fmt: skip


def test_no_room_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What DuckDB says of it, after the name of the table; exit status 2, and no report."""
    one = write(tmp_path / "old", FACTS, **{"facts.csv": text(rows())})
    two = write(tmp_path / "new", FACTS, **{"facts.csv": text(edited())})
    monkeypatch.setattr(joins, "MEMORY", "1MB")
    assert main(["diff", str(one), str(two), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: facts: ")
    assert said.err.count("\n") == 1


def test_a_table_that_came_is_taken_from_where_it_is(places: tuple[Path, Path]) -> None:
    """The changes tell how many rows it has, and `patch` asks for them."""
    new = table(("a", "1"), ("b", "2"))
    found = both({}, new, {}, laid(new, places[1]))
    assert [(c.kind, c.counted, c.count, c.new) for c in found.changes] == [("table-added", "added", 2, "2")]
    assert found.shapes["t"].order == "whole"
    for wrong in ({}, table(("a", "1")), {"t": Sheet(("code", "x"), ("code",), new["t"].rows)}):
        with pytest.raises(SourceError, match="t: a new table of 2 rows: give it as the new package has it"):
            patch.apply({}, found, wrong)
    assert patch.apply({}, found, new) == new

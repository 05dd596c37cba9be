"""What `diff` says of what it cannot compare row by row: never that nothing changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.commands.cli import main
from tests.test_carried import ROWS, TABLE, write

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = {"fields": [{"name": "id", "type": "integer"}, {"name": "v", "type": "number"}]}


def diff(
    capsys: pytest.CaptureFixture[str], old: Path, new: Path, *options: str, form: str = "json"
) -> tuple[int, Any]:
    """The exit status of `diff`, and its report."""
    status = main(["diff", str(old), str(new), "--lang", "en", "--format", form, *options])
    told = capsys.readouterr().out
    return status, json.loads(told) if form == "json" else told


def whats(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What changed of which resource, and the step that it demands."""
    return [(change["what"], change["table"], change["level"]) for change in told["changes"]]


@pytest.mark.parametrize(
    ("resource", "name", "old", "new", "what"),
    [
        ({"path": "t.csv"}, "t.csv", ROWS, ROWS.replace(b"A", b"Z"), "file-changed"),
        ({"path": "z.geojson"}, "z.geojson", b"{}", b'{"a":1}', "file-changed"),
        ({"path": "n.pdf"}, "n.pdf", b"%PDF", b"%PDF-1", "file-changed"),
        ({"path": ["a.bin", "n.bin"]}, "n.bin", b"1", b"2", "file-changed"),
        ({"path": "t.csv", "schema": SCHEMA}, "t.csv", b"id,v\n1\n", b"id,v\n2\n", "table-unread"),
        ({"path": "t.csv", "schema": SCHEMA}, "t.csv", b"id,v\n1,2\n", b"id,v\n1,2,3\n", "table-unread"),
    ],
)
def test_what_is_not_compared_row_by_row_is_compared_by_its_digest(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    resource: dict[str, Any],
    name: str,
    old: bytes,
    new: bytes,
    what: str,
) -> None:
    """It is told, counted, for people to judge, and at least a patch."""
    files = {"u.csv": b"id\n1\n", "a.bin": b"0"}
    one = write(tmp_path / "old", {"name": "x", **resource}, TABLE, **files, **{name: old})
    two = write(tmp_path / "new", {"name": "x", **resource}, TABLE, **files, **{name: new})
    assert diff(capsys, one, one, form="text")[0] == 0
    status, told = diff(capsys, one, two)
    assert (status, whats(told), told["least"]) == (1, [(what, "x", "patch")], "1.0.1")
    _, said = diff(capsys, one, two, form="text")
    assert "content not compared, the digests differ" in said
    assert "Files and contents not read: 1" in said
    assert "To be judged: the content of x" in said


def test_data_in_the_descriptor_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The order of their keys says nothing."""
    one, same, other = (
        write(tmp_path / name, {"name": "x", "data": data}, TABLE, **{"u.csv": b"id\n1\n"})
        for name, data in (("a", {"k": 1, "l": 2}), ("b", {"l": 2, "k": 1}), ("c", {"k": 2, "l": 2}))
    )
    assert diff(capsys, one, same, form="text")[0] == 0
    assert whats(diff(capsys, one, other)[1]) == [("file-changed", "x", "patch")]


@pytest.mark.parametrize("inline", [True, False])
def test_rows_are_compared_whatever_they_are_written_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, inline: bool
) -> None:
    """In the descriptor, in a JSON file."""
    made = []
    for name, value in (("a", 1.5), ("b", 2.5)):
        rows = [{"id": 1, "v": value}]
        where = {"data": rows} if inline else {"path": "t.json"}
        table = {"name": "t", "schema": {**SCHEMA, "primaryKey": ["id"]}, **where}
        made.append(write(tmp_path / name, table, **{"t.json": json.dumps(rows).encode()}))
    status, told = diff(capsys, *made)
    assert (status, [(c["field"], c["old"], c["new"]) for c in told["rows"]]) == (1, [("v", "1.5", "2.5")])


def test_files_come_and_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (
        write(
            tmp_path / name,
            {"name": name, "path": f"{name}.pdf"},
            TABLE,
            **{f"{name}.pdf": b"1", "u.csv": b"id\n"},
        )
        for name in ("a", "b")
    )
    found = whats(diff(capsys, one, two)[1])
    assert found == [("file-removed", "a", "major"), ("file-added", "b", "minor")]


def test_what_is_elsewhere_is_never_said_to_be_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "a", {"name": "x", "path": "x.pdf"}, TABLE, **{"u.csv": b"id\n1\n"})
    status, told = diff(capsys, one, one)
    assert (status, whats(told)) == (1, [("file-unknown", "x", "none")])


def test_another_dress_is_no_other_value(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The way of writing is told; no cell is."""
    dressed = {
        "name": "t",
        "path": "t.csv",
        "dialect": {"delimiter": ";"},
        "schema": {"fields": [SCHEMA["fields"][0], {"name": "v", "type": "number", "decimalChar": ","}]},
    }
    one = write(
        tmp_path / "a", {"name": "t", "path": "t.csv", "schema": SCHEMA}, **{"t.csv": b"id,v\n1,2.50\n"}
    )
    two = write(tmp_path / "b", dressed, **{"t.csv": b"id;v\n1;2,50\n"})
    status, told = diff(capsys, one, two)
    assert (status, told["rows"]) == (1, [])
    assert [what for what, _, _ in whats(told)] == ["reading", "retyped"]


def test_a_text_that_means_no_value_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (
        write(
            tmp_path / label,
            {
                "name": "t",
                "path": "t.csv",
                "schema": {**SCHEMA, "missingValues": [{"value": "-", "label": label}]},
            },
            **{"t.csv": b"id,v\n1,-\n"},
        )
        for label in ("secret", "unknown")
    )
    assert whats(diff(capsys, one, two)[1]) == [("words", "t", "patch")]


@pytest.mark.parametrize("command", ["diff", "publish", "show"])
@pytest.mark.parametrize(
    "odd",
    [
        {"version": None, "name": None},
        {"version": 2026, "licenses": "etalab-2.0", "title": ["x"]},
        {"resources": [{"name": "u", "path": "u.csv", "thematic": "x", "schema": TABLE["schema"]}]},
        {"resources": [{"name": 1, "path": ["u.csv", 3], "schema": []}, None, "u.csv"]},
        {"resources": None, "cuts": "x", "contributors": ["x"]},
    ],
)
def test_an_odd_descriptor_ends_in_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, odd: dict[str, Any]
) -> None:
    """A status, never an exception; what is the same is told to be."""
    folder = write(tmp_path / "odd", TABLE, **{"u.csv": b"id\n1\n"})
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "datapackage.json").write_text(json.dumps(told | odd), encoding="utf-8")
    options = {
        "diff": [str(folder), str(folder)],
        "publish": [str(folder), "--dist", str(tmp_path / "dist")],
        "show": ["u:1", "--package", str(folder)],
    }
    assert main([command, *options[command], "--lang", "en"]) in (0, 1, 2)
    assert "Traceback" not in capsys.readouterr().err

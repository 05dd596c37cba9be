"""One table and its schema, without a package; and what is recognised of a file, to say so."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from scripts.check.package import check
from scripts.commands.cli import main
from scripts.reading import recognise
from scripts.reading.issues import from_error
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source, open_table
from tests.tiny import CSV, is_told, package, things

if TYPE_CHECKING:
    from pathlib import Path

FRENCH = "code;size;kind\na;1;été\nb;many;bleu\n"
READ = ["type-error/number", "read-as/default"]


def schema(folder: Path, content: object = None) -> str:
    """A schema in a file, by default that of the tiny package."""
    path = folder / "schéma.json"
    path.write_text(json.dumps(content or things(package())["schema"]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("t.csv", CSV.replace("2.5", "many").encode(), READ[:1]),
        ("mes données (été).csv", FRENCH.encode("cp1252"), READ),
        ("t.txt", FRENCH.replace(";", "\t").encode("utf-16"), READ),
        ("t.tsv", FRENCH.replace(";", "\t").encode(), READ[:1]),
        (
            "t.csv.gz",
            gzip.compress(FRENCH.replace(";", "|").encode("utf-8-sig"), mtime=0),
            [*READ, "bom/default"],
        ),
        ("t.csv", b"<!DOCTYPE html>", ["file-kind/html", "check-skipped/file"]),
        ("t.csv", b"", ["source-error/empty", "check-skipped/file"]),
    ],
)
def test_a_table_is_read_as_what_it_is(
    tmp_path: Path, name: str, content: bytes, expected: list[str]
) -> None:
    """What is recognised is told once; the paths shown are the table's."""
    (tmp_path / name).write_bytes(content)
    with open_table(str(tmp_path / name), schema(tmp_path)) as source:
        found = list(check(source))
    assert sorted(f"{item.code}/{item.variant}" for item in found) == sorted(expected)
    for item in found:
        is_told(item)
        assert item.path in ("", name)


def test_the_command_shows_the_paths_of_the_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table's and the schema's; exit status 3 without a schema, with the way to give one."""
    (tmp_path / "t.csv").write_text(FRENCH)
    wrong = schema(
        tmp_path, {"fields": [{"name": "code"}, {"name": "size", "type": "nombre"}, {"name": "kind"}]}
    )
    assert main(["validate", str(tmp_path / "t.csv"), "--schema", wrong, "--lang", "fr"]) == 1
    said = capsys.readouterr().out
    assert f"{wrong}:1" in said
    assert main(["validate", str(tmp_path / "t.csv"), "--lang", "fr"]) == 3
    assert "--schema" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"a": 1}, "schema-error/no-fields"),
        ([], "schema-error/no-fields"),
        (package(), "schema-error/package"),
    ],
)
def test_what_is_no_schema(tmp_path: Path, content: object, expected: str) -> None:
    """One clear line, which names the file."""
    (tmp_path / "t.csv").write_text(CSV)
    path = tmp_path / "s.json"
    path.write_text(json.dumps(content))
    with pytest.raises(SourceError) as caught, open_table(str(tmp_path / "t.csv"), str(path)):
        pass
    item = from_error(caught.value)
    is_told(item)
    assert (f"{item.code}/{item.variant}", item.path) == (expected, str(path))


@pytest.mark.parametrize("target", ["nothing.csv", ".", "/dev/null", "http://example.org/t.csv", "a\0b.csv"])
def test_what_is_no_table(tmp_path: Path, target: str) -> None:
    """Told before its schema is looked for."""
    with pytest.raises(SourceError) as caught, open_table(target, str(tmp_path / "none.json")):
        pass
    item = from_error(caught.value)
    is_told(item)
    assert (item.code, item.path) == ("scheme-error", target)


def test_a_table_alone_is_no_broken_descriptor(tmp_path: Path) -> None:
    """Called a table or one by its content; a descriptor may be called anything."""
    (tmp_path / "t.csv").write_text(CSV)
    (tmp_path / "d.txt").write_text(json.dumps(package()))
    (tmp_path / "w.bin").write_bytes(b"PK\x03\x04...[Content_Types].xml...xl/workbook.xml")
    for name, form in (("t.csv", "csv"), ("w.bin", "xlsx")):
        target = str(tmp_path / name)
        with open_source(target, lenient=True) as source:
            assert source.descriptor["resources"][0]["format"] == form
            assert source.file(name) == tmp_path / name
        with pytest.raises(SourceError) as caught, open_source(target):  # who wants a package is told
            pass
        assert caught.value.variant == "table"
    with open_source(str(tmp_path / "d.txt")) as source:
        assert source.descriptor == package()


@pytest.mark.parametrize(
    ("lines", "labels", "declared", "expected"),
    [
        (["a;b", "1;2"], ["a", "b"], ",", ";"),
        (["a\tb"], ["a", "b"], ",", "\t"),
        (["a,b"], ["a", "b"], ";", ","),
        (["\ufeffa;b;c"], ["a", "b"], ",", ";"),
        (["A;B"], ["a", "b"], ",", ";"),
        (["a,b", "x;y,1"], ["a", "b"], ",", ""),
        (["a,c"], ["a", "b"], ",", ""),
        (["nom;ville, dep"], ["nom;ville", "dep"], ",", ""),
        (['"a;b"'], ["a;b"], ",", ""),
        (["a"], ["a"], ",", ""),
        (["texte ; libre"], ["a"], ",", ""),
        ([], ["a"], ",", ""),
        (["a;b", "1,5;2", "2,5;3"], [], ",", ";"),
        (["a,b", "1,2"], [], ",", ""),
        (["une phrase", "et, une autre"], [], ",", ""),
    ],
)
def test_a_delimiter_is_told_where_the_declared_one_does_not_fit(
    lines: list[str], labels: list[str], declared: str, expected: str
) -> None:
    """By the labels that are expected; without them, by rows of one width."""
    assert recognise.delimiter(lines, labels, declared) == expected


def test_an_encoding_is_guessed_from_texts_only() -> None:
    """Letters of Western languages are Windows-1252; damaged UTF-8 and binary are nothing."""
    for text in ("Île-de-Rhé", "« 12 € » – l’œuvre"):
        assert recognise.encoding(text.encode("cp1252") + b"\n") == "windows-1252"
        assert recognise.encoding(text.encode()) == "utf-8"
        assert recognise.encoding(text.encode()[:-1]) in ("utf-8", "")
    assert recognise.encoding("été".encode() * 9 + b"\xe9\n") == ""
    assert recognise.encoding(bytes(range(256))) == ""

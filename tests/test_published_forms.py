"""Whatever a table is written in, its release has the same rows in one form; `diff` finds nothing changed."""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from scripts.commands.cli import main
from tests.test_carried import TABLE, publish, write

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = [{"name": "id", "type": "integer"}, {"name": "nom", "type": "string"}]
ROWS = [{"id": 1, "nom": "Été"}, {"id": 2, "nom": None}, {"id": 3, "nom": "Île"}]
TEXT = "id,nom\n1,Été\n2,\n3,Île\n"


def workbook(*rows: list[Any]) -> bytes:
    """A workbook of these rows."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(made)
    return made.getvalue()


SHEET = workbook(["id", "nom"], *([row["id"], row["nom"]] for row in ROWS))
LINES = "".join(f"{json.dumps(row)}\n" for row in ROWS).encode()
FORMS: dict[str, tuple[dict[str, Any], dict[str, bytes]]] = {
    "windows-1252": ({"path": "t.csv", "encoding": "windows-1252"}, {"t.csv": TEXT.encode("cp1252")}),
    "utf-16": ({"path": "t.csv", "encoding": "utf-16"}, {"t.csv": TEXT.encode("utf-16")}),
    "utf-8-sig": ({"path": "t.csv", "encoding": "utf-8-sig"}, {"t.csv": TEXT.encode("utf-8-sig")}),
    "a mark": ({"path": "t.csv"}, {"t.csv": TEXT.encode("utf-8-sig")}),
    "CRLF": (
        {"path": "t.csv", "dialect": {"lineTerminator": "\n"}},
        {"t.csv": TEXT.replace("\n", "\r\n").encode()},
    ),
    "semicolons": (
        {"path": "t.csv", "dialect": {"delimiter": ";"}},
        {"t.csv": TEXT.replace(",", ";").encode()},
    ),
    "tabs": ({"path": "t.tsv"}, {"t.tsv": TEXT.replace(",", "\t").encode()}),
    "comments": (
        {"path": "t.csv", "dialect": {"commentChar": "#"}},
        {"t.csv": f"# note\n{TEXT}".encode()},
    ),
    "packed": ({"path": "t.csv.gz", "compression": "gz"}, {"t.csv.gz": gzip.compress(TEXT.encode())}),
    "parts": ({"path": ["a.csv", "b.csv"]}, {"a.csv": TEXT[:13].encode(), "b.csv": TEXT[13:].encode()}),
    "objects": ({"data": ROWS}, {}),
    "lists": ({"data": [["id", "nom"], *(list(row.values()) for row in ROWS)]}, {}),
    "JSON": ({"path": "t.json"}, {"t.json": json.dumps(ROWS).encode()}),
    "JSON lines": ({"path": "t.jsonl"}, {"t.jsonl": LINES}),
    "a sheet": ({"path": "t.xlsx"}, {"t.xlsx": SHEET}),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_can_be_converted_is_published(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    resource, files = FORMS[form]
    source = write(tmp_path / "source", {"name": "t", "schema": {"fields": FIELDS}, **resource}, **files)
    release = publish(source, tmp_path / "dist")
    assert (release / "data" / "t.csv").read_text(encoding="utf-8") == TEXT
    capsys.readouterr()
    for sides in ((source, release), (release, source)):
        assert main(["diff", *map(str, sides)]) == 0


@pytest.mark.parametrize("form", ["JSON", "a sheet"])
@pytest.mark.parametrize("missing", [[], ["-"], [{"value": "nr", "label": "non répondu"}]])
def test_no_value_stays_no_value(tmp_path: Path, form: str, missing: list[Any]) -> None:
    """Its cell is empty, and the field says that this is no value: no other text is, which might say why."""
    resource, files = FORMS[form]
    schema = {"fields": FIELDS, "missingValues": missing}
    release = publish(
        write(tmp_path / "s", {"name": "t", "schema": schema, **resource}, **files), tmp_path / "d"
    )
    assert (release / "data" / "t.csv").read_text(encoding="utf-8") == TEXT
    found = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]["schema"]
    assert found["fields"][1]["missingValues"] == [*missing, "" if missing in ([], ["-"]) else {"value": ""}]


def test_empty_texts_and_no_values_are_not_made_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = [{"id": 1, "nom": ""}, {"id": 2, "nom": None}]
    schema = {"fields": FIELDS, "missingValues": []}
    source = write(tmp_path / "source", {"name": "t", "schema": schema, "data": data})
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    assert "a CSV file does not tell apart" in " ".join(capsys.readouterr().err.split())


def test_keys_of_whole_numbers_are_right_in_every_descriptor(tmp_path: Path) -> None:
    """01 refers to 1; an empty cell to nothing."""
    key = {"fields": ["u"], "reference": {"resource": "u", "fields": ["id"]}}
    fields = [{"name": "n", "type": "string"}, {"name": "u", "type": "integer"}]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields, "foreignKeys": [key]}}
    other = {**TABLE, "schema": {**TABLE["schema"], "primaryKey": ["id"]}}
    files = {"t.csv": b"n,u\na,01\nb,\n", "u.csv": b"id\n1\n"}
    publish(write(tmp_path / "source", table, other, **files), tmp_path / "dist")


def test_utf_8_under_another_name_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be read without a fault, and every accent wrong."""
    table = {"name": "t", "path": "t.csv", "encoding": "iso-8859-1", "schema": {"fields": FIELDS}}
    source = write(tmp_path / "source", table, **{"t.csv": TEXT.encode()})
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    assert "the file is in UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("rows", [b"id\n1\n", b"id\nx\n"])
def test_what_is_wrong_is_told_before_the_missing_changelog(
    tmp_path: Path, rows: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(tmp_path / "source", TABLE, **{"u.csv": rows})
    (source / "datapackage" / "CHANGELOG.md").unlink()
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert ("type-error" in said) == (b"x" in rows)
    assert "this file is missing" in said.splitlines()[-1]


def test_fields_that_are_found_by_name_are_compared_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    table = {"name": "t", "path": "t.csv", "schema": {"fields": fields, "fieldsMatch": ["equal"]}}
    one, two = (
        write(tmp_path / name, table, **{"t.csv": text})
        for name, text in (("x", b"a,b\n1,2\n"), ("y", b"b,a\n2,1\n"))
    )
    assert main(["diff", str(one), str(two)]) == 0
    capsys.readouterr()

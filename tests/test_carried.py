"""Every resource of a package is accounted for in its release: a table, or a file carried as it came."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from scripts.commands.cli import main
from scripts.derive import canonical
from scripts.reading.model.package import Field, Resource, Schema

if TYPE_CHECKING:
    from pathlib import Path

PDF, MAP = b"%PDF-1.4\n\x00\xff", b'{"type":"FeatureCollection",\r\n"features":[]}'
ROWS = b"id,nom\n1,A\n2,B\n"
FILES = {"notice": ("notice.pdf", PDF), "zones": ("cartes/zones.geojson", MAP)}
TABLE = {"name": "u", "path": "u.csv", "schema": {"fields": [{"name": "id", "type": "integer"}]}}


def write(folder: Path, *resources: dict[str, Any], **files: bytes) -> Path:
    """A package of these resources; files by path, with « __ » for « / »."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "essai",
        "title": "Essai",
        "description": "Un essai.",
        "version": "1.0.0",
        "created": "2026-01-05T00:00:00Z",
        "licenses": [
            {"name": "etalab-2.0", "path": "https://spdx.org/licenses/etalab-2.0.html", "title": "LO"}
        ],
        "contributors": [{"title": "x", "roles": ["publisher"]}],
        "sources": [{"title": "x"}],
        "resources": [{"title": "T", "description": "D", **resource} for resource in resources],
    }
    (folder / "datapackage").mkdir(parents=True)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "datapackage" / "CHANGELOG.md").write_text("# J\n\n## 1.0.0 - 2026-01-05\n", encoding="utf-8")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def with_files(folder: Path, *more: dict[str, Any]) -> Path:
    """A package of a table and two files, and more."""
    named = [{"name": name, "path": path} for name, (path, _) in FILES.items()]
    return write(folder, *named, TABLE, *more, **{"u.csv": b"id\n1\n"}, **dict(FILES.values()))


def publish(source: Path, dist: Path, status: int = 0) -> Path:
    """The release of a package, of which `validate` ends with that status."""
    assert main(["publish", str(source), "--dist", str(dist), "--lang", "en"]) == 0
    release = dist / "1.0.0"
    assert main(["validate", str(release), "--lang", "en"]) == status
    return release


def resources(release: Path) -> dict[str, dict[str, Any]]:
    """The resources of a release, by name."""
    told = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in told["resources"]}


def test_a_file_is_carried_byte_for_byte_and_told_everywhere(tmp_path: Path) -> None:
    release = publish(with_files(tmp_path / "source"), tmp_path / "dist")
    sums = (release / "SHA256SUMS").read_text(encoding="utf-8")
    found = resources(release)
    assert list(found) == ["notice", "zones", "u"]
    for name, (_, content) in FILES.items():
        path, digest = found[name]["path"], hashlib.sha256(content).hexdigest()
        assert (release / path).read_bytes() == content
        assert (found[name]["bytes"], found[name]["hash"]) == (len(content), f"sha256:{digest}")
        assert "encoding" not in found[name]
        assert f"{digest}  {path}\n" in sums
        with zipfile.ZipFile(release / "essai-1.0.0.zip") as packed:
            assert packed.read(path) == content
        for page in ("README.md", "tables.html", "en/tables.html"):
            assert path in (release / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.5"])
def test_a_carried_file_that_changed_is_told(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    release = publish(with_files(tmp_path / "source"), tmp_path / "dist")
    capsys.readouterr()
    (release / "files" / "notice.pdf").write_bytes(content)
    assert main(["validate", str(release), "--format", "json"]) == 1
    found = {issue["code"] for issue in json.loads(capsys.readouterr().out)["issues"]}
    assert {"byte-count", "hash-count", "checksum-error"} <= found


def test_a_package_without_a_table_is_a_release_of_its_files(tmp_path: Path) -> None:
    """No format of tables is made, no page speaks of tables; rows without a schema are not checked."""
    source = write(tmp_path / "source", {"name": "t", "path": "t.csv"}, **{"t.csv": ROWS})
    release = publish(source, tmp_path / "dist", status=3)
    assert (release / "files" / "t.csv").read_bytes() == ROWS
    assert not [
        path for path in ("parquet", "essai.xlsx", "essai.sqlite", "load.sql") if (release / path).exists()
    ]
    assert not (release / "tools.html").exists()
    for page in ("README.md", "index.html", "tables.html", "method.html"):
        assert "SQLite" not in (release / page).read_text(encoding="utf-8")


def test_parts_keep_their_names_and_data_stay_in_the_descriptor(tmp_path: Path) -> None:
    """Of several files none is measured in the descriptor: SHA256SUMS has them all."""
    parts = {"name": "zone", "path": ["z.shp", "z.dbf"], "bytes": 9}
    source = write(tmp_path / "source", TABLE, parts, **{"u.csv": b"id\n1\n", "z.shp": b"1", "z.dbf": b"2"})
    found = resources(publish(source, tmp_path / "dist"))
    assert found["zone"]["path"] == ["files/zone/z.shp", "files/zone/z.dbf"]
    assert "bytes" not in found["zone"]


@pytest.mark.parametrize(
    ("path", "said"), [("https://example.org/a.pdf", "example.org"), ("missing.pdf", "missing.pdf")]
)
def test_what_cannot_be_carried_is_refused_with_its_reason(
    tmp_path: Path, path: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = with_files(tmp_path / "source", {"name": "more", "path": path})
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "dist" / "1.0.0").exists()


def test_a_version_that_is_kept_keeps_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that changed since is told, and the step is asked of the next version."""
    source = with_files(tmp_path / "source")
    options = ["--dist", str(tmp_path / "dist"), "--lang", "en"]
    assert main(["publish", str(source), *options, "--keep"]) == 0
    (source / "notice.pdf").write_bytes(b"%PDF-1.5")
    shutil.rmtree(tmp_path / "dist")
    capsys.readouterr()
    assert main(["publish", str(source), *options]) == 1
    assert "notice" in capsys.readouterr().err


def test_a_version_whose_file_changed_is_not_published_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named."""
    source = with_files(tmp_path / "source")
    publish(source, tmp_path / "dist")
    (source / "notice.pdf").write_bytes(b"%PDF-1.5")
    capsys.readouterr()
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    assert "notice" in capsys.readouterr().err


# --- the canonical form -------------------------------------------------------------------------------------


def test_a_table_is_published_in_the_default_form_of_the_standard(tmp_path: Path) -> None:
    """The descriptor says how the release is written, not how the source was; digits are kept."""
    fields = [
        {
            "name": "n",
            "type": "number",
            "decimalChar": ",",
            "groupChar": " ",
            "constraints": {"minimum": "0,5"},
        },
        {"name": "b", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]},
        {"name": "plain", "type": "number"},
    ]
    missing = [{"value": "", "label": "vide"}, {"value": "ss", "label": "secret"}]
    table = {
        "name": "t",
        "path": "t.csv",
        "dialect": {"delimiter": ";", "quoteChar": "'"},
        "schema": {"fields": fields, "missingValues": missing},
    }
    text = "n;b;plain\n1 234,50;oui;37.50\n12 345 678 901 234 567,89;non;1e2\nss;oui;\n"
    release = publish(write(tmp_path / "source", table, **{"t.csv": text.encode()}), tmp_path / "dist")
    assert (release / "data" / "t.csv").read_text(encoding="utf-8") == (
        "n,b,plain\n1234.50,true,37.50\n12345678901234567.89,false,1e2\nss,true,\n"
    )
    found = resources(release)["t"]
    assert found["dialect"] == {"lineTerminator": "\n"}
    assert found["schema"]["missingValues"] == missing
    assert [sorted(field) for field in found["schema"]["fields"]] == [
        ["constraints", "name", "type"],
        ["name", "type"],
        ["name", "type"],
    ]
    assert found["schema"]["fields"][0]["constraints"] == {"minimum": 0.5}


@pytest.mark.parametrize(
    ("field", "cell", "told"),
    [
        ({"type": "date"}, "1789-07-14", "1789-07-14"),  # Excel counts no day so early
        ({"type": "integer", "categories": [1, 2]}, "1", "1"),  # of no number, says the descriptor of Parquet
        ({"type": "date", "format": "%Y%m%d"}, "20240102", "2024-01-02"),
    ],
)
def test_every_format_holds_what_the_table_says(
    tmp_path: Path, field: dict[str, Any], cell: str, told: str
) -> None:
    """The release is right by its own audit."""
    table = {
        "name": "t",
        "path": "t.csv",
        "schema": {"fields": [{"name": "a", **field}, {"name": "b", "type": "string"}]},
    }
    release = publish(
        write(tmp_path / "source", table, **{"t.csv": f"a,b\n{cell},x\n,y\n".encode()}), tmp_path / "dist"
    )
    assert (release / "data" / "t.csv").read_text(encoding="utf-8") == f"a,b\n{told},x\n,y\n"


@pytest.mark.parametrize(
    ("format_", "cell", "kind", "told"),
    [
        ("%Y", "2024", "year", "2024"),
        ("%m/%Y", "05/2024", "yearmonth", "2024-05"),
        ("%d/%m/%Y", "3/2/2025", "date", "2025-02-03"),
    ],
)
def test_no_day_is_made_of_a_month_or_a_year(format_: str, cell: str, kind: str, told: str) -> None:
    """Nor of a bound."""
    column = Field("d", "date", format_, constraints={"minimum": cell, "enum": [cell]})
    resource = Resource("t", schema=Schema((column,)))
    made, rows = canonical.table(resource, [(cell,)])
    assert list(rows) == [(told,)]
    bound = int(told) if kind == "year" else told
    plain = Schema((Field("d", kind, constraints={"minimum": bound, "enum": [bound]}),))
    assert made.schema == plain


@pytest.mark.parametrize("names", [["A", "a"], [f"c{n}" for n in range(2100)]])
def test_what_a_format_cannot_hold_is_refused_in_one_line(
    tmp_path: Path, names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    table = {
        "name": "t",
        "path": "t.csv",
        "schema": {"fields": [{"name": name, "type": "string"} for name in names]},
    }
    rows = f"{','.join(names)}\n{','.join('1' * len(names))}\n"
    source = write(tmp_path / "source", table, **{"t.csv": rows.encode()})
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    assert "SQLite cannot hold these tables" in capsys.readouterr().err.splitlines()[-1]


def test_what_was_no_text_wears_no_dress(tmp_path: Path) -> None:
    """1.5 of a JSON file is never 15, whatever `groupChar`; null is no value, whatever `missingValues`."""
    fields = [
        {"name": "v", "type": "number", "decimalChar": ",", "groupChar": "."},
        {"name": "b", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]},
        {"name": "s", "type": "string"},
    ]
    table = {"name": "t", "path": "t.json", "schema": {"fields": fields, "missingValues": ["-"]}}
    rows = [
        {"v": 1.5, "b": True, "s": None},
        {"v": "1.234,50", "b": "non", "s": ""},
        {"v": None, "b": None, "s": "x"},
    ]
    source = write(tmp_path / "source", table, **{"t.json": json.dumps(rows).encode()})
    release = publish(source, tmp_path / "dist")
    told = (release / "data" / "t.csv").read_text(encoding="utf-8")
    assert told == "v,b,s\n1.5,true,-\n1234.50,false,\n,,x\n"
    found = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]["schema"]
    assert [field.get("missingValues") for field in found["fields"]] == [["-", ""], ["-", ""], None]


@pytest.mark.parametrize("name", ["t.pdf", "t.geojson"])
def test_a_table_that_cannot_be_read_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never an empty table, and never a schema that nobody holds the file to."""
    table = {"name": "t", "path": name, "schema": {"fields": [{"name": "a", "type": "string"}]}}
    source = write(tmp_path / "source", table, **{name: b"{}"})
    assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), "--lang", "en"]) == 1
    assert "has a schema and is not read as a table" in capsys.readouterr().err.splitlines()[-1]

"""Files and rules that are made to hurt: told in one issue, in bounded time and memory."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import signal
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts.check.checks import proven
from scripts.check.engines import NAMES
from scripts.check.package import check
from scripts.reading.descriptor import load
from scripts.reading.exact import patience
from scripts.reading.issues import Issue, Severity, budget, from_error
from scripts.reading.model.errors import SourceError
from scripts.reading.rows import delimited

VERSION = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE = b"a,b\nx,1\ny,2\n"


def package(folder: Path, path: str, content: bytes, **field: Any) -> Path:
    """A package of one table of two columns, `field` said of the first."""
    schema = {"fields": [{"name": "a", "type": "string", **field}, {"name": "b", "type": "integer"}]}
    resource = {"name": "t", "path": path, "schema": schema}
    descriptor = {"$schema": VERSION, "name": "p", "version": "1.0.0", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / path).write_bytes(content)
    return folder


def errors(folder: Path, engine: str = "stdlib") -> list[Issue]:
    """The errors of a package."""
    return [item for item in check(load(folder), engine=engine) if item.severity is Severity.ERROR]


def zipped(content: bytes) -> bytes:
    """The same in a zip."""
    from io import BytesIO

    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", content)
    return buffer.getvalue()


PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zip": zipped}


@pytest.mark.parametrize("engine", NAMES)
def test_a_pattern_that_explodes_is_stopped_and_told(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`(x+)+y` against thirty letters takes minutes; the alarm is given back as it was."""
    monkeypatch.setattr(patience, "SECONDS", 0.2)
    before = signal.getsignal(signal.SIGALRM)
    table = b"a,b\nxy,1\n" + b"x" * 40 + b"z,2\n"
    found = errors(package(tmp_path, "t.csv", table, constraints={"pattern": "(x+)+y"}), engine)
    assert [(item.code, item.variant, item.argument("pattern")) for item in found] == [
        ("source-error", "slow", "(x+)+y")
    ]
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        ("(a|a)*b", "a" * 40),
        ("(a|aa){30}b", "a" * 45),
        ("(?:a|a){30}b", "a" * 30 + "c"),
        ("(a?){40}a{40}", "a" * 39 + "b"),
        ("(?:a|b|ab)+c", "ab" * 40),
    ],
)
def test_choices_that_are_made_again_explode_too(
    pattern: str, cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alternatives and options within a repetition, even of a fixed number."""
    monkeypatch.setattr(patience, "SECONDS", 0.2)
    folder = package(tmp_path, "t.csv", f"a,b\n{cell},1\n".encode(), constraints={"pattern": pattern})
    assert proven(str(folder)) is None
    assert [(item.code, item.variant) for item in errors(folder)] == [("source-error", "slow")]


@pytest.mark.parametrize("engine", NAMES)
def test_a_pattern_that_only_might_explode_is_matched(engine: str, tmp_path: Path) -> None:
    """The alarm changes no verdict."""
    folder = package(tmp_path, "t.csv", b"a,b\nxxy,1\nxxz,2\n", constraints={"pattern": "(x+)+y"})
    found = errors(folder, engine)
    assert [(item.code, item.line, item.value) for item in found] == [("constraint-error", 3, "xxz")]


@pytest.mark.parametrize("packing", PACKERS)
def test_a_packed_table_is_a_table(packing: str, tmp_path: Path) -> None:
    """Its bytes are looked at unpacked, its name without the packing says what it is."""
    assert errors(package(tmp_path, f"t.csv.{packing}", PACKERS[packing](TABLE))) == []
    found = errors(package(tmp_path, f"t.csv.{packing}", PACKERS[packing](TABLE.replace(b"2", b"\0"))))
    assert [(item.code, item.line) for item in found] == [("nul-byte", 3)]


@pytest.mark.parametrize("packing", PACKERS)
def test_a_bomb_is_refused_before_it_is_unpacked(
    packing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What unpacks to far more than its size; the limits are smaller here, the file too."""
    monkeypatch.setattr(budget, "ANYWAY", 2**16)
    folder = package(tmp_path, f"t.csv.{packing}", PACKERS[packing](b"a,b\n" + b"x,1\n" * 2**20))
    found = list(check(load(folder)))
    assert [(item.code, item.variant) for item in found] == [("check-skipped", "beyond")]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("harm", ["cut", "other"])
def test_what_does_not_unpack_is_told(packing: str, harm: str, tmp_path: Path) -> None:
    """A file cut off, or one that is something else."""
    content = PACKERS[packing](TABLE * 50)[:-9] if harm == "cut" else TABLE
    found = errors(package(tmp_path, f"t.csv.{packing}", content))
    assert [item.code for item in found] == ["compression-error"]


def test_an_empty_zip_holds_no_table(tmp_path: Path) -> None:
    """Nothing is in it to be read."""
    content = b"PK\x05\x06" + b"\0" * 18
    found = errors(package(tmp_path, "t.csv.zip", content))
    assert [(item.code, item.variant) for item in found] == [("compression-error", "packed")]


def test_a_million_columns_are_one_line_too_long(tmp_path: Path) -> None:
    """The header alone is beyond what a line may hold."""
    header = ",".join(f"c{number}" for number in range(1_000_000)).encode()
    found = errors(package(tmp_path, "t.csv", header + b"\n"))
    assert [(item.code, item.line) for item in found] == [("line-too-long", 1)]


def test_a_record_beyond_measure_is_not_taken_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quote that goes on for long stops the engines too."""
    monkeypatch.setattr(delimited, "RECORD_MOST", 2**16)
    folder = package(tmp_path, "t.csv", b'a,b\n"' + b"x\n" * 2**17 + b'",1\n')
    assert [(item.code, item.line) for item in errors(folder, "auto")] == [("line-too-long", 2)]


def test_a_descriptor_of_too_many_resources_is_refused(tmp_path: Path) -> None:
    """Each is looked at by itself, by others too: the time has a limit."""
    resources = [{"name": f"r{number}", "path": "t.csv"} for number in range(4)]
    (tmp_path / "datapackage.json").write_text(json.dumps({"name": "p", "resources": resources}))
    with pytest.raises(SourceError) as refused:
        load(tmp_path, budget=budget.Budget(resources=3))
    assert from_error(refused.value).message("en") == (
        "More than 3 resources of a package: what is beyond was not checked. "
        "To raise the limit: --budget resources=VALUE."
    )

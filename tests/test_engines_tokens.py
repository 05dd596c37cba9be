"""Engines read records alike, whatever stands in the file: quotes, blank lines, endings, encodings."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.differential.compare import differences, outcome, write

ENGINES = ("stdlib", "polars", "native")
SCHEMA = {
    "fields": [
        {"name": "a", "type": "string"},
        {"name": "b", "type": "integer"},
        {"name": "c", "type": "string", "constraints": {"minLength": 1}},
    ]
}
BODIES = [
    "",
    "x,1,y",
    "x,1,y\n",
    "x,1,y\n\n",
    "\n\nx,1,y\n",
    "\n",
    "x,1\n",
    "x\n",
    ",,\n",
    ",1,\n",
    "x,1,y,\n",
    "x,1,y,z\n",
    "x,1,y,,\n",
    ",,,",
    "x,1,y\n,,,",
    "x,1,y\nx,1",
    "x,1,y\r\nx,2,z\r\n",
    "x,1,y\r\nx,2,z\n",
    "x,1,y\rx,2,z\r",
    "x\ry,1,z\n",
    '"x\ry",1,z\n',
    '"x\r\ny",1,z\r\nx,2,y\r\n',
    "x,1,y\r\r\n",
    '"x\r\ny",1\r\nx,2,y\r\n',
    '"x\ny",1,z,"a\nb"\nx,2,y\n',
    '"x",1,"y"\n',
    '"x,y",1,"y\nz"\nx,x,y\n',
    '"x""y",1,""""\n',
    '"",1,""\n',
    '"",,""\n',
    '"x\n\n\ny",1,z\nx,x,y\n',
    '"x\n1,2\n1,2,3\n",1,z\nx,x,y\n',
    '"x\n1,2\n",1\nx,x,y\n',
    '12" tube,1,y\n',
    '"abc"def,1,y\n',
    'x, "1",y\n',
    'x,1, "a,b"\n',
    'x,1,"y\n',
    'x,1,"y',
    'x,1,"',
    'x,"1"",y\n',
    'x,\\"1\\",y\n',
    "x,1,a\0b\n",
    "\0\n",
    "x,1,\x0b\x0c\x1c\x85\u2028\n",
    "x,1,y\n  \n",
    " , , \n",
    "x,1,y\n#,1,z\n",
    "\ufeffx,1,y\n",
    "x,1,😀\n",
    "x,1," + "y" * 200_000 + "\n",
    '"' + "x\n" * 5000 + '",1,y\n',
    "x,1,y\n" * 3000 + '"x,1,y\n' + "x,1,y\n" * 10,
]
DIALECTS: list[dict[str, Any]] = [
    {},
    {"header": False},
    {"headerRows": [1, 2]},
    {"commentChar": "#"},
    {"commentRows": [2, 4]},
    {"quoteChar": "'"},
    {"delimiter": ";"},
    {"skipInitialSpace": True},
    {"escapeChar": "\\", "doubleQuote": False},
]


def _package(folder: Path, content: bytes, name: str = "t.csv", **resource: Any) -> Path:
    return write(
        folder, [{"name": "t", "path": name, "format": "csv", "schema": SCHEMA, **resource}], {name: content}
    )


def _same(folder: Path) -> None:
    reference = outcome(folder, "frictionless")
    found = {engine: differences(folder, engine, reference) for engine in ENGINES}
    assert found == {engine: [] for engine in ENGINES}


@pytest.mark.parametrize(
    "header", ["a,b,c\n", "a,b,c\r\n", '"a","b","c"\n', "a,b\n", "a,b,c,d\n", "a,x,\n", "\n", ""]
)
def test_headers(header: str, tmp_path: Path) -> None:
    """Labels that are quoted, missing, extra, wrong or blank, and a byte order mark that comes after them."""
    _same(_package(tmp_path / "1", f"{header}x,1,y\nx,x,\n".encode()))
    _same(_package(tmp_path / "2", f"{header}\ufeffxy,1,y\nx,x,\n".encode()))


@pytest.mark.parametrize("joint", [" ", "_", ""])
def test_header_rows_are_joined(joint: str, tmp_path: Path) -> None:
    """With what the dialect says; where it says nothing, with a space."""
    dialect = {"headerRows": [1, 2], "headerJoin": joint}
    _same(_package(tmp_path / "1", f"a,b,c\n{joint},{joint},\nx,1,y\n".encode(), dialect=dialect))
    _same(_package(tmp_path / "2", b"a,b\nx\nx,1,y\n", dialect=dialect))


@pytest.mark.parametrize("dialect", DIALECTS, ids=str)
@pytest.mark.parametrize("index", range(len(BODIES)))
def test_bodies(index: int, dialect: dict[str, Any], tmp_path: Path) -> None:
    """Quotes, blank lines, endings, ragged rows, under every dialect."""
    _same(_package(tmp_path, f"a,b,c\n{BODIES[index]}".encode(), dialect=dialect))


def test_random_bytes(tmp_path: Path) -> None:
    """Files of a few characters that matter to a tokeniser."""
    rng = random.Random(0)  # noqa: S311 -- data, not secrets
    for number in range(150):
        alphabet = rng.choice(["ab,\n", 'a,"\n', 'a1,""\n\n', 'a,"\r\n', "a,1\n\n\n"])
        body = "".join(rng.choice(alphabet) for _ in range(rng.randint(0, 30)))
        _same(_package(tmp_path / str(number), f"a,b,c\n{body}".encode()))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32"]
)
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """What is declared, with a byte order mark or without; and bytes that are not of it."""
    text = "a,b,c\né,1,œuf\nx,x,\n" if encoding != "latin-1" else "a,b,c\né,1,y\nx,x,\n"
    _same(_package(tmp_path / "1", text.encode(encoding), encoding=encoding))
    _same(_package(tmp_path / "2", "a,b,c\né,1,y\n".encode("cp1252"), encoding=encoding))
    _same(_package(tmp_path / "3", b"\xef\xbb\xbfa,b,c\nx,1,y\nz,z,z\n", encoding=encoding))


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz", "zip"])
def test_packed_files(packing: str, tmp_path: Path) -> None:
    """A file that its name says to be packed."""
    content = b"a,b,c\nx,1,y\nx,x,\n\n"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("t.csv", content)
    packed = {
        "gz": gzip.compress(content),
        "bz2": bz2.compress(content),
        "xz": lzma.compress(content),
        "zip": archive.getvalue(),
    }
    _same(_package(tmp_path / "whole", packed[packing], f"t.csv.{packing}"))
    _same(_package(tmp_path / "cut", packed[packing][:-20], f"t.csv.{packing}"))


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("parts", [[b"x,1,y\n", b"x,x,\n\n"], [b'"x\n1",1,y\n', b'"x\n\n",x,\n']])
def test_several_files(parts: list[bytes], header: bool, tmp_path: Path) -> None:  # noqa: FBT001 -- a parameter
    """A table in several files, each with its header."""
    names = [f"p{number}.csv" for number in range(len(parts))]
    heading = b"a,b,c\n" if header else b""
    files = {name: heading + part for name, part in zip(names, parts, strict=True)}
    resource = {"name": "t", "path": names, "format": "csv", "dialect": {"header": header}, "schema": SCHEMA}
    _same(write(tmp_path, [resource], files))

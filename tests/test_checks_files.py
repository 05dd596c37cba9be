"""The files check: what is on disk, read in bounded memory, whatever it holds."""

from __future__ import annotations

import gzip
import hashlib
import os
import tracemalloc
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.check import files
from scripts.check.contents import LINE_LIMIT, faults
from scripts.check.subject import Subject
from scripts.reading.issues import judged
from scripts.reading.sources import open_source
from tests.tiny import CSV, issues, kinds, things, told, write

if TYPE_CHECKING:
    from pathlib import Path

UNREAD = "check-skipped/file"


def test_a_file_that_is_not_there_is_told_with_what_was_not_checked(tmp_path: Path) -> None:
    """One error, and a warning that its rows were not read."""
    assert kinds(write(tmp_path, csv=None)) == ["scheme-error/no-file", UNREAD]


def test_a_folder_where_a_file_is_expected(tmp_path: Path) -> None:
    """Not an ordinary file."""
    write(tmp_path, csv=None)
    (tmp_path / "data/things.csv").mkdir(parents=True)
    assert kinds(tmp_path) == ["scheme-error/not-a-file", UNREAD]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe would never end."""
    write(tmp_path, csv=None)
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data/things.csv")
    assert kinds(tmp_path) == ["scheme-error/not-a-file", UNREAD]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """Permission denied is an issue."""
    (write(tmp_path) / "data/things.csv").chmod(0)
    assert kinds(tmp_path) == ["scheme-error/default", UNREAD]


def test_a_link_out_of_the_package_is_not_followed(tmp_path: Path) -> None:
    """For a file, and for a folder on the way to it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "things.csv").write_text(CSV)
    first = write(tmp_path / "first", csv=None)
    (first / "data").mkdir()
    (first / "data/things.csv").symlink_to(outside / "things.csv")
    assert kinds(first) == ["unsafe-path/link", UNREAD]
    second = write(tmp_path / "second", csv=None)
    (second / "data").symlink_to(outside)
    assert kinds(second) == ["unsafe-path/link", UNREAD]


def test_a_link_within_the_package_is_fine(tmp_path: Path) -> None:
    """It stays inside."""
    write(tmp_path, csv=None, files={"kept/things.csv": CSV})
    (tmp_path / "data").mkdir()
    (tmp_path / "data/things.csv").symlink_to("../kept/things.csv")
    assert kinds(tmp_path) == []


def test_a_link_to_itself_is_not_a_file(tmp_path: Path) -> None:
    """A loop ends in an issue."""
    write(tmp_path, csv=None)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/things.csv").symlink_to("things.csv")
    [first, _] = issues(tmp_path)
    assert first.code in ("scheme-error", "unsafe-path", "check-skipped")


def test_an_unknown_encoding_is_told_at_its_line(tmp_path: Path) -> None:
    """The bytes are not looked at; nor is what Python calls a codec and is no encoding of texts."""
    for encoding in ("klingon", "hex", "rot13", "a\0b"):
        write(tmp_path, lambda d, encoding=encoding: things(d).update(encoding=encoding))  # type: ignore[misc]
        [item, skipped] = issues(tmp_path)
        assert skipped.code == "check-skipped"
        assert (item.code, item.variant) == ("encoding-error", "unknown")
        assert '"encoding"' in (tmp_path / "datapackage.json").read_text().splitlines()[item.line - 1]


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "utf-16", "utf-16-le", "utf-8-sig"])
def test_an_encoding_that_is_declared_is_right_by_the_standard(tmp_path: Path, encoding: str) -> None:
    """The house wants UTF-8."""
    content = CSV.replace("red", "doré").encode(encoding)
    write(tmp_path, lambda d: things(d).update(encoding=encoding), csv=content)
    with open_source(str(tmp_path)) as source:
        found = [
            list(faults(source.file("data/things.csv"), "\n", encoding=encoding)),
            *map(
                list, [judged(files.check(Subject(source, "auto")), house=house) for house in (False, True)]
            ),
        ]
    assert [[f"{i.code}/{i.variant}" for i in some] for some in found] == [[], [], ["encoding-error/other"]]


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        (CSV.encode("utf-16"), "utf-8", "encoding-error/guessed:1"),
        (CSV.replace("red", "doré").encode("cp1252"), "utf-8", "encoding-error/guessed:2"),
        (CSV.encode() + b"\xc3\x28\xa0\xa1", "utf-8", "encoding-error/default:5"),
        (CSV.encode() + b"\x81,1,\n", "windows-1252", "encoding-error/declared:5"),
        (CSV.encode("utf-16")[:-1], "utf-16", "encoding-error/declared:4"),
        (CSV.encode(), "utf-16", "encoding-error/declared:1"),
    ],
)
def test_bytes_of_another_encoding_are_one_error(
    tmp_path: Path, content: bytes, encoding: str, expected: str
) -> None:
    """With what it may be, where that can be guessed."""
    (tmp_path / "a.csv").write_bytes(content)
    found = list(faults(tmp_path / "a.csv", None, encoding=encoding))
    assert [f"{i.code}/{i.variant}:{i.line}" for i in found] == [expected]


KINDS = {
    "html": b"\xef\xbb\xbf\n<!-- page --><!DOCTYPE html><html></html>",
    "lfs-pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "xlsx": b"PK\x03\x04...[Content_Types].xml...xl/workbook.xml",
    "zip": b"PK\x03\x04...a.csv",
    "gzip": gzip.compress(CSV.encode()),
    "pdf": b"%PDF-1.7",
    "json": b'[{"a": 1}]',
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_is_named_as_what_it_is(tmp_path: Path, kind: str) -> None:
    """In one error, whatever its bytes would be as a CSV; its rows are not read."""
    write(tmp_path, csv=KINDS[kind])
    [item, unread] = issues(tmp_path)
    assert (item.code, item.argument("kind"), f"{unread.code}/{unread.variant}") == (
        "file-kind",
        kind,
        UNREAD,
    )


@pytest.mark.parametrize("encoding", ["UTF-8", "utf8", "utf_8"])
def test_utf8_by_any_of_its_names(tmp_path: Path, encoding: str) -> None:
    """The name is looked up, not compared."""
    assert kinds(write(tmp_path, lambda d: things(d).update(encoding=encoding))) == []


def test_files_are_checked_even_under_a_broken_descriptor(tmp_path: Path) -> None:
    """Everything that can be told at once is."""
    write(tmp_path, lambda d: d.update(created="x"), csv=b"\xef\xbb\xbf" + CSV.encode())
    assert kinds(tmp_path) == ["created-error/default", "bom/default"]


def test_unlisted_files_are_those_of_the_folders_in_use(tmp_path: Path) -> None:
    """Below a data folder, any depth and case; beside the descriptor, only if tables lie there."""
    extra = {"data/old/more.CSV": "x\n", "data/notes.txt": "x", "other/copy.csv": "x\n", "top.csv": "x\n"}
    assert told(write(tmp_path / "a", files=extra)) == ["unlisted-file/default data/old/more.CSV"]
    top = write(tmp_path / "b", lambda d: things(d).update(path="top.csv"), csv=None)
    (top / "top.csv").write_text(CSV)
    (top / "second.csv").write_text("x\n")
    (top / "dist").mkdir()
    (top / "dist/third.csv").write_text("x\n")
    assert told(top) == ["unlisted-file/default second.csv"]


def test_a_path_may_be_written_with_useless_steps(tmp_path: Path) -> None:
    """`data/./things.csv` is listed as `data/things.csv`."""
    assert kinds(write(tmp_path, lambda d: things(d).update(path="data/./things.csv"))) == []


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha512"])
def test_hashes_by_any_known_algorithm(tmp_path: Path, algorithm: str) -> None:
    """The right one passes; one of another file does not."""
    right = hashlib.new(algorithm, CSV.encode()).hexdigest()
    write(tmp_path, lambda d: things(d).update(hash=f"{algorithm}:{right}", bytes=len(CSV)))
    assert kinds(tmp_path) == []
    write(tmp_path, csv=CSV.replace("blue", "bleu"))
    write(tmp_path, lambda d: things(d).update(hash=f"{algorithm}:{right}"), csv=None)
    assert kinds(tmp_path) == ["hash-count/default"]


def test_an_unknown_hash_algorithm_is_said(tmp_path: Path) -> None:
    """Not skipped in silence."""
    assert kinds(write(tmp_path, lambda d: things(d).update(hash="crc32:abcd"))) == ["hash-count/algorithm"]


def test_a_hash_of_version_1_is_an_md5(tmp_path: Path) -> None:
    """Thirty-two digits without a name."""
    digest = hashlib.md5(CSV.encode(), usedforsecurity=False).hexdigest()
    assert kinds(write(tmp_path, lambda d: things(d).update(hash=digest))) == []


def test_line_endings_are_checked_where_the_dialect_declares_them(tmp_path: Path) -> None:
    """CRLF under LF, LF under CRLF; nothing is asked where nothing is declared."""
    crlf = CSV.replace("\n", "\r\n")
    assert kinds(write(tmp_path, csv=crlf)) == ["line-ending/default"]
    windows = write(tmp_path, lambda d: things(d).update(dialect={"lineTerminator": "\r\n"}))
    assert kinds(windows) == ["line-ending/default"]
    write(tmp_path, lambda d: things(d).update(dialect={"lineTerminator": "\r\n"}), csv=crlf)
    assert kinds(tmp_path) == []
    assert kinds(write(tmp_path, lambda d: things(d).pop("dialect"), csv=crlf)) == []


def test_other_files_are_only_there_and_whole(tmp_path: Path) -> None:
    """A resource that is no table has no rules about its bytes."""
    picture = {"name": "picture", "path": "data/a.png", "bytes": 3}
    write(tmp_path, lambda d: d["resources"].append(picture), files={"data/a.png": b"\0\xff\r"})
    assert kinds(tmp_path) == []
    (tmp_path / "data/a.png").write_bytes(b"\0")
    assert kinds(tmp_path) == ["byte-count/default"]


def test_the_words_of_the_descriptor_are_composed_too(tmp_path: Path) -> None:
    """At their line, in the descriptor or in a schema."""
    schema = '{"fields": [{"name": "code", "title": "De\u0301signation"}, {"name": "a"}, {"name": "b"}]}'
    write(tmp_path, lambda d: things(d).update(schema="s.json"), csv="code,a,b\n", files={"s.json": schema})
    assert told(tmp_path) == ["unicode-form/default s.json:1"]


ODD = [
    b"\0",
    b"\xff",
    b"\r",
    b"\r\n",
    "e\u0301".encode(),
    "\u2000".encode(),
    b'"',
    b'"\r\n"',
    b"x" * LINE_LIMIT,
]


@pytest.mark.parametrize("terminator", [None, "\n", "\r\n"])
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd[:8]))
def test_what_the_kernel_says_is_plain_is_told_alike_without_it(
    odd: bytes, terminator: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in one block of many, at its line, and those after it."""
    file, row = tmp_path / "a.csv", "é,œ,1\n".encode()
    file.write_bytes(row * 150_000 + b"a," + odd + b"\n" + row * 150_000 + odd)
    found = list(faults(file, terminator))
    monkeypatch.setattr("scripts.check.contents.TINY", 2**40)
    assert list(faults(file, terminator)) == found
    assert found or odd in (b"\r", b"\r\n", b'"', b'"\r\n"')


@pytest.mark.parametrize("fill", ["hole", "letters", "lines"])
def test_a_large_file_takes_no_memory(tmp_path: Path, fill: str) -> None:
    """A line of 200 MB of NULs, one of 100 MB of letters, and 100 MB of ordinary lines."""
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.write(b"a,b\n")
        if fill == "hole":
            stream.truncate(200 * 2**20)
        else:
            stream.writelines((b"x" * 127 + (b"\n" if fill == "lines" else b"x")) * 2**13 for _ in range(100))
    tracemalloc.start()
    found = [item.code for item in faults(path, "\n")]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == ([] if fill == "lines" else ["line-too-long"])
    assert peak < 8 * LINE_LIMIT


def test_a_fault_far_into_a_file_is_at_its_line(tmp_path: Path) -> None:
    """Blocks are joined without losing count: beyond the first megabyte, and with CRLF."""
    for ending in (b"\n", b"\r\n"):
        line = b"x" * 99 + ending
        count = LINE_LIMIT // 50
        path = tmp_path / "far.csv"
        path.write_bytes(line * count + b"\xff" + ending)
        [item] = faults(path, None)
        assert (item.code, item.line) == ("encoding-error", count + 1)
        assert item.argument("byte") == str(len(line) * count + 1)


LINE = st.text(st.sampled_from("aé\u0301,Å\u212b "), max_size=6)


@settings(deadline=None)
@given(st.lists(LINE, min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_every_line_that_is_not_composed_is_told(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], ending: str
) -> None:
    """One issue a line, none for the others."""
    path = tmp_path_factory.mktemp("nfc") / "a.csv"
    path.write_bytes("".join(f"a{text}{ending}" for text in texts).encode())
    told_lines = [item.line for item in faults(path, ending)]
    wrong = [n for n, t in enumerate(texts, 1) if unicodedata.normalize("NFC", f"a{t}") != f"a{t}"]
    assert told_lines == wrong


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=8))
def test_line_endings_are_counted_outside_quotes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[bool, bool]]
) -> None:
    """A line break within quotes is content, whatever it is."""
    path = tmp_path_factory.mktemp("endings") / "a.csv"
    content, wrong, line, first = "", 0, 1, 0
    for quoted, crlf in rows:
        content += ('"x\r\ny"' if quoted else "x") + ("\r\n" if crlf else "\n")
        line += 2 if quoted else 1
        wrong += crlf
        first = first or (line - 1 if crlf else 0)
    path.write_bytes(content.encode())
    found = list(faults(path, "\n"))
    assert [(item.line, item.argument("found")) for item in found] == ([(first, str(wrong))] if wrong else [])

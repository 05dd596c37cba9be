"""Opening a source: every hostile thing gets one clear line and a code, never a traceback."""

from __future__ import annotations

import json
import os
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check.package import check
from scripts.reading import unzip
from scripts.reading.descriptor import is_inside, is_safe_path
from scripts.reading.issues import from_error
from scripts.reading.issues.budget import DEFAULT, Budget
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source
from tests.tiny import CSV, is_told, issues, package, things, told, write

if TYPE_CHECKING:
    from collections.abc import Mapping


def refused(target: str | Path) -> str:
    """`code/wording` of the refusal; every refusal has its words in both languages and one line."""
    with pytest.raises(SourceError) as caught, open_source(str(target)):
        pass
    assert "\n" not in str(caught.value)
    item = from_error(caught.value)
    is_told(item)
    return f"{item.code}/{item.variant}"


def zipped(path: Path, members: Mapping[str, str]) -> Path:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def whole() -> dict[str, str]:
    """The members of a sound package."""
    return {"datapackage.json": json.dumps(package()), "data/things.csv": CSV}


def test_a_folder_a_descriptor_and_a_zip_are_the_same_package(tmp_path: Path) -> None:
    """Three ways in, one descriptor out."""
    folder = write(tmp_path / "folder")
    targets = [folder, folder / "datapackage.json", zipped(tmp_path / "a.zip", whole())]
    assert [issues(target) for target in targets] == [[], [], []]


def test_a_zip_is_known_by_its_content_too(tmp_path: Path) -> None:
    """A name without .zip does not matter, and one with it does not make a zip."""
    assert issues(zipped(tmp_path / "package.bin", whole())) == []
    (tmp_path / "b.zip").write_text("{}")
    assert refused(tmp_path / "b.zip") == "compression-error/default"


def test_the_unpacked_zip_is_gone_afterwards(tmp_path: Path) -> None:
    """Nothing is left in the temporary folder."""
    with open_source(str(zipped(tmp_path / "a.zip", whole()))) as source:
        base = source.base
        assert (base / "data/things.csv").read_text() == CSV
    assert not base.exists()


CONTENTS: list[tuple[str, bytes, str]] = [
    ("empty", b"", "json-error/empty"),
    ("page", b"<!DOCTYPE html><html></html>", "json-error/html"),
    ("pointer", b"version https://git-lfs.github.com/spec/v1\n", "json-error/lfs-pointer"),
    ("pdf", b"%PDF-1.7", "json-error/other"),
    ("text", b"bonjour", "json-error/default"),
    ("cut", b'{"name": "a"', "json-error/default"),
    ("utf-16", '{"a": 1}'.encode("utf-16"), "encoding-error/json"),
    ("utf-16, unmarked", '{"a": 1}'.encode("utf-16-le"), "encoding-error/json"),
    ("latin-1", '{"a": "é"}'.encode("latin-1"), "encoding-error/json"),
    ("cut in a letter", b'{"a": "\xc3', "encoding-error/json-unknown"),
    ("nul", b'{"a": "\0"}', "json-error/default"),
    ("deep", b"[" * 100_000, "check-skipped/beyond"),
    ("deep and whole", b"[" * (DEFAULT.depth + 1) + b"]" * (DEFAULT.depth + 1), "check-skipped/beyond"),
    ("nan", b'{"a": NaN}', "json-error/number"),
    ("infinity", b'{"a": -Infinity}', "json-error/number"),
    ("large number", b'{"a": ' + b"9" * 5000 + b"}", "json-error/number"),
    ("list", b"[]", "package-error/not-object"),
    ("null", b"null", "package-error/not-object"),
    ("rows", b'[{"a": 1}]', "package-error/rows"),
    ("table schema", b'{"fields": [], "resources": [{"path": "a.csv"}]}', "package-error/table-schema"),
    ("twice", b'{"name": "a", "name": "b"}', "json-error/duplicate"),
]


@pytest.mark.parametrize(
    ("content", "expected"), [pytest.param(content, code, id=name) for name, content, code in CONTENTS]
)
def test_a_descriptor_that_is_none(tmp_path: Path, content: bytes, expected: str) -> None:
    """Whatever the file holds."""
    (tmp_path / "datapackage.json").write_bytes(content)
    assert refused(tmp_path) == expected


def test_what_is_not_there(tmp_path: Path) -> None:
    """No such file, a folder without a descriptor, an address, a device, a name too long."""
    assert refused(tmp_path / "nothing.json") == "scheme-error/no-file"
    assert refused(tmp_path) == "scheme-error/no-descriptor"
    assert refused("http://example.org/datapackage.json") == "scheme-error/remote"
    assert refused("/dev/null") == "scheme-error/not-a-file"
    assert refused(tmp_path / ("a" * 300)) == "scheme-error/default"
    (tmp_path / "datapackage.json").mkdir()
    assert refused(tmp_path) == "scheme-error/not-a-file"
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "scheme-error/not-a-file"


def test_a_large_file_is_no_descriptor(tmp_path: Path) -> None:
    """A hole of a gigabyte is not read to its end."""
    with (tmp_path / "datapackage.json").open("wb") as stream:
        stream.truncate(2**30)
    assert DEFAULT.descriptor < 2**30
    assert refused(tmp_path) == "check-skipped/beyond"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("schemas/nothing.json", "scheme-error/no-file"),
        ("../schema.json", "unsafe-path/default"),
        ("https://localhost/schema.json", "check-skipped/remote"),
        ("data", "scheme-error/not-a-file"),
        ("data/things.csv", "json-error/default"),
        ("link.json", "unsafe-path/link"),
    ],
)
def test_a_schema_that_cannot_be_read(tmp_path: Path, target: str, expected: str) -> None:
    """What the descriptor names is refused as the descriptor itself would be."""
    folder = write(tmp_path / "package", lambda d: things(d).update(schema=target))
    (tmp_path / "outside.json").write_text("{}")
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    assert refused(folder) == expected


HOSTILE = ["../evil.csv", "/evil.csv", "data/../../evil.csv", "..\\evil.csv", "C:evil.csv", "a\\b.csv"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_zip_that_would_write_outside(tmp_path: Path, name: str) -> None:
    """Refused before anything is extracted."""
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in whole().items():
            archive.writestr(member, content)
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, "x")
    assert refused(path) == "unsafe-path/member"
    assert [p.name for p in tmp_path.iterdir()] == ["evil.zip"]


def test_a_zip_with_a_link(tmp_path: Path) -> None:
    """A link in an archive leads anywhere."""
    path = zipped(tmp_path / "link.zip", whole())
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("data/passwd.csv")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert refused(path) == "unsafe-path/member-link"


def test_a_zip_that_is_too_much(tmp_path: Path) -> None:
    """Too many members, too many bytes, or the same member twice."""
    many = zipped(tmp_path / "many.zip", {str(number): "" for number in range(4)})
    large = zipped(tmp_path / "large.zip", {"a": "x" * 10_001})
    for path, budget in ((many, Budget(files=3)), (large, Budget(unpacked=10_000))):
        with pytest.raises(SourceError) as told:
            unzip.unpack(path, path.name, tmp_path / "out", budget)
        assert (told.value.code, told.value.variant) == ("check-skipped", "beyond")
    assert refused(zipped(tmp_path / "twice.zip", {"a": "", "A": ""})) == "compression-error/duplicate"


def test_a_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    """The bytes that come out are counted, not those announced."""
    path = zipped(tmp_path / "bomb.zip", {"datapackage.json": "x" * 1_000_000})
    content = path.read_bytes()
    size = (1_000_000).to_bytes(4, "little")
    path.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    assert refused(path) == "compression-error/default"


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    """Said as such."""
    path = zipped(tmp_path / "locked.zip", whole())
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    assert refused(path) == "compression-error/encrypted"


def test_a_zip_with_a_damaged_member(tmp_path: Path) -> None:
    """The checksum is verified."""
    path = zipped(tmp_path / "damaged.zip", whole())
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    assert refused(path) == "compression-error/default"


@pytest.mark.parametrize("top", ["mon jeu été-main/", "x/y/"])
def test_a_zip_with_a_folder_at_its_top(tmp_path: Path, top: str) -> None:
    """As GitHub, Finder and Windows make them: the highest descriptor is the package's."""
    members = {f"{top}{name}": content for name, content in whole().items()}
    beside = {f"__MACOSX/{top}._datapackage.json": "x", ".DS_Store": "x", "b/lisezmoi.txt": "x"}
    path = zipped(tmp_path / "a.zip", {**members, **beside, f"{top}old/1/datapackage.json": "{}"})
    assert issues(path) == []
    with open_source(str(path)) as source:
        assert source.where == f"{path}/{top}"


def test_a_zip_of_several_packages_or_of_none(tmp_path: Path) -> None:
    """Nobody guesses which one is meant."""
    two = {f"{top}/{name}": content for top in "ab" for name, content in whole().items()}
    assert refused(zipped(tmp_path / "two.zip", two)) == "scheme-error/several"
    assert refused(zipped(tmp_path / "none.zip", {"a.txt": ""})) == "scheme-error/no-descriptor"


def test_a_byte_order_mark_in_a_descriptor_is_a_warning(tmp_path: Path) -> None:
    """Of its schema too; each is told at its file."""
    folder = write(tmp_path, lambda d: things(d).update(schema="s.json"))
    (folder / "s.json").write_text(json.dumps(things(package())["schema"]), encoding="utf-8-sig")
    (folder / "datapackage.json").write_text((folder / "datapackage.json").read_text(), encoding="utf-8-sig")
    assert told(folder) == ["bom/json datapackage.json:1", "bom/json s.json:1"]


def test_a_schema_that_cannot_be_had_is_its_resource_s_fault(tmp_path: Path) -> None:
    """The other resources are checked, where the verdict is asked for and not the package."""

    def edit(made: dict[str, Any]) -> None:
        made["resources"].append({**things(made), "name": "other", "schema": "nothing.json"})

    folder = write(tmp_path, edit, csv=CSV.replace("2.5", "many"))
    assert sorted(f"{i.code}/{i.variant}" for i in check(str(folder))) == [
        "scheme-error/no-file",
        "type-error/number",
    ]
    assert refused(folder) == "scheme-error/no-file"


def test_a_zip_where_a_file_stands_for_a_folder(tmp_path: Path) -> None:
    """`data` cannot be both."""
    path = zipped(tmp_path / "a.zip", {"data": "x", "data/things.csv": CSV})
    assert refused(path) == "compression-error/default"


@given(st.text(st.characters(), max_size=12) | st.from_regex(r"[./~\\a:]{0,8}", fullmatch=True))
def test_a_safe_path_never_leaves_its_folder(path: str) -> None:
    """Whatever is called safe is below its start, and stays so when normalised."""
    if is_safe_path(path):
        whole_path = os.path.normpath(f"/start/{path}")
        assert whole_path == "/start" or whole_path.startswith("/start/")
        path.encode()
        assert is_inside(Path("/start"), path)


@given(st.lists(st.from_regex(r"[a-z0-9_-]{1,6}", fullmatch=True), min_size=1, max_size=4))
def test_an_ordinary_relative_path_is_safe(parts: list[str]) -> None:
    """Names, with slashes between them."""
    assert is_safe_path("/".join(parts))

"""A release is opened from a folder, a zip or an address, checked, typed; a fault has its own code."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest

from explorer.cells import read_cells
from explorer.published import File, MissingTableError, Release, open_release
from explorer.stores import Folder, ReleaseError, safe
from explorer.texts import WORDS
from tests import explorer_release as made

VERSION = json.loads((made.ROOT / "datapackage.json").read_text(encoding="utf-8"))["version"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release of one's own, to be spoilt."""
    return made.make_release(tmp_path / "release")


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """The address of a server of this machine that has the release."""
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """A server that prints nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Nothing."""


def given(release: Release, file: File) -> bytes:
    return b"".join(release.pieces(file))


def same(one: Release, other: Release) -> bool:
    return all(one.table(name).equals(table.cells) for name, table in other.tables.items())


def test_a_folder_its_descriptor_and_a_zip_of_it_are_one_release(folder: Path, tmp_path: Path) -> None:
    flat = made.zip_release(folder, tmp_path / "flat.zip")
    nested = made.zip_release(folder, tmp_path / "nested.zip", root="observatoire-1.0.0/")
    targets = (folder, folder / "datapackage.json", flat, nested)
    releases = [open_release(str(target)) for target in targets]
    assert all(same(releases[0], other) for other in releases[1:])
    assert releases[0].version == VERSION
    assert releases[0].issued == "2026-11-23"


def test_every_file_is_checked_and_listed_with_its_hash(folder: Path) -> None:
    release = open_release(str(folder))
    assert release.checked == len(release.tables) + 1
    assert {file.path for file in release.files} == {
        "datapackage.json",
        *(f"data/{n}.csv" for n in release.tables),
        "files/region-outlines.topojson",
    }
    assert all(file.sha256 and file.size for file in release.files)
    assert all(given(release, file) == (folder / file.path).read_bytes() for file in release.files)


def test_an_address_of_this_machine_is_read_only_where_it_is_allowed(server: str) -> None:
    assert open_release(server, allow_loopback=True).version == VERSION
    assert open_release(server + "datapackage.json", allow_loopback=True).version == VERSION
    with pytest.raises(ReleaseError) as raised:
        open_release(server)
    assert raised.value.code == "insecure_address"


def test_a_zip_at_an_address_is_the_same_release(server: str, folder: Path) -> None:
    made.zip_release(folder, folder / "all.zip", root="any/")
    assert same(open_release(f"{server}all.zip", allow_loopback=True), open_release(str(folder)))
    (folder / "all.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(ReleaseError) as raised:
        open_release(f"{server}all.zip", allow_loopback=True)
    assert raised.value.code == "damaged_zip"


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1.example.org/"],
)
def test_only_https_is_read(address: str) -> None:
    with pytest.raises(ReleaseError) as raised:
        open_release(address, allow_loopback=True)
    assert raised.value.code == "insecure_address"


def test_a_file_that_the_server_lacks_is_named(server: str, folder: Path) -> None:
    (folder / "data/actors.csv").unlink()
    with pytest.raises(ReleaseError) as raised:
        open_release(server, allow_loopback=True)
    assert (raised.value.code, raised.value.facts["path"]) == ("missing_file", "data/actors.csv")


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(ReleaseError) as raised:
        open_release("http://127.0.0.1:9/", allow_loopback=True)
    assert raised.value.code == "no_answer"


def spoil_same_size(folder: Path) -> None:
    content = (folder / "data/actors.csv").read_bytes()
    (folder / "data/actors.csv").write_bytes(content.replace(b"Citoyens", b"citoyens"))


def spoil_cut(folder: Path) -> None:
    (folder / "data/actors.csv").write_bytes((folder / "data/actors.csv").read_bytes()[:-20])


def spoil_descriptor(folder: Path) -> None:
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    (folder / "datapackage.json").write_text(text.replace(f'"{VERSION}"', '"9.9.9"'), encoding="utf-8")


def spoil_json(folder: Path) -> None:
    (folder / "datapackage.json").write_text("{", encoding="utf-8")


def spoil_list(folder: Path) -> None:
    (folder / "datapackage.json").write_text("[]", encoding="utf-8")


def spoil_path(folder: Path) -> None:
    descriptor = made.read_descriptor(folder)
    descriptor["resources"][0]["path"] = "../outside.csv"
    (folder / "SHA256SUMS").unlink()
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def spoil_link(folder: Path) -> None:
    (folder.parent / "outside.csv").write_bytes((folder / "data/actors.csv").read_bytes())
    (folder / "data/actors.csv").unlink()
    (folder / "data/actors.csv").symlink_to(folder.parent / "outside.csv")


def spoil_columns(folder: Path) -> None:
    descriptor = made.read_descriptor(folder)
    descriptor["resources"][0]["schema"]["fields"].pop()
    made.write_descriptor(folder, descriptor)


def spoil_value(folder: Path) -> None:
    rows = made.read_rows(folder, "actor-roles")
    made.write_rows(folder, "actor-roles", [rows[0] | {"value": "environ 50"}, *rows[1:]])


def spoil_all_tables(folder: Path) -> None:
    made.write_descriptor(folder, made.read_descriptor(folder) | {"resources": []})


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (spoil_same_size, "tampered"),
        (spoil_cut, "truncated"),
        (spoil_descriptor, "tampered"),
        (spoil_json, "not_json"),
        (spoil_list, "not_a_package"),
        (spoil_path, "unsafe_path"),
        (spoil_link, "unsafe_path"),
        (spoil_columns, "not_a_table"),
        (spoil_value, "not_a_table"),
        (spoil_all_tables, "no_tables"),
    ],
)
def test_a_spoilt_release_is_refused_with_the_reason(
    folder: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(folder)
    with pytest.raises(ReleaseError) as raised:
        open_release(str(folder))
    assert raised.value.code == code
    assert f"problem.{code}" in WORDS


def test_what_is_no_release_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("not a release", encoding="utf-8")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    expected = {
        "absent": "no_such_target",
        "empty": "no_descriptor",
        "text.txt": "not_a_release",
        "cut.zip": "not_a_release",
    }
    for name, code in expected.items():
        with pytest.raises(ReleaseError) as raised:
            open_release(str(tmp_path / name))
        assert raised.value.code == code, name


def test_a_damaged_member_of_a_zip_is_said(folder: Path, tmp_path: Path) -> None:
    archive = made.zip_release(folder, tmp_path / "release.zip")
    content = bytearray(archive.read_bytes())
    start = content.index(b"data/actor-roles.csv") + 60
    content[start : start + 40] = bytes(40)
    archive.write_bytes(content)
    with pytest.raises(ReleaseError) as raised:
        open_release(str(archive))
    assert raised.value.code in ("damaged_zip", "truncated", "tampered")


def test_what_changes_after_opening_is_not_given_for_download(folder: Path) -> None:
    release = open_release(str(folder))
    spoil_same_size(folder)
    with pytest.raises(ReleaseError) as raised:
        given(release, next(file for file in release.files if file.path == "data/actors.csv"))
    assert raised.value.code == "tampered"


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "~/x", "../x", "a/../../x", "a\\b", "c:/x", "a\0b", None, 3]
)
def test_a_path_that_leaves_the_release_is_refused(path: object) -> None:
    with pytest.raises(ReleaseError) as raised:
        safe(path)
    assert raised.value.code == "unsafe_path"


def test_a_table_that_is_not_there_is_named(folder: Path) -> None:
    made.drop_table(folder, "regional-rates")
    with pytest.raises(MissingTableError) as raised:
        open_release(str(folder)).table("regional-rates")
    assert raised.value.name == "regional-rates"


def test_only_what_the_schema_says_is_missing_is_missing() -> None:
    schema = {
        "fields": [
            {"name": "code", "type": "string"},
            {"name": "value", "type": "number", "missingValues": ["", "n.p."]},
            {"name": "year", "type": "year"},
            {"name": "certain", "type": "boolean"},
        ]
    }
    content = b"code,value,year,certain\nNA,43,2015,true\nnull,n.p.,,false\n,0,2016,\n"
    table = read_cells(content, {"name": "x", "schema": schema}, path="x.csv")
    assert table["code"].tolist()[:2] == ["NA", "null"]
    assert pd.isna(table["code"].iloc[2])
    assert table["value"].iloc[0] == 43
    assert pd.isna(table["value"].iloc[1])
    assert table["value"].iloc[2] == 0
    assert str(table["year"].dtype) == "Int64"
    assert table["certain"].iloc[1] is False or not table["certain"].iloc[1]
    assert pd.isna(table["certain"].iloc[2])


def test_a_package_without_hashes_is_shown_and_counts_none(folder: Path) -> None:
    descriptor = made.read_descriptor(folder)
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (folder / "SHA256SUMS").unlink()
    release = open_release(str(folder))
    assert release.checked == 0
    assert isinstance(release.store, Folder)
    assert given(release, File("data/actors.csv", None, None))


@pytest.mark.parametrize(
    ("content", "kind"),
    [("a\n5.0\n", "integer"), ("a\nx\n", "number"),
     ("a\nperhaps\n", "boolean"), ("a\n1,2\n", "integer"), ("b\n1\n", "integer"), ("", "string"),
     ("a\n\xff\n", "string")],
)  # fmt: skip
def test_a_cell_of_another_type_or_a_row_of_another_length_is_no_table(content: str, kind: str) -> None:
    """As `validate` has it."""
    with pytest.raises(ReleaseError) as raised:
        read_cells(
            content.encode("latin-1"),
            {"name": "x", "schema": {"fields": [{"name": "a", "type": kind}]}},
            path="x.csv",
        )
    assert raised.value.code == "not_a_table"


def test_a_byte_order_mark_a_decimal_comma_and_blank_lines_are_no_fault() -> None:
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "number", "decimalChar": ","}]
    content = '\ufeffa;b\r\n"x;\ny";1,5\r\n\r\nz;\r\n'.encode()
    table = read_cells(
        content, {"name": "x", "schema": {"fields": fields}, "dialect": {"delimiter": ";"}}, path="x.csv"
    )
    assert table["a"].tolist() == ["x;\ny", "z"]
    assert table["b"].iloc[0] == 1.5
    assert pd.isna(table["b"].iloc[1])

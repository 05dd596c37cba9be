"""`validate` on a release: each fault, alone, is told by its code at its place; a sound release has none."""

from __future__ import annotations

import copy
import json
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scripts.commands import cli
from scripts.reading.fetch import fetch
from scripts.reading.model.errors import SourceError
from scripts.reading.web import Web
from scripts.write.formats import xlsx_read
from scripts.write.formats.xlsx_layout import HEAD
from tests import released
from tests.released import PART, WHOLE
from tests.test_broken import RELEASED

RATES = "parquet/things.parquet"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, made once. Read only."""
    return released.build(tmp_path_factory.mktemp("sound") / "1.0.0")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to break."""
    return released.copy(sound, tmp_path / "1.0.0")


# --- how a release is broken -------------------------------------------------------------------------------


def text(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Another text in a file."""

    def edit(folder: Path) -> None:
        before = (folder / path).read_text(encoding="utf-8")
        assert old in before, path
        (folder / path).write_text(before.replace(old, new, 1), encoding="utf-8")

    return edit


def sealed(*edits: Callable[[Path], None]) -> Callable[[Path], None]:
    """Those edits, and then checksums and zips that agree with them."""

    def edit(folder: Path) -> None:
        for one in edits:
            one(folder)
        released.seal(folder)

    return edit


def build(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """Another build.json."""

    def edit(folder: Path) -> None:
        content = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        change(content)
        (folder / "build.json").write_text(json.dumps(content), encoding="utf-8")

    return sealed(edit)


def cell(new: str) -> Callable[[Path], None]:
    """Another first value in the CSV files and in what the descriptors say of these, nowhere else."""

    def edit(folder: Path) -> None:
        for home in (folder, folder / PART):
            data = home / "data" / "things.csv"
            before = data.read_bytes()
            assert b",37.50,1," in before
            data.write_bytes(before.replace(b",37.50,1,", f",{new},1,".encode(), 1))
            described = home / "datapackage.json"
            raw = json.loads(described.read_text(encoding="utf-8"))
            for resource in raw["resources"]:
                if resource["name"] == "things":
                    resource |= {"bytes": data.stat().st_size, "hash": f"sha256:{released.sha256(data)}"}
            described.write_text(json.dumps(raw, ensure_ascii=False, indent=2), encoding="utf-8")

    return sealed(edit)


def parquet(change: Callable[[pa.Table], pa.Table]) -> Callable[[Path], None]:
    """Another Parquet file, and a descriptor that agrees with it."""

    def edit(folder: Path) -> None:
        before = released.sha256(folder / RATES)
        pq.write_table(change(pq.read_table(folder / RATES)), folder / RATES)
        text("parquet/datapackage.json", before, released.sha256(folder / RATES))(folder)

    return sealed(edit)


def column(name: str, values: Callable[[list[Any]], list[Any]]) -> Callable[[pa.Table], pa.Table]:
    """A table with other values in one column."""

    def change(table: pa.Table) -> pa.Table:
        number = table.column_names.index(name)
        made = pa.array(values(table.column(number).to_pylist()), table.schema.field(number).type)
        return table.set_column(number, table.schema.field(number), made)

    return change


def sheet(change: Callable[[Any], object]) -> Callable[[Path], None]:
    """Another workbook, written by another library."""

    def edit(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / "tiny.xlsx")
        change(book)
        book.save(folder / "tiny.xlsx")

    return sealed(edit)


def sql(*statements: str) -> Callable[[Path], None]:
    """Another database."""

    def edit(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "tiny.sqlite", isolation_level=None)) as base:
            base.execute("PRAGMA foreign_keys = OFF")
            base.execute("PRAGMA legacy_alter_table = ON")
            for statement in statements:
                base.execute(statement)

    return sealed(edit)


def cut(path: str) -> Callable[[Path], None]:
    """Half a file."""

    def edit(folder: Path) -> None:
        content = (folder / path).read_bytes()
        (folder / path).write_bytes(content[: len(content) // 2])

    return edit


def zipped(path: str, *members: tuple[str, bytes, int], without: str = "") -> Callable[[Path], None]:
    """A zip with other members (name, bytes, mode) after its own, less one."""

    def edit(folder: Path) -> None:
        with zipfile.ZipFile(folder / path) as archive:
            own = [(info.filename, archive.read(info)) for info in archive.infolist()]
        changed = {name for name, _, _ in members}
        with zipfile.ZipFile(folder / path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in own:
                if name not in (without, *changed):
                    archive.writestr(name, content)
            for name, content, mode in members:
                info = zipfile.ZipInfo(name)
                info.external_attr = mode << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        named(folder)

    return edit


def named(folder: Path) -> None:
    """The list beside the zip of everything has its checksum."""
    (folder / f"{WHOLE}.sha256").write_text(f"{released.sha256(folder / WHOLE)}  {WHOLE}\n", "utf-8")


def first(value: Any) -> Callable[[list[Any]], list[Any]]:
    """Another first value."""
    return lambda values: [value, *values[1:]]


def link(folder: Path) -> None:
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to("/etc/hostname")


def doubled(folder: Path) -> None:
    line = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()[0]
    text("SHA256SUMS", line, f"{line}\n{line}")(folder)
    (folder / WHOLE).unlink()
    (folder / f"{WHOLE}.sha256").unlink()


def away(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


FILE = stat.S_IFREG | 0o644
WITHOUT_WHOLE = (away(WHOLE), away(f"{WHOLE}.sha256"))
SHEET = "things"
FIRST = HEAD + 2  # the first row of a sheet

FAULTS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "a file is gone": (
        lambda folder: [one(folder) for one in (*WITHOUT_WHOLE, away("README.md"))] and None,
        ["missing-file/default README.md"],
    ),
    "the list is gone": (away("SHA256SUMS"), ["missing-file/sums SHA256SUMS"]),
    "a file is a folder": (
        lambda folder: (
            [one(folder) for one in (*WITHOUT_WHOLE, away("README.md"))] and (folder / "README.md").mkdir()
        ),
        ["missing-file/not-a-file README.md"],
    ),
    "a file is too many": (
        lambda folder: (folder / "notes.txt").write_text("", "utf-8") and None,
        ["extra-file/default notes.txt"],
    ),
    "a link": (link, ["extra-file/link README.md"]),
    "another text": (
        lambda folder: [one(folder) for one in (*WITHOUT_WHOLE, text("README.md", "#", "##"))] and None,
        ["checksum-error/default README.md"],
    ),
    "a line of another kind": (
        text("SHA256SUMS", "  LICENSE.txt", "  LICENSE.txt\nhello"),
        ["checksum-error/line SHA256SUMS:4", f"zip-difference/default {WHOLE}"],
    ),
    "a file named twice": (doubled, ["checksum-error/duplicate SHA256SUMS:2"]),
    "a path that leads out": (
        text("SHA256SUMS", "  LICENSE.txt", f"  LICENSE.txt\n{'0' * 64}  ../../../etc/passwd"),
        ["unsafe-path/default SHA256SUMS:4", f"zip-difference/default {WHOLE}"],
    ),
    "the zip's own checksum": (
        lambda folder: (folder / f"{WHOLE}.sha256").write_text(f"{'0' * 64}  {WHOLE}\n", "utf-8") and None,
        [f"checksum-error/default {WHOLE}"],
    ),
    "the zip's list is gone": (away(f"{WHOLE}.sha256"), [f"missing-file/archive {WHOLE}.sha256"]),
    "the zip's list names nothing": (
        lambda folder: (folder / f"{WHOLE}.sha256").write_text("", "utf-8") and None,
        [f"missing-file/archive {WHOLE}.sha256"],
    ),
    "another row count": (
        build(lambda raw: raw["tables"]["things"].update(rows=7)),
        ["build-error/default build.json"],
    ),
    "another version": (build(lambda raw: raw.update(version="2.0.0")), ["build-error/default build.json"]),
    "a table that build.json lacks": (
        build(lambda raw: raw["tables"].pop("things")),
        ["build-error/default build.json"],
    ),
    "no table at all in build.json": (build(lambda raw: raw.pop("tables")), ["build-error/shape build.json"]),
    "build.json is no JSON": (
        sealed(lambda folder: (folder / "build.json").write_text("{", "utf-8") and None),
        ["json-error/default build.json:1"],
    ),
    "another content hash": (
        build(lambda raw: raw["tables"]["things"].update(content_hash="sha256:0")),
        ["content-hash/default data/things.csv"],
    ),
    "another value in the CSV alone": (
        cell("37.51"),
        [
            "content-hash/default data/things.csv",
            f"format-difference/default {RATES} size 2",
            "format-difference/default tiny.sqlite size 2",
            "format-difference/default tiny.xlsx size 2",
        ],
    ),
    "no value in the CSV alone": (
        cell(""),
        [
            "content-hash/default data/things.csv",
            f"format-difference/extra-value {RATES} size 2",
            "format-difference/extra-value tiny.sqlite size 2",
            "format-difference/extra-value tiny.xlsx size 2",
        ],
    ),
    "another number in Parquet": (
        parquet(column("size", first(37.25))),
        [f"format-difference/default {RATES} size 2"],
    ),
    "no value in Parquet": (
        parquet(column("size", first(None))),
        [f"format-difference/no-value {RATES} size 2"],
    ),
    "an empty text for no value in Parquet": (
        parquet(column("note", lambda values: [v or "" for v in values])),
        [f"format-difference/extra-value {RATES} note 3"],
    ),
    "another type in Parquet": (
        parquet(lambda table: table.set_column(0, table.column_names[0], pa.array([1] * len(table)))),
        [f"format-difference/columns {RATES}"],
    ),
    "a row less in Parquet": (
        parquet(lambda table: table.slice(1)),
        [f"format-difference/rows {RATES}"],
    ),
    "half a Parquet file": (
        sealed(cut(RATES)),
        [f"format-difference/unreadable {RATES}", "hash-count/default parquet/things.parquet"],
    ),
    "no Parquet file": (
        sealed(away(RATES)),
        [f"format-difference/no-file {RATES}", f"scheme-error/no-file {RATES}"],
    ),
    "no descriptor of Parquet": (
        sealed(away("parquet/datapackage.json")),
        ["missing-file/not-a-file parquet/datapackage.json"],
    ),
    "another number on a sheet": (
        sheet(lambda book: book[SHEET].cell(FIRST, 2, 1)),
        ["format-difference/default tiny.xlsx size 2"],
    ),
    "a text for a number on a sheet": (
        sheet(lambda book: book[SHEET].cell(FIRST, 2, "37.5")),
        ["format-difference/default tiny.xlsx size 2"],
    ),
    "no value on a sheet": (
        sheet(lambda book: setattr(book[SHEET].cell(FIRST, 2), "value", None)),
        ["format-difference/no-value tiny.xlsx size 2"],
    ),
    "a formula": (
        sheet(lambda book: book[SHEET].cell(FIRST, 2, "=75/2")),
        ["format-difference/formula tiny.xlsx", "format-difference/no-value tiny.xlsx size 2"],
    ),
    "a row more on a sheet": (
        sheet(lambda book: book[SHEET].append(["x"])),
        ["format-difference/rows tiny.xlsx"],
    ),
    "another column on a sheet": (
        sheet(lambda book: book[SHEET].cell(HEAD + 1, 1, "x")),
        ["format-difference/columns tiny.xlsx"],
    ),
    "no such sheet": (
        sheet(lambda book: book.remove(book[SHEET])),
        ["format-difference/table tiny.xlsx"],
    ),
    "half a workbook": (sealed(cut("tiny.xlsx")), ["format-difference/unreadable tiny.xlsx"]),
    "no workbook": (sealed(away("tiny.xlsx")), ["format-difference/no-file tiny.xlsx"]),
    "another number in the database": (
        sql("UPDATE things SET size = 1 WHERE rowid = 1"),
        ["format-difference/default tiny.sqlite size 2"],
    ),
    "no value in the database": (
        sql("UPDATE things SET size = NULL WHERE rowid = 1"),
        ["format-difference/no-value tiny.sqlite size 2"],
    ),
    "a row less in the database": (
        sql("DELETE FROM things WHERE rowid = 1"),
        ["format-difference/rows tiny.sqlite"],
    ),
    "a view in place of a table": (
        sql(
            "DROP VIEW things_labelled",
            "ALTER TABLE things RENAME TO t",
            "CREATE VIEW things AS SELECT * FROM t",
        ),
        ["format-difference/table tiny.sqlite"],
    ),
    "another column in the database": (
        sql("ALTER TABLE kinds ADD COLUMN more TEXT"),
        ["format-difference/columns tiny.sqlite"],
    ),
    "half a database": (sealed(cut("tiny.sqlite")), ["format-difference/unreadable tiny.sqlite"]),
    "a part with another file": (
        sealed(text(f"{PART}/data/kinds.csv", "Bleu", "Vert")),
        [f"hash-count/default {PART}/data/kinds.csv", f"part-difference/default {PART}/data/kinds.csv"],
    ),
    "a part that is gone": (
        sealed(away(f"{PART}/datapackage.json")),
        [f"part-difference/missing {PART}/datapackage.json"],
    ),
    "a part that describes its table otherwise": (
        sealed(text(f"{PART}/datapackage.json", '"type": "date"', '"type": "string"')),
        [f"part-difference/description {PART}/datapackage.json"],
    ),
    "a part of another version": (
        sealed(text(f"{PART}/datapackage.json", '"version": "1.0.0"', '"version": "1.0.1"')),
        [f"part-difference/version {PART}/datapackage.json"],
    ),
    "other bytes in a zip": (
        zipped(WHOLE, ("README.md", b"other", FILE)),
        [f"zip-difference/default {WHOLE}"],
    ),
    "a bomb in a zip": (
        zipped(WHOLE, ("README.md", bytes(2**24), FILE)),
        [f"zip-difference/default {WHOLE}"],
    ),
    "a link in a zip": (
        zipped(WHOLE, ("README.md", b"/etc/passwd", stat.S_IFLNK | 0o777)),
        [f"zip-difference/default {WHOLE}"],
    ),
    "a file less in a zip": (zipped(WHOLE, without="README.md"), [f"zip-difference/missing {WHOLE}"]),
    "a file more in a zip": (zipped(WHOLE, ("../x", b"", FILE)), [f"zip-difference/extra {WHOLE}"]),
    "half a zip": (
        lambda folder: [one(folder) for one in (cut(WHOLE), named)] and None,
        [f"zip-difference/unreadable {WHOLE}"],
    ),
}


def test_a_sound_release_has_no_issue(sound: Path) -> None:
    """As published, and as the zip of everything holds it."""
    assert released.told(sound) == []
    assert released.told(sound / WHOLE) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_and_no_other(fault: str, folder: Path) -> None:
    """By its code, in its file, at its row and field."""
    edit, expected = FAULTS[fault]
    edit(folder)
    assert released.told(folder) == sorted(expected)


def test_every_code_of_releases_has_its_fault() -> None:
    """No code without an exhibit."""
    shown = {line.split("/")[0] for _, expected in FAULTS.values() for line in expected}
    assert set(RELEASED) <= shown


def test_a_part_of_other_tables_is_told(folder: Path) -> None:
    """A thematic package has all that its keys reach, and nothing else."""
    described = folder / PART / "datapackage.json"
    raw = json.loads(described.read_text(encoding="utf-8"))
    other = copy.deepcopy(raw["resources"][1]) | {"name": "others"}
    raw["resources"].append(other)
    described.write_text(json.dumps(raw), encoding="utf-8")
    released.seal(folder)
    assert f"part-difference/tables {PART}/datapackage.json" in released.told(folder)


def test_a_workbook_is_opened_no_further_than_it_may_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bomb in a workbook, by its size or by the number of its members, never reaches the reader."""
    monkeypatch.setattr(xlsx_read, "CalamineWorkbook", None)
    for limit in ("SIZE_LIMIT", "MEMBER_LIMIT"):
        with monkeypatch.context() as less:
            less.setattr(xlsx_read, limit, 3)
            assert "format-difference/unreadable tiny.xlsx" in released.told(folder)


def test_a_release_of_before_build_json_is_checked_as_far_as_it_goes(folder: Path) -> None:
    """No content hash to compare; and a format that it does not have is no fault."""
    for path in ("build.json", "tiny.xlsx"):
        (folder / path).unlink()
    released.seal(folder)
    assert released.told(folder) == []


# --- as people start it ------------------------------------------------------------------------------------


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, and remembers what it was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """The file, or a redirection to where nobody should be led."""
        self.asked.append(self.path)
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The release on a web server of this machine."""
    Handler.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def validate(target: str, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    """Exit code and report of the command."""
    code = cli.main(["validate", target, "--format", "json", "--engine", "stdlib", *options])
    return code, json.loads(capsys.readouterr().out)


def test_a_release_is_the_same_by_folder_descriptor_zip_and_address(
    folder: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report counts the tables, the rows and every file that was checked."""
    listed = (folder / "SHA256SUMS").read_text(encoding="utf-8").count("\n")
    whole = {"tables": 2, "rows": 5, "files": listed + 1}  # with the zip of everything, by its own checksum
    for target, files in (
        (str(folder), listed + 1),
        (str(folder / "datapackage.json"), listed + 1),
        (str(folder / WHOLE), listed),
        (address, listed + 1),
        (f"{address}/", listed + 1),
        (f"{address}/datapackage.json", listed + 1),
        (f"{address}/{WHOLE}", listed),
    ):
        code, report = validate(target, "--allow-loopback", capsys=capsys)
        assert (code, report["issues"], report["checked"]) == (0, [], {**whole, "files": files}), target
    cli.main(["validate", str(folder), "--lang", "fr"])
    assert (
        f"Aucune erreur\u00a0: 2 tables, 5 lignes et {listed + 1} fichiers vérifiés."
        in capsys.readouterr().out
    )


def test_an_address_tells_the_same_faults(
    folder: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that the server lacks, one that was changed; and no path that leads out is asked for."""
    (folder / "README.md").unlink()
    text("LICENSE.txt", "a", "b")(folder)
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{'0' * 64}  ../secret\n")
    _, report = validate(address, "--allow-loopback", capsys=capsys)
    places = {(item["code"], item["path"]) for item in report["issues"]}
    assert {("missing-file", "README.md"), ("checksum-error", "LICENSE.txt")} <= places
    assert ("unsafe-path", "SHA256SUMS") in places
    assert not any("secret" in path for path in Handler.asked)


@pytest.mark.parametrize(
    ("path", "options", "variant"),
    [
        ("", [], "seules celles qui commencent par https"),
        ("/nothing/", ["--allow-loopback"], "n’existe pas"),
        ("/away/datapackage.json", ["--allow-loopback"], "302"),
    ],
)
def test_an_address_that_is_not_read(
    address: str, path: str, options: list[str], variant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plain http, no such file, a redirection elsewhere: one issue, no traceback."""
    code, report = validate(f"{address}{path}", "--lang", "fr", *options, capsys=capsys)
    assert code == 1
    [item] = report["issues"]
    assert item["code"] == "scheme-error"
    assert variant in item["message"]


def test_a_download_has_its_bounds(address: str, tmp_path: Path) -> None:
    """So many files, so many bytes, and no more."""
    for members, room in ((3, 2**30), (10_000, 1_000)):
        with pytest.raises(SourceError):
            fetch(address, tmp_path / str(members), Web(members, room, allow_loopback=True))

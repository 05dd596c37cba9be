"""A large table stays in its Parquet files: asked page by page, proven when it is used, never read whole.

Large is what has more rows than a release is told to hold: here a table of some 2,000 rows.
"""

from __future__ import annotations

import functools
import gc
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from explorer import asking
from explorer.address import of_large, places
from explorer.asking import ROWS, ask
from explorer.figures.studies import dictionary, rows
from explorer.figures.survey.facts import facts
from explorer.large import Stored
from explorer.proving import Proving, remove_copies
from explorer.published import LargeTableError, Release, Table, open_release
from explorer.reader import Reader
from explorer.sieve import Asked, Field, read
from explorer.stores import Folder, ReleaseError, open_store
from explorer.texts import WORDS
from tests import explorer_release as made
from tests import released
from tests.test_explorer_published import Quiet

HELD = 1000
TABLE = "context-values"
EACH = 800  # rows of a file: three files, the last of fewer rows
FIELDS = (
    Field("indicator", "text"),
    Field("region", "code", ("53", "84")),
    Field("value", "number"),
    Field("year", "number"),
    Field("note", "text"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release of one's own, with a table in Parquet."""
    return made.in_parquet(made.make_release(tmp_path / "release"), TABLE, each=EACH)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for tests that only read."""
    return made.in_parquet(made.make_release(tmp_path_factory.mktemp("large") / "release"), TABLE, each=EACH)


def opened(target: Path | str, **options: bool) -> Release:
    return open_release(str(target), held=HELD, **options)


def table(target: Path | str, **options: bool) -> Table:
    return opened(target, **options).tables[TABLE]


def refused(table_: Table, asked: Asked | None = None) -> str:
    """The code of what is told in place of the rows."""
    with pytest.raises(ReleaseError) as raised:
        ask(table_, asked or Asked())
    assert f"problem.{raised.value.code}" in WORDS
    return raised.value.code


QUESTIONS = {
    "all": {},
    "a later page": {"page": "33"},  # of rows from two files
    "the last page": {"page": "85"},
    "a code": {"has.region": "53"},
    "words": {"has.note": "ASSOCIATION (creai) de donnees"},
    "a very text": {"has.indicator": "=allocataires_aah_pour_1000"},
    "bounds": {"from.value": "10,5", "to.value": "20"},
    "rising": {"by": "value"},
    "falling": {"by": "-note", "page": "3"},
    "all at once": {"has.region": "84", "from.year": "2015", "by": "-value", "page": "2"},
}


@pytest.mark.parametrize("address", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_has_the_same_answer_of_files_as_of_cells(whole: Path, address: dict[str, str]) -> None:
    asked, odd = read(address, FIELDS)
    held = open_release(str(whole)).tables[TABLE]
    assert not odd
    assert not held.large
    answer = ask(table(whole), asked)
    assert answer.rows
    assert answer == ask(held, asked)


def test_pages_one_after_the_other_are_the_table(whole: Path) -> None:
    """Every row once, in order, each with its place; nothing after the last."""
    found: list[tuple[object, ...]] = []
    for page in range(1, 200):
        answer = ask(table(whole), Asked(page=page))
        if not answer.rows:
            break
        found += answer.rows
    cells = open_release(str(whole)).table(TABLE)
    assert answer.total == len(cells) == len(found)
    expected = [tuple(None if value is None else value for value in row) for row in rows_of(cells)]
    assert [row[1:] for row in found] == expected
    assert [row[0] for row in found] == [*range(len(cells))]


def rows_of(cells: object) -> Iterator[tuple[object, ...]]:
    from explorer.cells import values_of

    return values_of(cells)  # type: ignore[arg-type]


@pytest.mark.parametrize("falling", [False, True])
def test_rows_without_a_value_come_last_and_equals_keep_their_order(whole: Path, *, falling: bool) -> None:
    place = table(whole).columns.index("value") + 1
    found: list[tuple[object, ...]] = []
    for page in range(1, 86):
        found += ask(table(whole), Asked(by="value", falling=falling, page=page)).rows
    values = [row[place] for row in found]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=falling)  # type: ignore[type-var]
    assert None not in values[: len(known)]
    pairs = [(row[place], row[0]) for row in found]
    assert all(one[1] < other[1] for one, other in pairwise(pairs) if one[0] == other[0])  # type: ignore[operator]


def test_a_sort_shows_so_many_rows_and_says_so(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SORTED", 60)
    answer = ask(table(whole), Asked(by="value", page=3))
    assert (len(answer.rows), answer.reach, answer.total) == (10, 60, 2106)
    shown = rows.page(opened(whole), Reader(), table=TABLE, address="by=value")
    assert (shown.pages, shown.cut) == (3, True)


def test_what_the_publisher_writes_is_what_is_asked(tmp_path: Path) -> None:
    """Every type that the writers know: numbers, dates, truths, texts, cells without a value."""
    folder = released.build(tmp_path / "release")
    things = open_release(str(folder), held=2).tables["things"]
    assert things.large
    assert [[str(value) for value in row] for row in ask(things, Asked()).rows] == [
        ["0", "a", "37.5", "1", "red", "2026-11-23", "True", "one, two"],
        ["1", "b", *["None"] * 6],
        ["2", "c", "-0.1", "0", "blue", "1999-12-31", "False", "«é»"],
    ]
    fields = [Field("made", "date"), Field("sold", "code", ("true", "false"))]
    for address in ({"from.made": "1999", "to.made": "1999-12"}, {"has.sold": "false"}):
        assert [row[1] for row in ask(things, read(address, fields)[0]).rows] == ["c"]


def test_opening_reads_nothing_of_it(folder: Path) -> None:
    (folder / "data" / f"{TABLE}.csv").unlink()
    for file in (folder / "parquet" / TABLE).iterdir():
        file.write_bytes(b"no table")
    release = opened(folder)
    again = {f"{TABLE}-labelled", "observations-labelled", "addresses"}  # as large, by their texts
    assert {one.name for one in release.large} - again == {TABLE}
    assert release.tables[TABLE].count == 2106
    assert refused(release.tables[TABLE]) == "tampered"


def spoil(folder: Path, part: int) -> Callable[[], None]:
    """Changes a byte of a file; what is given back undoes it."""
    file = folder / "parquet" / TABLE / f"{part:04d}.parquet"
    before, content = file.read_bytes(), bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    return lambda: void(file.write_bytes(before))


def void(_: object) -> None:
    """Nothing."""


def test_a_file_is_proven_when_it_is_first_used(folder: Path) -> None:
    """The pages of other files are shown meanwhile; one that needs every file is not."""
    mend = spoil(folder, 3)
    held = table(folder)
    assert ask(held, Asked()).rows
    assert refused(held, Asked(page=70)) == "tampered"
    assert refused(held, Asked(by="value")) == "tampered"
    mend()
    assert ask(held, Asked(page=70)).rows


def test_a_file_that_changes_after_it_was_proven_is_proven_again(folder: Path) -> None:
    held = table(folder)
    assert ask(held, Asked()).rows
    mend = spoil(folder, 1)
    assert refused(held) == "tampered"
    mend()
    file = folder / "parquet" / TABLE / "0001.parquet"
    os.utime(file, ns=(1, 1))
    assert ask(held, Asked()).rows


def test_a_file_is_hashed_once(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def pieces(_: Folder, path: str) -> Iterator[bytes]:
        hashed.append(path)
        yield b""

    monkeypatch.setattr(Folder, "pieces", pieces)
    path, proving = f"parquet/{TABLE}/0001.parquet", Proving(open_store(str(whole)))
    of_nothing = hashlib.sha256().hexdigest()
    assert {proving.file(path, of_nothing) for _ in range(3)} == {whole / path}
    assert hashed == [path]
    assert proving.file(f"parquet/{TABLE}/0002.parquet", None)
    assert hashed == [path]


def replace_part(folder: Path, part: int, change: Callable[[pa.Table], pa.Table]) -> None:
    """Another content of a file, sealed anew."""
    path = f"parquet/{TABLE}/{part:04d}.parquet"
    pq.write_table(change(pq.read_table(folder / path)), folder / path)
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    kept = [line for line in sums if not line.endswith(path)]
    (folder / "SHA256SUMS").write_text(
        "\n".join([*kept, f"{released.sha256(folder / path)}  {path}"]) + "\n", encoding="utf-8"
    )


def test_files_that_do_not_have_the_rows_that_are_told_are_no_table(folder: Path) -> None:
    """Else a page would show other rows than its number says."""
    replace_part(folder, 2, lambda cells: cells.slice(0, 700))
    assert ask(table(folder), Asked()).rows
    assert refused(table(folder), Asked(page=40)) == "not_a_table"


def test_columns_of_other_names_or_types_are_no_table(folder: Path) -> None:
    for change in (
        lambda cells: cells.rename_columns(["x", *cells.column_names[1:]]),
        lambda cells: cells.set_column(
            cells.column_names.index("value"), "value", cells["value"].cast(pa.string())
        ),
    ):
        replace_part(folder, 1, change)
        assert refused(table(folder)) == "not_a_table"


def test_a_large_table_without_parquet_is_named(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    assert refused(table(folder)) == "no_parquet"


def test_a_large_table_whose_rows_nobody_counts_is_never_said_to_be_empty(tmp_path: Path) -> None:
    """It is large by its bytes; neither descriptor says how many rows it has."""
    folder = made.make_release(tmp_path / "release")
    descriptor = made.read_descriptor(folder)
    for resource in descriptor["resources"]:
        resource.pop("rowCount", None)
    made.write_descriptor(folder, descriptor)
    held = open_release(str(folder), held=500).tables[TABLE]
    assert (held.large, held.count) == (True, None)
    assert refused(held) == "no_parquet"


def test_a_list_of_parquet_files_that_was_changed_is_no_release(folder: Path) -> None:
    file = folder / "parquet/datapackage.json"
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(ReleaseError) as raised:
        opened(folder)
    assert raised.value.code == "tampered"


def test_a_path_in_it_that_leaves_the_release_is_not_followed(folder: Path) -> None:
    file = folder / "parquet/datapackage.json"
    file.write_text(file.read_text(encoding="utf-8").replace("0002", "../../../x"), encoding="utf-8")
    (folder / "SHA256SUMS").unlink()
    with pytest.raises(ReleaseError) as raised:
        opened(folder)
    assert raised.value.code == "unsafe_path"


@pytest.mark.parametrize("stored", [True, False])
def test_a_member_of_a_zip_is_copied_once_and_goes_with_the_release(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, stored: bool
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    archive = made.zip_release(whole, tmp_path / "release.zip", root="any/", deflated=not stored)
    release = opened(archive)
    assert not list(tmp_path.glob("explorer-*"))
    for page in (1, 2, 84):
        assert ask(release.tables[TABLE], Asked(page=page)) == ask(table(whole), Asked(page=page))
    copies = list(tmp_path.glob("explorer-*/*"))
    assert [copy.read_bytes() for copy in sorted(copies)] == [
        (whole / "parquet" / TABLE / name).read_bytes() for name in ("0001.parquet", "0003.parquet")
    ]
    del release
    gc.collect()
    assert not list(tmp_path.glob("explorer-*"))


def test_no_copy_is_left_by_a_server_that_stops(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    release = opened(made.zip_release(whole, tmp_path / "release.zip"))
    assert ask(release.tables[TABLE], Asked()).rows
    assert list(tmp_path.glob("explorer-*/*"))
    remove_copies()
    assert not list(tmp_path.glob("explorer-*"))


def test_a_damaged_member_is_said_and_leaves_no_copy(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spoil(folder, 1)
    release = opened(made.zip_release(folder, tmp_path / "release.zip"))
    assert refused(release.tables[TABLE]) == "tampered"
    assert not list(tmp_path.glob("explorer-*/*"))


def test_copies_have_so_much_room(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sizes = [(whole / "parquet" / TABLE / f"000{part}.parquet").stat().st_size for part in (1, 2)]
    archive = made.zip_release(whole, tmp_path / "release.zip")
    proving = Proving(open_store(str(archive)), sum(sizes) - 1)
    first = proving.file(f"parquet/{TABLE}/0001.parquet", None)
    with pytest.raises(ReleaseError) as raised:
        proving.file(f"parquet/{TABLE}/0002.parquet", None)
    assert raised.value.code == "no_space"
    assert list(first.parent.iterdir()) == [first]
    assert proving.file(f"parquet/{TABLE}/0001.parquet", None) == first


def test_at_an_address_a_file_comes_once_when_it_is_used(whole: Path) -> None:
    asked: list[str] = []

    class Handler(Quiet):
        def do_GET(self) -> None:  # noqa: N802 (the name of the base class)
            asked.append(self.path)
            super().do_GET()

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(whole))) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            held = table(f"http://127.0.0.1:{http.server_port}/", allow_loopback=True)
            assert not [path for path in asked if path.endswith((".parquet", f"{TABLE}.csv"))]
            for page in (1, 2, 3):
                assert ask(held, Asked(page=page)) == ask(table(whole), Asked(page=page))
        finally:
            http.shutdown()
            thread.join()
    assert [path for path in asked if path.endswith(".parquet")] == [f"/parquet/{TABLE}/0001.parquet"]


def test_nothing_but_the_files_of_the_table_is_opened(whole: Path) -> None:
    (path,) = (whole / "parquet" / TABLE).glob("0001*")
    other = str(whole / "data/actors.csv")
    with asking._connected(table(whole), [path]) as connection:
        assert connection.execute("SELECT count(*) FROM read_parquet(?)", [str(path)]).fetchall() == [(EACH,)]
        for forbidden in (
            f"FROM read_csv('{other}')",
            "COPY (SELECT 1) TO 'x.csv'",
            "SET threads = 1",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(forbidden)


@pytest.mark.parametrize(("name", "value"), [("PATIENCE", 0.2), ("MEMORY", "1MB")])
def test_a_question_that_takes_too_much_is_stopped_and_said(
    whole: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(asking, name, value)
    heavy = "SELECT count(*), max(a.range || b.range) FROM range(100000) a, range(100000) b GROUP BY b.range"
    with pytest.raises(ReleaseError) as raised, asking._connected(table(whole), ()) as connection:
        connection.execute(heavy)
    assert raised.value.code == "too_heavy"


def test_a_page_that_needs_all_of_it_is_told_so(whole: Path) -> None:
    """What would be read whole is not; a figure that is left out is never taken for one that is not there."""
    with pytest.raises(LargeTableError):
        opened(whole).table(TABLE)
    few = open_release(str(whole), held=20)
    with pytest.raises(LargeTableError):
        facts(few)


def test_the_identifier_of_a_row_says_where_it_is_seen(whole: Path) -> None:
    release = opened(whole)
    name = next(name for name in places(open_release(str(whole))) if name.startswith(f"{TABLE}:"))
    assert name not in places(release)
    found = of_large(release, name)
    assert found is not None
    heads = rows.heads(release, Reader(), table=TABLE)
    said: dict[str, str] = {}
    for head in heads:
        if code := found[1].get(head.field.name):
            from explorer.sieve import very

            said |= very(head.field, code)
    asked, odd = read(said, [head.field for head in heads])
    assert not odd
    assert ask(release.tables[TABLE], asked).total == 1
    assert of_large(release, f"{TABLE}:a") is None
    assert of_large(release, "observations:a") is None


def test_figures_that_are_not_counted_are_named(whole: Path) -> None:
    """Of the statuses, how many figures bear each is told of the tables that are held."""
    reader = Reader()
    assert dictionary.uncounted(opened(whole), reader)
    assert not dictionary.uncounted(open_release(str(whole)), reader)
    assert reader.say("data.count.measured") not in dictionary.statuses(opened(whole), reader).columns


def test_a_stored_table_is_no_frame(whole: Path) -> None:
    held = table(whole)
    assert isinstance(held.held, Stored)
    assert held.count == 2106
    assert ROWS == 25

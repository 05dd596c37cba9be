"""The official schemas and the public cases beside this checkout: what is right of them, and who says so."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import tomllib
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from explorer.guests.opening import open_guest
from explorer.guests.rules import Budget, Rules
from explorer.guests.sources import from_folder
from scripts.check.package import check
from scripts.commands.cli import main
from scripts.reading.issues import Issue, Severity
from scripts.reading.model.errors import SourceError
from tests.conformance.consumers import OF_ROWS, said
from tests.corpus.opened import readdressed, refused, source_of, unpacked, variants
from tests.web import certificate

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent / "corpus"
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))
DEPARTURES = tomllib.loads((HERE / "departures.toml").read_text(encoding="utf-8"))
NAMES = [f"{case}/{variant}" for case, several in EXPECTED.items() for variant in several]
LARGE = 20_000  # rows: beyond, the explorer shows the first of them
PAGES = {"41-streamlit-back", "42-streamlit-download", "43-excel-french-csv"}  # of the explorer: no package


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a certificate that is made for these tests."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate")
    return certificate(tmp_path_factory.mktemp("keys")).parent


def words(found: Iterable[Issue]) -> list[str]:
    """Issues as `code file:line field`; of a file at an address, its path there."""
    return sorted(
        said(
            one.code,
            (f"/{one.path.split('/', 3)[3]}" if "://" in one.path else one.path, one.line),
            one.field,
        )
        for one in found
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_public_case_is_told_what_is_right_of_it(
    name: str, shared: Path, tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exit status, each fault with its place, what is told beside, and every row is read."""
    monkeypatch.setenv("SSL_CERT_FILE", str(keys / "localhost.pem"))
    case, _, variant = name.partition("/")
    expected = {"faults": [], "told": [], **EXPECTED[case][variant]}
    counts = {"rows": 0}

    def count(what: str, number: int) -> None:
        counts[what] = counts.get(what, 0) + number

    with readdressed(unpacked(shared / "test-data/public-cases" / name, tmp_path), keys) as folder:
        try:
            with source_of(folder) as source:
                found = list(check(source, counted=count))
        except SourceError as error:
            found = refused(error)
        errors = [one for one in found if one.severity is Severity.ERROR]
        unchecked = any(one.severity is Severity.UNCHECKED for one in found)
        assert {
            "exit": 1 if errors else 3 if unchecked else 0,
            "rows": counts["rows"],
            "faults": words(errors),
            "told": words(one for one in found if one not in errors),
        } == {**expected, "faults": sorted(expected["faults"]), "told": sorted(expected["told"])}
        if (folder / "datapackage.json").exists() and 0 < counts["rows"] < LARGE:
            explored(folder, errors)


def explored(folder: Path, errors: list[Issue]) -> None:
    """The explorer tells the same faults of rows, where it opens all of them."""
    budget = Budget(Rules(folders=(folder,)))
    guest = open_guest(from_folder(str(folder), budget), budget)
    if guest.closed or any(table.cut for table in guest.tables):
        return
    found = [one for table in guest.tables for one in table.issues if one.code in OF_ROWS]
    assert words(one for one in found if one.severity is Severity.ERROR) == words(
        one for one in errors if one.code in OF_ROWS
    )


def test_every_public_case_is_expected(shared: Path) -> None:
    """No variant is forgotten, and none is made up."""
    told = {f"{path.parent.name}/{path.name}" for path in variants(shared)}
    assert told == set(NAMES)
    folders = {path.name for path in (shared / "test-data/public-cases").iterdir() if path.is_dir()}
    assert folders - EXPECTED.keys() == PAGES


def packages(shared: Path) -> dict[str, Path]:
    """The packages in a folder of their own: one for each official schema, and those of the public cases."""
    data = shared / "test-data"
    return {
        str(path.parent.relative_to(data)): path.parent
        for path in sorted(
            [
                *data.glob("official-schemas/*/datapackage.json"),
                *data.glob("public-cases/*/*/datapackage.json"),
            ]
        )
    }


def by_frictionless(folder: Path) -> bool:
    """Whether `frictionless validate datapackage.json` says that a package is right."""
    from frictionless import Package

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return bool(Package(str(folder / "datapackage.json")).validate().valid)
        except Exception:  # noqa: BLE001 -- it stops at some packages, and so says no
            return False


@pytest.mark.parametrize("kind", ["official-schemas", "public-cases"])
def test_no_package_is_refused_by_us_alone_nor_accepted_without_a_reason(
    kind: str, shared: Path, tmp_path: Path
) -> None:
    """By the standard, our verdict is frictionless', but for the departures listed; each is still one."""
    found: dict[str, set[str]] = {"refused": set(), "accepted": set()}
    for name, folder in packages(shared).items():
        if not name.startswith(kind) or "/35-" in name:  # a case of size, not of kind
            continue
        copy = unpacked(folder, tmp_path / name)
        ours = not any(one.severity is Severity.ERROR for one in check(copy))
        if ours != by_frictionless(copy):
            found["accepted" if ours else "refused"].add(name)
    assert found == {
        which: {one for one in told if one.startswith(kind)} for which, told in DEPARTURES.items()
    }


def ran(*arguments: str) -> tuple[int, str]:
    """The exit status of a command and what it prints."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = main(list(arguments))
    return status, printed.getvalue()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("25-no-schema/input", "25-no-schema/variant-1-no-schema2"),
        ("25-no-schema/variant-2-geojson", "25-no-schema/changed-geojson"),
        ("27-json-table/input", "27-json-table/changed-json"),
        ("26-xlsx-table/input", "26-xlsx-table/variant-1-xlsx-clean"),
    ],
)
def test_what_changed_in_a_file_is_no_silence(before: str, after: str, shared: Path) -> None:
    """`diff` tells of a table without schema, of GeoJSON, of JSON and of a workbook that they are others."""
    cases = shared / "test-data/public-cases"
    status, printed = ran("diff", str(cases / before), str(cases / after), "--format", "json")
    told = json.loads(printed)
    assert status == 1
    assert told["changes"] or told["rows"]


# Packages that may be published, and the values that their table then has.
PUBLISHED: dict[str, dict[str, list[Any]]] = {
    "07-comment-before-header/publish-text-columns": {"dep": ["01"], "pop": ["100"]},
    "23-missing-values-labelled/variant-2-pub-missing": {"id": ["a", "b", "c"], "v": [1.0, None, None]},
    "30-multipart-one-header/input": {"id": [1, 2, 3], "n": ["A", "B", "C"]},
    "38-date-iso-order/input": {"id": [1, 2], "d": [dt.date(2024, 1, 5), dt.date(2024, 11, 12)]},
    "38-date-iso-order/variant-2-date-iso-dm2": {"id": [1], "d": [dt.date(2024, 1, 5)]},
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_of_a_public_case_is_what_it_says(name: str, shared: Path, tmp_path: Path) -> None:
    """No row is lost between parts, no label becomes a row, and a day is not read as a month."""
    status, _ = ran("publish", str(shared / "test-data/public-cases" / name), "--dist", str(tmp_path))
    assert status == 0
    assert pq.read_table(tmp_path / "1.0.0/parquet/t.parquet").to_pydict() == PUBLISHED[name]


def test_what_is_published_drops_no_resource(shared: Path, tmp_path: Path) -> None:
    """A file that is no table is carried; a table with ragged rows is refused."""
    cases = shared / "test-data/public-cases/25-no-schema"
    assert ran("publish", str(cases / "publish-with-pdf"), "--dist", str(tmp_path / "pdf"))[0] == 0
    assert (tmp_path / "pdf/1.0.0/files/notice.pdf").is_file()
    assert ran("publish", str(cases / "variant-2-geojson"), "--dist", str(tmp_path / "json"))[0] == 0
    assert (tmp_path / "json/1.0.0/files/zones.geojson").is_file()
    assert ran("publish", str(cases / "input"), "--dist", str(tmp_path / "ragged"))[0] == 1

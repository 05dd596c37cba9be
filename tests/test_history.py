"""Published versions are kept: the next tells what changed, takes a large enough step, or is refused."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.check.package import check
from scripts.publish import history
from scripts.publish.diff import files, patch, sheets
from scripts.publish.diff.compare import compare
from scripts.publish.diff.foretold import foretold
from scripts.publish.release import publish
from scripts.reading import changelog, descriptor
from scripts.reading.model.errors import ReleaseError, ReleaseExists, SourceError
from scripts.reading.sources import open_source
from tests.test_carried import write
from tests.whole import content_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.publish.diff.sheets import Sheet
    from scripts.write.content import Content

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "packages" / "small"
ROW = "phare_institutions_2016,associations,"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package, its version 1.0.0 published and kept."""
    home = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("kept") / "package"))
    with open_source(str(home)) as source:
        history.keep(publish(source, home.parent / "dist"), home)
    return home


@pytest.fixture
def package(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to edit."""
    return Path(shutil.copytree(kept, tmp_path / "package"))


def made(package: Path) -> Content:
    """What would be published of a package."""
    return content_of(descriptor.load(package), dt.date(2026, 12, 1))


def told(package: Path) -> dict[str, str]:
    """What its release would say of the changes."""
    return history.told(package, made(package))


def version(package: Path, number: str) -> None:
    """Give the package another version."""
    path = package / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**raw, "version": number}), encoding="utf-8")


def cell(package: Path) -> None:
    """Correct a value."""
    path = package / "datapackage" / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("37.50", "37.51"), encoding="utf-8")


def row(package: Path) -> None:
    """Add a row."""
    path = package / "datapackage" / "regions.csv"
    first = path.read_text(encoding="utf-8").splitlines()[1].split(",")
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join(["99", *first[1:]]) + "\n")


def no_row(package: Path) -> None:
    """Remove a row."""
    path = package / "datapackage" / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def appended(package: Path) -> None:
    """Add a field, empty, after all others of a table."""
    _field(package, len)


def inserted(package: Path) -> None:
    """Add a field, empty, before all others of a table."""
    _field(package, lambda _: 0)


def _field(package: Path, place: Callable[[list[Any]], int]) -> None:
    """Add a field, empty, at a place among the others."""
    path = package / "datapackage" / "schemas" / "regions.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    at = place(raw["fields"])
    raw["fields"].insert(at, {"name": "extra", "type": "string"})
    path.write_text(json.dumps(raw), encoding="utf-8")
    table = package / "datapackage" / "regions.csv"
    with table.open(encoding="utf-8", newline="") as file:
        cells = list(csv.reader(file))
    for number, row in enumerate(cells):
        row.insert(at, "" if number else "extra")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(cells)


def title(package: Path) -> None:
    """Better a description."""
    path = package / "datapackage.json"
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**raw, "description": "Mieux dit."}), encoding="utf-8")


def no_cut(package: Path) -> None:
    """Declare one cut less; its figures are there still."""
    _cuts(package, lambda cuts: cuts.pop())


def cut_column(package: Path) -> None:
    """Declare one column less of a cut."""
    _cuts(package, lambda cuts: cuts[0]["columns"].remove("note"))


def cut_words(package: Path) -> None:
    """Better the title of a cut."""
    _cuts(package, lambda cuts: cuts[0].update(title="Les taux"))


def figure(package: Path) -> None:
    """Add a figure, the first of its answer: a cut's rows have less in common."""
    path = package / "datapackage" / "observations.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("phare_2016,role_priority,11,animer / relier,secondary,25,A,,,\n")
    _cuts(package, lambda cuts: cuts[1]["columns"].append("territory"))


def _cuts(package: Path, edit: Callable[[list[Any]], Any]) -> None:
    """Edit what is declared as cuts."""
    path = package / "datapackage.json"
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    edit(raw["cuts"])
    path.write_text(json.dumps(raw), encoding="utf-8")


def nothing(_package: Path) -> None:
    """Leave the package as it is."""


STEPS: list[tuple[Callable[[Path], None], str, str, str]] = [
    (cell, "1.0.0", "1.0.1", "observations, cells changed: 1"),
    (title, "1.0.0", "1.0.1", "package words or metadata (description)"),
    (row, "1.0.1", "1.1.0", "regions, added: 1 (99)"),
    (no_row, "1.1.0", "2.0.0", "observations, removed: 1"),
    (appended, "1.0.1", "1.1.0", "regions.extra field appended"),
    (inserted, "1.99.99", "2.0.0", "regions.extra field added"),
    (no_cut, "1.99.99", "2.0.0", "priorities table removed"),
    (cut_column, "1.99.99", "2.0.0", "regional-rates.note field removed"),
    (cut_words, "1.0.0", "1.0.1", "regional-rates words or metadata (title)"),
    (figure, "1.99.99", "2.0.0", "priorities.territory field added"),
]


def test_what_is_kept_is_a_sound_package_the_same_wherever_it_is_made(kept: Path, tmp_path: Path) -> None:
    """The descriptor, the tables that people edit and the cuts that they declare, with their hashes."""
    archive = kept / history.PATH / "1.0.0.zip"
    with open_source(str(archive)) as source:
        assert list(check(source)) == []
        names = {r.name for r in descriptor.to_package(source.descriptor).tables}
    edited = {r.name for r in descriptor.to_package(descriptor.load(SMALL).descriptor).tables}
    assert names == edited | {"regional-rates", "priorities"}  # its cuts
    shutil.copytree(SMALL, tmp_path / "again")
    with open_source(str(tmp_path / "again")) as source:
        again = history.keep(publish(source, tmp_path / "elsewhere"), tmp_path / "again")
    assert again.read_bytes() == archive.read_bytes()


def test_a_first_version_has_nothing_to_be_compared_with(package: Path) -> None:
    """No file; the same version again has none either."""
    assert told(SMALL) == told(package) == {}


@pytest.mark.parametrize(("edit", "small", "enough", "named"), STEPS, ids=[s[0].__name__ for s in STEPS])
def test_too_small_a_step_is_refused_and_the_change_named(
    package: Path, edit: Callable[[Path], None], small: str, enough: str, named: str
) -> None:
    """In one line with the version that is enough, which passes."""
    edit(package)
    version(package, small)
    with pytest.raises(ReleaseError) as refused:
        told(package)
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)
    if small != "1.0.0":
        assert f"write {enough} at least" in str(refused.value)
    version(package, enough)
    assert sorted(told(package)) == [
        f"diff/from-1.0.0/{name}" for name in ("changes.csv", "schema.json", "summary.en.md", "summary.fr.md")
    ]


@pytest.mark.parametrize("edit", [nothing, *(step[0] for step in STEPS)])
def test_what_descriptions_foretell_the_rows_confirm(package: Path, edit: Callable[[Path], None]) -> None:
    """Every change that is told before a table is read is one of the whole comparison."""
    edit(package)
    version(package, "2.0.0")
    archive = package / history.PATH / "1.0.0.zip"
    before = descriptor.to_package(_descriptor(archive))
    early = foretold(before, descriptor.to_package(descriptor.load(package).descriptor))
    after = json.loads(told(package)["diff/from-1.0.0/schema.json"])
    whole = [(c["what"], c["table"], c["field"], c["property"], c["level"]) for c in after["changes"]]
    assert {(c.what, c.table, c.field, c.property, c.level.name.lower()) for c in early.schema} <= {*whole}
    assert bool(early) == (edit in FORETOLD)


def _descriptor(archive: Path) -> dict[str, Any]:
    """The descriptor in an archive."""
    with zipfile.ZipFile(archive) as packed:
        return dict(json.loads(packed.read("datapackage.json")))


FORETOLD = (title, appended, inserted, no_cut)  # the others are changes of rows, or of what follows from them


@pytest.mark.parametrize(
    ("edit", "small", "named"), [step[:2] + step[3:] for step in STEPS if step[0] in FORETOLD],
    ids=[step[0].__name__ for step in STEPS if step[0] in FORETOLD],
)  # fmt: skip
def test_what_names_and_schemas_tell_is_refused_before_any_table_is_read(
    package: Path, edit: Callable[[Path], None], small: str, named: str
) -> None:
    """There is no table to read: too small a step, and another package under a version that was published."""
    edit(package)
    for path in (package / "datapackage").glob("*.csv"):
        path.unlink()
    dist, day = package.parent / "dist", dt.date(2026, 12, 1)
    for number, kind in {small: ReleaseError, "1.0.0": ReleaseExists}.items():
        version(package, number)
        with open_source(str(package)) as source, pytest.raises(kind) as refused:
            publish(source, dist, issued=day)
        assert named in str(refused.value)


@pytest.mark.parametrize("kept_version", history.archives(ROOT))
def test_the_descriptions_of_published_versions_foretell_no_more_than_is_so(kept_version: str) -> None:
    """Of the real package, as it was in each version and as it is."""
    archive, source = history.archives(ROOT)[kept_version], descriptor.load(ROOT)
    early = foretold(descriptor.to_package(_descriptor(archive)), descriptor.to_package(source.descriptor))
    with open_source(str(archive)) as before:
        package, old = sheets.read(before.files, descriptor.to_package(before.descriptor))
    made = content_of(source, dt.date(2026, 12, 1))
    whole = compare(package, old, made.package, sheets.of(made.package, made.cells))
    assert {repr(change) for change in early.schema} <= {repr(change) for change in whole.schema}
    assert early.level <= whole.level


def test_whatever_it_is_written_in_a_package_foretells_no_change_of_itself(tmp_path: Path) -> None:
    """Dressed, in JSON with cells that are none, in the descriptor; and files that are no tables."""
    number = {"name": "v", "type": "number", "decimalChar": ",", "constraints": {"minimum": "0,5"}}
    day = {"name": "d", "type": "date", "format": "%d/%m/%Y", "constraints": {"enum": ["05/12/2026"]}}
    none = {"fields": [{"name": "id", "type": "string"}, number], "missingValues": ["-"]}
    home = write(
        tmp_path / "package",
        {
            "name": "dressed",
            "path": "d.csv",
            "dialect": {"delimiter": ";"},
            "schema": {"fields": [number, day], "missingValues": ["", "-"]},
        },
        {"name": "in-json", "path": "t.json", "schema": none},
        {"name": "inline", "data": [{"id": "a", "v": None}], "schema": none},
        {"name": "notice", "path": "n.pdf"},
        **{
            "d.csv": b"v;d\n1,50;05/12/2026\n",
            "t.json": b'[{"id": "a", "v": null}, {"id": "-", "v": "1,5"}]',
            "n.pdf": b"%PDF",
        },
    )
    with open_source(str(home)) as source:
        history.keep(publish(source, tmp_path / "dist"), home)
        history.foreseen(home, descriptor.to_package(source.descriptor))
        assert publish(source, tmp_path / "elsewhere").is_dir()


def test_an_archive_that_cannot_be_read_is_one_clear_line(package: Path) -> None:
    (package / history.PATH / "1.0.0.zip").write_bytes(b"other")
    model = descriptor.to_package(descriptor.load(package).descriptor)
    with pytest.raises(SourceError, match=r"datapackage/history/1\.0\.0\.zip: "):
        history.foreseen(package, model)


def test_a_version_that_was_published_is_never_another(package: Path) -> None:
    """Not even where there is no folder of releases: the kept archive refuses."""
    cell(package)
    with pytest.raises(ReleaseExists, match="never changes, so raise the version"):
        told(package)
    with open_source(str(package)) as source, pytest.raises(ReleaseExists):
        publish(source, package.parent / "elsewhere", issued=dt.date(2026, 12, 1))
    assert not list((package.parent / "elsewhere").glob("[0-9]*"))


def test_a_step_is_taken_from_the_newest_version_that_is_lower_and_final(package: Path) -> None:
    """Not from a pre-release, nor from a version that is higher."""
    folder = package / history.PATH
    for name in ("0.9.0", "1.0.1-rc.1", "3.0.0", "notes"):
        shutil.copy(folder / "1.0.0.zip", folder / f"{name}.zip")
    assert list(history.archives(package)) == ["0.9.0", "1.0.0", "1.0.1-rc.1", "3.0.0"]
    assert [history.previous(package, v) for v in ("0.9.0", "1.0.1", "2.0.0", "4.0.0")] == [
        "", "1.0.0", "1.0.0", "3.0.0",
    ]  # fmt: skip
    version(package, "2.0.0-rc.1")
    assert "diff/from-1.0.0/changes.csv" in told(package)


def test_a_kept_archive_is_never_written_over(package: Path) -> None:
    """Another content under its name is refused."""
    cell(package)
    version(package, "1.0.1")
    with open_source(str(package)) as source:
        folder = publish(source, package.parent / "dist", issued=dt.date(2026, 12, 1))
    (package / history.PATH / "1.0.1.zip").write_bytes(b"other")
    with pytest.raises(ReleaseExists, match="never changes"):
        history.keep(folder, package)


# --- the real package ---------------------------------------------------------------------------------------


def tables_of(folder: Path) -> dict[str, Sheet]:
    """The sheets of a package on disk."""
    source = descriptor.load(folder)
    return sheets.read(source.files, descriptor.to_package(source.descriptor))[1]


@pytest.mark.parametrize("kept_version", history.archives(ROOT))
def test_every_version_kept_is_sound_and_dated(kept_version: str) -> None:
    """Its files have the hashes that its descriptor says; the changelog has its heading."""
    with open_source(str(history.archives(ROOT)[kept_version])) as source:
        assert source.descriptor["version"] == kept_version
        assert list(check(source)) == []
        day = changelog.date_of(changelog.read(ROOT), kept_version)
        assert source.descriptor["created"][:10] == day.isoformat()


def test_the_version_before_and_the_changes_make_the_release(published: Path) -> None:
    """From the files of the release alone, table by table, row by row, in order."""
    before = history.previous(ROOT, published.name)
    folder = published / "diff" / f"from-{before}"
    found = files.read({path.name: path.read_bytes().decode() for path in folder.iterdir()})
    with open_source(str(history.archives(ROOT)[before])) as source:
        _, old = sheets.read(source.files, descriptor.to_package(source.descriptor))
    assert (found.old.version, found.new.version) == (before, published.name)
    new = tables_of(published)
    assert patch.apply(old, found, {name: new[name] for name in new.keys() - old.keys()}) == new


def test_the_pages_of_a_release_lead_to_its_changes(published: Path) -> None:
    """The landing page of each language, and README."""
    before = history.previous(ROOT, published.name)
    for lang, place, root in (("fr", "index.html", ""), ("en", "en/index.html", "../")):
        page = (published / place).read_text(encoding="utf-8")
        assert f'href="{root}diff/from-{before}/summary.{lang}.md"' in page
    assert "`diff/`" in (published / "README.md").read_text(encoding="utf-8")


def test_a_zip_keeps_nothing(published: Path, tmp_path: Path) -> None:
    """`--keep` needs a folder: wrong usage, in one line, before anything is published."""
    zipped = next(published.glob("*.zip"))
    command = [
        sys.executable,
        "-m",
        "scripts",
        "publish",
        str(zipped),
        "--keep",
        "--dist",
        str(tmp_path / "d"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "d").exists()

"""A release-like folder of a source package, its tables only: what the explorer's tests read."""

from __future__ import annotations

import atexit
import csv
import datetime as dt
import hashlib
import json
import shutil
import zipfile
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from explorer.published import Release, open_release
from scripts.reading import descriptor as descriptors
from scripts.write import describe
from scripts.write.formats import csv as csv_writer
from scripts.write.formats import files as files_writer
from tests.next_study import with_next_study
from tests.whole import content_of

ROOT = Path(__file__).resolve().parents[1]


def make_release(folder: Path, *, created: str = "2026-11-23T00:00:00Z", source: Path = ROOT) -> Path:
    """The tables of a release of a source package, without its other formats and pages; SHA256SUMS."""
    made = content_of(descriptors.load(source), dt.date.fromisoformat(created[:10]))
    folder.mkdir(parents=True)
    csv_writer.write(made, folder)
    files_writer.write(made, folder)
    describe.write_descriptor(describe.measured(made.package, folder, made.tables), folder)
    descriptor = read_descriptor(folder)
    descriptor["created"] = created
    write_descriptor(folder, descriptor)
    return folder


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor of a release, to be changed."""
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


def write_descriptor(folder: Path, descriptor: dict[str, Any]) -> None:
    """Writes the descriptor and the checksums of what it names."""
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor, ensure_ascii=False, indent=2), encoding="utf-8"
    )
    names = ["datapackage.json", *(resource["path"] for resource in descriptor["resources"])]
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_rows(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Replaces the rows of a table, sealed anew: a release with other data."""
    descriptor = read_descriptor(folder)
    resource = next(r for r in descriptor["resources"] if r["name"] == table)
    names = [field["name"] for field in resource["schema"]["fields"]]
    with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)
    _seal(folder, resource)
    write_descriptor(folder, descriptor)


def read_rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table as texts."""
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def add_table(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """A release with that table, all of text, in place of the one of that name where there is one."""
    descriptor = read_descriptor(folder)
    path = f"data/{table}.csv"
    with (folder / path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    fields = [{"name": name, "type": "string"} for name in rows[0]]
    resource = {"name": table, "path": path, "schema": {"fields": fields}}
    _seal(folder, resource)
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != table] + [resource]
    write_descriptor(folder, descriptor)


def drop_table(folder: Path, table: str) -> None:
    """A release without that table."""
    descriptor = read_descriptor(folder)
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != table]
    (folder / "data" / f"{table}.csv").unlink()
    write_descriptor(folder, descriptor)


def in_parquet(folder: Path, table: str, *, each: int) -> Path:
    """A release that has that table as Parquet too, in files of so many rows, and no longer one than it."""
    drop_table(folder, "addresses")
    cells = pa.Table.from_pandas(open_release(str(folder)).table(table), preserve_index=False)
    (folder / "parquet" / table).mkdir(parents=True)
    paths = [f"{table}/{place + 1:04d}.parquet" for place in range(-(-len(cells) // each))]
    for place, path in enumerate(paths):
        pq.write_table(cells.slice(place * each, each), folder / "parquet" / path, row_group_size=100)
    described = {"resources": [{"name": table, "path": paths, "rowCount": len(cells)}]}
    (folder / "parquet/datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
        for path in ("parquet/datapackage.json", *(f"parquet/{path}" for path in paths)):
            file.write(f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n")
    return folder


def zip_release(folder: Path, target: Path, *, root: str = "", deflated: bool = True) -> Path:
    """The release as one archive, its files below `root`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, root + file.relative_to(folder).as_posix())
    return target


def _seal(folder: Path, resource: dict[str, Any]) -> None:
    content = (folder / resource["path"]).read_bytes()
    resource["bytes"] = len(content)
    resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()


@cache
def release_folder() -> Path:
    """One release-like folder for the whole session. Read only."""
    return make_release(_place() / "release")


@cache
def next_release_folder() -> Path:
    """The same of the package with the studies that come next, invented. Read only."""
    place = _place()
    return make_release(place / "release", source=with_next_study(place / "source"))


@cache
def opened() -> Release:
    """The release of the real package, opened."""
    return open_release(str(release_folder()))


def identifier(**codes: str) -> str:
    """The identifier of the one figure that has these codes, whatever else its key says."""
    rows = read_rows(release_folder(), "observations")
    (found,) = (row for row in rows if all(row[name] == code for name, code in codes.items()))
    return found["identifier"]


# A figure that tests look at: with its own page in its source, and repeated by other sources.
RATE = {
    "study": "phare_entreprises_2015", "indicator": "practice_rate", "population": "companies_10_plus",
    "territory": "FR", "source": "deck_2018",
}  # fmt: skip


@cache
def opened_next() -> Release:
    """The release with the studies that come next, opened."""
    return open_release(str(next_release_folder()))


def _place() -> Path:
    """A folder that is removed when the session ends."""
    folder = Path(mkdtemp(prefix="explorer-release-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

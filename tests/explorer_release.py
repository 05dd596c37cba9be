"""A release-like folder made of the source package, without scripts/: what the explorer's tests read."""

from __future__ import annotations

import atexit
import csv
import hashlib
import json
import shutil
import zipfile
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from explorer.published import Release, open_release

ROOT = Path(__file__).resolve().parents[1]


def make_release(folder: Path, *, created: str = "2026-11-23T00:00:00Z") -> Path:
    """The source package as a release lays it out: schemas inlined, `data/`, sizes, hashes, SHA256SUMS."""
    descriptor: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "data").mkdir(parents=True)
    for resource in descriptor["resources"]:
        source = ROOT / resource["path"]
        resource["path"] = f"data/{source.name}"
        shutil.copyfile(source, folder / resource["path"])
        if isinstance(resource["schema"], str):
            resource["schema"] = json.loads((ROOT / resource["schema"]).read_text(encoding="utf-8"))
        _seal(folder, resource)
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


def zip_release(folder: Path, target: Path, *, root: str = "") -> Path:
    """The release as one archive, its files below `root`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
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
    folder = Path(mkdtemp(prefix="explorer-release-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return make_release(folder / "release")


@cache
def opened() -> Release:
    """That release, opened."""
    return open_release(str(release_folder()))

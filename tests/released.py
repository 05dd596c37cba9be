"""A small release, to be broken by a test in one place and sealed again, so that one fault alone shows."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import tempfile
from pathlib import Path

from scripts.check.package import check
from scripts.check.subject import quiet, uncounted
from scripts.derive.whole import Tables
from scripts.publish import release
from scripts.publish.audit import audit
from scripts.publish.audit.subject import audited
from scripts.reading import descriptor
from scripts.reading.sources import open_source
from scripts.write.formats import zip as archive
from tests import tiny
from tests.dist import newest
from tests.tiny import is_told
from tests.whole import content_of

DAY = dt.date(2026, 11, 23)
WHOLE = "tiny-1.0.0.zip"
PART = "packages/things"

_FIELDS = [
    {"name": "code", "type": "string", "constraints": {"required": True}},
    {"name": "size", "type": "number"},
    {"name": "count", "type": "integer"},
    {"name": "kind", "type": "string"},
    {"name": "made", "type": "date"},
    {"name": "sold", "type": "boolean"},
    {"name": "note", "type": "string"},
]
_KEY = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["code"]}}
_KINDS: tiny.Json = {
    "name": "kinds",
    "path": "data/kinds.csv",
    "schema": {"fields": [_FIELDS[0], {"name": "label", "type": "string"}], "primaryKey": ["code"]},
}
FILES = {
    "data/things.csv": "code,size,count,kind,made,sold,note\n"
    'a,37.50,1,red,2026-11-23,true,"one, two"\nb,,,,,,\nc,-0.1,0,blue,1999-12-31,false,"«é»"\n',
    "data/kinds.csv": "code,label\nblue,Bleu\nred,Rouge\n",
    "datapackage/CHANGELOG.md": "# Journal\n\n## 1.0.0 - 2026-11-23\n",
}


def build(folder: Path, *, version: str = "1.0.0", csv: str = "") -> Path:
    """The release of a tiny package in that folder, as `publish` makes it, without its checks."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        source = descriptor.load(write(Path(place), version=version, csv=csv))
        release.build(content_of(source, DAY), folder, FILES["datapackage/CHANGELOG.md"])
    return folder


def write(folder: Path, *, version: str = "1.0.0", csv: str = "") -> Path:
    """The source package: two tables, one of every type, a key between them, and a thematic package.

    `csv` replaces the first table.
    """

    def edit(raw: tiny.Json) -> None:
        raw["version"] = version
        things = tiny.things(raw)
        things["schema"] |= {"fields": _FIELDS, "foreignKeys": [_KEY]}
        things["thematic"] = {"title": "Les choses"}
        raw["resources"].append({**things, **_KINDS})
        del raw["resources"][1]["thematic"]

    return tiny.write(
        folder, edit, csv=csv or None, files=FILES if not csv else dict(list(FILES.items())[1:])
    )


# What lies beside the releases of a folder, and follows from them.
BESIDE = {
    *("latest", "index.html", "en", "versions.json", "feed.atom", "feed.en.atom"),
    *("catalog.jsonld", "catalog.ttl"),
}


def latest(dist: Path) -> str:
    """The version that `latest` has: each file of that release, its zips also under names that stay."""
    place = dist / "latest"
    assert not place.is_symlink()
    version = newest(dist).name
    there, own = (
        {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for folder in (place, dist / version)
    )
    assert all(there[path].read_bytes() == own[path].read_bytes() for path in own)
    zips = {path: path.replace(f"-{version}.zip", ".zip") for path in own if path.endswith(f"-{version}.zip")}
    assert all(there[name].read_bytes() == own[path].read_bytes() for path, name in zips.items())
    whole = next(name for name in zips.values() if "/" not in name)
    assert there.keys() - own.keys() == {*zips.values(), f"{whole}.sha256"}
    return version


def copy(folder: Path, to: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(folder, to))


def seal(folder: Path) -> None:
    """Make the zips and the checksums again from the files that are there, as who tampers would."""
    beside = {"SHA256SUMS", WHOLE, f"{WHOLE}.sha256"}
    part = folder / PART
    archive.pack(part, paths(part), folder / f"{PART}-1.0.0.zip", DAY)
    listed = sorted({*paths(folder)} - beside)
    (folder / "SHA256SUMS").write_text("".join(f"{sha256(folder / p)}  {p}\n" for p in listed), "utf-8")
    archive.pack(folder, [*listed, "SHA256SUMS"], folder / WHOLE, DAY)
    (folder / f"{WHOLE}.sha256").write_text(f"{sha256(folder / WHOLE)}  {WHOLE}\n", "utf-8")


def paths(folder: Path) -> list[str]:
    """The files below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def told(folder: Path) -> list[str]:
    """Every issue of a release in short: `code/wording place`, each with all its words."""
    with open_source(str(folder)) as source:
        found = list(check(source, engine="stdlib"))
        found += audit(audited(source, Tables(source.files), found, quiet, uncounted))
    for item in found:
        is_told(item)
    rows = [f"{item.where} {item.row or ''}".strip() for item in found]
    return sorted(f"{item.code}/{item.variant} {row}" for item, row in zip(found, rows, strict=True))

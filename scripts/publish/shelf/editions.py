"""What a folder of releases holds."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.publish import signature
from scripts.reading import changelog, descriptor
from scripts.reading.issues.refusals import refused
from scripts.reading.model.package import Package
from scripts.reading.sources import SUMS
from scripts.write.describe import DESCRIPTOR, File
from scripts.write.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")

Precedence = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


@dataclass(frozen=True, slots=True)
class Edition:
    """A release in its folder: what it is, its day, its zips by path, and a line on it in each language.

    `whole` is the path of the zip of everything.
    """

    folder: Path
    package: Package
    issued: dt.date
    whole: str
    zips: tuple[File, ...]
    told: dict[str, str]
    signed: bool

    @property
    def version(self) -> str:
        """Its version, which its folder is called by."""
        return self.package.version


def editions(dist: Path) -> list[Edition]:
    """The releases of a folder, the highest version first; what is no release is passed over."""
    found = [
        edition for path in dist.iterdir() if VERSION.fullmatch(path.name) and (edition := _edition(path))
    ]
    return sorted(found, key=lambda edition: precedence(edition.version), reverse=True)


def precedence(version: str) -> Precedence:
    """The place of a version among others (Semantic Versioning 2.0.0, § 11). ReleaseError for what is none.

    >>> sorted(["1.10.0", "1.0.0", "1.9.0", "1.0.0-rc.2", "1.0.0-rc.10"], key=precedence)
    ['1.0.0-rc.2', '1.0.0-rc.10', '1.0.0', '1.9.0', '1.10.0']
    """
    match = VERSION.fullmatch(version)
    if match is None:
        raise refused("version", version=version)
    early = tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part)
        for part in (match[4].split(".") if match[4] else ())
    )
    return tuple(int(match[n]) for n in (1, 2, 3)), not early, early


def is_release(folder: Path) -> bool:
    """True for a folder, not a link to one, that has a descriptor and a list of checksums."""
    return not folder.is_symlink() and all((folder / name).is_file() for name in (DESCRIPTOR, SUMS))


def _edition(folder: Path) -> Edition | None:
    """The release in that folder, where there is one of the version that it is called by."""
    if not is_release(folder):
        return None
    try:
        package = descriptor.to_package(json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8")))
        issued = dt.date.fromisoformat(str(package.extra.get("created", ""))[:10])
        whole = f"{package.name}-{package.version}.zip"
        sums = {**_sums(folder / SUMS), **_sums(folder / f"{whole}.sha256")}
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    if package.version != folder.name:
        return None
    zips = [
        File(path, (folder / path).stat().st_size, sha256)
        for path, sha256 in sums.items()
        if path.endswith(f"-{package.version}.zip") and (folder / path).is_file()
    ]
    return Edition(
        folder=folder,
        package=package,
        issued=issued,
        whole=whole,
        zips=tuple(sorted(zips, key=lambda file: (file.path != whole, file.path))),
        told=_told(folder, package.version),
        signed=(folder / signature.SIGNATURE).is_file(),
    )


def _sums(path: Path) -> dict[str, str]:
    """SHA-256 by path, as a list of checksums has them."""
    lines = (line.partition("  ") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: sha256 for sha256, _, name in lines}


def _told(folder: Path, version: str) -> dict[str, str]:
    """What its changelog says of that version before its lists, in each language; "" for nothing."""
    try:
        text = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    return dict(zip(LANGUAGES, changelog.introduction(text, version), strict=True))

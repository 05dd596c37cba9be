"""The published versions of a package, as it keeps them: what the next version is compared with.

`datapackage/history/<version>.zip` holds what a release publishes, and nothing that is made from it: the
descriptor, the CSV files of the tables that people edit and of the cuts that they declare, and the files that
are no tables. It is a Data
Package by itself, its bytes are the same wherever it is made, and it is committed: a fresh clone, which has
no `dist/`, knows what was published, tells what has changed since, and refuses to publish a version again
with other content.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.publish.diff import blobs, report, sheets
from scripts.publish.diff.compare import compare
from scripts.publish.diff.foretold import foretold
from scripts.publish.shelf import editions
from scripts.reading import descriptor
from scripts.reading.columnar.plain import PlainCsv
from scripts.reading.digests import of_files
from scripts.reading.issues import LANGUAGES, one_line
from scripts.reading.issues.messages import say
from scripts.reading.issues.refusals import refused, unread
from scripts.reading.model import versions
from scripts.reading.model.errors import ReleaseExists
from scripts.reading.sources import open_source
from scripts.write import carried, describe
from scripts.write.formats import zip as archive

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.publish.diff.compare import Difference
    from scripts.publish.diff.sheets import Sheet
    from scripts.reading.model.package import Package
    from scripts.write.content import Content

PATH = "datapackage/history"
FOLDER = "diff"
_SHOWN = 3


def archives(base: Path) -> dict[str, Path]:
    """The archive of each version that the package in that folder keeps, oldest version first."""
    found = {path.stem: path for path in (base / PATH).glob("*.zip") if versions.core(path.stem)}
    return {version: found[version] for version in sorted(found, key=editions.precedence)}


def previous(base: Path, version: str) -> str:
    """The newest version kept that is lower and no pre-release; "" where there is none."""
    lower = [
        kept
        for kept in archives(base)
        if versions.is_final(kept) and editions.precedence(kept) < editions.precedence(version)
    ]
    return lower[-1] if lower else ""


def foreseen(base: Path, package: Package) -> None:
    """Nothing, or what `told` will refuse of a source package whatever its rows, before any table is read.

    DerivingError where the package declares what cannot be derived.
    """
    version, kept = package.version, archives(base)
    if version in kept:
        _alike(version, foretold(_described(kept[version]), package))
    if before := previous(base, version):
        _step(before, version, foretold(_described(kept[before]), package))


def told(base: Path, made: Content) -> dict[str, str]:
    """The files that tell what a release changes, by their path in it; none for a first version.

    ReleaseExists where that version is kept with other content; ReleaseError where the version takes a
    smaller step than its changes demand.
    """
    version = made.package.version
    kept = archives(base)
    if version in kept:
        _alike(version, _since(kept[version], made))
    before = previous(base, version)
    if not before:
        return {}
    found = _since(kept[before], made)
    _step(before, version, found)
    return {f"{FOLDER}/from-{before}/{name}": text for name, text in report.folder(found).items()}


def keep(release: Path, base: Path) -> Path:
    """The archive of a release, written in the folder of its package; ReleaseExists if another is there."""
    source = descriptor.load(release)
    package = descriptor.to_package(source.descriptor)
    kept = (*sheets.shown(package), *carried.of(package))
    target = base / PATH / f"{package.version}.zip"
    issued = dt.date.fromisoformat(str(package.extra["created"])[:10])
    with tempfile.TemporaryDirectory(prefix="history-") as made:
        folder = Path(made)
        paths = [describe.write_descriptor(replace(package, resources=kept), folder)]
        for path in (path for resource in kept for path in resource.paths):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes((release / path).read_bytes())
            paths.append(path)
        packed = folder / target.name
        archive.pack(folder, paths, packed, issued)
        if target.exists() and target.read_bytes() != packed.read_bytes():
            raise refused("archive", ReleaseExists, path=target)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(packed.read_bytes())
    return target


def _described(kept: Path) -> Package:
    """The package of an archive by its descriptor alone. SourceError where it cannot be read."""
    try:
        with zipfile.ZipFile(kept) as archive:
            return descriptor.to_package(json.loads(archive.read(describe.DESCRIPTOR)))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        path = f"{PATH}/{kept.name}"
        raise unread("table", "package-error", path, note=one_line(str(error))) from None


def _since(kept: Path, made: Content) -> Difference:
    """What makes a content from an archive."""
    with open_source(str(kept)) as source:
        package, new = descriptor.to_package(source.descriptor), sheets.of(made.package, made.cells)
        files = blobs.digests(source, package), _digests(made, new)
        same = blobs.alike(package, files[0], made.package, files[1])
        package, old = sheets.read(source.files, package, leave=same)
        return compare(package, old, made.package, new, *files)


def _digests(made: Content, tables: Mapping[str, Sheet]) -> dict[str, str]:
    """The digests of the files of a content: those that are carried, and large tables."""
    large = {
        n: of_files([sheet.rows.path]) for n, sheet in tables.items() if isinstance(sheet.rows, PlainCsv)
    }
    return carried.digests(made.package, made.files) | large


def _alike(version: str, found: Difference) -> None:
    """Nothing, or ReleaseExists where anything differs from what is kept of that version."""
    if found:
        path, told = f"{PATH}/{version}.zip", _changes(found)
        raise refused("kept", ReleaseExists, path=path, version=version, **told)


def _step(before: str, version: str, found: Difference) -> None:
    """Nothing, or ReleaseError where the step from one version to the other is smaller than demanded."""
    least = versions.least(before, found.level)
    if (versions.core(version) or ()) < (versions.core(least) or ()):
        path, told = f"{PATH}/{before}.zip", _changes(found)
        raise refused("step", version=version, before=before, least=least, path=path, **told)


def _changes(found: Difference) -> dict[str, str]:
    """The changes that demand the greatest step, a few of them, as `changes_fr` and `changes_en`."""
    told = {}
    for lang in LANGUAGES:
        demanding = report.demanding(found, lang)
        more = [say("more", lang, count=len(demanding) - _SHOWN)] if len(demanding) > _SHOWN else []
        told[f"changes_{lang}"] = "; ".join([*demanding[:_SHOWN], *more])
    return told

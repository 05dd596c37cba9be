"""The package as `next-version` would leave it, in a folder of its own: what a preview publishes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.publish.coming import places, story
from scripts.reading import changelog
from scripts.reading.descriptor import is_safe_path
from scripts.write.words import words

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from scripts.publish.coming.step import Coming

HOME = "datapackage"  # the folder of rules, waivers, history and changelog of a package


def copied(coming: Coming, folder: Path, day: dt.date) -> Path:
    """The descriptor of the copy, its version and changelog those of the version that comes.

    One that is prepared is copied as it is, so that its preview is what `publish` would make. Reasons of
    errata that nobody has said yet are said to be missing.
    """
    base = coming.source.base
    shutil.copytree(base / HOME, folder / HOME)
    resources = [path for resource in coming.package.resources for path in resource.paths]
    for path in {coming.source.path.name, *coming.source.references.values(), *resources}:
        there = folder / path
        if is_safe_path(path) and not there.exists() and (base / path).is_file():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(base / path, there)
    if needed(coming):
        unsaid = words("fr", "coming")["unsaid"], words("en", "coming")["unsaid"]
        corrected = {one.cell: replace(one, reasons=one.reasons or unsaid) for one in coming.corrections}
        for place, text in places.texts(coming, day, story.line(coming), corrected).items():
            if place.name != places.CITATION:
                (folder / place.relative_to(base)).write_text(text, encoding="utf-8", newline="\n")
    return folder / coming.source.path.name


def needed(coming: Coming) -> bool:
    """Whether the version that comes has yet to be written: its number, or its entry in the changelog."""
    if not coming.found:
        return False
    told = {version for version, _, _ in changelog.headings(changelog.read(coming.source.base))}
    return coming.version != coming.written or coming.version not in told

"""Every place that says the version of the data: what each will say, and all of them written, or none.

To add a place: a line in `texts`. What tells of a release that was measured or compared (README's tables of
tools, `compat.json`) is no such place: it says which version it was, until it is measured again.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.derive import period
from scripts.derive.source import KIND
from scripts.derive.whole import Tables
from scripts.publish.coming import errata, story
from scripts.reading import changelog, identity
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from scripts.derive.period import Years
    from scripts.publish.coming.errata import Cell, Correction
    from scripts.publish.coming.step import Coming

CITATION = "CITATION.cff"
_DATED = "created"


def texts(coming: Coming, day: dt.date, line: str, corrected: Mapping[Cell, Correction]) -> dict[Path, str]:
    """What each place will say, by file; those that say it already are left out. The descriptor is last.

    `line` is the changelog's line about this version, in both languages; "" leaves the one that is there.
    """
    base, version = coming.source.base, coming.version
    found: dict[Path, str] = {}
    story_file = base / changelog.PATH
    told = changelog.read(base)
    found[story_file] = story.written(told, coming, day, line)
    if (table := errata.table_of(coming.package)) is not None:
        path, text = errata.written(coming.source, table, corrected, version, day, coming.archives)
        found[path] = text
    if (base / CITATION).is_file():
        found[base / CITATION] = _cited(_text(base / CITATION), version, day)
    found[coming.source.path] = _described(_text(coming.source.path), version, day, _years(coming))
    return {path: text for path, text in found.items() if text != _text(path)}


def write(new: Mapping[Path, str]) -> None:
    """Write all these files: each beside its place first, then one rename each.

    ReleaseError where one cannot be written; then all say what they said.
    """
    beside = {path: path.with_name(f".{path.name}.new") for path in new}
    before = {path: path.read_bytes() for path in new}
    moved: list[Path] = []
    try:
        for path, fresh in beside.items():
            fresh.write_text(new[path], encoding="utf-8", newline="\n")
            shutil.copymode(path, fresh)
        for path, fresh in beside.items():
            fresh.replace(path)
            moved.append(path)
    except BaseException as error:
        for path in moved:
            path.write_bytes(before[path])
        for fresh in beside.values():
            with suppress(OSError):
                fresh.unlink()
        if isinstance(error, OSError):
            raise refused("place_unwritten", path=error.filename, note=error.strerror) from None
        raise


def _years(coming: Coming) -> Years | None:
    """The years of its figures; None where it states no period, and where they cannot be read."""
    if not identity.of(coming.package).start:
        return None
    facts = tuple(table for table in coming.package.tables if table.extra.get("kind") == KIND)
    with suppress(SourceError), Tables(coming.source.files) as tables:
        package = replace(coming.package, resources=facts)
        return period.of_figures(package, {name: one.typed for name, one in tables.of(package).items()})
    return None


def _described(text: str, version: str, day: dt.date, years: Years | None) -> str:
    """A descriptor with that version, otherwise as it is written.

    And with that day and the period of these years, where it has one and another.
    """
    raw = json.loads(text)
    wanted = {**raw, "version": version}
    said = raw.get(identity.PROPERTY)
    held = said["period"] if years else {}
    if years and not years.covered(held["start"], held.get("end") or ""):
        wanted[identity.PROPERTY] = {**said, "period": {**held, **years.stated()}}
    if _DATED in raw:
        wanted[_DATED] = f"{day.isoformat()}T00:00:00Z"
    made = _covering(text, held, wanted[identity.PROPERTY]["period"]) if held else text
    for name in ("version", _DATED):
        if name in raw:
            said = re.escape(json.dumps(raw[name])), json.dumps(wanted[name])
            made = re.sub(rf'("{name}"\s*:\s*){said[0]}', rf"\g<1>{said[1]}", made, count=1)
    return made if json.loads(made) == wanted else f"{json.dumps(wanted, ensure_ascii=False, indent=2)}\n"


def _covering(text: str, held: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """A descriptor with the ends of its period changed where they stand."""
    found = re.search(r'"period"\s*:\s*\{[^{}]*\}', text)
    inner = made = found[0] if found else ""
    for name in wanted:
        said = re.escape(json.dumps(held.get(name)))
        made = re.sub(rf'("{name}"\s*:\s*){said}', rf"\g<1>{json.dumps(wanted[name])}", made, count=1)
    return text.replace(inner, made, 1) if inner else text


def _cited(text: str, version: str, day: dt.date) -> str:
    """A citation file of that version and day."""
    text = re.sub(r"^version:.*$", f"version: {version}", text, flags=re.MULTILINE)
    return re.sub(r"^date-released:.*$", f'date-released: "{day.isoformat()}"', text, flags=re.MULTILINE)


def _text(path: Path) -> str:
    """What a file says, its line endings as they are. ReleaseError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise refused("place_unread", path=path, note=error) from None

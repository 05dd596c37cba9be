"""What `validate` would say of a package if some of its files were others: asked of a copy beside it."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.reading.issues import Severity, explain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from scripts.reading.issues import Issue

_BESIDE = ("LICENSE*", "README*", "CITATION*", "CHANGELOG*")


def faults(descriptor: Path, texts: Mapping[Path, str], lang: str) -> str:
    """The errors that these texts would bring into a package, as a report; "" where they bring none.

    Errors that the package has already are not theirs.
    """
    with TemporaryDirectory(prefix=".study-", dir=descriptor.parent) as name:
        staged = _copied(descriptor, Path(name))
        for path, text in texts.items():
            other = Path(name) / path.relative_to(descriptor.parent)
            other.unlink()  # it is a link to the file that must not change
            other.write_text(text, encoding="utf-8", newline="")
        found = _errors(staged)
    if not found:
        return ""
    known = Counter((item.code, item.resource) for item in _errors(descriptor))
    new = []
    for item in found:
        if known[item.code, item.resource]:
            known[item.code, item.resource] -= 1
        else:
            new.append(item)
    return explain(new, lang=lang, target=str(descriptor)) if new else ""


def _errors(descriptor: Path) -> list[Issue]:
    from scripts.check.package import check

    return [item for item in check(str(descriptor), house=True) if item.severity == Severity.ERROR]


def _copied(descriptor: Path, folder: Path) -> Path:
    """A package in another folder of the same disk, file by file as links to its own."""
    home = descriptor.parent
    held: Any = json.loads(descriptor.read_text(encoding="utf-8"))
    paths = [part for one in held["resources"] for part in (one.get("path"), one.get("schema"))]
    tops = {Path(part).parts[0] for part in paths if isinstance(part, str) and "://" not in part}
    tops |= {path.name for pattern in _BESIDE for path in home.glob(pattern)}
    shutil.copy(descriptor, folder / descriptor.name)
    for top in sorted(tops):
        if (home / top).is_dir():
            shutil.copytree(home / top, folder / top, copy_function=_linked)
        elif (home / top).is_file():
            _linked(str(home / top), str(folder / top))
    return folder / descriptor.name


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk without links
        shutil.copy(source, target)

"""The changelog of the data, in the form of « Keep a Changelog » (<https://keepachangelog.com/en/1.1.0/>)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from scripts.reading.issues.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

PATH = "datapackage/CHANGELOG.md"

BOTH = " · "  # between the French and the English of a line

_HEADING = re.compile(r"^## +\[?(?P<version>[^\s\]]+)\]? *(?:[-–—] *(?P<date>\S+))? *$", re.MULTILINE)


def read(base: Path) -> str:
    """The changelog of the package in that folder. ReleaseError where there is none."""
    if not (base / PATH).exists():
        raise refused("no_changelog", path=PATH)
    try:
        return (base / PATH).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise refused("changelog", path=PATH, note=error) from None


def headings(text: str) -> list[tuple[str, int, int]]:
    r"""The version of each heading, and where the heading begins and ends in the text.

    >>> headings("## 1.1.0 - 2027-01-15\n\n## Unreleased\n")
    [('1.1.0', 0, 21), ('Unreleased', 23, 36)]
    """
    return [(heading["version"], heading.start(), heading.end()) for heading in _HEADING.finditer(text)]


def introduction(text: str, version: str) -> tuple[str, str]:
    r"""What the entry of a version says first, in French and in English; "" where it begins with a list.

    Where it is not said twice, both are the same.

    >>> introduction("## 2.0.1 - 2026-12-01\n\nUne adresse. · An address.\n\n### Ajouté\n", "2.0.1")
    ('Une adresse.', 'An address.')
    """
    found = headings(text)
    for (name, _, end), (_, after, _) in zip(found, [*found[1:], ("", len(text), 0)], strict=False):
        if name == version:
            first = " ".join(text[end:after].strip().partition("\n\n")[0].split())
            said = first.split(BOTH)
            if first.startswith(("#", "-", "*")):
                return "", ""
            return (said[0], said[1]) if len(said) == len(("fr", "en")) else (first, first)
    return "", ""


def date_of(text: str, version: str) -> dt.date:
    r"""The date that the heading of a version gives. ReleaseError where there is none.

    >>> date_of("# Journal\n\n## 1.0.0 - 2026-11-23\n", "1.0.0")
    datetime.date(2026, 11, 23)
    """
    for heading in _HEADING.finditer(text):
        if heading["version"] == version:
            try:
                return dt.date.fromisoformat(heading["date"] or "")
            except ValueError:
                break
    raise refused("undated", path=PATH, version=version)

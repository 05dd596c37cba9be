"""Version steps by the Data Package Version recipe (<https://datapackage.org/recipes/data-package-version/>).

MAJOR where whoever reads the data must change something: a table or a field removed, renamed, added or moved,
another type, a tighter constraint, a changed meaning, a row that is no more. MINOR for what is new: tables,
rows, a looser constraint. PATCH for what is bettered: values, words, a key that an erratum corrects.

In one place the house departs from the recipe, which has every added field MAJOR: a field appended after all
that were there, and in no key that names rows, is MINOR. Whoever reads the old fields, by name or by place,
changes nothing. A reader that refuses columns which it does not know must be told: the changelog names them.
"""

from __future__ import annotations

import re
from enum import IntEnum

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")


class Level(IntEnum):
    """How big a step is."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


def core(version: str) -> tuple[int, int, int] | None:
    """The three numbers of a version, whatever follows them; None where it is no version.

    >>> core("2.0.0-rc.1"), core("two")
    ((2, 0, 0), None)
    """
    match = _VERSION.fullmatch(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def is_final(version: str) -> bool:
    """True for a version that is no pre-release.

    >>> is_final("2.0.0"), is_final("2.0.0-rc.1")
    (True, False)
    """
    match = _VERSION.fullmatch(version)
    return bool(match and not match[4])


def least(previous: str, level: Level) -> str:
    """The lowest version after `previous` that takes a step of that level.

    >>> [least("1.4.2", level) for level in Level]
    ['1.4.2', '1.4.3', '1.5.0', '2.0.0']
    """
    numbers = core(previous)
    if numbers is None:
        raise ValueError(previous)
    major, minor, patch = numbers
    steps = {
        Level.NONE: (major, minor, patch),
        Level.PATCH: (major, minor, patch + 1),
        Level.MINOR: (major, minor + 1, 0),
        Level.MAJOR: (major + 1, 0, 0),
    }
    return ".".join(map(str, steps[level]))

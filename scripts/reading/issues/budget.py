"""Budget: how much a command takes in of what others made, and what it says where there is more.

A package is hostile until shown otherwise: a zip of a few kilobytes may hold gigabytes, a schema a million
fields, a pattern a match that lasts for years. Each bound is stated here, once, with its default and its
words; whoever trusts a package raises one (`--budget NAME=VALUE`). What is beyond a bound is not wrong: it
was not checked, and that is told in one line.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from scripts.reading.issues.messages import LANGUAGES, count, say
from scripts.reading.model.errors import SourceError

ANYWAY = 2**26  # bytes that may be unpacked whatever they were packed to: small tables repeat themselves
_UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_SIZES = ("unpacked", "descriptor", "held")  # the bounds that are told in MiB and GiB


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of each thing is taken in. Sizes are in bytes, times in seconds."""

    unpacked: int = 4 * 2**30
    ratio: int = 200
    files: int = 10_000
    descriptor: int = 16 * 2**20
    values: int = 2_000_000
    depth: int = 60
    resources: int = 10_000
    fields: int = 10_000
    lines: int = 100_000_000
    rows: int = 20_000_000
    held: int = 2**29
    cells: int = 15_000_000
    faults: int = 1_000_000
    issues: int = 100_000
    pattern: int = 60
    rule: int = 60
    rules: int = 500


DEFAULT = Budget()


def parsed(given: list[str]) -> Budget:
    """The budget that options NAME=VALUE make of the default. ValueError, with the option, for another.

    >>> parsed(["unpacked=8GiB", "fields=50_000"]).unpacked == 8 * 2**30
    True
    """
    changed: dict[str, int] = {}
    for option in given:
        name, _, text = option.partition("=")
        number, factor = text, 1
        for unit, size in _UNITS.items():
            if text.endswith(unit):
                number, factor = text.removesuffix(unit), size
        try:
            value = int(number) * factor
        except ValueError:
            value = 0
        if name not in names() or value < 1:
            raise ValueError(option)
        changed[name] = value
    return Budget(**changed)


def amount(name: str, value: int, language: str) -> str:
    r"""A quantity of a bound in words.

    >>> amount("unpacked", 4 * 2**30, "en"), amount("fields", 10_000, "fr"), amount("rule", 60, "en")
    ('4 GiB', '10\u202f000', '60')
    """
    if name in _SIZES:
        for unit, size in reversed(_UNITS.items()):
            if value >= size and value % size == 0:
                return f"{value // size} {unit.replace('iB', 'io') if language == 'fr' else unit}"
    return count(value, language)


def told(budget: Budget, name: str) -> dict[str, Any]:
    """The words of the one line that says which bound was met, and how to raise it."""
    value = getattr(budget, name)
    told: dict[str, Any] = {f"what_{lang}": say(f"bound_{name}", lang) for lang in LANGUAGES}
    return told | {f"limit_{lang}": amount(name, value, lang) for lang in LANGUAGES} | {"bound": name}


def beyond(budget: Budget, name: str, path: str) -> SourceError:
    """The error of what is more than a bound allows: nothing was found wrong, and not all was seen."""
    words = told(budget, name)
    line = f"{path}: more than {words['limit_en']} {words['what_en']} (--budget {name}=…)"
    return SourceError(line, code="check-skipped", path=path, variant="beyond", **words)


def room(budget: Budget, packed: int) -> tuple[int, str]:
    """How many bytes may come of so many packed ones, and the bound that says so.

    >>> room(Budget(), 100) == (2**26, "ratio"), room(Budget(), 2**30) == (2**32, "unpacked")
    (True, True)
    """
    by_ratio = max(ANYWAY, budget.ratio * packed)
    return (budget.unpacked, "unpacked") if budget.unpacked <= by_ratio else (by_ratio, "ratio")


def names() -> tuple[str, ...]:
    """The names of all bounds."""
    return tuple(one.name for one in fields(Budget))

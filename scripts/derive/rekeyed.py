"""The identifiers that rows had in earlier versions, from the errata of a package and what it says moved.

An erratum names its row as it is now. Where its field is of the primary key, what the cell said before tells
the identifier before: all errata of a row and a version together, one version after the other back in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.reading import identifiers
from scripts.reading.model import versions
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scripts.reading.model.package import Package

    Erratum = Mapping[str, Any]

KIND = "erratum"
MOVED = ("old", "new", "version")
_NEEDED = frozenset(("identifier", "field", "version", "old"))


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What became of an identifier: that of its row now, and the version that corrected it."""

    now: str
    version: str


def told(package: Package, rows: Callable[[str], Iterable[Erratum]]) -> list[Erratum]:
    """The errata of a package; `rows` gives those of a table by its name."""
    return [row for r in package.tables if r.extra.get("kind") == KIND for row in rows(r.name)]


def former(package: Package, errata: Iterable[Erratum]) -> dict[str, Rekeyed]:
    """What became of each identifier that is no more, a row's latest first.

    One that two rows claim is left out: nobody can say which of them it was.
    """
    keys = {r.name: identifiers.dimensions(schema_of(r)) for r in package.tables}
    rows: dict[str, list[Erratum]] = {}
    for erratum in errata:
        if erratum.keys() >= _NEEDED:
            rows.setdefault(str(erratum["identifier"]), []).append(erratum)
    found: dict[str, Rekeyed] = {}
    shared: set[str] = set()
    for now, mine in rows.items():
        names = dict(_before(now, keys, mine))
        shared |= names.keys() & found.keys()
        found |= {name: Rekeyed(now, version) for name, version in names.items()}
    return {name: became for name, became in found.items() if name not in shared}


def became(package: Package, rows: Callable[[str], Iterable[Erratum]]) -> dict[str, Rekeyed]:
    """What became of each identifier of an earlier version: those that errata corrected, those that moved.

    `rows` gives the rows of a table by its name. A table whose fields are those of MOVED tells which
    identifier became which; its word goes before what follows from errata.
    """
    return former(package, told(package, rows)) | moved(package, rows)


def moved(package: Package, rows: Callable[[str], Iterable[Erratum]]) -> dict[str, Rekeyed]:
    """What became of each identifier that a table of the fields MOVED names."""
    return {
        str(row["old"]): Rekeyed(str(row["new"]), str(row["version"]))
        for resource in package.tables
        if schema_of(resource).field_names == MOVED
        for row in rows(resource.name)
    }


def _before(
    now: str, keys: Mapping[str, tuple[str, ...]], errata: list[Erratum]
) -> Iterator[tuple[str, str]]:
    """The earlier identifiers of a row and the version that corrected each, back in time."""
    table, texts = identifiers.parts(now)
    key = keys.get(table, ())
    if len(key) != len(texts):
        return
    cells, seen = dict(zip(key, texts, strict=True)), {now}
    for version in sorted({str(one["version"]) for one in errata}, key=_rank, reverse=True):
        before = {
            str(one["field"]): str(one["old"] or "")
            for one in errata
            if str(one["version"]) == version and one["field"] in cells
        }
        cells |= before
        name = identifiers.identifier(table, cells.values())
        if before and name not in seen:
            seen.add(name)
            yield name, version


def _rank(version: str) -> tuple[tuple[int, ...], str]:
    """What versions are ordered by."""
    return versions.core(version) or (), version

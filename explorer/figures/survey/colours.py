"""The colour of an actor: the same wherever the explorer draws what is of that actor alone."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.figures.survey.lookup import rows_by_code
from explorer.published import Release
from explorer.reader import Reader

ACTORS, POPULATIONS = "actors", "populations"


def of_actor(release: Release, reader: Reader, code: str) -> str:
    """The colour of an actor: that of its place in their table; the accent for those beyond, or for none."""
    colours = reader.palette.actors
    known = list(rows_by_code(release, ACTORS)) if ACTORS in release.tables else []
    place = known.index(code) if code in known else len(colours)
    return colours[place] if place < len(colours) else reader.palette.accent


def of_population(release: Release, reader: Reader, code: str) -> str:
    """The colour of the actor that a population is of."""
    known = rows_by_code(release, POPULATIONS) if POPULATIONS in release.tables else {}
    return of_actor(release, reader, str(known.get(code, {}).get("actor") or ""))


def of_all(release: Release, reader: Reader, codes: Iterable[str]) -> str:
    """The colour of the one actor that all are; the accent where they are several."""
    several = set(codes)
    return of_actor(release, reader, several.pop() if len(several) == 1 else "")

"""The question of a study on an indicator, as it was put; and which figures a series joins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from explorer.figures.survey.lookup import plain
from explorer.published import Release
from explorer.reader import Reader

TABLE, SERIES = "questions", "series"
Row = Mapping[str, Any]
NONE: Row = {}


@lru_cache(maxsize=4)
def by_key(release: Release) -> dict[tuple[str, str], Row]:
    """(study, indicator) → the row of its question."""
    rows = plain(release.table(TABLE)) if TABLE in release.tables else []
    return {(str(row["study"]), str(row["indicator"])): row for row in rows}


def question(release: Release, study: Any, indicator: Any) -> Row:
    """The question of a study on an indicator; empty where the release has none."""
    return by_key(release).get((str(study), str(indicator)), NONE)


@lru_cache(maxsize=4)
def _joints(release: Release) -> dict[tuple[str, str, str], Row]:
    rows = plain(release.table(SERIES)) if SERIES in release.tables else []
    return {(str(row["indicator"]), str(row["population"]), str(row["study"])): row for row in rows}


def joint(release: Release, indicator: Any, population: Any, study: Any) -> Row | None:
    """What the series of a population says of a study: `joined` or not to the one before, and why."""
    return _joints(release).get((str(indicator), str(population), str(study)))


def why_apart(release: Release, reader: Reader, indicator: Any, population: Any, study: Any) -> str:
    """Why a study does not continue the one before, within a sentence; empty where it does."""
    row = joint(release, indicator, population, study)
    if row is not None and row["joined"]:
        return ""
    said = reader.words(row, "reason").rstrip(".") if row is not None else ""
    return said[:1].lower() + said[1:] if said else reader.say("series.break.none")

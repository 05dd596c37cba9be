"""The waves before one: those that its figures continue, and the first that they do not, with the reason.

The table `series` says of each study whether it continues the one before, for a question and a population.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from explorer.address import OWN
from explorer.figures.figure import Key
from explorer.figures.survey.counted import amount
from explorer.figures.survey.lookup import plain
from explorer.figures.survey.questions import joint, why_apart
from explorer.figures.survey.waves import Wave, named, of_wave, waves
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Earlier:
    """A wave of the same question and population; `apart`: why it may not stand beside the newer one."""

    wave: Wave
    apart: str = ""


def earlier(release: Release, reader: Reader, table: str, wave: Wave, indicator: str) -> tuple[Earlier, ...]:
    """The waves before, the newest first, up to the first that does not compare."""
    found: list[Earlier] = []
    newer = wave
    for older in waves(release, table):
        if older.population != wave.population or not older.year or older.year >= newer.year:
            continue
        if not (of_wave(release, table, older)["indicator"] == indicator).any():
            continue
        row = joint(release, indicator, wave.population, newer.study)
        if row is None or not row["joined"]:
            apart = why_apart(release, reader, indicator, wave.population, newer.study)
            return (*found, Earlier(older, apart or reader.say("series.break.none")))
        found.append(Earlier(older))
        newer = older
    return tuple(found)


def joined(
    release: Release, reader: Reader, table: str, wave: Wave, indicator: str
) -> list[tuple[Wave, pd.DataFrame]]:
    """The waves that stand beside this one, each with its rows of the question."""
    known = [one.wave for one in earlier(release, reader, table, wave, indicator) if not one.apart]
    cells = [(one, of_wave(release, table, one)) for one in known]
    return [(one, rows[rows["indicator"] == indicator]) for one, rows in cells]


def told(
    release: Release, reader: Reader, table: str, wave: Wave, indicators: list[str]
) -> tuple[tuple[str, str], ...]:
    """What is said under a chart of the waves before: which stand beside it, which does not and why."""
    said: dict[str, None] = {}
    for indicator in indicators:
        for one in earlier(release, reader, table, wave, indicator):
            name = named(release, reader, one.wave)
            key = "earlier.apart" if one.apart else "earlier.joined"
            said[reader.say(key, study=name, year=one.wave.years, reason=one.apart)] = None
    return ((reader.say("earlier"), " ".join(said)),) if said else ()


def key_of(reader: Reader, before: list[tuple[Wave, pd.DataFrame]], words: str = "earlier.key") -> Key:
    """The thin line across a bar, in the legend."""
    return Key(reader.say(words, year=before[0][0].years), "tick", reader.palette.ink)


def others(release: Release, table: str, wave: Wave) -> list[Wave]:
    """The waves of the cut beside this one."""
    return [one for one in waves(release, table) if one != wave]


def parts(release: Release, reader: Reader, table: str, wave: Wave, drawn: pd.DataFrame) -> str:
    """What a study has that is not among the rows that are drawn; empty where it has nothing else.

    Figures of parts of its population or of the country; of the whole, in another unit or on another
    question.
    """
    cells = release.table(table)
    mine = cells[(cells["study"] == wave.study) & cells["value"].notna()]
    whole = of_wave(release, table, wave)
    rest = plain(mine[~mine.index.isin(whole.index)])
    valued = whole[whole["value"].notna()]
    kinds = {
        "earlier.parts.figures": set(valued[OWN]) - set(drawn[OWN]),
        "earlier.parts.places": {row["territory"] for row in rest} - set(whole["territory"]),
        "earlier.parts.groups": {
            row["population"] for row in rest if row["territory"] in set(whole["territory"])
        },
    }
    told = [amount(reader, key, len(codes)) for key, codes in kinds.items() if codes]
    return reader.say("earlier.parts", parts=reader.listing(told)) if told else ""

"""How many figures there are, in words; where each stands in a list that ranks nothing."""

from __future__ import annotations

from functools import lru_cache

from explorer.figures import claims
from explorer.figures.survey.fact_words import rows_of
from explorer.figures.survey.facts import Fact, surveyed
from explorer.figures.survey.lookup import references
from explorer.figures.survey.prisms import places
from explorer.published import Release
from explorer.reader import Reader
from explorer.texts import WORDS


def counted(release: Release, reader: Reader, found: list[Fact]) -> claims.Said:
    """How many figures, how many of them legible where not all are, of how many studies where of any."""
    if not found:
        return claims.Said(reader.say("cross.sentence.none"))
    names = [fact.identifier for fact in found]
    readable = sum(fact.value is not None for fact in found)
    within = [fact for fact in found if surveyed(release, fact)]
    studies = len({fact.study for fact in within})
    words, stated = [amount(reader, "cross.figures", len(found))], [claims.figures(names)]
    if readable < len(found):
        words.append(amount(reader, "cross.legible", readable))
        stated.append(claims.legible(names, readable))
    if studies:
        outside = reader.say("cross.studies.outside") if len(within) < len(found) else ""
        words.append(amount(reader, "cross.studies", studies) + outside)
        stated.append(claims.studies(names, studies))
    return claims.Said(f"{', '.join(words)}.", tuple(stated))


def amount(reader: Reader, key: str, count: int, **facts: str) -> str:
    """« 1 chiffre », « 12 chiffres », « aucun » where the key has a word for it."""
    if not count and f"{key}.zero" in WORDS:
        return reader.say(f"{key}.zero")
    return reader.say(f"{key}.one" if count == 1 else key, count=count, **facts)


def rank(release: Release, fact: Fact) -> tuple[int | str, ...]:
    """A place in a list that ranks nothing: domain, territory, population, year, then the rest of the key."""
    known = references(release, fact.table)
    items = tuple(_position(release, known.get(field, ""), code) for field, code in fact.items)
    return (
        _position(release, "domains", fact.domain),
        0 if fact.national else 1 + _place(release, fact.territory),
        _position(release, "actors", fact.actor),
        _position(release, "actors", fact.voice),
        _position(release, "populations", fact.population),
        fact.year,
        *items,
    )


def _place(release: Release, territory: str) -> int:
    known = places(release)
    return known.index(territory) if territory in known else len(known)


@lru_cache(maxsize=1024)
def _position(release: Release, table: str, code: str) -> int:
    """Where a code stands in its table; what has no place comes first."""
    known = list(rows_of(release, table))
    return known.index(code) + 1 if code in known else 0

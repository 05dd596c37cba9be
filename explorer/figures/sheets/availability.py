"""What exists and what does not, with the reason: a table over domains, respondents and territories.

Only what the release can tell is told. That a question was put to a population in a territory is known where
a figure of it was published or printed for another domain; where nothing was found, nobody knows why.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from explorer.figures import claims
from explorer.figures.survey.absences import reason
from explorer.figures.survey.counted import amount
from explorer.figures.survey.fact_words import label, rows_of
from explorer.figures.survey.facts import Fact, facts
from explorer.figures.survey.prisms import ALL, actors, domains, place_label, places, shares, studied
from explorer.figures.survey.reading import partly
from explorer.published import Release
from explorer.reader import Reader
from explorer.texts import WORDS

# From what is there to what is not; each has its sign and its words (availability.<state>).
STATES = ("figure", "partial", "unreadable", "unpublished", "unread", "unasked", "uncovered", "outside")
LEGIBLE = ("figure", "partial")  # the cells that hold a figure that can be read
SIGNS = {
    "figure": "●",
    "partial": "●?",
    "unreadable": "?",
    "unpublished": "○",
    "unread": "◐",
    "unasked": "–",
    "uncovered": "∅",
    "outside": "×",
}
NO_DOMAIN = ""


@dataclass(frozen=True)
class Cell:
    """What is known of a row and a column. `codes` are those of the crossing that lists the figures."""

    state: str
    words: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """A row: what it is of, the codes of its own crossing, its cells."""

    title: str
    codes: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...]
    at: tuple[str, str] = ("", "")  # domain and territory


@dataclass(frozen=True)
class Availability:
    """The table. `legend` holds the states that are in it: sign, words, how many cells."""

    title: str
    lead: str
    sentence: str
    claims: tuple[claims.Claim, ...]
    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class _Column:
    """Who answered: an actor (`voice`) or one population; figures about `actor` only, where it is named."""

    title: str
    codes: tuple[tuple[str, str], ...]
    voice: str = ""
    population: str = ""
    actor: str = ""

    def has(self, fact: Fact) -> bool:
        """Whether the figure stands in the column."""
        return (
            self.voice in ("", fact.voice)
            and self.population in ("", fact.population)
            and self.actor in ("", fact.actor)
        )


def availability(
    release: Release, reader: Reader, *, domain: str = ALL, territory: str = ALL, actor: str = ALL
) -> Availability:
    """Rows are domains, or territories where a domain is chosen; columns actors or one's populations."""
    columns = _columns(release, reader, actor)
    by_domain = domain == ALL
    rows = (
        [NO_DOMAIN, *domains(release)]
        if by_domain
        else [territory]
        if territory != ALL
        else list(places(release))
    )
    lines = []
    for row in rows:
        at = (row, territory) if by_domain else (domain, row)
        own = {"domain": at[0], "territory": at[1]}
        codes = tuple((name, code) for name, code in own.items() if code not in (ALL, NO_DOMAIN))
        cells = tuple(_cell(release, reader, column, *at) for column in columns)
        lines.append(Line(_title(release, reader, row, by_domain=by_domain), codes, cells, at))
    said = _said(reader, lines, columns)
    counted = Counter(cell.state for line in lines for cell in line.cells)
    return Availability(
        title=reader.say("availability.title"),
        lead=reader.say("availability.lead.domains" if by_domain else "availability.lead.places"),
        sentence=said.words,
        claims=said.claims,
        head=reader.say("column.domain" if by_domain else "column.place"),
        columns=tuple(column.title for column in columns),
        lines=tuple(lines),
        legend=tuple(
            (SIGNS[state], reader.say(f"availability.legend.{state}"), counted[state])
            for state in STATES
            if counted[state]
        ),
    )


def _said(reader: Reader, lines: list[Line], columns: list[_Column]) -> claims.Said:
    """How many cells there are, and how many hold a figure that can be read."""
    crossings = [_selected(line.at, column) for line in lines for column in columns]
    if not crossings:
        return claims.Said("")
    filled = sum(cell.state in LEGIBLE for line in lines for cell in line.cells)
    key = "availability.sentence.none" if not filled else "availability.sentence"
    words = reader.say(key, cells=len(crossings), filled=filled)
    size, held = claims.cells(crossings, len(crossings)), claims.cells(crossings, filled, filled=True)
    return claims.Said(words, (size, held))


def _selected(at: tuple[str, str], column: _Column) -> str:
    """What selects the figures of a cell, as a query: « domain=health&voice=citizens »."""
    domain, territory = at
    chosen = {"domain": domain, "territory": territory, "voice": column.voice}
    chosen |= {"population": column.population, "about": column.actor}
    return urlencode({k: v for k, v in chosen.items() if k == "domain" or v not in ("", ALL)})


def _title(release: Release, reader: Reader, row: str, *, by_domain: bool) -> str:
    if not by_domain:
        return place_label(release, reader, row)
    return label(release, "domains", row, reader) if row else reader.say("availability.nodomain")


def _columns(release: Release, reader: Reader, actor: str) -> list[_Column]:
    """Whoever answered: actors; of one actor its populations, then what others say of it."""
    if actor == ALL:
        heard = {fact.voice for fact in facts(release)}
        return [
            _Column(label(release, "actors", code, reader), (("actor", code),), voice=code)
            for code in actors(release)
            if code in heard
        ]
    known = rows_of(release, "populations")
    parts = {fact.population for fact in facts(release) if fact.part}
    parts -= {fact.population for fact in facts(release) if not fact.part}
    mine = [code for code, row in known.items() if row.get("actor") == actor and code not in parts]
    own = [
        _Column(label(release, "populations", code, reader), (("actor", actor),), population=code)
        for code in mine
    ]
    told = {fact.voice for fact in facts(release) if fact.actor == actor and fact.voice not in ("", actor)}
    others = [
        _Column(
            reader.say("availability.told", actor=label(release, "actors", voice, reader)),
            (("actor", actor),),
            voice=voice,
            actor=actor,
        )
        for voice in actors(release)
        if voice in told
    ]
    return own + others


def _cell(release: Release, reader: Reader, column: _Column, domain: str, territory: str) -> Cell:
    """The state of one crossing, with the number of its figures or the reason why there is none."""
    if territory != ALL and not studied(release, territory):
        return Cell("outside", reader.say("availability.outside"))
    there = _there(release, territory, column)
    # Of what some say of another: they are heard there as soon as they say anything.
    heard = there or [f for f in _near(release, territory) if column.voice and f.voice == column.voice]
    found = [fact for fact in there if fact.domain == domain]
    known = [fact for fact in found if fact.value is not None]
    lost = len(found) - len(known)
    chosen = {"domain": domain, "territory": territory, **dict(column.codes)}
    codes = tuple((name, code) for name, code in chosen.items() if code not in (ALL, NO_DOMAIN))
    if known:
        words = _counted(reader, known, territory)
        if lost:
            words += f"\u00a0· {_reasons(reader, found)}"
        return Cell("partial" if lost else "figure", words, codes)
    if found:
        return Cell("unreadable", _reasons(reader, found), codes)
    sources = {fact.row.get("source") for fact in there if domain and fact.domain}
    state = "unasked" if heard else "uncovered"
    if sources:  # these respondents were asked by domain
        state = "unread" if any(partly(release, source) for source in sources) else "unpublished"
    return Cell(state, reader.say(f"availability.{state}"))


@lru_cache(maxsize=128)
def _near(release: Release, territory: str) -> tuple[Fact, ...]:
    """The figures of a territory, of its parts, of what it is part of."""
    known = facts(release)
    return tuple(f for f in known if territory == ALL or shares(release, territory, f.territory))


@lru_cache(maxsize=512)
def _there(release: Release, territory: str, column: _Column) -> tuple[Fact, ...]:
    """Those of a column."""
    return tuple(fact for fact in _near(release, territory) if column.has(fact))


def _counted(reader: Reader, known: list[Fact], territory: str) -> str:
    """How many figures; over all territories, how many are national and how many of areas."""
    national = sum(fact.national for fact in known)
    parts = [str(len(known))]
    if territory == ALL and national < len(known):
        areas = len(known) - national
        parts = [reader.say("availability.areas", count=areas)]
        if national:
            parts.insert(0, reader.say("availability.national", count=national))
    return "\u00a0· ".join(parts)


def _reasons(reader: Reader, found: list[Fact]) -> str:
    """How many figures have no value, by the reason: « 2 illisibles · 10 retirés »."""
    lost = Counter(reason(fact.status) for fact in found if fact.value is None)
    told = Counter[str]()
    for code, count in lost.items():
        told[code if f"availability.lost.{code}" in WORDS else "other"] += count
    return "\u00a0· ".join(amount(reader, f"availability.lost.{code}", told[code]) for code in sorted(told))

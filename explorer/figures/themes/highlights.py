"""What the home page leads with: roles, priorities, rates by territory, of the newest study of each.

Which study, and what is shown of it, comes from the data: the theme of an indicator, the year of a study, the
order of answers, how many values can be read. To add a lead: a line in LEADS, its words in texts/home.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from explorer.figures import claims
from explorer.figures.figure import Key, Provenance
from explorer.figures.survey.bars import Bar, bar, signs
from explorer.figures.survey.fact_words import label, place_words, rows_of, spoken_words
from explorer.figures.survey.facts import Fact, by_table, facts
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.provenance import PERCENT, provenance, together
from explorer.figures.survey.waves import COUNTRY, population, waves
from explorer.published import Release
from explorer.reader import Reader

FEW = 3  # bars of a small chart
PART = "part"  # the kind of an answer that is none of several together


@dataclass(frozen=True)
class Highlight:
    """A small chart: its finding as title, its bars, where it comes from, what its page is to show."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    provenance: Provenance
    legend: tuple[Key, ...] = ()
    address: tuple[tuple[str, str], ...] = ()
    claims: tuple[claims.Claim, ...] = ()


def highlights(release: Release, reader: Reader) -> list[Highlight]:
    """Those that the release has figures of, in order."""
    made = (make(release, reader, name) for name, make in LEADS)
    return [one for one in made if one is not None]


def _answered(release: Release, reader: Reader, theme: str) -> Highlight | None:
    """Of the newest wave: the first answer of its scale, each subject or item where it has most of them."""
    found = _newest(release, theme)
    known = rows_of(release, "answers")
    parts = [fact for fact in found if known.get(_answer(fact), {}).get("kind") == PART] or found
    if not parts:
        return None
    order = list(known)
    first = min((_answer(fact) for fact in parts), key=lambda code: order.index(code) if code in order else 0)
    sure = [fact for fact in parts if _answer(fact) == first]
    best: dict[tuple[object, ...], Fact] = {}
    for fact in _ordered(sure):
        best.setdefault((fact.actor, *_items(fact)) if _items(fact) else (fact.actor,), fact)
    shown = list(best.values())[:FEW]
    top = shown[0]
    title = reader.say(
        f"highlight.{theme}",
        value=spoken_words(release, reader, top),
        answer=lowered(label(release, "answers", first, reader)),
        whose=reader.of(population(release, reader, top.population, "phrase")),
        what=lowered(_what(release, reader, top)),
    )
    return _highlight(
        release, reader, theme, title, (shown, shown[:1]), lambda fact: _what(release, reader, fact)
    )


def _rates(release: Release, reader: Reader, theme: str) -> Highlight | None:
    """The question over territories that has most values that can be read, the newest of equals.

    Two territories that are far apart, and the country where it was asked the same: nothing ranks them.
    """
    asked: dict[tuple[object, ...], list[Fact]] = {}
    whole: dict[tuple[object, ...], Fact] = {}
    for fact in _legible(release, theme):
        key: tuple[object, ...]
        key = (fact.study, fact.indicator, fact.population, fact.actor, fact.domain, fact.items, fact.year)
        if _wide(release, fact):
            whole.setdefault(key, fact)
        else:
            asked.setdefault(key, []).append(fact)
    if not asked:
        return None
    most = max(asked, key=lambda key: (len({fact.territory for fact in asked[key]}), str(key[-1])))
    places = list({fact.territory: fact for fact in _ordered(asked[most])}.values())
    sure = [fact for fact in places if fact.status != UNCERTAIN] or places
    named, ends = _both(sure[0], sure[-1]), _both(sure[0], places[-1])
    shown = [ends[0], *([whole[most]] if most in whole else []), *ends[1:]]
    top = shown[0]

    def words(fact: Fact) -> str:
        return place_words(release, reader, fact.territory)

    parts = [f"{words(fact)} {spoken_words(release, reader, fact)}" for fact in named]
    title = reader.say(
        f"highlight.{theme}",
        places=reader.listing(parts),
        what=lowered(label(release, "indicators", top.indicator, reader)),
        whom=lowered(population(release, reader, top.population, "label")),
    )
    address = (("indicator", top.indicator), ("population", top.population), ("study", top.study))
    return _highlight(release, reader, theme, title, (shown, named), words, address)


def _highlight(
    release: Release,
    reader: Reader,
    name: str,
    title: str,
    drawn: tuple[list[Fact], list[Fact]],
    words: Callable[[Fact], str],
    address: Iterable[tuple[str, str]] = (),
) -> Highlight:
    """The card: the figures that it draws, and those whose values its title says."""
    shown, said = drawn
    cells = by_table(release, shown)
    return Highlight(
        name=name,
        title=title,
        bars=tuple(bar(release, reader, fact, words(fact)) for fact in shown),
        provenance=together(
            [provenance(release, table, rows, reader) for table, rows in cells.items()],
            reader,
        ),
        legend=tuple(key for table, rows in cells.items() for key in signs(release, reader, table, rows)),
        address=tuple(address),
        claims=tuple(
            claims.value(fact.table, claims.where(identifier=fact.identifier), fact.value, fact.status)
            for fact in said
        ),
    )


def _newest(release: Release, theme: str) -> list[Fact]:
    """The figures of the newest wave of a theme: one study, one population, the whole country."""
    found = _legible(release, theme)
    known = [wave for table in dict.fromkeys(fact.table for fact in found) for wave in waves(release, table)]
    for wave in sorted(known, key=lambda wave: wave.year, reverse=True):
        mine = [
            fact
            for fact in found
            if (fact.study, fact.population) == (wave.study, wave.population) and _wide(release, fact)
        ]
        if mine:
            return mine
    return []


def _legible(release: Release, theme: str) -> list[Fact]:
    """The percentages of a theme that have a value."""
    themes = {code: row.get("theme") for code, row in rows_of(release, "indicators").items()}
    return [
        fact
        for fact in facts(release)
        if themes.get(fact.indicator) == theme and fact.unit == PERCENT and fact.value is not None
    ]


def _both(one: Fact, other: Fact) -> list[Fact]:
    """Two figures, or the one that both are."""
    return [one] if one.identifier == other.identifier else [one, other]


def _wide(release: Release, fact: Fact) -> bool:
    """Whether it is of the whole country."""
    return str(rows_of(release, "territories").get(fact.territory, {}).get("kind", COUNTRY)) == COUNTRY


def _ordered(found: list[Fact]) -> list[Fact]:
    """The highest value first; what is in doubt after what is not."""
    return sorted(found, key=lambda fact: (fact.status == UNCERTAIN, -(fact.value or 0)))


def _answer(fact: Fact) -> str:
    return dict(fact.items).get("answer", "")


def _items(fact: Fact) -> tuple[str, ...]:
    return tuple(code for field, code in fact.items if field != "answer")


def _what(release: Release, reader: Reader, fact: Fact) -> str:
    """The item where there is one, else the actor and the domain: « Citoyens, environnement »."""
    if items := _items(fact):
        return ", ".join(label(release, "items", code, reader) for code in items)
    named = (("actors", fact.actor), ("domains", fact.domain))
    first, *rest = [label(release, table, code, reader) for table, code in named if code] or [""]
    return ", ".join([first, *map(lowered, rest)])


def lowered(words: str) -> str:
    """The words as they stand within a sentence."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


# What leads, in order: the theme of its indicators, what makes its chart; and the page that shows all of it.
PAGES = {"roles": "roles", "priorities": "priorities", "rates": "territories"}
LEADS: tuple[tuple[str, Callable[[Release, Reader, str], Highlight | None]], ...] = (
    ("roles", _answered),
    ("priorities", _answered),
    ("rates", _rates),
)

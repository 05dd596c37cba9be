"""What the release knows at the crossing of a domain, a territory and an actor, by what it measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.figures import claims
from explorer.figures.figure import Key
from explorer.figures.survey.counted import amount, counted, rank
from explorer.figures.survey.fact_words import Said, in_words, label, rows_of, subject
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.marks import MARKS, NORMAL, mark
from explorer.figures.survey.prisms import ALL, matching, outline, place_label, words
from explorer.figures.survey.questions import question
from explorer.published import Release
from explorer.reader import Reader


@dataclass(frozen=True)
class Group:
    """Figures that measure one thing: its name, what it counts, its questions; `none` is said of none."""

    key: str
    title: str
    counts: str
    question: str
    figures: tuple[Said, ...]
    none: str = ""

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers of its figures."""
        return tuple(one.identifier for one in self.figures)


def crossing(
    release: Release, reader: Reader, *, domain: str = "", territory: str = "", actor: str = ""
) -> tuple[Group, ...]:
    """Every survey figure of what is chosen, grouped."""
    return grouped(release, reader, matching(release, domain=domain, territory=territory, actor=actor))


def sentence(release: Release, reader: Reader, *, domain: str, territory: str, actor: str) -> claims.Said:
    """How many figures there are at the crossing, how many legible, of how many studies."""
    chosen = {"domain": domain, "territory": territory, "actor": actor}
    picked = {name: code for name, code in chosen.items() if code != ALL}
    parts = [words(release, reader, name)(code) for name, code in picked.items()]
    what = " × ".join(parts) or reader.say("cross.everything")
    said = gathered(release, reader, matching(release, **chosen), **picked)
    return claims.Said(f"{what}{reader.say('colon')}{said.words}", said.claims)


def gathered(release: Release, reader: Reader, found: list[Fact], **prisms: str) -> claims.Said:
    """The count of all the figures at a crossing, claimed to be all; of which of other territories."""
    said = claims.together([counted(release, reader, found), _elsewhere(release, reader, found, **prisms)])
    whole = claims.crossed((fact.identifier for fact in found), **prisms)
    return claims.Said(said.words, (*said.claims, whole))


def _elsewhere(release: Release, reader: Reader, found: list[Fact], **prisms: str) -> claims.Said:
    """How many of the figures at a place are of a territory of other regions, and of which."""
    place = prisms.get("territory", "")
    others = [fact for fact in found if place and outline(release, fact.territory) != outline(release, place)]
    names = dict.fromkeys(place_label(release, reader, fact.territory) for fact in others)
    if not others:
        return claims.Said("")
    told = amount(reader, "cross.elsewhere", len(others), places=reader.listing(sorted(names)))
    return claims.Said(told, (claims.figures(fact.identifier for fact in others),))


def grouped(release: Release, reader: Reader, found: Iterable[Fact]) -> tuple[Group, ...]:
    """The figures by what they measure, in the release's order; within a group by code, never by value."""
    groups: dict[str, list[Fact]] = {}
    for fact in found:
        groups.setdefault(fact.indicator or fact.table, []).append(fact)
    made = []
    for key, facts in groups.items():
        indicator = rows_of(release, "indicators").get(key, {})
        ordered = sorted(facts, key=lambda fact: rank(release, fact))
        made.append(
            Group(
                key=key,
                title=subject(release, reader, facts[0]),
                counts=reader.words(indicator, "counts"),
                question=_questions(release, reader, facts),
                figures=tuple(in_words(release, reader, fact) for fact in ordered),
            )
        )
    return tuple(made)


def _questions(release: Release, reader: Reader, found: list[Fact]) -> str:
    """The questions as they were put, in French; each with its study where studies put it otherwise."""
    asked: dict[str, dict[str, None]] = {}
    for fact in found:
        if words := question(release, fact.study, fact.indicator).get("question_fr"):
            asked.setdefault(str(words), {})[label(release, "studies", fact.study, reader)] = None
    quoted = {Reader("fr").typeset(f"« {one} »"): list(studies) for one, studies in asked.items()}
    if len(quoted) < 2:  # noqa: PLR2004 (one wording for all)
        return "".join(quoted)
    return reader.say("semicolon").join(
        f"{words} ({reader.listing(studies)})" for words, studies in sorted(quoted.items())
    )


def keys(release: Release, reader: Reader, found: Iterable[Fact]) -> tuple[Key, ...]:
    """A line of legend for each mark that the figures bear."""
    used = sorted({fact.status for fact in found if fact.value is not None and fact.status != NORMAL})
    return tuple(
        Key(
            reader.say(f"facts.status.{status}")
            if status in MARKS
            else reader.words(rows_of(release, "statuses").get(status, {}), "label"),
            mark=mark(status),
        )
        for status in used
    )

"""One actor: whom the figures are of, the roles it is given, its practice, its partnerships, what it says."""

from __future__ import annotations

from explorer.figures.sheets.crossing import gathered, keys
from explorer.figures.sheets.sheet import Sheet, section
from explorer.figures.survey.fact_words import label, rows_of
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.prisms import matching
from explorer.published import Release
from explorer.reader import Reader

RATES = "rates"
# Themes whose figures have a part of their own: where they are about the actor, whoever answered.
ABOUT = {"roles": "given", "priorities": "local"}
OWN = {"practices": "types", "counts": "counts", "initiatives": "pioneer"}
WHEREVER = ("initiatives",)  # the themes whose figures stand together, of whatever place they are
PARTS = ("given", "told", "local", "rates", "types", "says", "fragilities", "groups", "territories",
         "counts", "pioneer")  # fmt: skip


def actor_sheet(release: Release, reader: Reader, *, actor: str) -> Sheet:
    """The sheet of the actor. Sections without a figure are left out, but for the roles, which say why."""
    found = matching(release, actor=actor)
    parts: dict[str, list[Fact]] = {name: [] for name in PARTS}
    for fact in found:
        parts[_part(fact, actor)].append(fact)
    name = label(release, "actors", actor, reader)
    none = reader.say("sheet.given.none")
    said = gathered(release, reader, found, actor=actor)
    return Sheet(
        title=name,
        sentence=said.words,
        claims=said.claims,
        terms=_populations(release, reader, actor, found),
        sections=tuple(
            section(release, reader, part, mine, none, ("actor", "whom") if part == "given" else ("actor",))
            for part, mine in parts.items()
            if mine or part == "given"
        ),
        legend=keys(release, reader, found),
    )


def _part(fact: Fact, actor: str) -> str:
    """The section that a figure stands in."""
    if fact.theme not in WHEREVER and (fact.part or not fact.national):
        return "groups" if fact.national else "territories"
    if fact.theme in ABOUT:
        return ABOUT[fact.theme] if fact.actor == actor else "says"
    if fact.theme in OWN:
        return OWN[fact.theme]
    if fact.actor == actor != fact.voice:
        return "told"
    return "fragilities" if fact.domain else "rates" if fact.theme == RATES else "says"


def _populations(
    release: Release, reader: Reader, actor: str, found: list[Fact]
) -> tuple[tuple[str, str], ...]:
    """The populations of the actor that have figures, with their definitions: their rates do not chain."""
    rows = rows_of(release, "populations")
    used = {fact.population for fact in found if fact.voice == actor}
    return tuple(
        (label(release, "populations", code, reader), reader.words(row, "definition"))
        for code, row in rows.items()
        if code in used
    )

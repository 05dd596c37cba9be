"""One actor: whom the figures are of, the roles it is given, its practice, its partnerships, what it says."""

from __future__ import annotations

from explorer.figures.crossing import gathered, keys
from explorer.figures.fact_words import label, rows_of
from explorer.figures.facts import COUNTRY, Fact
from explorer.figures.prisms import matching
from explorer.figures.sheets import Sheet, section
from explorer.published import Release
from explorer.reader import Reader

ROLES, PRIORITIES, PRACTICES, COUNTS = (
    "actor-roles",
    "collectivity-priorities",
    "partnership-practices",
    "key-figures",
)
RATES = ("practice_rate", "practice_rate_change", "any_partnership_rate", "public_partnership_rate",
         "company_relation_rate")  # fmt: skip
PIONEERS = "pioneer-figures"


def actor_sheet(release: Release, reader: Reader, *, actor: str) -> Sheet:
    """The sheet of the actor. Sections without a figure are left out, but for the roles, which say why."""
    found = matching(release, actor=actor)
    parts: dict[str, list[Fact]] = {
        name: []
        for name in (
            "given",
            "told",
            "local",
            "rates",
            "types",
            "says",
            "fragilities",
            "territories",
            "counts",
            "pioneer",
        )
    }
    for fact in found:
        parts[_part(fact, actor)].append(fact)
    name = label(release, "actors", actor, reader)
    none = reader.say("sheet.given.none")
    said = gathered(reader, found, actor=actor)
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
    if fact.table == ROLES:
        return "given" if fact.actor == actor else "says"
    places = {PRIORITIES: "local", PRACTICES: "types", COUNTS: "counts", PIONEERS: "pioneer"}
    if fact.table in places:
        return places[fact.table]
    if fact.territory != COUNTRY:
        return "territories"
    if fact.actor == actor != fact.voice:
        return "told"
    if fact.domain:
        return "fragilities"
    return "rates" if fact.indicator in RATES else "says"


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

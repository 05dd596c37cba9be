"""One domain: how it is perceived, whom mayors look to, where partnerships have impact, what areas say."""

from __future__ import annotations

from functools import partial

from explorer.figures.availability import Cell, availability
from explorer.figures.crossing import Group, gathered, keys, rank
from explorer.figures.enumerated import enumerated
from explorer.figures.fact_words import in_words, label, rows_of
from explorer.figures.facts import COUNTRY, Fact
from explorer.figures.prisms import matching
from explorer.figures.sheets import Section, Sheet, section
from explorer.published import Release
from explorer.reader import Reader

PERCEIVED, ROLES, IMPACT = "fragility-perceptions", "actor-roles", "partnership_impact_strong"
VOICES = ("citizens", "companies", "associations")


def domain_sheet(release: Release, reader: Reader, *, domain: str) -> Sheet:
    """The sheet of the domain."""
    found = matching(release, domain=domain)
    row = rows_of(release, "domains").get(domain, {})
    name = label(release, "domains", domain, reader)
    national = [fact for fact in found if fact.territory == COUNTRY]
    sections = [
        _perceived(release, reader, national, domain),
        *(
            section(release, reader, part, mine, reader.say(f"sheet.{part}.none"), omit)
            for part, mine, omit in (
                ("roles", _of(national, ROLES), ("domain", "whom")),
                ("impact", [f for f in national if f.indicator == IMPACT], ("domain",)),
                ("areas", [f for f in found if f.territory != COUNTRY], ("domain",)),
            )
        ),
    ]
    shown = {identifier for part in sections for identifier in part.identifiers}
    rest = [fact for fact in found if fact.identifier not in shown]
    if rest:
        sections.append(section(release, reader, "rest", rest, omit=("domain",)))
    family = str(row.get("family") or "")
    said = gathered(reader, found, domain=domain)
    return Sheet(
        title=name,
        sentence=said.words,
        claims=said.claims,
        terms=(
            (reader.say("sheet.family"), label(release, "families", family, reader) if family else ""),
            (
                reader.say("sheet.synonyms"),
                reader.typeset(str(row.get("synonyms") or "")) if reader.lang == "fr" else "",
            ),
        ),
        sections=tuple(sections),
        legend=keys(release, reader, found),
    )


def _of(found: list[Fact], table: str) -> list[Fact]:
    return [fact for fact in found if fact.table == table]


def _perceived(release: Release, reader: Reader, national: list[Fact], domain: str) -> Section:
    """How each kind of respondents perceives the domain; where nothing is published, the reason."""
    shown = availability(release, reader, domain=domain, territory=COUNTRY)
    reasons = dict(zip(shown.columns, shown.lines[0].cells, strict=True))
    groups: list[Group] = []
    told: list[Fact] = []
    for voice in VOICES:
        mine = [f for f in national if f.voice == voice and f.table == PERCEIVED and f.indicator != IMPACT]
        told += mine
        name = label(release, "actors", voice, reader)
        cell = reasons.get(name)
        groups.append(
            Group(
                key=voice,
                title=name,
                counts="",
                question="",
                figures=tuple(in_words(release, reader, f) for f in sorted(mine, key=partial(rank, release))),
                none=_none(reader, cell, mine),
            )
        )
    return Section(
        "perceived",
        reader.say("sheet.perceived"),
        reader.say("sheet.perceived.lead"),
        tuple(groups),
        "",
        enumerated(release, reader, told, ("domain",)) if told else (),
    )


def _none(reader: Reader, cell: Cell | None, mine: list[Fact]) -> str:
    """Why there is no figure of some respondents, or where theirs are; nothing where there are some."""
    if mine or cell is None:
        return ""
    if cell.codes:
        return reader.say("sheet.perceived.elsewhere")
    return reader.say("sheet.perceived.none", reason=cell.words)

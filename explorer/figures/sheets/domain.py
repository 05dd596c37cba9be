"""One domain: how it is perceived, the roles expected of each actor, what parts and areas say."""

from __future__ import annotations

from functools import partial

from explorer.figures.sheets.availability import Cell, availability
from explorer.figures.sheets.crossing import Group, gathered, keys
from explorer.figures.sheets.sheet import Section, Sheet, section
from explorer.figures.survey.counted import rank
from explorer.figures.survey.enumerated import enumerated
from explorer.figures.survey.fact_words import in_words, label, rows_of
from explorer.figures.survey.facts import Fact, country, facts
from explorer.figures.survey.prisms import actors, matching
from explorer.published import Release
from explorer.reader import Reader

PERCEIVED, ROLES = "perceptions", "roles"  # themes


def domain_sheet(release: Release, reader: Reader, *, domain: str) -> Sheet:
    """The sheet of the domain. Parts of a population and places stand apart from the whole."""
    found = matching(release, domain=domain)
    row = rows_of(release, "domains").get(domain, {})
    name = label(release, "domains", domain, reader)
    whole = [fact for fact in found if fact.national and not fact.part]
    sections = [
        _perceived(release, reader, [fact for fact in whole if fact.theme == PERCEIVED], domain),
        section(
            release, reader, "roles", [f for f in whole if f.theme == ROLES],
            reader.say("sheet.roles.none"), ("domain", "whom"),
        ),
    ]  # fmt: skip
    apart = (
        ("groups", [fact for fact in found if fact.national and fact.part]),
        ("areas", [fact for fact in found if not fact.national]),
        ("rest", [fact for fact in whole if fact.theme not in (PERCEIVED, ROLES)]),
    )
    sections += [section(release, reader, part, mine, omit=("domain",)) for part, mine in apart if mine]
    family = str(row.get("family") or "")
    said = gathered(release, reader, found, domain=domain)
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


def voices(release: Release) -> list[str]:
    """Whoever was asked of the domains, in the order of the actors."""
    heard = {fact.voice for fact in facts(release) if fact.theme == PERCEIVED and fact.domain}
    return [code for code in actors(release) if code in heard]


def _perceived(release: Release, reader: Reader, national: list[Fact], domain: str) -> Section:
    """How each kind of respondents perceives the domain; where nothing is published, the reason."""
    shown = availability(release, reader, domain=domain, territory=country(release))
    reasons = dict(zip(shown.columns, shown.lines[0].cells, strict=True))
    groups: list[Group] = []
    told: list[Fact] = []
    for voice in voices(release):
        mine = [fact for fact in national if fact.voice == voice]
        told += mine
        name = label(release, "actors", voice, reader)
        groups.append(
            Group(
                key=voice,
                title=name,
                counts="",
                question="",
                figures=tuple(in_words(release, reader, f) for f in sorted(mine, key=partial(rank, release))),
                none=_none(reader, reasons.get(name), mine),
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

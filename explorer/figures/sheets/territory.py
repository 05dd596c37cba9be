"""One territory: what it is made of, what is published of it, beside the national figure."""

from __future__ import annotations

from dataclasses import replace

from explorer.address import key_fields
from explorer.figures import claims
from explorer.figures.sheets.crossing import gathered, keys
from explorer.figures.sheets.sheet import Section, Sheet, section
from explorer.figures.survey.enumerated import study_named, valued
from explorer.figures.survey.fact_words import label, rows_of, spoken_words
from explorer.figures.survey.facts import Fact, by_identifier, country, facts
from explorer.figures.survey.prisms import matching, outline, place_label, places, shares, studied
from explorer.published import Release
from explorer.reader import Reader

RATES, PIONEERS = "rates", "initiatives"  # themes
TESTED = ("above", "below", "not_different")
COMPARED = ("rates",)  # the parts whose sentence has the national figure


def territory_sheet(release: Release, reader: Reader, *, territory: str) -> Sheet:
    """The sheet of the place."""
    found = matching(release, territory=territory)
    none = reader.say("sheet.territory.none" if studied(release, territory) else "sheet.territory.outside")
    whole = [fact for fact in found if not fact.part and fact.theme != PIONEERS]
    rest = [fact for fact in whole if not fact.domain]
    parts = {
        "rates": [fact for fact in rest if fact.theme == RATES],
        "priorities": [fact for fact in whole if fact.domain],
        "other": [fact for fact in rest if fact.theme != RATES],
        "groups": [fact for fact in found if fact.part],
        "pioneers": [fact for fact in found if fact.theme == PIONEERS],
    }
    optional = ("other", "groups", "pioneers")
    sections = [
        _beside(release, reader, section(release, reader, name, mine, none, (territory,)), territory)
        for name, mine in parts.items()
        if mine or name not in optional
    ]
    name = place_label(release, reader, territory)
    said = gathered(release, reader, found, territory=territory)
    return Sheet(
        title=name,
        sentence=said.words,
        claims=said.claims,
        terms=_terms(release, reader, territory),
        sections=tuple(sections),
        legend=keys(release, reader, found),
    )


def _terms(release: Release, reader: Reader, place: str) -> tuple[tuple[str, str], ...]:
    """What the place is, its regions with the vintage of their codes, the other outlines that it meets."""
    row = rows_of(release, "territories").get(place, {})
    kind = str(row.get("kind") or "region_alone")
    regions = rows_of(release, "regions")
    members = [
        f"{label(release, 'regions', code, reader)} ({code})" for code in sorted(outline(release, place))
    ]
    vintages = sorted({str(regions[code].get("cog_vintage") or "") for code in outline(release, place)})
    others = [
        place_label(release, reader, code)
        for code in places(release)
        if code not in (place, country(release)) and shares(release, place, code)
    ]
    joint, same = len(members) > 1, len(members) == 1 and kind != "region_alone"
    return (
        (reader.say("sheet.kind"), reader.say(f"sheet.kind.{kind}")),
        (reader.say("sheet.published"), reader.typeset(str(row.get("label_as_published") or ""))),
        (
            reader.say("sheet.members.one" if len(members) == 1 else "sheet.members"),
            reader.say(
                "sheet.members.same" if same else "sheet.members.text",
                regions=reader.listing(members),
                vintage=", ".join(vintages),
            )
            if members
            else "",
        ),
        (reader.say("sheet.joint"), reader.say("sheet.joint.text") if joint else ""),
        (
            reader.say("sheet.meets"),
            reader.say("sheet.meets.text", places=reader.listing(others)) if others else "",
        ),
        (reader.say("sheet.note"), reader.words(row, "note") if kind not in ("study_area", "region") else ""),
    )


def _beside(release: Release, reader: Reader, part: Section, place: str) -> Section:
    """The section with the national figure of the same thing beside each figure, and in its sentence."""
    if place == country(release):
        return part
    known = by_identifier(release)
    told = {one: national(release, reader, known[one]) for one in part.identifiers}
    groups = tuple(
        replace(
            group,
            figures=tuple(replace(one, beside=told[one.identifier].words) for one in group.figures),
        )
        for group in part.groups
    )
    compared = told.values() if part.name in COMPARED and len(told) == 1 else ()
    return replace(part, groups=groups, lines=(*part.lines, *compared))


def counterparts(release: Release, fact: Fact) -> list[Fact]:
    """The national figures of the same thing: of the same study, else of the same year."""
    same = [
        other
        for other in facts(release)
        if other.national
        and other.value is not None
        and (other.indicator, other.population, other.domain, other.actor, other.items)
        == (fact.indicator, fact.population, fact.domain, fact.actor, fact.items)
        and fact.indicator
    ]
    return [other for other in same if other.study == fact.study] or [
        other for other in same if other.year == fact.year
    ]


def national(release: Release, reader: Reader, fact: Fact) -> claims.Said:
    """The national figures of the same thing, and what the source tested of the difference."""
    near = counterparts(release, fact)
    if not near:
        return claims.Said(reader.say("sheet.national.none") if fact.indicator else "")
    said = []
    for other in near:
        study = study_named(release, reader, other.study)
        words = reader.say("sheet.national", value=spoken_words(release, reader, other), study=study.words)
        said.append(claims.Said(words, (valued(release, other), *study.claims)))
    if fact.value is not None:
        said.append(_tested(release, reader, fact))
    return claims.together(said)


def _tested(release: Release, reader: Reader, fact: Fact) -> claims.Said:
    """What the source tested of a figure against the whole, in its own words; else that it says nothing."""
    tested = str(fact.row.get("significance") or "")
    if tested not in TESTED:
        return claims.Said(reader.say("sheet.national.untested"))
    words = label(release, "significances", tested, reader)
    key = claims.only(fact.row, *key_fields(release, fact.table))
    return claims.Said(
        f"{words}{'' if words.endswith('.') else '.'}", (claims.tested(fact.table, key, tested),)
    )

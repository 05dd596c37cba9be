"""The parts of a sheet and the crossing as figures: their sentence, their charts, what is taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.sheets import shown as sheet_shown
from explorer.figures.sheets.actor import actor_sheet
from explorer.figures.sheets.charts import DRAWN, KEYS, bar_keys, beside, by_question, question_keys
from explorer.figures.sheets.collected import EMPTY, OPEN, collected
from explorer.figures.sheets.crossing import sentence
from explorer.figures.sheets.domain import domain_sheet
from explorer.figures.sheets.sheet import Section, Sheet
from explorer.figures.sheets.shown import HELD, MOST, compared
from explorer.figures.sheets.territory import counterparts, territory_sheet
from explorer.figures.survey.counted import rank
from explorer.figures.survey.enumerated import FEW
from explorer.figures.survey.facts import Fact, by_identifier, country
from explorer.figures.survey.marks import NORMAL, UNCERTAIN
from explorer.figures.survey.prisms import ALL, PRISMS, matching, words
from explorer.published import Release
from explorer.reader import Reader

# Prism → what makes the sheet of a code.
SHEETS: dict[str, Callable[..., Sheet]] = {
    "domain": domain_sheet,
    "territory": territory_sheet,
    "actor": actor_sheet,
}
NEAR = ("rates",)  # the parts of a territory that are drawn beside the country


def sheet_part(release: Release, reader: Reader, *, prism: str, code: str, part: str) -> Figure:
    """The figures of one part of the sheet of a domain, a territory or an actor."""
    section, found = _part(release, reader, prism, code, part)
    title = _sheet(release, reader, prism, code).title
    figure = collected(
        release,
        reader,
        found,
        named=(f"{prism}-{code}-{part}", f"{title}{reader.say('colon')}{section.title}"),
        said=section.said,
        panels=_panels(release, reader, prism, code, section, found),
        caveats=(section.lead,),
    )
    told = _keys(release, reader, prism, code, section, found) if figure.panels else ()
    bars = _bars(release, prism, code, section, found) if figure.panels else []
    # Only looks that a chart has: an uncertain or illegible figure may stand in the list alone.
    looks = {
        OPEN: any(fact.status == UNCERTAIN and fact.value is not None for fact in bars),
        EMPTY: any(fact.value is None for fact in bars),
    }
    others = (key for key in figure.legend if looks.get(key.swatch, True))
    return replace(figure, legend=(*told, *others))


def undrawn(release: Release, reader: Reader, *, prism: str, code: str, part: str) -> frozenset[str]:
    """The identifiers of the figures of a part that none of its charts shows."""
    section, found = _part(release, reader, prism, code, part)
    return _lost(release, prism, code, section, found)


def unfolded(release: Release, reader: Reader, *, prism: str, code: str, part: str) -> frozenset[str]:
    """The identifiers of what a phone shows of a list unasked: values to be read with their note or status.

    Of more than FEW, of which the sentence says only how many, those too that none of the charts shows.
    """
    section, found = _part(release, reader, prism, code, part)
    noted = frozenset(
        fact.identifier
        for fact in found
        if fact.value is not None and (fact.status not in NORMAL or fact.row.get("note"))
    )
    return noted if len(found) <= FEW else noted | _lost(release, prism, code, section, found)


def _part(release: Release, reader: Reader, prism: str, code: str, part: str) -> tuple[Section, list[Fact]]:
    """A part of a sheet, and its figures."""
    section = next(one for one in _sheet(release, reader, prism, code).sections if one.name == part)
    known = by_identifier(release)
    return section, [known[identifier] for identifier in section.identifiers]


def _lost(release: Release, prism: str, code: str, section: Section, found: list[Fact]) -> frozenset[str]:
    """The identifiers of the figures that no chart shows."""
    held = _held(release, prism, code, section, found)
    return frozenset(section.identifiers) - {fact.identifier for fact in held}


def _held(release: Release, prism: str, code: str, section: Section, found: list[Fact]) -> list[Fact]:
    """The figures that its charts show, where it has any."""
    if _near(release, prism, code, section):
        known = compared(found, partial(counterparts, release))
        return sorted(known, key=lambda fact: rank(release, fact))[:MOST]
    return HELD.get((prism, section.name), sheet_shown.by_question)(release, found)


def _bars(release: Release, prism: str, code: str, section: Section, found: list[Fact]) -> list[Fact]:
    """Those that have a bar of their own: not a part of one, nor a point."""
    if _near(release, prism, code, section):
        return _held(release, prism, code, section, found)
    if (prism, section.name) in HELD:
        return []
    return [fact for one in sheet_shown.charts(release, found) if not one.parts for fact in one.facts]


@lru_cache(maxsize=64)
def _sheet(release: Release, reader: Reader, prism: str, code: str) -> Sheet:
    """The sheet, kept for its other parts."""
    return SHEETS[prism](release, reader, **{prism: code})


def _panels(
    release: Release, reader: Reader, prism: str, code: str, section: Section, found: list[Fact]
) -> tuple[Panel, ...]:
    draw = DRAWN.get((prism, section.name), partial(by_question, told=prism == "domain"))
    if _near(release, prism, code, section):
        draw = partial(beside, nation=partial(counterparts, release))
    return draw(release, reader, found) if found else ()


def _keys(
    release: Release, reader: Reader, prism: str, code: str, section: Section, found: list[Fact]
) -> tuple[Key, ...]:
    """What the marks of its charts mean, where a bar and its name do not say it."""
    if _near(release, prism, code, section):
        return bar_keys(release, reader, _held(release, prism, code, section, found))
    return KEYS.get((prism, section.name), question_keys)(release, reader, found)


def _near(release: Release, prism: str, code: str, section: Section) -> bool:
    """Whether the part is drawn beside the country."""
    return prism == "territory" and code != country(release) and section.name in NEAR


def crossing_figure(release: Release, reader: Reader, *, domain: str, territory: str, actor: str) -> Figure:
    """All survey figures where the prisms cross, to be taken away; no chart holds them all."""
    chosen = {"domain": domain, "territory": territory, "actor": actor}
    picked = {name: code for name, code in chosen.items() if code != ALL}
    title = " × ".join(words(release, reader, name)(code) for name, code in picked.items())
    return collected(
        release,
        reader,
        matching(release, **chosen),
        named=(
            "-".join(["crossing", *(code for name in PRISMS if (code := picked.get(name)))]),
            title or reader.say("cross.everything"),
        ),
        said=sentence(release, reader, **chosen),
        caveats=(reader.say("cross.facts.lead"),),
    )

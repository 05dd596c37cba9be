"""Which pages show a number, or an indicator, and the codes to open them at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.address import OWN
from explorer.figures.official.context import group, period_code
from explorer.figures.survey.facts import Fact, facts
from explorer.figures.survey.lookup import rows_by_code
from explorer.figures.survey.prisms import place_of, whole
from explorer.figures.survey.waves import of_wave, waves
from explorer.figures.themes import regional, role_words, roles, series
from explorer.published import Release

Way = tuple[str, dict[str, str]]
# Theme of an indicator → the page that shows its figures.
PAGES = {
    "roles": "roles",
    "priorities": "priorities",
    "dynamics": "dynamics",
    "initiatives": "pioneers",
    "practices": "impacts",
    "counts": "impacts",
}
WAVES = ("roles", "priorities", "dynamics")  # whose pages show a wave


def page_of(release: Release, fact: Fact) -> Way | None:
    """The page of the figure's theme, opened where the figure is; None where no page shows it so."""
    if fact.table == series.TABLE and fact.indicator in series.indicators(release):
        return "dynamics", {"indicator": fact.indicator}
    if one := regional.by_identifier(release).get(fact.identifier):
        return "territories", {name: code for name, code in one.codes if code}
    if fact.theme not in PAGES or fact.part or not (fact.national or fact.theme == "initiatives"):
        return None
    return _wave(release, fact) if fact.theme in WAVES else (PAGES[fact.theme], {})


def _wave(release: Release, fact: Fact) -> Way | None:
    """The page of a wave, on the answer of the figure where it offers it; None for a part of a wave."""
    known = waves(release, fact.table)
    mine = [one for one in known if one.asked(fact)]
    if not mine or fact.identifier not in set(of_wave(release, fact.table, mine[0])[OWN]):
        return None
    asked = {"study": mine[0].code} if len(known) > 1 else {}
    answer = str(fact.row.get("answer"))
    if fact.table == role_words.TABLE and answer in roles.offered(release, mine[0].code):
        asked["answer"] = answer
    return PAGES[fact.theme], asked


def ways(release: Release, fact: Fact) -> Iterator[Way]:
    """The page of the figure's table, its sheets, its crossing."""
    if page := page_of(release, fact):
        yield page
    if fact.domain:
        yield "domain", {"domain": fact.domain}
    if fact.territory:
        yield "territory", {"territory": fact.territory}
    for actor in fact.actors:
        yield "actor", {"actor": actor}
    yield "cross", whole(domain=fact.domain, territory=fact.territory, actor=(*fact.actors, "")[0])


def measured_ways(release: Release, row: dict[str, Any]) -> Iterator[Way]:
    """The page of a measured value, the sheets of its domain and its region."""
    at = group(release, str(row["indicator"]))
    yield "measured", {"domain": at, "measure": str(row["indicator"]), "period": period_code(row)}
    if at in rows_by_code(release, "domains"):
        yield "domain", {"domain": at}
    yield "territory", {"territory": place_of(release, str(row["region"]))}


def indicator_way(release: Release, indicator: str) -> Way | None:
    """Where the figures of an indicator are shown: its page, the country first, else its first figure."""
    mine = [fact for fact in facts(release) if fact.indicator == indicator]
    mine.sort(key=lambda fact: not fact.national)
    shown = (page for fact in mine if (page := page_of(release, fact)))
    return next(shown, ("figure", {"id": mine[0].identifier}) if mine else None)

"""Which pages show a number, or an indicator, and the codes to open them at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explorer.figures import series, territories
from explorer.figures.context import group, period_code
from explorer.figures.facts import COUNTRY, Fact, facts
from explorer.figures.lookup import rows_by_code
from explorer.figures.prisms import place_of, whole
from explorer.published import Release

Way = tuple[str, dict[str, str]]
# Table → the page that shows all of it.
PAGES = {
    "actor-roles": "roles",
    "collectivity-priorities": "priorities",
    "coconstruction-dynamics": "home",
    "pioneer-figures": "pioneers",
    "partnership-practices": "impacts",
}


def page_of(release: Release, fact: Fact) -> Way | None:
    """The page of the figure's table, opened where the figure is; None where no page shows it so."""
    if fact.table == series.TABLE and fact.indicator in series.indicators(release):
        return "dynamics", {"indicator": fact.indicator}
    if fact.table == territories.TABLE and fact.indicator in territories.indicators(release):
        return "territories", {"indicator": fact.indicator, "population": fact.population}
    if fact.table not in PAGES:
        return None
    answer = fact.row.get("answer") if fact.table == "actor-roles" else None
    return PAGES[fact.table], {"answer": str(answer)} if answer else {}


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
    mine.sort(key=lambda fact: fact.territory != COUNTRY)
    shown = (page for fact in mine if (page := page_of(release, fact)))
    return next(shown, ("figure", {"id": mine[0].identifier}) if mine else None)

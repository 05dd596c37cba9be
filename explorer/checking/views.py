"""Every view of a release: each page × each choice, by its address, with what makes it.

To add a view: a line in the generator of its page; to add a page: its generator in EVERY. What a page says
without a figure (the columns beside it, the cards of the home page) is said here as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from explorer.address import href, places
from explorer.figures import context, regional, series, study
from explorer.figures.availability import availability
from explorer.figures.claims import Claim, Said
from explorer.figures.coconstruction import TABLE as DYNAMICS
from explorer.figures.coconstruction import coconstruction
from explorer.figures.conflicts import conflicts
from explorer.figures.crossing import crossing
from explorer.figures.dynamics import dynamics
from explorer.figures.facts import PIONEERS, country
from explorer.figures.field import places as pioneered
from explorer.figures.field import years
from explorer.figures.field_views import PROFILES, groups_view, pioneers_view, profiles_view
from explorer.figures.figure import Figure
from explorer.figures.highlights import highlights
from explorer.figures.key_figures import TABLE as COUNTS
from explorer.figures.key_figures import key_figures
from explorer.figures.matrix import matrix
from explorer.figures.measured import VIEWS as MEASURED_VIEWS
from explorer.figures.measured import measured
from explorer.figures.measured_view import measured_view
from explorer.figures.observation import observation
from explorer.figures.perceived import beside
from explorer.figures.practices import TABLE as PRACTICES
from explorer.figures.practices import kinds, practices
from explorer.figures.priorities import TABLE as PRIORITIES
from explorer.figures.priorities import priorities, sorts
from explorer.figures.prisms import ALL, PRISMS, actors, domains
from explorer.figures.prisms import places as all_places
from explorer.figures.region_card import region_card, region_codes
from explorer.figures.role_words import TABLE as ROLES
from explorer.figures.roles import offered, roles
from explorer.figures.sheet_part import SHEETS, crossing_figure, sheet_part
from explorer.figures.territories import VIEWS as TERRITORY_VIEWS
from explorer.figures.territories import territories
from explorer.figures.waves import waves
from explorer.published import Release
from explorer.reader import Reader

SAMPLED = 7  # of the numbers of a release, one in so many has its page made
CODES: dict[str, Callable[[Release], Iterable[str]]] = {
    "domain": domains,
    "territory": all_places,
    "actor": actors,
}


class Told(NamedTuple):
    """A sentence of a view with its claims. `marked`: a mark may stand for a status; `dated`: with years."""

    words: str
    claims: tuple[Claim, ...]
    marked: bool = False
    dated: bool = False


class View(NamedTuple):
    """A page with its choices as an address says them; `make` gives the figure or what else is shown.

    `says` are the sentences of what was made that have claims; of a figure, its sentence.
    """

    address: str
    make: partial[Any]
    says: Callable[[Any], Iterable[Told]]


def sentence(shown: Any) -> Iterator[Told]:
    """The sentence of a figure."""
    if isinstance(shown, Figure):
        yield Told(shown.sentence, shown.claims)


def nothing(shown: Any) -> Iterator[Told]:
    """No sentence with claims: what is shown is of the release's own words."""
    del shown
    yield from ()


def every(release: Release, reader: Reader) -> Iterator[View]:
    """The views of all pages; those of a table that the release lacks are left out."""
    for views in EVERY:
        yield from views(release, reader)


def figures(release: Release, reader: Reader) -> Iterator[View]:
    """The views that are a figure of survey answers each: a study, a question, a look."""
    for views in (_roles, _priorities, _territories, _dynamics, _practices):
        yield from views(release, reader)


def _at(page: str, reader: Reader, **codes: str) -> str:
    return href(page, reader.lang, **{name: code for name, code in codes.items() if code})


def _draw(release: Release, reader: Reader, make: Callable[..., Any], **asked: Any) -> partial[Any]:
    return partial(make, release, reader, **asked)


def _several(release: Release, table: str) -> list[tuple[str, str]]:
    """The waves of a cut, each as a page takes it and as an address says it: not where there is one alone."""
    found = waves(release, table) if table in release.tables else ()
    return [(wave.code, wave.code if len(found) > 1 else "") for wave in found]


def _roles(release: Release, reader: Reader) -> Iterator[View]:
    for wave, study_ in _several(release, ROLES):
        for answer in offered(release, wave):
            at = _at("roles", reader, study=study_, answer=answer)
            for make in (roles, matrix):
                yield View(at, _draw(release, reader, make, answer=answer, wave=wave), sentence)


def _priorities(release: Release, reader: Reader) -> Iterator[View]:
    for wave, study_ in _several(release, PRIORITIES):
        for sort in sorts(release, wave):
            at = _at("priorities", reader, study=study_, sort=sort)
            yield View(at, _draw(release, reader, priorities, sort=sort, wave=wave), sentence)


def _territories(release: Release, reader: Reader) -> Iterator[View]:
    """Each question in the first look; the first in every look."""
    if regional.MEMBERS not in release.tables:
        return
    for place, one in enumerate(regional.asked(release)):
        codes = {name: code for name, code in one.codes if code}
        for view in TERRITORY_VIEWS if not place else TERRITORY_VIEWS[:1]:
            at = _at("territories", reader, **codes, view=view)
            yield View(at, _draw(release, reader, territories, **codes, view=view), sentence)


def _dynamics(release: Release, reader: Reader) -> Iterator[View]:
    if series.TABLE in release.tables:
        for indicator in series.indicators(release):
            at = _at("dynamics", reader, indicator=indicator)
            yield View(at, _draw(release, reader, dynamics, indicator=indicator), sentence)
    for wave, study_ in _several(release, DYNAMICS):
        at = _at("dynamics", reader, study=study_)
        yield View(at, _draw(release, reader, coconstruction, wave=wave), sentence)


def _practices(release: Release, reader: Reader) -> Iterator[View]:
    if PRACTICES in release.tables:
        for kind in kinds(release):
            yield View(_at("impacts", reader), _draw(release, reader, practices, kind=kind), sentence)


def _field(release: Release, reader: Reader) -> Iterator[View]:
    """What was counted, what differs, what is told in the field."""
    yield View(_at("dynamics", reader), _draw(release, reader, conflicts), sentence)
    if COUNTS in release.tables:
        yield View(_at("impacts", reader), _draw(release, reader, key_figures), sentence)
    for table in ("impacts", "needs"):
        if table in release.tables:
            yield View(_at("impacts", reader), _draw(release, reader, groups_view, table=table), sentence)
    if PROFILES in release.tables:
        yield View(_at("profiles", reader), _draw(release, reader, profiles_view), sentence)
    if PIONEERS in release.tables:
        for place, since in product(("", *pioneered(release)), ("", *years(release))):
            at = _at("pioneers", reader, place=place, since=since)
            yield View(at, _draw(release, reader, pioneers_view, place=place, since=since), sentence)


def _home(release: Release, reader: Reader) -> Iterator[View]:
    def says(cards: Any) -> Iterator[Told]:
        yield from (Told(card.title, card.claims, marked=True) for card in cards)

    yield View(_at("", reader), _draw(release, reader, highlights), says)


def _studies(release: Release, reader: Reader) -> Iterator[View]:
    for code in study.codes(release) if study.STUDIES in release.tables else ():
        yield View(_at("study", reader, study=code), _draw(release, reader, study.study, code=code), nothing)


def _numbers(release: Release, reader: Reader) -> Iterator[View]:
    """The pages of some numbers: one in SAMPLED of each table."""
    for name in list(places(release))[::SAMPLED]:
        at = _at("figure", reader, id=name)
        yield View(at, _draw(release, reader, observation, identifier=name), nothing)


def _indicators(release: Release, reader: Reader) -> Iterator[View]:
    """The part of `_measured` that is of one indicator each."""
    for group in context.groups(release):
        for indicator in context.indicators(release, group):
            first = context.default_period(release, indicator)
            for period in context.series(release, indicator):
                for look in MEASURED_VIEWS if period == first else MEASURED_VIEWS[-1:]:
                    asked = {"indicator": indicator, "period": period, "view": look}
                    at = _at("measured", reader, domain=group, measure=indicator, period=period, view=look)
                    yield View(at, _draw(release, reader, measured, **asked), sentence)


def _measured(release: Release, reader: Reader) -> Iterator[View]:
    """Every indicator in every period as a table, in the first period in every look; domains; regions."""
    if not context.held(release):
        return

    def columns(shown: Any) -> Iterator[Told]:
        yield Told(shown.sentence, shown.claims)
        yield from (Told(line.value, line.claims, marked=True) for line in shown.perceived.lines)
        for line in shown.measured.lines:
            yield Told(f"{line.value} {line.detail}", line.claims, marked=True)

    def card(shown: Any) -> Iterator[Told]:
        yield from (Told(f"{row.value} {row.words}", row.claims, marked=True) for row in shown.rows)

    yield from _indicators(release, reader)
    for domain in context.domains(release):
        at = _at("measured", reader, domain=domain)
        yield View(at, _draw(release, reader, beside, domain=domain), columns)
    for region in region_codes(release):
        at = _at("measured", reader, region=region)
        yield View(at, _draw(release, reader, region_card, region=region), card)
        yield View(at, _draw(release, reader, measured_view, region=region, domain=ALL), sentence)


def sheets(release: Release, reader: Reader) -> Iterator[View]:
    """The sheet of every domain, territory and actor, with the charts of its parts."""

    def says(shown: Any) -> Iterator[Told]:
        sheet, _ = shown
        yield Told(sheet.sentence, sheet.claims)
        parts = (part.said for part in sheet.sections if part.identifiers)
        yield from (Told(said.words, said.claims, dated=True) for said in parts)

    for prism, known in CODES.items():
        for code in known(release):
            at = _at(prism, reader, **{prism: code})
            yield View(at, _draw(release, reader, _sheet, prism=prism, code=code), says)


def _sheet(release: Release, reader: Reader, *, prism: str, code: str) -> tuple[Any, list[Figure]]:
    sheet = SHEETS[prism](release, reader, **{prism: code})
    shown = [part.name for part in sheet.sections if part.identifiers]
    return sheet, [sheet_part(release, reader, prism=prism, code=code, part=name) for name in shown]


def crossings(release: Release) -> Iterator[dict[str, str]]:
    """Nothing chosen; each code alone; each domain with each actor; each actor in a place, with a domain."""
    none = dict.fromkeys(PRISMS, ALL)
    yield none
    for prism, known in CODES.items():
        yield from (none | {prism: code} for code in known(release))
    for domain, actor in product(domains(release), actors(release)):
        yield none | {"domain": domain, "actor": actor}
    area = next((place for place in all_places(release) if place != country(release)), ALL)
    for domain, actor in zip(domains(release), actors(release), strict=False):
        yield {"domain": domain, "territory": area, "actor": actor}


def _crossings(release: Release, reader: Reader) -> Iterator[View]:
    def says(shown: Any) -> Iterator[Told]:
        figure, table = shown
        yield Told(figure.sentence, figure.claims)
        if table.columns:
            said = Said(table.sentence, table.claims)
            yield Told(said.words, said.claims)

    for chosen in crossings(release):
        at = _at("cross", reader, **{name: code for name, code in chosen.items() if code != ALL})
        yield View(at, _draw(release, reader, _crossing, chosen=chosen), says)


def _crossing(release: Release, reader: Reader, *, chosen: dict[str, str]) -> tuple[Figure, Any]:
    crossing(release, reader, **chosen)
    return crossing_figure(release, reader, **chosen), availability(release, reader, **chosen)


EVERY = (_home, figures, _field, _measured, sheets, _crossings, _studies, _numbers)

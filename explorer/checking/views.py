"""Every view of a release: each page × each choice, by its address, with what makes it.

To add a view: a line in the generator of its page; to add a page: its generator in EVERY. What a page says
without a figure (the columns beside it, the cards of the home page) is said here as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from typing import Any
from urllib.parse import urlencode

from explorer.address import places
from explorer.asking import ROWS
from explorer.checking.crossed import crossed, sheets
from explorer.checking.surveys import figures
from explorer.checking.view import Told, View, at, draw, nothing, sentence
from explorer.figures.numbers.observation import observation
from explorer.figures.official import context
from explorer.figures.official.measured import VIEWS as MEASURED_VIEWS
from explorer.figures.official.measured import measured
from explorer.figures.official.measured_view import measured_view
from explorer.figures.official.perceived import beside
from explorer.figures.official.region_card import region_card, region_codes
from explorer.figures.studies import dictionary, rows, study
from explorer.figures.survey.facts import PIONEERS
from explorer.figures.survey.prisms import ALL
from explorer.figures.themes.conflicts import conflicts
from explorer.figures.themes.field import places as pioneered
from explorer.figures.themes.field import years
from explorer.figures.themes.field_views import PROFILES, groups_view, pioneers_view, profiles_view
from explorer.figures.themes.highlights import highlights
from explorer.figures.themes.key_figures import TABLE as COUNTS
from explorer.figures.themes.key_figures import key_figures
from explorer.large import Stored
from explorer.published import LargeTableError, Release
from explorer.reader import Reader
from explorer.sieve import PAGE

SAMPLED = 7  # of the numbers of a release, one in so many has its page made


def every(release: Release, reader: Reader) -> Iterator[View]:
    """The views of all pages; those of a table that the release lacks are left out."""
    for views in EVERY:
        try:
            yield from views(release, reader)
        except LargeTableError as error:  # the views that are left need all of a table that is not held
            yield View(at("data", reader, table=error.name), partial(release.table, error.name), nothing)


def _home(release: Release, reader: Reader) -> Iterator[View]:
    def says(cards: Any) -> Iterator[Told]:
        yield from (Told(card.title, card.claims, marked=True) for card in cards)

    yield View(at("", reader), draw(release, reader, highlights), says)


def _field(release: Release, reader: Reader) -> Iterator[View]:
    """What was counted, what differs, what is told in the field."""
    yield View(at("dynamics", reader), draw(release, reader, conflicts), sentence)
    if COUNTS in release.tables:
        yield View(at("impacts", reader), draw(release, reader, key_figures), sentence)
    for table in ("impacts", "needs"):
        if table in release.tables:
            yield View(at("impacts", reader), draw(release, reader, groups_view, table=table), sentence)
    if PROFILES in release.tables:
        yield View(at("profiles", reader), draw(release, reader, profiles_view), sentence)
    if PIONEERS in release.tables:
        for place, since in product(("", *pioneered(release)), ("", *years(release))):
            address = at("pioneers", reader, place=place, since=since)
            yield View(address, draw(release, reader, pioneers_view, place=place, since=since), sentence)


def _indicators(release: Release, reader: Reader) -> Iterator[View]:
    """The part of `_measured` that is of one indicator each."""
    for group in context.groups(release):
        for indicator in context.indicators(release, group):
            first = context.default_period(release, indicator)
            for period in context.series(release, indicator):
                for look in MEASURED_VIEWS if period == first else MEASURED_VIEWS[-1:]:
                    asked = {"indicator": indicator, "period": period, "view": look}
                    address = at(
                        "measured", reader, domain=group, measure=indicator, period=period, view=look
                    )
                    yield View(address, draw(release, reader, measured, **asked), sentence)


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
        address = at("measured", reader, domain=domain)
        yield View(address, draw(release, reader, beside, domain=domain), columns)
    for region in region_codes(release):
        address = at("measured", reader, region=region)
        yield View(address, draw(release, reader, region_card, region=region), card)
        yield View(address, draw(release, reader, measured_view, region=region, domain=ALL), sentence)


def _studies(release: Release, reader: Reader) -> Iterator[View]:
    for code in study.codes(release) if study.STUDIES in release.tables else ():
        yield View(at("study", reader, study=code), draw(release, reader, study.study, code=code), nothing)


def _numbers(release: Release, reader: Reader) -> Iterator[View]:
    """The pages of some numbers: one in SAMPLED of each table."""
    for name in list(places(release))[::SAMPLED]:
        address = at("figure", reader, id=name)
        yield View(address, draw(release, reader, observation, identifier=name), nothing)


def _tables(release: Release, reader: Reader) -> Iterator[View]:
    """The fields and the first rows of each table; of a large one the last too, and each file proven."""
    for name, table in release.tables.items():
        address = at("data", reader, table=name)
        fields = draw(release, reader, dictionary.fields, table=name)
        yield View(at("data", reader, table=name, look="fields"), fields, nothing)
        yield View(address, draw(release, reader, rows.page, table=name, address=""), nothing)
        if isinstance(table.held, Stored):
            last = {PAGE: str(-(-table.held.rows // ROWS))}
            asked = draw(release, reader, rows.page, table=name, address=urlencode(last))
            yield View(at("data", reader, table=name, **last), asked, nothing)
            yield View(address, partial(table.held.between, 0, table.held.rows), nothing)


EVERY = (_home, figures, _field, _measured, sheets, crossed, _studies, _numbers, _tables)

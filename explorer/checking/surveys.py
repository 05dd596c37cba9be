"""The views of survey answers: a study, a question, a look each."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.checking.view import View, at, draw, sentence
from explorer.figures.survey.waves import waves
from explorer.figures.themes import regional, series
from explorer.figures.themes.coconstruction import TABLE as DYNAMICS
from explorer.figures.themes.coconstruction import coconstruction
from explorer.figures.themes.dynamics import dynamics
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.practices import TABLE as PRACTICES
from explorer.figures.themes.practices import kinds, practices
from explorer.figures.themes.priorities import TABLE as PRIORITIES
from explorer.figures.themes.priorities import priorities, sorts
from explorer.figures.themes.role_words import TABLE as ROLES
from explorer.figures.themes.roles import offered, roles
from explorer.figures.themes.territories import VIEWS as TERRITORY_VIEWS
from explorer.figures.themes.territories import territories
from explorer.published import Release
from explorer.reader import Reader


def figures(release: Release, reader: Reader) -> Iterator[View]:
    """The views that are a figure of survey answers each: a study, a question, a look."""
    for views in (_roles, _priorities, _territories, _dynamics, _practices):
        yield from views(release, reader)


def _several(release: Release, table: str) -> list[tuple[str, str]]:
    """The waves of a cut, each as a page takes it and as an address says it: not where there is one alone."""
    found = waves(release, table) if table in release.tables else ()
    return [(wave.code, wave.code if len(found) > 1 else "") for wave in found]


def _roles(release: Release, reader: Reader) -> Iterator[View]:
    for wave, study_ in _several(release, ROLES):
        for answer in offered(release, wave):
            address = at("roles", reader, study=study_, answer=answer)
            for make in (roles, matrix):
                yield View(address, draw(release, reader, make, answer=answer, wave=wave), sentence)


def _priorities(release: Release, reader: Reader) -> Iterator[View]:
    for wave, study_ in _several(release, PRIORITIES):
        for sort in sorts(release, wave):
            address = at("priorities", reader, study=study_, sort=sort)
            yield View(address, draw(release, reader, priorities, sort=sort, wave=wave), sentence)


def _territories(release: Release, reader: Reader) -> Iterator[View]:
    """Each question in the first look; the first in every look."""
    if regional.MEMBERS not in release.tables:
        return
    for place, one in enumerate(regional.asked(release)):
        codes = {name: code for name, code in one.codes if code}
        for view in TERRITORY_VIEWS if not place else TERRITORY_VIEWS[:1]:
            address = at("territories", reader, **codes, view=view)
            yield View(address, draw(release, reader, territories, **codes, view=view), sentence)


def _dynamics(release: Release, reader: Reader) -> Iterator[View]:
    if series.TABLE in release.tables:
        for indicator in series.indicators(release):
            address = at("dynamics", reader, indicator=indicator)
            yield View(address, draw(release, reader, dynamics, indicator=indicator), sentence)
    for wave, study_ in _several(release, DYNAMICS):
        address = at("dynamics", reader, study=study_)
        yield View(address, draw(release, reader, coconstruction, wave=wave), sentence)


def _practices(release: Release, reader: Reader) -> Iterator[View]:
    if PRACTICES in release.tables:
        for kind in kinds(release):
            yield View(at("impacts", reader), draw(release, reader, practices, kind=kind), sentence)

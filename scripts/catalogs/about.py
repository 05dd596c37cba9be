"""What catalogues say of a release, gathered once: texts by language, agents, dates, what came before.

What is not known is empty here, and is then left out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from scripts.catalogs.places import web
from scripts.reading import changelog, identity
from scripts.write import citation

if TYPE_CHECKING:
    from scripts.reading.model.package import Package
    from scripts.write.describe import Release

FRENCH, ENGLISH = "fr", "en"

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DIFF = re.compile(r"diff/from-([^/]+)/")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
_MONTHS = 12

Texts = tuple[tuple[str, str], ...]


def language(package: Package) -> str:
    """The language of a package's texts: the first that it names; French where English is apart; or ""."""
    if named := languages(package):
        return named[0]
    return FRENCH if {"title_en", "description_en"} & package.extra.keys() else ""


def languages(package: Package) -> tuple[str, ...]:
    """The languages that a package names."""
    return tuple(one for one in _texts(package, "languages") if _LANGUAGE.fullmatch(one))


def keywords(package: Package) -> tuple[str, ...]:
    """The keywords of a package, each once."""
    return tuple(dict.fromkeys(_texts(package, "keywords")))


def texts(described: Any, name: str, lang: str) -> Texts:
    """The `title` or `description` of a package, resource or field by language, those that there are."""
    other = described.extra.get(f"{name}_en")
    found = [(lang, str(getattr(described, name)))]
    if isinstance(other, str) and lang != ENGLISH:
        found.append((ENGLISH, other))
    return tuple((code, text) for code, text in found if text.strip())


def titles(package: Package) -> Texts:
    """The titles by language; the name, in none, for want of one."""
    return texts(package, "title", language(package)) or (("", package.name),)


def descriptions(package: Package) -> Texts:
    """The descriptions by language; the titles for want of one."""
    return texts(package, "description", language(package)) or titles(package)


def led(said: Texts, lang: str) -> Texts:
    """Texts with that of a language first, where it is among them.

    >>> led((("fr", "Corse"), ("en", "Corsica")), "en")
    (('en', 'Corsica'), ('fr', 'Corse'))
    """
    return tuple(sorted(said, key=lambda one: one[0] != lang))


def licence(package: Package) -> citation.Licence:
    """The first licence, its address empty where that is none of the web."""
    name, words, address = citation.licence(package)
    return citation.Licence(name, words, web(address))


def is_person(agent: identity.Agent) -> bool:
    """True for whoever has an ORCID."""
    return "orcid.org/" in agent.identifier


def period(package: Package) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of the period that a package covers."""
    said = identity.of(package)
    return day(said.start), day(said.end, last=True)


def day(told: str, *, last: bool = False) -> dt.date | None:
    """The first or the last day of a year, a month or a day (W3C-DTF); None for what is none.

    >>> day("2024", last=True), day("2024-02", last=True), day("2024-02-30")
    (datetime.date(2024, 12, 31), datetime.date(2024, 2, 29), None)
    """
    if not (found := _DAY.fullmatch(told)):
        return None
    year, month, date = (int(number or 0) for number in found.groups())
    month = month or (_MONTHS if last else 1)
    try:
        return dt.date(year, month, date or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, calendar.IllegalMonthError):
        return None


def before(release: Release) -> str:
    """The version before, whose differences the release holds; "" where it holds none."""
    return next((found[1] for path in sorted(release.paths) if (found := _DIFF.match(path))), "")


def first(release: Release) -> dt.date:
    """The day of the first version that the changelog dates; that of this one where it dates none."""
    told = re.findall(r"^## .*?(\d{4}-\d\d-\d\d)", release.changelog, re.MULTILINE)
    return min([release.issued, *filter(None, map(day, told))])


def news(release: Release) -> Texts:
    """What the changelog says first of the version, by language where it says « French · English »."""
    french, english = changelog.introduction(release.changelog, release.package.version)
    if french == english:
        return (("", french),) if french else ()
    return ((FRENCH, french), (ENGLISH, english))


def _texts(package: Package, name: str) -> list[str]:
    """The texts of a list of the descriptor; nothing where it is none."""
    told = package.extra.get(name)
    return [one for one in told if isinstance(one, str) and one.strip()] if isinstance(told, list) else []

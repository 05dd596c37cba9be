"""The three prisms of the programme: domain, territory, actor; what may be chosen in each.

A place is a territory of the studies, or a region that is no such territory by itself (a part of one, or
overseas). Study areas and regions are not the same thing: what is published for an area is of the whole area.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from explorer.figures.survey.facts import Fact, country, facts
from explorer.figures.survey.lookup import labels, rows_by_code
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader

ALL = "all"
PRISMS = ("domain", "territory", "actor")


def domains(release: Release) -> list[str]:
    """The domains, in their order."""
    return list(rows_by_code(release, "domains")) if "domains" in release.tables else []


def actors(release: Release) -> list[str]:
    """The actors, in their order; of some there may be no figure."""
    return list(rows_by_code(release, "actors")) if "actors" in release.tables else []


@lru_cache(maxsize=4)
def places(release: Release) -> tuple[str, ...]:
    """The country, the territories of the studies by name, the regions that are none of these, by name."""
    territories = rows_by_code(release, "territories") if "territories" in release.tables else {}
    regions = rows_by_code(release, "regions") if "regions" in release.tables else {}
    known = sorted(
        (code for code in territories if code != country(release)),
        key=lambda code: (folded(str(territories[code].get("label_fr"))), code),
    )
    alone = {next(iter(outline(release, code))) for code in known if len(outline(release, code)) == 1}
    others = sorted(
        (code for code in regions if code not in alone),
        key=lambda code: (not regions[code].get("metropolitan"), folded(str(regions[code].get("label_fr")))),
    )
    whole = country(release)
    return (*((whole,) if whole else ()), *known, *others)


@lru_cache(maxsize=256)
def outline(release: Release, place: str) -> frozenset[str]:
    """The regions that a place is made of; none for the country."""
    if place == country(release):
        return frozenset()
    if "territory-members" in release.tables:
        members = release.table("territory-members")
        found = frozenset(str(code) for code in members.loc[members["territory"] == place, "region"])
        if found:
            return found
    known = rows_by_code(release, "regions") if "regions" in release.tables else {}
    return frozenset({place} & set(known))


def place_of(release: Release, region: str) -> str:
    """The place to open for a region: the study area that is just this region, else the region itself."""
    known = places(release)
    same = [code for code in known if outline(release, code) == {region}]
    studied = [
        code
        for code in same
        if rows_by_code(release, "territories").get(code, {}).get("kind") == "study_area"
    ]
    return (studied or same or [region])[0]


@lru_cache(maxsize=12)
def aliases(release: Release, prism: str) -> tuple[tuple[str, str], ...]:
    """Of the territories, the regions that a study area stands for: INSEE's code leads there too."""
    if prism != "territory" or "regions" not in release.tables:
        return ()
    regions = rows_by_code(release, "regions")
    return tuple((code, place_of(release, code)) for code in regions if code not in places(release))


def shares(release: Release, place: str, territory: str) -> bool:
    """Whether a figure of `territory` is of the place, of a part of it, or of an area that it is part of."""
    if place == territory:
        return True
    return bool(outline(release, place) & outline(release, territory))


def studied(release: Release, place: str) -> bool:
    """Whether any territory of the studies covers the place, the country aside."""
    if place == country(release):
        return True
    known = rows_by_code(release, "territories") if "territories" in release.tables else {}
    return any(shares(release, place, code) for code in known if code != country(release))


def place_label(release: Release, reader: Reader, code: str) -> str:
    """The name of a place, with its kind: an area of 2015 and a region may bear the same name."""
    territories = rows_by_code(release, "territories") if "territories" in release.tables else {}
    if code in territories:
        name = labels(release, "territories", reader)[code]
        kind = str(territories[code].get("kind"))
        return reader.say(f"place.{kind}", name=name) if kind in ("study_area", "region") else name
    return reader.say("place.region", name=labels(release, "regions", reader).get(code, code))


def matching(release: Release, *, domain: str = "", territory: str = "", actor: str = "") -> list[Fact]:
    """The survey figures of what is chosen; an empty choice, or ALL, is every one."""
    return [
        fact
        for fact in facts(release)
        if domain in ("", ALL, fact.domain)
        and (territory in ("", ALL) or shares(release, territory, fact.territory))
        and (actor in ("", ALL) or actor in fact.actors)
    ]


def sheet_title(release: Release, reader: Reader, prism: str, code: str) -> str:
    """What a link to a sheet says; `prism` is domain, territory or actor."""
    return reader.say(f"cross.sheet.{prism}", name=words(release, reader, prism)(code))


def whole(**chosen: str) -> dict[str, str]:
    """The codes of a crossing, those left out said too: a link must not take up earlier choices."""
    return {name: chosen.get(name) or ALL for name in PRISMS}


def words(release: Release, reader: Reader, prism: str) -> Callable[[str], str]:
    """Code → what a list says of it, ALL included; `prism` is domain, territory or actor."""

    def spoken(code: str) -> str:
        if code == ALL:
            return reader.say(f"cross.{prism}.all")
        if prism == "territory":
            return place_label(release, reader, code)
        return labels(release, f"{prism}s", reader).get(code, code)

    return spoken

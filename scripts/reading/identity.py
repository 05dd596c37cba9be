"""Who a package is: what its descriptor says once, and every catalogue repeats in its own words.

`id` and `contributors` are the standard's; the property `identity` is ours and has the rest. What is not
known is null there, which says so; it is never invented. Here an unknown text is empty, and an unknown thing
None.

    "identity": {
      "base": "https://data.example.org/partenariats/",   the folder of releases, as the web has it
      "explorer": "https://example.org/explorer/",
      "contact": {"title": "...", "email": "...", "path": "https://..."},
      "period": {"start": "2009", "end": "2024"},         years, months or days (W3C-DTF)
      "territory": {"title": "...", "title_en": "...", "uri": "https://...", "boxes": [[W, S, E, N], ...]},
      "frequency": "IRREG", "nextUpdate": "2027-03-01",   frequency and themes: codes of the EU's
      "themes": ["SOCI", "GOVE"]                          authority tables `frequency` and `data-theme`
    }
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.model.package import Package

PROPERTY = "identity"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody: a name, a page, an e-mail address, and an identifier (ROR or ORCID) where there is one."""

    title: str
    path: str = ""
    email: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Territory:
    """Where: a name in both languages, the address of its code, and boxes around it.

    A box is west, south, east and north in degrees (WGS 84).
    """

    title: str
    title_en: str
    uri: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a package says of itself. `base` ends with a slash where there is one."""

    id: str = ""
    base: str = ""
    explorer: str = ""
    contact: Agent | None = None
    publisher: Agent | None = None
    creators: tuple[Agent, ...] = ()
    start: str = ""
    end: str = ""
    territory: Territory | None = None
    frequency: str = ""
    next_update: str = ""
    themes: tuple[str, ...] = ()

    def address(self, version: str, path: str = "") -> str:
        """The address of a file of a version (or of `latest`), "" where the releases have none.

        >>> Identity(base="https://data.example.org/p/").address("2.0.0", "data/x.csv")
        'https://data.example.org/p/2.0.0/data/x.csv'
        """
        return f"{self.base}{version}/{path}" if self.base else ""


def of(package: Package) -> Identity:
    """What that package says of itself; what is not of the right shape counts as not said."""
    told = _object(package.extra.get(PROPERTY))
    period, place = _object(told.get("period")), _object(told.get("territory"))
    base = _text(told.get("base"))
    return Identity(
        id=_text(package.extra.get("id")),
        base=f"{base.rstrip('/')}/" if base else "",
        explorer=_text(told.get("explorer")),
        contact=_agent(told.get("contact")),
        publisher=next(iter(having(package, "publisher")), None),
        creators=having(package, "creator"),
        start=_text(period.get("start")),
        end=_text(period.get("end")),
        territory=_territory(place) if place else None,
        frequency=_text(told.get("frequency")),
        next_update=_text(told.get("nextUpdate")),
        themes=tuple(filter(None, map(_text, _list(told.get("themes"))))),
    )


def without_years(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor without the years of its period, which follow from its figures: no change of its own.

    >>> without_years({"identity": {"period": {"start": "2009-03"}}})
    {'identity': {'period': {'start': '-03'}}}
    """
    said = _object(raw.get(PROPERTY))
    period = {
        name: told[4:] if isinstance(told, str) else told
        for name, told in _object(said.get("period")).items()
    }
    return {**raw, PROPERTY: {**said, "period": period}} if period else dict(raw)


def unsaid(package: Package) -> tuple[str, ...]:
    """What only whoever publishes a package can give, and has not: keys of `[fr.unsaid]` in words.toml."""
    said = of(package)
    agents = [agent for agent in (said.publisher, *said.creators) if agent]
    known = {
        "publisher": said.publisher,
        "base": said.base,
        "contact": said.contact,
        "identifiers": agents and all(agent.identifier for agent in agents),
        "explorer": said.explorer,
    }
    return tuple(key for key, value in known.items() if not value)


def named(package: Package) -> str:
    """The identifier of a package; one made of its name, always the same, where it has none."""
    said = package.extra.get("id")
    return _text(said) or uuid.uuid5(uuid.NAMESPACE_URL, package.name).urn


def having(package: Package, role: str) -> tuple[Agent, ...]:
    """The contributors who have that role, in order."""
    people = [one for one in _list(package.extra.get("contributors")) if isinstance(one, dict)]
    found = [_agent(one) for one in people if role in _list(one.get("roles"))]
    return tuple(one for one in found if one is not None)


def of_part(identifier: str, name: str) -> str:
    """The identifier of a part of a package, "" where the package has none: the same name, the same one.

    A UUID of version 5 (RFC 9562, § 5.5) in the name space of the package's own identifier.

    >>> of_part("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "regional-rates")
    'urn:uuid:febd44c5-04f2-5f83-a74c-137021cff98f'
    """
    if not identifier:
        return ""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, identifier), name).urn


def _agent(told: Any) -> Agent | None:
    """Somebody, where there is a name."""
    said = _object(told)
    title = _text(said.get("title"))
    return Agent(title, *(_text(said.get(key)) for key in ("path", "email", "identifier"))) if title else None


def _territory(told: Mapping[str, Any]) -> Territory:
    boxes = [tuple(map(float, box)) for box in _list(told.get("boxes")) if _is_box(box)]
    title = _text(told.get("title"))
    return Territory(
        title=title,
        title_en=_text(told.get("title_en")) or title,
        uri=_text(told.get("uri")),
        boxes=tuple((west, south, east, north) for west, south, east, north in boxes),
    )


def _is_box(told: Any) -> bool:
    """True for four numbers, none of them true or false."""
    numbers = [n for n in _list(told) if isinstance(n, int | float) and not isinstance(n, bool)]
    return len(numbers) == len(_list(told)) == len(("west", "south", "east", "north"))


def _object(told: Any) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _text(told: Any) -> str:
    return told.strip() if isinstance(told, str) else ""

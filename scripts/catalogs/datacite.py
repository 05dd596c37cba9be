"""DataCite 4.5 (<https://schema.datacite.org/meta/kernel-4.5/>): what whoever registers a DOI asks.

`meta/datacite.json` has the form of the `attributes` of DataCite's REST API, and of `datacite.schema45`. It
has a `doi` where the package's `id` is one. Without, it is what is sent when a DOI is asked for, once three
properties are added: `prefix` (the repository's, "10.…") or `doi`, `url` (of the landing page) where it has
none, and `"event": "publish"`. What the standard requires and nobody knows is « :unav », its own word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.catalogs import about, downloads, places
from scripts.reading import identity
from scripts.reading.columnar.values import rows as rows_of
from scripts.write.describe import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.catalogs.places import Places
    from scripts.reading.identity import Agent, Box
    from scripts.reading.model.package import Package
    from scripts.write.describe import Release

PATH = "meta/datacite.json"

_KERNEL = "http://datacite.org/schema/kernel-4"
_UNKNOWN = ":unav"
_SPDX = "https://spdx.org/licenses/"
_EAST, _NORTH = 180, 90

# By the role that a descriptor says, the contributor types of DataCite; creators and publishers have theirs.
_ROLES = {
    "contact": "ContactPerson",
    "dataCollector": "DataCollector",
    "dataCurator": "DataCurator",
    "dataManager": "DataManager",
    "distributor": "Distributor",
    "editor": "Editor",
    "producer": "Producer",
    "projectLeader": "ProjectLeader",
    "projectMember": "ProjectMember",
    "researcher": "Researcher",
    "rightsHolder": "RightsHolder",
    "sponsor": "Sponsor",
    "supervisor": "Supervisor",
}


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file."""
    yield PATH, to_json(attributes(release))


def attributes(release: Release) -> dict[str, Any]:
    """What DataCite asks of the version."""
    package, said = release.package, identity.of(release.package)
    at = places.of_version(release)
    is_absolute = bool(places.web(said.base))
    files = list(downloads.of(release))
    sizes = [f"{release.packed} bytes", *([f"{len(package.tables)} tables"] if package.tables else [])]
    rows = sum(rows_of(table) for table in release.tables.values())
    return {
        **_told(doi=places.doi(said.id)),
        "schemaVersion": _KERNEL,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
        "creators": [_agent(one) for one in said.creators] or [{"name": _UNKNOWN}],
        "titles": _titles(package),
        "publisher": _publisher(said.publisher),
        "publicationYear": str(release.issued.year),
        "dates": [
            {"date": release.issued.isoformat(), "dateType": "Issued"},
            *_period(said.start, said.end),
        ],
        "version": package.version,
        **_told(
            url=at.of("index.html") if is_absolute else "",
            language=about.language(package),
            subjects=[
                {"subject": word, **_told(lang=about.language(package))} for word in about.keywords(package)
            ],
            contributors=[*_contact(said.contact), *_contributors(package)],
            descriptions=_descriptions(package),
            rightsList=_rights(package),
            geoLocations=_locations(said.territory),
            alternateIdentifiers=_other(said.id),
            relatedIdentifiers=_related(release, at if is_absolute else None),
        ),
        "sizes": [*sizes, *([f"{rows} rows"] if rows else [])],
        "formats": list(dict.fromkeys(one.media for one in files)),
    }


def _agent(agent: Agent) -> dict[str, Any]:
    """Somebody: a person where there is an ORCID."""
    return {
        "name": agent.title,
        "nameType": "Personal" if about.is_person(agent) else "Organizational",
        **_told(nameIdentifiers=[found] if (found := _identifier(agent)) else []),
    }


def _identifier(agent: Agent) -> dict[str, str]:
    """The ORCID or the ROR; nothing of another identifier."""
    address = places.web(agent.identifier)
    if about.is_person(agent):
        return {
            "nameIdentifier": address,
            "nameIdentifierScheme": "ORCID",
            "schemeUri": "https://orcid.org",
        }
    if "ror.org/" in address:
        return {"nameIdentifier": address, "nameIdentifierScheme": "ROR", "schemeUri": "https://ror.org"}
    return {}


def _publisher(agent: Agent | None) -> dict[str, str]:
    """The publisher, which the standard requires."""
    if agent is None:
        return {"name": _UNKNOWN}
    found = _identifier(agent)
    return {
        "name": agent.title,
        **_told(
            publisherIdentifier=found.get("nameIdentifier"),
            publisherIdentifierScheme=found.get("nameIdentifierScheme"),
            schemeUri=found.get("schemeUri"),
        ),
    }


def _contact(agent: Agent | None) -> list[dict[str, Any]]:
    """Whom to write to."""
    return [{**_agent(agent), "contributorType": "ContactPerson"}] if agent else []


def _contributors(package: Package) -> Iterator[dict[str, Any]]:
    """Those who have other roles, by role."""
    for role, kind in _ROLES.items():
        for agent in identity.having(package, role):
            yield {**_agent(agent), "contributorType": kind}


def _titles(package: Package) -> list[dict[str, str]]:
    """The title, then its translation."""
    (lang, title), *others = about.titles(package)
    return [
        {"title": title, **_told(lang=lang)},
        *({"title": text, "titleType": "TranslatedTitle", "lang": code} for code, text in others),
    ]


def _descriptions(package: Package) -> list[dict[str, str]]:
    """The descriptions."""
    said = about.texts(package, "description", about.language(package))
    return [{"description": text, "descriptionType": "Abstract", **_told(lang=lang)} for lang, text in said]


def _period(start: str, end: str) -> Iterator[dict[str, str]]:
    """What the data are about, which is no date of the data themselves."""
    first, last = start if about.day(start) else "", end if about.day(end) else ""
    if first or last:
        period = first if first == last else f"{first}/{last}"
        yield {"date": period, "dateType": "Other", "dateInformation": "Temporal coverage"}


def _rights(package: Package) -> list[dict[str, str]]:
    """The licence."""
    name, title, address = about.licence(package)
    found = _told(rights=title, rightsUri=address)
    if name and address.startswith(_SPDX):
        found |= {"rightsIdentifier": name, "rightsIdentifierScheme": "SPDX", "schemeUri": _SPDX}
    return [found] if found else []


def _locations(place: identity.Territory | None) -> list[dict[str, Any]]:
    """The territory: its name with each box."""
    if place is None:
        return []
    named = _told(geoLocationPlace=place.title)
    boxes = [{**named, "geoLocationBox": _box(box)} for box in place.boxes if _is_on_earth(box)]
    return boxes or ([named] if named else [])


def _is_on_earth(box: Box) -> bool:
    """True for degrees that there are."""
    west, south, east, north = box
    return max(abs(west), abs(east)) <= _EAST and max(abs(south), abs(north)) <= _NORTH


def _box(box: Box) -> dict[str, float]:
    west, south, east, north = box
    return {
        "westBoundLongitude": west,
        "eastBoundLongitude": east,
        "southBoundLatitude": south,
        "northBoundLatitude": north,
    }


def _other(told: str) -> list[dict[str, str]]:
    """The package's identifier where it is no DOI."""
    if not told or places.doi(told):
        return []
    kinds = (kind for start, kind in (("urn:", "URN"), ("http", "URL")) if told.startswith(start))
    return [{"alternateIdentifier": told, "alternateIdentifierType": next(kinds, "Local")}]


def _related(release: Release, at: Places | None) -> list[dict[str, str]]:
    """The version before and the machine's description, where they have addresses; and the parts."""
    found: list[tuple[str, str, str]] = []
    if at:
        before = about.before(release)
        found += [(at.version(before), "URL", "IsNewVersionOf")] if before else []
        found += [(at.of("datapackage.json"), "URL", "HasMetadata")]
    parts = [identity.of(part.package).id for part in release.parts]
    found += [(one, "URN", "HasPart") for one in parts if one.startswith("urn:")]
    return [
        {"relatedIdentifier": address, "relatedIdentifierType": kind, "relationType": relation}
        for address, kind, relation in found
    ]


def _told(**said: Any) -> dict[str, Any]:
    """What is known of some properties."""
    return {name: value for name, value in said.items() if value}

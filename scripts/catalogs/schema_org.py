"""schema.org `Dataset`: how search engines for data find a release (Google Dataset Search and others).

`meta/schema-org.jsonld` is the object in a file of its own; `embedded` gives it for a page at the top of the
release, within `<script type="application/ld+json">`. The vocabulary is <https://schema.org/Dataset>; a
description has 50 to 5,000 characters, which is what Google asks.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scripts.catalogs import about, downloads, places
from scripts.catalogs.variables import variables
from scripts.reading import identity
from scripts.write import citation
from scripts.write.describe import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.catalogs.downloads import Download
    from scripts.catalogs.places import Places
    from scripts.reading.identity import Agent
    from scripts.reading.model.package import Package
    from scripts.write.describe import Release

PATH = "meta/schema-org.jsonld"

_SHORTEST, _LONGEST = 50, 5000  # characters of a description

Node = dict[str, Any]


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file."""
    yield PATH, to_json(dataset(release, places.of_version(release, "../")))


def embedded(release: Release) -> str:
    r"""The object as JSON that may stand in a `<script>` of a page at the top of the release.

    No `<` is in it, so that no text ends the script or begins a comment: JSON may write it `\u003c`.
    """
    found = dataset(release, places.of_version(release))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def dataset(release: Release, at: Places) -> Node:
    """The release as a Dataset."""
    package, said = release.package, identity.of(release.package)
    return {
        "@context": "https://schema.org/",
        "@id": f"{at.home}#dataset",
        **_described(release, package),
        "url": at.of("index.html"),
        "version": package.version,
        **_told(
            inLanguage=about.languages(package),
            publisher=_publisher(said),
            maintainer=None if said.publisher else _contact(said),
            temporalCoverage=_period(said.start, said.end),
            spatialCoverage=_place(said),
            variableMeasured=[_variable(*one) for one in variables(release)],
            includedInDataCatalog=_catalog(package, at) if places.web(said.base) else None,
        ),
        "isAccessibleForFree": True,
        "distribution": [_file(one, at) for one in downloads.of(release) if one.harvested],
        **_told(hasPart=[_part(release, part, at) for part in release.parts]),
    }


def _described(release: Release, package: Package) -> Node:
    """What a package and one of its parts say alike."""
    said = identity.of(package)
    (_, name), *others = about.titles(package)
    licence = about.licence(package)
    return {
        "@type": "Dataset",
        "name": name,
        **_told(alternateName=[text for _, text in others if text != name]),
        "description": _description(release, package),
        **_told(identifier=said.id),
        "datePublished": release.issued.isoformat(),
        "dateModified": release.issued.isoformat(),
        **_told(
            license=licence.address or licence.title,
            creator=[_agent(one) for one in said.creators],
            keywords=about.keywords(package),
        ),
    }


def _description(release: Release, package: Package) -> str:
    """The description in the package's language; the citation after one that is too short."""
    text = about.descriptions(package)[0][1]
    if len(text) < _SHORTEST:
        text = f"{text.rstrip('.')}. {citation.sentence(package, release.issued, about.FRENCH)}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _part(release: Release, part: Any, at: Places) -> Node:
    """A thematic package."""
    return {
        **_described(release, part.package),
        "@id": f"{at.of(f'packages/{part.name}/')}#dataset",
        "url": at.of("index.html"),
        "isAccessibleForFree": True,
        "distribution": [_file(one, at) for one in downloads.of_part(release, part)],
    }


def _file(download: Download, at: Places) -> Node:
    """A file to download."""
    return {
        "@type": "DataDownload",
        "name": download.titles[0][1],
        **_told(alternateName=[text for _, text in download.titles[1:]]),
        "contentUrl": at.of(download.path),
        "encodingFormat": download.media,
        **_told(contentSize="" if download.bytes is None else f"{download.bytes} B", sha256=download.sha256),
    }


def _agent(agent: Agent) -> Node:
    """Somebody: a person where an ORCID says so."""
    identifier = places.web(agent.identifier)
    return {
        "@type": "Person" if about.is_person(agent) else "Organization",
        **_told(**{"@id": identifier}),
        "name": agent.title,
        **_told(url=places.web(agent.path), sameAs=identifier),
    }


def _publisher(said: identity.Identity) -> Node | None:
    """The publisher, with whom to write to."""
    if not said.publisher:
        return None
    contact = _contact(said)
    return {**_agent(said.publisher), **(_told(contactPoint=contact and contact.get("contactPoint")))}


def _contact(said: identity.Identity) -> Node | None:
    """Whom to write to."""
    if not (contact := said.contact):
        return None
    point = {
        "@type": "ContactPoint",
        "name": contact.title,
        **_told(email=places.mail(contact.email), url=places.web(contact.path)),
    }
    return {"@type": "Organization", "name": contact.title, "contactPoint": point}


def _period(start: str, end: str) -> str:
    """A period as ISO 8601 writes it, open where one end is not known."""
    first, last = start if about.day(start) else "", end if about.day(end, last=True) else ""
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _place(said: identity.Identity) -> Node | None:
    """Where: a place with its boxes, each « south west north east »."""
    if not (place := said.territory):
        return None
    shapes = [
        {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        for west, south, east, north in place.boxes
    ]
    other = place.title_en if place.title_en != place.title else ""
    return {
        "@type": "Place",
        **_told(name=place.title, alternateName=other, sameAs=places.web(place.uri), geo=shapes),
    }


def _variable(name: str, other: str, description: str, unit: str) -> Node:
    """What is measured."""
    return {
        "@type": "PropertyValue",
        "name": name,
        **_told(alternateName=other, description=description, unitText=unit),
    }


def _catalog(package: Package, at: Places) -> Node:
    """The folder of releases."""
    return {"@type": "DataCatalog", "name": about.titles(package)[0][1], "url": at.releases}


def _told(**said: Any) -> Mapping[str, Any]:
    """What is known of some properties; a list of one is that one."""
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in plain.items()
        if value
    }

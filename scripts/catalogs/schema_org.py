"""schema.org `Dataset`: how search engines for data find a release (Google Dataset Search and others).

`meta/schema-org.jsonld` is the object in a file of its own; `embedded` gives it for a page,
within `<script type="application/ld+json">`. The vocabulary is <https://schema.org/Dataset>; a
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
    from collections.abc import Iterator

    from scripts.catalogs.downloads import Download
    from scripts.catalogs.places import Places
    from scripts.catalogs.variables import Variable
    from scripts.reading.identity import Agent, Identity, Territory
    from scripts.reading.model.package import Package
    from scripts.write.describe import Part, Release

PATH = "meta/schema-org.jsonld"

_SHORTEST, _LONGEST = 50, 5000  # characters of a description

Node = dict[str, Any]


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file."""
    yield PATH, to_json(dataset(release, places.of_version(release, "../")))


def embedded(release: Release, root: str = "", lang: str = "") -> str:
    r"""The object as JSON that may stand in a `<script>` of a page, from which `root` is the way to the top.

    A page in English asks for `lang` "en": its names and descriptions then come first. No `<` is in it, so
    that no text ends the script or begins a comment: JSON may write it `\u003c`.
    """
    found = dataset(release, places.of_version(release, root), lang)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def dataset(release: Release, at: Places, lang: str = "") -> Node:
    """The release as a Dataset, in a language or, unless one is asked for, in its own."""
    package = release.package
    lang = lang or about.language(package)
    found = described(release, package, at, lang)
    catalog = {"@type": "DataCatalog", "name": found["name"], "url": at.releases}
    return {
        "@context": "https://schema.org/",
        "@id": f"{at.home}#dataset",
        **found,
        **told(
            url=at.of("index.html"),
            variableMeasured=[_variable(one, lang) for one in variables(release)],
            includedInDataCatalog=catalog if places.web(identity.of(package).base) else None,
            distribution=[_file(one, at, lang) for one in downloads.of(release) if one.harvested],
            hasPart=[_part(release, part, at, lang) for part in release.parts],
        ),
    }


def described(release: Release, package: Package, at: Places, lang: str) -> Node:
    """What a package says of itself, the whole or one of its parts."""
    said = identity.of(package)
    licence = about.licence(package)
    (_, name), *others = about.led(about.titles(package), lang)
    return {
        "@type": "Dataset",
        "name": name,
        **told(
            alternateName=[text for _, text in others if text != name],
            description=_description(release, package, lang),
            identifier=said.id,
            version=package.version,
            datePublished=release.issued.isoformat(),
            dateModified=release.issued.isoformat(),
            license=licence.address or licence.title,
            creator=[_agent(one, at) for one in said.creators],
            **_answering(said, at),
            keywords=list(about.keywords(package)),
            inLanguage=list(about.languages(package)),
            temporalCoverage=_period(said),
            spatialCoverage=_place(said.territory) if said.territory else None,
        ),
        "isAccessibleForFree": True,
    }


def told(**said: Any) -> Node:
    """What is known of some properties; a list of one is that one."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in said.items()
        if value
    }


def _description(release: Release, package: Package, lang: str) -> str:
    """The description in a language; the citation after one that is too short."""
    text = about.led(about.descriptions(package), lang)[0][1]
    if len(text) < _SHORTEST:
        cited = about.ENGLISH if lang == about.ENGLISH else about.FRENCH
        text = f"{text.rstrip('.')}. {citation.sentence(package, release.issued, cited)}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _part(release: Release, part: Part, at: Places, lang: str) -> Node:
    """A thematic package."""
    return {
        "@id": f"{at.of(f'packages/{part.name}/')}#dataset",
        **described(release, part.package, at, lang),
        "url": at.of("index.html"),
        "distribution": [_file(one, at, lang) for one in downloads.of_part(release, part)],
    }


def _file(download: Download, at: Places, lang: str) -> Node:
    """A file to download."""
    (_, name), *others = about.led(download.titles, lang)
    return {
        "@type": "DataDownload",
        **told(
            name=name,
            alternateName=[text for _, text in others],
            contentUrl=at.of(download.path),
            encodingFormat=download.media,
            contentSize="" if download.bytes is None else f"{download.bytes} B",
            sha256=download.sha256,
        ),
    }


def _agent(agent: Agent, at: Places) -> Node:
    """Somebody: a person where an ORCID says so."""
    return {
        "@type": "Person" if about.is_person(agent) else "Organization",
        "@id": at.agent(agent),
        "name": agent.title,
        **told(url=places.web(agent.path), sameAs=places.web(agent.identifier)),
    }


def _answering(said: Identity, at: Places) -> Node:
    """The publisher with whom to write to, or whom to write to where no publisher is known."""
    point: Node = {}
    if agent := said.contact:
        known = told(email=places.mail(agent.email), url=places.web(agent.path))
        point = {"@type": "ContactPoint", "name": agent.title, **known}
    if said.publisher:
        return {"publisher": {**_agent(said.publisher, at), **told(contactPoint=point)}}
    return {"maintainer": {**_agent(agent, at), "contactPoint": point}} if agent else {}


def _period(said: Identity) -> str:
    """A period as ISO 8601 writes it, open where one end is not known."""
    first, last = (one if about.day(one) else "" for one in (said.start, said.end))
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _place(place: Territory) -> Node:
    """Where: a place with its boxes, each « south west north east »."""
    shapes = [
        {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        for west, south, east, north in place.boxes
    ]
    other = place.title_en if place.title_en != place.title else ""
    return {
        "@type": "Place",
        **told(name=place.title, alternateName=other, sameAs=places.web(place.uri), geo=shapes),
    }


def _variable(found: Variable, lang: str) -> Node:
    """What is measured."""
    name, other = found.name, found.english
    if other and lang == about.ENGLISH:
        name, other = other, name
    return {
        "@type": "PropertyValue",
        **told(
            name=name,
            alternateName=other,
            description=found.description,
            unitText=found.unit,
        ),
    }

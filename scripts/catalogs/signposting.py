"""FAIR Signposting (<https://signposting.org/FAIR/>): typed links that lead a machine through a release.

`links` gives those of the landing page, as `<link rel href type>` of its head; `meta/linkset.json` has the
same, and the way back from each file (RFC 9264). A server that can send headers sends for `index.html`, and
for any file of the release,

    Link: <meta/linkset.json>; rel="linkset"; type="application/linkset+json"

and may send each of `links` so as well: `Link: <href>; rel="rel"; type="type"`. A static host that sends
none leaves nothing undone: the page has the links, and names the set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.catalogs import about, croissant, csvw, datacite, dcat, downloads, places, ro_crate, schema_org
from scripts.reading import identity
from scripts.write.describe import DESCRIPTOR, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.catalogs.places import Places
    from scripts.write.describe import Release

PATH = "meta/linkset.json"

_LINKSET = "application/linkset+json"
_HTML = "text/html"

# What describes a release for programs: the path and the media type. A new catalogue adds its line.
DESCRIBING = (
    (DESCRIPTOR, "application/json"),
    (schema_org.PATH, "application/ld+json"),
    (f"{dcat.COMPLETE}.jsonld", "application/ld+json"),
    (f"{dcat.COMPLETE}.ttl", "text/turtle"),
    (datacite.PATH, "application/vnd.datacite.datacite+json"),
    (ro_crate.PATH, "application/ld+json"),
    (croissant.PATH, "application/ld+json"),
    (csvw.PATH, "application/csvm+json"),
    ("CITATION.cff", "application/yaml"),
)


class Link(NamedTuple):
    """A typed link: the relation, the address, the media type of what is there, "" where it is no file."""

    rel: str
    href: str
    type: str = ""


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The set of links."""
    at = places.of_version(release, "../")
    landing = at.of("index.html")
    contexts = [_context(landing, _links(release, at))]
    back = Link("collection", landing, _HTML)
    contexts += [_context(at.of(one.path), [back]) for one in downloads.every(release)]
    contexts += [
        _context(at.of(path), [Link("describes", landing, _HTML)]) for path, _ in _describing(release)
    ]
    yield PATH, to_json({"linkset": contexts})


def links(release: Release, up: str = "") -> list[Link]:
    """The typed links of a landing page, from which `up` leads to the release, and the one to all of them."""
    at = places.of_version(release, up)
    return [*_links(release, at), Link("linkset", at.of(PATH), _LINKSET)]


def _links(release: Release, at: Places) -> list[Link]:
    """The typed links of the landing page."""
    said = identity.of(release.package)
    found = places.doi(said.id)
    cited = f"https://doi.org/{found}" if found else at.home if places.web(said.base) else ""
    people = [places.web(one.identifier) or places.web(one.path) for one in said.creators]
    return [
        *([Link("cite-as", cited)] if cited else []),
        *(Link("author", address) for address in dict.fromkeys(filter(None, people))),
        Link("type", "https://schema.org/AboutPage"),
        Link("type", "https://schema.org/Dataset"),
        *(Link("license", one) for one in [about.licence(release.package).address] if one),
        *(Link("describedby", at.of(path), kind) for path, kind in _describing(release)),
        *(Link("item", at.of(one.path), one.media) for one in downloads.every(release)),
    ]


def _describing(release: Release) -> Iterator[tuple[str, str]]:
    """What describes this release: one without a licence is no crate, one without tables has none to tell."""
    absent = set() if ro_crate.has(release) else {ro_crate.PATH}
    absent |= set() if release.package.tables else {croissant.PATH, csvw.PATH}
    return ((path, kind) for path, kind in DESCRIBING if path not in absent)


def _context(anchor: str, found: Iterable[Link]) -> dict[str, object]:
    """The links of one place, by relation."""
    by_relation: dict[str, list[dict[str, str]]] = {}
    for link in found:
        target = {"href": link.href, **({"type": link.type} if link.type else {})}
        by_relation.setdefault(link.rel, []).append(target)
    return {"anchor": anchor, **by_relation}

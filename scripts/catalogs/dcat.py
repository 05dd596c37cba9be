"""DCAT-AP 3.0.1 (<https://semiceu.github.io/DCAT-AP/releases/3.0.1/>): a release for portals, in two views.

- `meta/dcat.jsonld` and `meta/dcat.ttl`, complete: this version, every file and its checksum, the version
  before it and what is new. Addresses are those of the version, relative to `meta/` where the folder of
  releases has none on the web.
- `meta/harvest.jsonld` and `meta/harvest.ttl`, for harvesters: what is at `latest/`, at addresses that stay,
  for portals match files by their address and would keep those of each version. It has no checksum, which
  DCAT-AP wants as `xsd:hexBinary` and udata (data.gouv.fr) does not read; and only the files that people
  choose from. **Relative addresses in it are those of the folder of releases**: whoever assembles that
  folder copies the two beside `latest/`, as `catalog.jsonld` and `catalog.ttl`.

In both, the identifier of the data set is the package's: it never changes. A catalogue must have a publisher;
where none is known, the data sets stand without one. A thematic package is a data set of its own, part of the
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs import about, authority, downloads, places
from scripts.catalogs.agents import agents
from scripts.catalogs.coverage import period, where
from scripts.catalogs.distribution import distribution
from scripts.catalogs.graph import Graph, date, fill, json_ld, literal, texts, turtle
from scripts.reading import identity
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.catalogs.about import Texts
    from scripts.catalogs.downloads import Download
    from scripts.catalogs.graph import Node
    from scripts.catalogs.places import Places
    from scripts.reading.model.package import Package
    from scripts.write.describe import Release

COMPLETE, HARVEST = "meta/dcat", "meta/harvest"


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The four files."""
    for path, graph in ((COMPLETE, complete(release)), (HARVEST, harvest(release))):
        yield f"{path}.jsonld", json_ld(graph)
        yield f"{path}.ttl", turtle(graph)


def complete(release: Release) -> Graph:
    """The view of the version."""
    at = places.of_version(release, "../")
    graph = Graph()
    found = _catalogue(graph, release, at, versioned=True)
    before = about.before(release)
    more = {
        "dct:issued": date(release.issued),
        "dcat:previousVersion": {"@id": at.version(before)} if before else None,
        "adms:versionNotes": texts(about.news(release)),
    }
    fill(graph.nodes[found["@id"]], more)
    return graph


def harvest(release: Release) -> Graph:
    """The view of harvesters."""
    graph = Graph()
    found = _catalogue(graph, release, places.of_latest(release), versioned=False)
    fill(graph.nodes[found["@id"]], {"dct:issued": date(about.first(release))})
    return graph


def _catalogue(graph: Graph, release: Release, at: Places, *, versioned: bool) -> Node:
    """The data set of a release, once the graph has all that is in it, and the catalogue where one can be."""
    package = release.package
    publisher = identity.of(package).publisher
    if publisher:
        said = {
            "dct:title": texts(about.titles(package)),
            "dct:description": texts(about.descriptions(package)),
            "dct:publisher": agents(graph, at, [publisher]),
            "dct:language": [authority.language(graph, code) for code in about.languages(package)],
            "dct:modified": date(release.issued),
            "dcat:themeTaxonomy": authority.scheme(graph, "data-theme")
            if identity.of(package).themes
            else None,
            "foaf:homepage": _document(graph, f"{at.releases}index.html"),
        }
        graph.ref(f"{at.releases}#catalog", "dcat:Catalog", **said)
    files = [one for one in downloads.of(release) if versioned or one.harvested]
    whole = _dataset(graph, release, package, at, files, home="", versioned=versioned)
    parts = [
        _dataset(
            graph,
            release,
            part.package,
            at,
            downloads.of_part(release, part),
            home=f"packages/{part.name}/",
            versioned=versioned,
        )
        for part in release.parts
    ]
    if versioned:  # udata takes each part that a data set names for a file of it
        fill(graph.nodes[whole["@id"]], {"dct:hasPart": parts})
    for part in parts:
        fill(graph.nodes[part["@id"]], {"dct:isPartOf": whole})
    if publisher:
        fill(graph.nodes[f"{at.releases}#catalog"], {"dcat:dataset": [whole, *parts]})
    return whole


def _dataset(
    graph: Graph,
    release: Release,
    package: Package,
    at: Places,
    files: Iterable[Download],
    *,
    home: str,
    versioned: bool,
) -> Node:
    """A package as a data set: the whole (`home` is "") or one of its parts."""
    said = identity.of(package)
    code, title, address = about.licence(package)
    licence = authority.licence(graph, code, title, address)
    rights = at.of(f"{home}LICENSE.txt") if licence else ""
    made = {
        "dct:identifier": texts((("", said.id),)) if said.id else None,
        "dct:title": texts(about.titles(package)),
        "dct:description": texts(_descriptions(package, release.package)),
        "dcat:keyword": texts(tuple((about.language(package), word) for word in about.keywords(package))),
        "dcat:theme": [authority.concept(graph, "data-theme", theme) for theme in said.themes],
        "dct:publisher": agents(graph, at, [said.publisher] if said.publisher else []),
        "dct:creator": agents(graph, at, said.creators),
        "dct:rightsHolder": agents(graph, at, identity.having(package, "rightsHolder")),
        "dcat:contactPoint": agents(graph, at, [said.contact] if said.contact else [], contact=True),
        "dct:language": [authority.language(graph, one) for one in about.languages(package)],
        "dct:modified": date(release.issued),
        "dct:accrualPeriodicity": authority.concept(graph, "frequency", said.frequency, "dct:Frequency"),
        "dct:temporal": period(package),
        "dct:spatial": where(graph, said),
        "dct:license": licence,
        "dct:accessRights": authority.concept(graph, "access-right", "PUBLIC", "dct:RightsStatement")
        if licence
        else None,
        "dct:provenance": _provenance(package),
        "dcat:landingPage": _document(graph, at.of("index.html")),
        "foaf:page": _document(graph, places.web(said.explorer)) if places.web(said.explorer) else None,
        "dcat:version": literal(package.version, "xsd:string") if package.version else None,
        "dcat:distribution": [
            distribution(
                graph, one, at, licence=licence, rights=rights, day=release.issued, versioned=versioned
            )
            for one in files
        ],
    }
    return graph.ref(f"{at.of(home)}#dataset", "dcat:Dataset", **made)


def _descriptions(package: Package, whole: Package) -> Texts:
    """The descriptions; a part says what it is a part of, since a portal shows it by itself."""
    said = about.descriptions(package)
    if package is whole:
        return said
    titles = dict(about.titles(whole))
    named = {lang: titles[lang] for lang in LANGUAGES if lang in titles}
    more = {lang: words(lang, "catalog")["part_of"].format(title=title) for lang, title in named.items()}
    return tuple((lang, f"{text} {more.get(lang, '')}".strip()) for lang, text in said)


def _document(graph: Graph, address: str) -> Node:
    """A page."""
    return graph.ref(address, "foaf:Document")


def _provenance(package: Package) -> Node | None:
    """Where the data come from: the titles of the package's sources."""
    told = package.extra.get("sources")
    found = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    named = [str(one["title"]) for one in found if one.get("title")]
    if not named:
        return None
    said = tuple(
        (lang, text["sources"].format(sources=text["between"].join(named)))
        for lang, text in ((lang, words(lang, "catalog")) for lang in LANGUAGES)
    )
    return {"@type": ["dct:ProvenanceStatement"], "rdfs:label": texts(said)}

"""RO-Crate 1.3 (<https://w3id.org/ro/crate/1.3>): a release as a research object that describes itself.

`ro-crate-metadata.json` is at the top of the release, as the standard wants: its root `./` is the release,
each file is an entity with its type, size and SHA-256, each thematic package a data set in a folder. Pages
and catalogues, which are made after it or with it, are not listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.catalogs import about, downloads, schema_org
from scripts.catalogs.places import Places
from scripts.write.describe import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.catalogs.schema_org import Node
    from scripts.reading.model.package import Package
    from scripts.write.describe import File, Release

PATH = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.3"

_HERE = Places("./", "")
_PARTS = "packages/"


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file."""
    graph: dict[str, Node] = {}
    crate = {"about": {"@id": "./"}, "conformsTo": {"@id": VERSION}}
    _put(graph, {"@id": PATH, "@type": "CreativeWork", **crate})
    _put(graph, _root(release))
    yield PATH, to_json({"@context": f"{VERSION}/context", "@graph": list(graph.values())})


def _root(release: Release) -> Node:
    """The release, with all that it holds."""
    names = {one.path: one.titles[0][1] for one in downloads.every(release)}
    zips = {part.archive.path for part in release.parts}
    parts = [
        {
            **_dataset(release, part.package, f"{_PARTS}{quote(part.name)}/"),
            "hasPart": [_file(release, one, names) for one in release.within(f"{_PARTS}{part.name}")],
        }
        for part in release.parts
    ]
    files = [one for one in release.files if one.path in zips or not one.path.startswith(_PARTS)]
    whole = _dataset(release, release.package, "./")
    return {**whole, "hasPart": [*(_file(release, one, names) for one in files), *parts]}


def _dataset(release: Release, package: Package, place: str) -> Node:
    """A package as a data set; its licence is an entity."""
    found = schema_org.described(release, package, _HERE)
    licence = about.licence(package)
    if licence.address:
        named = schema_org.told(name=licence.title, identifier=licence.name)
        found["license"] = {"@id": licence.address, "@type": "CreativeWork", **named}
    return {"@id": place, **found}


def _file(release: Release, file: File, names: dict[str, str]) -> Node:
    """A file."""
    return {
        "@id": quote(file.path),
        "@type": "File",
        "name": names.get(file.path, file.path),
        "encodingFormat": downloads.media_of(file.path),
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
        "dateModified": release.issued.isoformat(),
    }


def _put(graph: dict[str, Node], node: Node) -> Node:
    """A reference to an entity, which enters the graph, flat, with those that it names.

    What has no identifier gets one of its type; what is told twice is told once.
    """
    kind = str(node["@type"])
    like = sum(one.get("@type") == kind for one in graph.values())
    address = str(node.get("@id") or f"#{kind.lower()}-{like + 1}")
    entity = graph.setdefault(address, {"@id": address})
    for name, value in node.items():
        entity[name] = _flat(graph, value)
    return {"@id": address}


def _flat(graph: dict[str, Node], value: Any) -> Any:
    """A value with references in place of entities."""
    if isinstance(value, list):
        return [_flat(graph, one) for one in value]
    return _put(graph, value) if isinstance(value, dict) and "@type" in value else value

"""RO-Crate 1.3 (<https://w3id.org/ro/crate/1.3>): a release as a research object that describes itself.

`ro-crate-metadata.json` is at the top of the release, as the standard wants: its root `./` is the release,
each file is an entity with its type, size and SHA-256, each thematic package a data set in a folder. Pages
and catalogues, which are made after it or with it, are not listed. A crate must have a licence: a package
that names none is no crate.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.catalogs import about, downloads, schema_org
from scripts.catalogs.places import Places
from scripts.write.describe import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.catalogs.downloads import Download
    from scripts.catalogs.schema_org import Node
    from scripts.reading.model.package import Package
    from scripts.write.describe import File, Release

PATH = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.3"

_HERE = Places("./", "")
_PARTS = "packages/"


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file, where there is a licence."""
    if not has(release):
        return
    crate = _Crate()
    about_it = {"about": {"@id": "./"}, "conformsTo": {"@id": VERSION}}
    crate.put({"@id": PATH, "@type": "CreativeWork", **about_it})
    crate.put(_root(release))
    yield PATH, to_json({"@context": f"{VERSION}/context", "@graph": list(crate.graph.values())})


def has(release: Release) -> bool:
    """True for a release that is a crate."""
    return any(about.licence(release.package))


class _Crate:
    """Entities by identifier, flat, in the order in which they are named."""

    def __init__(self) -> None:
        self.graph: dict[str, Node] = {}
        self.unnamed: dict[str, str] = {}

    def put(self, node: Node) -> Node:
        """A reference to an entity, which enters the graph with those that it names.

        What has no identifier gets one of its type; what is told twice is told once.
        """
        address = str(node.get("@id") or self._named(node))
        entity = self.graph.setdefault(address, {"@id": address})
        for name, value in node.items():
            entity[name] = self._flat(value)
        return {"@id": address}

    def _named(self, node: Node) -> str:
        """An identifier, the same for the same content."""
        kind = str(node["@type"]).lower()
        return self.unnamed.setdefault(json.dumps(node), f"#{kind}-{len(self.unnamed) + 1}")

    def _flat(self, value: Any) -> Any:
        """A value with references in place of entities."""
        if isinstance(value, list):
            return [self._flat(one) for one in value]
        return self.put(value) if isinstance(value, dict) and "@type" in value else value


def _root(release: Release) -> Node:
    """The release, with all that it holds."""
    given = {one.path: one for one in downloads.every(release)}
    zips = {part.archive.path for part in release.parts}
    whole = _dataset(release, release.package, "./")
    parts = []
    for part in release.parts:
        found = _dataset(release, part.package, f"{_PARTS}{quote(part.name)}/")
        if found.get("license") == whole.get("license"):  # inherited, the standard says
            found.pop("license", None)
        held = [_file(release, one, given) for one in release.within(f"{_PARTS}{part.name}")]
        parts.append({**found, "hasPart": held})
    files = [one for one in release.files if one.path in zips or not one.path.startswith(_PARTS)]
    return {**whole, "hasPart": [*(_file(release, one, given) for one in files), *parts]}


def _dataset(release: Release, package: Package, place: str) -> Node:
    """A package as a data set; its licence is an entity."""
    found = schema_org.described(release, package, _HERE, about.language(package))
    licence = about.licence(package)
    if licence.address:
        named = schema_org.told(name=licence.title, identifier=licence.name)
        found["license"] = {"@id": licence.address, "@type": "CreativeWork", **named}
    return {"@id": place, **found}


def _file(release: Release, file: File, given: Mapping[str, Download]) -> Node:
    """A file, in words where it is one to download."""
    known = given.get(file.path)
    return {
        "@id": quote(file.path),
        "@type": "File",
        "name": known.titles[0][1] if known else file.path,
        **schema_org.told(description=known.descriptions[0][1] if known else ""),
        "encodingFormat": downloads.media_of(file.path),
        "contentSize": str(file.bytes),
        "sha256": file.sha256,
        "dateModified": release.issued.isoformat(),
    }

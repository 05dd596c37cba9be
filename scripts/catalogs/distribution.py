"""A file to download as DCAT has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs import authority
from scripts.catalogs.graph import date, literal, texts

if TYPE_CHECKING:
    import datetime as dt

    from scripts.catalogs.downloads import Download
    from scripts.catalogs.graph import Graph, Node
    from scripts.catalogs.places import Places


def distribution(
    graph: Graph,
    download: Download,
    at: Places,
    *,
    licence: Node | None,
    rights: str,
    day: dt.date,
    versioned: bool,
) -> Node:
    """The distribution, at the address of the version with its checksum, else at the one that stays."""
    address = at.of(download.path if versioned else download.stable)
    checksum = download.sha256 if versioned else ""
    return graph.ref(
        f"{address}#distribution",
        "dcat:Distribution",
        **{
            "dct:title": texts(download.titles),
            "dct:description": texts(download.descriptions),
            "dcat:accessURL": {"@id": address},
            "dcat:downloadURL": {"@id": address},
            "dcat:mediaType": authority.media(graph, download.media),
            "dct:format": authority.concept(graph, "file-type", download.code, "dct:MediaTypeOrExtent"),
            "dct:license": licence,
            "dct:rights": graph.ref(rights, "dct:RightsStatement") if rights else None,
            "dct:issued": date(day),
            "dct:modified": date(day),
            "dcat:byteSize": None
            if download.bytes is None
            else literal(str(download.bytes), "xsd:nonNegativeInteger"),
            "spdx:checksum": {
                "@type": ["spdx:Checksum"],
                "spdx:algorithm": [authority.sha256(graph)],
                "spdx:checksumValue": [literal(checksum, "xsd:hexBinary")],
            }
            if checksum
            else None,
        },
    )

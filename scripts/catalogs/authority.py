"""The concepts of authority tables that catalogues name: of the EU, of IANA, of SPDX.

A catalogue describes each concept that it names, so that who checks it needs no network: its type, its
scheme and its label. The EU's tables are at <https://op.europa.eu/en/web/eu-vocabularies/authority-tables>.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.catalogs.graph import node, texts
from scripts.write.words import LANGUAGES

if TYPE_CHECKING:
    from scripts.catalogs.about import Texts
    from scripts.catalogs.graph import Graph, Node

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"  # https: udata knows no other
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_CODE = re.compile(r"[A-Z][A-Z0-9_]*")

# By the code that a package names, the codes of languages (ISO 639-3) in the EU's table.
_LANGUAGES = {
    "bg": "BUL", "br": "BRE", "ca": "CAT", "co": "COS", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL",
    "en": "ENG", "es": "SPA", "et": "EST", "eu": "EUS", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV",
    "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "oc": "OCI", "pl": "POL",
    "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip

# By SPDX identifier, the address by which portals know a licence: data.gouv.fr that of the Licence Ouverte,
# which no EU table has; the EU's table those of others.
_LICENCES = {
    "etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    "CC0-1.0": f"{_EU}licence/CC0",
    "CC-BY-4.0": f"{_EU}licence/CC_BY_4_0",
    "CC-BY-SA-4.0": f"{_EU}licence/CC_BYSA_4_0",
    "ODbL-1.0": f"{_EU}licence/ODC_BL",
    "ODC-By-1.0": f"{_EU}licence/ODC_BY",
    "PDDL-1.0": f"{_EU}licence/ODC_PDDL",
}


@functools.cache
def _labels() -> dict[str, dict[str, list[str]]]:
    """Labels in each language, by table and code."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def concept(graph: Graph, table: str, code: str, kind: str = "skos:Concept") -> Node | None:
    """A concept of a table of the EU; None for what is no code."""
    if not _CODE.fullmatch(code):
        return None
    known = _labels().get(table, {}).get(code)
    labels = tuple(zip(LANGUAGES, known, strict=True)) if known else (("", code),)
    types = dict.fromkeys((kind, "skos:Concept"))
    said = {"skos:inScheme": scheme(graph, table), "skos:prefLabel": texts(labels)}
    return graph.ref(f"{_EU}{table}/{code}", *types, **said)


def scheme(graph: Graph, table: str) -> Node:
    """A table of the EU."""
    return graph.ref(f"{_EU}{table}", "skos:ConceptScheme", **{"dct:title": texts((("en", table),))})


def language(graph: Graph, code: str) -> Node | None:
    """A language; None for one that has no code here."""
    found = _LANGUAGES.get(code.split("-", maxsplit=1)[0].lower(), "")
    return concept(graph, "language", found, "dct:LinguisticSystem")


def place(graph: Graph, address: str, labels: Texts, box: Node | None) -> Node:
    """A place, blank where it has no address."""
    table = address.removeprefix(_EU).split("/")[0] if address.startswith(_EU) else ""
    types = ("dct:Location", "skos:Concept") if table else ("dct:Location",)
    said = {
        "skos:inScheme": scheme(graph, table) if table else None,
        "skos:prefLabel": texts(labels),
        "dcat:bbox": box,
    }
    return graph.ref(address, *types, **said) if address else node(*types, said=said)


def media(graph: Graph, kind: str) -> Node:
    """A media type."""
    return graph.ref(f"{_IANA}{kind}", "dct:MediaType", **{"rdfs:label": texts((("", kind),))})


def sha256(graph: Graph) -> Node:
    """The algorithm of checksums."""
    return graph.ref(_SHA256, "spdx:ChecksumAlgorithm", **{"rdfs:label": texts((("", "SHA-256"),))})


def licence(graph: Graph, name: str, title: str, address: str) -> Node | None:
    """A licence, at the address by which portals know it, else at its own; None for none."""
    found = _LICENCES.get(name) or address
    said = {"dct:title": texts((("", title),)), "dct:identifier": texts((("", name),)) if name else None}
    return graph.ref(found, "dct:LicenseDocument", **said) if found else None

"""A graph of RDF, small and in order, that is written twice: as JSON-LD and as Turtle, the same triples.

A node is a mapping: `@id` unless it is blank, `@type`, lists of values by prefixed property (`dct:title`).
A value is a node (blank: it is written where it stands), a reference or a literal, in the words of JSON-LD
1.1 (<https://www.w3.org/TR/json-ld11/>). Blank nodes are trees, so that the same graph gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.catalogs.about import Texts

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Node = dict[str, Any]

_INDENT = "    "


class Graph:
    """Nodes by their address, in the order in which they were first described."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def ref(self, address: str, *types: str, **said: Any) -> Node:
        """A reference to a node, which is described where it is first named."""
        if address not in self.nodes:
            self.nodes[address] = node(*types, address=address, said=said)
        return {"@id": address}


def node(*types: str, said: dict[str, Any], address: str = "") -> Node:
    """A node, blank unless it has an address; of `said`, what is empty is left out."""
    made: Node = {"@id": address} if address else {}
    made["@type"] = list(types)
    return fill(made, said)


def fill(made: Node, said: dict[str, Any]) -> Node:
    """The node with these values by property; what is empty is left out."""
    for name, value in said.items():
        values = [one for one in (value if isinstance(value, list) else [value]) if one not in (None, "", {})]
        if values:
            made[name] = [*made.get(name, ()), *values]
    return made


def literal(value: str, kind: str) -> Node:
    """A literal of that type."""
    return {"@value": value, "@type": kind}


def date(day: dt.date | None) -> Node | None:
    """A day; None for none."""
    return None if day is None else literal(day.isoformat(), "xsd:date")


def texts(said: Texts) -> list[Node]:
    """Texts by language; a text of no known language is plain."""
    return [{"@value": text, "@language": lang} if lang else {"@value": text} for lang, text in said]


def json_ld(graph: Graph) -> str:
    """The graph as JSON-LD, expanded but for its prefixes: every reader takes it alike."""
    found = {"@context": PREFIXES, "@graph": list(graph.nodes.values())}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def turtle(graph: Graph) -> str:
    """The graph as Turtle (<https://www.w3.org/TR/turtle/>)."""
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    blocks = (f"\n<{one['@id']}> {_inside(one, _INDENT)} .\n" for one in graph.nodes.values())
    return head + "".join(blocks)


def _inside(found: Node, indent: str) -> str:
    """What a node says, each property on a line."""
    said = [f"a {', '.join(found['@type'])}"]
    said += [
        f"{name} {', '.join(_terms(values, indent))}"
        for name, values in found.items()
        if not name.startswith("@")
    ]
    return f" ;\n{indent}".join(said)


def _terms(values: list[Node], indent: str) -> Iterator[str]:
    """The values of a property."""
    for value in values:
        if "@value" in value:
            kind = f"^^{value['@type']}" if "@type" in value else ""
            lang = f"@{value['@language']}" if "@language" in value else ""
            yield f"{_quoted(value['@value'])}{kind}{lang}"
        elif "@type" in value:
            inner = indent + _INDENT
            yield f"[\n{inner}{_inside(value, inner)}\n{indent}]"
        else:
            yield f"<{value['@id']}>"


def _quoted(text: str) -> str:
    """A text between quotes: what JSON escapes, Turtle escapes alike."""
    return json.dumps(text, ensure_ascii=False).replace("\\/", "/").replace("\x7f", "\\u007F")

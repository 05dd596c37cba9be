"""Who made, publishes and answers for a release, as DCAT has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs import about, places
from scripts.catalogs.graph import fill, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.catalogs.graph import Graph, Node
    from scripts.catalogs.places import Places
    from scripts.reading.identity import Agent


def agents(graph: Graph, at: Places, people: Iterable[Agent], *, contact: bool = False) -> list[Node]:
    """References to these; each is described once, at its identifier (ROR, ORCID) where it has one."""
    return [_contact(agent) if contact else _agent(graph, at, agent) for agent in people]


def _agent(graph: Graph, at: Places, agent: Agent) -> Node:
    """Somebody: two of one name and one page are one."""
    kind = "foaf:Person" if about.is_person(agent) else "foaf:Organization"
    said = {
        "foaf:name": texts((("", agent.title),)),
        "foaf:homepage": graph.ref(page, "foaf:Document") if (page := places.web(agent.path)) else None,
    }
    return graph.ref(at.agent(agent), "foaf:Agent", kind, **said)


def _contact(agent: Agent) -> Node:
    """Whom to write to."""
    mail, page = places.mail(agent.email), places.web(agent.path)
    said = {
        "vcard:fn": texts((("", agent.title),)),
        "vcard:hasEmail": {"@id": f"mailto:{mail}"} if mail else None,
        "vcard:hasURL": {"@id": page} if page else None,
    }
    return fill({"@type": ["vcard:Kind", "vcard:Organization"]}, said)

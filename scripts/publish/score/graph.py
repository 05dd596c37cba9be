"""A catalogue in JSON-LD as nodes: what catalogues of releases are written in, and no more.

Prefixes and terms of a context that stands in the file; `@graph`, nested nodes, references, literals. A
context that is elsewhere is not fetched: SourceError.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.catalogs.graph import PREFIXES
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_KEYS = ("@id", "@type", "@value", "@language", "@graph", "@context")


class Literal(NamedTuple):
    """A text, the address of its type and its language; "" where there is none."""

    text: str
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with an address ("" for one that has none), its types and its values by property's address."""

    address: str = ""
    types: list[str] = field(default_factory=list)
    said: dict[str, list[Node | Literal]] = field(default_factory=dict)

    def values(self, name: str) -> list[Node | Literal]:
        """The values of a property, by its prefixed name (`dct:title`)."""
        return self.said.get(full(name), [])

    def nodes(self, name: str) -> list[Node]:
        """Those that are nodes."""
        return [value for value in self.values(name) if isinstance(value, Node)]

    def literals(self, name: str) -> list[Literal]:
        """Those that are literals."""
        return [value for value in self.values(name) if isinstance(value, Literal)]

    def addresses(self, name: str) -> list[str]:
        """The values as addresses, whether they are nodes or texts."""
        told = (value.address if isinstance(value, Node) else value.text for value in self.values(name))
        return [address for address in told if address]

    def is_a(self, kind: str) -> bool:
        """True for a node of that type, by its prefixed name."""
        return full(kind) in self.types


def full(name: str) -> str:
    """The address of a prefixed name.

    >>> full("dct:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, colon, rest = name.partition(":")
    return f"{PREFIXES[prefix]}{rest}" if colon and prefix in PREFIXES else name


def read(path: Path) -> list[Node]:
    """The nodes that have an address, in order. SourceError for what is no such file."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {error}", path=str(path)) from None
    return nodes(found, str(path))


def nodes(found: Any, where: str = "") -> list[Node]:
    """The nodes of JSON-LD that was read; `where` names it in a SourceError."""
    context = found.get("@context", {}) if isinstance(found, dict) else None
    if not isinstance(context, dict):
        raise SourceError(f"{where}: the context of this catalogue is not in it", path=where)
    made = _Reading(context)
    for one in found.get("@graph", [found]):
        made.node(one)
    return list(made.known.values())


class _Reading:
    """Nodes by their address, made of what says something of them, wherever it stands."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.known: dict[str, Node] = {}
        self._prefixes = {name: value for name, value in context.items() if isinstance(value, str)}
        self._terms = {name: value for name, value in context.items() if isinstance(value, dict)}

    def node(self, told: Mapping[str, Any]) -> Node:
        """The node that an object describes, or names."""
        address = str(told.get("@id", ""))
        made = self.known.setdefault(address, Node(address)) if address else Node()
        made.types.extend(map(self._full, _listed(told.get("@type"))))
        for name, values in told.items():
            if name not in _KEYS:
                term = self._terms.get(name, {})
                held = made.said.setdefault(self._full(str(term.get("@id", name))), [])
                held.extend(self._value(value, str(term.get("@type", ""))) for value in _listed(values))
        return made

    def _value(self, told: Any, kind: str) -> Node | Literal:
        if not isinstance(told, dict):
            text = told if isinstance(told, str) else json.dumps(told)
            return self.node({"@id": text}) if kind == "@id" else Literal(text, self._full(kind))
        if "@value" in told:
            text, language = str(told["@value"]), str(told.get("@language", ""))
            return Literal(text, self._full(str(told.get("@type", kind))), language)
        return self.node(told)

    def _full(self, name: str) -> str:
        prefix, colon, rest = name.partition(":")
        if colon and not rest.startswith("//") and prefix in self._prefixes:
            return f"{self._prefixes[prefix]}{rest}"
        known = self._prefixes.get(name, "")
        return self._full(known) if known and known != name else name


def _listed(value: Any) -> Iterator[Any]:
    """A value, or each of a list, nothing for null."""
    yield from value if isinstance(value, list) else () if value is None else (value,)

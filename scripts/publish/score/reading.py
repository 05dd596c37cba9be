"""The catalogue of a release as a harvester takes it: data sets, their files, dates, texts, addresses."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.catalogs.dcat import HARVEST
from scripts.publish.score import graph
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scripts.publish.score.graph import Node

PATH = f"{HARVEST}.jsonld"
FRENCH = "fr"  # the language of data.gouv.fr

# What an address answers: True and False, None where nobody knows; and why.
Answer = tuple[bool | None, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A data set as it is seen on a day: `answers` has what the addresses of its files answer."""

    dataset: Node
    day: dt.date
    answers: Mapping[str, Answer]

    @property
    def files(self) -> list[Node]:
        """Its distributions that have an address: others are not taken."""
        return [one for one in self.dataset.nodes("dcat:distribution") if address_of(one)]

    def answer(self, address: str) -> Answer:
        """What an address answers."""
        return self.answers.get(address, (None, "offline" if is_whole(address) else "no-base"))


def datasets(folder: Path) -> list[Node]:
    """The data sets of the release in that folder: the whole first, then its parts.

    ReleaseError where it has no catalogue, SourceError where that cannot be read.
    """
    path = folder / PATH
    if not path.is_file():
        raise refused("no_catalogue", path=PATH)
    found = [node for node in graph.read(path) if node.is_a("dcat:Dataset")]
    if not found:
        raise SourceError(f"{PATH}: no dcat:Dataset", path=PATH)
    return sorted(found, key=lambda node: bool(node.values("dct:isPartOf")))


def address_of(distribution: Node) -> str:
    """Where a file is: the address to download it, else the one to reach it; "" for none."""
    told = [*distribution.addresses("dcat:downloadURL"), *distribution.addresses("dcat:accessURL")]
    return told[0] if told else ""


def is_whole(address: str) -> bool:
    """True for an address of the web; others are those of files beside the catalogue."""
    return address.startswith(("https://", "http://"))


def text(node: Node, name: str, language: str = FRENCH) -> str:
    """A text in a language, else in whatever comes first; "" for none."""
    found = node.literals(name)
    return next((one.text for one in found if one.language == language), found[0].text if found else "")


def day(node: Node, names: Iterable[str]) -> dt.date | None:
    """The first day that these properties have; None for none, or for what is no date."""
    for name in names:
        for one in node.literals(name):
            with suppress(ValueError):
                return dt.date.fromisoformat(one.text[:10])
    return None


def last(address: str) -> str:
    """The code at the end of the address of a concept.

    >>> last("http://publications.europa.eu/resource/authority/file-type/CSV")
    'CSV'
    """
    return address.rstrip("/").rpartition("/")[2]

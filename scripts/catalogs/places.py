"""Where what a release holds is, and what is an address at all.

Where the folder of releases has an address on the web (`identity.base`) all addresses are absolute; else they
are relative references, which resolve against the document that says them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.reading import identity

if TYPE_CHECKING:
    from scripts.reading.identity import Agent
    from scripts.write.describe import Release

LATEST = "latest"

_WEB = re.compile(r"https?://[^\s/]+\S*")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses: `home` leads to the files of a version, `releases` to the folder of all; "" is here.

    >>> Places("../", "../../").of("data/x y.csv"), Places("../", "../../").version("1.0.0")
    ('../data/x%20y.csv', '../../1.0.0/')
    """

    home: str
    releases: str

    def of(self, path: str) -> str:
        """The address of a file of the version."""
        return self.home + quote(path)

    def version(self, version: str) -> str:
        """The address of the folder of another version."""
        return f"{self.releases}{quote(version)}/"

    def agent(self, agent: Agent) -> str:
        """The address that stands for somebody: the ROR or ORCID, else one made of what is told."""
        name = fragment(f"{agent.title} {agent.path}")
        return web(agent.identifier) or f"{self.releases}#agent-{name}"


def of_version(release: Release, up: str = "") -> Places:
    """Where the files of a version are for ever; `up` leads there from the document, without a base."""
    base = web(identity.of(release.package).base)
    return Places(f"{base}{quote(release.package.version)}/" if base else up, base or f"{up}../")


def of_latest(release: Release) -> Places:
    """Where they are as long as they are the latest, from the folder of releases."""
    base = web(identity.of(release.package).base) or "./"
    return Places(f"{base}{LATEST}/", base)


def web(told: str) -> str:
    """An address of the web, "" for what is none.

    >>> web("https://example.org/é"), web("example.org")
    ('https://example.org/%C3%A9', '')
    """
    return iri(told) if _WEB.fullmatch(told) else ""


def iri(told: str) -> str:
    """An absolute IRI in characters that every syntax takes, "" for what is none."""
    return quote(told, safe=":/?#[]@!$&'()*+,;=%~") if _ABSOLUTE.fullmatch(told) else ""


def mail(told: str) -> str:
    """An address for e-mail, "" for what is none."""
    return told if _MAIL.fullmatch(told) else ""


def doi(told: str) -> str:
    """The DOI in a text that is one, in its bare form.

    >>> doi("https://doi.org/10.5281/zenodo.1"), doi("urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8")
    ('10.5281/zenodo.1', '')
    """
    found = _DOI.fullmatch(told)
    return found[1] if found else ""


def fragment(text: str) -> str:
    """A text as the fragment of an address, in plain letters where it has accents.

    >>> fragment("L'équipe (Paris) https://a.fr/")
    'l-equipe-paris-https-a-fr'
    """
    apart = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    return quote(re.sub(r"\W+", "-", plain).strip("-"))

"""LICENSE.txt: which licence the data are under, where its text is, and what it does and does not cover."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from scripts.write import citation
from scripts.write.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.write.describe import Release

_OFFICIAL = {"etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"}


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The licence in French, then in English."""
    name, title, address = citation.licence(release.package)
    addresses = " ; ".join(a for a in (_OFFICIAL.get(name, ""), address) if a)
    parts = []
    for lang in ("fr", "en"):
        text = words(lang, "licence")
        cited = citation.sentence(release.package, release.issued, lang)
        parts += [
            text["heading"].format(
                title=citation.title(release.package, lang), version=release.package.version
            ),
            text["grant"].format(licence=title, name=name, addresses=addresses.replace(" ; ", "\n  ")),
            _wrapped(text["duty"]),
            _wrapped(cited, "  "),
            _wrapped(text["covers"]),
            _wrapped(text["leaves"]),
        ]
    yield "LICENSE.txt", "\n\n".join(parts) + "\n"


def _wrapped(text: str, indent: str = "") -> str:
    """A paragraph in lines that fit an editor."""
    return textwrap.fill(text, 88, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)

"""LICENSE.txt: which licence the data are under, where its text is, and what it does and does not cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import citation
from scripts.words import words

if TYPE_CHECKING:
    from scripts.describe import Release

_OFFICIAL = {"etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"}


def render(release: Release) -> dict[str, str]:
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
            text["duty"],
            f"  {cited}",
            text["covers"],
            text["leaves"],
        ]
    return {"LICENSE.txt": "\n\n".join(parts) + "\n"}

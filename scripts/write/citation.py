"""Who made a package and how it is cited, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.write.words import date, words

if TYPE_CHECKING:
    import datetime as dt

    from scripts.reading.model.package import Package


# Licences that ask for no more than the source, by their SPDX identifiers.
ATTRIBUTION = ("etalab-2.0", "CC-BY-4.0", "ODC-By-1.0")

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_TEX = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


class Licence(NamedTuple):
    """A licence: its short name, its title and its address; empty texts where there is none."""

    name: str
    title: str
    address: str


def creators(package: Package) -> list[str]:
    """The names of the contributors who created the package; all of them where no role says so."""
    people = list(package.extra.get("contributors", ()))
    made = [person for person in people if "creator" in person.get("roles", ())] or people
    return [str(person["title"]) for person in made if person.get("title")]


def licence(package: Package) -> Licence:
    """The first licence of a package."""
    first: dict[str, Any] = next(iter(package.extra.get("licenses", ())), {})
    name = str(first.get("name", ""))
    return Licence(name, str(first.get("title", "")) or name, str(first.get("path", "")))


def title(package: Package, lang: str) -> str:
    """The title in that language, in French where there is no other."""
    return str(package.extra.get("title_en") or package.title) if lang == "en" else package.title


def bibtex(package: Package, issued: dt.date, lang: str) -> str:
    """The entry that cites the package in BibTeX: `@misc`, which every style knows."""
    address = str(package.extra.get("homepage", ""))
    told = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in creators(package)),
        "title": f"{{{_tex(title(package, lang))}}}",
        "year": str(issued.year),
        "howpublished": _tex(
            words(lang, "citation")["version"].format(version=package.version, date=date(issued, lang))
        ),
        "note": _tex(licence(package).title),
        "url": address,
    }
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in told.items() if value)
    return f"@misc{{{package.name}-{package.version},\n{lines}\n}}"


def _tex(text: str) -> str:
    r"""A text as TeX reads it, its spaces plain.

    >>> _tex("A & B_1, 5\u00a0%")
    'A \\& B\\_1, 5 \\%'
    """
    return _SPECIAL.sub(lambda found: _TEX.get(found[0], rf"\{found[0]}"), " ".join(text.split()))


def sentence(package: Package, issued: dt.date, lang: str) -> str:
    """The sentence that cites the package: authors, year, title, version and date, licence, address."""
    parts = [
        f"{', '.join(creators(package))} ({issued.year})" if creators(package) else str(issued.year),
        title(package, lang),
        words(lang, "citation")["version"].format(version=package.version, date=date(issued, lang)),
        licence(package)[1],
    ]
    cited = ". ".join(part for part in parts if part) + "."
    home = str(package.extra.get("homepage", ""))
    return f"{cited} {home}" if home else cited

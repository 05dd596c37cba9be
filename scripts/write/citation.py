"""Who made a package and how it is cited, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.write.words import date, words

if TYPE_CHECKING:
    import datetime as dt

    from scripts.reading.model.package import Package


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

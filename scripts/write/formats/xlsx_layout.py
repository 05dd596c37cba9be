"""How a table lies on its sheet: which columns in which order, under which headers; which sheet it is on.

One reads a sheet from the left: first what a row says in French, then the same in English, the codes last.
Every field of the table is there once, so that a sheet can be held against the CSV.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.derive import labelled
from scripts.derive.beside import LABELS, TITLE
from scripts.derive.source import IDENTIFIER
from scripts.write import dictionary
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scripts.reading.model.package import Package, Resource
    from scripts.write.dictionary import Entry

HEAD = 4  # the row of the headers, from 0 on: above it a title, what it is in two languages, a link
READ, ENGLISH, CODE = "read", "english", "code"  # the parts of a sheet, from left to right

STATUS = "status"
_NEXT = ("absence", "source", "source_title", "page", "note")
_FACTS = ("fact", "cut")  # the kinds whose sheets come first
_LONGEST_NAME, _LONGEST_HEADER = 31, 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SMALL = 5  # letters of a word that no name ends with where it is cut
_RESERVED = "history"  # which Excel has for itself


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: where its field stands in the table, what it says of it, the part it is in."""

    place: int
    entry: Entry
    header: str
    part: str


def columns(resource: Resource) -> tuple[Column, ...]:
    """The columns of a table from left to right, each header once whatever its capitals."""
    entries = list(dictionary.of(resource))
    found = sorted(_parted(entries, _after(entries)), key=lambda one: one[0])
    headers = list(once((header for *_, header in found), _LONGEST_HEADER))
    return tuple(
        Column(entry.position - 1, entry, header, (READ, ENGLISH, CODE)[part])
        for ((part, *_), entry, _), header in zip(found, headers, strict=True)
    )


def headers(resource: Resource) -> str:
    """The headers of a table, as one text."""
    return ", ".join(column.header for column in columns(resource))


def printed(columns: Sequence[Column]) -> int:
    """How many columns are printed: what a figure is and where it comes from; of others, all in French."""
    read = [column.entry.field for column in columns if column.part == READ]
    last = max((read.index(name) for name in _NEXT if name in read), default=-1)
    has_status = STATUS in {name.removesuffix(f"_{LABELS['fr']}") for name in read}
    return last + 1 if has_status else len(read)


def _after(entries: Sequence[Entry]) -> dict[str, float]:
    """The places of the fields that stand right after a status, whatever is between: where it comes from."""
    places = {entry.field: entry.position for entry in entries}
    status = places.get(STATUS, math.inf)
    return {
        name: status + (rank + 1) / (len(_NEXT) + 1)
        for rank, name in enumerate(_NEXT)
        if places.get(name, 0) > status
    }


def _parted(
    entries: Sequence[Entry], after: Mapping[str, float]
) -> Iterator[tuple[tuple[int, float, int], Entry, str]]:
    """Each field, after what sorts it (part, place of the field that it speaks of, its own), and a header."""
    by_name = {entry.field: entry for entry in entries}
    french = (LABELS["fr"], TITLE)
    labelled = {name: code for code in by_name for end in french if (name := f"{code}_{end}") in by_name}
    codes = set(labelled.values()) if any(e.reference for e in entries) else set()
    first = min((by_name[name].position for name, code in labelled.items() if code in codes), default=0)
    for entry in entries:
        name, place = entry.field, entry.position
        if labelled.get(name) in codes:
            code = by_name[labelled[name]]
            yield (0, after.get(code.field, code.position), place), entry, code.title or code.field
        elif (stem := name.removesuffix(f"_{LABELS['en']}")) != name and stem in codes:
            code = by_name[stem]
            yield (1, code.position, place), entry, f"{code.title_en or code.field} (EN)"
        elif name in codes:
            yield (2, place, place), entry, f"{entry.title or name} (code)"
        elif (stem := name.removesuffix("_en")) != name and (other := _french(stem, by_name)):
            yield (1, other.position, place), entry, entry.title or name
        elif codes and (name == IDENTIFIER or place > first):  # what a code is made of stands with the codes
            yield (2, len(entries) + place, place), entry, entry.title or name
        else:
            unit = f" ({entry.unit})" if entry.unit else ""
            yield (0, after.get(name, place), place), entry, f"{entry.title or name}{unit}"


def _french(stem: str, by_name: Mapping[str, Entry]) -> Entry | None:
    """The field that says in French what `<stem>_en` says."""
    return by_name.get(stem) or by_name.get(f"{stem}_fr")


def tables(package: Package) -> list[Resource]:
    """The tables that have a sheet, in their order: figures first; with labels, where some table has them."""
    twins = labelled.twins(package)
    shown = [r for r in package.tables if r.name not in twins]
    return sorted(shown, key=lambda r: _rank(package, r))


def _rank(package: Package, resource: Resource) -> int:
    """What sheets are sorted by."""
    kind = str(plain(package, resource).extra.get("kind"))
    return _FACTS.index(kind) if kind in _FACTS else len(_FACTS)


def plain(package: Package, resource: Resource) -> Resource:
    """The table that a twin with labels is of; of any other, the table itself."""
    return package.resource(str(resource.extra.get(labelled.OF, resource.name)))


def sheet_names(package: Package) -> dict[str, str]:
    """The name of each table's sheet: its title, within the 31 characters that Excel takes, never twice."""
    shown = tables(package)
    front = [*front_names(), _RESERVED]
    named = (_short(plain(package, resource)) for resource in shown)
    found = list(once([*front, *named], _LONGEST_NAME))[len(front) :]
    return dict(zip((resource.name for resource in shown), found, strict=True))


def front_names() -> list[str]:
    """The names of the sheets about the others, in order: in French, and the cover in English too."""
    french, english = (words(lang, "workbook") for lang in LANGUAGES)
    return [french["cover"], english["cover"], french["contents"], french["notes"], french["dictionary"]]


def sheet_of(package: Package, resource: Resource) -> str:
    """The sheet that has the rows of a table: its own, or that of its twin with labels."""
    names = sheet_names(package)
    twin = labelled.twins(package).get(resource.name, resource)
    return names[twin.name]


def _short(resource: Resource) -> str:
    """A name for a sheet, cut after a word that means something."""
    text = " ".join(_FORBIDDEN.sub(" ", resource.title).split()).strip("' ") or resource.name
    if len(text) <= _LONGEST_NAME:
        return text
    kept = text[: _LONGEST_NAME + 1].split(" ")[:-1]
    while len(kept) > 1 and len(kept[-1]) < _SMALL:
        kept.pop()
    return " ".join(kept).strip("' ") or text[:_LONGEST_NAME].strip("' ")


def once(texts: Iterable[str], longest: int) -> Iterator[str]:
    """The texts, cut, none of them twice whatever their capitals.

    >>> list(once(["Note", "note", "NOTE"], 31))
    ['Note', 'note ~2', 'NOTE ~3']
    """
    taken: set[str] = set()
    for text in texts:
        found, number = text[:longest], 1
        while found.lower() in taken:
            number += 1
            end = f" ~{number}"
            found = f"{text[: longest - len(end)]}{end}"
        taken.add(found.lower())
        yield found

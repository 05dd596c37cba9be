"""Finding a page, a sheet or a number by words: labels in both languages, synonyms, questions, definitions.

Capitals and accents are ignored; a word may be the beginning of another, or differ by one letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.figures.numbers.ways import indicator_way
from explorer.figures.official.context import INDICATORS, families, group
from explorer.figures.survey.fact_words import rows_of
from explorer.figures.survey.prisms import PRISMS, actors, domains, place_label, place_of, places, whole
from explorer.figures.survey.provenance import institutes
from explorer.figures.survey.questions import by_key
from explorer.locales import folded
from explorer.published import Release
from explorer.reader import Reader
from explorer.texts import WORDS

WAY = "home.way."  # what is found on a page, in the words of the home page
SHORT = 4  # letters below which a word must be written as it is
EXACT, START, INSIDE, CLOSE = 4.0, 3.0, 2.0, 1.0
TITLE, SYNONYM, BODY = 3.0, 2.5, 1.0
NAMED = INSIDE * SYNONYM  # from which a word names what it fits
# Words that tell nothing apart, in both languages.
EMPTY = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "qu",
     "que", "s", "sur", "un", "une", "and", "for", "in", "of", "on", "or", "the", "to"]
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """Something that can be opened: its kind, its name, what is found there, the page and its codes."""

    kind: str
    title: str
    detail: str
    page: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Entry:
    result: Result
    words: tuple[tuple[str, float], ...]  # each word with the weight of the field that it stands in


def search(release: Release, reader: Reader, *, query: str) -> tuple[Result, ...]:
    """What fits every word of the query, the best first; what fits some of them where nothing fits all."""
    asked = [word for word in words(query) if word not in EMPTY] or words(query)
    if not asked:
        return ()
    scored = []
    for place, entry in enumerate(_index(release, reader)):
        fits = [
            max((fit(word, other) * weight for other, weight in entry.words), default=0.0) for word in asked
        ]
        scored.append((sum(map(bool, fits)), sum(fits), -place, entry.result))
    most = max((count for count, *_ in scored), default=0)
    kept = sorted((one for one in scored if one[0] == most > 0), key=lambda one: one[1:3], reverse=True)
    return tuple(dict.fromkeys((*_named(release, reader, asked), *(one[3] for one in kept))))


def _named(release: Release, reader: Reader, asked: list[str]) -> Iterator[Result]:
    """The domain, territory and actor that the words name: their crossing, then their sheets.

    A word names what it fits best; of entries that it fits as well, the one of the shortest name.
    """
    entries = [one for one in _index(release, reader) if one.result.kind in PRISMS]
    fits = {
        word: {one: max((fit(word, o) * w for o, w in one.words), default=0.0) for one in entries}
        for word in asked
    }
    chosen: dict[str, tuple[float, int, Result]] = {}
    prisms = {
        word: max(found, key=found.__getitem__).result.kind
        for word, found in fits.items()
        if found and max(found.values()) >= NAMED
    }
    for prism in PRISMS:
        mine = [word for word, of in prisms.items() if of == prism]
        for one in (one for one in entries if mine and one.result.kind == prism):
            score = (sum(fits[word][one] for word in mine), -len(one.words), one.result)
            chosen[prism] = max(chosen.get(prism, score), score, key=lambda found: found[:2])
    if len(chosen) > 1:
        codes = whole(**dict(code for *_, result in chosen.values() for code in result.codes))
        title = " × ".join(result.title for *_, result in chosen.values())
        yield Result("cross", title, reader.say("search.cross"), "cross", tuple(codes.items()))
    yield from (result for score, _, result in chosen.values() if score >= EXACT * TITLE)


def words(text: str) -> list[str]:
    """The words of a text, without capitals and accents.

    >>> words("L'Île-de-France, à l'été")
    ['l', 'ile', 'de', 'france', 'a', 'l', 'ete']
    """
    return re.findall(r"[a-z0-9]+", folded(text))


def fit(asked: str, word: str) -> float:
    """How well a word answers the one that was asked for; 0 where it does not.

    >>> fit("chomage", "chomage"), fit("entrepr", "entreprises"), fit("chomge", "chomage"), fit("sol", "sel")
    (4.0, 3.0, 1.0, 0.0)
    """
    if asked == word:
        return EXACT
    if len(asked) > 1 and word.startswith(asked):
        return START
    if len(asked) < SHORT:
        return 0.0
    if asked in word:
        return INSIDE
    return CLOSE if close(asked, word) else 0.0


def close(one: str, other: str) -> bool:
    """Whether one letter added, left out, changed, or two swapped, make one word of the other.

    >>> close("emplois", "emploi"), close("fragiltié", "fragilité"), close("maire", "mairie")
    (True, True, True)
    >>> close("maire", "mémoire")
    False
    """
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )
    return swapped or short[start + 1 :] == long[start + 1 :]


@lru_cache(maxsize=8)
def _index(release: Release, reader: Reader) -> tuple[_Entry, ...]:
    return tuple(_entries(release, reader))


def _entry(result: Result, *synonyms: object, body: tuple[object, ...] = ()) -> _Entry:
    fields = ((TITLE, (result.title,)), (SYNONYM, synonyms), (BODY, body))
    best: dict[str, float] = {}
    for weight, texts in fields:
        for word in words(" ".join(str(text) for text in texts if text)):
            best[word] = max(best.get(word, 0.0), weight)
    return _Entry(result, tuple(best.items()))


def _both(row: dict[str, Any], *stems: str) -> tuple[object, ...]:
    """The texts of a row in both languages."""
    return tuple(row.get(f"{stem}_{lang}") for stem in stems for lang in ("fr", "en"))


def _entries(release: Release, reader: Reader) -> Iterator[_Entry]:
    yield from _prisms(release, reader)
    for key, said in WORDS.items():
        if key.startswith(WAY):
            name = key.removeprefix(WAY)
            result = Result("page", reader.say(f"page.{name}"), reader.say(key), name)
            yield _entry(result, *WORDS[f"page.{name}"], body=said)
    known = rows_of(release, "indicators")
    asked: dict[str, list[str]] = {}
    for (_, code), one in by_key(release).items():
        asked.setdefault(code, []).append(str(one["question_fr"] or ""))
    for code, row in known.items():
        if way := indicator_way(release, code):
            page, codes = way
            title = reader.words(row, "label")
            result = Result("indicator", title, reader.words(row, "counts"), page, tuple(codes.items()))
            yield _entry(result, *_both(row, "label"), body=(*_both(row, "counts"), *asked.get(code, ())))
    for code, row in rows_of(release, INDICATORS).items():
        at = (("domain", group(release, code)), ("measure", code))
        family = families(release).get(at[0][1], {})
        said = (reader.words(family, "label"), reader.words(row, "definition"))
        result = Result("measured", reader.words(row, "label"), ". ".join(filter(None, said)), "measured", at)
        told = (*_both(row, "definition"), *_both(family, "label"), row.get("producer"))
        yield _entry(result, *_both(row, "label"), body=told)
    for row in rows_of(release, "glossary").values():
        result = Result(
            "word", reader.words(row, "term"), reader.words(row, "definition"), "method", (("part", "words"),)
        )
        yield _entry(result, *_both(row, "term"), body=_both(row, "definition"))
    for row in rows_of(release, "studies").values():
        year = str(row.get("year") or "")
        title = reader.words(row, "label")
        named = title if year in title else f"{title}, {year}"
        detail = institutes(row, reader)
        result = Result("study", named, detail, "method", (("part", "studies"),))
        yield _entry(
            result,
            *_both(row, "label"),
            body=(*_both(row, "method", "note"), row.get("programme"), row.get("institute"), year),
        )


def _prisms(release: Release, reader: Reader) -> Iterator[_Entry]:
    """Domains with their synonyms, places with the regions in them, actors with their populations."""
    rows = rows_of(release, "domains")
    for code in domains(release):
        row = rows[code]
        result = Result(
            "domain", reader.words(row, "label"), reader.say("search.domain"), "domain", (("domain", code),)
        )
        yield _entry(result, *_both(row, "label"), row.get("synonyms"))
    territories, regions = rows_of(release, "territories"), rows_of(release, "regions")
    inside: dict[str, list[object]] = {}
    for code, row in regions.items():
        inside.setdefault(place_of(release, code), []).extend([*_both(row, "label"), code])
    for code in places(release):
        row = territories.get(code, regions.get(code, {}))
        result = Result(
            "territory",
            place_label(release, reader, code),
            reader.say("search.territory"),
            "territory",
            (("territory", code),),
        )
        yield _entry(result, *_both(row, "label"), row.get("label_as_published"), *inside.get(code, []))
    people = rows_of(release, "populations").values()
    for code in actors(release):
        row = rows_of(release, "actors")[code]
        named = [text for one in people if one.get("actor") == code for text in _both(one, "label")]
        result = Result(
            "actor", reader.words(row, "label"), reader.say("search.actor"), "actor", (("actor", code),)
        )
        yield _entry(result, *_both(row, "label"), body=(*named, *WORDS["search.actor.words"]))

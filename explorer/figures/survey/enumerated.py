"""A few figures in a sentence, each with what tells it from the others; many are only counted."""

from __future__ import annotations

from collections import Counter

from explorer.address import key_fields
from explorer.figures import claims
from explorer.figures.survey.counted import counted, rank
from explorer.figures.survey.fact_words import Said, in_words, rows_of, spoken_words, subject
from explorer.figures.survey.facts import Fact, surveyed
from explorer.published import Release
from explorer.reader import Reader

FEW = 6  # figures that a sentence has room for
PROPER = ("pioneer",)  # what has a name of its own, that keeps its capital


def enumerated(
    release: Release, reader: Reader, found: list[Fact], omit: tuple[str, ...] = ()
) -> tuple[claims.Said, ...]:
    """« Measure (year). Whom: value; whom: value. » for each measure; of many, only how many there are.

    `omit`: what the figures have in common and the page says already (domain, actor, whom, a territory).
    """
    if len(found) > FEW or not found:
        return (counted(release, reader, found),)
    if _of_one(found):
        return (_several(release, reader, found, omit),)
    groups: dict[str, list[Fact]] = {}
    for fact in sorted(found, key=lambda fact: rank(release, fact)):
        groups.setdefault(subject(release, reader, fact), []).append(fact)
    return tuple(_group(release, reader, title, mine, omit) for title, mine in groups.items())


def _of_one(found: list[Fact]) -> bool:
    """Whether the figures count different things of one item, and of nothing else."""
    same = {
        (fact.table, fact.study, fact.population, fact.territory, fact.items, fact.year) for fact in found
    }
    return len(same) == 1 < len({fact.indicator for fact in found}) == len(found) and bool(found[0].items)


def _several(release: Release, reader: Reader, found: list[Fact], omit: tuple[str, ...]) -> claims.Said:
    """All of them under the title of their cut: « Cut (item, where). Measure: value; measure: value »."""
    shared = list(_shared(release, reader, found, omit).values())
    if any(surveyed(release, fact) for fact in found):
        shared.append(_when(reader, found[0]))
    stated = [claim for fact in found for claim in (valued(release, fact), *_years(release, fact))]
    parts = [
        f"{subject(release, reader, fact)}{reader.say('colon')}{spoken_words(release, reader, fact)}"
        for fact in found
    ]
    parts = [parts[0], *(_small(part) for part in parts[1:])]
    title = reader.words(release.tables[found[0].table].properties, "title") or found[0].table
    title = f"{title} ({', '.join(shared)})" if shared else title
    words = f"{title}. {reader.say('semicolon').join(parts)}."
    return claims.Said(words, tuple(dict.fromkeys(stated)))


def _group(
    release: Release, reader: Reader, title: str, found: list[Fact], omit: tuple[str, ...]
) -> claims.Said:
    """One measure: its figures with their values, or why they have none; what they share is said once."""
    shared = _shared(release, reader, found, omit) if len(found) > 1 else {}
    names = distinct(release, reader, found, (*omit, *shared), quoted=True)
    parts, stated = [], []
    for name, fact in zip(names, found, strict=True):
        value = spoken_words(release, reader, fact)
        parts.append(f"{name.words}{reader.say('colon')}{value}" if name.words else value)
        stated += [*name.claims, valued(release, fact)]
    words = reader.say("semicolon").join(parts)
    if len({fact.year for fact in found}) == 1 and any(surveyed(release, fact) for fact in found):
        shared["year"] = _when(reader, found[0])
        stated += [claim for fact in found for claim in _years(release, fact)]
    title = f"{title} ({', '.join(shared.values())})" if shared else title
    return claims.Said(f"{title}. {words[:1].upper()}{words[1:]}.", tuple(dict.fromkeys(stated)))


def valued(release: Release, fact: Fact) -> claims.Claim:
    """The value of a figure with its status, or that it has none."""
    key = claims.only(fact.row, *key_fields(release, fact.table))
    if fact.value is None:
        return claims.none(fact.table, key)
    return claims.value(fact.table, key, fact.value, fact.status)


def study_named(release: Release, reader: Reader, code: str) -> claims.Said:
    """A study with its year, where its name does not say it: « PHARE-Entreprises, 2015 »."""
    row = rows_of(release, "studies").get(code, {})
    label, year = reader.words(row, "label") or code, str(row.get("year") or "")
    if not year or year in label:
        return claims.Said(label)
    return claims.Said(f"{label}, {year}", (claims.cell("studies", claims.where(code=code), "year", year),))


def distinct(
    release: Release, reader: Reader, found: list[Fact], omit: tuple[str, ...] = (), *, quoted: bool = False
) -> list[claims.Said]:
    """What tells each figure from the others: domain, answer, whom, where; the years that differ; the source.

    A year that all share is left to the title. `quoted`: answers as they stand within a sentence.
    """
    said = [in_words(release, reader, fact) for fact in found]
    names = [_name(reader, one, fact, omit, quoted=quoted) for one, fact in zip(said, found, strict=True)]
    differ = len({fact.year for fact in found}) > 1
    dated = [
        _dated(release, reader, name, fact) if differ else claims.Said(name)
        for name, fact in zip(names, found, strict=True)
    ]
    again = Counter(one.words for one in dated)
    return [
        claims.Said(_sourced(reader, one.words, words.citation.publisher or words.citation.title), one.claims)
        if again[one.words] > 1
        else one
        for one, words in zip(dated, said, strict=True)
    ]


def _sourced(reader: Reader, name: str, source: str) -> str:
    """« Citoyens (Carenews) », « selon Carenews » where nothing else is to be said."""
    return f"{name} ({source})" if name else reader.say("name.source", source=source)


def _name(reader: Reader, one: Said, fact: Fact, omit: tuple[str, ...], *, quoted: bool) -> str:
    return ", ".join(_parts(reader, one, fact, omit, quoted=quoted).values())


def _parts(reader: Reader, one: Said, fact: Fact, omit: tuple[str, ...], *, quoted: bool) -> dict[str, str]:
    """Domain, answer and the like, whom, where, each by its name; in small letters within a sentence."""
    fields = [*(["actor"] if fact.actor and fact.row.get("actor") else []), *(name for name, _ in fact.items)]
    about = {} if "about" in omit else dict(zip(fields, one.about, strict=True))
    parts = {"domain": one.domain, **about, "whom": one.whom}
    if quoted:
        parts = {name: words if name in PROPER else _small(words) for name, words in parts.items()}
    if quoted and parts.get("answer"):
        parts["answer"] = reader.say("quoted", words=parts["answer"].lower())
    parts["where"] = "" if fact.national or fact.territory in omit else one.where
    return {name: words for name, words in parts.items() if words and name not in omit}


def _shared(release: Release, reader: Reader, found: list[Fact], omit: tuple[str, ...]) -> dict[str, str]:
    """What all the figures have in common, by the names of what it says; it is to stand in parentheses."""
    each = [_parts(reader, in_words(release, reader, fact), fact, omit, quoted=True) for fact in found]
    return {
        name: words
        for name, words in each[0].items()
        if name != "answer" and "(" not in words and all(parts.get(name) == words for parts in each)
    }


def _small(words: str) -> str:
    """The words as they stand within a sentence; an acronym keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _dated(release: Release, reader: Reader, name: str, fact: Fact) -> claims.Said:
    """The name with the year of the figure, else of its study, else that it has none."""
    when = _when(reader, fact)
    words = name if when in name else ", ".join(part for part in (name, when) if part)
    return claims.Said(words, _years(release, fact))


def _when(reader: Reader, fact: Fact) -> str:
    return fact.year.replace("-", "\N{EN DASH}") or reader.say("series.undated")


def _years(release: Release, fact: Fact) -> tuple[claims.Claim, ...]:
    """That the year is the figure's own, else that of its study."""
    if fact.row.get("year") is not None or not fact.study:
        table, key = fact.table, claims.only(fact.row, *key_fields(release, fact.table))
    else:
        table, key = "studies", claims.where(code=fact.study)
    first, _, last = fact.year.partition("-")
    stated = [claims.cell(table, key, "year", first)]
    return (*stated, claims.cell(table, key, "year_end", last)) if last else tuple(stated)

"""The figures of one question of a study, in the shape that they take: answers that share a bar, or a list.

What differs between the figures names them; what they share is in the title of their panel. Parts of a scale
are stacked; one share by domain, item or territory is a list of bars; single rates and counts are a list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.figures.figure import Key
from explorer.figures.survey.bars import Bar, bar
from explorer.figures.survey.fact_words import label, place_words, rows_of, value_words
from explorer.figures.survey.facts import Fact
from explorer.figures.survey.lookup import references
from explorer.figures.survey.marks import UNCERTAIN
from explorer.figures.survey.provenance import PERCENT
from explorer.figures.survey.scales import of_total
from explorer.published import Release
from explorer.reader import Reader
from explorer.theme import shares, text_on

COUNTRY, PART, ANSWER = "country", "part", "answer"
Dimensions = dict[str, str]
Named = Callable[[Fact, list[str]], str]


@dataclass(frozen=True)
class Part:
    """An answer within a bar: its value as printed, where it starts and ends, its colours."""

    answer: str
    value: str
    identifier: str
    share: float
    colour: str
    ink: str


@dataclass(frozen=True)
class Stack:
    """The answers about one thing, in the order of their scale; the totals beside them."""

    label: str
    parts: tuple[Part, ...]
    others: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Panel:
    """Figures of one population, unit and kind of place, all in bars or all in stacks."""

    title: str
    bars: tuple[Bar, ...] = ()
    stacks: tuple[Stack, ...] = ()
    legend: tuple[Key, ...] = ()


def panels(release: Release, reader: Reader, found: list[Fact]) -> tuple[Panel, ...]:
    """The figures of a question, those of the whole country and of the whole population first."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in found:
        groups.setdefault((fact.population, fact.unit, _wide(release, fact)), []).append(fact)
    populations = rows_of(release, "populations")

    def place(key: tuple[object, ...]) -> tuple[bool, bool, int]:
        code, _, wide = key
        names = list(populations)
        return (
            not wide,
            bool(populations.get(str(code), {}).get("parent")),
            names.index(str(code)) if code in names else 0,
        )

    return tuple(
        _panel(release, reader, groups[key], many=len(groups) > 1) for key in sorted(groups, key=place)
    )


def _wide(release: Release, fact: Fact) -> bool:
    """Whether it is of the whole country."""
    kinds = rows_of(release, "territories")
    return str(kinds.get(fact.territory, {}).get("kind", "" if fact.territory else COUNTRY)) == COUNTRY


def _panel(release: Release, reader: Reader, found: list[Fact], *, many: bool) -> Panel:
    dimensions = [_dimensions(fact) for fact in found]
    names = list(dict.fromkeys(name for one in dimensions for name in one))
    differ = [name for name in names if len({one.get(name, "") for one in dimensions}) > 1]
    alike = {name: dimensions[0].get(name, "") for name in names if name not in differ}
    title = _title(release, reader, found[0], alike, many=many)
    rows = [name for name in differ if name != ANSWER]
    if "source" in rows and not _needed(found, dimensions, rows, "source"):
        rows.remove("source")

    def named(fact: Fact, fields: list[str]) -> str:
        mine = _dimensions(fact)
        said = [_word(release, reader, fact, name, mine[name]) for name in fields if mine.get(name)]
        return ", ".join(said) or label(release, "populations", fact.population, reader)

    stacks = _stacks(release, reader, found, rows, named)
    if stacks:
        used = {part.answer: part.colour for stack in stacks for part in stack.parts}
        keys = tuple(Key(words, "solid", colour) for words, colour in used.items())
        return Panel(title, stacks=stacks, legend=keys)
    fields = [*rows, *([ANSWER] if ANSWER in differ else [])]
    ordered = _ordered(release, found)
    return Panel(title, bars=tuple(bar(release, reader, fact, named(fact, fields)) for fact in ordered))


def _needed(found: list[Fact], dimensions: list[Dimensions], fields: list[str], name: str) -> bool:
    """Whether two figures differ by that dimension alone."""
    rest = [field for field in (*fields, ANSWER) if field != name]
    return len({tuple(one.get(field, "") for field in rest) for one in dimensions}) < len(found)


def _dimensions(fact: Fact) -> Dimensions:
    """What a figure is about beside its question and its population, as codes."""
    said = {"actor": fact.actor, "domain": fact.domain, "territory": fact.territory, "year": fact.year}
    return {**said, **dict(fact.items), "source": str(fact.row.get("source") or "")}


def _word(release: Release, reader: Reader, fact: Fact, name: str, code: str) -> str:
    """A dimension in words."""
    if name == "territory":
        return place_words(release, reader, code)
    if name == "source":
        sources = rows_of(release, "sources")
        row = sources.get(code, {})
        alone = sum(one.get("publisher") == row.get("publisher") for one in sources.values()) == 1
        title = Reader("fr").typeset(str(row.get("title") or code))
        return reader.say("name.source", source=row["publisher"] if alone else title)
    tables = {"actor": "actors", "domain": "domains", **references(release, fact.table)}
    return label(release, tables[name], code, reader) if name in tables and name != "year" else code


def _title(release: Release, reader: Reader, fact: Fact, alike: Dimensions, *, many: bool) -> str:
    """Who answered, and what all the figures share; their unit where it is no percentage."""
    known = [name for name in alike if name not in ("source", "year", "territory") and alike[name]]
    said = [label(release, "populations", fact.population, reader)] if fact.population else []
    if not _wide(release, fact) and "territory" not in alike:
        said.append(reader.say("study.places"))
    said += [_word(release, reader, fact, name, alike[name]) for name in known]
    if many and alike.get("territory") and not _wide(release, fact):
        said.append(place_words(release, reader, alike["territory"]))
    return ", ".join(said)


def _ordered(release: Release, found: list[Fact]) -> list[Fact]:
    """Shares by value, in doubt and absent last; places as their table has them, for nothing ranks them."""
    if len({fact.territory for fact in found}) > 1:
        names = list(rows_of(release, "territories"))
        return sorted(
            found, key=lambda fact: names.index(fact.territory) if fact.territory in names else len(names)
        )
    if found[0].unit != PERCENT:
        return found
    return sorted(found, key=lambda fact: (fact.value is None, fact.status == UNCERTAIN, -(fact.value or 0)))


def _stacks(
    release: Release, reader: Reader, found: list[Fact], rows: list[str], named: Named
) -> tuple[Stack, ...]:
    """A bar a row where several parts of one scale have a value in some row; none where they are no parts."""
    answers = rows_of(release, "answers")
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in found:
        groups.setdefault(tuple(_dimensions(fact).get(name, "") for name in rows), []).append(fact)

    def parts(mine: list[Fact]) -> list[Fact]:
        kept = [f for f in mine if f.value is not None and answers.get(_answer(f), {}).get("kind") == PART]
        return sorted(kept, key=lambda fact: list(answers).index(_answer(fact)))

    drawn = {key: parts(mine) for key, mine in groups.items()}
    scales = {answers[_answer(f)].get("scale") for mine in drawn.values() for f in mine}
    alone = all(len({_answer(f) for f in mine}) == len(mine) for mine in drawn.values())
    if found[0].unit != PERCENT or len(scales) != 1 or not alone or max(map(len, drawn.values())) < 2:  # noqa: PLR2004 (parts)
        return ()
    used = [code for code in answers if any(code == _answer(f) for mine in drawn.values() for f in mine)]
    totals = [code for code in answers if any(code == _answer(f) for f in found) and of_total(release, code)]
    inside = [code for code in used if totals and code in of_total(release, totals[0])] or used[:-1]
    rest = [code for code in used if code not in inside]
    paint = dict(zip([*inside, *rest], shares(len(inside), len(rest), reader.palette), strict=True))
    made = []
    for key in sorted(drawn, key=lambda key: -(drawn[key][0].value or 0) if drawn[key] else 1):
        mine = drawn[key]
        made.append(
            Stack(
                named(groups[key][0], rows),
                tuple(_part(release, reader, fact, paint[_answer(fact)]) for fact in mine),
                tuple(
                    bar(release, reader, fact, label(release, "answers", _answer(fact), reader))
                    for fact in groups[key]
                    if fact not in mine
                ),
            )
        )
    return tuple(made)


def _part(release: Release, reader: Reader, fact: Fact, colour: str) -> Part:
    return Part(
        answer=label(release, "answers", _answer(fact), reader),
        value=value_words(release, reader, fact),
        identifier=fact.identifier,
        share=float(fact.value or 0),
        colour=colour,
        ink=text_on(colour, reader.palette),
    )


def _answer(fact: Fact) -> str:
    return dict(fact.items).get(ANSWER, "")

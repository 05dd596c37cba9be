"""What a preview changes, page by page: each figure that is added, changed or removed, old beside new.

A figure is told once, on the page that is its own (the first of `ways`); the sheets that show it as well are
counted beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.address import places
from explorer.figures.numbers.observation import observation
from explorer.figures.numbers.ways import Way, measured_ways, ways
from explorer.figures.survey import prisms
from explorer.figures.survey.errata import field_words
from explorer.figures.survey.fact_words import Said, in_words, label
from explorer.figures.survey.facts import by_identifier
from explorer.figures.survey.lookup import plain
from explorer.preview import ADDED, CHANGED, REMOVED, Change, Preview, preview
from explorer.published import Release
from explorer.reader import Reader

STUDY = "study"
SHEETS = (STUDY, "actor", "domain", "territory")  # the pages of one code each, under the name of the page
Named = tuple[str, tuple[tuple[str, str], ...]]  # a page and its codes, to be counted


@dataclass(frozen=True)
class Line:
    """A figure old beside new: `what` are the parts of its title; `identifier` is empty where it is gone."""

    identifier: str
    kind: str
    what: tuple[str, ...]
    where: str
    whom: str
    before: str
    after: str
    status: str
    fields: str


@dataclass(frozen=True)
class Shown:
    """A page at its choices, what it is called, and figures that change there: added ones stand apart."""

    page: str
    codes: tuple[tuple[str, str], ...]
    title: str
    lines: tuple[Line, ...]

    @property
    def published(self) -> bool:
        """Whether these are figures that were published, and change or are gone."""
        return any(line.kind != ADDED for line in self.lines)


@dataclass(frozen=True)
class Changes:
    """All that a preview tells: how many figures of each kind, the pages, the sheets that show them as well.

    `also` are page, codes, title and how many figures; `tables` name, title and what happened, in words.
    """

    version: str
    previous: str
    prepared: bool
    counts: tuple[tuple[str, int], ...]
    pages: tuple[Shown, ...]
    also: tuple[tuple[Shown, int], ...]
    tables: tuple[tuple[str, str, str], ...]


def changes(release: Release, reader: Reader, *, file: str) -> Changes:
    """What the preview of that file changes; pages where published figures change come first."""
    told = preview(file)
    groups: dict[tuple[Named, bool], list[Line]] = {}
    also: Counter[Named] = Counter()
    for change in told.figures:
        gone = change.kind == REMOVED
        first, *more = _ways(told.before if gone else release, change.identifier) or [("data", {})]
        place = _named(first), change.kind == ADDED
        groups.setdefault(place, []).append(_line(release, reader, told, change))
        if not gone:
            also.update(
                _named(way) for way in (*more, *_study(release, change.identifier)) if way[0] in SHEETS
            )
    known = {_named(way) for name in by_identifier(release) for way in _ways(release, name)[:1]}
    pages = [_shown(release, reader, way, lines, known) for (way, _), lines in groups.items()]
    ranked = sorted(also, key=lambda way: (SHEETS.index(way[0]), -also[way]))
    order = list(dict.fromkeys(one.page for one in pages))
    counted = Counter(change.kind for change in told.figures)
    return Changes(
        version=told.version,
        previous=told.previous,
        prepared=told.prepared,
        counts=tuple((kind, counted[kind]) for kind in (CHANGED, REMOVED, ADDED) if counted[kind]),
        pages=tuple(sorted(pages, key=lambda one: (not one.published, order.index(one.page)))),
        also=tuple((_shown(release, reader, way, (), {way}), also[way]) for way in ranked),
        tables=tuple(_tables(release, reader, told)),
    )


def _ways(release: Release, identifier: str) -> list[Way]:
    """The pages that show a figure; none of one that the release does not hold in memory."""
    if fact := by_identifier(release).get(identifier):
        return list(ways(release, fact))
    if place := places(release).get(identifier):
        return list(measured_ways(release, plain(release.table(place.table).iloc[[place.row]])[0]))
    return []


def _study(release: Release, identifier: str) -> Iterator[Way]:
    """The page of the study that a figure is of."""
    fact = by_identifier(release).get(identifier)
    if fact and fact.study:
        yield STUDY, {STUDY: fact.study}


def _named(way: Way) -> Named:
    return way[0], tuple(way[1].items())


def _shown(release: Release, reader: Reader, way: Named, lines: Iterable[Line], known: set[Named]) -> Shown:
    """A page; where its choice is offered no more, the page as it opens."""
    page, codes = way[0], way[1] if way in known else ()
    ranked = sorted(lines, key=lambda line: (CHANGED, REMOVED, ADDED).index(line.kind))
    return Shown(page, codes, _title(release, reader, page, dict(codes).get(page, "")), tuple(ranked))


def _title(release: Release, reader: Reader, page: str, code: str) -> str:
    """What a page is called: a sheet by what it is of, any other by its title."""
    if page == STUDY and code:
        return label(release, "studies", code, reader)
    return (
        prisms.sheet_title(release, reader, page, code)
        if page in SHEETS and code
        else reader.say(f"page.{page}")
    )


def _line(release: Release, reader: Reader, told: Preview, change: Change) -> Line:
    """A figure in words, as it was and as it is."""
    old = None if change.kind == ADDED else _said(told.before, reader, change.was)
    new = None if change.kind == REMOVED else _said(release, reader, change.identifier)
    said = new or old or _Words((change.identifier,), "", "", reader.say("changes.unheld"), "")
    statuses = [one.status for one in (old, new) if one]
    return Line(
        identifier=change.identifier if new else "",
        kind=change.kind,
        what=said.what,
        where=said.where,
        whom=said.whom,
        before=old.value if old else reader.say("changes.before.none"),
        after=new.value if new else reader.say("changes.after.none"),
        status=" → ".join(dict.fromkeys(statuses)),
        fields=reader.listing(
            [reader.small(field_words(release, reader, change.identifier, name)) for name in change.fields]
        ),
    )


@dataclass(frozen=True)
class _Words:
    """What is said of a figure."""

    what: tuple[str, ...]
    where: str
    whom: str
    value: str
    status: str


def _said(release: Release, reader: Reader, identifier: str) -> _Words | None:
    """The words of a figure of a release; None where it is not held."""
    if fact := by_identifier(release).get(identifier):
        said: Said = in_words(release, reader, fact)
        parts = [said.subject, said.domain, *said.about, said.study or said.year]
        what = tuple(dict.fromkeys(part for part in parts if part))
        return _Words(what, said.where, said.whom, said.value, said.status)
    if identifier in places(release):
        shown = observation(release, reader, identifier=identifier)
        return _Words((shown.title,), "", "", shown.value, shown.status)
    return None


def _tables(release: Release, reader: Reader, told: Preview) -> Iterator[tuple[str, str, str]]:
    """What else changed: each table, its title, how many rows and cells."""
    for name, counts in told.tables.items():
        table = release.tables.get(name)
        title = reader.words(table.properties, "title") if table else ""
        parts = [reader.say(f"changes.rows.{kind}", count=count) for kind, count in counts.items()]
        yield (name if table else "", title or name, ", ".join(parts))

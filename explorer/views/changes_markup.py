"""HTML of what a preview changes: a fold a page, its figures old beside new in a table. Pure, escaped.

What all the figures of a fold have in common is said once, in its head; what differs stays on each row.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

import pandas as pd

from explorer.address import href
from explorer.figures.numbers.changes import SHEETS, Line, Shown
from explorer.reader import Reader
from explorer.views import fact_markup, markup

ENDS = ("before", "after")
DIMENSIONS = ("where", "whom")


def pages(shown: Iterable[Shown], reader: Reader, versions: tuple[str, str], *, opened: bool) -> str:
    """By page; under its name, a fold for each of its views."""
    said = []
    for name, mine in groupby(shown, key=lambda one: one.page):
        said.append(f'<h3 class="part">{escape(reader.say(f"page.{name}"))}</h3>')
        said += [_view(one, reader, versions, opened=opened) for one in mine]
    return "".join(said)


def _view(shown: Shown, reader: Reader, versions: tuple[str, str], *, opened: bool) -> str:
    """A view: what it is of, how many figures; the link to it at its choices; its figures in a table."""
    place = escape(href(shown.page, reader.lang, **dict(shown.codes)), quote=True)
    common = _common(shown.lines)
    title, *more = [*common.values()] or shown.lines[0].what
    if shown.page in SHEETS:
        title, more = shown.title, [*common.values()]
    about = markup.DOT.join(map(escape, more))
    spoken = ", ".join(dict.fromkeys((shown.title, title, *more)))
    name = escape(f"{reader.say('changes.open')}{reader.say('colon')}{spoken}", quote=True)
    words = f"{escape(reader.say('changes.open'))}\u00a0→"
    return (
        f'<details class="facts changes"{" open" if opened else ""}><summary><h4>{escape(title)}</h4>'
        f"\u00a0<span>{len(shown.lines)}</span>{f'<small>{about}</small>' if about else ''}</summary>"
        f'<p class="onward"><a href="{place}" aria-label="{name}">{words}</a></p>'
        f"{_table(shown, common, reader, versions, spoken)}</details>"
    )


def _common(lines: tuple[Line, ...]) -> dict[str, str]:
    """What is the same for all of several figures, by the name of its column; each part of a title alone."""
    if len(lines) == 1:
        return {}
    first = lines[0]
    parts = (part for part in first.what if all(part in line.what for line in lines))
    said = {f"what{number}": part for number, part in enumerate(parts)}
    for name in (*DIMENSIONS, "status"):
        values = {getattr(line, name) for line in lines}
        if len(values) == 1 and any(values):
            said[name] = values.pop()
    return said


def _table(
    shown: Shown, common: dict[str, str], reader: Reader, versions: tuple[str, str], spoken: str
) -> str:
    """The figures: what tells them apart, before, after, status; an added one was not there before."""
    ends = ENDS if shown.published else ENDS[1:]
    known = dict(zip(ENDS, versions, strict=True))
    rows = [_cells(line, common) for line in shown.lines]
    names = [name for name in ("what", *DIMENSIONS) if any(row[name] for row in rows)]
    names = names or ["what"]
    for row, line in zip(rows, shown.lines, strict=True):
        row[names[0]] = _head(line, row[names[0]] or escape(" · ".join(line.what)), reader)
    names += [*ends, *(["status"] if "status" not in common else [])]
    titles = {name: reader.say(f"changes.{name}", version=known.get(name, "")) for name in names}
    cells = pd.DataFrame([{titles[name]: row[name] for name in names} for row in rows])
    said = reader.say("changes.published" if shown.published else "changes.added")
    return markup.table(
        cells, f"{said}{reader.say('colon')}{spoken}", html=tuple(titles.values()), kind="changes"
    )


def _cells(line: Line, common: dict[str, str]) -> dict[str, str]:
    """The cells of a figure, as HTML: a value that it has now is strong, what is none stands back."""
    said = set(common.values())
    before, after = escape(line.before), escape(line.after)
    return {
        "what": escape(" · ".join(part for part in line.what if part not in said)),
        **{name: "" if name in common else escape(getattr(line, name)) for name in DIMENSIONS},
        "before": before,
        "after": f"<strong>{after}</strong>" if any(map(str.isdigit, after)) else f"<em>{after}</em>",
        "status": escape(line.status),
    }


def _head(line: Line, words: str, reader: Reader) -> str:
    """What a row is called: it leads to the number, and says what changes where that is not its value."""
    if line.identifier:
        words = f'<a href="{escape(href("figure", reader.lang, id=line.identifier), quote=True)}">{words}</a>'
    if line.fields and line.before == line.after:
        words += f"<small>{escape(reader.say('changes.fields', fields=line.fields))}</small>"
    return words


def also(shown: Iterable[tuple[Shown, int]], reader: Reader) -> str:
    """The sheets that show the figures as well, each with how many."""
    colon = reader.say("colon").rstrip()
    return fact_markup.ways(
        (
            (href(one.page, reader.lang, **dict(one.codes)), f"{one.title}{colon}\u00a0{count}")
            for one, count in shown
        ),
        reader.say("changes.also"),
    )


def tables(shown: Iterable[tuple[str, str, str]], reader: Reader) -> str:
    """The other tables, each leading to its rows, with what happened to them."""
    items = ""
    for name, title, words in shown:
        place = escape(href("data", reader.lang, table=name), quote=True)
        told = f'<a href="{place}">{escape(title)}</a>' if name else escape(title)
        items += f"<li>{told}<small>{escape(words)}</small></li>"
    return f'<ul class="results">{items}</ul>'

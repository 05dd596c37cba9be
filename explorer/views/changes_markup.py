"""HTML of what a preview changes: a fold a page, its figures old beside new in a table. Pure, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from explorer.address import href
from explorer.figures.numbers.changes import Line, Shown
from explorer.reader import Reader
from explorer.views import fact_markup, markup

FEW = 12  # figures of a page that are shown without a click


def page(shown: Shown, reader: Reader, versions: tuple[str, str], *, opened: bool) -> str:
    """A page: its name and how many figures, the link to it at its choices, the table of its figures."""
    place = escape(href(shown.page, reader.lang, **dict(shown.codes)), quote=True)
    name = escape(f"{reader.say('changes.open')}{reader.say('colon')}{shown.title}", quote=True)
    words = f"{escape(reader.say('changes.open'))}\u00a0→"
    link = f'<p class="onward"><a href="{place}" aria-label="{name}">{words}</a></p>'
    state = " open" if opened or len(shown.lines) <= FEW else ""
    return (
        f'<details class="facts changes"{state}><summary><h3>{escape(shown.title)}</h3>\u00a0'
        f"<span>{len(shown.lines)}</span></summary>{link}{_table(shown, reader, versions)}</details>"
    )


def _table(shown: Shown, reader: Reader, versions: tuple[str, str]) -> str:
    names = [reader.say(f"changes.{name}") for name in ("figure", "where", "whom")]
    ends = [
        reader.say(f"changes.{end}", version=one)
        for end, one in zip(("before", "after"), versions, strict=True)
    ]
    columns = [*names, *ends, reader.say("changes.status")]
    cells = pd.DataFrame([_cells(line, reader) for line in shown.lines], columns=columns)
    if not any(line.where for line in shown.lines):
        cells = cells.drop(columns=names[1])
    if not any(line.whom for line in shown.lines):
        cells = cells.drop(columns=names[2])
    return markup.table(cells, shown.title, html=(columns[0], *ends), kind="changes")


def _cells(line: Line, reader: Reader) -> list[str]:
    """The cells of a figure: its title leads to it, what is gone is struck, what is new is strong."""
    title = escape(line.title)
    if line.identifier:
        title = f'<a href="{escape(href("figure", reader.lang, id=line.identifier), quote=True)}">{title}</a>'
    if line.fields and line.before == line.after:
        title += f"<small>{escape(reader.say('changes.fields', fields=line.fields))}</small>"
    before, after = escape(line.before), escape(line.after)
    before = f"<em>{before}</em>" if line.kind == "added" else before
    after = f"<em>{after}</em>" if line.kind == "removed" else f"<strong>{after}</strong>"
    return [title, line.where, line.whom, before, after, line.status]


def also(shown: Iterable[tuple[Shown, int]], reader: Reader) -> str:
    """The sheets that show the figures as well, each with how many."""
    return fact_markup.ways(
        (
            (href(one.page, reader.lang, **dict(one.codes)), f"{one.title}{reader.say('colon')}{count}")
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

"""HTML made from tables and figures. Pure: everything that is not ours is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

import pandas as pd

from explorer.address import href
from explorer.cells import values_of
from explorer.figures.figure import Citation, Figure, Key
from explorer.reader import Reader
from explorer.theme import Palette
from explorer.views.swatches import swatch

RELEASE = "release"  # below it, at the address of any page, are the files of the release
SHORT = 32  # characters of a value that stay on one line
DOT = "\u00a0· "  # between two parts: it ends a line, it starts none


def figure_head(title: str, message: str) -> str:
    """Title and key message of a figure: one paragraph where it is the first of its page (style.css)."""
    return f'<div class="figure-head"><h2>{escape(title)}</h2><p class="message">{escape(message)}</p></div>'


def section(title: str, lead: str = "") -> str:
    """Title of a part of a page, and a line under it."""
    after = f'<p class="text">{escape(lead)}</p>' if lead else ""
    return f'<h2 class="section">{escape(title)}</h2>{after}'


def panel_title(title: str, colour: str) -> str:
    """Title of one chart among several."""
    return f'<h3 class="panel" style="--panel: {colour}">{escape(title)}</h3>'


def paragraph(text: str, kind: str = "text") -> str:
    """A paragraph of a class of the style sheet."""
    return f'<p class="{kind}">{escape(text)}</p>'


def sentences(lines: Iterable[str], kind: str = "text") -> str:
    """Sentences one under the other, each from a capital; a paragraph where there is but one."""
    said = [line[:1].upper() + line[1:] for line in lines if line]
    if len(said) == 1:
        return paragraph(said[0], kind)
    return f'<ul class="{kind} lines">{"".join(f"<li>{escape(line)}</li>" for line in said)}</ul>'


def notice(text: str) -> str:
    """A word to the reader, set apart."""
    return f'<p class="notice" role="status">{escape(text)}</p>'


def literal(text: str) -> str:
    """The text as Markdown that shows it and nothing else: no link, no picture, no icon comes of it."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!<>|:~$&])", r"\\\1", text)


def legend(keys: Iterable[Key], palette: Palette, label: str, *, stacked: bool = False) -> str:
    """The legend as a list."""
    items = "".join(f"<li>{swatch(key, palette)}<span>{escape(key.words)}</span></li>" for key in keys)
    kind = "legend stack" if stacked else "legend"
    return f'<ul class="{kind}" aria-label="{escape(label, quote=True)}">{items}</ul>' if items else ""


def number(reader: Reader, identifier: str, value: str) -> str:
    """The value, linked to its address; the value alone where it has none."""
    if not identifier:
        return escape(value)
    label = escape(reader.say("facts.address", value=value), quote=True)
    place = escape(href("figure", reader.lang, id=identifier), quote=True)
    return f'<a class="address" href="{place}" aria-label="{label}">{escape(value)}</a>'


def value_list(figure: Figure, reader: Reader) -> str:
    """Names and values in a column, values aligned; what has none stands back."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        f'<td class="{_kind(value)}">'
        f"{number(reader, identifier, value)}</td></tr>"
        for name, value, identifier in figure.listed
    )
    caption = f'<caption class="visually-hidden">{escape(figure.title)}</caption>'
    return f'<table class="values">{caption}<tbody>{rows}</tbody></table>'


def _kind(value: str) -> str:
    """How a cell of the list looks: a figure, a word that stands back, or words that take several lines."""
    return "words" if len(value) > SHORT else "figure" if any(map(str.isdigit, value)) else "absent"


def citation(source: Citation, reader: Reader, *, read: bool = True) -> str:
    """« Title, publisher, p. 11 (extrait) », linked where there is an address.

    `read`: how much of it was read is said, which lists that repeat a source leave out.
    """
    title = link(source.address, source.title)
    page = reader.say("figure.page", page=source.page) if source.page else ""
    title = f'<cite lang="fr">{title}</cite>' if reader.lang != "fr" else f"<cite>{title}</cite>"
    said = ", ".join(part for part in (title, escape(source.publisher), escape(page)) if part)
    return reader.say("source.read", source=said, read=escape(source.read)) if read and source.read else said


def unfold(words: str) -> str:
    """A box to tick, on a phone only, that shows all of what comes after it (style.css)."""
    return f'<label class="unfold"><input type="checkbox">{escape(words)}</label>'


def search_box(reader: Reader, query: str = "") -> str:
    """The form that leads to the page of the search, in the language of this one.

    Its address says the language (page.js): Streamlit takes the name « lang » off a field.
    """
    place = escape(href("search", reader.lang), quote=True)
    label = escape(reader.say("search.label"), quote=True)
    hint = escape(reader.say("search.placeholder"), quote=True)
    return (
        f'<form class="search" role="search" action="{place}" method="get">'
        f'<input type="search" name="q" value="{escape(query[:80], quote=True)}" maxlength="80" '
        f'aria-label="{label}" placeholder="{hint}" autocomplete="off">'
        f'<button type="submit">{escape(reader.say("search.go"))}</button></form>'
    )


def addresses(known: Iterable[tuple[str, str]], reader: Reader) -> str:
    """Each number with a link to its address, folded; nothing where none has one."""
    items = "".join(
        f'<li><a href="{escape(href("figure", reader.lang, id=one), quote=True)}">{escape(words)}</a></li>'
        for one, words in known
    )
    title = escape(reader.say("figure.addresses"))
    return (
        f'<details class="addresses"><summary>{title}</summary><ul class="links">{items}</ul></details>'
        if items
        else ""
    )


def link(address: str, words: str) -> str:
    """The words, linked where the address is one of the web."""
    if not address.startswith(("https://", "http://")):
        return escape(words)
    return f'<a href="{escape(address, quote=True)}">{escape(words)}</a>'


def download(path: str, words: str) -> str:
    """A link to a file of the release (giving.py)."""
    return f'<a href="{RELEASE}/{escape(quote(path), quote=True)}" download>{escape(words)}</a>'


def downloads(files: Iterable[tuple[str, str]]) -> str:
    """Files of the release as a row of buttons: path, words."""
    items = "".join(f"<li>{download(path, words)}</li>" for path, words in files)
    return f'<ul class="downloads">{items}</ul>' if items else ""


def french(text: str, reader: Reader) -> str:
    """A question as it was asked: marked as French on an English page."""
    return (
        f'<span lang="fr">{escape(text)}</span>'
        if text.startswith("«") and reader.lang != "fr"
        else escape(text)
    )


def terms(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms and what is said of them."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in pairs)
    return f'<div class="under about"><dl>{rows}</dl></div>'


def table(
    cells: pd.DataFrame,
    caption: str,
    *,
    head: bool = True,
    html: Iterable[str] = (),
    numbers: Iterable[str] = (),
    kind: str = "",
) -> str:
    """A real table; its first column heads the rows where `head`; `html` is HTML, `numbers` stand right.

    On a phone each row of a table with heads stands as a block, its cells under one another with the name of
    their column. Roles are written down, since a browser forgets those of a table that is shown in blocks.
    """
    ready, aligned = set(html), dict.fromkeys(numbers, ' class="number"')
    columns = "".join(
        f'<th scope="col" role="columnheader"{aligned.get(column, "")}>{escape(str(column))}</th>'
        for column in cells.columns
    )
    names = [escape(str(column), quote=True) for column in cells.columns]
    rows = []
    for row in values_of(cells):
        cell = []
        for place, (column, value) in enumerate(zip(cells.columns, row, strict=True)):
            text = "" if value is None else str(value) if column in ready else escape(str(value))
            heads = head and place == 0
            cell.append(
                f'<th scope="row" role="rowheader">{text}</th>'
                if heads
                else f'<td role="cell"{aligned.get(column, "")} data-column="{names[place]}">{text}</td>'
            )
        rows.append(f'<tr role="row">{"".join(cell)}</tr>')
    label, looks = escape(caption, quote=True), f"plain {'stacked' if head else ''} {kind}".split()
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="{" ".join(looks)}" role="table">'
        f'<caption class="visually-hidden">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table></div>'
    )

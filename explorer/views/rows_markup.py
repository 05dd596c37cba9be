"""HTML of the rows of a table: how many, what sifts them, heads that sort them, the way to other pages.

Links and forms only: each is an address, followed without leaving the page (page.js).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from explorer.asking import SORTED
from explorer.figures.studies.rows import Cell, Head, Page
from explorer.locales import number
from explorer.reader import Reader
from explorer.sieve import BY, FROM, HAS, LIMIT, PAGE, TO, Odd

Place = Callable[[Mapping[str, str]], str]  # what an address says of rows → the address


def rows(shown: Page, title: str, count: int, reader: Reader, place: Place) -> str:
    """All of it; `count`: the rows of the table."""
    notices = (_attribute(_odd(odd, shown, reader)) for odd in shown.odd)
    parts = [
        "".join(f'<p class="notice" role="status">{notice}</p>' for notice in notices),
        f'<p class="range">{escape(span(shown, count, reader))}</p>',
        _sifted(shown, reader, place),
        _sieve(shown, reader, place),
        _table(shown, title, reader, place) if shown.rows else "",
        _pager(shown, reader, place) if shown.pages > 1 else "",
    ]
    return f'<div class="stays">{"".join(parts)}</div>'


def span(shown: Page, count: int, reader: Reader) -> str:
    """« Lignes 26 à 50 sur 2 106 », of those that pass where rows are sifted; what a sort leaves out."""
    told = {
        "first": number(shown.first, reader.lang),
        "last": number(shown.first + len(shown.rows) - 1, reader.lang),
        "total": number(shown.total, reader.lang),
        "count": number(count, reader.lang),
    }
    key = "rows.sifted" if shown.asked.tests else "rows.all"
    said = [reader.say(f"{key}.none" if not shown.rows else key, **told)]
    if shown.cut:
        said.append(reader.say("rows.cut", most=number(SORTED, reader.lang)))
    return " ".join(said)


def _odd(odd: Odd, shown: Page, reader: Reader) -> str:
    """What an address asks for in vain."""
    if odd.name == PAGE:
        return reader.say("rows.odd.page", value=odd.text, pages=number(shown.pages, reader.lang))
    if odd.name == BY:
        return reader.say("rows.odd.sort", value=odd.text)
    known = {head.field.name: head for head in shown.heads}
    if odd.name not in known:
        return reader.say("rows.odd.field", name=odd.name)
    head = known[odd.name]
    return reader.say(f"rows.odd.{head.field.kind}", value=odd.text, name=head.title)


def _sifted(shown: Page, reader: Reader, place: Place) -> str:
    """What sifts and sorts the rows, each with the link that leaves it out."""
    known = {head.field.name: head for head in shown.heads}
    items = ""
    for parameter, text in shown.asked.words:
        how, _, name = parameter.partition(".")
        said = reader.say(f"rows.{how}", field=known[name].title, value=known[name].said(text))
        label = reader.say("rows.without", words=said)
        items += _chip(said, shown.asked.address(**{parameter: "", PAGE: ""}), label, place)
    if by := shown.asked.by:
        how = "falling" if shown.asked.falling else "rising"
        said = reader.say(f"rows.sorted.{how}", field=known[by].title)
        items += _chip(said, shown.asked.address(**{BY: "", PAGE: ""}), reader.say("rows.unsorted"), place)
    return (
        f'<ul class="sifted" aria-label="{_attribute(reader.say("rows.asked"))}">{items}</ul>'
        if items
        else ""
    )


def _chip(said: str, without: Mapping[str, str], label: str, place: Place) -> str:
    return (
        f'<li>{escape(said)} <a href="{_attribute(place(without))}" aria-label="{_attribute(label)}" '
        'data-again="fold"><span aria-hidden="true">×</span></a></li>'
    )


def _sieve(shown: Page, reader: Reader, place: Place) -> str:
    """The form, folded: a control a field."""
    written = dict(shown.asked.words)
    action = _attribute(place(shown.asked.address(**dict.fromkeys(written, ""), **{PAGE: ""})))
    fields = "".join(_control(head, written, reader) for head in shown.heads)
    return (
        f'<details class="fold sieve"><summary data-again="fold">{escape(reader.say("rows.sieve"))}</summary>'
        f'<form class="sift" action="{action}" method="get"><div class="fields">{fields}</div>'
        f'<p class="way">{escape(reader.say("rows.sieve.help"))}</p>'
        f'<button type="submit" data-again="fold">{escape(reader.say("rows.sieve.go"))}</button>'
        f'<a href="{action}" data-again="fold">{escape(reader.say("rows.sieve.clear"))}</a></form></details>'
    )


def _control(head: Head, written: Mapping[str, str], reader: Reader) -> str:
    """The control of a field: a list of its codes, a line to write on, or two for bounds."""
    label, name = f"<span>{escape(head.title)}</span>", head.field.name
    if head.field.kind in ("number", "date"):
        ends = "".join(_line(head, end, written, reader) for end in (FROM, TO))
        return f'<div class="bounds" role="group" aria-label="{_attribute(head.title)}">{label}{ends}</div>'
    if head.field.kind == "text":
        return f"<label>{label}{_line(head, HAS, written, reader)}</label>"
    options = f'<option value="">{escape(reader.say("rows.hint.code"))}</option>'
    for code in head.field.codes:
        chosen = " selected" if code == written.get(f"{HAS}{name}") else ""
        options += f'<option value="{_attribute(code)}"{chosen}>{escape(head.said(code))}</option>'
    return f'<label>{label}<select name="{_attribute(HAS + name)}">{options}</select></label>'


def _line(head: Head, how: str, written: Mapping[str, str], reader: Reader) -> str:
    """A line to write on: words that a text holds, or a bound."""
    name = f"{how}{head.field.name}"
    hint = _attribute(reader.say(f"rows.hint.{how}{head.field.kind}" if how != HAS else "rows.hint.text"))
    spoken = f' aria-label="{_attribute(head.title)}, {hint}"' if how != HAS else ""
    digits = ' inputmode="decimal"' if head.field.kind == "number" else ""
    return (
        f'<input type="text" name="{_attribute(name)}" value="{_attribute(written.get(name, ""))}" '
        f'maxlength="{LIMIT}" placeholder="{hint}" autocomplete="off"{spoken}{digits}>'
    )


def _table(shown: Page, title: str, reader: Reader, place: Place) -> str:
    """The rows, each headed by its place in the table; heads sort them."""
    heads = f'<th scope="col" class="number">{escape(reader.say("rows.place"))}</th>'
    heads += "".join(_head(head, shown, reader, place) for head in shown.heads)
    kinds = [' class="number"' if head.number else "" for head in shown.heads]
    body = ""
    for position, cells in shown.rows:
        values = zip(kinds, cells, strict=True)
        body += f'<tr><th scope="row" class="number">{number(position, reader.lang)}</th>'
        body += "".join(f"<td{kind}>{_cell(cell)}</td>" for kind, cell in values) + "</tr>"
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{_attribute(title)}">'
        f'<table class="plain data"><caption class="visually-hidden">{escape(title)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(head: Head, shown: Page, reader: Reader, place: Place) -> str:
    """The name of a column, which sorts: rising, then falling, then no more."""
    name, asked = head.field.name, shown.asked
    now = "" if asked.by != name else "falling" if asked.falling else "rising"
    then, key, sign, spoken = {
        "": (name, "rows.sort.rising", "", ""),
        "rising": (f"-{name}", "rows.sort.falling", " ↑", ' aria-sort="ascending"'),
        "falling": ("", "rows.sort.none", " ↓", ' aria-sort="descending"'),
    }[now]
    address = _attribute(place(asked.address(**{BY: then, PAGE: ""})))
    code = f"<code>{escape(name)}</code>" if head.title != name else ""
    kind = ' class="number"' if head.number else ""
    hint, again = _attribute(reader.say(key, field=head.title)), _attribute(f"sort-{name}")
    words = f'{escape(head.title)}<span aria-hidden="true">{sign}</span>'
    link = f'<a href="{address}" title="{hint}" data-again="{again}">{words}</a>'
    return f'<th scope="col"{kind}{spoken}>{link}{code}</th>'


def _cell(cell: Cell) -> str:
    meaning = f"<small>{escape(cell.meaning)}</small>" if cell.meaning else ""
    return f"<div>{escape(cell.text)}{meaning}</div>" if cell.text else ""


def _pager(shown: Page, reader: Reader, place: Place) -> str:
    """The pages before and after, and any other by its number."""
    page, last = shown.asked.page, shown.pages

    def step(to: int, key: str) -> str:
        if not 1 <= to <= last:
            return f'<span class="none">{escape(reader.say(key))}</span>'
        address = place(shown.asked.address(**{PAGE: str(to) if to > 1 else ""}))
        return f'<a href="{_attribute(address)}" data-again="{key}">{escape(reader.say(key))}</a>'

    action = _attribute(place(shown.asked.address(**{PAGE: ""})))
    of = escape(reader.say("rows.pages", pages=number(last, reader.lang)))
    jump = (
        f'<form class="sift jump" action="{action}" method="get"><label>{escape(reader.say("rows.page"))} '
        f'<input type="number" name="{PAGE}" min="1" max="{last}" value="{page}" data-again="jump"></label> '
        f"<span>{of}</span> "
        f'<button type="submit" data-again="jump">{escape(reader.say("rows.page.go"))}</button></form>'
    )
    steps = f"{step(page - 1, 'rows.before')}{jump}{step(page + 1, 'rows.after')}"
    return f'<nav class="pager" aria-label="{_attribute(reader.say("rows.pager"))}">{steps}</nav>'


def _attribute(text: str) -> str:
    return escape(text, quote=True)

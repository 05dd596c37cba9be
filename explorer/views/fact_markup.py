"""HTML of the table of what exists, of the page of one number. Pure, escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from explorer.address import href
from explorer.figures.numbers.echoes import Other
from explorer.figures.numbers.observation import Observation
from explorer.figures.sheets.availability import LEGIBLE, SIGNS, Availability, Cell
from explorer.figures.survey.counted import amount
from explorer.reader import Reader
from explorer.views import errata_markup, markup

ROOMY = 6  # columns in which words have room
FEW = 8  # cells without a figure that a phone shows with the others
SHOWN = tuple(SIGNS[state] for state in (*LEGIBLE, "unreadable"))  # what it shows in any case


def _caption(words: str) -> str:
    return f'<caption class="visually-hidden">{escape(words)}</caption>'


def availability(shown: Availability, reader: Reader) -> str:
    """What exists and what does not: a table whose every cell says its state in a sign and in words.

    Where columns are many, a wide screen shows the signs alone: what each says is in the legend above.
    """
    head = "".join(
        f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in (shown.head, *shown.columns)
    )
    body, none = "", f'<small class="bare">{escape(reader.say("availability.bare"))}</small>'
    for line in shown.lines:
        title = escape(line.title)
        if line.codes:
            title = (
                f'<a href="{escape(href("cross", reader.lang, **dict(line.codes)), quote=True)}">{title}</a>'
            )
        cells = "".join(
            _cell(cell, column, reader) for cell, column in zip(line.cells, shown.columns, strict=True)
        )
        bare = "" if any(cell.codes for cell in line.cells) else none
        body += f'<tr role="row"><th scope="row" role="rowheader">{title}{bare}</th>{cells}</tr>'
    keys = "".join(
        f'<li><span class="mark">{sign}</span>'
        f"<span>{escape(amount(reader, 'availability.count', count, words=words))}</span></li>"
        for sign, words, count in shown.legend
    )
    legend = f'<ul class="legend stack" aria-label="{escape(reader.say("legend"), quote=True)}">{keys}</ul>'
    name = escape(shown.title, quote=True)
    kind = " dense" if len(shown.columns) > ROOMY else ""
    empty = sum(count for state, _, count in shown.legend if state not in SHOWN)
    more = markup.unfold(reader.say("availability.unfold", count=empty)) if empty > FEW else ""
    return (
        f'{legend}{more}<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
        f'<table class="plain availability{kind}" role="table">{_caption(shown.title)}'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _cell(cell: Cell, column: str, reader: Reader) -> str:
    sign = f'<span class="sign" aria-hidden="true">{SIGNS[cell.state]}</span>'
    words = f'<span class="words">{escape(cell.words)}</span>'
    if cell.codes:
        words = f'<a href="{escape(href("cross", reader.lang, **dict(cell.codes)), quote=True)}">{words}</a>'
    name = f'<span class="column" aria-hidden="true">{escape(column)}</span>'
    kind = f"figure {cell.state}" if cell.state in LEGIBLE[1:] else cell.state
    return f'<td role="cell" class="state {kind}">{name}<span class="said">{sign}{words}</span></td>'


def observation(shown: Observation, reader: Reader, base: str, version: tuple[str, str]) -> str:
    """One number: in large with what it is, then what is known of it, then where it stands."""
    kind = "measured" if shown.measured else "survey"
    side = "measured" if shown.measured else "perceived"
    status = f"{shown.status[:1].upper()}{shown.status[1:]}"
    meaning = f" {shown.meaning}" if shown.meaning else ""
    known = [(reader.say("observation.status"), escape(f"{status}.{meaning}"))]
    known += [(term, _question(text, reader)) for term, text in shown.terms]
    known += [
        (reader.say("observation.source"), "<br>".join(markup.citation(c, reader) for c in shown.citations))
    ]
    known += [(reader.say("observation.repeated"), _others(shown.repeated, reader))]
    known += [(reader.say("observation.others"), _others(shown.others, reader))]
    known += [(reader.say("observation.errata"), errata_markup.corrections(shown.errata, reader))]
    place = href("figure", reader.lang, id=shown.identifier)
    proof = [
        (reader.say("observation.identifier"), f"<code>{_breakable(shown.identifier)}</code>"),
        (
            reader.say("observation.link"),
            f'<a href="{escape(place, quote=True)}">{_breakable(base + place)}</a>',
        ),
        (
            reader.say("observation.version"),
            escape(reader.say("observation.version.text", version=version[0], date=version[1])),
        ),
        (reader.say("observation.file"), f"<code>{escape(shown.file.path)}</code>" if shown.file else ""),
        (
            reader.say("observation.hash"),
            f"<code>{escape(shown.file.sha256 or '')}</code>" if shown.file else "",
        ),
        (reader.say("observation.cite"), _breakable(shown.cite)),
    ]
    return (
        f'<section class="side {side} number"><p class="way">{escape(reader.say(f"observation.{kind}"))}</p>'
        f'<p class="value">{escape(shown.value)}</p><h2 class="words">{escape(shown.title)}</h2></section>'
        f"{_terms(reader.say('observation.known'), known)}{_terms(reader.say('observation.proof'), proof)}"
    )


def _breakable(text: str) -> str:
    """The text, where a line may be broken after each part of an identifier rather than within one."""
    return re.sub(r"(?<=\w[:/])(?=\w)", "<wbr>", escape(text))


def _question(text: str, reader: Reader) -> str:
    """A question as asked, marked as French on an English page."""
    return (
        f'<span lang="fr">{escape(text)}</span>'
        if text.startswith("«") and reader.lang != "fr"
        else escape(text)
    )


def _others(shown: Iterable[Other], reader: Reader) -> str:
    items = ""
    for one in shown:
        cited = markup.citation(one.citation, reader, read=False)
        value = markup.number(reader, one.identifier, one.value) + ", " if one.value else ""
        note = f"<br>{escape(one.note)}" if one.note else ""
        items += f"<li>{value}{cited}{note}</li>"
    return f"<ul>{items}</ul>" if items else ""


def _terms(title: str, terms: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{said}</dd>" for term, said in terms if said)
    return f'<h2 class="section">{escape(title)}</h2><div class="under about"><dl>{rows}</dl></div>'


def ways(links: Iterable[tuple[str, str]], label: str) -> str:
    """Links to pages of the explorer as a list: address, words."""
    items = "".join(
        f'<li><a href="{escape(place, quote=True)}">{escape(words)}</a></li>' for place, words in links
    )
    return f'<ul class="links" aria-label="{escape(label, quote=True)}">{items}</ul>' if items else ""

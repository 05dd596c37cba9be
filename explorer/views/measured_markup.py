"""HTML of the two kinds of figures, each under its own heading and in its own colour. Pure, escaped."""

from __future__ import annotations

from html import escape
from itertools import groupby

from explorer.figures.official.region_card import Card
from explorer.figures.official.survey_lines import Column
from explorer.reader import Reader
from explorer.views import markup, under_markup

FEW = 8  # values of a region that a phone shows at once


def column(shown: Column, kind: str, reader: Reader, level: int = 3) -> str:
    """Heading, figures in large with their words, where they come from. `kind`: perceived or measured."""
    lines = "".join(
        f'<li><span class="value{"" if any(map(str.isdigit, line.value)) else " absent"}">'
        f"{markup.number(reader, line.identifier, line.value)}</span>"
        f'<span class="words">{escape(line.words)}</span>'
        + (f'<small class="told">{escape(line.counts)}</small>' if line.counts else "")
        + f"<small>{escape(line.detail)}</small>"
        + (f'<small class="note">{escape(line.note)}</small>' if line.note else "")
        + "</li>"
        for line in shown.lines
    )
    body = f"<ul>{lines}</ul>" if lines else f'<p class="none">{escape(shown.none)}</p>'
    keys = markup.legend(shown.legend, reader.palette, reader.say("legend"), stacked=True)
    below = under_markup.asked(reader, shown.provenance) if lines else ""
    head = f"<h{level}>{escape(shown.heading)}</h{level}>"
    return f'<section class="side {kind}">{head}{body}{keys}{below}</section>'


def card(shown: Card, reader: Reader) -> str:
    """The measured indicators of a region as one table, by domain."""
    names = ("card.column.indicator", "card.column.value", "card.column.place")
    head = "".join(f'<th scope="col">{escape(reader.say(name))}</th>' for name in names)
    body = ""
    for domain, rows in groupby(shown.rows, key=lambda row: row.domain):
        body += f'<tr class="group"><th scope="rowgroup" colspan="3">{escape(domain)}</th></tr>'
        for row in rows:
            body += (
                f'<tr><th scope="row">{escape(row.indicator)}<small>{escape(row.source)}</small></th>'
                f'<td class="figure">{markup.number(reader, row.identifier, row.value)}</td>'
                f"<td>{escape(row.words)}</td></tr>"
            )
    caption = f'<caption class="visually-hidden">{escape(shown.title)}</caption>'
    table = f'<table class="plain card">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    keys = markup.legend(shown.legend, reader.palette, reader.say("legend"), stacked=True)
    count = len(shown.rows)
    more = markup.unfold(reader.say("card.unfold", count=count)) if count > FEW else ""
    return f'<section class="side measured"><h3>{escape(shown.title)}</h3>{more}{table}{keys}</section>'


def survey_head(shown: Card) -> str:
    """The heading of the survey part of a card, and the study area that its figures are of."""
    said = "".join(f'<p class="text">{escape(part)}</p>' for part in shown.areas)
    return f'<section class="side perceived"><h3>{escape(shown.survey_title)}</h3>{said}</section>'

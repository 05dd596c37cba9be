"""HTML of cards: a title, words, terms, figures, where they were read. Pure: what is not ours is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from explorer.figures.figure import Citation
from explorer.figures.themes.field import Card, Group
from explorer.reader import Reader
from explorer.views import markup


def cards(shown: Iterable[Card], reader: Reader, *, level: int = 2, kind: str = "") -> str:
    """The cards as a list; their titles are headings of that level."""
    items = "".join(f"<li>{_card(card, reader, level)}</li>" for card in shown)
    return f'<ul class="sheets {escape(kind, quote=True)}">{items}</ul>' if items else ""


def group(shown: Group, reader: Reader) -> str:
    """A heading and its cards; numbered where each leads to the next."""
    tag = "ol" if shown.ordered else "ul"
    items = "".join(f"<li>{_card(card, reader, 4)}</li>" for card in shown.cards)
    head = f'<h3 class="group">{escape(shown.title)}</h3>'
    return f'<section class="group">{head}<{tag} class="sheets small">{items}</{tag}></section>'


def sources(cited: Iterable[Citation], reader: Reader) -> str:
    """« Source: … » under a part of a page, each source once."""
    unique = dict.fromkeys(markup.citation(source, reader) for source in cited)
    said = "<br>".join(unique)
    term = escape(reader.say("figure.source"))
    return f'<div class="under"><dl><dt>{term}</dt><dd>{said}</dd></dl></div>' if said else ""


def _card(card: Card, reader: Reader, level: int) -> str:
    kind = "" if card.named else ' class="unnamed"'
    parts = [f"<h{level}{kind}>{escape(card.title)}</h{level}>"]
    if card.text:
        parts.append(f"<p>{escape(card.text)}</p>")
    terms = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in card.facts)
    if card.address:
        address = card.address if "://" in card.address else f"http://{card.address}"
        shown = markup.link(address, card.address)
        terms += f"<dt>{escape(reader.say('pioneers.website'))}</dt><dd>{shown}</dd>"
    if terms:
        parts.append(f'<dl class="terms">{terms}</dl>')
    if card.figures:
        values = "".join(
            f'<li><span class="value">{markup.number(reader, identifier, value)}</span> '
            f'<span class="words">{escape(words)}</span></li>'
            for words, value, identifier in card.figures
        )
        label = escape(reader.say("pioneers.figures"), quote=True)
        parts.append(f'<ul class="counts" aria-label="{label}">{values}</ul>')
    if card.note:
        parts.append(f'<p class="note">{escape(card.note)}</p>')
    if card.sources:
        cited = "<br>".join(markup.citation(source, reader, read=False) for source in card.sources)
        parts.append(f"<small>{cited}</small>")
    return "".join(parts)

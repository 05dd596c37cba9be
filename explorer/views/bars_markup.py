"""Bars as HTML: a list of names, values and bars, and answers that share a bar. Drawn by the style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from explorer.figures.studies.shapes import Part, Stack
from explorer.figures.survey.bars import Bar
from explorer.reader import Reader
from explorer.views import markup
from explorer.views.markup import DOT

THIN = 12  # percent: a part too narrow for its value, which stands beside the bar


def bars(shown: Iterable[Bar], reader: Reader, *, label: str, notes: bool = True) -> str:
    """The list, named by `label` for those who hear it; a value leads to its address."""
    items = "".join(_bar(one, reader, notes=notes) for one in shown)
    name = escape(label, quote=True)
    return f'<ul class="bars" aria-label="{name}">{items}</ul>' if items else ""


def _bar(one: Bar, reader: Reader, *, notes: bool) -> str:
    value = markup.number(reader, one.identifier, one.value) + (f" {escape(one.sign)}" if one.sign else "")
    absent = "" if one.share is not None or any(map(str.isdigit, one.value)) else " absent"
    more = DOT.join(part for part in (one.status, one.base, one.note if notes else "") if part)
    note = f"<small>{escape(more)}</small>" if more else ""
    return (
        f'<li><span class="name">{escape(one.label)}{note}</span>'
        f'<span class="value{absent}">{value}</span>{_track(one)}</li>'
    )


def _track(one: Bar) -> str:
    """The bar on the whole scale, with the ends of its interval; nothing where there is no share."""
    if one.share is None:
        return ""
    look = "" if one.certain else ' class="doubt"'
    whisker = (
        ""
        if one.low is None or one.high is None
        else f'<b style="left:{one.low:.2f}%;width:{one.high - one.low:.2f}%"></b>'
    )
    return (
        f'<span class="track" aria-hidden="true"><i{look} style="width:{one.share:.2f}%"></i>{whisker}</span>'
    )


def stacks(shown: Iterable[Stack], reader: Reader, *, label: str) -> str:
    """A bar an item of the list, cut in the answers; each value leads to its address."""
    items = "".join(_stack(one, reader) for one in shown)
    return f'<ul class="bars" aria-label="{escape(label, quote=True)}">{items}</ul>' if items else ""


def _stack(one: Stack, reader: Reader) -> str:
    parts = "".join(
        f'<span style="width:{part.share:.2f}%;--part:{part.colour};--on:{part.ink}">'
        f"{'' if part.share < THIN else _named(part, reader, 'visually-hidden')}</span>"
        for part in one.parts
    )
    beside = [_named(part, reader) for part in one.parts if part.share < THIN]
    beside += [
        f"{escape(other.label + reader.say('colon'))}{markup.number(reader, other.identifier, other.value)}"
        for other in one.others
    ]
    others = "".join(f"<small>{said}</small>" for said in beside)
    return (
        f'<li><span class="name">{escape(one.label)}</span><span class="total">{others}</span>'
        f'<span class="parts">{parts}</span></li>'
    )


def _named(part: Part, reader: Reader, look: str = "") -> str:
    """An answer and its value; the answer is heard only where the legend shows its colour."""
    name = escape(part.answer + reader.say("colon"))
    heard = f'<span class="{look}">{name}</span>' if look else name
    return heard + markup.number(reader, part.identifier, part.value)

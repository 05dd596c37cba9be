"""HTML of corrections: one line a reason, which opens on the cells that it corrected. Pure, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from explorer.figures.survey.counted import amount
from explorer.figures.survey.errata import Correction, Reason
from explorer.reader import Reader
from explorer.views import markup


def reasons(shown: Iterable[Reason], reader: Reader) -> str:
    """By version; within one the corrections of what figures say, then those of notes and labels alone."""
    said = []
    for version, mine in groupby(shown, key=lambda one: one.version):
        said.append(f'<h3 class="part">{escape(reader.say("method.errata.version", version=version))}</h3>')
        for wording, alike in groupby(mine, key=lambda one: one.wording):
            name = "method.errata.wording" if wording else "method.errata.values"
            said.append(f'<h4 class="part">{escape(reader.say(name))}</h4>')
            said += [_reason(one, reader) for one in alike]
    return "".join(said)


def _reason(shown: Reason, reader: Reader) -> str:
    """The reason and how many cells; the cells in a table, each named by its field and its row."""
    cell, row = reader.say("method.cell"), reader.say("method.row")
    names = [
        f"{escape(field)} <code>{escape(of)}</code>"
        for field, of in zip(shown.cells[cell], shown.cells[row], strict=True)
    ]
    html = shown.cells.drop(columns=row).assign(**{cell: names})
    table = markup.table(html, shown.words, html=(cell,), kind="errata")
    count = amount(reader, "method.errata.count", len(names))
    return _folded(f"{escape(shown.words)} <span>{escape(count)}</span>", table)


def corrections(shown: Iterable[Correction], reader: Reader) -> str:
    """Those of one number as a list; where a reason changed several cells, the line opens on them."""
    items = "".join(f"<li>{_correction(one)}</li>" for one in shown)
    return f"<ul>{items}</ul>" if items else escape(reader.say("observation.errata.none"))


def _correction(shown: Correction) -> str:
    if not shown.cells:
        return f"{escape(shown.words)}<br>{escape(shown.reason)}"
    cells = "".join(f"<li>{escape(words)}</li>" for words in shown.cells)
    return _folded(f"{escape(shown.words)} {escape(shown.reason)}", f"<ul>{cells}</ul>")


def _folded(head: str, body: str) -> str:
    """A line that opens on the rest; on paper it is open (page.js)."""
    return f'<details class="reason"><summary>{head}</summary>{body}</details>'

"""HTML of a study: its questions, each with its figures in bars; how it was made. Pure, escaped."""

from __future__ import annotations

from html import escape

from explorer.address import href
from explorer.figures.studies.shapes import Panel
from explorer.figures.studies.study import Asked, Study
from explorer.figures.survey.counted import amount
from explorer.reader import Reader
from explorer.views import bars_markup, markup, under_markup

FEW = 12  # lines of a list that are shown at once
SEEN = 3  # charts of a question that are shown at once


def folds(shown: Study, reader: Reader) -> str:
    """On one row what opens on request: how it was made, sources, series, what was corrected, files."""
    terms = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in shown.terms)
    sources = "".join(f"<li>{markup.citation(one, reader)}</li>" for one in shown.sources)
    corrections = "".join(f"<li>{escape(words)}</li>" for words in shown.corrections)
    marks = " ".join([reader.say("study.signs"), *(key.mark for key in shown.legend if key.mark)])
    legend = markup.legend(shown.legend, reader.palette, reader.say("legend"), stacked=True)
    made = (
        ("how", "study.how", f'<div class="under"><dl>{terms}</dl></div>' if terms else ""),
        ("asked", "study.sources", _listed(sources)),
        ("series", "study.series", _listed(_series(shown, reader))),
        ("corrections", "study.corrections", _listed(corrections)),
        ("get", "fold.take", " " if shown.files else ""),
    )
    said = under_markup.fold("signs", marks, legend)
    said += "".join(under_markup.fold(kind, reader.say(key), content) for kind, key, content in made)
    return f'<div class="folds">{said}</div>'


def _listed(items: str) -> str:
    return f'<ul class="lines">{items}</ul>' if items else ""


def _series(shown: Study, reader: Reader) -> str:
    items = ""
    for joint in shown.joints:
        key = "study.series.joined" if joint.joined else "study.series.apart"
        words = escape(reader.say(key, what=joint.what, study="\0", reason=joint.reason))
        place = escape(href("study", reader.lang, study=joint.other), quote=True)
        link = f'<a href="{place}">{escape(joint.study)}</a>'
        items += f"<li>{words.replace(chr(0), link)}</li>"
    return items


def question(asked: Asked, reader: Reader, *, opened: bool) -> str:
    """A question as it was put and to whom, then its figures; folded unless `opened`.

    Its line says how many figures it has, or the only one.
    """
    only = [bar.value for panel in asked.panels for bar in panel.bars] if asked.count == 1 else []
    count = escape(only[0] if only else amount(reader, "study.count", asked.count))
    more = [escape(part) for part in (asked.counts, asked.universe, asked.note) if part]
    small = f"<small>{'<br>'.join(more)}</small>" if more else ""
    drawn = [_panel(panel, reader, asked.title) for panel in asked.panels]
    body = "".join(drawn[:SEEN]) + _more("".join(drawn[SEEN:]), len(drawn) - SEEN, reader)
    none = markup.paragraph(reader.say("study.none.question"), "none") if not asked.panels else ""
    return (
        f'<details class="question"{" open" if opened else ""}><summary><h2>{escape(asked.title)}</h2> '
        f"<span>{count}</span></summary>"
        f'<p class="wording">{markup.french(asked.wording, reader)}{small}</p>{body}{none}</details>'
    )


def _panel(panel: Panel, reader: Reader, title: str) -> str:
    """Its first lines, the others on request."""
    label = ", ".join(part for part in (title, panel.title) if part)
    named = panel.title and {bar.label for bar in panel.bars} != {panel.title}
    head = f'<h3 class="panel">{escape(panel.title)}</h3>' if named else ""
    keys = markup.legend(panel.legend, reader.palette, reader.say("legend"))
    if panel.stacks:
        first = bars_markup.stacks(panel.stacks[:FEW], reader, label=label)
        rest = bars_markup.stacks(panel.stacks[FEW:], reader, label=label)
    else:
        first = bars_markup.bars(panel.bars[:FEW], reader, label=label)
        rest = bars_markup.bars(panel.bars[FEW:], reader, label=label)
    return head + keys + first + _more(rest, len(panel.stacks or panel.bars) - FEW, reader)


def _more(rest: str, count: int, reader: Reader) -> str:
    """The others, on request."""
    words = escape(reader.say("study.more", count=count))
    return f'<details class="more"><summary>{words}</summary>{rest}</details>' if rest else ""

"""What stands under a chart, as HTML: a line that says where it comes from, then what opens on request."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from explorer.address import href
from explorer.figures.figure import Provenance
from explorer.figures.survey.counted import amount
from explorer.reader import Reader
from explorer.views import markup

FEW = 2  # studies or bases that a line under a chart names


def source_line(reader: Reader, provenance: Provenance, *, cited: bool = True) -> str:
    """« Study · base · source », in one line under a chart: the first few of each, the others counted.

    Without its source where not `cited`.
    """
    studies = [
        f'<a href="{escape(href("study", reader.lang, study=code), quote=True)}">{escape(words)}</a>'
        for code, words in zip(provenance.codes, provenance.studies, strict=True)
    ]
    sources = [markup.citation(one, reader, read=False) for one in provenance.citations]
    parts = (
        _few(studies, reader, "figure.studies.more"),
        _few([escape(one) for one in provenance.bases], reader, "figure.bases.more"),
        _few(sources, reader, "figure.sources.more", 1) if cited else "",
    )
    said = markup.DOT.join(part for part in parts if part)
    return f'<p class="source">{said}</p>' if said else ""


def _few(said: list[str], reader: Reader, key: str, shown: int = FEW) -> str:
    """The first of them, and how many others there are: all stand in the fold."""
    if len(said) <= shown:
        return escape(reader.say("semicolon")).join(said)
    return escape(reader.say("semicolon")).join(said[:1]) + escape(amount(reader, key, len(said) - 1))


def reading(
    reader: Reader, words: str, facts: Iterable[tuple[str, str]], caveats: Iterable[str], signs: str = ""
) -> str:
    """How to read a figure: an example, what its signs mean, what to know."""
    rows = [(reader.say("figure.reading"), escape(words))]
    rows += [(term, escape(said)) for term, said in facts]
    rows += [(reader.say("figure.notes"), _notes(list(caveats)))]
    return signs + _terms(rows)


def asked(reader: Reader, provenance: Provenance) -> str:
    """Where a figure comes from, whole: studies, bases, questions, sources."""
    return _terms(
        [
            (reader.say("figure.study"), escape(markup.DOT.join(provenance.studies))),
            (reader.say("figure.base"), escape(markup.DOT.join(provenance.bases))),
            (reader.say("figure.question"), markup.french(markup.DOT.join(provenance.questions), reader)),
            (
                reader.say("figure.source"),
                "<br>".join(markup.citation(c, reader) for c in provenance.citations),
            ),
        ]
    )


def _terms(rows: Iterable[tuple[str, str]]) -> str:
    """Terms and what is said of them, as HTML; those of which nothing is said left out."""
    terms = "".join(f"<dt>{escape(term)}</dt><dd>{said}</dd>" for term, said in rows if said)
    return f'<div class="under"><dl>{terms}</dl></div>' if terms else ""


def _notes(caveats: list[str]) -> str:
    """One note as it is, several as a list."""
    if len(caveats) < 2:  # noqa: PLR2004 (a list of one is none)
        return "".join(escape(caveat) for caveat in caveats)
    return f"<ul>{''.join(f'<li>{escape(caveat)}</li>' for caveat in caveats)}</ul>"


def fold(kind: str, title: str, content: str) -> str:
    """What opens on request, one of a row of folds: always there for those who hear the page, on paper."""
    return (
        f'<details class="fold {kind}"><summary>{escape(title)}</summary><div>{content}</div></details>'
        if content
        else ""
    )

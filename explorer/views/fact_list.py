"""HTML of lists of figures: value, what it is, study and base, source. Pure, escaped.

What all the figures of a group have in common is said once, above them; what differs stays on each row.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from explorer.figures.sheets.crossing import Group
from explorer.figures.survey.fact_words import Said
from explorer.reader import Reader
from explorer.views import markup

DIMENSIONS = ("subject", "domain", "about", "whom", "where")
OF_STUDY = ("study", "base")
COLUMNS = ("value", "what", "study", "source")


def groups(
    shown: Iterable[Group],
    reader: Reader,
    caption: str,
    omit: Iterable[str] = (),
    kept: frozenset[str] = frozenset(),
) -> str:
    """All figures of a section in one table, a line heading each group.

    `omit`: dimensions that the page says; `kept`: identifiers of what a phone shows unasked.
    """
    body = ""
    for one in shown:
        quoted = f' <span lang="fr">{escape(one.question)}</span>' if one.question else ""
        counts = f"<small>{escape(one.counts)}{quoted}</small>" if one.counts or quoted else ""
        rows, common = _rows(one, reader, frozenset(omit), kept)
        common = f"<small>{common}</small>" if common else ""
        stays = " kept" if kept.intersection(one.identifiers) else ""
        body += (
            f'<tr role="row" class="group{stays}">'
            f'<th scope="rowgroup" role="rowheader" colspan="{len(COLUMNS)}">'
            f"{escape(one.title)}{counts}{common}</th></tr>"
        )
        if one.none:
            none = f'<td role="cell" colspan="{len(COLUMNS)}" class="none">{escape(one.none)}</td>'
            body += f'<tr role="row">{none}</tr>'
        body += rows
    return _table(body, reader, caption)


@lru_cache(maxsize=256)
def folded(shown: Group, reader: Reader, omit: tuple[str, ...] = ()) -> str:
    """A group that opens on request: its name and how many figures, then what it counts and the table."""
    quoted = f' <span lang="fr">{escape(shown.question)}</span>' if shown.question else ""
    counts = f'<p class="way">{escape(shown.counts)}{quoted}</p>' if shown.counts or quoted else ""
    rows, common = _rows(shown, reader, frozenset(omit), frozenset())
    counts += f'<p class="way">{common}</p>' if common else ""
    return (
        f'<details class="facts"><summary><h3>{escape(shown.title)}</h3>\u00a0'
        f"<span>{len(shown.figures)}</span></summary>{counts}{_table(rows, reader, shown.title)}</details>"
    )


def _table(body: str, reader: Reader, caption: str) -> str:
    """A real table; on a phone its rows stand one under the other."""
    names = (reader.say(f"facts.column.{name}") for name in COLUMNS)
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in names)
    return (
        '<table class="plain facts" role="table">'
        f'<caption class="visually-hidden">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


@lru_cache(maxsize=1024)  # a page runs again for each click
def _rows(group: Group, reader: Reader, omit: frozenset[str], kept: frozenset[str]) -> tuple[str, str]:
    """The rows of a group, and the line that says what they have in common; none of a single figure."""
    said = [_parts(one, reader, omit) for one in group.figures]
    common = {name: said[0][name] for name in said[0] if _shared(name, said)} if len(said) > 1 else {}
    if "study" not in common:
        common.pop("base", None)  # a base is that of a study
    if not {"study", "source"} & set(common):
        common = {}  # a territory or a population alone is said as shortly on each row
    own = [{name: words for name, words in parts.items() if name not in common} for parts in said]
    if not all(any(name in DIMENSIONS or name.startswith("about") for name in parts) for parts in own):
        # Two figures of one thing: each row keeps what it is of.
        common = {name: words for name, words in common.items() if name in (*OF_STUDY, "source", "note")}
        own = [{name: words for name, words in parts.items() if name not in common} for parts in said]
    aside = any(set(OF_STUDY) & set(one) for one in own)
    rows = "".join(
        _row(one, parts, reader, aside=aside, source="source" not in common, kept=one.identifier in kept)
        for one, parts in zip(group.figures, own, strict=True)
    )
    if not common:
        return rows, ""
    if common.get("base", "").startswith(common.get("whom", " ")):
        common.pop("whom")  # the base says of whom
    words = markup.DOT.join(common.values())
    return rows, f"{escape(reader.say('facts.common', count=len(said)))}{words}"


def _shared(name: str, said: list[dict[str, str]]) -> bool:
    """Whether all rows say the same; the status, which is of the figure itself, stays with it."""
    return name != "status" and len({parts.get(name) for parts in said}) == 1


def _parts(one: Said, reader: Reader, omit: frozenset[str]) -> dict[str, str]:
    """What is said of a figure, by name, as HTML; `about` word by word, so that one of them may be shared."""
    dimensions = {"subject": one.subject, "domain": one.domain}
    dimensions |= {f"about{place}": words for place, words in enumerate(one.about)}
    dimensions |= {"whom": one.whom, "where": one.where}
    kept = {name: words for name, words in dimensions.items() if name.rstrip("0123456789") not in omit}
    study = one.study or one.year or reader.say("series.undated")  # of no study: its base says so
    status = "" if one.normal else reader.say("facts.status", status=one.status)
    parts = {name: escape(words) for name, words in (*kept.items(), ("study", study), ("base", one.base),
                                                     ("status", status)) if words}  # fmt: skip
    parts["source"] = markup.citation(one.citation, reader, read=False)
    return parts | ({"note": f"<i>{escape(one.note)}</i>"} if one.note else {})


def _row(one: Said, parts: dict[str, str], reader: Reader, *, aside: bool, source: bool, kept: bool) -> str:
    """One figure; a cell takes the place of those that the group says once."""
    kind = "figure absent" if one.absent else "figure"
    what = markup.DOT.join(
        words for name, words in parts.items() if name in DIMENSIONS or name[:5] == "about"
    )
    what = what or escape(one.whom or one.subject)
    note = f'<small class="note">{parts["note"]}</small>' if "note" in parts else ""
    note += f'<small class="beside">{escape(one.beside)}</small>' if one.beside else ""
    small = "".join(f"<small>{parts[name]}</small>" for name in ("base", "status") if name in parts)
    note += "" if aside else small  # the status alone: it needs no column
    wide = len(COLUMNS) - 1 - aside - source
    cells = f'<th scope="row" role="rowheader"{_span(wide if not aside else 1)}>{what}{note}</th>'
    if aside:
        cells += f'<td role="cell"{_span(wide)}>{parts.get("study", "")}{small}</td>'
    if source:
        cells += f'<td role="cell">{parts["source"]}</td>'
    value = markup.number(reader, one.identifier, one.value)
    stays = ' class="kept"' if kept else ""
    return f'<tr role="row"{stays}><td role="cell" class="{kind}">{value}</td>{cells}</tr>'


def _span(columns: int) -> str:
    return f' colspan="{columns}"' if columns > 1 else ""

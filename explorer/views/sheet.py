"""How a sheet is laid out: what it is, the legend of its marks, its sections, where to go next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from explorer.figures.sheets.crossing import Group
from explorer.figures.sheets.part import SHEETS, sheet_part, unfolded
from explorer.figures.sheets.sheet import Section, Sheet
from explorer.figures.survey import prisms
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls, fact_list, markup, under_markup
from explorer.views.exhibit import panels
from explorer.views.frame import heading, ways
from explorer.views.navigation import Way
from explorer.views.take import take
from explorer.views.visit import Visit

TABLES = {"domain": "domains", "territory": "territories", "actor": "actors"}
MANY = 30  # figures beyond which a list opens group by group
FEW, DRAWN = (
    8,
    3,
)  # figures beyond which a phone shows a list on request: of a part without charts, with charts


class Kind(NamedTuple):
    """A prism as a page: the codes that it offers, the pages to go on to, what its lists omit."""

    prism: str
    codes: Callable[[Release], Iterable[str]]
    onward: tuple[str, ...]
    omit: tuple[str, ...] = ()

    def choices(self, release: Release) -> list[Choice]:
        """Which domain, territory or actor."""
        return [Choice(self.prism, tuple(self.codes(release)), prisms.aliases(release, self.prism))]


def show(visit: Visit, links: Mapping[str, Any], kind: Kind, more: Callable[[Visit, str], None]) -> None:
    """The page of a sheet; `more` adds what only this prism has, before the way onward."""
    reader, prism = visit.reader, kind.prism
    visit.release.table(TABLES[prism])
    (choice,) = kind.choices(visit.release)
    top = st.container()
    told: list[controls.Unknown] = []
    picked = controls.select(
        choice, prisms.words(visit.release, reader, prism), told=told, label=reader.say(f"cross.{prism}")
    )
    controls.tell(reader, told)
    shown = visit.figure(SHEETS[prism], **{prism: picked})
    with top:
        heading(shown.title, reader.say(f"{prism}.lead"))
    about(shown, reader)
    for part in sorted(shown.sections, key=lambda part: not _drawn(visit, part, kind, picked)):
        _part(visit, part, kind, picked)
    more(visit, picked)
    onward(reader, links, {prism: picked}, kind.onward)


def about(shown: Sheet, reader: Reader) -> None:
    """What is known in a sentence, what it is, the legend of the marks."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in shown.terms if said)
    legend = markup.legend(shown.legend, reader.palette, reader.say("legend"), stacked=True)
    message = markup.paragraph(shown.sentence[:1].upper() + shown.sentence[1:], "message")
    signs = " ".join([reader.say("fold.about"), *(key.mark for key in shown.legend)]).strip()
    fold = under_markup.fold("about", signs, f'<div class="under"><dl>{rows}</dl>{legend}</div>')
    st.html(f'{message}<div class="folds">{fold}</div>')


def _drawn(visit: Visit, part: Section, kind: Kind, code: str) -> bool:
    """Whether a part of the sheet has a chart: those that have stand first."""
    if not part.identifiers:
        return False
    return bool(visit.figure(sheet_part, prism=kind.prism, code=code, part=part.name).panels)


def _part(visit: Visit, part: Section, kind: Kind, code: str) -> None:
    """A part of the sheet: its sentence, its charts, its figures one by one, what to take away."""
    reader = visit.reader
    st.html(markup.section(part.title, part.lead if part.identifiers else ""))
    if not part.groups:
        st.html(markup.paragraph(part.none, "none"))
        return
    if not part.identifiers:
        st.html(markup.terms((group.title, group.none) for group in part.groups))
        return
    asked = {"prism": kind.prism, "code": code, "part": part.name}
    figure = visit.figure(sheet_part, **asked)
    colours = [key for key in figure.legend if not key.mark]  # what marks mean is said once, above
    if figure.panels and colours:
        st.html(markup.legend(colours, reader.palette, reader.say("legend")))
    panels(figure, reader)
    st.html(markup.sentences([line.words for line in part.lines], "message"))
    same = () if part.name == "perceived" else ("subject",)
    kept = visit.figure(unfolded, **asked) if figure.panels else frozenset()
    listing(part.groups, reader, (*same, *kind.omit), few=DRAWN if figure.panels else FEW, kept=kept)
    take(figure, reader)


def listing(
    shown: tuple[Group, ...],
    reader: Reader,
    omit: tuple[str, ...] = ("subject",),
    few: int = MANY,
    kept: frozenset[str] = frozenset(),
) -> None:
    """The figures, group by group; many are folded, on a phone those beyond `few` too, but for `kept`."""
    count = sum(len(group.figures) for group in shown)
    if count <= MANY:
        beyond = count - len(kept)
        words = reader.say("facts.unfold.rest" if kept else "facts.unfold", count=beyond)
        more = markup.unfold(words) if count > few and beyond > 1 else ""
        st.html(more + fact_list.groups(shown, reader, reader.say("cross.facts"), omit, kept))
    else:
        st.html("".join(fact_list.folded(group, reader, omit) for group in shown))


def onward(
    reader: Reader, links: Mapping[str, Way], chosen: Mapping[str, str], names: tuple[str, ...]
) -> None:
    """Links to other pages with what is chosen here: those of `names` that there are."""
    st.html(markup.section(reader.say("sheet.onward")))
    carried = {
        name: (links[name][0], {**links[name][1], **(chosen if name in ("cross", "measured") else {})})
        for name in names
        if name in links
    }
    ways(reader, carried)

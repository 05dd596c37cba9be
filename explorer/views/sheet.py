"""How a sheet is laid out: what it is, the legend of its marks, its sections, where to go next."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from explorer.figures.crossing import Group
from explorer.figures.sheets import Sheet
from explorer.reader import Reader
from explorer.views import fact_markup, markup
from explorer.views.frame import heading, ways
from explorer.views.navigation import Way

MANY = 30  # figures beyond which a list opens group by group


def head(shown: Sheet, lead: str) -> None:
    """Title and first lines."""
    heading(shown.title, lead)


def about(shown: Sheet, reader: Reader) -> None:
    """What is known in a sentence, what it is, the legend of the marks."""
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(said)}</dd>" for term, said in shown.terms if said)
    legend = markup.legend(shown.legend, reader.palette, reader.say("legend"), stacked=True)
    message = markup.paragraph(shown.sentence[:1].upper() + shown.sentence[1:], "message")
    st.html(f'{message}<div class="under about"><dl>{rows}</dl>{legend}</div>')


def sections(shown: Sheet, reader: Reader, omit: tuple[str, ...]) -> None:
    """The parts of the sheet. `omit` is what every row of it would repeat."""
    for part in shown.sections:
        st.html(markup.section(part.title, part.lead if part.groups else ""))
        if not part.groups:
            st.html(markup.paragraph(part.none, "none"))
            continue
        same = () if part.name == "perceived" else ("subject",)
        listing(part.groups, reader, (*same, *omit))


def listing(shown: tuple[Group, ...], reader: Reader, omit: tuple[str, ...] = ("subject",)) -> None:
    """The figures, group by group; many of them are folded."""
    if sum(len(group.figures) for group in shown) <= MANY:
        st.html(fact_markup.groups(shown, reader, reader.say("cross.facts"), omit))
    else:
        st.html("".join(fact_markup.folded(group, reader, omit) for group in shown))


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

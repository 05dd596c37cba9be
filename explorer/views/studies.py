"""The study that a page shows: chosen where there are several, and what leads to the others."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from explorer.address import href
from explorer.figures.survey.lookup import order
from explorer.figures.survey.waves import Wave, named, of_wave, wave_of, waves
from explorer.figures.themes.earlier import earlier, others
from explorer.published import Release
from explorer.state import Choice
from explorer.views import controls, markup
from explorer.views.visit import Visit

STUDY = "study"  # its name in an address
PLACE = "\ufffc"  # where a link is put in words


def choice(release: Release, table: str) -> Choice:
    """The waves of a cut, the newest being the default."""
    return Choice(STUDY, tuple(wave.code for wave in waves(release, table)))


def shown(visit: Visit, table: str) -> Wave | None:
    """The wave that the address asks for, else the newest; None where the cut has none."""
    codes = choice(visit.release, table)
    if not codes.options:
        return None
    return wave_of(visit.release, table, controls.read(codes).value)


def control(visit: Visit, table: str, told: list[controls.Unknown], *, resets: tuple[str, ...] = ()) -> None:
    """A list of the studies where there are several. What an address asks for in vain is told in any case."""
    release, reader, codes = visit.release, visit.reader, choice(visit.release, table)
    names = {wave.code: named(release, reader, wave) for wave in waves(release, table)}
    label = reader.say("study.choice")
    if len(names) > 1:
        controls.select(codes, lambda code: names.get(code, code), told=told, label=label, resets=resets)
    else:
        only(codes, names, told, label)


def only(alone: Choice, words: Mapping[str, str], told: list[controls.Unknown], label: str) -> str:
    """The one code that there is to choose, without a control; what an address asks for in vain is told."""
    picked = controls.read(alone)
    if picked.unknown:
        told.append(controls.Unknown(label, picked.unknown, words.get(picked.value, picked.value)))
    return picked.value


def before(visit: Visit, table: str, wave: Wave, page: str) -> None:
    """Under a chart, a line for each study before it: that it compares, or why not, and a link to it."""
    release, reader = visit.release, visit.reader
    rows = of_wave(release, table, wave)
    known = (one for code in order(release, "indicators", rows["indicator"])
             for one in earlier(release, reader, table, wave, code))  # fmt: skip
    head, lines = escape(reader.say("earlier") + reader.say("colon")), []
    for one in dict.fromkeys(known):
        key = "earlier.apart" if one.apart else "earlier.joined"
        words = reader.say(key, study=PLACE, year=one.wave.year, reason=one.apart)
        place = escape(href(page, reader.lang, study=one.wave.code), quote=True)
        link = f'<a href="{place}">{escape(named(release, reader, one.wave))}</a>'
        lines.append(f'<p class="text">{head}{escape(words).replace(PLACE, link)}</p>')
    if lines:
        st.html("".join(lines))


def beside(visit: Visit, table: str, wave: Wave, page: str) -> None:
    """Links to the other studies of the page, and to all figures of the cut."""
    release, reader = visit.release, visit.reader
    said = [
        (named(release, reader, one), href(page, reader.lang, study=one.code))
        for one in others(release, table, wave)
    ]
    title = reader.words(release.tables[table].properties, "title") or table
    links = [*said, (reader.say("study.table", table=title), href("data", reader.lang, table=table))]
    items = "".join(
        f'<li><a href="{escape(place, quote=True)}">{escape(words)}</a></li>' for words, place in links
    )
    head = markup.paragraph(reader.say("study.others"), "text") if said else ""
    st.html(f'{head}<ul class="links">{items}</ul>')

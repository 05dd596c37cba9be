"""What surrounds a page: the masthead with menu and languages, the foot, what is said when all fails."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from explorer.address import href
from explorer.locales import day
from explorer.published import LargeTableError, MissingTableError
from explorer.reader import Reader
from explorer.stores import ReleaseError
from explorer.style import script, style
from explorer.texts import WORDS
from explorer.texts.widgets import PATTERNS
from explorer.views import controls, markup, navigation
from explorer.views.navigation import Menu, Way
from explorer.views.visit import Visit


def dress(reader: Reader, menu: Menu | None = None) -> None:
    """The style sheet, and a script that mends what Streamlit's page says in English whatever is shown."""
    alone = menu is None or len(menu.groups.get(menu.group, {})) == 1
    told = {
        "lang": reader.lang,
        "skip": reader.say("skip"),
        "more": reader.say("table.more"),
        "menu": reader.say("menu"),
        "group": reader.say(f"group.{menu.group}") if menu and menu.group else "",
        "kind": "page" if alone else "true",
        "words": [(pattern, reader.say(key)) for pattern, key in PATTERNS.items()],
    }
    st.html(style(reader.palette))
    st.html(script(told), unsafe_allow_javascript=True)


def masthead(reader: Reader, menu: Menu | None = None) -> None:
    """Name, languages, then the menu (each address carries the choices made)."""
    told: list[controls.Unknown] = []
    with st.container(key="masthead", gap=None):
        with st.container(
            key="bar", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            name, edition = escape(reader.say("site.name")), escape(reader.say("site.edition"))
            st.html(
                f'<div class="brand"><strong>{name}</strong><span>{edition}</span></div>', width="content"
            )
            if menu:
                st.html(markup.search_box(reader, str(st.query_params.get("q", ""))), width="content")
            controls.segmented(
                controls.LANGUAGE,
                lambda code: reader.say(f"language.{code}"),
                told=told,
                label=reader.say("language"),
                hidden=True,
            )
        if menu:
            navigation.menu(reader, menu)
    controls.tell(reader, told)


def preview(visit: Visit, page: str) -> None:
    """On every page of a preview, that nobody has published it; on another than its own, the way there."""
    if visit.changes:
        reader = visit.reader
        said = escape(reader.say("changes.banner", version=visit.release.version))
        place = escape(href("changes", reader.lang), quote=True)
        link = f'<a href="{place}">{escape(reader.say("page.changes"))}\u00a0→</a>'
        onward = "" if page == "changes" else link
        st.html(f'<p class="unpublished" role="note"><span>{said}</span> {onward}</p>')


def foot(visit: Visit, links: Mapping[str, Way]) -> None:
    """Version and date of what is shown, what was checked, whose figures they are; links of every foot."""
    release, reader = visit.release, visit.reader
    key = "foot.release" if release.issued else "foot.release.undated"
    key = "foot.preview" if visit.changes else key
    said = reader.say(
        key, version=release.version, date=day(release.issued, reader.lang), count=release.checked
    )
    signed = [reader.say("foot.signed", signer=release.signer)] if release.signer else []
    parts = (" ".join((said, *signed)), reader.say("foot.unofficial"))
    with st.container(key="foot", gap=None):
        st.html(f'<div class="foot">{"".join(f"<p>{escape(part)}</p>" for part in parts)}</div>')
        navigation.foot(reader, links)


def heading(title: str, lead: str, reader: Reader | None = None) -> None:
    """Title and first sentence of a page; on a phone, what opens its choices above a chart (style.css)."""
    words = (reader or Reader(controls.language())).say("fold.choose")
    choose = f'<details class="choose"><summary>{escape(words)}</summary></details>'
    st.session_state[controls.HEADED] = True
    st.title(title, anchor=False)
    st.html((markup.paragraph(lead, "lead") if lead else "") + choose)


def missing_table(error: MissingTableError, reader: Reader) -> None:
    """What a page says when the release lacks a table that it needs, or has one too large to be held."""
    key = "large" if isinstance(error, LargeTableError) else "missing"
    title, said = reader.say(f"{key}.title"), markup.paragraph(reader.say(f"{key}.body", table=error.name))
    if st.session_state.get(controls.HEADED):  # a page has one title: what it could show stays
        st.html(markup.section(title) + said)
    else:
        st.title(title, anchor=False)
        st.html(said)


def problem(error: ReleaseError, target: str, reader: Reader) -> None:
    """The one page that is shown when the release cannot be: what happened, what to do."""
    st.title(reader.say("problem.title"), anchor=False)
    damage(error, reader)
    st.html(markup.paragraph(reader.say("problem.asked", target=target)))
    st.html(markup.paragraph(reader.say("problem.lead")))


def damage(error: ReleaseError, reader: Reader) -> None:
    """What is wrong with the release, or a file of it, in the place of what would be shown."""
    key = f"problem.{error.code}"
    words = reader.say(key if key in WORDS else "problem.title", **error.facts)
    st.error(markup.literal(words))


def ways(reader: Reader, links: Mapping[str, Way], group: str = "") -> None:
    """Links to other pages, each with what is found there; `links`: page name → (page, its address).

    `group` keeps several such lists of one page apart.
    """
    with st.container(key=f"ways-{group}".rstrip("-")):
        for name, (page, address) in links.items():
            with st.container(key=f"way-{name}", gap=None):
                st.page_link(page, label=f"{reader.say(f'page.{name}')} →", query_params=address)
                st.html(markup.paragraph(reader.say(f"home.way.{name}"), "way"))

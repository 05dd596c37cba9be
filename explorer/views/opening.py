"""Any Data Package of anyone's: by address, as files, or from a folder that the operator allows."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from explorer.guests.opening import open_guest
from explorer.guests.rules import MEGABYTE, Budget, Refused, Rules
from explorer.guests.shelf import Shelf
from explorer.guests.sources import Source, from_address, from_folder, from_uploads
from explorer.published import Release
from explorer.reader import Reader
from explorer.state import Choice
from explorer.views import controls, guest, markup
from explorer.views.frame import heading
from explorer.views.visit import Visit

SECRET, REFUSAL, TURN = "guest", "guest-refused", "guest-turn"
ADDRESS = "package"
LOG = logging.getLogger(__name__)


def choices(release: Release) -> list[Choice]:
    """Nothing that a link from another page carries: a package is opened by hand."""
    del release
    return []


def show(visit: Visit, links: Mapping[str, Any]) -> None:
    """The page."""
    del links
    reader = visit.reader
    heading(reader.say("open.title"), reader.say("open.lead"))
    _ask(reader, visit.rules)
    refused: Refused | None = st.session_state.get(REFUSAL)
    if refused is not None:
        refusal(refused, reader)
        return
    secret = st.session_state.get(SECRET)
    if secret is None:
        return
    opened = shelf().get(secret)
    if opened is None:
        st.html(markup.notice(reader.say("open.gone")))
        return
    guest.show(opened, reader)
    st.button(reader.say("open.close"), on_click=_close)


def refusal(refused: Refused, reader: Reader) -> None:
    """Why a package is not opened."""
    st.html(markup.section(reader.say("refused.title")))
    words = escape(reader.say(f"refused.{refused.code}", **refused.words(reader.lang)))
    st.html(f'<p class="notice" role="alert">{words}</p>')


def _ask(reader: Reader, rules: Rules) -> None:
    """Where the package is, and the button. An address in the link is written in; nothing is opened yet."""
    ways = [
        *(["address"] if rules.addresses else []),
        "upload",
        *(["folder"] if rules.folders else []),
    ]
    told: list[controls.Unknown] = []
    choice = Choice("way", tuple(ways))
    way = ways[0]
    if len(ways) > 1:
        way = controls.segmented(
            choice, lambda code: reader.say(f"open.way.{code}"), told=told, label=reader.say("open.way")
        )
    controls.tell(reader, told)
    turn = st.session_state.setdefault(TURN, 0)
    with st.form(f"open-{way}", border=False):
        if way == "upload":
            each, limit = rules.file_bytes // MEGABYTE, rules.total_bytes // MEGABYTE
            st.file_uploader(
                reader.say("open.upload", file=each, limit=limit),
                accept_multiple_files=True,
                key=f"open-upload-{turn}",
                max_upload_size=limit,
            )
            st.html(markup.paragraph(reader.say("open.upload.private"), "way"))
        else:
            key = f"open-{way}-text"
            if way == "address" and key not in st.session_state:
                st.session_state[key] = st.query_params.get(ADDRESS, "")[:2_000]
            st.text_input(reader.say(f"open.{way}"), key=key, max_chars=2_000)
        st.form_submit_button(reader.say("open.button"), on_click=_open, args=(way, rules, turn))


def _open(way: str, rules: Rules, turn: int) -> None:
    """The button: opens what was named, or keeps the reason why not."""
    asked = None if SECRET in st.session_state else st.query_params.get(guest.TABLE)
    _close()
    if asked:  # by the link that led here
        st.query_params[guest.TABLE] = asked
    try:
        with shelf():
            budget = Budget(rules)  # the wait for a place is not counted
            opened = open_guest(_source(way, turn, budget), budget)
        st.session_state[SECRET] = shelf().put(opened)
    except Refused as refused:
        st.session_state[REFUSAL] = refused
        return
    except Exception:  # what a stranger made may break a library in a way that nobody foresaw
        LOG.exception("a package could not be read")
        st.session_state[REFUSAL] = Refused("unreadable")
        return
    if way == "address":
        st.query_params[ADDRESS] = st.session_state["open-address-text"].strip()


def _source(way: str, turn: int, budget: Budget) -> Source:
    """What was named: an address, files (which Streamlit forgets once they are read), a folder."""
    if way == "upload":
        sent = st.session_state.get(f"open-upload-{turn}") or []
        st.session_state[TURN] = turn + 1
        if not sent:
            raise Refused("no_descriptor", target="—")
        names = [file.name for file in sent]
        if len(set(names)) < len(names):
            raise Refused("duplicate_entry", path=max(names, key=names.count))
        return from_uploads({file.name: file.getvalue() for file in sent}, budget)
    text = str(st.session_state.get(f"open-{way}-text", ""))
    return from_folder(text, budget) if way == "folder" else from_address(text, budget)


def _close() -> None:
    """Forgets the package that is open, and what was said of the last one."""
    secret = st.session_state.pop(SECRET, None)
    if secret is not None:
        shelf().drop(secret)
    st.session_state.pop(REFUSAL, None)
    st.session_state.pop(guest.DRAWN, None)
    st.query_params.pop(ADDRESS, None)
    st.query_params.pop(guest.TABLE, None)


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The packages that are open in this process."""
    return Shelf()

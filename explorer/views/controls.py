"""Choices on the page, in step with the address: a click writes its code there, an address sets a control."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from explorer.figures.survey.prisms import ALL
from explorer.locales import LANGUAGES
from explorer.reader import Reader
from explorer.state import Choice, Picked, pick
from explorer.views import markup

LANGUAGE = Choice("lang", LANGUAGES)
NAMED = "named"  # where a run keeps what it shows, in words
HEADED = "headed"  # and whether its page has a title yet


class Unknown(NamedTuple):
    """A value that the address asked for and that does not exist, and what is shown instead."""

    name: str
    value: str
    shown: str


def remembered() -> dict[str, str]:
    """What was chosen before in this visit, on any page: what the links to other pages carry."""
    kept: dict[str, str] = st.session_state.setdefault("remembered", {})
    return kept


def begin() -> None:
    """The start of a run: nothing is named yet."""
    named().clear()
    st.session_state[HEADED] = False


def named() -> list[str]:
    """What this run of the page shows, in words, for its title.

    The first list of a page says what the page is about, whatever it shows; other controls are named
    where they are not as one finds them.
    """
    kept: list[str] = st.session_state.setdefault(NAMED, [])
    return kept


def read(choice: Choice) -> Picked:
    """The code to show for a choice, said in the address unless it is the default; an alias gives way to it.

    What was asked for is remembered; what is shown for want of a choice is not: no page inherits it. It takes
    the place of another choice made before, which is forgotten (Back from there).
    """
    address = st.query_params.to_dict()
    picked = pick(choice, address)
    asked = address.get(choice.name)
    if asked and not picked.unknown:
        remembered()[choice.name] = picked.value
    elif not asked and remembered().get(choice.name) != picked.value:
        remembered().pop(choice.name, None)
    if asked and not picked.unknown and asked != picked.value != choice.default:
        st.query_params[choice.name] = picked.value
    return picked


def language() -> str:
    """The language to speak."""
    return read(LANGUAGE).value


def segmented(
    choice: Choice, words: Callable[[str], str], *, told: list[Unknown], label: str, hidden: bool = False
) -> str:
    """A row of buttons, one a code. Returns the code that is on; `told` gets what was asked for in vain."""
    picked, key = _prepare(choice, label, words, told)
    st.segmented_control(
        label,
        choice.options,
        format_func=words,
        key=key,
        required=True,
        on_change=_write,
        args=(choice, key),
        label_visibility="collapsed" if hidden else "visible",
    )
    return picked.value


def slider(choice: Choice, words: Callable[[str], str], *, told: list[Unknown], label: str) -> str:
    """A slider over codes that follow one another (two at least), in their order on the slider."""
    picked, key = _prepare(choice, label, words, told)
    st.select_slider(
        label, sorted(choice.options), format_func=words, key=key, on_change=_write, args=(choice, key)
    )
    return picked.value


def select(
    choice: Choice,
    words: Callable[[str], str],
    *,
    told: list[Unknown],
    label: str,
    resets: tuple[str, ...] = (),
) -> str:
    """A drop-down list, for many codes. A change takes the choices named in `resets` out of the address."""
    picked, key = _prepare(choice, label, words, told)
    if picked.value == choice.default not in ("", ALL) and not named():
        named().append(words(picked.value))
    st.selectbox(
        label,
        choice.options,
        format_func=words,
        key=key,
        on_change=_write,
        args=(choice, key, resets),
        placeholder=label,
    )
    return picked.value


def tell(reader: Reader, told: list[Unknown]) -> None:
    """A kind word for each value that the address asked for in vain."""
    for unknown in told:
        st.html(markup.notice(reader.say("state.unknown", **unknown._asdict())))


def _prepare(
    choice: Choice, label: str, words: Callable[[str], str], told: list[Unknown]
) -> tuple[Picked, str]:
    """What is picked, put in the control before it is drawn."""
    picked, key = read(choice), f"choice-{choice.name}"
    if picked.value:
        st.session_state[key] = picked.value
    if picked.value != choice.default and choice != LANGUAGE:
        named().append(words(picked.value))
    if picked.unknown:
        told.append(Unknown(name=label, value=picked.unknown, shown=words(picked.value)))
    return picked, key


def _write(choice: Choice, key: str, resets: tuple[str, ...] = ()) -> None:
    """The click, before the page runs again: into the address and the memory."""
    value = st.session_state[key]
    if value not in choice.options:
        return
    remembered()[choice.name] = value
    if value == choice.default:
        st.query_params.pop(choice.name, None)
    else:
        st.query_params[choice.name] = value
    for name in resets:
        st.query_params.pop(name, None)

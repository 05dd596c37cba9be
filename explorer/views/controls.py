"""Choices on the page, in step with the address: a click writes its code there, an address sets a control."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from explorer.locales import LANGUAGES
from explorer.reader import Reader
from explorer.state import Choice, Picked, pick

LANGUAGE = Choice("lang", LANGUAGES)


def remembered() -> dict[str, str]:
    """What was chosen before in this visit, on any page."""
    kept: dict[str, str] = st.session_state.setdefault("remembered", {})
    return kept


def read(choice: Choice) -> Picked:
    """The code to show for a choice. It is remembered, and said in the address unless it is the default."""
    picked = pick(choice, st.query_params.to_dict(), remembered())
    remembered()[choice.name] = picked.value
    if not picked.unknown and picked.value != choice.default and choice.name not in st.query_params:
        st.query_params[choice.name] = picked.value
    return picked


def language() -> tuple[str, str]:
    """The language to speak, and what the address asked for where that is none of ours."""
    picked = read(LANGUAGE)
    return picked.value, picked.unknown


def segmented(
    choice: Choice, reader: Reader, words: Callable[[str], str], *, label: str, hidden: bool = False
) -> str:
    """A row of buttons, one a code. Returns the code that is on."""
    picked, key = _prepare(choice)
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
    say_unknown(reader, label, picked, words)
    return picked.value


def select(
    choice: Choice, reader: Reader, words: Callable[[str], str], *, label: str, resets: tuple[str, ...] = ()
) -> str:
    """A drop-down list, for many codes. A change takes the choices named in `resets` out of the address."""
    picked, key = _prepare(choice)
    st.selectbox(
        label,
        choice.options,
        format_func=words,
        key=key,
        on_change=_write,
        args=(choice, key, resets),
        placeholder=label,
    )
    say_unknown(reader, label, picked, words)
    return picked.value


def say_unknown(reader: Reader, label: str, picked: Picked, words: Callable[[str], str]) -> None:
    """A kind word where the address asked for what does not exist."""
    if picked.unknown:
        st.info(reader.say("state.unknown", value=picked.unknown, name=label, shown=words(picked.value)))


def _prepare(choice: Choice) -> tuple[Picked, str]:
    picked, key = read(choice), f"choice-{choice.name}"
    if picked.value:
        st.session_state[key] = picked.value
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

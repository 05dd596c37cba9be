"""Pieces of HTML: elements whose texts are escaped."""

from __future__ import annotations

import html
import re

_VERBATIM = frozenset({"code", "pre", "td", "style", "script"})  # what is copied, or shown as it is in a file


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | bool | None) -> Html:
    """An element; a child that is no Html is escaped; `class_` is `class`, `data_x` is `data-x`.

    An attribute that is True has no value, one that is False or None is left out.

    >>> print(element("a", "L'île & la mer", href="x?a=1&b=2", hidden=True, title=None))
    <a href="x?a=1&amp;b=2" hidden>L’île &amp; la mer</a>
    """
    shown = ""
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        shown += f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
    told = children if tag in _VERBATIM else (_printed(child) for child in children)
    return Html(f"<{tag}{shown}>{join(*told)}</{tag}>")


def _printed(text: str) -> str:
    """The text with the apostrophes of print; what is HTML already comes back as it is."""
    return text if isinstance(text, Html) else re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "\u2019", text)


def join(*children: str) -> Html:
    """Pieces one after the other, escaped where they are plain text."""
    return Html("".join(c if isinstance(c, Html) else html.escape(c, quote=False) for c in children))


def lines(*children: str) -> Html:
    """Pieces, one a line."""
    return Html("\n".join(join(child) for child in children if child))

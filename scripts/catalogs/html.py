"""Pieces of HTML: elements whose texts are escaped."""

from __future__ import annotations

import html


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | bool | None) -> Html:
    """An element; a child that is no Html is escaped; `class_` is `class`, `data_x` is `data-x`.

    An attribute that is True has no value, one that is False or None is left out.

    >>> print(element("a", "Île & mer", href="x?a=1&b=2", hidden=True, title=None))
    <a href="x?a=1&amp;b=2" hidden>Île &amp; mer</a>
    """
    shown = ""
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        shown += f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
    return Html(f"<{tag}{shown}>{join(*children)}</{tag}>")


def join(*children: str) -> Html:
    """Pieces one after the other, escaped where they are plain text."""
    return Html("".join(c if isinstance(c, Html) else html.escape(c, quote=False) for c in children))


def lines(*children: str) -> Html:
    """Pieces, one a line."""
    return Html("\n".join(join(child) for child in children if child))

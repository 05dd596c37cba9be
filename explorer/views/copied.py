"""HTML of what is there to be copied: a citation, a text for a machine. Pure."""

from __future__ import annotations

from html import escape


def quotation(text: str, french: str = "") -> str:
    """A text to be copied; the part of it that is French on any page is marked so."""
    name, told = escape(french), escape(text)
    marked = told.replace(name, f'<span lang="fr">{name}</span>', 1) if name else told
    return f'<blockquote class="cite">{marked}</blockquote>'


def code(text: str, label: str = "") -> str:
    """A text for a machine, line by line, under its name; a line that is longer goes on below."""
    title = f'<h3 class="part">{escape(label)}</h3>' if label else ""
    return f'{title}<pre class="code">{escape(text.rstrip())}</pre>'

"""Pages from the files of `templates/`, which are for a designer to edit (Jinja: <https://jinja.palletsprojects.com>).

- A line that is indented goes on with the line above: the break and the indentation are for who edits the
  template. Between two words, or two attributes, they are a space, beside a tag or a `{{ … }}` nothing. What
  stands at the margin begins a line of the page.
- A value is escaped (`{{ … }}`), and one that is not there stops the release. Apostrophes become those of
  print, except within `<code>`, `<pre>` and `<td>`, which hold what is copied or what a file holds.
- `words(lang, "page")` are the words of a page, from words.toml; `said(resource, "title", lang)` what the
  descriptor says; `number`, `size` and `date` write in a language; `languages` are its codes.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.ext import Extension
from jinja2.lexer import Token

from scripts.write import citation
from scripts.write.words import LANGUAGES, date, number, said, size, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2.bccache import Bucket
    from jinja2.lexer import TokenStream

_TEMPLATES = Path(__file__).with_name("templates")
_STYLE = ".css"
_BETWEEN_WORDS = re.compile(r"(?<=[^>\s])\n +(?=[^<\s])")
_BESIDE_TAGS = re.compile(r"\s*\n +")
_TEXT = re.compile(r"(<(?P<tag>/?\w*)[^>]*>)([^<]*&#3[49];[^<]*)")  # with a quote or an apostrophe in it
_APOSTROPHE = re.compile(r"(?<=\w)&#39;(?=\w)|(?<=s)&#39;(?=\s)")
_VERBATIM = ("code", "pre", "td")


class _Folded(Extension):
    """Templates whose indented lines go on with the line above; a style sheet stays as it is."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, in which texts lie between those of Jinja."""
        for token in stream:
            if token.type == "data" and not str(stream.name).endswith(_STYLE):
                folded = _BESIDE_TAGS.sub("", _BETWEEN_WORDS.sub(" ", token.value))
                yield Token(token.lineno, token.type, folded)
            else:
                yield token


class _Compiled(BytecodeCache):
    """The code of templates, by what Jinja calls them; it is not that of one that changed since."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, if it is there."""
        if bucket.key in self.held:
            bucket.bytecode_from_string(self.held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, from now on."""
        self.held[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def compiled() -> Mapping[str, bytes]:
    """The code of all templates: a tenth of a second, which another process can take."""
    for name in _environment().list_templates():
        _environment().get_template(name)
    return _COMPILED.held


def learn(code: Mapping[str, bytes]) -> None:
    """Takes the code of templates that were `compiled` elsewhere."""
    _COMPILED.held |= code


@functools.cache
def _environment() -> Environment:
    """What all templates share."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        extensions=[_Folded],
        bytecode_cache=_COMPILED,
    )
    made.globals |= {
        "languages": LANGUAGES,
        "words": words,
        "said": said,
        "number": number,
        "size": size,
        "date": date,
        "citation": citation,
    }
    made.filters |= {"css": _css, "cell": _cell, "lower_first": _lower_first}
    return made


def render(template: str, **shown: Any) -> str:
    """The page that a template makes of what it shows, with one newline at the end."""
    text = _environment().get_template(template).render(shown)
    return f"{_TEXT.sub(_printed, text) if template.endswith('.html') else text}\n"


def _printed(found: re.Match[str]) -> str:
    """A tag and the text after it: the quotes of the text as they are, its apostrophes those of print."""
    tag, name, text = found.groups()
    if name in ("style", "script"):
        return found[0]
    if name not in _VERBATIM:
        text = _APOSTROPHE.sub("\u2019", text)
    return tag + text.replace("&#39;", "'").replace("&#34;", '"')


def _css(text: str) -> str:
    """A text as a string of CSS within a page; accents as they are, for CSS reads no escape of JSON."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("<", "\\3C ")


def _lower_first(text: str) -> str:
    """A label as it stands within a sentence; an acronym stays as it is.

    >>> _lower_first("Très important"), _lower_first("PME")
    ('très important', 'PME')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _cell(text: str) -> str:
    """A text as a cell of a table of Markdown."""
    return " ".join(text.split()).replace("|", "\\|")

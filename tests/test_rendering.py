"""A page is made of its template: what the designer writes, what is escaped, what must not be missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, UndefinedError

from scripts.write.pages import rendering


def made(monkeypatch: pytest.MonkeyPatch, template: str, name: str = "a.html", **shown: object) -> str:
    """The page of a template of that name, without its last newline."""
    environment = rendering._environment().overlay(loader=DictLoader({name: template, "s.css": "a\n  b"}))
    monkeypatch.setattr(rendering, "_environment", lambda: environment)
    return rendering.render(name, **shown).removesuffix("\n")


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<ul>\n  <li>a</li>\n\n  <li>b</li>\n  </ul>\n<p>", "<ul><li>a</li><li>b</li></ul>\n<p>"),
        ("<a\n    href='x'\n    download>\n  </a>", "<a href='x' download></a>"),
        ("<p>\n  two\n  words\n  </p>", "<p>two words</p>"),
        ("<p>{{ a }} {{ a }}\n  {{ a }}</p>", "<p>1 11</p>"),
        ("<p>\n  {% if a %}\n    <b></b>\n  {% endif %}\n  </p>", "<p><b></b></p>"),
        ("{% if a %}<p></p>\n{% endif %}<b></b>", "<p></p>\n<b></b>"),
        ('<style>\n{% include "s.css" %}\n</style>', "<style>\na\n  b\n</style>"),
    ],
)
def test_an_indented_line_goes_on_with_the_line_above(
    monkeypatch: pytest.MonkeyPatch, template: str, page: str
) -> None:
    """A template can be read, and the page holds no space that nobody wanted; styles stay as they are."""
    assert made(monkeypatch, template, a=1) == page


EVIL = "<i> & \"x\" 'y'"


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>{{ evil }}</p>", "<p>&lt;i&gt; &amp; \"x\" 'y'</p>"),
        ('<p title="{{ evil }}"></p>', '<p title="&lt;i&gt; &amp; &#34;x&#34; &#39;y&#39;"></p>'),
        ("<style>{{ evil }}</style>", "<style>&lt;i&gt; &amp; &#34;x&#34; &#39;y&#39;</style>"),
        ("<p>{{ '&#39;'|safe }} {{ '&#39;' }}</p>", "<p>' &amp;#39;</p>"),
    ],
)
def test_a_value_is_escaped_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch, template: str, page: str
) -> None:
    """In a text too, where quotes are then as they are; a file that is no HTML holds what it is given."""
    assert made(monkeypatch, template, evil=EVIL) == page
    assert made(monkeypatch, "{{ evil }}", "a.md", evil=EVIL) == EVIL


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>{{ said }}</p>", "<p>l’île, les maires’ s'</p>"),
        ("<td>{{ said }}</td>", "<td>l'île, les maires' s'</td>"),
        ("<pre><code>{{ said }}</code></pre>", "<pre><code>l'île, les maires' s'</code></pre>"),
        ("<td><span>{{ said }}</span></td>", "<td><span>l’île, les maires’ s'</span></td>"),
        ("<p><code>x</code> {{ said }}</p>", "<p><code>x</code> l’île, les maires’ s'</p>"),
    ],
)
def test_apostrophes_are_those_of_print_but_in_code_and_cells(
    monkeypatch: pytest.MonkeyPatch, template: str, page: str
) -> None:
    assert made(monkeypatch, template, said="l'île, les maires' s'") == page


@pytest.mark.parametrize("template", ["{{ absent }}", "{{ a.absent }}", "{% if a.absent %}{% endif %}"])
def test_what_a_template_asks_for_and_is_not_given_stops_it(
    monkeypatch: pytest.MonkeyPatch, template: str
) -> None:
    """A word that was forgotten, or misspelt, is no empty place on the page."""
    with pytest.raises(UndefinedError, match="absent"):
        made(monkeypatch, template, a={})


def test_every_template_is_used() -> None:
    """By a page, or by another template."""
    here = Path(rendering.__file__).parent
    programs = (Path(__file__).parents[1] / "scripts").rglob("*.py")
    told = "".join(path.read_text("utf-8") for path in (*programs, *here.rglob("*.html")))
    templates = {path.relative_to(here / "templates").as_posix() for path in here.rglob("templates/**/*.*")}
    assert {name for name in templates if f'"{name}"' not in told} == set()

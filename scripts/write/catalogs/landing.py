"""index.html: the page of a release, in French and in English, in one file that asks nothing of anyone.

Both languages are in the page; a style rule shows English when the address points into it (`#en…`), French
otherwise. A browser that does not know `:has()` shows both. No script, no font, no image from outside.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.tables import schema_of
from scripts.write import carried, citation
from scripts.write.catalogs import landing_tables, landing_use
from scripts.write.catalogs.html import Html, element, lines
from scripts.write.words import LANGUAGES, date, number, said, size, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scripts.write.describe import Release

_STYLE = Path(__file__).with_name("landing.css")
_SECTIONS: Mapping[str, Callable[[Release, str], Html]] = {
    "download": landing_use.downloads,
    "dictionary": landing_tables.tables,
    "load": landing_use.loading,
    "check": landing_use.checking,
    "cite": landing_use.citing,
    "licence": landing_use.licence,
}
_OF_TABLES = ("dictionary", "load")


def render(release: Release) -> dict[str, str]:
    """The page."""
    package = release.package
    titles = dict.fromkeys(citation.title(package, lang) for lang in LANGUAGES)
    address = citation.licence(package)[2]
    head = lines(
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        element("title", " · ".join(titles)),
        _void("meta", name="description", content=package.description),
        _void("link", rel="describedby", href="datapackage.json", type="application/json"),
        _void("link", rel="license", href=address) if address else "",
        Html(f"<style>\n{_STYLE.read_text(encoding='utf-8').strip()}\n</style>"),
    )
    body = element("main", *(_language(release, lang) for lang in LANGUAGES))
    page = lines(
        Html("<!DOCTYPE html>"), Html('<html lang="fr">'), element("head", Html(f"\n{head}\n")),
        element("body", Html(f"\n{body}\n")), Html("</html>"),
    )  # fmt: skip
    return {"index.html": page + "\n"}


def _void(tag: str, **attributes: str) -> Html:
    """An element without content."""
    return Html(element(tag, **attributes).removesuffix(f"</{tag}>"))


def _language(release: Release, lang: str) -> Html:
    """The whole page in one language."""
    text = words(lang, "page")
    sections = {
        key: make for key, make in _SECTIONS.items() if release.package.tables or key not in _OF_TABLES
    }
    return element(
        "div",
        _hero(release, lang, text),
        element(
            "nav",
            element(
                "ul",
                *(element("li", element("a", text[key], href=f"#{lang}-{key}")) for key in sections),
            ),
            class_="contents",
            aria_label=text["on_page"],
        ),
        *(
            element(
                "section", element("h2", text[key]), make(release, lang), id=f"{lang}-{key}", class_="section"
            )
            for key, make in sections.items()
        ),
        element("footer", element("p", text["self_contained"])),
        id=lang,
        lang=lang,
        class_="language",
    )


def _hero(release: Release, lang: str, text: Mapping[str, str]) -> Html:
    """What it is, in one screen: title, description, figures, the two files that most people want."""
    package = release.package
    title, _, subtitle = said(package, "title", lang).partition(":")
    title = title.rstrip("\u00a0 ")
    dated = text["version"].format(version=package.version, date=date(release.issued, lang))
    actions = []
    if release.whole:
        note = text["all_note"].format(size=size(release.whole_bytes, lang))
        actions.append(_action(release.whole, text["all"], note, main=True))
    if (book := f"{package.name}.xlsx") in release.paths:
        actions.append(_action(book, text["workbook"], size(release.file(book).bytes, lang)))
    return element(
        "header",
        element("div", element("p", text["eyebrow"], class_="eyebrow"), _switch(lang, text), class_="bar"),
        element(
            "div",
            element(
                "div",
                element(
                    "h1", title, element("span", subtitle.strip(), class_="subtitle") if subtitle else ""
                ),
                element("p", dated, class_="dated"),
                element("p", said(package, "description", lang), class_="lede"),
                element("p", *actions, class_="actions") if actions else "",
            ),
            _MARK,
            class_="hero-body",
        ),
        element("dl", *_figures(release, lang, text), class_="figures"),
        class_="hero",
    )


def _action(href: str, label: str, note: str, *, main: bool = False) -> Html:
    """A button that downloads a file."""
    shown = (element("span", label, class_="label"), " ", element("span", note, class_="note"))
    return element("a", *shown, class_="button main" if main else "button", href=href, download=True)


def _switch(lang: str, text: Mapping[str, str]) -> Html:
    """The way to the other language."""
    links = (
        element(
            "a",
            words(other, "page")["language"],
            href=f"#{other}",
            lang=other,
            hreflang=other,
            aria_current="true" if other == lang else None,
        )
        for other in LANGUAGES
    )
    return element("nav", *links, class_="switch", aria_label=text["switch"])


def _figures(release: Release, lang: str, text: Mapping[str, str]) -> Iterator[Html]:
    """How much there is: figures, the studies and sources that they come from, tables."""
    counted: list[tuple[str, int]] = []
    for resource in release.package.tables:
        if resource.extra.get("kind") != "fact":
            continue
        counted.append((text["figures"], release.tables[resource.name].num_rows))
        for key in schema_of(resource).foreign_keys:
            if key.fields[0] in ("study", "source", "territory"):
                target = release.package.resource(key.resource)
                counted.append((said(target, "title", lang).lower(), release.tables[target.name].num_rows))
    if release.package.tables:
        counted.append((text["tables"], len(release.package.tables)))
    if others := carried.of(release.package):
        counted.append((text["others"].lower(), len(others)))
    for label, count in counted:
        yield element("div", element("dt", label), element("dd", number(count, lang)))


_MARK = Html(
    '<svg class="mark" viewBox="26 26 188 188" aria-hidden="true" focusable="false">'
    '<g><circle cx="92" cy="92" r="64"/><circle cx="148" cy="92" r="64"/>'
    '<circle cx="92" cy="148" r="64"/><circle cx="148" cy="148" r="64"/></g>'
    '<circle class="heart" cx="120" cy="120" r="21"/>'
    "</svg>"
)

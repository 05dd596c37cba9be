"""figures/<table>.html: every figure of a table at an address of its own, in one page that asks nothing.

The fragment is the identifier of the row, as in the table `addresses`: a link to a figure needs no server. An
identifier that the row had in an earlier version leads to it too.
Both languages stand side by side, since the fragment that chooses the language elsewhere is the figure's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses, rekeyed
from scripts.reading import identifiers
from scripts.reading.tables import schema_of, to_text
from scripts.write.catalogs.html import Html, element, join, lines
from scripts.write.words import LANGUAGES, date, said, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Field, Resource
    from scripts.write.describe import Release

_STYLE = Path(__file__).with_name("figures.css")
_LABELS = {"fr": ("label_fr", "title"), "en": ("label_en",)}

_STATUS_OF, _ABSENT = "_status", ("O", "L")  # of what stands beside a value, such as its base
_SHORT = 60  # characters of a text that a narrow column holds

Labels = dict[str, dict[Any, dict[str, str]]]


def path(resource: Resource) -> str:
    """The page of a table."""
    return f"{addresses.FOLDER}/{resource.name}.html"


def render(release: Release) -> dict[str, str]:
    """One page for each table of facts or of context."""
    return {path(r): _page(release, r) for r in addresses.of_figures(release.package)}


def _page(release: Release, resource: Resource) -> str:
    """The page of one table."""
    titles = [said(resource, "title", lang) for lang in LANGUAGES]
    head = lines(
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="color-scheme" content="light dark">'),
        element("title", " · ".join(titles)),
        Html(f"<style>\n{_STYLE.read_text(encoding='utf-8').strip()}\n{_names(resource)}\n</style>"),
    )
    body = element(
        "main",
        element("header", *(_heading(release, resource, lang) for lang in LANGUAGES)),
        element(
            "div",
            _table(release, resource),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label=" · ".join(
                words(lang, "figures")["table"].format(title=title)
                for lang, title in zip(LANGUAGES, titles, strict=True)
            ),
        ),
    )
    return (
        lines(
            Html("<!DOCTYPE html>"),
            Html('<html lang="fr">'),
            element("head", Html(f"\n{head}\n")),
            element("body", Html(f"\n{body}\n")),
            Html("</html>"),
        )
        + "\n"
    )


def _names(resource: Resource) -> str:
    """The rules that write the name of its column before each cell, where a row is a card."""
    named = enumerate(map(_column, schema_of(resource).fields), start=2)
    rules = (f"  td:nth-child({place})::before {{ content: {_quoted(name)}; }}" for place, name in named)
    return "\n".join(("@media screen and (max-width: 44rem) {", *rules, "}")).replace("<", "\\3C ")


def _quoted(name: str) -> str:
    """The name as a string of CSS, with its accents as they are: CSS does not read the escapes of JSON."""
    return json.dumps(" ".join(name.split()), ensure_ascii=False)


def _column(field: Field) -> str:
    """« value · Valeur · Value », no word twice."""
    return " · ".join(dict.fromkeys((field.name, *(said(field, "title", lang) for lang in LANGUAGES))))


def _heading(release: Release, resource: Resource, lang: str) -> Html:
    """What the table is, in one language, and the way back."""
    text = words(lang, "figures")
    dated = words(lang, "page")["version"].format(
        version=release.package.version, date=date(release.issued, lang)
    )
    back = f"../index.html#{lang}-table-{resource.name}"
    return element(
        "div",
        element("p", element("a", text["back"], href=back), " · ", dated, class_="dated"),
        element("h1" if lang == LANGUAGES[0] else "h2", said(resource, "title", lang)),
        element("p", said(resource, "description", lang)),
        element("p", text["lede"], element("span", " " + text["wide"], class_="wide"), class_="note"),
        lang=lang,
    )


def _table(release: Release, resource: Resource) -> Html:
    """All rows, each with the identifier as its id; codes with their labels."""
    fields = schema_of(resource).fields
    rows = release.tables[resource.name].to_pylist()
    texts = [tuple(to_text(row[field.name]) for field in fields) for row in rows]
    names = identifiers.of_rows(resource, texts)
    labels, fixed, former = _labels(release, resource), _corrected(release), _former(release, names)
    heads = (element("th", _both("address"), scope="col"), *(_head(field) for field in fields))
    body = lines(
        *(
            element(
                "tr",
                _name(name, former.get(name, []), fixed.get(name, [])),
                *(_cell(field, value, labels) for field, value in zip(fields, cells, strict=True)),
                id=name,
            )
            for name, cells in zip(names, texts, strict=True)
        )
    )
    return element("table", element("thead", element("tr", *heads)), element("tbody", Html(f"\n{body}\n")))


def _both(key: str) -> Html:
    """A word in both languages, one below the other."""
    return join(*(element("span", words(lang, "figures")[key], lang=lang) for lang in LANGUAGES))


def _head(field: Field) -> Html:
    """The name of a column and its titles."""
    titles = (element("span", said(field, "title", lang), lang=lang) for lang in LANGUAGES)
    return element("th", element("code", field.name), *titles, scope="col")


def _name(name: str, former: list[str], fixed: list[Mapping[str, Any]]) -> Html:
    """The address of a row, those that it had, and its corrections."""
    marks = (element("span", id=one) for one in former)
    link = element("a", "#", href=f"#{name}", aria_label=name)
    fields: dict[str, list[str]] = {}
    for erratum in fixed:
        fields.setdefault(str(erratum["version"]), []).append(str(erratum["field"]))
    notes = (
        element("span", words(lang, "figures")["corrected"].format(version=version, field=", ".join(names)),
                lang=lang, class_="corrected")
        for version, names in fields.items()
        for lang in LANGUAGES
    )  # fmt: skip
    return element("th", *marks, link, *notes, scope="row")


def _cell(field: Field, value: str, labels: Labels) -> Html:
    """A value; a code below what it stands for."""
    found = labels.get(field.name, {}).get(value)
    if found:
        return element("td", *_labelled(found), element("code", value))
    if field.type in ("number", "integer"):
        return element("td", value, class_="number")
    english = "en" if field.name.endswith("_en") else None
    return element("td", value, lang=english, class_="long" if len(value) > _SHORT else None)


def _labelled(found: Mapping[str, str]) -> Iterator[Html]:
    """A label in each language, once where both say the same; the page itself is in French."""
    told = dict.fromkeys(found[lang] for lang in LANGUAGES if found[lang])
    for label in told:
        yield element("span", label, lang=None if label == found[LANGUAGES[0]] else LANGUAGES[1])


def _labels(release: Release, resource: Resource) -> Labels:
    """For each column that is a code: its codes, and what each stands for by language."""
    found: Labels = {}
    for key in schema_of(resource).foreign_keys:
        if len(key.fields) != 1:
            continue
        target = release.package.resource(key.resource or resource.name)
        names = set(schema_of(target).field_names)
        shown = {lang: next((n for n in wanted if n in names), "") for lang, wanted in _LABELS.items()}
        if not shown["fr"]:
            continue
        found[key.fields[0]] = {
            to_text(row[key.reference_fields[0]]): {
                lang: to_text(row[name]) if name else "" for lang, name in shown.items()
            }
            for row in release.tables[target.name].to_pylist()
        }
        if key.fields[0].endswith(_STATUS_OF):
            told = {lang: words(lang, "figures") for lang in LANGUAGES}
            found[key.fields[0]] |= {code: {lang: told[lang][code] for lang in LANGUAGES} for code in _ABSENT}
    return found


def _corrected(release: Release) -> dict[str, list[Mapping[str, Any]]]:
    """The errata of each row that has some."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for erratum in _errata(release):
        found.setdefault(str(erratum["identifier"]), []).append(erratum)
    return found


def _former(release: Release, names: list[str]) -> dict[str, list[str]]:
    """The identifiers that each row had in earlier versions, and that are none of these now."""
    found: dict[str, list[str]] = {}
    here = frozenset(names)
    rows = rekeyed.became(release.package, lambda name: release.tables[name].to_pylist())
    for name, became in rows.items():
        if name not in here:
            found.setdefault(became.now, []).append(name)
    return found


def _errata(release: Release) -> list[Mapping[str, Any]]:
    """The rows of the tables of errata."""
    return rekeyed.told(release.package, lambda name: release.tables[name].to_pylist())

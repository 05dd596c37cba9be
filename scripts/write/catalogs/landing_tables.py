"""The part of the landing page that shows the tables: the dictionary of each, its codes, its files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses
from scripts.reading.tables import schema_of
from scripts.write import dictionary
from scripts.write.catalogs import figures
from scripts.write.catalogs.html import Html, element, join
from scripts.write.words import number, said, size, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

_KINDS = ("fact", "cut", "context", "content", "link", "erratum", "reference", "derived", "other")
_MOST_CODES = 40


def tables(release: Release, lang: str) -> Html:
    """Every table, by kind, and what the statuses mean."""
    text = words(lang, "page")
    groups: dict[str, list[Resource]] = {kind: [] for kind in _KINDS}
    for resource in release.package.tables:
        kind = str(resource.extra.get("kind"))
        groups[kind if kind in groups else "other"].append(resource)
    return join(
        element("p", text["dictionary_lede"], class_="section-lede"),
        *(
            join(element("h3", text[kind]), *(_table(release, r, lang, text) for r in resources))
            for kind, resources in groups.items()
            if resources
        ),
        _statuses(release, lang, text),
    )


def _table(release: Release, resource: Resource, lang: str, text: Mapping[str, str]) -> Html:
    """One table, closed: its title, name and rows; open: what it is, its files, its fields, its codes."""
    rows = release.tables[resource.name].num_rows
    counted = f"{number(rows, lang)}\u00a0{text['rows' if rows > 1 else 'row']}"
    return element(
        "details",
        element(
            "summary",
            element("span", said(resource, "title", lang), class_="name"),
            element("code", resource.name),
            element("span", counted, class_="count"),
        ),
        element(
            "div",
            element("p", said(resource, "description", lang), class_="about"),
            element("p", *_files(release, resource, lang), class_="files"),
            element("dl", *(_field(entry, lang, text) for entry in dictionary.of(resource)), class_="fields"),
            _codes(release, resource, lang, text),
            class_="inside",
        ),
        id=f"{lang}-table-{resource.name}",
        class_="table",
    )


def _files(release: Release, resource: Resource, lang: str) -> Iterator[Html]:
    """The links to a table's files, with their sizes."""
    for label, path in (
        ("CSV", f"data/{resource.name}.csv"),
        ("Parquet", f"parquet/{resource.name}.parquet"),
    ):
        if path in release.paths:
            weight = element("span", size(release.file(path).bytes, lang), class_="note")
            yield element("a", label, " ", weight, href=path, download=True)
    if resource.extra.get("kind") in addresses.KINDS:
        yield element("a", words(lang, "page")["one_by_one_figure"], href=figures.path(resource))


def _field(entry: dictionary.Entry, lang: str, text: Mapping[str, str]) -> Html:
    """One field: its name and type; what it means, and what it may hold."""
    english = lang == "en"
    title = (english and entry.title_en) or entry.title
    description = (english and entry.description_en) or entry.description
    facts = [
        text["primary"] if entry.key else "",
        text["required"] if entry.required and not entry.key else "",
        join(f"{text['unit']} ", element("code", entry.unit)) if entry.unit else "",
        _reference(entry, lang, text) if entry.reference else "",
        f"{text['codes']} {entry.codes}" if entry.codes else "",
        join(f"{text['limits']} ", element("code", entry.constraints)) if entry.constraints else "",
    ]
    return element(
        "div",
        element("dt", element("code", entry.field), element("span", entry.type, class_="type")),
        element(
            "dd",
            element("strong", title),
            element("span", description, class_="meaning") if description else "",
            element("span", *(element("span", fact) for fact in facts if fact), class_="facts"),
        ),
    )


def _reference(entry: dictionary.Entry, lang: str, text: Mapping[str, str]) -> Html:
    """The link to the table that a field points at."""
    target = entry.reference.rsplit(".", 1)[0]
    link = element("a", element("code", entry.reference), href=f"#{lang}-table-{target}")
    return join(f"{text['refers']} ", link)


def _codes(release: Release, resource: Resource, lang: str, text: Mapping[str, str]) -> str:
    """The codes of a short table of labels, in both languages."""
    table = release.tables[resource.name]
    names = schema_of(resource).field_names
    if not {"code", "label_fr", "label_en"} <= set(names) or table.num_rows > _MOST_CODES:
        return ""
    labels = sorted(("label_fr", "label_en"), key=lambda name: not name.endswith(lang))
    return _listing(
        text["code_list"].format(title=said(resource, "title", lang)),
        (text["code"], *(text[name] for name in labels)),
        [(element("code", row["code"]), *(row[name] or "" for name in labels)) for row in table.to_pylist()],
    )


def _statuses(release: Release, lang: str, text: Mapping[str, str]) -> str:
    """What the statuses mean, and how many figures of the studies, and measured values, have each."""
    found = [
        (resource, key)
        for resource in release.package.tables
        if resource.extra.get("kind") == "fact"
        for key in schema_of(resource).foreign_keys
        if key.fields == ("status",)
    ]
    if not found:
        return ""
    facts, key = found[0]
    counted = {"use": _used(release, facts)}
    for resource in release.package.tables:
        if resource.extra.get("kind") == "context" and "status" in schema_of(resource).field_names:
            counted.setdefault("measure", Counter()).update(_used(release, resource))
    listed = []
    for row in release.tables[key.resource].to_pylist():
        code = row[key.reference_fields[0]]
        uses = [
            f"{number(used[code], lang)}\u00a0{text[word if used[code] == 1 else word + 's']}"
            for word, used in counted.items()
            if used[code]
        ]
        if not uses:
            continue
        meaning = join(
            element("strong", str(row.get(f"label_{lang}") or "")),
            element("span", str(row.get(f"definition_{lang}") or ""), class_="meaning"),
        )
        told = element("span", " · ".join(uses), class_="count")
        sign = element("code", str(code), class_="status")
        listed.append(element("div", element("dt", sign), element("dd", meaning, told)))
    return join(
        element("h3", text["statuses"]),
        element("p", text["statuses_lede"]),
        element("dl", *listed, class_="statuses"),
    )


def _used(release: Release, resource: Resource) -> Counter[Any]:
    """How many rows of a table have each status."""
    return Counter(release.tables[resource.name].column("status").to_pylist())


def _listing(caption: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Html:
    """A table with a caption."""
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element(
            "tbody",
            *(
                element("tr", element("th", row[0], scope="row"), *(element("td", cell) for cell in row[1:]))
                for row in rows
            ),
        ),
        class_="codes",
    )

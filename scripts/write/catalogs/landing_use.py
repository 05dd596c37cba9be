"""The parts of the landing page that say how to use the data: download, load, check, cite, licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.write import carried, citation, describe
from scripts.write.catalogs import howto, landing_compat
from scripts.write.catalogs.html import Html, element, join
from scripts.write.words import said, size, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release


def downloads(release: Release, lang: str) -> Html:
    """Every format, then every thematic package, with sizes."""
    text = words(lang, "page")
    found = [_thematic(release, lang, text)] if release.parts else []
    found += [_others(release, others, lang, text)] if (others := carried.of(release.package)) else []
    return join(
        element("p", text["download_lede"], class_="section-lede") if release.package.tables else "",
        element("ul", *_formats(release, lang, text), class_="cards"),
        *found,
    )


def _formats(release: Release, lang: str, text: Mapping[str, str]) -> Iterator[Html]:
    """One card a format that the release has."""
    name = release.package.name
    if release.whole:
        about = text["about"].format(size=size(release.whole_bytes, lang))
        yield _card(text["whole"], text["whole_note"], [(release.whole, release.whole, about)])
    for path, label, note in (
        (f"{name}.xlsx", "Excel", text["xlsx_note"]),
        (f"{name}.sqlite", "SQLite", text["sqlite_note"]),
    ):
        if path in release.paths:
            yield _card(label, note, [(path, path, size(release.file(path).bytes, lang))])
    if not release.package.tables:
        return
    tables = f"#{lang}-dictionary"
    listed = [
        ("datapackage.json", "datapackage.json", ""),
        (tables, text["one_by_one"], _weight(release, "data/", lang)),
    ]
    yield _card(text["csv_label"], text["csv_note"], listed)
    if "parquet/datapackage.json" in release.paths:
        listed = [
            ("load.sql", "load.sql", ""),
            (tables, text["one_by_one"], _weight(release, "parquet/", lang)),
        ]
        yield _card(text["parquet_label"], text["parquet_note"], listed)


def _card(title: str, note: str, files: list[tuple[str, str, str]]) -> Html:
    """A card: what it is, for whom, and its files (address, name, size)."""
    links = (
        element(
            "a",
            element("span", name, class_="label"),
            " ",
            element("span", weight, class_="note") if weight else "",
            href=path,
            download=not path.startswith("#"),
        )
        for path, name, weight in files
    )
    return element("li", element("h3", title), element("p", note), element("p", *links, class_="files"))


def _weight(release: Release, folder: str, lang: str) -> str:
    """The size of all files of a folder."""
    return size(sum(file.bytes for file in release.files if file.path.startswith(folder)), lang)


def _thematic(release: Release, lang: str, text: Mapping[str, str]) -> Html:
    """The packages cut by theme."""
    cards = (
        _card(
            said(part.package, "title", lang),
            said(part.package, "description", lang),
            [(part.archive.path, part.name, size(part.archive.bytes, lang))],
        )
        for part in release.parts
    )
    return join(
        element("h3", text["thematic"], class_="group"),
        element("p", text["thematic_lede"]),
        element("ul", *cards, class_="cards themes"),
    )


def _others(release: Release, others: list[Resource], lang: str, text: Mapping[str, str]) -> Html:
    """The files that are carried as they came; data without a file are in the descriptor."""
    cards = (
        _card(
            said(resource, "title", lang) or resource.name,
            said(resource, "description", lang),
            [
                (path, path, size(release.file(path).bytes, lang))
                for path in resource.paths or (describe.DESCRIPTOR,)
            ],
        )
        for resource in others
    )
    return join(
        element("h3", text["others"], class_="group"),
        element("p", text["others_lede"]),
        element("ul", *cards, class_="cards themes"),
    )


def loading(release: Release, lang: str) -> Html:
    """The code to paste, tool by tool; then which tools were tried, and what they read."""
    text = words(lang, "page")
    tools: dict[str, list[Html]] = {}
    for example in howto.examples(release):
        card = tools.setdefault(example.recipe.tool, [element("h3", example.recipe.tool)])
        card.append(element("p", text[example.recipe.key]))
        if example.code:
            card.append(_code(example.code))
    return join(
        element("p", text["load_lede"], class_="section-lede"),
        element("div", *(element("div", *card, class_="tool") for card in tools.values()), class_="tools"),
        landing_compat.tried(release, lang),
    )


def _code(code: str) -> Html:
    """Code, in a box; a line that is longer goes on below."""
    return element("pre", element("code", code))


def checking(release: Release, lang: str) -> Html:
    """The commands that check every file."""
    text = words(lang, "page")
    commands = "sha256sum --check SHA256SUMS        # Linux\nshasum -a 256 --check SHA256SUMS    # macOS"
    if release.whole:
        commands += f"\nsha256sum --check {release.whole}.sha256"
    return join(
        element("p", text["check_lede"], class_="section-lede"),
        _code("sh verify.sh"),
        element("p", text["check_by_hand"], class_="section-lede"),
        _code(commands),
    )


def citing(release: Release, lang: str) -> Html:
    """The sentence that cites, and the file for programs."""
    text = words(lang, "page")
    return join(
        element("p", text["cite_lede"], class_="section-lede"),
        element("blockquote", citation.sentence(release.package, release.issued, lang)),
        element("p", element("a", "CITATION.cff", href="CITATION.cff", download=True), class_="files"),
    )


def licence(release: Release, lang: str) -> Html:
    """The licence, who made the data, where they come from, what changed."""
    text, extra = words(lang, "page"), release.package.extra
    _, title, address = citation.licence(release.package)
    linked = element("a", title, href=address, rel="license") if address else title
    return join(
        element("p", element("strong", linked), ". ", text["licence_note"], class_="section-lede"),
        element("p", element("a", "LICENSE.txt", href="LICENSE.txt"), class_="files"),
        element("h3", text["contributors"]),
        element("ul", *(_contributor(person, text) for person in extra.get("contributors", ()))),
        element("h3", text["sources"]),
        element("ul", *(element("li", _linked(source)) for source in extra.get("sources", ()))),
        element("h3", text["history"]),
        element("p", element("a", text["history_note"], href="CHANGELOG.md"), " (CHANGELOG.md)"),
        *_changes(release, lang, text),
    )


def _changes(release: Release, lang: str, text: Mapping[str, str]) -> Iterator[Html]:
    """What changed since the version before, row by row: for people, and for programs."""
    for summary in sorted(path for path in release.paths if path.endswith(f"/summary.{lang}.md")):
        folder = summary.rpartition("/")[0]
        links = (
            (summary, text["changes_summary"]),
            (f"{folder}/changes.csv", "changes.csv"),
            (f"{folder}/schema.json", "schema.json"),
        )
        yield element("p", text["changes"].format(version=folder.rpartition("from-")[2]))
        yield element("p", *(_sized(release, path, name, lang) for path, name in links), class_="files")


def _sized(release: Release, path: str, name: str, lang: str) -> Html:
    """The link to a file, with its size."""
    weight = element("span", size(release.file(path).bytes, lang), class_="note")
    return element("a", name, " ", weight, href=path)


def _contributor(person: Mapping[str, object], text: Mapping[str, str]) -> Html:
    """A contributor and the roles that we have words for."""
    given = person.get("roles")
    roles = [text.get(str(role), str(role)) for role in given] if isinstance(given, list | tuple) else []
    return element("li", _linked(person), f" ({', '.join(roles)})" if roles else "")


def _linked(thing: Mapping[str, object]) -> str:
    """A title, as a link where it has an address."""
    title, path = str(thing.get("title", "")), str(thing.get("path", ""))
    return element("a", title, href=path) if path.startswith(("http://", "https://")) else title

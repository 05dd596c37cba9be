"""README.md of a release or of a thematic package: what it is, what is in it, how to load and cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.derive import addresses
from scripts.write import carried, citation, describe
from scripts.write.catalogs import howto
from scripts.write.words import date, number, said, size, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

_KNOWN = (
    ("datapackage.json", "datapackage"),
    ("data/", "data"),
    ("parquet/", "parquet"),
    ("{name}.xlsx", "xlsx"),
    ("{name}.sqlite", "sqlite"),
    ("files/", "others_note"),
    ("packages/", "packages"),
    ("diff/", "diff"),
)
_BESIDE = (
    ("load.sql", "loadsql"),
    ("index.html", "index"),
    ("figures/", "figures"),  # pages, made with this one: their sizes are not known here
    ("CHANGELOG.md", "changelog"),
    ("CITATION.cff", "citation"),
    ("LICENSE.txt", "license"),
    ("build.json", "build"),
    ("SHA256SUMS", "sums"),
    ("verify.sh", "verify"),
)
_PART = ("LICENSE.txt",)


def render(release: Release) -> dict[str, str]:
    """The file, in French then in English."""
    package = release.package
    lines = [f"# {package.title}", "", f"*{citation.title(package, 'en')}*", ""]
    for lang in ("fr", "en"):
        lines += _language(release, lang)
    return {"README.md": "\n".join(lines).rstrip("\n") + "\n"}


def _language(release: Release, lang: str) -> Iterator[str]:
    """The page in one language."""
    text, package = words(lang, "readme"), release.package
    _, licence, address = citation.licence(package)
    yield from (f"## {text['heading']}", "")
    yield from (text["intro"].format(version=package.version, date=date(release.issued, lang)), "")
    yield from (said(package, "description", lang), "")
    if package.tables:
        yield from (text["reading"], "")
    yield from (f"### {text['files']}", "", *_files(release, lang, text), "")
    if package.tables:
        yield from (f"### {text['tables']}", "", *_tables(release, lang, text), "")
    if others := carried.of(package):
        yield from (f"### {text['others']}", "", *_others(release, others, lang, text), "")
    if package.tables:
        yield from (f"### {text['load']}", "", *_examples(release, lang))
    if release.whole:
        yield from (f"### {text['check']}", "", "```sh", "sh verify.sh", "```", "")
    yield from (f"### {text['cite']}", "", citation.sentence(package, release.issued, lang), "")
    yield from (
        f"### {text['licence']}",
        "",
        text["licence_note"].format(licence=licence, address=address),
        "",
    )


def _files(release: Release, lang: str, text: Mapping[str, str]) -> Iterator[str]:
    """One line a file or a folder, with its size where it is known."""
    yield from (f"| {text['file']} | {text['holds']} | {text['size']} |", "| --- | --- | --- |")
    for pattern, key in _KNOWN:
        path = pattern.format(name=release.package.name)
        sizes = [
            f.bytes for f in release.files if f.path == path or (path[-1] == "/" and f.path.startswith(path))
        ]
        if sizes:
            yield f"| `{path}` | {text[key]} | {size(sum(sizes), lang)} |"
    package = release.package
    absent = ("" if package.tables else "load.sql", "" if addresses.of_figures(package) else "figures/")
    for path, key in _BESIDE:
        if (release.whole or path in _PART) and path not in absent:
            yield f"| `{path}` | {text[key]} | |"


def _tables(release: Release, lang: str, text: Mapping[str, str]) -> Iterator[str]:
    """One line a table."""
    yield from (f"| {text['table']} | {text['title']} | {text['rows']} |", "| --- | --- | ---: |")
    for resource in release.package.tables:
        rows = number(release.tables[resource.name].num_rows, lang)
        yield f"| `{resource.name}` | {_cell(said(resource, 'title', lang))} | {rows} |"


def _others(release: Release, others: list[Resource], lang: str, text: Mapping[str, str]) -> Iterator[str]:
    """One line a file that is carried; data without a file are in the descriptor."""
    yield from (f"| {text['file']} | {text['title']} | {text['size']} |", "| --- | --- | ---: |")
    for resource in others:
        title = _cell(said(resource, "title", lang) or resource.name)
        for path in resource.paths or (describe.DESCRIPTOR,):
            yield f"| `{path}` | {title} | {size(release.file(path).bytes, lang)} |"


def _cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def _examples(release: Release, lang: str) -> Iterator[str]:
    """How the usual tools load it."""
    text = words(lang, "page")
    for example in howto.examples(release):
        recipe = example.recipe
        colon = "\u00a0:" if lang == "fr" else ":"
        yield from (f"{recipe.tool}{colon} {text[recipe.key]}", "")
        if example.code:
            yield from (f"```{recipe.language}", example.code, "```", "")

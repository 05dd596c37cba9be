"""The pages and the metadata of a release: complete, in both languages, asking nothing of anyone."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import html5lib
import pyarrow as pa
import pytest

from scripts.catalogs import CATALOGS
from scripts.derive import addresses
from scripts.publish import release as build
from scripts.publish.staging import paths_in
from scripts.reading import descriptor
from scripts.reading.model.package import Package, Resource
from scripts.reading.rows.files import Folder
from scripts.reading.tables import arrow_schema, read_tables, schema_of
from scripts.write import citation, words
from scripts.write.describe import File, Release, files_of
from scripts.write.pages import (
    PAGES,
    PART_PAGES,
    figures,
    howto,
    landing,
    measures,
    method,
    tables,
    tools,
    twice,
)
from tests import released

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VOID = {"meta", "link", "br", "hr", "img", "input"}
LANGUAGES = ("fr", "en")


class Page(HTMLParser):
    """What a page holds: elements with their language, texts, ids, addresses; faults of nesting."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag, _ in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        lang = found.get("lang") or (self.open[-1][1] if self.open else "")
        self.elements.append((tag, found, lang))
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("style", "script", "title"):
            self.texts.setdefault(self.open[-1][1], []).append(data)

    def said(self, lang: str) -> str:
        return "".join(self.texts.get(lang, ()))

    def all(self, attribute: str) -> list[str]:
        return [str(a[attribute]) for _, a, _ in self.elements if attribute in a]


PAGES_OF = [
    f"{folder}{name}.html" for folder in ("", "en/") for name in ("index", "tables", "tools", "method")
]
HOME = {"fr": "", "en": "en/"}


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[str, Page]:
    """Each page of HTML in one language, by its path."""
    return {path: Page((published / path).read_text(encoding="utf-8")) for path in PAGES_OF}


@pytest.fixture(scope="module")
def package(published: Path) -> Package:
    return descriptor.to_package(descriptor.load(published).descriptor)


# --- the pages in each language ----------------------------------------------------------------------------


def test_every_page_of_a_language_is_known(published: Path) -> None:
    """So that what holds of pages is asked of each; those of figures are in `test_addresses`."""
    found = {p.relative_to(published).as_posix() for p in published.rglob("*.html")}
    assert {path for path in found if not path.startswith("figures/")} == set(PAGES_OF)


@pytest.mark.parametrize("path", PAGES_OF)
def test_a_page_is_well_nested_and_its_ids_are_unique(pages: dict[str, Page], path: str) -> None:
    page = pages[path]
    assert page.faults == []
    assert [name for name, count in Counter(page.all("id")).items() if count > 1] == []


def test_every_page_is_strict_html(published: Path) -> None:
    """As the parser of the standard reads it, which browsers share: nothing that it mends in silence."""
    for path in published.rglob("*.html"):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], path


@pytest.mark.parametrize("path", PAGES_OF)
def test_a_page_asks_nothing_of_anyone(pages: dict[str, Page], published: Path, path: str) -> None:
    """What is in a script is data, and no link is one that a browser fetches."""
    page = pages[path]
    assert not page.all("src")
    fetching = {"img", "iframe", "object", "form", "base"}
    assert {tag for tag, _, _ in page.elements} & fetching == set()
    for tag, attributes, _ in page.elements:
        if tag == "link":
            assert attributes["rel"] in ("describedby", "license", "alternate", "canonical", "cite-as")
        if tag == "script":
            assert attributes == {"type": "application/ld+json"}
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    style = (published / path).read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("path", PAGES_OF)
def test_every_address_on_a_page_leads_to_a_file_and_a_place_in_it(
    pages: dict[str, Page], published: Path, path: str
) -> None:
    """But for the lists of all versions, which are beside the release and not in it."""
    beside = {twice.up(path) + "../" + name for name in ("index.html", "feed.atom", "feed.en.atom")}
    for href in set(pages[path].all("href")) - beside:
        if href.startswith(("https://", "http://", "mailto:")):
            continue
        place, _, fragment = href.partition("#")
        target = os.path.normpath(os.path.join(os.path.dirname(path), place)) if place else path  # noqa: PTH118, PTH120
        assert (published / target).is_file(), href
        if fragment and target in pages:
            assert unquote(fragment) in pages[target].all("id"), href
        elif fragment:
            assert f'id="{fragment}"' in (published / target).read_text(encoding="utf-8"), href


@pytest.mark.parametrize("path", PAGES_OF)
def test_a_page_and_its_twin_lead_to_each_other(pages: dict[str, Page], path: str) -> None:
    """In their heads, for programs, and by the switch, for people; the language of each is said."""
    page, lang = pages[path], "en" if path.startswith("en/") else "fr"
    bare = path.removeprefix("en/")
    assert [a["lang"] for tag, a, _ in page.elements if tag == "html"] == [lang]
    for tag in ("link", "a"):
        told = {a["hreflang"]: a["href"] for name, a, _ in page.elements if name == tag and "hreflang" in a}
        assert told == {other: f"{twice.up(path)}{HOME[other]}{bare}" for other in LANGUAGES}
    current = [a["hreflang"] for _, a, _ in page.elements if a.get("aria-current") == "true"]
    assert current == [lang]


@pytest.mark.parametrize("path", PAGES_OF)
def test_headings_go_down_by_one_step(pages: dict[str, Page], path: str) -> None:
    """One of the first rank, at the top."""
    ranks = [int(tag[1]) for tag, _, _ in pages[path].elements if re.fullmatch("h[1-6]", tag)]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


@pytest.mark.parametrize("path", PAGES_OF)
def test_a_page_says_to_programs_what_it_is(pages: dict[str, Page], path: str) -> None:
    """A title and a description, for search engines and for who is sent its address."""
    metas = {
        str(a.get("name") or a.get("property")): a["content"]
        for tag, a, _ in pages[path].elements
        if tag == "meta" and "content" in a
    }
    assert metas["description"] == metas["og:description"]
    assert metas["og:locale"] == ("en_GB" if path.startswith("en/") else "fr_FR")
    assert metas["og:title"]
    links = {a["rel"]: a["href"] for tag, a, _ in pages[path].elements if tag == "link"}
    assert links["describedby"] == f"{twice.up(path)}datapackage.json"
    assert links["license"] == "https://spdx.org/licenses/etalab-2.0.html"


FRENCH = re.compile(r"\b(?:une|des|les|qui|est|pas|dans|chaque|sont|avec|pour|aux)\b")
ENGLISH = re.compile(r"\b(?:the|of|which|with|each|are|from|not|this)\b")


@pytest.mark.parametrize("path", PAGES_OF)
def test_a_page_is_in_one_language(published: Path, package: Package, path: str) -> None:
    """But for what is named as it is named elsewhere (titles of sources, contributors), and for code."""
    lang = "en" if path.startswith("en/") else "fr"
    code = re.compile(r"<(code|pre|blockquote)\b.*?</\1>", re.DOTALL)
    text = code.sub("", (published / path).read_text(encoding="utf-8"))
    said = " ".join(Page(text).texts[lang]).replace("\u2019", "'").replace(package.name, "")
    names = [str(one["title"]) for one in (*package.extra["contributors"], *package.extra["sources"])]
    for table in read_tables(Folder(published), package).values():
        columns = {name: table[name].to_pylist() for name in table.column_names}
        for name in ("title", "publisher", "institute"):
            names += filter(None, columns.get(name, ()))
        both = zip(columns.get("label_fr", ()), columns.get("label_en", ()), strict=True)
        names += [french for french, english in both if french and french == english]
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    other = FRENCH if lang == "en" else ENGLISH
    assert [said[max(0, found.start() - 40) : found.end() + 20] for found in other.finditer(said)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_field_and_code_is_there_in_that_language(
    pages: dict[str, Page], package: Package, lang: str
) -> None:
    page = pages[f"{HOME[lang]}tables.html"]
    said = page.said(lang).replace("\u2019", "'")
    for resource in package.tables:
        assert f"table-{resource.name}" in page.all("id")
        assert words.said(resource, "title", lang) in said
        assert words.said(resource, "description", lang) in said
        assert resource.schema is not None
        for column in resource.schema.fields:
            assert column.name in said
            assert words.said(column, "title", lang) in said
            assert words.said(column, "description", lang) in said
        assert words.number(resource.extra["rowCount"], lang) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_download_is_there_with_its_size(pages: dict[str, Page], published: Path, lang: str) -> None:
    home = HOME[lang]
    every = [pages[f"{home}{name}.html"] for name in ("index", "tables", "method")]
    linked = {href.removeprefix(twice.up(home)) for page in every for href in page.all("href")}
    said = " ".join(page.said(lang) for page in every)
    folders = ("data/", "parquet/", "packages/")
    for path in paths_in(published):
        wanted = path.endswith((".csv", ".parquet", ".zip", ".xlsx", ".sqlite", ".sql", ".cff"))
        if wanted and not re.match(
            r"packages/[^/]+/|sdmx/|schemas/", path
        ):  # parts, and what catalogues ask for
            assert path in linked, path
            whole = path.endswith(".zip") and not path.startswith(folders)
            sized = path.endswith((".csv", ".parquet", ".zip", ".xlsx", ".sqlite"))
            if sized and not whole and not path.startswith("diff/"):  # the changes are told, not offered
                assert words.size((published / path).stat().st_size, lang) in said, path


# What is made of the release once its data are written: it has no size when pages are made.
RENDERED = re.compile(
    r".*\.html|README\.md|CHANGELOG\.md|CITATION\.cff|LICENSE\.txt|load\.sql|build\.json|verify\.sh"
    r"|SHA256SUMS|[^/]+\.zip(\.sha256)?"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_told_of_the_whole_zip_is_the_size_of_the_data_in_it(
    pages: dict[str, Page], published: Path, lang: str
) -> None:
    """A page that told the size of the zip that holds it would have to be made twice."""
    told = {path for catalog in CATALOGS for path, _ in catalog(release_of(published))}
    data = [path for path in paths_in(published) if not RENDERED.fullmatch(path) and path not in told]
    size = words.size(sum((published / path).stat().st_size for path in data), lang)
    for name in ("index", "tables"):
        said = pages[f"{HOME[lang]}{name}.html"].said(lang)
        assert words.words(lang, "page")["unpacked"].format(size=size) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_say_how_to_check_cite_and_reuse(
    pages: dict[str, Page], package: Package, lang: str
) -> None:
    landing_, tools, method = (
        pages[f"{HOME[lang]}{name}.html"].said(lang) for name in ("index", "tools", "method")
    )
    day = dt.date.fromisoformat(str(package.extra["created"])[:10])
    assert "sha256sum --check SHA256SUMS" in method
    assert citation.sentence(package, day, lang).replace("'", "\u2019") in landing_
    assert citation.bibtex(package, day, lang) in landing_
    assert "Licence Ouverte" in landing_
    assert (
        words.words(lang, "page")["version"].format(version=package.version, date=words.date(day, lang))
        in landing_
    )
    for tool in ("pandas", "R", "DuckDB", "SQLite", "Excel"):
        assert tool in tools


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_statuses_in_use_are_explained_and_counted(
    pages: dict[str, Page], published: Path, package: Package, lang: str
) -> None:
    typed = read_tables(Folder(published), package)
    used = Counter(typed["observations"]["status"].to_pylist())
    labels = {row["code"]: row for row in typed["statuses"].to_pylist()}
    measured = Counter(typed["context-values"]["status"].to_pylist())
    assert set(measured) - set(used), "a status that only measured values have would not be seen to be told"
    said = pages[f"{HOME[lang]}method.html"].said(lang)
    for counts, word in zip((used, measured), ("figure", "measure"), strict=True):
        for code, count in counts.items():
            assert labels[code][f"label_{lang}"] in said
            named = words.words(lang, "page")[word if count == 1 else f"{word}s"]
            assert f"{words.number(count, lang)}\u00a0{named}" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_method_names_each_study_and_source_with_how_many_figures_it_has(
    pages: dict[str, Page], published: Path, package: Package, lang: str
) -> None:
    typed = read_tables(Folder(published), package)
    said = pages[f"{HOME[lang]}method.html"].said(lang).replace("\u2019", "'")
    for column, table, label in (("study", "studies", f"label_{lang}"), ("source", "sources", "title")):
        counts = Counter(typed["observations"][column].to_pylist())
        for row in typed[table].to_pylist():
            after = said[said.index(row[label]) :]
            count = counts[row["code"]]
            word = words.words(lang, "page")["figures" if count > 1 else "figure"]
            assert not count or f"{count}\u00a0{word}" in after


def test_our_french_has_its_spaces() -> None:
    for page in words._texts()["fr"].values():
        for text in page.values():
            assert not re.search(r" [:;?!»%]|« ", text), text


# --- code to paste -----------------------------------------------------------------------------------------


def release_of(folder: Path) -> Release:
    """A release as a page would see it, from its folder."""
    package = descriptor.to_package(descriptor.load(folder).descriptor)
    return Release(
        package,
        dt.date(2026, 11, 23),
        files_of(folder, paths_in(folder)),
        read_tables(Folder(folder), package),
    )


@pytest.mark.parametrize("recipe", [r for r in howto.RECIPES if r.language], ids=lambda r: r.key)
def test_the_code_on_the_pages_is_that_of_the_recipes(
    pages: dict[str, Page], published: Path, recipe: howto.Recipe
) -> None:
    """Word for word, in both languages; what is only there to show a misreading is advised nowhere."""
    code = howto.code_for(recipe, release_of(published))
    for lang in LANGUAGES:
        assert (code in pages[f"{HOME[lang]}tools.html"].said(lang)) == (not recipe.remedy)
    readme = (published / "README.md").read_text(encoding="utf-8")
    assert readme.count(f"```{recipe.language}\n{code}\n```") == (2 if recipe.shown else 0)


def test_codes_are_shown_on_a_table_where_they_start_with_a_zero(published: Path) -> None:
    """Else the reader would not see what the remedy is for."""
    assert howto.recipe("pandas-csv").table(release_of(published).shown).name == "regions"


# --- the other files ---------------------------------------------------------------------------------------


def test_citation_cff_is_a_dataset_of_cff_1_2_0(published: Path, package: Package) -> None:
    """The keys that the format requires, and ours; each text quoted, as YAML and JSON both read it."""
    top: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    for line in (published / "CITATION.cff").read_text(encoding="utf-8").splitlines():
        if line.startswith("  - "):
            lists[list(lists)[-1]].append(line[4:])
        elif line.endswith(":"):
            lists[line[:-1]] = []
        else:
            key, value = line.split(": ", 1)
            top[key] = json.loads(value)
    assert top["cff-version"] == "1.2.0"
    assert top["type"] == "dataset"
    assert top["license"] == "etalab-2.0"
    assert top["version"] == package.version
    assert top["date-released"] == package.extra["created"][:10]
    assert top["title"] == package.title
    assert top["message"]
    assert lists["authors"]
    assert all(json.loads(author.removeprefix("name: ")) for author in lists["authors"])
    known = {
        "cff-version",
        "message",
        "type",
        "title",
        "version",
        "date-released",
        "abstract",
        "license",
        "url",
    }
    assert set(top) <= known
    assert set(lists) == {"authors", "keywords"}


def test_the_changelog_is_the_one_of_the_source(published: Path, root: Path) -> None:
    source = (root / "datapackage" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (published / "CHANGELOG.md").read_text(encoding="utf-8") == source


@pytest.mark.parametrize("folder", [".", "packages/actor-roles"])
def test_the_readme_names_every_table_and_the_licence_its_official_address(
    published: Path, folder: str
) -> None:
    part = descriptor.to_package(descriptor.load(published / folder).descriptor)
    text = (published / folder / "README.md").read_text(encoding="utf-8")
    for resource in part.tables:
        assert text.count(f"| `{resource.name}` |") == 2
    assert part.title in text
    assert str(part.extra["title_en"]) in text
    licence = (published / folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert "https://www.etalab.gouv.fr/licence-ouverte-open-licence" in licence
    assert "etalab-2.0" in licence


def test_the_readme_names_every_file_and_folder_of_the_release(published: Path) -> None:
    """In both languages; a file that comes later (the zip, its hash, a signature) is not in it."""
    text = (published / "README.md").read_text(encoding="utf-8")
    later = ("README.md", "SHA256SUMS.sig", "allowed_signers")
    for path in published.iterdir():
        if path.name not in later and ".zip" not in path.name:
            assert text.count(f"| `{path.name}{'/' if path.is_dir() else ''}` |") == 2, path.name


def test_both_languages_say_the_same_things() -> None:
    texts = words._texts()
    assert {page: set(said) for page, said in texts["fr"].items()} == {
        page: set(said) for page, said in texts["en"].items()
    }


# --- pieces ------------------------------------------------------------------------------------------------


EVIL = """</style></title><script>alert(1)</script>"><img src=x>'}{{ 7 * 7 }}"""
EVIL_EN = {"title_en": EVIL, "description_en": EVIL}


def hostile(resource: Resource) -> Resource:
    """The resource with hostile words in all that it says, and its fields."""
    if resource.schema is None:
        return replace(resource, title=EVIL, description=EVIL)
    schema = schema_of(resource)
    fields = tuple(
        replace(field, title=EVIL, description=EVIL, extra={**field.extra, **EVIL_EN})
        for field in schema.fields
    )
    said = {"title": EVIL, "description": EVIL, "extra": {**resource.extra, **EVIL_EN}}
    return replace(resource, **said, schema=replace(schema, fields=fields))


def test_a_package_with_hostile_words_stays_pages(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is a text wherever it stands, rules of style included, and no template."""
    monkeypatch.setattr(addresses, "CITED_ROWS", 1_000)  # so that there is a page about a table too
    release = release_of(published)
    extra = {**release.package.extra, **EVIL_EN}
    package = replace(release.package, title=EVIL, description=EVIL, extra=extra)
    package = replace(package, resources=tuple(map(hostile, package.resources)))
    for make in (landing.render, tables.render, tools.render, method.render, figures.render, measures.render):
        found = list(make(replace(release, package=package)))
        assert found
        for path, text in found:
            page = Page(text)
            assert page.faults == []
            assert not [
                a for tag, a, _ in page.elements if tag == "img" or (tag == "script" and "type" not in a)
            ]
            assert text.count("<style>") == text.count("</style>") == 1
            assert make is tools.render or "{{ 7 * 7 }}" in page.said(
                "en" if path.startswith("en/") else "fr"
            )


def test_each_page_is_rendered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a release, and of each of its thematic packages."""
    asked: list[str] = []

    def counted(page: Callable[[Release], Iterator[tuple[str, str]]]) -> object:
        return lambda release: asked.append(f"{release.package.name} {page.__module__}") or page(release)

    for registry in ("PAGES", "PART_PAGES"):
        pages = getattr(build, registry)
        monkeypatch.setattr(build, registry, tuple(map(counted, pages)))
    released.build(tmp_path / "release")
    assert sorted(asked) == sorted(
        f"{name} {page.__module__}"
        for name, pages in (("tiny", PAGES), ("tiny-things", PART_PAGES))
        for page in pages
    )


def test_a_release_knows_its_files() -> None:
    file = File("a", 1, "0" * 64)
    release = Release(Package("p"), dt.date(2026, 11, 23), (file,), {})
    assert release.file("a") is file
    with pytest.raises(KeyError):
        release.file("b")


# --- figures/ ----------------------------------------------------------------------------------------------


def test_an_identifier_that_was_corrected_leads_to_its_row(published: Path, package: Package) -> None:
    """An empty mark in the row that has another identifier now; none for an identifier that some row has."""
    typed = read_tables(Folder(published), package)
    table, key = (
        "pioneer-figures",
        "observations:pioneer_initiatives_2018/{}/-/-/-/pioneers/emergence/-/2015/deck_2018",
    )
    one, another = "initiative_partners_mobilised", "initiative_collective_sessions"
    row = key.format(one)
    rows, moved = typed["errata"].to_pylist(), typed["moved"].to_pylist()
    said = rows[0] | {"field": "indicator", "version": "9.0.0"}
    misnamed = said | {"identifier": row, "old": "partners <seen>", "new": one}
    wrong = said | {"identifier": key.format(another), "old": one, "new": another}
    schema = arrow_schema(package.resource("errata"))
    typed["errata"] = pa.Table.from_pylist([*rows, misnamed, wrong], schema=schema)
    text = dict(figures.render(Release(package, dt.date(2026, 11, 23), (), typed)))[f"figures/{table}.html"]
    page = Page(text)
    assert page.faults == []
    ids, here = page.all("id"), set(typed[table]["identifier"].to_pylist())
    of_before = [one["old"] for one in moved if one["new"] in here]
    assert set(of_before) < set(ids)
    assert len(ids) == len(set(ids)) == len(here) + len(of_before) + 1
    line = next(line for line in text.splitlines() if f'<tr id="{row}">' in line)
    assert f'<span id="{key.format("partners%20%3Cseen%3E")}"></span>' in line

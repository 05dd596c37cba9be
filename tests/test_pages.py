"""The pages and the metadata of a release: complete, in both languages, asking nothing of anyone."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from scripts.derive import addresses
from scripts.publish import release as build
from scripts.publish.staging import paths_in
from scripts.reading import descriptor
from scripts.reading.model.package import Package, Resource
from scripts.reading.rows.files import Folder
from scripts.reading.tables import arrow_schema, read_tables, schema_of
from scripts.write import citation, words
from scripts.write.describe import File, Release, files_of
from scripts.write.pages import PAGES, PART_PAGES, figures, howto, landing, measures
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
        if self.open and self.open[-1][0] not in ("style", "script"):
            self.texts.setdefault(self.open[-1][1], []).append(data)

    def said(self, lang: str) -> str:
        return "".join(self.texts.get(lang, ()))

    def all(self, attribute: str) -> list[str]:
        return [str(a[attribute]) for _, a, _ in self.elements if attribute in a]


@pytest.fixture(scope="module")
def page(published: Path) -> Page:
    return Page((published / "index.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def package(published: Path) -> Package:
    return descriptor.to_package(descriptor.load(published).descriptor)


# --- index.html --------------------------------------------------------------------------------------------


def test_the_page_is_well_nested_and_its_ids_are_unique(page: Page) -> None:
    assert page.faults == []
    assert [name for name, count in Counter(page.all("id")).items() if count > 1] == []


def test_the_page_asks_nothing_of_anyone(page: Page, published: Path) -> None:
    assert not page.all("src")
    assert {tag for tag, _, _ in page.elements} & {
        "script",
        "img",
        "iframe",
        "object",
        "form",
        "base",
    } == set()
    for tag, attributes, _ in page.elements:
        if tag == "link":
            assert attributes["rel"] in ("describedby", "license")  # a browser fetches neither
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    style = (published / "index.html").read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_every_address_on_the_page_leads_somewhere(page: Page, published: Path) -> None:
    ids = set(page.all("id"))
    for _, attributes, _ in page.elements:
        href = attributes.get("href")
        if href is None or href.startswith("https://"):
            continue
        if href.startswith("#"):
            assert href[1:] in ids, href
        else:
            assert (published / href).is_file(), href


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_field_and_code_is_there_in_that_language(
    page: Page, package: Package, lang: str
) -> None:
    said = page.said(lang).replace("\u2019", "'")
    for resource in package.tables:
        assert f"{lang}-table-{resource.name}" in page.all("id")
        assert words.said(resource, "title", lang) in said
        assert words.said(resource, "description", lang) in said
        assert resource.schema is not None
        for column in resource.schema.fields:
            assert column.name in said
            assert words.said(column, "title", lang) in said
            assert words.said(column, "description", lang) in said
        assert words.number(resource.extra["rowCount"], lang) in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_download_is_there_with_its_size(page: Page, published: Path, lang: str) -> None:
    linked = {str(a["href"]) for _, a, language in page.elements if "href" in a and language == lang}
    folders = ("data/", "parquet/", "packages/")
    for path in paths_in(published):
        wanted = path.endswith((".csv", ".parquet", ".zip", ".xlsx", ".sqlite", ".sql", ".cff"))
        if wanted and not re.match(r"packages/[^/]+/", path):
            assert path in linked, path
            whole = path.endswith(".zip") and not path.startswith(folders)
            sized = path.endswith((".csv", ".parquet", ".zip", ".xlsx", ".sqlite"))
            if sized and not whole and not path.startswith("diff/"):  # the changes are told, not offered
                assert words.size((published / path).stat().st_size, lang) in page.said(lang), path


# What is made of the release once its data are written, and so has no size when pages are made.
RENDERED = re.compile(
    r"index\.html|figures/.*|README\.md|CHANGELOG\.md|CITATION\.cff|LICENSE\.txt|load\.sql|build\.json|verify\.sh"
    r"|SHA256SUMS|[^/]+\.zip(\.sha256)?"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_told_of_the_whole_zip_is_the_size_of_the_data_in_it(
    page: Page, published: Path, lang: str
) -> None:
    """A page that told the size of the zip that holds it would have to be made twice."""
    data = [path for path in paths_in(published) if not RENDERED.fullmatch(path)]
    size = words.size(sum((published / path).stat().st_size for path in data), lang)
    text = words.words(lang, "page")
    assert text["all_note"].format(size=size) in page.said(lang)
    assert text["unpacked"].format(size=size) in page.said(lang)


def test_the_page_says_how_to_check_cite_and_reuse(page: Page, package: Package) -> None:
    for lang in LANGUAGES:
        said = page.said(lang)
        assert "sha256sum --check SHA256SUMS" in said
        assert citation.title(package, lang) in said
        assert package.version in said
        assert "Licence Ouverte" in said
        for tool in ("pandas", "R", "DuckDB", "SQLite", "Excel"):
            assert tool in said
    day = words.date(dt.date.fromisoformat(str(package.extra["created"])[:10]), "fr")
    assert f"{package.version}, publiée le {day}" in page.said("fr")


def test_the_statuses_in_use_are_explained_and_counted(page: Page, published: Path, package: Package) -> None:
    typed = read_tables(Folder(published), package)
    used = Counter(typed["observations"]["status"].to_pylist())
    labels = {row["code"]: row for row in typed["statuses"].to_pylist()}
    measured = Counter(typed["context-values"]["status"].to_pylist())
    assert set(measured) - set(used), "a status that only measured values have would not be seen to be told"
    for lang, named in (("fr", ("observation", "valeur")), ("en", ("observation", "measured value"))):
        said = page.said(lang)
        for counts, word in zip((used, measured), named, strict=True):
            for code, count in counts.items():
                assert labels[code][f"label_{lang}"] in said
                assert f"{words.number(count, lang)}\u00a0{word}" in said


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
    page: Page, published: Path, package: Package, recipe: howto.Recipe
) -> None:
    """Word for word, in both languages; what is only there to show a misreading is advised nowhere."""
    code = howto.code_for(recipe, release_of(published))
    for lang in LANGUAGES:
        assert (code in page.said(lang)) == (not recipe.remedy)
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


def hostile(resource: Resource) -> Resource:
    """The resource with hostile words in all that it says, and its fields."""
    if resource.schema is None:
        return replace(resource, title=EVIL, description=EVIL)
    schema = schema_of(resource)
    fields = tuple(replace(field, title=EVIL, description=EVIL) for field in schema.fields)
    return replace(resource, title=EVIL, description=EVIL, schema=replace(schema, fields=fields))


def test_a_package_with_hostile_words_stays_pages(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is a text wherever it stands, rules of style included, and no template."""
    monkeypatch.setattr(addresses, "CITED_ROWS", 1_000)  # so that there is a page about a table too
    release = release_of(published)
    package = replace(release.package, title=EVIL, description=EVIL)
    package = replace(package, resources=tuple(map(hostile, package.resources)))
    for make in (landing.render, figures.render, measures.render):
        found = list(make(replace(release, package=package)))
        assert found
        for _, text in found:
            page = Page(text)
            assert page.faults == []
            assert not {tag for tag, _, _ in page.elements} & {"script", "img"}
            assert text.count("<style>") == text.count("</style>") == 1
            assert "{{ 7 * 7 }}" in page.said("fr")


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

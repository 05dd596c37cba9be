"""The files of a release that catalogues list: what each is, in words and in types, and its measures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scripts.catalogs import about
from scripts.write.formats import FORMATS
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.catalogs.about import Texts
    from scripts.reading.model.package import Resource
    from scripts.write.describe import File, Part, Release

ZIP = "application/zip"
CSV = "text/csv"
OTHER = "application/octet-stream"

# By the ending of a file: its media type (IANA) and its code in the EU's authority table `file-type`, ""
# where that has none.
TYPES = {
    ".csv": (CSV, "CSV"),
    ".tsv": ("text/tab-separated-values", "TSV"),
    ".zip": (ZIP, "ZIP"),
    ".gz": ("application/gzip", "GZIP"),
    ".json": ("application/json", "JSON"),
    ".jsonld": ("application/ld+json", "JSON_LD"),
    ".geojson": ("application/geo+json", "GEOJSON"),
    ".ttl": ("text/turtle", "RDF_TURTLE"),
    ".xml": ("application/xml", "XML"),
    ".html": ("text/html", "HTML"),
    ".txt": ("text/plain", "TXT"),
    ".md": ("text/markdown", ""),
    ".pdf": ("application/pdf", "PDF"),
    ".png": ("image/png", "PNG"),
    ".jpg": ("image/jpeg", "JPEG"),
    ".svg": ("image/svg+xml", "SVG"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    ".parquet": ("application/vnd.apache.parquet", ""),
    ".sqlite": ("application/vnd.sqlite3", ""),
    ".sql": ("application/sql", ""),
    ".cff": ("application/yaml", ""),
    ".yaml": ("application/yaml", ""),
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that somebody downloads: its path, its types, its titles and descriptions by language.

    `stable` is its path below `latest/`, which is the same in every version; `bytes` and `sha256` are None
    and "" of the zip of everything, which holds what says so. `harvested` are those that a portal lists: all
    but the files that hold again, table by table, what its CSV does.
    """

    path: str
    stable: str
    media: str
    code: str
    titles: Texts
    descriptions: Texts
    bytes: int | None = None
    sha256: str = ""
    harvested: bool = True


def of(release: Release) -> Iterator[Download]:
    """What a release gives to download but its thematic packages: all at once first, then table by table."""
    if release.whole:
        stable = f"{release.package.name}.zip"
        yield Download(release.whole, stable, ZIP, "ZIP", _said("whole"), _said("whole_note"))
    for form in FORMATS:
        if "{table}" not in form.path:
            for file in release.within(form.path.format(package=release.package.name)):
                key = form.name.lower()
                yield _download(file, _said(key), _said(f"{key}_note"))
    for resource in release.package.resources:
        yield from _of_resource(release, resource)


def every(release: Release) -> Iterator[Download]:
    """All that it gives to download."""
    yield from of(release)
    for part in release.parts:
        yield from of_part(release, part)


def of_part(release: Release, part: Part) -> Iterator[Download]:
    """What a thematic package gives to download: its zip, and the table that it was cut from."""
    stable = f"packages/{part.name}.zip"
    yield _download(part.archive, _said("whole"), _said("part_note"), stable)
    for resource in release.package.tables:
        told = resource.extra.get("thematic")
        if isinstance(told, dict) and (told.get("name") or resource.name) == part.name:
            for file in release.within(f"packages/{part.name}/data/{resource.name}.csv"):
                yield _download(file, *_words(release, resource, "CSV"))


def media_of(path: str) -> str:
    """The media type of a file, by its ending."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), (OTHER, ""))[0]


def _of_resource(release: Release, resource: Resource) -> Iterator[Download]:
    """The files of a table or of another resource: as it is described, then in each format of tables."""
    for path in resource.paths:
        if path in release.paths:
            yield _download(release.file(path), *_words(release, resource, "CSV" if resource.schema else ""))
    for form in FORMATS if resource.schema else ():
        if "{table}" in form.path:
            for file in release.within(form.path.format(table=resource.name)):
                said = _words(release, resource, form.name)
                yield _download(file, *said, harvested=file.path in release.apart)


def _words(release: Release, resource: Resource, form: str) -> tuple[Texts, Texts]:
    """The titles and the descriptions of a resource; the format is named beside the title of a table."""
    lang = about.language(release.package)
    titles = about.texts(resource, "title", lang) or (("", resource.name),)
    beside = f" ({form})" if form else ""
    named = tuple((code, f"{text}{beside}") for code, text in titles)
    return named, about.texts(resource, "description", lang) or named


def _download(
    file: File, titles: Texts, descriptions: Texts, stable: str = "", *, harvested: bool = True
) -> Download:
    """A file that is measured."""
    media, code = TYPES.get(PurePosixPath(file.path).suffix.lower(), (OTHER, ""))
    stable = stable or file.path
    return Download(file.path, stable, media, code, titles, descriptions, file.bytes, file.sha256, harvested)


def _said(key: str) -> Texts:
    """The house's own words."""
    return tuple((lang, words(lang, "catalog")[key]) for lang in LANGUAGES)

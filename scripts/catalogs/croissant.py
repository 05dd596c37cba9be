"""croissant.json: the files and tables of a release, for tools that load data by name (Croissant 1.1).

Source: MLCommons Croissant Format Specification 1.1, <https://docs.mlcommons.org/croissant/docs/>.

A table is read from its Parquet, where a code that starts with a zero keeps it; its CSV stands beside. Where
a key leads, `dct:references` tells: given the `references` of Croissant, its own reader (mlcroissant 1.1.1)
joins tables, and then counts rows twice, or gives none, where two tables are read one after the other.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scripts.catalogs import about
from scripts.catalogs.spoken import filled, language, spoken
from scripts.reading import identity
from scripts.reading.tables import schema_of
from scripts.write import citation
from scripts.write.describe import to_json
from scripts.write.formats.parquet_read import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Field, Resource
    from scripts.write.describe import File, Release

PATH = "croissant.json"
CONFORMS = "http://mlcommons.org/croissant/1.1"

_TYPES = {
    "number": "sc:Float",
    "integer": "sc:Integer",
    "year": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_CSV, _PARQUET = "text/csv", "application/x-parquet"  # the standard's word for it
_CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The file, of a release with tables."""
    package = release.package
    if not package.tables:
        return
    who, terms, lang = identity.of(package), about.licence(package), language(package)
    creators = [{"@type": "sc:Organization", "name": one.title, "url": one.path} for one in who.creators]
    told = {
        "@context": {"@language": lang, **_CONTEXT},
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS,
        "name": package.name,
        "alternateName": list(spoken(package, "title", lang).values()),
        "description": spoken(package, "description", lang),
        "identifier": who.id,
        "url": who.address(package.version) or str(package.extra.get("homepage") or ""),
        "license": terms.address or terms.name,
        "version": package.version,
        "datePublished": release.issued.isoformat(),
        "inLanguage": list(about.languages(package)),
        "keywords": list(about.keywords(package)),
        "creator": [filled(one) for one in creators],
        "publisher": filled({"@type": "sc:Organization", "name": who.publisher.title})
        if who.publisher
        else {},
        "citeAs": citation.sentence(package, release.issued, about.FRENCH),
        "isLiveDataset": False,
        "distribution": [node for resource in package.tables for node in _files(release, resource)],
        "recordSet": [_records(release, resource, lang) for resource in package.tables],
    }
    yield PATH, to_json(filled(told))


def _files(release: Release, resource: Resource) -> Iterator[dict[str, Any]]:
    """The files of a table: its CSV, its Parquet, and where that is in several files, their set."""
    yield _file(release.file(resource.paths[0]), _CSV)
    place = _parquet(resource)
    files = release.within(place)
    for file in files:
        yield _file(file, _PARQUET)
    if len(files) > 1:
        yield {
            "@type": "cr:FileSet",
            "@id": place,
            "name": posixpath.basename(place),
            "encodingFormat": _PARQUET,
            "includes": f"{place}/*.parquet",
        }


def _parquet(resource: Resource) -> str:
    return f"{FOLDER}/{resource.name}.parquet"


def _file(file: File, form: str) -> dict[str, Any]:
    """One file, at its path from the folder of the release."""
    return {
        "@type": "cr:FileObject",
        "@id": quote(file.path),
        "name": posixpath.basename(file.path),
        "contentUrl": quote(file.path),
        "contentSize": f"{file.bytes} B",
        "encodingFormat": form,
        "sha256": file.sha256,
    }


def _records(release: Release, resource: Resource, lang: str) -> dict[str, Any]:
    """The rows of one table."""
    schema = schema_of(resource)
    key = [{"@id": _id(resource.name, name)} for name in schema.primary_key]
    several = len(release.within(_parquet(resource))) > 1
    source = {"fileSet" if several else "fileObject": {"@id": _parquet(resource)}}
    return filled(
        {
            "@type": "cr:RecordSet",
            "@id": resource.name,
            "name": resource.name,
            "description": _words(resource, lang),
            "key": key[0] if len(key) == 1 else key,
            "field": [_field(resource, field, source, lang) for field in schema.fields],
        }
    )


def _field(resource: Resource, field: Field, source: dict[str, Any], lang: str) -> dict[str, Any]:
    """One column."""
    return filled(
        {
            "@type": "cr:Field",
            "@id": _id(resource.name, field.name),
            "name": field.name,
            "description": _words(field, lang),
            "dataType": _TYPES.get(field.type, "sc:Text"),
            "source": {**source, "extract": {"column": field.name}},
            "dct:references": _targets(resource, field),
        }
    )


def _words(described: Resource | Field, lang: str) -> dict[str, str]:
    """Title and description by language, in one text."""
    titles, told = spoken(described, "title", lang), spoken(described, "description", lang)
    return {code: ". ".join(filter(None, (titles.get(code), told.get(code)))) for code in {**titles, **told}}


def _id(table: str, field: str) -> str:
    return f"{quote(table)}/{quote(field, safe='')}"


def _targets(resource: Resource, field: Field) -> list[dict[str, str]]:
    """The fields that a field leads to, in tables of the package."""
    keys = [key for key in schema_of(resource).foreign_keys if field.name in key.fields and not key.package]
    names = [
        (key.resource or resource.name, key.reference_fields[key.fields.index(field.name)]) for key in keys
    ]
    return [{"@id": _id(*name)} for name in dict.fromkeys(names)]

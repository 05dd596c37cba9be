"""What is wrong with a catalogue, by its standard's validator: one line each, none where all is right."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock
from urllib.parse import unquote

import requests
import rocrate
from datacite import schema45
from pyld import jsonld
from pyshacl import validate
from rdflib import OWL, SH, Graph, Literal
from rdflib.compare import isomorphic
from rocrate_validator import models, services

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES = Path(__file__).with_name("dcat-ap-3.0.1")
CONTEXT = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
BASE = "https://example.org/releases/1.0.0/meta/x"  # where the documents lie, as far as their readers know

SHAPES_OF_ALL = (
    "shacl_dcat-ap-SHACL",
    "html_shacl_shapes",
    "html_shacl_range",
    "html_shacl_deprecateduris",
    "html_shacl_mdr-vocabularies.shape",
)

_DATES = re.compile(r"(\d{4}(-\d\d){0,2})?/?(\d{4}(-\d\d){0,2})?")
_CANON = {"algorithm": "URDNA2015", "format": "application/n-quads"}

# What nobody can meet, or nobody but a body of the EU: SPDX's own name space begins with http:, not https:.
_NOT_HELD = ("https://spdx.org/rdf/terms", "corporates bodies NAL", "CorporateBodyRestriction")


def dcat(stem: Path, *, warnings: bool) -> list[str]:
    """What is wrong with a view of DCAT: its two files, of which `stem` is the path without the endings.

    With `warnings`, also what the shapes of vocabularies warn of: that something is of no table of the EU.
    """
    found = Graph().parse(stem.with_suffix(".ttl"), format="turtle", publicID=BASE)
    again = Graph().parse(stem.with_suffix(".jsonld"), format="json-ld", publicID=BASE)
    faults = [] if isomorphic(found, again) else ["Turtle and JSON-LD hold other graphs"]
    if _canonical(found) != _canonical_jsonld(stem.with_suffix(".jsonld")):
        faults.append("PyLD reads another graph of the JSON-LD than rdflib of the Turtle")
    for name in SHAPES_OF_ALL:
        faults += _shapes_say(found, name, warnings=warnings)
    ill = [o for o in found.objects() if isinstance(o, Literal) and o.ill_typed]
    return faults + [f"ill-typed: {one.n3()}" for one in ill]


@cache
def _shapes(name: str) -> Graph:
    """The shapes of a file, without what it would import from the network."""
    found = Graph().parse(SHAPES / f"{name}.ttl", format="turtle")
    found.remove((None, OWL.imports, None))
    return found


def _shapes_say(graph: Graph, name: str, *, warnings: bool) -> Iterator[str]:
    """What shapes refuse in a graph."""
    _, report, _ = validate(graph, shacl_graph=_shapes(name), inference="none")
    for result in report.objects(None, SH.result):
        if not warnings and report.value(result, SH.resultSeverity) == SH.Warning:
            continue
        said = [str(report.value(result, term)) for term in (SH.focusNode, SH.resultPath, SH.resultMessage)]
        shape = report.value(result, SH.sourceShape)
        details = (text for detail in report.objects(result, SH.detail) for text in report.objects(detail))
        told = " ".join(map(str, [*said, *_shapes(name).objects(shape), *details]))
        if not any(one in told for one in _NOT_HELD):
            yield f"{name}: {' '.join(said)}"


def _canonical(graph: Graph) -> str:
    """A graph in the canonical form of RDF data sets (URDNA2015)."""
    text = graph.serialize(format="nt")
    options = {
        "inputFormat": "application/n-quads",
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
    }
    return str(jsonld.normalize(text, options))


def _canonical_jsonld(path: Path) -> str:
    """The same of a file of JSON-LD, read by PyLD alone."""
    return str(jsonld.normalize(json.loads(path.read_text(encoding="utf-8")), {**_CANON, "base": BASE}))


def schema_org(path: Path) -> list[str]:
    """What is wrong with an object of schema.org, by its vocabulary and by what Google asks."""
    found = json.loads(path.read_text(encoding="utf-8"))
    faults = [] if found.get("@context") == "https://schema.org/" else ["context"]
    faults += [f"Dataset without {name}" for name in ("name", "description") if not found.get(name)]
    for one in _data_sets(found):
        length = len(one.get("description", ""))
        if not 50 <= length <= 5000:
            faults.append(f"description of {length} characters")
    return faults + list(_of_vocabulary(found, "Dataset"))


def _data_sets(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The data set and its parts."""
    parts = node.get("hasPart", [])
    return [node, *(parts if isinstance(parts, list) else [parts])]


@cache
def _vocabulary() -> dict[str, dict[str, Any]]:
    """The terms of schema.org, by name."""
    told = json.loads((CONTEXT.parent / "schema.jsonld").read_text(encoding="utf-8"))
    return {one["@id"].removeprefix("schema:"): one for one in told["@graph"]}


def _names(term: dict[str, Any], key: str) -> set[str]:
    """The terms that a term names."""
    told = term.get(key, [])
    return {one["@id"].removeprefix("schema:") for one in (told if isinstance(told, list) else [told])}


@cache
def _above(kind: str) -> frozenset[str]:
    """A class and all above it."""
    found = {kind}
    for parent in _names(_vocabulary().get(kind, {}), "rdfs:subClassOf"):
        found |= _above(parent)
    return frozenset(found)


def _of_vocabulary(node: dict[str, Any], place: str) -> Iterator[str]:
    """What the vocabulary has not: a class, a property, or one of another class; values of another type."""
    kind = node.get("@type", "")
    if _vocabulary().get(kind, {}).get("@type") != "rdfs:Class":
        yield f"{place}: no class {kind!r}"
        return
    for name, values in node.items():
        if name.startswith("@"):
            continue
        term = _vocabulary().get(name, {})
        if term.get("@type") != "rdf:Property":
            yield f"{place}: no property {name}"
        elif not _names(term, "schema:domainIncludes") & _above(kind):
            yield f"{place}: {name} is no property of {kind}"
        for value in values if isinstance(values, list) else [values]:
            yield from _of_range(value, _names(term, "schema:rangeIncludes"), f"{place}.{name}")


def _of_range(value: Any, ranges: set[str], place: str) -> Iterator[str]:
    """What is wrong with a value of a property of such ranges."""
    if isinstance(value, dict):
        if ranges and not ranges & _above(value.get("@type", "")):
            yield f"{place}: {value.get('@type')} is none of {sorted(ranges)}"
        yield from _of_vocabulary(value, place)
    elif isinstance(value, bool):
        if "Boolean" not in ranges:
            yield f"{place}: true or false"
    elif not isinstance(value, str) or not value.strip():
        yield f"{place}: {value!r} is no text"
    elif ranges and ranges <= {"Date", "DateTime", "Time"} and not value[:10].replace("-", "").isdigit():
        yield f"{place}: {value!r} is no date"
    elif ranges == {"URL"} and any(c in value for c in " <>"):
        yield f"{place}: {value!r} is no address"


def datacite(path: Path) -> list[str]:
    """What is wrong with the attributes of a DOI."""
    found = json.loads(path.read_text(encoding="utf-8"))
    faults = [f"{list(one.path)}: {one.message}" for one in schema45.validator.iter_errors(found)]
    days = [one["date"] for one in found.get("dates", ())]  # whose formats its validator does not check
    return faults + [f"{one} is no date" for one in days if not _DATES.fullmatch(one)]


def crate(folder: Path) -> list[str]:
    """What is wrong with a crate: what its profile requires, and files that are other than they are told."""
    settings = services.ValidationSettings(
        rocrate_uri=str(folder),
        profile_identifier="ro-crate-1.3",
        requirement_severity=models.Severity.REQUIRED,
    )
    with (
        mock.patch("requests.Session.send", _served),
        mock.patch("requests_cache.CachedSession.send", _served),
    ):
        found = services.validate(settings)
    faults = [f"{one.severity}: {one.message}" for one in found.get_issues(models.Severity.REQUIRED)]
    return faults + list(_files(folder))


def _served(_session: Any, request: requests.PreparedRequest, **_: Any) -> requests.Response:
    """The context of RO-Crate from where it is installed, and nothing else."""
    answer = requests.Response()
    answer.request, answer.url = request, str(request.url)
    is_context = "w3id.org/ro/crate" in answer.url
    answer.status_code = 200 if is_context else 404
    answer._content = CONTEXT.read_bytes() if is_context else b""
    answer.headers["Content-Type"] = "application/ld+json"
    return answer


def _files(folder: Path) -> Iterator[str]:
    """Files of a crate that are not there, or have another size or hash than it tells."""
    told = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    for one in told["@graph"]:
        if one["@type"] == "File":
            path = folder / unquote(one["@id"])
            content = path.read_bytes() if path.is_file() else b""
            if (
                one["contentSize"] != str(len(content))
                or one["sha256"] != hashlib.sha256(content).hexdigest()
            ):
                yield f"{one['@id']} is another file"

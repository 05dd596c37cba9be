"""Each judge refuses what is broken: a check that cannot fail says nothing (`make catalogs`)."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("pyshacl", reason="in .venv-catalogs alone: `make catalogs` runs these tests")

from tests.catalogs import judges, packages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose catalogues are right."""
    folder = tmp_path_factory.mktemp("sound")
    packages.small_known(folder)
    return folder / "release"


# In Turtle and in JSON-LD alike: a pattern of each, and what takes its place.
OF_DCAT: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "no title": ((r"dct:title ", "dct:subject "), (r'"dct:title"', '"dct:subject"')),
    "no description": ((r"dct:description ", "dct:subject "), (r'"dct:description"', '"dct:subject"')),
    "no publisher": (
        (r"dct:publisher ", "dct:subject "),
        (r'"dct:publisher"', '"dct:subject"'),
    ),
    "no address": ((r"dcat:accessURL ", "dct:subject "), (r'"dcat:accessURL"', '"dct:subject"')),
    "a day that is none": (
        (r'"2026-12-01"\^\^xsd:date', '"hier"^^xsd:date'),
        (r'"@value": "2026-12-01"', '"@value": "hier"'),
    ),
    "a size below nothing": (
        (r'byteSize "', 'byteSize "-'),
        (r'("dcat:byteSize": \[\s*\{\s*"@value": ")', r"\1-"),
    ),
    "an address that is a text": (
        (r"dcat:landingPage <([^>]*)>", r'dcat:landingPage "\1"'),
        (r'("dcat:landingPage": \[\s*\{\s*)"@id"', r'\1"@value"'),
    ),
    "a checksum that is none": (
        (r"spdx:checksumValue \"..", 'spdx:checksumValue "zz'),
        (r'("spdx:checksumValue": \[\s*\{\s*"@value": ")..', r"\1zz"),
    ),
    "a type of file that is a text": (
        (r"dct:format <[^>]*>", 'dct:format "CSV"'),
        (r'"dct:format": \[[^\]]*\]', '"dct:format": [{"@value": "CSV"}]'),
    ),
}


@pytest.mark.parametrize("name", OF_DCAT)
def test_dcat_that_is_broken_in_both_forms_is_refused(sound: Path, tmp_path: Path, name: str) -> None:
    for ending, (pattern, put) in zip((".ttl", ".jsonld"), OF_DCAT[name], strict=True):
        text = (sound / "meta" / f"dcat{ending}").read_text(encoding="utf-8")
        broken = re.sub(pattern, put, text)
        assert broken != text
        (tmp_path / f"dcat{ending}").write_text(broken, encoding="utf-8")
    faults = judges.dcat(tmp_path / "dcat", warnings=False)
    assert faults
    assert not any("other graph" in one for one in faults)


def test_turtle_that_says_something_else_than_json_ld_is_refused(sound: Path, tmp_path: Path) -> None:
    shutil.copy(sound / "meta" / "dcat.jsonld", tmp_path)
    text = (sound / "meta" / "dcat.ttl").read_text(encoding="utf-8")
    (tmp_path / "dcat.ttl").write_text(text.replace("@fr", "@en", 1), encoding="utf-8")
    assert len(judges.dcat(tmp_path / "dcat", warnings=False)) == 2


OF_SCHEMA_ORG: dict[str, Callable[[dict[str, Any]], object]] = {
    "no name": lambda found: found.pop("name"),
    "a short description": lambda found: found.update(description="Court."),
    "a day that is none": lambda found: found.update(datePublished="hier"),
    "an unknown class": lambda found: found.update({"@type": "DataSet"}),
    "an unknown property": lambda found: found.update(licence="etalab-2.0"),
    "a property of another class": lambda found: found.update(contactPoint={"@type": "ContactPoint"}),
    "a value of another class": lambda found: found.update(creator={"@type": "Place", "name": "Paris"}),
    "an empty value": lambda found: found.update(version=""),
    "another vocabulary": lambda found: found.update({"@context": "https://example.org/"}),
}


@pytest.mark.parametrize("name", OF_SCHEMA_ORG)
def test_schema_org_that_is_broken_is_refused(sound: Path, tmp_path: Path, name: str) -> None:
    path = _edited(sound / "meta" / "schema-org.jsonld", tmp_path, OF_SCHEMA_ORG[name])
    assert judges.schema_org(path) != []


OF_DATACITE: dict[str, Callable[[dict[str, Any]], object]] = {
    "no title": lambda found: found.pop("titles"),
    "no publisher": lambda found: found.pop("publisher"),
    "a year of two figures": lambda found: found.update(publicationYear="26"),
    "a day that is none": lambda found: found["dates"][0].update(date="hier"),
    "a DOI that is none": lambda found: found.update(doi="doi:10"),
    "a place beyond the pole": lambda found: found["geoLocations"][0]["geoLocationBox"].update(
        northBoundLatitude=91
    ),
    "a role of its own": lambda found: found["contributors"][0].update(contributorType="Auteur"),
    "a property of its own": lambda found: found.update(licence="etalab-2.0"),
}


@pytest.mark.parametrize("name", OF_DATACITE)
def test_datacite_that_is_broken_is_refused(sound: Path, tmp_path: Path, name: str) -> None:
    path = _edited(sound / "meta" / "datacite.json", tmp_path, OF_DATACITE[name])
    assert judges.datacite(path) != []


OF_CRATE: dict[str, Callable[[dict[str, Any]], object]] = {
    "no root": lambda found: found["@graph"].pop(1),
    "no name": lambda found: found["@graph"][1].pop("name"),
    "a day that is none": lambda found: found["@graph"][1].update(datePublished="hier"),
    "a file that is not there": lambda found: found["@graph"][-1].update(
        {"@id": "nulle-part.csv", "@type": "File", "contentSize": "1", "sha256": "0"}
    ),
    "another size": lambda found: _first_file(found).update(contentSize="1"),
    "another hash": lambda found: _first_file(found).update(sha256="0" * 64),
}


@pytest.mark.parametrize("name", OF_CRATE)
def test_a_crate_that_is_broken_is_refused(sound: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "crate"
    shutil.copytree(sound, folder)
    _edited(folder / "ro-crate-metadata.json", folder, OF_CRATE[name])
    assert judges.crate(folder) != []


def _first_file(found: dict[str, Any]) -> dict[str, Any]:
    """The first file of a crate."""
    return next(one for one in found["@graph"] if one["@type"] == "File")


def _edited(path: Path, folder: Path, edit: Callable[[dict[str, Any]], object]) -> Path:
    """A copy of a JSON file in that folder, changed."""
    found = json.loads(path.read_text(encoding="utf-8"))
    edit(found)
    target = folder / path.name
    target.write_text(json.dumps(found), encoding="utf-8")
    return target

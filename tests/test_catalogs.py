"""What catalogues say of a release: where addresses lead, what is left out, that nothing is invented.

That each is accepted by the validator of its standard is for `make catalogs` (tests/catalogs/).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.catalogs import CATALOGS, datacite, dcat, downloads, ro_crate, schema_org, signposting
from scripts.reading import identity
from tests.catalogs import packages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.write.describe import Release

OF_DATA_SET = (schema_org, dcat, datacite, ro_crate, signposting)
SITE = "https://site.example/dist/"
# What a descriptor says when somebody lists what it wants: the ways in which it is not known.
UNKNOWN = st.sampled_from([None, "", " ", 3, [], {}, "hier", "n'importe quoi", True])


def texts_of(release: Release) -> dict[str, str]:
    """Every catalogue of the data set as a whole, by path; those of its tables have tests of their own."""
    return {path: text for one in OF_DATA_SET for path, text in one.render(release)}


def everything(found: Any) -> Iterator[Any]:
    """All that is in a JSON value."""
    yield found
    for one in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from everything(one)


def addresses(found: Any, *keys: str) -> Iterator[str]:
    """The texts of these keys, wherever they are."""
    for one in everything(found):
        if isinstance(one, dict):
            for key in keys:
                value = one.get(key)
                values = value if isinstance(value, list) else [value]
                yield from (
                    v["@id"] if isinstance(v, dict) else v for v in values if isinstance(v, str | dict)
                )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return packages.small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return packages.small_known(tmp_path_factory.mktemp("known"))


# --- where addresses lead ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["meta/schema-org.jsonld", "meta/dcat.jsonld", "meta/linkset.json"])
def test_relative_addresses_lead_to_files_of_the_release(published: Path, path: str) -> None:
    found = json.loads((published / path).read_text(encoding="utf-8"))
    keys = (
        "contentUrl",
        "url",
        "dcat:downloadURL",
        "dcat:accessURL",
        "dcat:landingPage",
        "dct:rights",
        "href",
    )
    led = {urljoin(f"{SITE}1.0.0/{path}", one) for one in addresses(found, *keys)}
    ours = [one.removeprefix(f"{SITE}1.0.0/") for one in led if one.startswith(SITE)]
    assert len(ours) > len(list((published / "data").iterdir()))
    assert [one for one in ours if not (published / unquote(one)).is_file()] == []


@pytest.mark.parametrize("name", ["catalog.jsonld", "catalog.ttl"])
def test_what_harvesters_read_leads_from_the_folder_of_releases_to_latest(published: Path, name: str) -> None:
    """The file lies beside `latest/`, and every file that it names is there under that name."""
    dist = published.parent
    text = (dist / name).read_text(encoding="utf-8")
    found = set(re.findall(r"[\"<](\./[^\">#]*)[\">]", text))
    assert len(found) > len(list((published / "data").iterdir()))
    assert not any(published.name in one for one in found)
    assert [one for one in found if not (dist / unquote(one)).exists()] == []


def test_every_file_of_data_is_in_the_complete_view_with_its_measures(published: Path) -> None:
    """Each file that is no page and no description: in the whole, in its thematic package, or in its zip."""
    graph = json.loads((published / "meta/dcat.jsonld").read_text(encoding="utf-8"))["@graph"]
    sizes = {
        unquote(one["dcat:downloadURL"][0]["@id"]): one.get("dcat:byteSize", [{}])[0].get("@value")
        for one in graph
        if "dcat:Distribution" in one["@type"]
    }
    data = [*published.glob("data/*"), *published.glob("parquet/*.parquet"), *published.glob("*.xlsx")]
    data += [*published.glob("*.sqlite"), *published.glob("packages/*.zip")]
    for file in data:
        assert sizes[f"../{file.relative_to(published).as_posix()}"] == str(file.stat().st_size)


def test_with_a_base_every_address_is_absolute_and_of_its_view(known: Release) -> None:
    base = packages.WHO["base"]
    found = texts_of(known)
    for path in ("meta/schema-org.jsonld", "meta/linkset.json"):
        keys = ("contentUrl", "url", "@id", "href", "anchor")
        assert [one for one in addresses(json.loads(found[path]), *keys) if "://" not in one] == []
    versioned, stable = json.loads(found["meta/dcat.jsonld"]), json.loads(found["meta/harvest.jsonld"])
    assert all(one.startswith(f"{base}1.0.0/") for one in addresses(versioned, "dcat:downloadURL"))
    assert all(one.startswith(f"{base}latest/") for one in addresses(stable, "dcat:downloadURL"))
    for graph in (versioned, stable):
        assert [one for one in addresses(graph, "@id") if not urlsplit(one).scheme] == []


# --- two views ---------------------------------------------------------------------------------------------


def test_the_harvested_view_has_no_trap_for_portals(known: Release) -> None:
    """No checksum, no part named by the whole, no period with an address, boxes, https media types."""
    found = json.loads(texts_of(known)["meta/harvest.jsonld"])["@graph"]
    assert "spdx:checksum" not in {
        key for node in everything(found) if isinstance(node, dict) for key in node
    }
    sets = [node for node in found if "dcat:Dataset" in node["@type"]]
    for one in sets:
        assert "dct:hasPart" not in one
        assert "@id" not in one["dct:temporal"][0]
        assert one["dct:license"] == [{"@id": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"}]
    places = [node for node in found if "dct:Location" in node["@type"]]
    assert all(node["dcat:bbox"][0]["@value"].startswith("POLYGON((8.5 41.3") for node in places)
    media = set(addresses(found, "dcat:mediaType"))
    assert media
    assert all(one.startswith("https://www.iana.org/assignments/media-types/") for one in media)
    names = [one["dct:identifier"][0]["@value"] for one in sets]
    assert names[0] == known.package.extra["id"]
    assert len(set(names)) == len(names) == 1 + len(known.parts)


def test_the_harvested_view_is_the_same_for_the_next_version_but_for_what_is_new(known: Release) -> None:
    """Its addresses, titles and identifiers stay: a second harvest adds nothing."""
    parts = tuple(
        replace(part, package=replace(part.package, version="1.1.0"), archive=_next(part.archive, "1.1.0"))
        for part in known.parts
    )
    package = replace(known.package, version="1.1.0")
    later = replace(known, package=package, parts=parts, whole=known.whole.replace("1.0.0", "1.1.0"))
    before, after = (texts_of(one)["meta/harvest.ttl"] for one in (known, later))
    assert before != after
    assert before.replace('dcat:version "1.0.0"', 'dcat:version "1.1.0"') == after


def _next(archive: Any, version: str) -> Any:
    """The zip of another version."""
    return replace(archive, path=archive.path.replace("1.0.0", version))


def test_a_version_tells_the_one_before_it_and_what_is_new(published: Path) -> None:
    graph = json.loads((published / "meta/dcat.jsonld").read_text(encoding="utf-8"))["@graph"]
    whole = next(node for node in graph if node["@id"] == "../#dataset")
    before = {path.name.removeprefix("from-") for path in (published / "diff").glob("from-*")}
    assert {one["@id"] for one in whole["dcat:previousVersion"]} == {f"../../{one}/" for one in before}
    assert [note["@language"] for note in whole["adms:versionNotes"]] == ["fr", "en"]


# --- what is not known -------------------------------------------------------------------------------------


def test_what_a_package_does_not_say_is_in_no_catalogue(small: Release) -> None:
    found = texts_of(small)
    for word in (
        "contactPoint",
        "ContactPerson",
        "orcid",
        "ror.org",
        "accrualPeriodicity",
        "temporal",
        "bbox",
    ):
        assert [path for path, text in found.items() if word in text] == []
    assert "doi" not in json.loads(found["meta/datacite.json"])
    assert "cite-as" not in {link.rel for link in signposting.links(small)}


def test_no_catalogue_holds_an_empty_value(small: Release, known: Release) -> None:
    for release in (small, known):
        for path, text in texts_of(release).items():
            if path.endswith(("json", "jsonld")):
                assert [one for one in everything(json.loads(text)) if one in (None, "", [], {})] == [], path


@given(
    said=st.fixed_dictionaries(
        {key: UNKNOWN | st.just(value) for key, value in packages.WHO.items() if key != "base"}
    ),
    told=st.fixed_dictionaries(
        {},
        optional={
            "id": UNKNOWN | st.just("10.5281/zenodo.7"),
            "title_en": st.just("In English"),
            "languages": UNKNOWN | st.just(["fr", "en"]),
            "licenses": st.sampled_from([[], [{"name": "CC-BY-4.0"}], [{"title": "À part"}]]),
            "contributors": st.sampled_from([[], packages.PEOPLE, [{"title": "Seul"}]]),
            "keywords": st.lists(st.text('aé<" ', max_size=3), max_size=2),
        },
    ),
    base=st.sampled_from([None, "", packages.WHO["base"], "ailleurs"]),
)
def test_whatever_is_known_each_catalogue_is_whole(
    small: Release, said: dict[str, Any], told: dict[str, Any], base: Any
) -> None:
    """JSON that can be read, nothing empty, addresses without a space or an angle; Turtle names as much."""
    extra = {**small.package.extra, **told, "identity": {**said, "base": base}}
    found = texts_of(replace(small, package=replace(small.package, extra=extra)))
    for path, text in found.items():
        if path.endswith(".ttl"):
            graph = json.loads(found[path.replace(".ttl", ".jsonld")])["@graph"]
            assert [line.split(">")[0][1:] for line in text.splitlines() if line.startswith("<")] == [
                node["@id"] for node in graph
            ]
        else:
            whole = json.loads(text)
            assert [one for one in everything(whole) if one in (None, "", [], {})] == [], path
            for address in addresses(whole, "@id", "href", "contentUrl", "url"):
                assert not re.search(r"[\s<>\"]", address), (path, address)


# --- schema.org within a page ------------------------------------------------------------------------------


def test_no_text_ends_the_script_that_it_is_embedded_in(small: Release) -> None:
    title = "A </script><script>alert(1)</script> <!-- B"
    said = schema_org.embedded(replace(small, package=replace(small.package, title=title)))
    assert "<" not in said
    assert json.loads(said)["name"] == title


def test_a_page_in_english_leads_with_english(small: Release) -> None:
    french, english = (json.loads(schema_org.embedded(small, lang=lang)) for lang in ("fr", "en"))
    assert (french["name"], french["alternateName"]) == (english["alternateName"], english["name"])
    assert english["description"].startswith("A tiny package")
    assert french["@id"] == english["@id"]


# --- typed links -------------------------------------------------------------------------------------------


def test_typed_links_cite_describe_and_give_every_download(known: Release) -> None:
    found = signposting.links(known)
    by_relation = {
        rel: [link.href for link in found if link.rel == rel] for rel in {link.rel for link in found}
    }
    assert by_relation["cite-as"] == ["https://doi.org/10.5281/zenodo.1234567"]
    assert by_relation["author"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert len(by_relation["item"]) == len(list(downloads.every(known)))
    assert by_relation["linkset"] == ["https://data.example.org/essai/1.0.0/meta/linkset.json"]
    written = {path for render in CATALOGS for path, _ in render(known)} | known.paths | {"CITATION.cff"}
    described = {
        one.removeprefix("https://data.example.org/essai/1.0.0/") for one in by_relation["describedby"]
    }
    assert described <= written


def test_a_part_keeps_its_identifier_from_version_to_version(known: Release) -> None:
    part = known.parts[0]
    assert part.package.extra["id"] == identity.of_part(known.package.extra["id"], part.name)


@pytest.mark.parametrize("make", [packages.nobody, packages.files_only, packages.odd])
def test_any_package_has_every_catalogue(tmp_path: Path, make: Callable[[Path], Release]) -> None:
    """All but a crate, which must have a licence."""
    release = make(tmp_path)
    assert {one.render for one in OF_DATA_SET} <= set(CATALOGS)
    whole = {"meta/schema-org.jsonld", "meta/datacite.json", "meta/linkset.json"}
    whole |= {f"meta/{view}.{form}" for view in ("dcat", "harvest") for form in ("jsonld", "ttl")}
    licensed = bool(release.package.extra.get("licenses"))
    assert set(texts_of(release)) == whole | ({"ro-crate-metadata.json"} if licensed else set())


def test_a_part_says_what_it_is_a_part_of(known: Release) -> None:
    """A portal shows it by itself, and asks for a hundred characters."""
    graph = json.loads(texts_of(known)["meta/harvest.jsonld"])["@graph"]
    (part,) = (node for node in graph if "dct:isPartOf" in node)
    said = {one["@language"]: one["@value"] for one in part["dct:description"]}
    assert said["fr"].endswith("Fait partie de «\u00a0Petit paquet d’essai\u00a0».")
    assert said["en"].endswith("Part of “Small test package”.")

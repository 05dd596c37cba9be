"""sdmx/structure.json: the code lists, the concepts, the structure and the data flow, named in each language.

Of figures that are not all dated there are two structures, with and without a time: SDMX has no empty time.
The agency is the package's own name: no register of SDMX knows it, and the data flow says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.catalogs.sdmx import codes
from scripts.catalogs.spoken import filled, language, spoken
from scripts.write import data
from scripts.write.describe import to_json
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.catalogs.sdmx.codes import Code, Codelist
    from scripts.catalogs.sdmx.cube import Component, Cube
    from scripts.reading.model.package import Package
    from scripts.write.describe import Release

PATH = "sdmx/structure.json"
SCHEMA = "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json"

_CONCEPTS = "CONCEPTS"
_MODEL = "urn:sdmx:org.sdmx.infomodel"
_TYPES = {
    "number": "Double",
    "integer": "Integer",
    "year": "GregorianYear",
    "boolean": "Boolean",
    "date": "GregorianDay",
}


def text(release: Release, cube: Cube) -> str:
    """The file."""
    package = release.package
    lang = language(package)
    flows = [timed for timed in (True, False) if timed in kinds(release, cube)]
    told = {
        "meta": {
            "schema": SCHEMA,
            "id": f"{agency(package)}_{release.issued:%Y%m%d}",
            "test": False,
            "prepared": f"{release.issued.isoformat()}T00:00:00Z",
            "contentLanguages": list(dict.fromkeys((lang, *LANGUAGES))),
            "sender": {"id": agency(package)},
        },
        "data": {
            "codelists": [_codelist(package, one) for one in cube.codelists.values()],
            "conceptSchemes": [_concepts(package, cube, lang)],
            "dataStructures": [_structure(package, cube, lang, timed=timed) for timed in flows],
            "dataflows": [_flow(release, cube, lang, timed=timed) for timed in flows],
        },
    }
    return to_json(told)


def kinds(release: Release, cube: Cube) -> set[bool]:
    """Which structures there are figures of: with a time (True), without."""
    if cube.time is None:
        return {False}
    column = release.tables[cube.resource.name]
    counted = data.counted(column, cube.time.field.name)
    return {True, *([False] if counted[None] else [])}


def agency(package: Package) -> str:
    """The identifier of who maintains the lists: the package's own name."""
    return codes.component(package.name)


def flow_id(cube: Cube, *, timed: bool) -> str:
    """The identifier of a data flow, and of its structure."""
    name = codes.component(cube.resource.name)
    return name if timed or cube.time is None else f"{name}_UNDATED"


def flow(package: Package, cube: Cube, *, timed: bool) -> str:
    """A data flow as a row of SDMX-CSV names it."""
    return f"{agency(package)}:{flow_id(cube, timed=timed)}({version(package)})"


def version(package: Package) -> str:
    """The version without the build that SDMX has no place for."""
    return package.version.partition("+")[0]


def _urn(package: Package, kind: str, name: str, item: str = "") -> str:
    whole = f"{_MODEL}.{kind}={agency(package)}:{name}({version(package)})"
    return f"{whole}.{item}" if item else whole


def _maintained(
    package: Package, name: str, names: Mapping[str, str], told: Mapping[str, str]
) -> dict[str, Any]:
    """What every maintained thing says of itself."""
    own = {"id": name, "version": version(package), "agencyID": agency(package)}
    return {**own, **_named(names, told)}


def _named(names: Mapping[str, str], told: Mapping[str, str]) -> dict[str, Any]:
    """Names and descriptions by language, and the first of each."""
    first = {"name": next(iter(names.values()), ""), "description": next(iter(told.values()), "")}
    return filled({**first, "names": dict(names), "descriptions": dict(told)})


def _codelist(package: Package, codelist: Codelist) -> dict[str, Any]:
    told = [_code(code) for code in codelist.codes]
    return {**_maintained(package, codelist.id, codelist.names, {}), "codes": told}


def _code(code: Code) -> dict[str, Any]:
    return filled({"id": code.id, **_named(code.names, code.descriptions), "parent": code.parent})


def _concepts(package: Package, cube: Cube, lang: str) -> dict[str, Any]:
    """A concept a column, named as the column is."""
    columns = [*cube.dimensions, *([cube.time] if cube.time else []), cube.measure, *cube.attributes]
    told = [
        {
            "id": one.id,
            **_named(
                spoken(one.field, "title", lang) or {lang: one.field.name},
                spoken(one.field, "description", lang),
            ),
        }
        for one in columns
    ]
    names = {code: words(code, "sdmx")["concepts"] for code in LANGUAGES}
    return {**_maintained(package, _CONCEPTS, names, {}), "concepts": told}


def _structure(package: Package, cube: Cube, lang: str, *, timed: bool) -> dict[str, Any]:
    """The structure of figures, with a time or without."""
    dimensions = [
        {**_component(package, one), "position": place} for place, one in enumerate(cube.dimensions, start=1)
    ]
    listed: dict[str, Any] = {"id": "DimensionDescriptor", "dimensions": dimensions}
    if timed and cube.time:
        period = {"format": {"dataType": "ObservationalTimePeriod"}}
        listed["timeDimension"] = {**_component(package, cube.time), "localRepresentation": period}
    attributes = [
        {
            **_component(package, one),
            "usage": "mandatory" if one.field.required else "optional",
            "attributeRelationship": {"observation": {}},
        }
        for one in cube.attributes
    ]
    names = spoken(cube.resource, "title", lang) or {lang: cube.resource.name}
    return {
        **_maintained(package, flow_id(cube, timed=timed), names, {}),
        "dataStructureComponents": {
            "dimensionList": listed,
            "measureList": {"id": "MeasureDescriptor", "measures": [_component(package, cube.measure)]},
            "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
        },
    }


def _component(package: Package, one: Component) -> dict[str, Any]:
    """A column: its concept, and what it may hold."""
    held: dict[str, Any] = {"format": {"dataType": _TYPES.get(one.field.type, "String")}}
    if one.codelist:
        held = {"enumeration": _urn(package, "codelist.Codelist", one.codelist.id)}
    return {
        "id": one.id,
        "conceptIdentity": _urn(package, "conceptscheme.Concept", _CONCEPTS, one.id),
        "localRepresentation": held,
    }


def _flow(release: Release, cube: Cube, lang: str, *, timed: bool) -> dict[str, Any]:
    """The data flow of a structure; its description says what it holds and who its agency is."""
    package, name = release.package, flow_id(cube, timed=timed)
    notes = ["dated" if timed else "undated"] if len(kinds(release, cube)) > 1 else []
    notes += [] if cube.held else ["large"]
    titles = spoken(cube.resource, "title", lang) or {lang: cube.resource.name}
    said = spoken(cube.resource, "description", lang)
    told = {
        code: " ".join(
            filter(None, [said.get(code, ""), *(words(code, "sdmx")[note] for note in (*notes, "agency"))])
        )
        for code in dict.fromkeys((*said, *LANGUAGES))
        if code in LANGUAGES
    }
    link = _urn(package, "datastructure.DataStructure", name)
    return {**_maintained(package, name, titles, told), "structure": link}

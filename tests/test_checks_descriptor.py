"""The descriptor check: one fault at a time in a sound descriptor, each told once, by its name."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.check import descriptor as descriptor_check
from scripts.check.package import check
from scripts.check.places import Places, code_at, dotted
from scripts.check.positions import lines
from scripts.check.subject import Subject
from scripts.reading.descriptor import Source, from_package, load, to_package
from scripts.reading.issues import Severity, judged
from scripts.reading.sources import open_source
from tests.tiny import Json, column, is_told, issues, package, things, write

if TYPE_CHECKING:
    from pathlib import Path

Edit = Callable[[Json], object]


def put(name: str, value: Any) -> Edit:
    """A property of the package."""
    return lambda d: d.update({name: value})


def thing(name: str, value: Any) -> Edit:
    """A property of the resource."""
    return lambda d: things(d).update({name: value})


def schema(name: str, value: Any) -> Edit:
    """A property of the schema."""
    return lambda d: things(d)["schema"].update({name: value})


def field(column_name: str, name: str, value: Any) -> Edit:
    """A property of a field."""
    return lambda d: column(d, column_name).update({name: copy.deepcopy(value)})


def constraint(column_name: str, **values: Any) -> Edit:
    """The constraints of a field."""
    return field(column_name, "constraints", values)


def foreign(fields: Any, resource: str, reference: Any) -> Edit:
    """The foreign keys of the schema."""
    key = {"fields": fields, "reference": {"resource": resource, "fields": reference}}
    return schema("foreignKeys", [key])


def elsewhere(d: Json) -> None:
    """A foreign key to a table of another package."""
    reference = {"package": "https://example.org/datapackage.json", "resource": "kinds", "fields": ["code"]}
    things(d)["schema"]["foreignKeys"] = [{"fields": ["kind"], "reference": reference}]


def twice(d: Json) -> None:
    """The resource twice."""
    d["resources"].append(copy.deepcopy(things(d)))


def inline(d: Json) -> None:
    """The data in place of the path."""
    del things(d)["path"]
    things(d)["data"] = [["code", "size", "kind"], ["a", 1, "red"]]


def both(*edits: Edit) -> Edit:
    """One edit after the other."""
    return lambda d: [edit(d) for edit in edits]


LABELLED = [{"value": "red", "label": "Rouge"}, {"value": "blue", "label": "Bleu"}]
DEEP: list[Any] = []
for _ in range(100):
    DEEP = [DEEP]

# What is done to a sound descriptor, and the one error that is told of it.
ERRORS: list[tuple[str, Edit, str]] = [
    # what only the package's profile, or only frictionless, or neither sees: research on 49 mutations
    ("no resources", lambda d: d.pop("resources"), "package-error/default"),
    ("resources of another shape", put("resources", {"a": 1}), "package-error/default"),
    ("no resource", put("resources", []), "package-error/default"),
    ("name that names no file", put("name", "Mon paquet"), "package-error/name"),
    ("title that is a language map", put("title", {"fr": "a", "en": "b"}), "package-error/default"),
    ("keywords that are a text", put("keywords", "a, b"), "package-error/default"),
    ("no keyword", put("keywords", []), "package-error/default"),
    ("licence without name and path", put("licenses", [{"title": "Ouverte"}]), "package-error/default"),
    ("contributor that says nothing", put("contributors", [{}]), "package-error/default"),
    ("source with a number for version", put("sources", [{"version": 2018}]), "package-error/default"),
    ("language that is none", put("languages", ["français"]), "package-error/languages"),
    ("languages that are no list", put("languages", "fr"), "package-error/languages"),
    ("missing values at the top", put("missingValues", ["-"]), "package-error/misplaced"),
    ("version of two numbers", put("version", "1.0"), "version-error/default"),
    ("version with a leading zero", put("version", "1.02.0"), "version-error/default"),
    ("version with a v", put("version", "v1.0.0"), "version-error/default"),
    ("creation without zone", put("created", "2026-11-23T00:00:00"), "created-error/loose"),
    ("creation on a day that is none", put("created", "2026-02-30T00:00:00Z"), "created-error/default"),
    ("creation as a day", put("created", "2026-11-23"), "created-error/default"),
    (
        "roles that are a text",
        put("contributors", [{"title": "x", "roles": "creator"}]),
        "roles-error/default",
    ),
    ("no role", put("contributors", [{"title": "x", "roles": []}]), "roles-error/default"),
    ("role that is a number", put("contributors", [{"title": "x", "roles": [1]}]), "roles-error/default"),
    ("resource name that names no file", thing("name", "Les choses"), "resource-error/name"),
    ("resource name that is a way", thing("name", "../things"), "resource-error/name"),
    ("address that is none", thing("sources", [{"title": "x", "email": "x"}]), "resource-error/frictionless"),
    ("dialect of frictionless alone", thing("dialect", {"skipBlankRows": "x"}), "dialect-error/frictionless"),
    ("resource name twice", twice, "resource-error/duplicate"),
    ("resource without a name", lambda d: things(d).pop("name"), "resource-error/default"),
    ("resource of an unknown type", thing("type", "file"), "resource-error/default"),
    ("media type that is none", thing("mediatype", "csv"), "resource-error/default"),
    ("hash that is none", thing("hash", "sha256:xyz"), "resource-error/default"),
    ("byte count that is a text", thing("bytes", "12"), "resource-error/default"),
    ("data in the descriptor", inline, "resource-error/inline"),
    ("data in two places", thing("data", [["a"]]), "resource-error/both"),
    ("path that leaves", thing("path", "../things.csv"), "unsafe-path/default"),
    ("path from the root", thing("path", "/etc/passwd"), "unsafe-path/default"),
    ("path in a home", thing("path", "~/things.csv"), "unsafe-path/default"),
    ("path of Windows", thing("path", "data\\things.csv"), "unsafe-path/default"),
    ("path that is an address", thing("path", "https://example.org/a.csv"), "unsafe-path/address"),
    ("one path of two that leaves", thing("path", ["data/things.csv", "../a.csv"]), "unsafe-path/default"),
    ("path that cannot be written", thing("path", "a\ud800.csv"), "unsafe-path/default"),
    ("delimiter of two characters", thing("dialect", {"delimiter": ";;"}), "dialect-error/sequence"),
    ("no quote character", thing("dialect", {"quoteChar": ""}), "dialect-error/character"),
    ("header that is a text", thing("dialect", {"header": "yes"}), "dialect-error/default"),
    ("no field", schema("fields", []), "schema-error/default"),
    ("fields of another shape", schema("fields", "code"), "schema-error/default"),
    ("schema that is a number", thing("schema", 7), "schema-error/default"),
    ("primary key of an unknown field", schema("primaryKey", ["kode"]), "schema-error/key-field"),
    ("unique key of an unknown field", schema("uniqueKeys", [["kode"]]), "schema-error/key-field"),
    ("unique keys that are a text", schema("uniqueKeys", "code"), "schema-error/default"),
    ("fieldsMatch", schema("fieldsMatch", "subset"), "schema-error/fields-match"),
    ("fieldsMatch as the profile has it", schema("fieldsMatch", ["subset"]), "schema-error/fields-match"),
    ("fieldsMatch of a sixth way", schema("fieldsMatch", "any"), "schema-error/fields-match-way"),
    ("field twice", field("kind", "name", "size"), "schema-error/duplicate"),
    ("foreign key of an unknown field", foreign(["kode"], "", ["code"]), "schema-error/key-field"),
    ("foreign key to an unknown resource", foreign(["kind"], "kinds", ["code"]), "schema-error/key-resource"),
    ("foreign key to an unknown field", foreign(["kind"], "things", ["kode"]), "schema-error/key-field"),
    ("foreign key of two to one", foreign(["code", "kind"], "", ["code"]), "schema-error/key-length"),
    ("foreign key of another type", foreign(["size"], "", ["code"]), "schema-error/key-type"),
    (
        "labelled missing value twice",
        schema("missingValues", [{"value": "-", "label": "a"}, {"value": "-", "label": "b"}]),
        "schema-error/missing-twice",
    ),
    ("field without a name", lambda d: column(d, "kind").pop("name"), "field-error/default"),
    ("unknown type", field("size", "type", "nombre"), "field-error/type"),
    ("type that is a list", field("size", "type", ["number"]), "field-error/type"),
    ("the type list", field("kind", "type", "list"), "field-error/list"),
    ("required that is a text", constraint("kind", required="yes"), "field-error/default"),
    ("required beside constraints", field("kind", "required", True), "field-error/misplaced"),  # noqa: FBT003
    ("constraint of another type", constraint("size", minLength=3), "field-error/constraint"),
    ("pattern that is none", constraint("kind", pattern="("), "field-error/pattern"),
    ("pattern of another dialect", constraint("kind", pattern=r"\p{L}+"), "field-error/escape"),
    ("bound of another type", constraint("size", minimum="petit"), "field-error/bound"),
    (
        "enum of another type",
        both(field("size", "type", "integer"), constraint("size", enum=["x"])),
        "field-error/bound",
    ),
    ("example of another type", field("size", "example", "petit"), "field-error/frictionless"),
    ("categories that are a text", field("kind", "categories", "red"), "categories-error/default"),
    ("category that is a list", field("kind", "categories", [["red"]]), "categories-error/default"),
    ("categories of a number", field("size", "categories", [1, 2]), "categories-error/type"),
    (
        "category twice",
        both(field("kind", "categories", [*LABELLED, LABELLED[0]]), constraint("kind", enum=["red"])),
        "categories-error/duplicate",
    ),
    (
        "enum beyond categories",
        both(field("kind", "categories", LABELLED), constraint("kind", enum=["red", "green"])),
        "categories-error/enum",
    ),
    (
        "categoriesOrdered that is a text",
        field("kind", "categoriesOrdered", "yes"),
        "categories-error/ordered",
    ),
]

# The same for what does not stop a release.
WARNINGS: list[tuple[str, Edit, str]] = [
    ("no $schema", lambda d: d.pop("$schema"), "profile-version/default"),
    ("another $schema", put("$schema", "https://example.org/profile.json"), "profile-version/other"),
    ("no version", lambda d: d.pop("version"), "version-error/missing"),
    ("role of version 1", put("contributors", [{"title": "x", "role": "author"}]), "roles-error/role"),
    ("categories without enum", field("kind", "categories", LABELLED), "categories-error/unenforced"),
    ("title without translation", put("languages", ["fr", "en"]), "missing-translation/default"),
    (
        "translation without title",
        both(put("languages", ["fr", "en"]), put("title_en", "x"), put("title", " ")),
        "missing-translation/untitled",
    ),
]

SOUND: list[tuple[str, Edit]] = [
    ("as it is", lambda _: None),
    ("a version with a suffix", put("version", "1.0.0-rc.1+build.5")),
    ("creation with an offset", put("created", "2026-11-23T00:00:00.5+01:00")),
    (
        "categories with enum",
        both(field("kind", "categories", LABELLED), constraint("kind", enum=["red", "blue"])),
    ),
    ("a key to itself", foreign("kind", "", "kind")),
    ("a unique key that is a text", schema("uniqueKeys", [["size", "kind"]])),
    ("a custom property", put("observation", {"unit": "percent"})),
    ("bounds of version 2", constraint("size", exclusiveMinimum=0)),
    ("labelled missing values", schema("missingValues", [{"value": "", "label": "—"}])),
]


# Of these, what the standard has only a warning for, and what it has no word against.
WARNED = {
    *("name that names no file", "no keyword", "missing values at the top"),
    *("source with a number for version", "version of two numbers", "version with a leading zero"),
    *("version with a v", "creation without zone", "roles that are a text", "no role"),
    *("role that is a number", "resource name that names no file", "resource name that is a way"),
    *("resource of an unknown type", "media type that is none", "no field", "unique keys that are a text"),
    *("required beside constraints", "field twice", "bound of another type", "enum of another type"),
    *("categories of a number", "no resource"),
}
FREE = {
    *("language that is none", "languages that are no list", "address that is none"),
    *("dialect of frictionless alone", "data in the descriptor", "path that is an address", "fieldsMatch"),
    *("fieldsMatch as the profile has it", "foreign key of another type", "pattern of another dialect"),
    *("the type list", "example of another type", "delimiter of two characters"),
}


def found(folder: Path, *, house: bool) -> dict[str, str]:
    """What is said of a descriptor, with its severity; not what could not be checked for it."""
    told = descriptor_check.check(Subject(load(folder), "auto", house=house))
    issues = [item for item in judged(told, house=house) if item.code != "check-skipped"]
    for item in issues:
        is_told(item)
    return {f"{item.code}/{item.variant}": str(item.severity) for item in issues}


@pytest.mark.parametrize(("edit", "expected"), [pytest.param(e, x, id=i) for i, e, x in ERRORS])
def test_one_fault_is_told_once(tmp_path: Path, edit: Edit, expected: str) -> None:
    """The error of the house, at most its own kind again."""
    mild = expected in ("resource-error/inline", "unsafe-path/address")  # what publish converts
    assert found(write(tmp_path, edit), house=True) == {expected: "warning" if mild else "error"}


@pytest.mark.parametrize(("name", "edit", "expected"), ERRORS, ids=[name for name, *_ in ERRORS])
def test_the_standard_is_milder(tmp_path: Path, name: str, edit: Edit, expected: str) -> None:
    """What it only recommends is a warning, what it leaves free passes without a word."""
    severity = dict.fromkeys(WARNED, "warning").get(name, "error")
    assert found(write(tmp_path, edit), house=False) == ({} if name in FREE else {expected: severity})


@pytest.mark.parametrize(("edit", "expected"), [pytest.param(e, x, id=i) for i, e, x in WARNINGS])
def test_a_warning_is_of_the_house_alone(tmp_path: Path, edit: Edit, expected: str) -> None:
    """Warned, once; the standard has no word against it."""
    folder = write(tmp_path, edit)
    assert found(folder, house=True) == {expected: "warning"}
    assert found(folder, house=False) == (
        {expected: "warning"} if expected == "profile-version/other" else {}
    )


@pytest.mark.parametrize("edit", [pytest.param(e, id=i) for i, e in SOUND])
def test_a_sound_descriptor_has_no_issue(tmp_path: Path, edit: Edit) -> None:
    """What the standard allows passes."""
    assert found(write(tmp_path, edit), house=True) == {}


def test_what_version_2_brought_is_free_in_version_1(tmp_path: Path) -> None:
    """A property like any other."""
    edit = both(lambda d: d.pop("$schema"), field("kind", "categories", "red"))
    assert found(write(tmp_path, edit), house=False) == {}


# What is left aside of a sound descriptor after an edit, and why.
LEFT: list[tuple[str, Edit, str]] = [
    ("a key to another package", elsewhere, "package"),
    ("a key to what is not there", foreign(["kind"], "kinds", ["code"]), "reference"),
    ("a key of unknown fields", foreign(["kode"], "", ["code"]), "key"),
    ("a key of two lengths", foreign(["code", "kind"], "", ["code"]), "key"),
    ("a schema of no field", schema("fields", []), "no-schema"),
    ("a primary key of unknown fields", schema("primaryKey", ["kode"]), "key"),
    ("a unique key of unknown fields", schema("uniqueKeys", [["kode"]]), "key"),
    ("a pattern that is none", constraint("kind", pattern=r"\p{L}+"), "pattern"),
    ("a bound that is no value", constraint("size", minimum="n/a"), "bound"),
    ("a constraint of another type", constraint("size", minLength=3), "constraint"),
]


@pytest.mark.parametrize(("edit", "reason"), [pytest.param(e, x, id=i) for i, e, x in LEFT])
def test_what_cannot_be_checked_is_told_and_the_rest_is_checked(
    tmp_path: Path, edit: Edit, reason: str
) -> None:
    """One part of a table keeps no row from being read."""
    counted: Counter[str] = Counter()
    with open_source(str(write(tmp_path, edit))) as source:
        issues = list(check(source, counted=lambda what, number: counted.update({what: number})))
    assert [item.variant for item in issues if item.code == "check-skipped"] == [reason]
    assert {item.severity for item in issues if item.code == "check-skipped"} == {Severity.UNCHECKED}
    assert counted["rows"] == 3


def test_a_schema_of_its_own_file_is_named_by_that_file(tmp_path: Path) -> None:
    """`file:line` leads to the file to edit."""
    text = '{\n "fields": [\n  {"name": "code",\n   "type": "texte"}\n ]\n}\n'
    folder = write(tmp_path, thing("schema", "schemas/things.json"), files={"schemas/things.json": text})
    first = next(item for item in issues(folder) if item.code == "field-error")
    assert (first.path, first.line, first.field) == ("schemas/things.json", 4, "code")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


def ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(found for key, item in items for found in ways(item, (*way, key)))]


def rich() -> Json:
    """A descriptor that has something of everything."""
    d = package()
    for edit in (
        put("contributors", [{"title": "x", "roles": ["creator"]}]),
        put("languages", ["fr"]),
        field("kind", "categories", LABELLED),
        constraint("kind", enum=["red", "blue"], pattern="[a-z]+"),
        constraint("size", minimum=0),
        schema("uniqueKeys", [["size", "kind"]]),
        foreign(["kind"], "", ["kind"]),
    ):
        edit(d)
    return d


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(data=st.data())
def test_any_json_at_any_place_is_an_issue_or_nothing_never_a_traceback(
    tmp_path: Path, data: st.DataObject
) -> None:
    """The checks pass over what they do not know, and a model is made of it."""
    found = rich()
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(ways(found)[1:] or [("resources",)]))
        target: Any = found
        for step in way:
            target = target[step]
        target[last] = data.draw(JSON)
    source = Source(path=tmp_path / "datapackage.json", descriptor=found, references={})
    for item in descriptor_check.check(Subject(source, "frictionless", house=True)):
        assert item.message("fr")
        assert item.hint("en")
    names = [table.name for table in Subject(source, "auto").package().resources]
    assert len(set(names)) == len(names)
    assert to_package(from_package(to_package(found))) is not None


@given(JSON)
def test_a_model_is_made_of_any_json(value: Any) -> None:
    """However odd."""
    assert to_package(value).resources == ()


@given(JSON)
def test_positions_are_known_for_every_place(value: Any) -> None:
    """The walk over tokens finds the places that Python's reader makes, whatever the indentation."""
    import json

    for indent in (None, 2):
        found = lines(json.dumps(value, indent=indent))
        assert set(found) == set(ways(value))
        if indent is None:
            assert set(found.values()) == {1}


def test_places_are_named_as_people_write_them() -> None:
    """Dotted, with brackets for the items of lists; the code says which object is at fault."""
    assert dotted(("resources", 0, "schema", "fields", 2, "name")) == "resources[0].schema.fields[2].name"
    assert code_at(("resources", 0, "schema", "fields", 2, "name")) == "field-error"
    assert code_at(("resources", 0, "schema", "fields")) == "schema-error"
    assert code_at(("resources", 0, "dialect", "header")) == "dialect-error"
    assert code_at(("resources", 0)) == "resource-error"
    assert code_at(("title",)) == "package-error"


def test_a_place_without_a_file_has_no_line(tmp_path: Path) -> None:
    """A descriptor that has gone in the meantime costs the line, not the report."""
    source = Source(path=tmp_path / "gone.json", descriptor=package(), references={})
    assert Places(source).locate(("name",)) == ("gone.json", 0)

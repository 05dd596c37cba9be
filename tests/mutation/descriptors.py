"""Mutants of the descriptor itself: what makes its promises readable, and true of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.reading.issues import Severity
from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.reading.model.package import Resource
    from tests.mutation.bench import Bench

PATH = "datapackage.json"


def mutants(bench: Bench) -> Iterator[Mutant]:
    """What a package says of itself, then what each resource does."""
    table = bench.tables[0].name
    for promise, edit, code in (
        ("profile", _without("$schema"), "profile-version"),
        ("name", _with("name", "A name"), "package-error"),
        ("version", _with("version", "1.0"), "version-error"),
        ("created", _with("created", "yesterday"), "created-error"),
        ("homepage", _with("homepage", 1), "package-error"),
        ("keywords", _with("keywords", "one, two"), "package-error"),
        ("licenses", _with("licenses", "none"), "package-error"),
        ("sources", _with("sources", [{}]), "package-error"),
        ("contributors", _with("contributors", "everyone"), "package-error"),
        ("resources", _with("resources", []), "package-error"),
        ("roles", _with("contributors", [{"title": "One", "roles": "author"}]), "roles-error"),
        ("translation", _without("title_en"), "missing-translation"),
    ):
        expected = Expected(code, PATH, severity=_severity(code))
        yield Mutant(f"package-{promise}", "package", edit, expected, (table,))
    for resource in bench.tables:
        yield from _of_resource(resource)


def _severity(code: str) -> Severity:
    """An error, but for what can be published without: it is told all the same."""
    told = ("profile-version", "missing-translation", "encoding-error", "line-ending")
    return Severity.WARNING if code in told else Severity.ERROR


def _with(name: str, value: Any) -> Callable[[Draft], None]:
    """A property of the package has another value."""

    def edit(draft: Draft) -> None:
        draft.descriptor[name] = value

    return edit


def _without(name: str) -> Callable[[Draft], None]:
    """A property of the package is not there."""

    def edit(draft: Draft) -> None:
        del draft.descriptor[name]

    return edit


def _of_resource(table: Resource) -> Iterator[Mutant]:
    """What a resource and its schema say."""
    name, path = table.name, table.paths[0]
    first = table.schema.field_names[0] if table.schema else ""

    def schema(change: Callable[[dict[str, Any]], object]) -> Callable[[Draft], None]:
        return lambda draft: change(draft.resource(name)["schema"])  # type: ignore[return-value]

    def own(**values: Any) -> Callable[[Draft], None]:
        return lambda draft: draft.resource(name).update(values)

    def again(draft: Draft) -> None:
        draft.descriptor["resources"].append(dict(draft.resource(name)))

    def lost(draft: Draft) -> None:
        del draft.resource(name)["title_en"]

    away = [{"fields": [first], "reference": {"resource": "nowhere", "fields": ["code"]}}]
    unknown = [{"fields": ["nothing"], "reference": {"resource": "", "fields": [first]}}]
    double = {"categories": ["a", "a"], "constraints": {"enum": ["a"]}}
    beyond = {"categories": ["a"], "constraints": {"enum": ["a", "b"]}}
    for promise, edit, code, where in (
        ("resource-name", again, "resource-error", PATH),
        ("resource-path", own(path="../outside.csv"), "unsafe-path", PATH),
        ("resource-title", lost, "missing-translation", PATH),
        ("resource-encoding", own(encoding="latin-1"), "encoding-error", PATH),
        ("dialect-terminator", own(dialect={"lineTerminator": "\r\n"}), "line-ending", path),
        ("dialect-delimiter", own(dialect={"delimiter": ";"}), "delimiter", path),
        ("dialect-character", own(dialect={"delimiter": ";;"}), "dialect-error", PATH),
        ("field-type", schema(lambda s: s["fields"][0].update(type="words")), "field-error", PATH),
        ("field-twice", schema(lambda s: s["fields"].append(s["fields"][0])), "schema-error", PATH),
        ("field-pattern", schema(lambda s: _constrain(s, pattern="(")), "field-error", PATH),
        ("field-bound", schema(lambda s: _constrain(s, minLength="one")), "field-error", PATH),
        ("categories-twice", schema(lambda s: s["fields"][0].update(double)), "categories-error", PATH),
        ("categories-enum", schema(lambda s: s["fields"][0].update(beyond)), "categories-error", PATH),
        ("key-field", schema(lambda s: s.update(primaryKey=["nothing"])), "schema-error", PATH),
        ("unique-field", schema(lambda s: s.update(uniqueKeys=[["nothing"]])), "schema-error", PATH),
        ("foreign-field", schema(lambda s: s.update(foreignKeys=unknown)), "schema-error", PATH),
        ("foreign-resource", schema(lambda s: s.update(foreignKeys=away)), "schema-error", PATH),
    ):
        expected = Expected(code, where, severity=_severity(code))
        yield Mutant(promise, name, edit, expected, (name,))


def _constrain(schema: dict[str, Any], **constraints: Any) -> None:
    """Constraints of the first field."""
    schema["fields"][0].setdefault("constraints", {}).update(constraints)

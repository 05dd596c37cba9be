"""Mutants of the descriptor itself: what makes its promises readable, and true of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.derive.source import KIND, TABLE
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
    yield from _identity(bench)
    for resource in bench.tables:
        yield from _of_resource(resource)


def _identity(bench: Bench) -> Iterator[Mutant]:
    """Who a package says it is: everything it owes, then each form; of the table of figures, its years."""
    dated = (r for r in bench.tables if r.schema and "year" in {field.type for field in r.schema.fields})
    table = next(r.name for r in dated if r.name != TABLE)  # parts of the table of figures derive nothing
    for name in ("id", "contributors", "identity"):
        yield _stated(f"{name}-missing", _deep((name,)), "missing", table)
    for name in bench.source.descriptor["identity"]:
        yield _stated(f"identity-{name}-missing", _deep(("identity", name)), "missing", table)
    yield _stated(
        "contributors-identifier-missing", _deep(("contributors", 0, "identifier")), "missing", table
    )
    for promise, way, value, variant in (
        ("id", ("id",), "urn:uuid:1", "id"),
        ("publisher", ("contributors", 0, "roles"), ["creator"], "nobody"),
        ("ror", ("contributors", 0, "identifier"), "https://ror.org/04wxnsj82", "digits"),
        ("orcid", ("contributors", 0, "identifier"), "https://orcid.org/0000-0002-1825-0098", "digits"),
        ("isni", ("contributors", 0, "identifier"), "https://isni.org/isni/0000000121032684", "digits"),
        ("identifier", ("contributors", 0, "identifier"), "04wxnsj81", "identifier"),
        ("base-https", ("identity", "base"), "http://data.example.org/p/", "address"),
        ("base-query", ("identity", "base"), "https://data.example.org/p/?v=", "query"),
        ("explorer", ("identity", "explorer"), "data.example.org", "address"),
        ("contact-email", ("identity", "contact"), _CONTACT | {"email": "mailto:a@b.org"}, "email"),
        ("contact-nobody", ("identity", "contact"), _CONTACT, "unreachable"),
        ("contact-object", ("identity", "contact"), "a@example.org", "object"),
        ("period-date", ("identity", "period", "end"), "2024-13", "date"),
        ("period-order", ("identity", "period", "end"), "2008", "order"),
        ("period-half", ("identity", "period", "end"), None, "half"),
        ("box-numbers", ("identity", "territory", "boxes", 0), [1, 2, 3], "box"),
        ("box-globe", ("identity", "territory", "boxes", 0), [41.3, -5.2, 51.1, 96.0], "globe"),
        ("box-order", ("identity", "territory", "boxes", 0), [9.6, 41.3, -5.2, 51.1], "inside-out"),
        ("territory-uri", ("identity", "territory", "uri"), "FRA", "uri"),
        ("territory-title", ("identity", "territory", "title_en"), "", "text"),
        ("frequency", ("identity", "frequency"), "YEARLY", "frequency"),
        ("theme", ("identity", "themes"), ["SOCIETY"], "theme"),
        ("themes", ("identity", "themes"), "SOCI", "list"),
        ("next-update", ("identity", "nextUpdate"), "2027", "day"),
        ("next-update-past", ("identity", "nextUpdate"), "2009-01-01", "past"),
        ("identity-name", ("identity", "nextupdate"), None, "near"),
        ("identity-other", ("identity", "colour"), "red", "unknown"),
    ):
        # The day of the version is in the changelog, which parts do not have, or in the release itself.
        dated = _with("created", "2026-12-01T00:00:00Z") if variant == "past" else None
        yield _stated(promise, _deep(way, value, first=dated), variant, table)
    expected = Expected("period-error", PATH, variant="default", severity=Severity.WARNING)
    for end, year in (("start", "2008"), ("end", "2025")):
        edit = _deep(("identity", "period", end), year)
        yield Mutant(f"period-{end}-of-figures", "package", _of_facts(edit, table), expected, (table,))


_GONE: Any = object()
_CONTACT = {"title": "One", "email": None, "path": None}


def _stated(promise: str, edit: Callable[[Draft], None], variant: str, table: str) -> Mutant:
    """A promise of the identity, broken."""
    expected = Expected("identity-error", PATH, variant=variant)
    return Mutant(f"stated-{promise}", "package", _of_facts(edit, table), expected, (table,))


def _of_facts(change: Callable[[Draft], None], table: str) -> Callable[[Draft], None]:
    """The same in a package whose table is one of facts."""

    def edit(draft: Draft) -> None:
        draft.resource(table)["kind"] = KIND
        change(draft)

    return edit


def _deep(
    way: tuple[str | int, ...], value: Any = _GONE, *, first: Callable[[Draft], None] | None = None
) -> Callable[[Draft], None]:
    """What stands at the end of a way has another value, or is not there; after another edit."""

    def edit(draft: Draft) -> None:
        if first:
            first(draft)
        held: Any = draft.descriptor
        for step in way[:-1]:
            held = held[step]
        if value is _GONE:
            del held[way[-1]]
        else:
            held[way[-1]] = value

    return edit


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

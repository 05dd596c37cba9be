"""One figure, with all that a reader needs to quote it or to doubt it.

A figure is a row of a table of facts or of context, named by its identifier. What the row leaves unsaid is
found as for `observations`: over its foreign keys. Codes come with their labels.
"""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts import addresses, descriptor, identifiers, observations, rekeyed
from scripts.errors import UsageError
from scripts.tables import read_cells, schema_of, to_table, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.descriptor import Source
    from scripts.model import Package, Resource
    from scripts.tables import Row

_LABELS = {"fr": ("label_fr", "title", "name"), "en": ("label_en", "title", "name")}
_ORIGIN = ("identifier", "table", "item")
_HIDDEN = (*_ORIGIN, "value", "unit", "qualifier", "status", "source", "page", "note", "note_en")
_NEAR = 3
_WHOLE = "whole"  # sources.read

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """A package, its typed rows and their texts, by table, and the derived observations."""

    source: Source
    package: Package
    rows: Mapping[str, list[Found]]
    texts: Mapping[str, Sequence[Row]]
    observed: Mapping[str, Found]
    common: Resource | None


def read(source: Source) -> Figures:
    """The figures of a package that was found valid. SourceError where its tables cannot be read."""
    package = descriptor.to_package(source.descriptor)
    texts = {r.name: read_cells(source.base, r) for r in package.tables}
    typed = {r.name: to_table(r, texts[r.name]) for r in package.tables}
    common, derived = observations.build(package, typed)
    return Figures(
        source=source,
        package=package,
        rows={name: table.to_pylist() for name, table in typed.items()},
        texts=texts,
        observed={row["identifier"]: row for row in derived.to_pylist()},
        common=common,
    )


def names(figures: Figures) -> dict[str, tuple[Resource, int]]:
    """Every figure's table and place by its identifier."""
    return {
        name: (resource, place)
        for resource in addresses.of_figures(figures.package)
        for place, name in enumerate(identifiers.of_rows(resource, figures.texts[resource.name]))
    }


def figure(figures: Figures, name: str, lang: str) -> Found:
    """All that is known of the figure with that identifier, or that had it before its key was corrected.

    UsageError, with those like it, for no figure.
    """
    known, asked = names(figures), name
    became = None if name in known else rekeyed.former(figures.package, _told(figures)).get(name)
    name = became.now if became else name
    if name not in known:
        raise UsageError(_unknown(asked, list(known)))
    resource, place = known[name]
    row = figures.rows[resource.name][place]
    told = figures.observed.get(name, row)
    keys = figures.common if name in figures.observed and figures.common else resource
    version = figures.package.version
    return {
        "identifier": name,
        "rekeyed": {"old": asked, "version": became.version} if became else None,
        "value": row.get("value"),
        "unit": _coded(figures, keys, told, "unit", lang, "symbol") or _unit(figures, resource, row, lang),
        "qualifier": _coded(figures, resource, row, "qualifier", lang),
        "status": _coded(figures, resource, row, "status", lang, "definition"),
        **_about(figures, keys, told, resource, row, lang),
        "question": _question(figures, keys, told, lang),
        "base": _base(figures, resource, row, told, lang),
        "source": _source(figures, resource, row, lang),
        "page": row.get("page"),
        "note": row.get("note_en" if lang == "en" else "note"),
        "corroborations": list(_corroborations(figures, name, lang)),
        "errata": list(_errata(figures, name, lang)),
        "file": _file(figures, resource, place),
        "version": version,
        "date": str(figures.package.extra.get("created", ""))[:10] or None,
    }


def _unknown(name: str, known: list[str]) -> str:
    """What to say of an identifier that leads nowhere."""
    if ":" not in name:
        return (
            f"« {name} »: an identifier is table:key/key, for instance {known[0] if known else 'table:key'}"
        )
    near = difflib.get_close_matches(name, known, _NEAR, 0.6)
    like = f"; perhaps {' or '.join(near)}" if near else "; the table `addresses` of a release lists them all"
    return f"« {name} »: no figure has that identifier{like}"


def _about(figures: Figures, keys: Resource, told: Found, resource: Resource, row: Found, lang: str) -> Found:
    """What the figure is about: the common columns, then the row's own, each code with its label."""
    found: Found = {}
    common = schema_of(keys).field_names
    for name in dict.fromkeys((*common, *row)):
        other = name.endswith(("_fr", "_en")) and not name.endswith(f"_{lang}")
        if name in _HIDDEN or other:
            continue
        source, values = (keys, told) if name in common else (resource, row)
        if (value := _coded(figures, source, values, name, lang)) is not None:
            found[name.removesuffix(f"_{lang}")] = value
    return found


def _target(figures: Figures, resource: Resource, field: str, value: Any) -> Found | None:
    """The row that a code points at."""
    for key in schema_of(resource).foreign_keys:
        if key.fields == (field,) and value is not None:
            for row in figures.rows.get(key.resource, ()):
                if row[key.reference_fields[0]] == value:
                    return row
    return None


def _coded(
    figures: Figures, resource: Resource, row: Found, field: str, lang: str, more: str = ""
) -> Found | str | None:
    """A value; a code with its label, and one more of its texts where asked for."""
    value = row.get(field)
    if value is None:
        return None
    target = _target(figures, resource, field, value)
    if target is None:
        return to_text(value)
    found = {"code": value, "label": _label(target, lang)}
    return found | {more: target.get(f"{more}_{lang}")} if more else found


def _label(row: Found, lang: str) -> str:
    return next((str(row[name]) for name in _LABELS[lang] if row.get(name)), "")


def _unit(figures: Figures, resource: Resource, row: Found, lang: str) -> Found | str | None:
    """The unit that the indicator of a row has."""
    indicator = _target(figures, resource, "indicator", row.get("indicator"))
    keys = [k.resource for k in schema_of(resource).foreign_keys if k.fields == ("indicator",)]
    return (
        _coded(figures, figures.package.resource(keys[0]), indicator, "unit", lang, "symbol")
        if indicator
        else None
    )


def _question(figures: Figures, keys: Resource, told: Found, lang: str) -> Found | None:
    """The question as it was asked, in French, or the status that says why it is not known."""
    indicator = _target(figures, keys, "indicator", told.get("indicator"))
    if indicator is None:
        return None
    status = next(
        (r for r in figures.rows.get("statuses", ()) if r["code"] == indicator.get("question_status")), {}
    )
    return {
        "asked": indicator.get("question_fr"),
        "status": {"code": status.get("code"), "label": _label(status, lang)} if status else None,
        "counts": indicator.get(f"counts_{lang}") or indicator.get(f"definition_{lang}"),
    }


def _base(figures: Figures, resource: Resource, row: Found, told: Found, lang: str) -> Found | None:
    """How many answered: of the row, else of its study; or the status that says why it is not known.

    A share has a base, of a programme too. A study's status is of its own source: a number is not published
    where that of the row was read whole as well.
    """
    study = next((r for r in figures.rows.get("studies", ()) if r["code"] == told.get("study")), None)
    if study is None:
        return None
    n, code = (row["base_n"], row["base_status"]) if "base_n" in row else (study["n"], study["n_status"])
    if n is None and code == "M" and told.get("unit") == "percent":
        code = "O"
    source = _target(figures, resource, "source", row.get("source")) or {}
    if n is None and code == "O" and source.get("read", _WHOLE) != _WHOLE:
        code = "L"
    status = next((r for r in figures.rows.get("statuses", ()) if r["code"] == code), {})
    return {"n": n, "status": {"code": code, "label": _label(status, lang)}}


def _source(figures: Figures, resource: Resource, row: Found, lang: str) -> Found | None:
    """The document that the figure was read in."""
    target = _target(figures, resource, "source", row.get("source"))
    if target is None:
        return None
    who = target.get("publisher") or target.get("producer")
    return {
        "code": row["source"],
        "label": _label(target, lang),
        "publisher": who,
        "address": target.get("address"),
        "read": target.get("read"),
    }


def _corroborations(figures: Figures, name: str, lang: str) -> Iterator[Found]:
    """Other pages that print the same figure."""
    for resource in figures.package.tables:
        if resource.extra.get("kind") == "link" and "observation" in schema_of(resource).field_names:
            for row in figures.rows[resource.name]:
                if row["observation"] == name:
                    note = row.get("note_en" if lang == "en" else "note")
                    yield {**(_source(figures, resource, row, lang) or {}), "note": note}


def _told(figures: Figures) -> list[Mapping[str, Any]]:
    """All corrections of the package."""
    return rekeyed.told(figures.package, figures.rows.__getitem__)


def _errata(figures: Figures, name: str, lang: str) -> Iterator[Found]:
    """Corrections that the row has had."""
    for row in _told(figures):
        if row["identifier"] == name:
            kept = {k: to_text(row[k]) for k in ("field", "version", "date", "old", "new")}
            yield {**kept, "reason": row[f"reason_{lang}"]}


def _file(figures: Figures, resource: Resource, place: int) -> Found:
    """The file of the row, its line there, and the hash of the file."""
    path = resource.paths[0]
    data = (figures.source.base / path).read_bytes()
    line = addresses.lines(figures.texts[resource.name])[place]
    return {"path": path, "line": line, "sha256": hashlib.sha256(data).hexdigest()}

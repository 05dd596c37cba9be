"""One figure, with all that a reader needs to quote it or to doubt it.

A figure is a row of the table of figures or of a table of context, named by its identifier or by one that it
had in an earlier version. Codes come with their labels.
"""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts import addresses, descriptor, identifiers, rekeyed
from scripts.errors import UsageError
from scripts.rekeyed import Rekeyed
from scripts.tables import read_cells, schema_of, to_table, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.descriptor import Source
    from scripts.model import Package, Resource
    from scripts.tables import Row

_LABELS = {"fr": ("label_fr", "title", "name"), "en": ("label_en", "title", "name")}
KINDS = ("fact", "context")
QUESTIONS = "questions"
_HIDDEN = (
    "identifier",
    "value",
    "unit",
    "base_n",
    "base_status",
    "qualifier",
    "status",
    "source",
    "page",
    "note",
    "note_en",
)
_NEAR = 3

Found = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """A package, its typed rows and their texts, by table."""

    source: Source
    package: Package
    rows: Mapping[str, list[Found]]
    texts: Mapping[str, Sequence[Row]]


def read(source: Source) -> Figures:
    """The figures of a package that was found valid. SourceError where its tables cannot be read."""
    package = descriptor.to_package(source.descriptor)
    texts = {r.name: read_cells(source.base, r) for r in package.tables}
    typed = {r.name: to_table(r, texts[r.name]) for r in package.tables}
    return Figures(
        source=source,
        package=package,
        rows={name: table.to_pylist() for name, table in typed.items()},
        texts=texts,
    )


def names(figures: Figures) -> dict[str, tuple[Resource, int]]:
    """Every figure's table and place by its identifier."""
    return {
        name: (resource, place)
        for resource in figures.package.tables
        if resource.extra.get("kind") in KINDS
        for place, name in enumerate(identifiers.of_rows(resource, figures.texts[resource.name]))
    }


def figure(figures: Figures, name: str, lang: str) -> Found:
    """All that is known of the figure with that identifier, or that had it before its key was corrected.

    UsageError, with those like it, for no figure.
    """
    known, asked = names(figures), name
    became = None if name in known else _former(figures, name)
    name = became.now if became else name
    if name not in known:
        raise UsageError(_unknown(asked, list(known)))
    resource, place = known[name]
    row = figures.rows[resource.name][place]
    version = figures.package.version
    return {
        "identifier": name,
        "rekeyed": {"old": asked, "version": became.version} if became else None,
        "value": row.get("value"),
        "unit": _unit(figures, resource, row, lang),
        "qualifier": _coded(figures, resource, row, "qualifier", lang),
        "status": _coded(figures, resource, row, "status", lang, "definition"),
        **_about(figures, resource, row, lang),
        "question": _question(figures, resource, row, lang),
        "base": _base(figures, row, lang),
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


def _former(figures: Figures, name: str) -> Rekeyed | None:
    """What became of an identifier of an earlier version; None where nothing says so."""
    for resource in figures.package.tables:
        if {"old", "new", "version"} <= set(schema_of(resource).field_names):
            for row in figures.rows[resource.name]:
                if row["old"] == name:
                    return Rekeyed(str(row["new"]), str(row["version"]))
    return rekeyed.former(figures.package, _told(figures)).get(name)


def _about(figures: Figures, resource: Resource, row: Found, lang: str) -> Found:
    """What the figure is about: the row's own columns, each code with its label."""
    found: Found = {}
    for name in row:
        other = name.endswith(("_fr", "_en")) and not name.endswith(f"_{lang}")
        if name in _HIDDEN or other:
            continue
        if (value := _coded(figures, resource, row, name, lang)) is not None:
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


def _question(figures: Figures, resource: Resource, row: Found, lang: str) -> Found | None:
    """The question as it was put, in French, and to whom, or the status that says why it is not known."""
    indicator = _target(figures, resource, "indicator", row.get("indicator"))
    if indicator is None:
        return None
    asked = next(
        (
            q
            for q in figures.rows.get(QUESTIONS, ())
            if q["study"] == row.get("study") and q["indicator"] == row["indicator"]
        ),
        {},
    )
    status = _status(figures, asked.get("question_status"))
    return {
        "asked": asked.get("question_fr"),
        "universe": asked.get(f"universe_{lang}"),
        "status": {"code": status.get("code"), "label": _label(status, lang)} if status else None,
        "counts": indicator.get(f"counts_{lang}") or indicator.get(f"definition_{lang}"),
    }


def _base(figures: Figures, row: Found, lang: str) -> Found | None:
    """How many answered, where it is known; nothing for what is no answer."""
    if "base_n" not in row:
        return None
    status = _status(figures, row.get("base_status"))
    return {"n": row["base_n"], "status": {"code": row.get("base_status"), "label": _label(status, lang)}}


def _status(figures: Figures, code: Any) -> Found:
    """The observation status of that code, empty where there is none."""
    return next((r for r in figures.rows.get("statuses", ()) if r["code"] == code), {})


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

"""Where a figure was read, who prints it too, what was corrected, and the line that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.commands.show.reading import label, target
from scripts.derive import rekeyed
from scripts.reading.digests import sha256_of
from scripts.reading.tables import schema_of, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.commands.show.reading import Figures, Found, Place
    from scripts.reading.model.package import Resource


def source(figures: Figures, resource: Resource, row: Found, lang: str) -> Found | None:
    """The document that the figure was read in."""
    found = target(figures, resource, "source", row.get("source"))
    if found is None:
        return None
    who = found.get("publisher") or found.get("producer")
    return {
        "code": row["source"],
        "label": label(found, lang),
        "publisher": who,
        "address": found.get("address"),
        "read": found.get("read"),
    }


def corroborations(figures: Figures, name: str, lang: str) -> Iterator[Found]:
    """Other pages that print the same figure."""
    for resource in figures.package.tables:
        if resource.extra.get("kind") == "link" and "observation" in schema_of(resource).field_names:
            for row in figures.rows(resource.name):
                if row["observation"] == name:
                    note = row.get("note_en" if lang == "en" else "note")
                    yield {**(source(figures, resource, row, lang) or {}), "note": note}


def errata(figures: Figures, name: str, lang: str) -> Iterator[Found]:
    """Corrections that the row has had."""
    for row in rekeyed.told(figures.package, figures.rows):
        if row["identifier"] == name:
            kept = {k: to_text(row[k]) for k in ("field", "version", "date", "old", "new")}
            yield {**kept, "reason": row[f"reason_{lang}"]}


def file(figures: Figures, place: Place) -> Found:
    """The file of the row, its line there, and the hash of the file."""
    return {"path": place.path, "line": place.line, "sha256": sha256_of(figures.source.file(place.path))}

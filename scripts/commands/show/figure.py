"""A figure by its identifier: all that is known of it, each code with its label."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from scripts.commands.show import origin
from scripts.commands.show.reading import coded, label, target
from scripts.derive import rekeyed
from scripts.reading.model.errors import UsageError
from scripts.reading.tables import schema_of

if TYPE_CHECKING:
    from scripts.commands.show.reading import Figures, Found
    from scripts.reading.model.package import Resource

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


def figure(figures: Figures, name: str, lang: str) -> Found:
    """All that is known of the figure with that identifier, or that had it in an earlier version.

    UsageError, with those like it, for no figure.
    """
    asked, found = name, figures.find(name)
    became = None if found else rekeyed.became(figures.package, figures.rows).get(name)
    if became:
        name = became.now
        found = figures.find(name)
    if found is None:
        raise UsageError(_unknown(asked, list(figures.names())))
    resource, row = found.resource, found.row
    version = figures.package.version
    return {
        "identifier": name,
        "rekeyed": {"old": asked, "version": became.version} if became else None,
        "value": row.get("value"),
        "unit": _unit(figures, resource, row, lang),
        "qualifier": coded(figures, resource, row, "qualifier", lang),
        "status": coded(figures, resource, row, "status", lang, "definition"),
        **_about(figures, resource, row, lang),
        "question": _question(figures, resource, row, lang),
        "base": _base(figures, row, lang),
        "source": origin.source(figures, resource, row, lang),
        "page": row.get("page"),
        "note": row.get("note_en" if lang == "en" else "note"),
        "corroborations": list(origin.corroborations(figures, name, lang)),
        "errata": list(origin.errata(figures, name, lang)),
        "file": origin.file(figures, found),
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


def _about(figures: Figures, resource: Resource, row: Found, lang: str) -> Found:
    """What the figure is about: the row's own columns, each code with its label."""
    found: Found = {}
    for name in row:
        other = name.endswith(("_fr", "_en")) and not name.endswith(f"_{lang}")
        if name in _HIDDEN or other:
            continue
        if (value := coded(figures, resource, row, name, lang)) is not None:
            found[name.removesuffix(f"_{lang}")] = value
    return found


def _unit(figures: Figures, resource: Resource, row: Found, lang: str) -> Found | str | None:
    """The unit that the indicator of a row has."""
    indicator = target(figures, resource, "indicator", row.get("indicator"))
    keys = [k.resource for k in schema_of(resource).foreign_keys if k.fields == ("indicator",)]
    return (
        coded(figures, figures.package.resource(keys[0]), indicator, "unit", lang, "symbol")
        if indicator
        else None
    )


def _question(figures: Figures, resource: Resource, row: Found, lang: str) -> Found | None:
    """The question as it was put, in French, and to whom, or the status that says why it is not known."""
    indicator = target(figures, resource, "indicator", row.get("indicator"))
    if indicator is None:
        return None
    asked = next(
        (
            q
            for q in figures.rows(QUESTIONS)
            if q["study"] == row.get("study") and q["indicator"] == row["indicator"]
        ),
        {},
    )
    status = _status(figures, asked.get("question_status"))
    return {
        "asked": asked.get("question_fr"),
        "universe": asked.get(f"universe_{lang}"),
        "status": {"code": status.get("code"), "label": label(status, lang)} if status else None,
        "counts": indicator.get(f"counts_{lang}") or indicator.get(f"definition_{lang}"),
    }


def _base(figures: Figures, row: Found, lang: str) -> Found | None:
    """How many answered, where it is known; nothing for what is no answer."""
    if "base_n" not in row:
        return None
    status = _status(figures, row.get("base_status"))
    return {"n": row["base_n"], "status": {"code": row.get("base_status"), "label": label(status, lang)}}


def _status(figures: Figures, code: Any) -> Found:
    """The observation status of that code, empty where there is none."""
    return next((r for r in figures.rows("statuses") if r["code"] == code), {})

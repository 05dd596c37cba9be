"""The datapackage.json of what is taken away: Data Package v2, the fields as the release describes them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from explorer.takeaway.view import ADDED, View

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
KEPT = ("licenses", "contributors", "sources", "keywords", "languages")
TYPES = {"Int64": "integer", "Float64": "number", "boolean": "boolean"}
TITLES = {
    "base": ("Base", "Base", "Nombre de réponses, ou pourquoi il n'est pas donné.",
             "Number of answers, or why it is not given."),
    "interval": ("Intervalle à 95 %", "95% interval",
                 "Intervalle de Wilson, indicatif, ou pourquoi il n'y en a pas.",
                 "Wilson interval, indicative, or why there is none."),
}  # fmt: skip
CODES = ("field", "code", "label_fr", "label_en")


def descriptor(view: View, files: dict[str, bytes]) -> bytes:
    """The descriptor; `files` are the CSV files by path: data.csv, and codes.csv where there is one."""
    release = view.release.descriptor
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": view.name,
        "title": view.figure.title,
        "description": view.figure.sentence,
        "version": view.release.version,
        "created": release.get("created"),
        "homepage": view.address if view.address.startswith("http") else None,
        **{name: release.get(name) for name in KEPT},
        "resources": [_resource(view, path, content) for path, content in files.items()],
    }
    whole = {name: value for name, value in package.items() if value}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(view: View, path: str, content: bytes) -> dict[str, Any]:
    codes = path == "codes.csv"
    source = view.release.tables.get(view.resource)
    title = view.reader.words(source.properties, "title") if source else view.figure.title
    return {
        "name": path.removesuffix(".csv"),
        "type": "table",
        "title": {"fr": "Codes et libellés", "en": "Codes and labels"}[view.lang] if codes else title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "schema": _of_codes() if codes else schema(view),
    }


def _of_codes() -> dict[str, Any]:
    return {"fields": [{"name": name, "type": "string"} for name in CODES], "primaryKey": list(CODES[:2])}


def schema(view: View) -> dict[str, Any]:
    """The release's own schema without the keys that lead out of the zip, and the added columns."""
    table = view.release.tables.get(view.resource)
    if table is None:
        kinds = {str(name): TYPES.get(str(kind), "string") for name, kind in view.rows.dtypes.items()}
        return {"fields": [{"name": name, "type": kind} for name, kind in kinds.items()]}
    made = {name: value for name, value in table.schema.items() if name not in ("foreignKeys", "$schema")}
    key = made.get("primaryKey", [])
    if view.rows.duplicated([key] if isinstance(key, str) else list(key)).any():
        made.pop("primaryKey")
    made["fields"] = [*table.fields, *(_added(name) for name in ADDED if name in view.rows.columns)]
    return made


def _added(name: str) -> dict[str, Any]:
    stem, _, lang = name.rpartition("_")
    title_fr, title_en, french, english = TITLES[stem]
    return {
        "name": name,
        "type": "string",
        "title": f"{title_fr} ({lang})",
        "title_en": f"{title_en} ({lang})",
        "description": french,
        "description_en": english,
    }

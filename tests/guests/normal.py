"""Normal packages of other observatories, small and invented, each of a shape that is met: name → files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

Files = dict[str, bytes]
V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


def packed(descriptor: dict[str, Any], **files: bytes | str) -> Files:
    """The descriptor and its files; `__` in a name is a dot."""
    made = {"datapackage.json": json.dumps(descriptor, ensure_ascii=False).encode()}
    for name, content in files.items():
        made[name.replace("__", ".")] = content.encode() if isinstance(content, str) else content
    return made


def markets() -> Files:
    """v1, French: semicolons, decimal commas, Latin-1, dates of the day, primary key as one text."""
    kinds, lines = ("bio", "forain", "couvert"), ["code;ville;type;ouvert;surface;etals"]
    for number in range(60):
        surface = f"{120 + (number * 37) % 400},{number % 10}"
        lines.append(
            f"{number:03};Saint-Étienne n° {number};{kinds[(number * number) % 3]};"
            f"{1 + number % 28:02}/{1 + (number * 5) % 12:02}/2024;{surface};{(number * 7) % 45}"
        )
    fields = [
        {"name": "code", "type": "string", "constraints": {"required": True, "pattern": r"\d{3}"}},
        {"name": "ville", "type": "string", "title": "Ville"},
        {"name": "type", "type": "string", "title": "Type de marché",
         "constraints": {"enum": ["bio", "forain", "couvert"]}},
        {"name": "ouvert", "type": "date", "format": "%d/%m/%Y", "title": "Jour d’ouverture"},
        {"name": "surface", "type": "number", "decimalChar": ",", "title": "Surface (m²)"},
        {"name": "etals", "type": "integer", "title": "Nombre d’étals", "constraints": {"minimum": 0}},
    ]  # fmt: skip
    descriptor = {
        "name": "marches", "title": "Marchés de plein vent", "profile": "tabular-data-package",
        "licenses": [{"name": "etalab-2.0", "title": "Licence Ouverte 2.0"}],
        "resources": [{
            "name": "marches", "path": "marches.csv", "profile": "tabular-data-resource", "title": "Marchés",
            "encoding": "iso-8859-1", "dialect": {"delimiter": ";"},
            "schema": {"fields": fields, "primaryKey": "code"},
        }],
    }  # fmt: skip
    return packed(descriptor, marches__csv="\r\n".join(lines).encode("latin-1"))


def rivers() -> Files:
    """v2, English: categories and missing values with labels, keys between tables, a series of years."""
    stations = "id,name,kind\n" + "".join(f"S{n},Station {n},{n % 2 + 1}\n" for n in range(1, 13))
    levels = "year,level,station\n" + "".join(
        f"{2000 + n},{'-' if n == 7 else 3 + (n * n) % 5 / 2},S{n % 12 + 1}\n" for n in range(20)
    )
    kinds = [{"value": "1", "label": "automatic"}, {"value": "2", "label": "read by hand"}]
    descriptor = {
        "$schema": V2, "name": "rivers", "title": "River levels", "version": "1.2.0",
        "description": "Levels of one river at twelve stations.", "licenses": [{"name": "CC0-1.0"}],
        "resources": [
            {"name": "stations", "path": "stations.csv", "title": "Stations", "schema": {
                "fields": [
                    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
                    {"name": "name", "type": "string"},
                    {"name": "kind", "type": "string", "title": "Kind", "categories": kinds},
                ], "primaryKey": ["id"]}},
            {"name": "levels", "path": "levels.csv", "title": "Levels", "schema": {
                "fields": [
                    {"name": "year", "type": "year", "title": "Year"},
                    {"name": "level", "type": "number", "title": "Level (m)"},
                    {"name": "station", "type": "string", "title": "Station"},
                ],
                "missingValues": [{"value": "-", "label": "not read"}], "primaryKey": ["year"],
                "foreignKeys": [
                    {"fields": ["station"], "reference": {"resource": "stations", "fields": ["id"]}}]}},
        ],
    }  # fmt: skip
    return packed(descriptor, stations__csv=stations, levels__csv=levels)


def inline() -> Files:
    """v1 with its data in the descriptor, as objects and as lists, and a title in two languages."""
    objects = [
        {"shape": "round" if n % 3 else "square", "sides": n % 3, "ok": bool(n % 2)} for n in range(12)
    ]
    lists: list[list[Any]] = [["day", "seen"], *([f"2025-0{1 + n % 9}-11", n] for n in range(27))]
    return packed(
        {
            "name": "shapes", "title": {"": "Formes", "en": "Shapes"}, "license": "PDDL",
            "resources": [
                {"name": "objects", "data": objects, "schema": {"fields": [
                    {"name": "shape", "type": "string"}, {"name": "sides", "type": "integer"},
                    {"name": "ok", "type": "boolean"}]}},
                {"name": "lists", "data": lists, "schema": {"fields": [
                    {"name": "day", "type": "date"}, {"name": "seen", "type": "integer"}]}},
            ],
        }
    )  # fmt: skip


def parts() -> Files:
    """v1 with a table in two files, its schema in a third, tabs, and one resource that is no table."""
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
    resources = [
        {"name": "both", "path": ["one.tsv", "two.tsv"], "schema": "schema.json", "format": "tsv"},
        {"name": "picture", "path": "map.png", "format": "png"},
    ]
    return packed(
        {"name": "parts", "resources": resources},
        one__tsv="a\tb\n1\tx\n2\ty\n", two__tsv="a\tb\n3\tz\n",
        schema__json=json.dumps(schema), map__png=b"\x89PNG",
    )  # fmt: skip


def compressed() -> Files:
    """v2 with a gzip CSV and no schema: nothing is guessed."""
    content = gzip.compress("département,code\nAin,01\nAisne,02\n".encode(), mtime=0)
    resource = {"name": "departements", "path": "departements.csv.gz", "compression": "gz"}
    return packed({"$schema": V2, "name": "gz", "resources": [resource]}, departements__csv__gz=content)


def faulty() -> Files:
    """A package with one fault of every kind: it opens, and they are told."""
    fields = [
        {"name": "id", "type": "integer", "constraints": {"required": True, "unique": True}},
        {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"], "maxLength": 3}},
        {"name": "size", "type": "number", "constraints": {"minimum": 0, "maximum": 10}},
        {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}", "minLength": 2}},
        {"name": "parent", "type": "integer"}, {"name": "gone", "type": "string"},
    ]  # fmt: skip
    keys = [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}]
    cells = "id,kind,size,code,parent,more\n1,a,5,AB,1,x\n1,c,-1,A,9,x\n,abcd,11,ab,1,x\nz,b,3\n"
    descriptor = {
        "name": "faulty",
        "resources": [{"name": "faulty", "path": "f.csv", "schema": {
            "fields": fields, "primaryKey": ["id"], "foreignKeys": keys}}],
    }  # fmt: skip
    return packed(descriptor, f__csv=cells)


NORMAL: dict[str, Callable[[], Files]] = {
    made.__name__: made for made in (markets, rivers, inline, parts, compressed, faulty)
}

"""What is taken to be plainly right, the official profile and frictionless both accept."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.checks.metadata import refusals
from scripts.checks.places import Places
from scripts.checks.plain import PROFILE, is_plain
from scripts.checks.profile import violations
from scripts.descriptor import Source

FIELDS = [
    {
        "name": "code",
        "type": "string",
        "title": "Code",
        "title_en": "Code",
        "constraints": {"required": True},
    },
    {
        "name": "n",
        "type": "integer",
        "constraints": {"minimum": 0, "maximum": 9, "unique": True, "enum": [1]},
    },
    {"name": "x", "type": "number", "format": "default", "constraints": {"minimum": 0.5}, "unit": "%"},
    {"name": "year", "type": "year", "constraints": {"minimum": 1990}},
    {"name": "day", "type": "date", "constraints": {"maximum": "2030-01-01"}},
    {"name": "label", "type": "string", "constraints": {"pattern": "a|b", "minLength": 1, "enum": ["a"]}},
    *({"name": kind, "type": kind} for kind in ("boolean", "datetime", "time", "yearmonth", "any")),
]
PLAIN: dict[str, Any] = {
    "$schema": PROFILE,
    "name": "plain",
    "title": "Plain",
    "version": "1.0.0",
    "licenses": [{"name": "etalab-2.0", "path": "https://example.org/licence", "title": "Licence"}],
    "keywords": ["a"],
    "resources": [
        {
            "name": "codes",
            "type": "table",
            "path": "data/codes.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ";", "header": True, "quoteChar": "'", "lineTerminator": "\n"},
            "schema": {
                "fields": FIELDS,
                "primaryKey": ["code", "n"],
                "missingValues": ["", "NA"],
                "foreignKeys": [
                    {"fields": ["label"], "reference": {"resource": "others", "fields": ["code"]}}
                ],
            },
        },
        {"name": "others", "path": "others.csv", "schema": {"fields": FIELDS[:1]}},
    ],
}
VALUES = st.sampled_from(
    [
        *(None, True, 0, -1, 1.5, float("nan"), 10**30, "", "a", "A b", "é", "../x", "x.csv", "utf-16", "("),
        *("csv", "string", "integer", "list", "fmt:x", "2024-02-30", "\n", [], ["a"], ["a", "a"], [1], [[]]),
        *({}, {"a": 1}, {"resource": "x", "fields": ["y"]}, ["code"]),
        "https://datapackage.org/profiles/1.0/datapackage.json",
    ]
)
KEYS = [
    *[
        "name",
        "type",
        "path",
        "format",
        "fields",
        "resource",
        "constraints",
        "enum",
        "minimum",
        "pattern",
        "scheme",
        "compression",
        "profile",
    ],
    *["missingValues", "uniqueKeys", "data", "primaryKey", "header", "a", "bytes", "title_en"],
]
BROKEN = sorted((Path(__file__).parent / "broken").glob("*/"))


def _ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    return [way, *(found for key, part in inner for found in _ways(part, (*way, key)))]


WAYS = _ways(PLAIN)[1:]
BROKEN = sorted((Path(__file__).parent / "broken").glob("*/"))


def _accepted(descriptor: dict[str, Any]) -> list[Any]:
    """What the profile and frictionless say of it."""
    source = Source(Path("datapackage.json"), descriptor, {})
    places = Places(source)
    return [*violations(descriptor, places, set()), *refusals(descriptor, places, set())]


def test_a_plain_descriptor() -> None:
    """Everything that is plain, in one descriptor."""
    assert is_plain(PLAIN)
    assert _accepted(PLAIN) == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: "-".join(map(str, way)))
def test_each_part_taken_out(way: tuple[Any, ...]) -> None:
    """What is plain without some part is accepted without it."""
    descriptor: Any = copy.deepcopy(PLAIN)
    place = descriptor
    for step in way[:-1]:
        place = place[step]
    del place[way[-1]]
    if is_plain(descriptor):
        assert _accepted(descriptor) == []


@given(
    changes=st.lists(
        st.tuples(st.sampled_from(WAYS), st.sampled_from(["", *KEYS]), VALUES), min_size=1, max_size=2
    )
)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_what_passes_is_accepted(changes: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    """A value exchanged, a property added, taken out or renamed: what is still plain is still accepted."""
    descriptor = copy.deepcopy(PLAIN)
    for way, key, value in changes:
        place: Any = descriptor
        try:
            for step in way[:-1]:
                place = place[step]
            if key and isinstance(place[way[-1]], dict):
                place[way[-1]][key] = value
            elif key and isinstance(way[-1], str):
                place[key] = place.pop(way[-1])
            elif value is None:
                del place[way[-1]]
            else:
                place[way[-1]] = value
        except (KeyError, IndexError, TypeError):
            return
    if is_plain(descriptor):
        assert _accepted(json.loads(json.dumps(descriptor))) == [], changes


@pytest.mark.parametrize("folder", BROKEN, ids=lambda path: path.name)
def test_no_faulty_descriptor_is_plain(folder: Path) -> None:
    """Of the museum's packages, none at whose descriptor the profile or frictionless finds fault."""
    try:
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except ValueError:
        return
    if is_plain(descriptor):
        assert _accepted(descriptor) == []

"""The programs know no code of the data, and the words of the pages state no fact of them.

Codes are read from the tables: those of studies, populations, indicators, answers, items, domains, actors,
territories, sources, programmes and geographies. Units, statuses, kinds, themes, scales and names of tables,
columns and pages are what programs and data agree on.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest

from explorer.routes import PAGES
from explorer.texts import WORDS

ROOT = Path(__file__).resolve().parents[1]
CODED = ("studies", "populations", "indicators", "answers", "items", "domains", "actors", "territories",
         "sources", "programmes", "geographies")  # fmt: skip
# Words of every language of programs, which a table has made a code of as well → why they stand in programs.
ALLOWED = {
    "other": "« none of these », in many a list; a programme has the code too",
    "local": "a part of the sheet of an actor, not remote; a scale has the code too",
}
# What a page says of the data in general is true of any data. → What would not be.
NUMBERS = {
    "fr": r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|\d+",
    "en": r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|\d+",
}
COUNTED = {
    "fr": r"domaines?|rôles?|acteurs?|zones?|territoires?|régions|profils?|études|enquêtes|populations"
    r"|maires",
    "en": r"domains?|roles?|actors?|areas?|territories|regions|profiles?|studies|surveys|populations|mayors",
}
ASKED = {
    "fr": r"les maires (?:ont|jugent|attendent|pensent|répondent|lui|donnent)"
    r"|des maires (?:jugent|qui|voient|disent)",
    "en": r"\bmayors (?:rated|find|look|think|answer|give|see|say|who)\b",
}
YEAR = r"\b(?:19|20)\d\d\b"
# Keys of words that say a number or a year of something else than the data → what it is.
FREE = {
    "cross.lead": "the three prisms of the page itself",
    "page.cross": "the three prisms of the page itself",
}


@cache
def codes() -> dict[str, str]:
    """Code → the table that it is of."""
    found: dict[str, str] = {}
    for table in CODED:
        with (ROOT / "datapackage" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["code"]: table for row in csv.DictReader(file)}
    return found


@cache
def agreed() -> frozenset[str]:
    """Names of tables, cuts, columns and pages, and what the schemas list: kinds, themes, scales."""
    package = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    names = {entry["name"] for entry in (*package["resources"], *package["cuts"])}
    names |= {entry.name for entry in PAGES}
    for path in (ROOT / "datapackage" / "schemas").glob("*.json"):
        for field in json.loads(path.read_text(encoding="utf-8"))["fields"]:
            names |= {field["name"], *map(str, field.get("constraints", {}).get("enum", ()))}
    return frozenset(names)


@cache
def literals(path: Path) -> tuple[tuple[int, str], ...]:
    """Line and text of every string of a program, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return tuple(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )


def programs() -> list[Path]:
    return [path for name in ("explorer", "scripts") for path in sorted((ROOT / name).rglob("*.py"))]


def test_a_program_knows_no_code_of_the_data() -> None:
    known = {code for code in codes() if code not in ALLOWED and code not in agreed()}
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text} ({codes()[text]})"
        for path in programs()
        for line, text in literals(path)
        if text in known
    ]
    assert not found


def test_a_program_has_no_code_within_its_sql_or_its_words() -> None:
    """Nor one of the long ones, in the middle of a text."""
    long = [code for code in codes() if "_" in code and code not in agreed()]
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, long))})(?![\w-])")
    found = [
        f"{path.relative_to(ROOT)}:{line}: {match[0]}"
        for path in programs()
        for line, text in literals(path)
        for match in pattern.finditer(text)
    ]
    assert not found


def test_what_is_allowed_is_a_code_and_is_used() -> None:
    """A reason that no longer holds goes."""
    used = {text for path in programs() for _, text in literals(path)}
    assert set(ALLOWED) <= set(codes()) & used
    assert set(FREE) <= set(WORDS)


@pytest.mark.parametrize("place", [0, 1], ids=["fr", "en"])
def test_the_words_of_the_pages_state_no_fact_of_the_data(place: int) -> None:
    """No number of domains, roles or areas; no year; no population as the one that answered."""
    lang = ("fr", "en")[place]
    facts = re.compile(
        rf"\b(?:{NUMBERS[lang]})\s+(?:\w+\s+)?(?:{COUNTED[lang]})\b|{ASKED[lang]}|{YEAR}", re.IGNORECASE
    )
    found = {
        key: match[0]
        for key, words in WORDS.items()
        if key not in FREE and (match := facts.search(words[place].replace("\u00a0", " ")))
    }
    assert not found


def test_the_patterns_find_what_they_are_for() -> None:
    for lang, words in (
        ("fr", "Pour chacun des 16 domaines"), ("fr", "six rôles possibles"), ("en", "Six possible roles"),
        ("fr", "une zone de 2015"), ("fr", "Ce que les maires jugent"), ("en", "Share of mayors who find"),
    ):  # fmt: skip
        pattern = rf"\b(?:{NUMBERS[lang]})\s+(?:\w+\s+)?(?:{COUNTED[lang]})\b|{ASKED[lang]}|{YEAR}"
        assert re.search(pattern, words, re.IGNORECASE), words

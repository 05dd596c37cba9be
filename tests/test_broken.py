"""The museum: every issue code has its exhibit in tests/broken/, the smallest package with that one fault."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from scripts.check.package import check
from scripts.reading.issues import LANGUAGES, Issue, Severity, codes, explain, from_error, messages
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source
from tests.tiny import is_told

MUSEUM = Path(__file__).parent / "broken"
PLACES = ("severity", "code", "resource", "path", "line", "row", "field", "value")

# Exhibits that are built when the tests run: a zip or a file of megabytes has no place in git.
BUILT = {
    "read-as": "a table without a package",
    "compression-error": "a zip cut in half",
    "line-too-long": "a line of two megabytes",
}
# Those of releases, whose formats and zips are built too: each is a fault of tests/test_audit.py.
RELEASED = (
    "build-error",
    "checksum-error",
    "content-hash",
    "extra-file",
    "format-difference",
    "missing-file",
    "part-difference",
    "zip-difference",
)

# What frictionless alone says of each exhibit; nothing where it lets it pass.
SEEN = {
    "scheme-error": {"scheme-error"},
    "json-error": {"package-error"},
    "unsafe-path": {"resource-error"},
    "package-error": {"package-error"},
    "schema-error": {"schema-error"},
    "field-error": {"field-error"},
    "dialect-error": {"source-error"},
    "created-error": {"package-error"},
    "encoding-error": {"encoding-error"},
    "excel-save": {"type-error"},
    "source-error": {"source-error"},
    "file-kind": {"incorrect-label", "missing-label"},
    "byte-count": {"byte-count"},
    "hash-count": {"hash-count"},
    "header-row": {"blank-label", "blank-row", "incorrect-label", "primary-key", "type-error"},
    "extra-label": {"extra-label"},
    "missing-label": {"missing-label"},
    "blank-label": {"blank-label"},
    "duplicate-label": {"duplicate-label"},
    "incorrect-label": {"incorrect-label"},
    "blank-row": {"blank-row"},
    "extra-cell": {"extra-cell"},
    "missing-cell": {"missing-cell"},
    "type-error": {"type-error"},
    "constraint-error": {"constraint-error"},
    "unique-error": {"unique-error"},
    "primary-key": {"primary-key"},
    "foreign-key": {"foreign-key"},
    "check-skipped": {"resource-error"},
}
UNSEEN = {
    "resource-error": "a v2 name may be anything; ours name files",
    "profile-version": "a package without $schema is one of version 1",
    "version-error": "version is any text",
    "roles-error": "unknown to its profile",
    "identity-error": "identity is our own",
    "period-error": "identity is our own",
    "categories-error": "categories are not looked at",
    "missing-translation": "languages are our own rule",
    "bom": "skipped in silence",
    "line-ending": "Python's csv takes any",
    "unicode-form": "not looked at",
    "nul-byte": "not looked at",
    "unclosed-quote": "the rest of the file becomes one cell",
    "delimiter": "it guesses the delimiter, and keeps it to itself",
    "quoted-lines": "a cell of several lines is right",
    "merged-cells": "the cells are empty, and may be",
    "unlisted-file": "the descriptor is all it knows",
    "unique-key": "uniqueKeys are not looked at",
    "category-error": "categories are not looked at",
    "row-count": "rowCount is a property of ours",
    "figures-error": "a table of figures is our own",
    "cut-error": "cuts are our own",
    "coherence": "rules are our own",
    "rule-error": "rules are our own",
    "waiver-error": "waivers are our own",
    "stale-waiver": "waivers are our own",
}

# The exhibits are what the house refuses. By the standard these are right, without a word or with a warning,
# or would be if all of them were checked; the others are wrong.
RIGHT = {
    **dict.fromkeys(("cut-error", "figures-error", "identity-error", "period-error"), ""),
    **dict.fromkeys(("missing-translation", "profile-version"), ""),
    **dict.fromkeys(("merged-cells", "quoted-lines"), "warning"),
    **dict.fromkeys(("bom", "line-ending", "resource-error", "roles-error"), "warning"),
    **dict.fromkeys(("row-count", "unicode-form", "unlisted-file", "version-error"), "warning"),
    **dict.fromkeys(("check-skipped", "dialect-error"), "unchecked"),
}


def exhibits() -> list[str]:
    """The names of the exhibits that are committed."""
    return sorted(path.name for path in MUSEUM.iterdir() if path.is_dir())


def found(target: Path, *, house: bool = True) -> list[Issue]:
    """Every issue of a package, by one of the two verdicts."""
    try:
        with open_source(str(target)) as source:
            return sorted(check(source, house=house))
    except SourceError as error:
        return [from_error(error)]


def place(item: Issue) -> dict[str, Any]:
    """What the JSON report says of an issue beyond its words."""
    read = json.loads(explain([item], format="json"))
    [told] = read["issues"] + read["unchecked"]
    return {name: told[name] for name in PLACES}


def read(code: str) -> dict[str, Any]:
    """What an exhibit is expected to show."""
    content: dict[str, Any] = json.loads((MUSEUM / code / "expected.json").read_text(encoding="utf-8"))
    return content


def test_every_code_has_its_exhibit_and_every_exhibit_its_code() -> None:
    """No code without an exhibit, no exhibit without a code."""
    assert sorted([*exhibits(), *BUILT, *RELEASED]) == sorted(codes())


@pytest.mark.parametrize("code", exhibits())
def test_an_exhibit_shows_its_fault_and_no_other(code: str) -> None:
    """The issues are those expected, at the right file, line, row and field."""
    expected = read(code)
    assert expected["why"]
    assert code in [item["code"] for item in expected["issues"]]
    wanted = [
        {**item, "path": item["path"] and item["path"].replace("{target}", str(MUSEUM / code))}
        for item in expected["issues"]
    ]
    assert sorted(map(place, found(MUSEUM / code)), key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("code", exhibits())
def test_the_standard_has_a_verdict_of_its_own(code: str) -> None:
    """What only the house asks for is no error of the standard, which has errors for all the rest."""
    told = {str(item.severity) for item in found(MUSEUM / code, house=False)}
    assert told == {RIGHT[code]} - {""} if code in RIGHT else "error" in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", exhibits())
def test_an_exhibit_is_told_in_words(code: str, language: str) -> None:
    """Every issue has a message and a hint in both languages, and every format tells them."""
    for item in found(MUSEUM / code):
        is_told(item)
        for form in ("text", "markdown", "json"):
            assert item.code in explain([item], lang=language, format=form)


@pytest.mark.parametrize("code", exhibits())
def test_what_frictionless_alone_says(code: str) -> None:
    """Frictionless sees the exhibits of SEEN; the others are ours to see, each with the reason."""
    from frictionless import FrictionlessException, Package

    try:
        report = Package(str(MUSEUM / code / "datapackage.json")).validate()
        said = {error.type for task in report.tasks for error in task.errors}
        said |= {error.type for error in report.errors}
    except FrictionlessException as exception:
        said = {error.type for error in exception.reasons or [exception.error]}
    except TypeError:
        said = set()
    assert said == SEEN.get(code, set())
    assert (code in SEEN) != (code in UNSEEN)


def test_a_table_without_a_package(tmp_path: Path) -> None:
    """`read-as`: the delimiter that was recognised is told, and serves."""
    (tmp_path / "things.csv").write_text("code;size\na;1\n", encoding="utf-8")
    [item] = [item for item in check(tmp_path / "things.csv") if item.code == "read-as"]
    assert (item.severity, item.path) == (Severity.WARNING, "things.csv")


def test_a_zip_cut_in_half(tmp_path: Path) -> None:
    """`compression-error`: refused in one issue, nothing extracted."""
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("datapackage.json", "{}")
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:40])
    [item] = found(cut)
    assert (item.code, item.path) == ("compression-error", str(cut))


def test_a_line_of_two_megabytes(tmp_path: Path) -> None:
    """`line-too-long`: told at its line; the rows of the table are not read."""
    source = MUSEUM / "type-error"
    (tmp_path / "datapackage.json").write_bytes((source / "datapackage.json").read_bytes())
    (tmp_path / "data").mkdir()
    (tmp_path / "data/things.csv").write_bytes(b"code,size,kind\na,1," + b"x" * 2**21 + b"\n")
    places = [(item.code, item.path, item.line) for item in found(tmp_path)]
    assert places == [("line-too-long", "data/things.csv", 2), ("check-skipped", "", 0)]


def test_frictionless_list_is_whole() -> None:
    """Every committed exhibit is on one of the two lists."""
    assert sorted([*SEEN, *UNSEEN]) == exhibits()


def test_every_wording_is_complete() -> None:
    """Each code has a title, each of its wordings a message and a hint, in both languages."""
    for code in codes():
        for language in LANGUAGES:
            assert messages.title(code, language)
            assert messages.DEFAULT in messages.variants(code)

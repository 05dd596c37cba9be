"""What may be committed, and what may not."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
import unicodedata
from pathlib import Path

import pytest

from tests.audit.__main__ import PINS as PINNED

ROOT = Path(__file__).resolve().parent.parent

# The client fixed these; the rest is what every repository has.
FIXED = {"datapackage", "explorer", "scripts", "tests", "datapackage.json", "pyproject.toml"}
USUAL = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    ".streamlit",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "requirements-dev.txt",
    "requirements.txt",
    "sbom.cdx.json",
}
PINS = (
    "requirements.txt",
    "requirements-dev.txt",
    "explorer/requirements.txt",
    "tests/audit/requirements.txt",
    "tests/catalogs/requirements.txt",
    "tests/catalogs/readers/requirements.txt",
    "tests/compat/requirements.txt",
    "tests/spark/requirements.txt",
)
AS_IT_CAME = (
    "tests/broken/",
    "tests/catalogs/dcat-ap-3.0.1/",
    "datapackage/geometry/",
    "explorer/geometry/",
    "scripts/check/standard/",
)  # broken on purpose, or made elsewhere
LARGEST = 1_000_000  # bytes of one file: data of this size has no place in git

FORBIDDEN = {
    "a path of somebody's machine": r"(?<![\w.~/-])/(?:work|root|home|tmp|Users)/[\w.]",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "an access token": r"\b(?:gh[pousr]_\w{30,}|AKIA[A-Z0-9]{16}|glpat-[\w-]{20})",
    "a merge conflict": r"^(?:<{7}|>{7}) ",
}


def committed() -> list[str]:
    """The files that git holds or would add, as POSIX paths."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: what is committed cannot be told")
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})


def texts() -> dict[str, str]:
    """The text files that the project writes, by path: no pictures, nothing that is kept as it came."""
    written = [name for name in committed() if not name.startswith(AS_IT_CAME)]
    contents = {name: (ROOT / name).read_bytes() for name in written}
    return {name: content.decode("utf-8") for name, content in contents.items() if b"\0" not in content}


def test_the_top_level_is_the_one_that_was_fixed() -> None:
    """Nothing is missing of the fixed layout, and nothing has been put beside it."""
    top = {name.split("/")[0] for name in committed()}
    assert top >= FIXED
    assert top <= FIXED | USUAL


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    """No file says where somebody's machine keeps it, nor a secret."""
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    assert [f"{name}: {found[0]}" for name, text in texts().items() if (found := pattern.search(text))] == []


def test_texts_are_utf8_nfc_and_end_their_lines_with_a_line_feed() -> None:
    """One way to write a text, so that a diff shows a change and nothing else."""
    wrong = [
        name
        for name, text in texts().items()
        if "\r" in text
        or text.startswith("\ufeff")
        or (text and not text.endswith("\n"))
        or unicodedata.normalize("NFC", text) != text
    ]
    assert wrong == []


def test_no_file_is_large() -> None:
    """The repository is cloned by everyone: releases and other large files stay out of it."""
    assert [name for name in committed() if (ROOT / name).stat().st_size > LARGEST] == []


@pytest.mark.parametrize("name", PINS)
def test_pins_tell_no_address(name: str) -> None:
    """A file of pins says what is installed; where from is the business of whoever installs."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=sha256:", ""), re.MULTILINE)


@pytest.mark.parametrize("name", PINS)
def test_every_pin_has_its_hashes(name: str) -> None:
    """One exact version and at least one SHA-256 each."""
    for line in _pins(name):
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_files_of_pins_agree() -> None:
    """What is deployed and what is published with is what was tested."""
    tested = set(_pins("requirements-dev.txt"))
    assert set(_pins("requirements.txt")) <= tested
    assert set(_pins("explorer/requirements.txt")) <= tested


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("explorer/requirements.txt", {"explorer"}),
        ("requirements.txt", {"explorer", "publish"}),
        ("requirements-dev.txt", {"explorer", "publish", "test", "lint"}),
        ("tests/audit/requirements.txt", {"audit"}),
        ("tests/catalogs/requirements.txt", {"publish", "catalogs"}),
        ("tests/catalogs/readers/requirements.txt", {"readers"}),
        ("tests/compat/requirements.txt", {"compat"}),
        ("tests/spark/requirements.txt", {"publish", "spark"}),
    ],
)
def test_pins_hold_what_their_groups_ask_for(name: str, groups: set[str]) -> None:
    """`make pins` was run after the last change of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.sub(r"\[.*\]", "", pin) for group in groups for pin in project["dependency-groups"][group]}
    assert asked <= {line.split()[0] for line in _pins(name)}


@pytest.mark.parametrize(("name", "bill"), PINNED.items())
def test_a_bill_of_materials_lists_what_is_pinned(name: str, bill: str) -> None:
    """Each package and version, no other (CycloneDX); `make sbom` was run after the last change of pins."""
    told = json.loads((ROOT / bill).read_text(encoding="utf-8"))
    assert (told["bomFormat"], "://" in json.dumps(told["components"])) == ("CycloneDX", False)
    pinned = {line.split()[0].replace("==", "@") for line in _pins(name)}
    assert {one["purl"] for one in told["components"]} == {f"pkg:pypi/{pin}" for pin in pinned}


def _pins(name: str) -> list[str]:
    """The requirements of a file, one text each, hashes included."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [" ".join(line.split()) for line in text.splitlines() if line and not line.startswith("#")]

"""Run engines on a package and compare what they say, issue by issue."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from scripts.check.engines import ENGINES
from scripts.reading.descriptor import load, to_package
from scripts.reading.issues import Issue

Outcome = list[Issue] | str


def write(folder: Path, resources: list[dict[str, Any]], files: dict[str, bytes]) -> Path:
    """A package on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    descriptor = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def outcome(folder: Path, engine: str) -> Outcome:
    """The sorted issues of an engine, or the name of the exception that it ends with."""
    source = load(folder)
    try:
        return sorted(
            ENGINES[engine](source, to_package(source.descriptor), lambda _: None, lambda *_: None, ())
        )
    except Exception as error:  # noqa: BLE001 -- frictionless stops with exceptions of all kinds
        return type(error).__name__


def differences(folder: Path, engine: str, reference: Outcome | None = None) -> list[str]:
    """What an engine says and frictionless does not (+), and the reverse (-), in words."""
    return between(
        outcome(folder, "frictionless") if reference is None else reference, outcome(folder, engine)
    )


def between(expected: Outcome, found: Outcome) -> list[str]:
    """What is found and not expected (+), and the reverse (-), in words.

    Of a file that cannot be read to its end, both say so; what they say beside that is not compared, nor is a
    table at which frictionless stops with an exception (times with and without a zone, for one).
    """
    if isinstance(expected, str) or isinstance(found, str):
        return [] if expected == found else [f"- {expected}", f"+ {found}"]
    stopped = {item.resource for item in expected if item.variant == "engine"}
    unread = {item.resource for item in found if item.code == "source-error"}
    unread &= {item.resource for item in expected if item.code == "source-error"}
    expected = [item for item in expected if item.resource not in stopped | unread]
    found = [item for item in found if item.resource not in stopped | unread]
    left, right = Counter(expected), Counter(found)
    return [f"- {item}" for item in (left - right).elements()] + [
        f"+ {item}" for item in (right - left).elements()
    ]

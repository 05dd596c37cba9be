"""`preview`: the release that would be published, published by nobody, and the list of what it changes."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import pytest

from scripts.commands import preview
from scripts.publish import staging
from scripts.publish.coming import copied, listed, step
from scripts.publish.release import publish
from scripts.reading.model.errors import ReleaseError, UsageError
from scripts.reading.sources import open_source
from tests import test_next_version as numbering
from tests.dist import newest
from tests.next_study import change
from tests.test_next_version import (
    LINE,
    REASON,
    answering,
    corrected,
    numbered,
    package,
    study,
    texts,
    version,
)

__all__ = ["package"]  # a fixture


def previewed(package: Path, folder: Path) -> tuple[dict[str, Any], str]:
    """The list of changes that a preview of a package makes, and what the command says."""
    console, _ = answering()
    assert preview.run(argparse.Namespace(descriptor=str(package), to=str(folder)), console) == 0
    told: dict[str, Any] = json.loads((folder / "changes.json").read_text(encoding="utf-8"))
    return told, console.err.getvalue()  # type: ignore[attr-defined]


def published(package: Path) -> Path:
    """The release that `publish` makes of a package."""
    with open_source(str(package)) as source:
        return publish(source, package.parent / "dist")


def test_a_version_that_nobody_numbered_is_previewed_as_it_will_be_published(
    package: Path, tmp_path: Path
) -> None:
    """The very bytes that `next-version` and `publish` make of it the same day; the package is untouched."""
    study(package, "companies")
    before = texts(package)
    told, said = previewed(package, tmp_path / "preview")
    assert texts(package) == before
    assert not told["prepared"]
    assert "non publiée" in said
    assert "pas encore préparée" in said
    assert numbered(package)[0] == 0
    assert staging.differences(newest(tmp_path / "preview/release"), published(package)) == []


def test_a_prepared_version_is_previewed_as_it_is(package: Path, tmp_path: Path) -> None:
    study(package, "companies")
    corrected(package)
    numbered(package, line=LINE, reason=REASON)
    told, said = previewed(package, tmp_path / "preview")
    assert told["prepared"]
    assert "pas encore préparée" not in said
    assert told["version"] == version(package)
    assert staging.differences(newest(tmp_path / "preview/release"), published(package)) == []


def test_corrections_without_a_reason_are_previewed_and_said(package: Path, tmp_path: Path) -> None:
    """Their errata say that the reason is still to be given."""
    corrected(package)
    told, said = previewed(package, tmp_path / "preview")
    assert "dont la raison n'est pas encore dite" in said
    errata = (tmp_path / "preview/release/latest/data/errata.csv").read_text(encoding="utf-8")
    assert errata.count("Raison à donner") == 1
    assert [one["kind"] for one in told["figures"]] == ["changed"]


def test_the_list_has_every_figure_that_differs_and_no_other(package: Path) -> None:
    """One added, one changed with its fields, one removed; what else changed is counted by table."""
    study(package, "companies")
    identifier = corrected(package)
    gone: list[str] = []
    change(package, lambda rows: gone.append(rows.pop(5)["indicator"]))
    told = json.loads(listed.text(step.coming(str(package)), "before.zip"))
    kinds = {one["identifier"]: one["kind"] for one in told["figures"]}
    assert sorted(kinds.values()) == ["added", "changed", "removed"]
    assert kinds[identifier] == "changed"
    assert next(one for one in told["figures"] if one["kind"] == "changed")["fields"] == ["value"]
    assert next(name for name, kind in kinds.items() if kind == "removed").split("/")[1] == gone[0]
    assert told["tables"] == {name: {"added": 1} for name in ("studies", "questions", "sources")}


def test_nothing_changed_is_a_list_of_nothing(package: Path, tmp_path: Path) -> None:
    told, _ = previewed(package, tmp_path / "preview")
    assert (told["figures"], told["tables"]) == ([], {})
    assert not copied.needed(step.coming(str(package)))


def test_a_key_that_an_erratum_corrects_is_one_figure_under_two_names(package: Path) -> None:
    """It is not one removed and one added."""

    def rekeyed(rows: list[dict[str, str]]) -> None:
        row = next(row for row in rows if row["answer"] == "priority" and row["value"])
        was.append(dict(row))
        row["answer"] = "secondary_or_priority_of_a_test"
        now.append(dict(row))

    was: list[dict[str, str]] = []
    now: list[dict[str, str]] = []
    change(package, rekeyed)
    name = numbering.identifier(now[0])
    change(
        package,
        lambda rows: rows.append(
            dict(rows[0]) | {"identifier": name, "field": "answer", "version": "99.0.0", "date": "2027-01-15",
                             "old": "priority", "new": now[0]["answer"]}
        ),
        "errata",
    )  # fmt: skip
    (one,) = listed.figures(step.coming(str(package)))
    assert (one["identifier"], one["was"], one["kind"]) == (name, numbering.identifier(was[0]), "changed")


def test_a_folder_that_holds_anything_is_left_alone(package: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="empty folder"):
        previewed(package, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["note.txt"]


def test_a_package_with_faults_is_reported_and_not_previewed(package: Path, tmp_path: Path) -> None:
    """As `publish` says it, of the package and not of its copy."""
    change(package, lambda rows: rows[0].update(value="beaucoup"))
    with pytest.raises(ReleaseError, match=re.escape(f"{package}: not published")):
        previewed(package, tmp_path / "preview")
    assert not (tmp_path / "preview").exists()

"""What `make reproduce` would miss is no proof: every kind of difference is found, by the same comparison."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests import released
from tests.reproduce import Build, differing, files


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, made once. Read only."""
    return released.build(tmp_path_factory.mktemp("sound") / "1.0.0")


def opened(folder: Path) -> Build:
    return Build("", folder, files(folder))


def test_each_kind_of_difference_is_found(sound: Path, tmp_path: Path) -> None:
    """Another byte, mode, time, a file less, a file more; nothing where nothing differs."""
    one, folder = opened(sound), released.copy(sound, tmp_path / "copy")
    assert differing(one, opened(folder)) == []
    (folder / "README.md").chmod(0o600)
    (folder / "load.sql").unlink()
    (folder / "more.txt").write_text("", encoding="utf-8")
    (folder / "data" / "things.csv").write_bytes(b"")
    os.utime(folder / "LICENSE.txt", (0, 0))
    expected = ["LICENSE.txt", "README.md", "data/things.csv", "load.sql", "more.txt"]
    assert differing(one, opened(folder)) == expected
    assert differing(one, opened(folder), data_only=True) == ["data/things.csv"]


def test_another_content_is_found_whatever_the_files(sound: Path, tmp_path: Path) -> None:
    """By the content hash of the table."""
    folder = released.copy(sound, tmp_path / "copy")
    raw = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    raw["tables"]["things"]["content_hash"] = "sha256:0"
    (folder / "build.json").write_text(json.dumps(raw), encoding="utf-8")
    assert differing(opened(sound), opened(folder), data_only=True) == ["table things"]

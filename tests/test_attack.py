"""Packages that are made to hurt: each meets its bound, and is told by it in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.commands.cli import main
from scripts.reading.issues import LANGUAGES
from scripts.reading.issues.budget import DEFAULT, names, parsed
from scripts.reading.issues.messages import say
from tests.attack.packages import ATTACKS, Attack, package


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.kind)
def test_an_attack_is_told_by_its_bound(
    attack: Attack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not right, not wrong but in what was read; the line says how to raise the limit."""
    code = main(["validate", str(attack.write(tmp_path)), "--format", "json", "--lang", "en"])
    told = json.loads(capsys.readouterr().out)
    [unchecked] = told["unchecked"]
    assert f"--budget {attack.bound}=VALUE" in unchecked["message"]
    assert code == (3 if told["valid"] is None else 1)
    assert told["complete"] is False


@pytest.mark.parametrize("name", names())
def test_every_bound_has_its_words(name: str) -> None:
    """In both languages, and a default that an option changes."""
    assert all(say(f"bound_{name}", lang) for lang in LANGUAGES)
    assert getattr(parsed([f"{name}=7"]), name) == 7 != getattr(DEFAULT, name)


@pytest.mark.parametrize("option", ["fields", "fields=", "fields=0", "fields=x", "nothing=3", "fields=-1"])
def test_an_option_that_bounds_nothing_is_refused(option: str) -> None:
    """A wrong usage, before anything is read."""
    with pytest.raises(SystemExit) as stop:
        main(["validate", "--budget", option])
    assert stop.value.code == 2


def test_a_bound_is_raised_by_its_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same package, with less and with enough."""
    folder = str(package(tmp_path, {"t.csv": b"a,b\n1,2\n"}))
    assert main(["validate", folder, "--budget", "fields=1"]) == 3
    assert main(["validate", folder, "--budget", "fields=2"]) == 0
    capsys.readouterr()


def test_what_is_not_kept_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of one kind of fault so many are listed; the totals are those of all, field by field."""
    folder = str(package(tmp_path, {"t.csv": b"a,b\n" + b"x,y\n" * 9 + b"x,1\n"}))
    assert main(["validate", folder, "--format", "json", "--budget", "issues=5"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"type-error": 19}
    assert len(told["issues"]) == 6
    by_field = {name: sum(i.get("times", 1) for i in told["issues"] if i["field"] == name) for name in "ab"}
    assert by_field == {"a": 10, "b": 9}


@pytest.mark.parametrize("name", ["x" * 300, "/".join(["y" * 200] * 30), "loop", "file/sub"])
@pytest.mark.parametrize(
    "place", ["package", "--schema", "--dist", "publish", "old", "--package", "resource"]
)
def test_a_name_that_no_system_takes_is_one_line(
    place: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too long, a loop of links, below a file: wherever a path is given, no traceback."""
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("file").touch()
    package(Path("p"), {"t.csv": b"a,b\n1,2\n"})
    package(Path("q"), {}, path=name)
    commands = {
        "package": ["validate", name],
        "--schema": ["validate", "p/t.csv", "--schema", name],
        "--dist": ["publish", "p", "--dist", name],
        "publish": ["publish", name],
        "old": ["diff", name, "p"],
        "--package": ["show", "x:y", "--package", name],
        "resource": ["validate", "q"],
    }
    assert main(commands[place]) in (1, 2, 3)
    told = capsys.readouterr()
    assert told.out or told.err

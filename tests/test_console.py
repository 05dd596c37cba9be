"""What a terminal would act upon is shown, wherever data reach one: cells, names of files, other programs."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest

from scripts.commands.cli import main
from scripts.commands.console import Console
from tests.attack.terminal import CONTROLS, shown_package


def console() -> tuple[Console, io.StringIO, io.StringIO, list[str]]:
    """A console whose two streams and questions are kept."""
    out, err, asked = io.StringIO(), io.StringIO(), list[str]()

    def ask(question: str) -> str:
        asked.append(question)
        return ""

    return Console(out=out, err=err, language="en", now=lambda: 0.0, ask=ask), out, err, asked


def acts(text: str) -> list[str]:
    """The characters of a text, line breaks aside, that a terminal acts upon."""
    return [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@pytest.mark.parametrize("kind", CONTROLS)
def test_nothing_that_acts_reaches_a_terminal(kind: str) -> None:
    """Reports, remarks and questions are escaped, whoever writes them."""
    made, out, err, asked = console()
    made.write(f"a{CONTROLS[kind]}b\n")
    made.lines([f"a{CONTROLS[kind]}b"])
    made.remark(f"a{CONTROLS[kind]}b")
    made.ask(f"a{CONTROLS[kind]}b")
    for text in (out.getvalue(), err.getvalue(), *asked):
        assert acts(text) == []
        assert "a" in text
        assert "b" in text


def test_a_line_of_data_stays_one_line() -> None:
    """A cell with a line break adds no line of its own to a report."""
    made, out, _, _ = console()
    made.lines(["one\n  status: forged", "two"])
    assert out.getvalue() == "one\\n  status: forged\ntwo\n"


def test_json_means_the_same_escaped() -> None:
    """The escapes are those of JSON: a program reads the very characters."""
    made, out, _, _ = console()
    value = {"value": "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2028, 0xE0001]))}
    made.write(json.dumps(value, ensure_ascii=False))
    assert acts(out.getvalue()) == []
    assert json.loads(out.getvalue()) == value


@pytest.mark.parametrize("form", ["text", "json"])
def test_show_prints_no_control_of_a_cell(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The fault that was seen: an escape in a note reached the terminal."""
    identifier = shown_package(tmp_path)
    assert main(["show", identifier, "--package", str(tmp_path), "--format", form]) == 0
    told = capsys.readouterr().out
    assert acts(told) == []
    assert "\\u001b[2J" in told


@pytest.mark.parametrize("command", ["validate", "publish", "diff", "show"])
def test_a_hostile_name_is_told_escaped(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The name of a file that is not there, as a shell's `*` would give it."""
    name = "\x1b[2J\u202egnp\nforged"
    arguments = {"diff": [name, name], "show": ["x:y", "--package", name]}.get(command, [name])
    assert main([command, *arguments]) != 0
    told = capsys.readouterr()
    assert acts(told.out + told.err) == []
    assert "\nforged" not in told.out + told.err


def test_a_wrong_option_is_told_escaped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What argparse repeats of the command line."""
    monkeypatch.setattr(sys, "argv", ["scripts", "validate", "--format", "\x1b[2J"])
    with pytest.raises(SystemExit):
        main()
    assert acts(capsys.readouterr().err) == []

"""`guide`: one command after the other, what is done, what is next, what to do when one stops."""

from __future__ import annotations

import argparse
import io
from collections.abc import Sequence

import pytest

from scripts.commands import guide
from scripts.commands.console import Console

FILES = {"crosstab": "sent.xlsx", "map": "map.toml", "microdata": "kept/study.toml", "differences": "d.csv"}


def led(codes: dict[str, int], *, agree: bool = False, **files: str) -> tuple[int, list[list[str]], str]:
    """The exit code of the way through commands that end so, what was run, what was said."""
    ran: list[list[str]] = []

    def do(command: Sequence[str]) -> int:
        ran.append(list(command))
        return codes.get(command[0], 0)

    err = io.StringIO()
    console = Console(out=io.StringIO(), err=err, language="fr", now=lambda: 0.0)
    args = argparse.Namespace(code="mayors_2027", agree=agree, **(dict.fromkeys(FILES, "") | files))
    return guide.lead(args, console, do), ran, err.getvalue()


def test_the_way_leads_from_the_microdata_to_the_check_of_the_package() -> None:
    """What writes nothing in the package comes first; files are passed on as they were named."""
    code, ran, said = led({}, agree=True, **FILES)
    assert code == 0
    assert ran == [
        ["rates", "kept/study.toml", "--to", "kept/study.rates.csv"],
        ["study", "mayors_2027", "--crosstab", "sent.xlsx", "--map", "map.toml", "--microdata",
         "kept/study.toml", "--differences", "d.csv", "--agree"],
        ["validate"],
    ]  # fmt: skip
    for number in (1, 2, 3):
        assert f"Étape {number} sur 3" in said
    assert said.count("Fait") == 3
    assert "make preview" in said


def test_without_microdata_it_is_said_and_the_table_alone_is_taken() -> None:
    _, ran, said = led({}, crosstab="sent.xlsx", map="map.toml")
    assert [command[0] for command in ran] == ["study", "validate"]
    assert "Pas de microdonnées" in said


@pytest.mark.parametrize("name", ["rates", "study", "validate"])
def test_where_a_step_stops_the_way_stops_and_says_what_to_do(name: str) -> None:
    """Its exit code is that of the way; nothing after it is run."""
    code, ran, said = led({name: 1}, **FILES)
    assert (code, ran[-1][0]) == (1, name)
    assert "Arrêt" in said
    assert "relancer la même commande" in said
    assert "Reste à faire" not in said


def test_a_command_line_that_is_refused_stops_the_way_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was named to be read: the way says what to do after argparse has said what lacks."""
    console = Console(out=io.StringIO(), err=(err := io.StringIO()), language="fr", now=lambda: 0.0)
    args = argparse.Namespace(code="--nothing", agree=False, **dict.fromkeys(FILES, ""))
    assert guide.run(args, console) == 2
    assert "Arrêt" in err.getvalue()


def test_what_could_not_be_checked_does_not_stop_the_way() -> None:
    """`validate` says so with 3: no error was found."""
    code, ran, _ = led({"validate": 3}, **FILES)
    assert (code, ran[-1][0]) == (0, "validate")

"""`python -m scripts validate`, as a user starts it: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from scripts.check.gauge import gauge
from scripts.commands import cli
from scripts.commands.bar import DELAY, Bar
from scripts.commands.console import Console
from scripts.commands.finding import Seen
from scripts.commands.validate import _so_far
from scripts.reading.descriptor import load, to_package
from scripts.reading.issues import FORMATS, LANGUAGES
from tests.tiny import write

ROOT = Path(__file__).resolve().parent.parent
MUSEUM = ROOT / "tests" / "broken"


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, finished; no language in the environment unless given."""
    clean = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE")}
    return subprocess.run(
        [sys.executable, "-m", "scripts", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
    )


def test_the_project_itself_is_clean() -> None:
    """The source package of this checkout, by default."""
    done = run("validate")
    told = r"Aucune erreur\u00a0: \d+ tables, [\d\u202f]+ lignes et \d+ fichiers vérifiés, "
    told += r"dont 1 qui n’est pas une table\u00a0: présent, contenu non vérifié\.\n"
    assert re.search(f"{told}$", done.stdout), done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_the_exit_status_is_the_verdict() -> None:
    """1 with errors, 3 where something was not checked, 0 otherwise: warnings do not stop a release."""
    assert run("validate", MUSEUM / "type-error").returncode == 1
    assert run("validate", MUSEUM / "check-skipped").returncode == 3
    assert run("validate", MUSEUM / "version-error").returncode == 0
    assert run("validate", MUSEUM / "version-error", "--house").returncode == 1
    done = run("validate", MUSEUM / "profile-version", "--house")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "Aucune erreur, 1 avertissement\u00a0: 1 table, 3 lignes et 1 fichier vérifiés.",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["valider"],
        ["validate", "--lang", "de"],
        ["validate", "--format", "pdf"],
        ["validate", "--engine", "steam", "--lang", "en"],
        ["validate", "a", "b"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(arguments: list[str]) -> None:
    """On standard error, with nothing on standard output."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error:" in done.stderr


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "Aucune erreur\u00a0: 1 table, 3 lignes et 1 fichier vérifiés."),
        ({"LANG": "fr_FR.UTF-8"}, "Aucune erreur\u00a0: 1 table, 3 lignes et 1 fichier vérifiés."),
        ({"LANG": "en_GB.UTF-8"}, "No error: 1 table, 3 rows and 1 file checked."),
        ({"LANG": "de_DE.UTF-8"}, "Aucune erreur\u00a0: 1 table, 3 lignes et 1 fichier vérifiés."),
        ({"LANG": "C"}, "Aucune erreur\u00a0: 1 table, 3 lignes et 1 fichier vérifiés."),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "No error: 1 table, 3 rows and 1 file checked."),
    ],
)
def test_the_language_is_the_environments(tmp_path: Path, environment: dict[str, str], expected: str) -> None:
    """French where it is neither French nor English; UTF-8 whatever the locale."""
    assert run("validate", write(tmp_path), **environment).stdout.splitlines()[-1] == expected


def test_an_option_beats_the_environment(tmp_path: Path) -> None:
    """`--lang`."""
    assert "No error: " in run("validate", write(tmp_path), "--lang", "en", LANG="fr_FR").stdout


def test_json_is_one_object_and_nothing_else(tmp_path: Path) -> None:
    """A program reads it as it comes, in the language asked for."""
    for language in LANGUAGES:
        done = run("validate", MUSEUM / "type-error", "--format", "json", "--lang", language)
        assert done.returncode == 1
        read = json.loads(done.stdout)
        assert (read["valid"], read["engine"], read["counts"]) == (False, "auto (stdlib)", {"type-error": 1})
        [item] = read["issues"]
        assert (item["path"], item["line"], item["row"]) == ("data/things.csv", 4, 3)
    assert json.loads(run("validate", write(tmp_path), "--format", "json").stdout)["valid"] is True


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_what_cannot_be_opened_is_reported_like_the_rest(tmp_path: Path, form: str) -> None:
    """In the format asked for, with exit code 1."""
    done = run("validate", tmp_path / "nothing.json", "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    assert "nothing.json" in done.stdout
    assert "scheme-error" in done.stdout


def test_places_can_be_opened_from_where_the_user_stands(tmp_path: Path) -> None:
    """Paths lead from the working folder to the file."""
    shutil.copytree(MUSEUM / "type-error", tmp_path / "sub/package")
    for target in ("sub/package", "sub/package/datapackage.json", "./sub/package/"):
        assert "    sub/package/data/things.csv:4 size" in run("validate", target, cwd=tmp_path).stdout
    assert "    data/things.csv:4 size" in run("validate", cwd=tmp_path / "sub/package").stdout


@pytest.mark.parametrize("name", sorted(path.name for path in MUSEUM.iterdir() if path.is_dir()))
def test_no_exhibit_ends_in_a_traceback(name: str) -> None:
    """One report, nothing on standard error, an exit code that says how it went."""
    assert cli.main(["validate", str(MUSEUM / name), "--format", "json"]) in (0, 1, 3)


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    """`--help` imports no library of data."""
    script = (
        "import sys; from scripts.commands import cli\n"
        "try: cli.main(['validate', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'frictionless', 'pyarrow', 'duckdb', 'jsonschema', 'pandas', 'xlsxwriter'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """`validate | head`: no traceback."""
    command = f"{sys.executable} -m scripts validate tests/broken/type-error --format json | true"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def drawn(stream: StringIO, seconds: list[float]) -> str:
    """What a console writes on that stream when told of progress at these moments."""
    clock = [0.0]
    console = Console(out=StringIO(), err=stream, language="fr", now=lambda: clock[-1])
    for share, second in enumerate(seconds):
        clock.append(second)
        console.progress("rows", share, len(seconds))
    console.write("report\n")
    return stream.getvalue()


def test_a_bar_is_drawn_on_a_terminal_after_a_while_and_wiped_away() -> None:
    """Not before DELAY, not more often than need be, and gone when the report comes."""
    text = drawn(Terminal(), [0.0, DELAY - 0.1, DELAY + 0.1, DELAY + 0.11, DELAY + 0.5])
    assert text.count("%") == 2
    assert "40\u00a0% lignes et clés" in text
    assert text.endswith("\r\x1b[K")
    assert drawn(Terminal(), [0.0, 0.1, 0.2]) == ""
    assert drawn(StringIO(), [0.0, 5.0, 6.0]) == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "██████████░░░░░░░░░░ 50% rows and keys · ≈ 300 rows · 150/s"),
        (
            "fr",
            "██████████░░░░░░░░░░ 50\u00a0% lignes et clés · ≈ 300 lignes · 150/s",
        ),
    ],
)
def test_a_bar_says_share_rows_and_rate(language: str, expected: str) -> None:
    """The rate is that of what is being done now; a line is cut where the terminal ends."""
    times = iter([0.0, 1.0, 3.0])  # when it is told, three times
    bar = Bar(Terminal(), language, lambda: next(times), lambda: 200)
    bar.tell("files", 1, 2, 0)
    bar.tell("rows", 0, 100, 0)
    bar.tell("rows", 50, 100, 300)
    assert bar.line(5.0) == expected


def test_work_of_unknown_size_shows_how_long_it_takes() -> None:
    """And a bar is never wider than its terminal."""
    times = iter([0.0, 9.0, 9.0])
    screen = Terminal()
    bar = Bar(screen, "en", lambda: next(times), lambda: 31)
    bar.tell("open", 0, 0, 0)
    assert bar.line(9.0) == "░░░░░░░░░░░░░░░░░░░░ opening · 9 s"
    bar.draw()
    assert screen.getvalue() == "\r\x1b[K░░░░░░░░░░░░░░░░░░░░ opening ·"


def test_about_as_many_rows_are_told_as_there_are(tmp_path: Path) -> None:
    """From the bytes read of tables of rows of any length; of packed ones nothing is told."""
    write(tmp_path, csv="code,size,kind\n" + "a,1,red\n" * 5000 + '"a\nb",2,x\n' * 5000)
    source = load(tmp_path)
    size = (tmp_path / "data/things.csv").stat().st_size
    rows = gauge(source.files, to_package(source.descriptor).tables)
    assert rows(0) == 0
    assert rows(4000) == pytest.approx(600, rel=0.5)
    assert rows(size) == pytest.approx(10_000, rel=0.3)


class Watched:
    """The command on a package of many rows, its standard error on a terminal that the test reads."""

    def __init__(self, folder: Path, rows: int, *, packed: bool = False, **environment: str) -> None:
        lines = "".join(f"{number},{number},red\n" for number in range(rows))
        write(folder, csv=f"code,size,kind\n{lines}")
        if packed:
            folder = Path(shutil.make_archive(str(folder), "zip", folder))
        self._terminal, theirs = pty.openpty()
        options = ["--format", "json", "--lang", "en", "--engine", "stdlib"]  # the slowest of ours
        # Where the tests run in the background, SIGINT is ignored, and a child would inherit that.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scripts", "validate", str(folder), *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            env={**os.environ, "COLUMNS": "200", **environment},
        )
        signal.signal(signal.SIGINT, before)
        os.close(theirs)
        self.told = b""

    def read_until(self, mark: bytes) -> None:
        """Read the terminal until the mark is there, or to its end."""
        while mark not in self.told:
            try:
                chunk = os.read(self._terminal, 1024)
            except OSError:  # what Linux says at the end of a terminal
                chunk = b""
            if not chunk:
                return
            self.told += chunk

    def end(self) -> str:
        """What standard output has, once the command has ended."""
        self.read_until(b"\0")  # to the end of the terminal: a full one would stop the command
        os.close(self._terminal)
        return self.process.communicate(timeout=120)[0]


def test_a_bar_goes_to_the_terminal_and_the_report_to_the_pipe(tmp_path: Path) -> None:
    """As when a user redirects the report into a file."""
    watched = Watched(tmp_path, 150_000)  # long enough for a bar on any machine
    watched.read_until("█".encode())
    assert json.loads(watched.end())["valid"] is True
    assert re.search(r"\d% rows and keys · ≈ [\d,]+ rows · [\d,]+/s", watched.told.decode())
    assert watched.told.endswith(b"\r\x1b[K")


def test_an_interruption_is_one_line(tmp_path: Path) -> None:
    """Ctrl-C: exit code 130, the bar wiped away, how far it went, no traceback and nothing left behind."""
    folder, rest = tmp_path / "package", tmp_path / "temporary"
    rest.mkdir()
    watched = Watched(folder, 600_000, TMPDIR=str(rest))
    watched.read_until(b"/s")
    watched.process.send_signal(signal.SIGINT)
    assert watched.end() == ""
    assert watched.process.returncode == 130
    last = watched.told.rpartition(b"\r\x1b[K")[2].decode()
    assert re.fullmatch(
        r"Interrupted \(\d+% rows and keys\): 0 tables, 0 rows and 1 file checked, 0 issues so far\.\r\n",
        last,
    ), last
    assert list(rest.iterdir()) == []


def test_an_interruption_within_a_zip_leaves_nothing(tmp_path: Path) -> None:
    """What was unpacked goes too."""
    folder, rest = tmp_path / "package", tmp_path / "temporary"
    rest.mkdir()
    watched = Watched(folder, 150_000, packed=True, TMPDIR=str(rest))
    watched.read_until(b"/s")
    assert len(list(rest.iterdir())) == 1
    watched.process.send_signal(signal.SIGINT)
    watched.end()
    assert watched.process.returncode == 130
    assert list(rest.iterdir()) == []


def test_an_interruption_before_anything_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is told of work that had not begun."""

    def stopped(_target: str) -> None:
        raise KeyboardInterrupt

    screen = StringIO()
    monkeypatch.setattr("scripts.check.checks.proven", stopped)
    monkeypatch.setattr(sys, "stderr", screen)
    assert cli.main(["validate", "nowhere", "--lang", "fr"]) == 130
    assert screen.getvalue() == "Interrompu.\n"


def test_what_was_found_is_counted_where_a_run_is_stopped() -> None:
    """Issues that a check holds back are issues found."""
    console = Console(out=StringIO(), err=StringIO(), language="fr", now=lambda: 0.0)
    seen = Seen()
    assert _so_far(console, seen) == "Interrompu."
    console.progress("rows", 43, 100, 12)
    seen.counts.update(tables=2, rows=12_500, files=3)
    for what, number in (("tables", 1), ("found", 12)):
        seen.count(what, number)
    assert _so_far(console, seen) == (
        "Interrompu (43\u00a0% lignes et clés)\u00a0: 3 tables, 12\u202f500 lignes et 3 fichiers vérifiés, "
        "12 constats jusque-là."
    )

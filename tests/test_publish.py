"""A release is reproducible, enters whole or not at all, and never changes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.check import files, rows
from scripts.commands.cli import main
from scripts.publish import history, release, staging
from scripts.reading import tables
from scripts.reading.issues import Issue, messages
from scripts.reading.model.errors import ReleaseError, ReleaseExists
from scripts.reading.sources import open_source
from scripts.write.pages import build
from tests import released

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "packages" / "small"


def publish(source: Path, dist: Path) -> Path:
    with open_source(str(source)) as opened:
        return release.publish(opened, dist)


def command(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "scripts", "publish", *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        **{"cwd": ROOT, **options},
    )


def state(folder: Path) -> dict[str, tuple[str, int, int]]:
    """The content, mode and time of everything in a folder."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mode,
            int(path.stat().st_mtime),
        )
        for path in sorted(folder.rglob("*"))
    }


def hold(folder: Path) -> None:
    """Assert that a release is whole, by the tool that a reader would use."""
    for sums in ("SHA256SUMS", "small-1.0.0.zip.sha256"):
        subprocess.run(["sha256sum", "--check", "--quiet", sums], cwd=folder, check=True)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the small package, to change."""
    return Path(shutil.copytree(SMALL, tmp_path / "edited"))


def change(package: Path, path: str, old: str, new: str) -> None:
    text = (package / path).read_text(encoding="utf-8")
    assert old in text
    (package / path).write_text(text.replace(old, new), encoding="utf-8")


def bump(package: Path, version: str) -> None:
    """Raise the version, dated as it must be."""
    change(package, "datapackage.json", '"version": "1.0.0"', f'"version": "{version}"')
    change(package, "datapackage/CHANGELOG.md", "## 1.0.0", f"## {version} - 2026-12-01\n\n## 1.0.0")


# --- what a new release must pass ---------------------------------------------------------------------------


def test_a_release_that_a_command_refuses_does_not_enter(edited: Path, tmp_path: Path) -> None:
    """The command gets the whole release; what it says is told; `latest` stays where it was."""
    dist = tmp_path / "dist"
    publish(edited, dist)
    before = state(dist)
    bump(edited, "1.1.0")
    judge = tmp_path / "judge.py"
    judge.write_text(
        "import pathlib, sys\n"
        "folder = pathlib.Path(sys.argv[-1])\n"
        "print(sorted(path.name for path in folder.iterdir()))\n"
        "sys.exit(len(sys.argv) > 2)\n",
        encoding="utf-8",
    )
    asked = f"{sys.executable} {judge}"
    done = command(str(edited), "--dist", str(dist), "--lang", "en", "--check-with", f"{asked} no")
    assert done.returncode == 1
    assert "datapackage.json" in done.stderr
    assert "SHA256SUMS" in done.stderr
    assert f"“{asked} no” refuses this release (exit code 1): nothing was published." in done.stderr
    assert state(dist) == before
    done = command(str(edited), "--dist", str(dist), "--check-with", asked)
    assert done.returncode == 0, done.stderr
    assert released.latest(dist) == "1.1.0"


def test_a_release_that_is_there_already_has_passed(tmp_path: Path) -> None:
    publish(SMALL, tmp_path)
    done = command(str(SMALL), "--dist", str(tmp_path), "--check-with", "false")
    assert done.returncode == 0, done.stderr


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = command(str(SMALL), "--dist", str(tmp_path), "--check-with", "no-such-command-here")
    assert done.returncode == 1
    assert "no-such-command-here" in done.stderr
    assert not (tmp_path / "latest").exists()


# --- the same bytes ----------------------------------------------------------------------------------------


def test_the_same_source_gives_the_same_bytes_modes_and_times_anywhere(tmp_path: Path) -> None:
    states = []
    for number, (mask, more) in enumerate(
        (
            (0o022, {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}),
            (0o077, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242"}),
        )
    ):
        cwd = tmp_path / str(number)
        cwd.mkdir()
        dist = cwd / "dist"
        done = command(
            os.path.relpath(SMALL, cwd),
            "--dist",
            "dist",
            cwd=cwd,
            umask=mask,
            env={**os.environ, "PYTHONPATH": str(ROOT), **more},
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"{Path('dist') / '1.0.0'}\n"
        states.append(state(dist / "1.0.0"))
    assert states[0] == states[1]
    assert {mode & 0o777 for _, mode, _ in states[0].values()} == {0o644, 0o755}


# --- a version never changes -------------------------------------------------------------------------------


def test_the_same_content_again_is_accepted_and_says_so(tmp_path: Path) -> None:
    first = command(str(SMALL), "--dist", str(tmp_path), "--lang", "en")
    before = state(tmp_path)
    again = command(str(SMALL), "--dist", str(tmp_path), "--lang", "en")
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.stdout == again.stdout == f"{tmp_path / '1.0.0'}\n"
    assert "14 tables" in first.stderr
    assert "published already, with the same content" in again.stderr
    assert state(tmp_path) == before


def test_other_content_under_a_published_version_is_refused_and_names_files(
    tmp_path: Path, edited: Path
) -> None:
    dist = tmp_path / "dist"
    before = state(publish(edited, dist))
    change(edited, "datapackage/observations.csv", "37.50", "37.51")
    with pytest.raises(ReleaseExists, match=r"raise the version") as refused:
        publish(edited, dist)
    assert "observations" in str(refused.value)
    assert "\n" not in str(refused.value)
    done = command(str(edited), "--dist", str(dist))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert state(dist / "1.0.0") == before
    assert {path.name for path in dist.iterdir()} == {".lock", "1.0.0", *released.BESIDE}


def test_a_release_that_someone_spoilt_is_refused_too(tmp_path: Path) -> None:
    folder = publish(SMALL, tmp_path)
    (folder / "README.md").write_text("changed", encoding="utf-8")
    with pytest.raises(ReleaseExists, match=r"README\.md"):
        publish(SMALL, tmp_path)


def test_the_same_source_by_other_tools_leaves_the_published_one_as_it_is(
    tmp_path: Path, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer library is no new version of the data; another cell is, whatever the library."""
    before = state(publish(SMALL, tmp_path))
    monkeypatch.setattr(build, "tools", lambda: {"pyarrow": "99"})
    assert state(publish(SMALL, tmp_path)) == before
    change(edited, "datapackage/observations.csv", "37.50", "37.51")
    with pytest.raises(ReleaseExists):
        publish(edited, tmp_path)
    assert state(tmp_path / "1.0.0") == before


def test_latest_has_the_highest_version_whatever_the_order(tmp_path: Path, edited: Path) -> None:
    dist = tmp_path / "dist"
    later = Path(shutil.copytree(edited, tmp_path / "later"))
    bump(later, "1.10.0")
    bump(edited, "1.9.1")
    publish(SMALL, dist)
    assert released.latest(dist) == "1.0.0"
    publish(later, dist)
    publish(edited, dist)
    assert released.latest(dist) == "1.10.0"
    assert (dist / "1.9.1" / "datapackage.json").is_file()


# --- two at once (for what else may befall it: test_faults.py) ---------------------------------------------


def test_the_second_of_two_at_once_is_refused(tmp_path: Path) -> None:
    with staging.locked(tmp_path), pytest.raises(ReleaseError, match="another publish is at work"):
        publish(SMALL, tmp_path)
    assert publish(SMALL, tmp_path).is_dir()


# --- what prevents a release -------------------------------------------------------------------------------


def test_an_error_blocks_the_release_and_the_report_is_shown(tmp_path: Path, edited: Path) -> None:
    change(edited, "datapackage/observations.csv", ",practice_rate,01,,,37.50,", ",no_such_rate,01,,,37.50,")
    done = command(str(edited), "--dist", str(tmp_path / "dist"), "--lang", "en")
    assert done.returncode == 1
    assert "no_such_rate" in done.stderr
    assert "not published" in done.stderr
    assert not done.stdout
    assert not (tmp_path / "dist").exists()


def test_a_warning_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts.reading.issues import Severity

    warning = Issue(severity=Severity.WARNING, code="coherence-warning", resource="x")
    monkeypatch.setattr(release, "check", lambda *_args, **_kwargs: iter([warning]))
    seen: list[Issue] = []
    with open_source(str(SMALL)) as source:
        assert release.publish(source, tmp_path, report=lambda found, _waived: seen.extend(found)).is_dir()
    assert seen == [warning]


def test_what_is_waived_is_reported_and_does_not_block(tmp_path: Path, edited: Path) -> None:
    """With its reason, in the report that the command prints."""
    (edited / "datapackage/rules").mkdir()
    (edited / "datapackage/rules/small.sql").write_text(
        "-- title_fr: Petit\n-- title_en: Small\n-- table: units\n"
        "SELECT code FROM units WHERE code = 'score'\n",
        encoding="utf-8",
    )
    (edited / "datapackage/waivers.toml").write_text(
        '[[waiver]]\nresource = "units"\ncode = "coherence"\nrule = "small.sql"\nrow = "units:score"\n'
        'reason = "Known."\n',
        encoding="utf-8",
    )
    done = command(str(edited), "--dist", str(tmp_path / "dist"), "--lang", "en")
    assert done.returncode == 0
    for part in ("ACCEPTED  Small", "datapackage/waivers.toml:1: Known.", "1 waiver used, for 1 issue."):
        assert part in done.stderr


# --- a refusal comes before the heavy work, in the language of the user ------------------------------------


def never(*_arguments: object, **_options: object) -> None:
    """What must not be reached."""
    raise AssertionError("the heavy work was begun")


def too_small(package: Path, dist: Path) -> None:
    """A version that is kept, then a row less, and one more patch."""
    history.keep(publish(package, dist), package)
    change(package, "datapackage/observations.csv", "phare_2015,practice_rate,11,,,,O,,8,\n", "")
    bump(package, "1.0.1")


def kept(package: Path, dist: Path) -> None:
    """A version that is kept, then another value, where there is no folder of releases."""
    history.keep(publish(package, dist), package)
    shutil.rmtree(dist)
    change(package, "datapackage/observations.csv", "37.50", "37.51")


def published(package: Path, dist: Path) -> None:
    """A version that is published, then another word in the changelog."""
    publish(package, dist)
    change(package, "datapackage/CHANGELOG.md", "Le paquet", "Un paquet")


def undated(package: Path, _dist: Path) -> None:
    """A version that the changelog does not date."""
    change(package, "datapackage/CHANGELOG.md", "## 1.0.0", "## 0.9.0")


@pytest.mark.parametrize(
    ("prepare", "french", "english"),
    [
        (too_small, "pas trop petit depuis 1.0.0", "too small a step from 1.0.0"),
        (kept, "déjà publiée et celle-ci en diffère", "published already and this one differs"),
        (published, "descripteur, schémas ou journal", "descriptor, schemas or changelog"),
        (undated, "pas de titre", "no heading"),
    ],
)
def test_a_refusal_comes_before_rules_and_formats(
    prepare: Callable[[Path, Path], None],
    french: str,
    english: str,
    tmp_path: Path,
    edited: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In one line, in the user's language, with nothing checked and nothing written."""
    dist = tmp_path / "dist"
    prepare(edited, dist)
    before = state(dist) if dist.exists() else {}
    for module, heavy in ((files, "check"), (rows, "check"), (release, "build")):
        monkeypatch.setattr(module, heavy, never)
    for language, word, told in (("fr", "erreur\u00a0: ", french), ("en", "error: ", english)):
        assert main(["publish", str(edited), "--dist", str(dist), "--lang", language]) == 1
        heard = capsys.readouterr()
        assert (heard.out, heard.err.count("\n")) == ("", 1)
        assert heard.err.startswith(word)
        assert told in heard.err
    assert (state(dist) if dist.exists() else {}) == before


def requoted(package: Path) -> None:
    """The same cells, in quotes."""
    change(package, "datapackage/units.csv", "score", '"score"')


def renamed(package: Path) -> None:
    """A table by another name: it came, and one went."""
    change(package, "datapackage.json", '"name": "texts"', '"name": "words"')


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (lambda p: change(p, "datapackage/observations.csv", "37.50", "37.51"), "(observations)"),
        (lambda p: change(p, "datapackage/units.csv", "score", "Score"), "(units)"),
        (requoted, "(descriptor, schemas or changelog)"),
        (renamed, "(words, texts)"),
        (lambda p: (p / "datapackage/units.csv").unlink(), "units"),
    ],
)
def test_the_bytes_of_the_sources_tell_another_content_and_no_value_is_read(
    edit: Callable[[Path], None], named: str, tmp_path: Path, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which tables differ is told from their texts, whatever their form; the cuts follow from them."""
    publish(edited, tmp_path)
    edit(edited)
    for module, heavy in ((files, "check"), (rows, "check"), (release.content, "of"), (tables, "to_table")):
        monkeypatch.setattr(module, heavy, never)
    with pytest.raises(ReleaseExists, match="made from other source files") as refused:
        publish(edited, tmp_path)
    assert named in str(refused.value)


@pytest.mark.parametrize(("language", "told"), [("fr", "Ce fichier n’existe pas."), ("en", "no such file")])
def test_a_package_that_is_not_there_is_told_in_the_language_of_the_user(
    language: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the report of a validation has it."""
    assert main(["publish", str(tmp_path / "none"), "--lang", language]) == 1
    assert told.casefold() in capsys.readouterr().err.casefold()


def test_every_refusal_has_the_same_words_in_both_languages() -> None:
    """Each template asks for the same things."""
    catalogue = tomllib.loads(Path(messages.FILE).read_text(encoding="utf-8"))["report"]
    found = {key: texts for key, texts in catalogue.items() if key.startswith("refused_")}
    assert found
    for texts in found.values():
        assert len({frozenset(re.findall(r"{\w+}", texts[language])) for language in ("fr", "en")}) == 1


def test_a_version_without_a_dated_heading_is_refused(tmp_path: Path, edited: Path) -> None:
    change(edited, "datapackage/CHANGELOG.md", " - 2026-11-23", "")
    with pytest.raises(ReleaseError, match=r"no heading « ## 1\.0\.0 - YYYY-MM-DD »"):
        publish(edited, tmp_path / "dist")
    (edited / "datapackage" / "CHANGELOG.md").unlink()
    with pytest.raises(ReleaseError, match="this file is missing"):
        publish(edited, tmp_path / "dist")


def test_a_place_that_cannot_hold_releases_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "taken" / "latest").mkdir(parents=True)
    (tmp_path / "taken" / "latest" / "theirs.txt").write_text("", encoding="utf-8")
    for dist in ("file", "taken"):
        done = command(str(SMALL), "--dist", str(tmp_path / dist))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_zip_of_the_source_package_is_a_source_like_another(tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "source"), "zip", SMALL)
    folder = publish(Path(packed), tmp_path / "dist")
    hold(folder)

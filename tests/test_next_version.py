"""`next-version`: the step that changes demand, written in every place that says a version, or in none."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.commands import next_version
from scripts.commands.console import Console
from scripts.publish import history
from scripts.publish.coming import errata, places, step, story
from scripts.publish.release import publish
from scripts.reading import changelog, identifiers
from scripts.reading.model.errors import ReleaseError, UsageError
from scripts.reading.sources import open_source
from tests import test_history as edits
from tests.next_study import change, enter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "packages" / "small"
DAY = dt.date(2027, 1, 15)
LINE = "Une étude de plus. · One more study."
REASON = "La page dit 24. · The page says 24."
LAST = list(history.archives(ROOT))[-1]
STUDY = "example_2027"
KEY = (
    "study",
    "indicator",
    "population",
    "territory",
    "domain",
    "subject",
    "item",
    "answer",
    "year",
    "source",
)
# Lines that say the version of a release that was measured or compared: true until it is measured again.
MEASURED = ("README.md", "scripts/write/pages/compat.json", "tests/quality/reproduce.json")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package, its version 1.0.0 published and kept."""
    home = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("kept") / "package"))
    with open_source(str(home)) as source:
        history.keep(publish(source, home.parent / "dist"), home)
    return home


@pytest.fixture
def small(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to edit."""
    return Path(shutil.copytree(kept, tmp_path / "small"))


@pytest.fixture
def package(published: Path, tmp_path: Path) -> Path:
    """Our own package with its history, its version the last one kept, to edit.

    While a version is prepared, ours is not kept yet: the copy keeps it.
    """
    folder = tmp_path / "package"
    shutil.copytree(ROOT / "datapackage", folder / "datapackage")
    for name in ("datapackage.json", "CITATION.cff"):
        shutil.copy(ROOT / name, folder / name)
    if not (folder / history.PATH / f"{published.name}.zip").exists():
        history.keep(published, folder)
    return folder


def answering(*answers: str, day: dt.date = DAY) -> tuple[Console, list[str]]:
    """A console whose user gives these answers, then none; and what was asked."""
    left, asked = list(answers), list[str]()

    def ask(question: str) -> str:
        asked.append(question)
        return left.pop(0) if left else ""

    out, err = io.StringIO(), io.StringIO()
    return Console(out=out, err=err, language="fr", now=lambda: 0.0, ask=ask, today=lambda: day), asked


def numbered(
    package: Path, *answers: str, agree: bool = True, line: str = "", reason: str = "", day: dt.date = DAY
) -> tuple[int, str, list[str]]:
    """The exit code of the command on a package, what it said, what it asked."""
    console, asked = answering(*answers, day=day)
    args = argparse.Namespace(descriptor=str(package), line=line, reason=reason, agree=agree)
    code = next_version.run(args, console)
    said = console.err.getvalue()  # type: ignore[attr-defined]
    return code, said, asked


def texts(package: Path) -> dict[str, bytes]:
    """Every file of a package."""
    return {str(p.relative_to(package)): p.read_bytes() for p in sorted(package.rglob("*")) if p.is_file()}


def version(package: Path) -> str:
    """The version that its descriptor says."""
    return str(json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["version"])


def told(package: Path) -> str:
    """Its changelog."""
    return (package / changelog.PATH).read_text(encoding="utf-8")


def study(package: Path, *populations: str) -> None:
    """Enter a study of a figure for each of these populations."""
    enter(package, "sources", [{"code": STUDY, "kind": "report", "title": "Rapport", "publisher": "Institut",
                                "published": "2027-03", "read": "whole"}])  # fmt: skip
    enter(package, "studies", [{
        "code": STUDY, "programme": "impact", "kind": "survey", "label_fr": "Exemple, 2027",
        "label_en": "Example, 2027", "year": "2027", "population": "companies", "institute": "Institut",
        "institute_status": "A", "method_fr": "En ligne", "method_en": "Online", "method_status": "A",
        "fieldwork": "2027-01-11/2027-01-29", "n": "1012", "n_status": "A", "source": STUDY, "mode": "online",
        "sampling": "quota", "weighting": "weighted", "rounding": "1", "small_base": "30",
    }])  # fmt: skip
    enter(package, "questions", [{
        "study": STUDY, "indicator": "practice_rate", "question_fr": "Êtes-vous engagé ?",
        "question_status": "A", "universe_fr": "Ensemble des maires.", "universe_en": "All mayors.",
    }])  # fmt: skip
    figures = ({
        "study": STUDY, "indicator": "practice_rate", "population": code, "territory": "FR", "year": "2027",
        "value": "61.4", "status": "A", "base_n": "1012", "base_status": "A", "source": STUDY,
    } for code in populations)  # fmt: skip
    enter(package, "observations", figures)


def identifier(row: dict[str, str]) -> str:
    """The identifier of a figure."""
    return identifiers.identifier("observations", (row[name] for name in KEY))


def corrected(package: Path, value: str = "24", place: int = 0) -> str:
    """Correct the value of a figure, of those that have one; its identifier."""
    found: list[str] = []

    def edit(rows: list[dict[str, str]]) -> None:
        row = [row for row in rows if row["value"]][place]
        row["value"] = value
        found.append(identifier(row))

    change(package, edit)
    return found[0]


def rows(package: Path) -> list[dict[str, str]]:
    """The errata of a package."""
    with (package / "datapackage" / "errata.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_nothing_changed_is_said_and_nothing_is_written(package: Path) -> None:
    before = texts(package)
    code, said, asked = numbered(package)
    assert (code, asked) == (0, [])
    assert f"Rien n'a changé depuis la version {version(package)}" in said
    assert texts(package) == before


def test_a_number_without_a_change_is_told(package: Path) -> None:
    """The descriptor announces what nobody has done."""
    edits.version(package, "99.0.0")
    code, said, _ = numbered(package)
    assert code == 0
    assert "datapackage.json dit pourtant 99.0.0" in said


STEPS: list[tuple[Callable[[Path], Any], str]] = [
    (edits.cell, "1.0.1"),
    (edits.title, "1.0.1"),
    (edits.row, "1.1.0"),
    (edits.appended, "1.1.0"),
    (edits.no_row, "2.0.0"),
    (edits.inserted, "2.0.0"),
    (edits.no_cut, "2.0.0"),
]


@pytest.mark.parametrize(("edit", "expected"), STEPS, ids=[edit.__name__ for edit, _ in STEPS])
def test_the_step_is_the_least_that_publish_accepts(
    small: Path, edit: Callable[[Path], Any], expected: str
) -> None:
    """And publish takes what was prepared as it is, on the day that was said."""
    edit(small)
    assert numbered(small, line=LINE)[0] == 0
    assert version(small) == expected
    assert changelog.date_of(told(small), expected) == DAY
    with open_source(str(small)) as source:
        assert publish(source, small.parent / "dist").name == expected


def test_the_reasons_of_a_step_are_said(small: Path) -> None:
    edits.no_row(small)
    said = numbered(small)[1]
    assert "pas majeur (MAJOR)" in said
    assert "observations, supprimées" in said


def test_the_line_of_a_study_is_proposed_from_what_changed(package: Path) -> None:
    """In both languages, with what it adds counted; accepted with one word."""
    study(package, "companies", "companies_10_plus")
    code, said, asked = numbered(package, "oui", agree=False)
    assert (code, len(asked)) == (0, 1)
    proposed = "Étude « Exemple, 2027 » : 2 chiffres ajoutés. · Study “Example, 2027”: 2 figures added."
    assert proposed.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:") in told(
        package
    )
    assert "make preview" in said
    entry = story._parts(told(package).split("\n## ")[1].partition("\n")[2])
    assert "### Ajouté · Added" in told(package).split("\n## ")[1]
    assert entry[0].startswith("Étude")


def test_a_cell_of_another_table_is_changed_and_no_correction(package: Path) -> None:
    """No erratum is asked for, and the changelog does not call it wrong; a person is told of it."""
    change(package, lambda found: found[0].update(label_en="Another label"), "studies")
    code, said, asked = numbered(package, "oui", agree=False)
    entry = told(package).split("\n## ")[1]
    assert (code, len(asked)) == (0, 1)
    assert "studies.label_en" in said
    assert "### Changé · Changed\n\n- `studies`" in entry
    assert "Corrigé" not in entry


def test_a_sentence_has_french_typography_and_plain_apostrophes(package: Path) -> None:
    """As the files of the package are written."""
    study(package, "companies")
    numbered(package, "Qu'est-ce ? L'étude.", "What is it? The study.", agree=False)
    assert "\n\nQu'est-ce\u202f? L'étude. · What is it? The study.\n\n" in told(package)


def test_another_line_takes_the_place_of_the_proposal_and_its_english_is_asked_for(package: Path) -> None:
    study(package, "companies")
    code, _, asked = numbered(package, "Une étude de plus.", "One more study.", agree=False)
    assert (code, len(asked)) == (0, 2)
    assert f"\n\n{LINE}\n\n### Ajouté" in told(package)


@pytest.mark.parametrize("answers", [(), ("",), ("non",), ("Une étude de plus.", "")])
def test_nothing_is_written_before_it_is_agreed(package: Path, answers: tuple[str, ...]) -> None:
    """No answer, « non », a line without its English: as where there is no terminal."""
    study(package, "companies")
    before = texts(package)
    code, said, _ = numbered(package, *answers, agree=False)
    assert code == 1
    assert "Rien n'a été écrit" in said
    assert texts(package) == before


def test_every_place_says_the_version_and_the_day(package: Path) -> None:
    study(package, "companies")
    mine = corrected(package)
    assert numbered(package, line=LINE, reason=REASON)[0] == 0
    new = version(package)
    assert changelog.date_of(told(package), new) == DAY
    cited = (package / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {new}\n" in cited
    assert f'\ndate-released: "{DAY}"\n' in cited
    assert "cff-version: 1.3.0" in cited
    assert [(r["version"], r["date"]) for r in rows(package) if r["identifier"] == mine] == [
        (new, DAY.isoformat())
    ]


def test_no_place_is_forgotten() -> None:
    """Whatever file of the checkout says the version of the data is written anew, or tells a measure.

    Those in which the same digits say something else (a pin, a test) are no words about the data.
    """
    now = version(ROOT)
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    about = re.compile(rf"(?<![\w.=]){re.escape(now)}(?![\w.])")
    words = re.compile(r"\.(md|cff|json|toml|yml|yaml|html|txt)$|^Makefile$")
    apart = re.compile(
        r"requirements|sbom|^(tests|datapackage/(history|errata|moved))|package-lock|pyproject"
    )
    saying = {
        name
        for name in listed.splitlines()
        if words.search(name)
        and not apart.search(name)
        and about.search((ROOT / name).read_text(encoding="utf-8"))
    }
    written = {"datapackage.json", changelog.PATH, places.CITATION}
    assert saying - {*MEASURED} == written


def test_a_published_cell_that_changes_gets_its_erratum_with_its_reason(package: Path) -> None:
    """The package is right afterwards, and the step counts the row of errata."""
    mine = corrected(package)
    _, said, asked = numbered(package, REASON, "oui", agree=False)
    assert len(asked) == 2
    assert mine in asked[0]
    (row,) = (r for r in rows(package) if r["identifier"] == mine and r["version"] == version(package))
    assert (row["field"], row["new"]) == ("value", "24")
    assert (row["reason_fr"], row["reason_en"]) == tuple(REASON.split(" · "))
    assert "Corrections de cellules publiées" in said
    with open_source(str(package)) as source:
        publish(source, package.parent / "dist")


def test_each_correction_is_asked_its_reason_and_may_have_that_of_the_one_before(package: Path) -> None:
    mine = {corrected(package), corrected(package, place=3)}
    code, _, asked = numbered(package, REASON, "=", "oui", agree=False)
    assert (code, len(asked)) == (0, 3)
    reasons = [row["reason_fr"] for row in rows(package) if row["identifier"] in mine and row["new"] == "24"]
    assert reasons == ["La page dit 24."] * 2


def test_without_a_reason_nothing_is_written(package: Path) -> None:
    """Not even where all else is agreed: a correction that nobody explains is none."""
    corrected(package)
    before = texts(package)
    code, said, _ = numbered(package)
    assert code == 1
    assert "--reason" in said
    assert texts(package) == before


def test_errata_that_are_written_already_are_numbered_and_keep_their_reason(package: Path) -> None:
    """A cell that is corrected again before it is published is one correction."""
    corrected(package)
    numbered(package, reason=REASON)
    held = len(rows(package))
    again = corrected(package, "23")
    assert numbered(package, reason="Autre. · Another.", day=dt.date(2027, 1, 16))[0] == 0
    mine = [r for r in rows(package) if r["identifier"] == again]
    assert len(rows(package)) == held
    assert [(r["new"], r["reason_fr"], r["date"]) for r in mine] == [("23", "La page dit 24.", "2027-01-16")]


def test_the_errata_that_are_there_are_written_as_they_were(package: Path) -> None:
    """Row by row, byte by byte: a small difference in git."""
    source = step.coming(str(package))
    table = errata.table_of(source.package)
    assert table is not None
    path, text = errata.written(source.source, table, {}, "9.9.9", DAY, source.archives)
    assert text == path.read_text(encoding="utf-8")


def test_run_again_it_writes_nothing(package: Path) -> None:
    study(package, "companies")
    numbered(package, line=LINE)
    before = texts(package)
    code, said, asked = numbered(package, agree=False)
    assert (code, asked) == (0, [])
    assert "Tout est déjà écrit" in said
    assert texts(package) == before


def test_a_prepared_version_is_brought_up_to_date_rather_than_followed(package: Path) -> None:
    """More figures, then a row less: one entry in the changelog, counted anew; what a person wrote stays."""
    study(package, "companies")
    numbered(package, line=LINE)
    mine = "### Changé · Changed\n\n- Une phrase à moi. · A sentence of mine.\n\n"
    at = told(package).index("\n## ", told(package).index("\n## ") + 1) + 1
    (package / changelog.PATH).write_text(told(package)[:at] + mine + told(package)[at:], encoding="utf-8")
    study(package, "companies", "companies_10_plus")
    said = numbered(package)[1]
    entry = told(package).split("\n## ")[1]
    assert "est déjà préparée" in said
    assert "2 chiffres" in entry
    assert "1 chiffre " not in entry
    assert LINE in entry
    assert "- Une phrase à moi. · A sentence of mine." in entry
    first = version(package)
    change(package, lambda found: found.pop(0))
    numbered(package)
    assert version(package) == f"{int(first.split('.')[0]) + 1}.0.0"
    assert len(changelog.headings(told(package))) == len(changelog.headings(told(ROOT))) + 1


def test_a_prepared_version_that_is_high_enough_stays(package: Path) -> None:
    edits.version(package, "99.0.0")
    study(package, "companies")
    numbered(package, line=LINE)
    assert version(package) == "99.0.0"
    assert told(package).count("## 99.0.0 - 2027-01-15") == 1


def test_all_is_written_or_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails at whichever file leaves every file as it was, and nothing beside."""
    study(package, "companies")
    corrected(package)
    before = texts(package)
    whole = Path.replace
    for failing in range(4):
        done: list[Path] = []

        def replace(path: Path, target: Path, done: list[Path] = done, failing: int = failing) -> Path:
            done.append(path)
            if len(done) == failing + 1:
                raise OSError(28, "No space left on device", str(path))
            return whole(path, target)

        monkeypatch.setattr(Path, "replace", replace)
        with pytest.raises(ReleaseError, match="nothing was changed"):
            numbered(package, line=LINE, reason=REASON)
        assert len(done) == failing + 1
        assert texts(package) == before


@pytest.mark.parametrize(("line", "reason"), [("Sans anglais.", ""), ("", "· Only English")])
def test_a_sentence_without_its_other_language_is_refused(package: Path, line: str, reason: str) -> None:
    with pytest.raises(UsageError, match="the same in English"):
        numbered(package, line=line, reason=reason)


def test_a_package_without_history_is_told_how_to_begin(tmp_path: Path) -> None:
    home = shutil.copytree(SMALL, tmp_path / "package")
    with pytest.raises(ReleaseError, match="ARGS=--keep"):
        numbered(home)


def test_a_descriptor_that_is_dated_is_dated_anew(small: Path) -> None:
    """Otherwise it stays as it is written, to the byte."""
    path = small / "datapackage.json"
    text = path.read_text(encoding="utf-8").replace(
        '"version"', '"created": "2026-11-23T00:00:00Z",\n  "version"', 1
    )
    path.write_text(text, encoding="utf-8")
    edits.cell(small)
    numbered(small, line=LINE)
    wanted = text.replace("2026-11-23T", "2027-01-15T").replace('"version": "1.0.0"', '"version": "1.0.1"', 1)
    assert path.read_text(encoding="utf-8") == wanted


def parts(text: str) -> Iterator[str]:
    """The entries of a changelog."""
    return iter(re.split(r"^## ", text, flags=re.MULTILINE)[1:])


def test_the_entries_of_published_versions_stay_as_they_are(package: Path) -> None:
    study(package, "companies")
    numbered(package, line=LINE)
    assert list(parts(told(package)))[1:] == list(parts(told(ROOT)))

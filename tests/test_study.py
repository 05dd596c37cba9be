"""The command `study`: understood, shown, agreed to, then written, all or nothing; each checks the other."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scripts.check.package import check
from scripts.commands import cli, study
from scripts.commands.console import Console
from scripts.reading.issues import Severity
from tests import crosstab_shapes as shapes
from tests import next_crosstab, next_study

STUDY = next_study.STUDY
SHARED = next_crosstab.FILE.parent
Row = dict[str, str]
Replies = Mapping[str, str]

# What a person answers about the small crosstab, by a pattern of the question.
SMALL = {
    r"Q1\..*quel indicateur": "practice_rate",
    r"Q2\..*quel indicateur": "1",
    r"Q2\..*domaine": "employment",
}
# The same of the invented study: 22 answers, in the order of the file.
WHOLE = {
    r"Q2\..*quel indicateur": "innovation_source",
    r"Q3\..*quel indicateur": "alliance_need",
    r"Q4\..*quel indicateur": "main_partnership_type",
    r"Q(?:[5-9]|1\d)\..*quel indicateur": "1",
    r"Q2\..*quelle population": "company_leaders",
    r"Q3\..*quelle population": "company_leaders",
    r"Q4\..*quelle population": "partner_companies",
    r"Innovation sociale": "1",
    r"Q5\..*domaine": "poverty_exclusion",
    r"Q[67]\..*domaine": "employment",
    r"Q8\..*élément": "initiate_meetings",
    r"Q9\..*élément": "lead_dialogue",
    r"Q10\..*élément": "support_organisations",
    r"anglais.*Question modif": "Question changed since 2015: “avec une structure d'intérêt général”.",
    r"anglais.*Base": "Companies that have at least one partnership.",
}
YES, NO = {"Écrire ces lignes": "o"}, {"Écrire ces lignes": "n"}


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def figures(folder: Path, name: str = "observations") -> list[Row]:
    """The rows of the study in a table of a package."""
    return [row for row in rows(folder / "datapackage" / f"{name}.csv") if row["study"] == STUDY]


def without(folder: Path, names: Iterable[str]) -> None:
    """Takes the study's rows out of tables."""
    for name in names:
        path = folder / "datapackage" / f"{name}.csv"
        held = rows(path)
        next_study._write(path, list(held[0]), [row for row in held if row["study"] != STUDY])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with everything that the invented study needs, and no figure of it."""
    folder = next_study.with_next_study(tmp_path_factory.mktemp("study"))
    without(folder, ("observations", "questions", "series"))
    return folder


@pytest.fixture
def package(base: Path, tmp_path: Path) -> Path:
    """One's own copy of it."""
    return Path(shutil.copytree(base, tmp_path / "package"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small crosstab."""
    return shapes.stacked(tmp_path / "small.xlsx")


class Talk:
    """A run of the command, with a person who answers by patterns (none: nobody is there)."""

    def __init__(self, package: Path, replies: Replies | None = None) -> None:
        self.package, self.replies = package, replies
        self.out, self.err = io.StringIO(), io.StringIO()
        self.asked: list[str] = []

    def run(self, *given: str | Path) -> int:
        """The exit status."""
        self.out, self.err, self.asked = io.StringIO(), io.StringIO(), []
        args = cli._parser(["study"]).parse_args(["study", STUDY, str(self.package), *map(str, given)])
        return study.run(
            args, Console(out=self.out, err=self.err, language="fr", now=lambda: 0.0, ask=self._answer)
        )

    def _answer(self, question: str) -> str | None:
        self.asked.append(question)
        if self.replies is None:
            return None
        return next(
            (reply for pattern, reply in self.replies.items() if re.search(pattern, question, re.DOTALL)), ""
        )

    @property
    def told(self) -> str:
        """What was said on standard error."""
        return self.err.getvalue()


def test_without_a_terminal_open_points_wait_in_the_map_and_nothing_else_is_written(
    package: Path, small: Path, tmp_path: Path
) -> None:
    """Each as a line to fill in, with what is proposed; exit status 1, even where all was agreed before."""
    before, plan = state(package), tmp_path / "map.toml"
    talk = Talk(package)
    assert talk.run("--crosstab", small, "--map", plan, "--agree") == 1
    assert state(package) == before
    text = plan.read_text(encoding="utf-8")
    assert len(re.findall(r"^# \? indicator", text, re.MULTILINE)) == 2
    assert re.search(r'^# \? indicator = "role_importance"', text, re.MULTILINE)
    assert "Points à régler" in talk.told
    assert "« Q1. Avez-vous un partenariat ? » : quel indicateur ?" in talk.told.replace(
        "\u202f", " "
    ).replace("\u00a0", " ")


def test_a_map_filled_in_by_hand_is_taken(package: Path, small: Path, tmp_path: Path) -> None:
    """« # ? » is removed, the value mended, until nothing is open."""
    plan, talk = tmp_path / "map.toml", Talk(package)
    for _ in range(4):
        if talk.run("--crosstab", small, "--map", plan, "--agree") == 0:
            break
        text = plan.read_text(encoding="utf-8").replace('# ? domain = "', '# ? domain = "employment" # "')
        text = re.sub(r'# \? (indicator = )"(?!role_)[^"]*"', r'\1"practice_rate"', text)
        plan.write_text(re.sub(r"^# \? (?!clé)", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert {row["indicator"] for row in figures(package)} == {"practice_rate", "role_importance"}


def test_nothing_is_written_before_it_is_agreed_to(package: Path, small: Path, tmp_path: Path) -> None:
    """The map is kept; the package is as it was, to the byte."""
    before, plan = state(package), tmp_path / "map.toml"
    talk = Talk(package, SMALL | NO)
    assert talk.run("--crosstab", small, "--map", plan) == 1
    assert len(talk.asked) == len(SMALL) + 1
    assert state(package) == before
    assert "# ? indicator" not in plan.read_text(encoding="utf-8")
    assert "Q1. Avez-vous un partenariat ?" in talk.out.getvalue()


def test_what_was_agreed_to_is_written_and_the_package_stays_right(
    package: Path, small: Path, tmp_path: Path
) -> None:
    """Rows with base, mark, status, page, source; others are as they were; the next run asks nothing."""
    before, plan = state(package), tmp_path / "map.toml"
    known = rows(package / "datapackage" / "observations.csv")
    talk = Talk(package, SMALL | YES)
    assert talk.run("--crosstab", small, "--map", plan) == 0
    after = state(package)
    assert {name for name in after if after[name] != before.get(name)} == {
        "datapackage/observations.csv",
        "datapackage/questions.csv",
    }
    written = figures(package)
    assert len(written) == 5 + 4 * 5
    assert [
        row for row in rows(package / "datapackage" / "observations.csv") if row["study"] != STUDY
    ] == known
    one = next(
        row for row in written if row["territory"] == "region_53" and row["indicator"] == "practice_rate"
    )
    assert {name: text for name, text in one.items() if text} == {
        "study": STUDY, "indicator": "practice_rate", "population": "companies_10_plus",
        "territory": "region_53", "year": "2026",
        "value": "33.4", "status": "A", "base_n": "250", "base_status": "A", "significance": "below",
        "source": "crosstab_entreprises_2026", "page": "1",
    }  # fmt: skip
    withheld = next(
        row for row in written if row["territory"] == "region_28" and row["indicator"] == "practice_rate"
    )
    assert (withheld["value"], withheld["status"], withheld["base_n"], withheld["significance"]) == (
        "",
        "Q",
        "29",
        "not_published",
    )
    assert {name: withheld[name] for name in ("note", "note_en")} == next_study._WITHHELD
    assert [
        item for item in check(package / "datapackage.json", house=True) if item.severity == Severity.ERROR
    ] == []
    again = Talk(package)
    assert again.run("--crosstab", small, "--map", plan) == 0
    assert again.asked == []
    assert state(package) == after


def test_rows_of_the_question_give_way_and_others_stay(package: Path, small: Path, tmp_path: Path) -> None:
    """A second delivery replaces the first; figures of another source of the study are not its own."""
    plan = tmp_path / "map.toml"
    assert Talk(package, SMALL | YES).run("--crosstab", small, "--map", plan) == 0
    path = package / "datapackage" / "observations.csv"
    held = rows(path)
    other = next(row for row in held if row["study"] == STUDY and row["territory"] == "FR") | {
        "source": "report_grand_ouest_2026"
    }
    next_study._write(path, list(held[0]), [*held, other])
    book = load_workbook(small)
    sheet = book.worksheets[0]
    sheet["C10"] = "35,0"
    sheet.delete_cols(6)  # the last size class is no longer there
    book.save(small)
    talk = Talk(package)
    assert talk.run("--crosstab", small, "--map", plan, "--agree") == 0
    assert "Taille > 50 à 249 sal." in talk.told
    written = [row for row in figures(package) if row["source"] != "report_grand_ouest_2026"]
    assert len(written) == len(figures(package)) - 1 == 5 * 4
    assert "1 chiffres" in talk.told.replace("\u00a0", " ")
    assert (
        next(
            row["value"]
            for row in written
            if row["territory"] == "region_53" and row["indicator"] == "practice_rate"
        )
        == "35.0"
    )


def test_what_would_make_the_package_wrong_is_refused_with_the_reason(
    package: Path, small: Path, tmp_path: Path
) -> None:
    """A percentage above 100: the file's mistake is found before it is the package's."""
    plan = tmp_path / "map.toml"
    Talk(package, SMALL | NO).run("--crosstab", small, "--map", plan)
    book = load_workbook(small)
    book.worksheets[0]["B10"] = "465"
    book.save(small)
    before, talk = state(package), Talk(package)
    assert talk.run("--crosstab", small, "--map", plan, "--agree") == 1
    assert "validate dirait" in talk.told
    assert state(package) == before


def test_a_label_that_is_new_is_open_and_one_that_is_gone_is_told(
    package: Path, small: Path, tmp_path: Path
) -> None:
    """The next wave costs nothing but what changed in it."""
    plan = tmp_path / "map.toml"
    Talk(package, SMALL | NO).run("--crosstab", small, "--map", plan)
    book = load_workbook(small)
    book.worksheets[0]["C5"] = "Breizh profond"
    book.save(small)
    talk = Talk(package)
    assert talk.run("--crosstab", small, "--map", plan, "--agree") == 1
    assert "Breizh profond" in talk.told
    assert "Région > Bretagne" in talk.told


def test_rows_of_reference_tables_that_are_missing_are_told_before_anything_is_written(
    package: Path, small: Path, tmp_path: Path
) -> None:
    """One sentence each, with what to add; a study that nobody entered, too."""
    plan = tmp_path / "map.toml"
    Talk(package, SMALL | NO).run("--crosstab", small, "--map", plan)
    for table, gone in (
        ("territories", "region_53"),
        ("populations", "companies_10_49"),
        ("sources", "crosstab_entreprises_2026"),
    ):
        path = package / "datapackage" / f"{table}.csv"
        held = rows(path)
        next_study._write(path, list(held[0]), [row for row in held if row["code"] != gone])
    before, talk = state(package), Talk(package)
    assert talk.run("--crosstab", small, "--map", plan, "--agree") == 1
    for name in ("territories.csv", "populations.csv", "sources.csv"):
        assert len([line for line in talk.told.splitlines() if line.startswith(name)]) == 1
    assert state(package) == before
    path = package / "datapackage" / "studies.csv"
    held = rows(path)
    next_study._write(path, list(held[0]), [row for row in held if row["code"] != STUDY])
    assert talk.run("--crosstab", small, "--map", plan) == 1
    assert talk.told.startswith("studies.csv")


def test_cells_that_contradict_each_other_are_refused(package: Path, tmp_path: Path) -> None:
    """The whole stands on two sheets, with two values."""
    path, plan = shapes.by_breaks(tmp_path / "two.xlsx"), tmp_path / "map.toml"
    book = load_workbook(path)
    book["Tailles"]["B9"] = "46,6"
    book.save(path)
    talk = Talk(package, SMALL | YES)
    assert talk.run("--crosstab", path, "--map", plan) == 1
    assert "Régions!B9" in talk.told
    assert "Tailles!B9" in talk.told


@pytest.mark.parametrize(
    "wrong",
    [
        "[signs]\n'-' = 'perhaps'\n",
        "[tests]\n",
        "[[question]]\nlable = 'x'\n",
        "x = [",
        "[study]\nyeer = 2026\n",
    ],
)
def test_a_map_that_says_what_nobody_reads_is_refused(
    wrong: str, package: Path, small: Path, tmp_path: Path
) -> None:
    """In one line: a setting that changes nothing misleads."""
    from scripts.studies.faults import StudyError

    plan = tmp_path / "map.toml"
    plan.write_text(wrong, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        Talk(package).run("--crosstab", small, "--map", plan)
    assert len(caught.value.said("fr").splitlines()) == 1


# Microdata: 500 invented answers, and the crosstab that follows from them by plain arithmetic.
REGIONS = {"53": "Bretagne", "28": "Normandie", "52": "Pays de la Loire", "94": "Corse"}
ANSWERS = {"1": "Oui", "2": "Non"}


@pytest.fixture
def answered(tmp_path: Path) -> list[Row]:
    """The answers, beside STUDY.toml that describes them."""
    chance = random.Random(5)  # noqa: S311 -- invented answers
    found = []
    for number in range(500):
        region = "94" if number < 20 else ("53", "28", "52")[number % 3]
        yes = chance.random() < {"53": 0.65, "28": 0.3, "52": 0.48, "94": 0.5}[region]
        found.append({"POIDS": f"{0.5 + chance.random():.3f}", "REGION": region, "Q1": "1" if yes else "2"})
    next_study._write(tmp_path / "micro.csv", list(found[0]), found)
    (tmp_path / "study.toml").write_text(
        '[microdata]\npath = "micro.csv"\nweight = "POIDS"\nquestions = ["Q1"]\nbreaks = ["REGION"]\n',
        encoding="utf-8",
    )
    return found


def printed(found: list[Row], path: Path, marks: Mapping[str, str]) -> Path:
    """The crosstab of the answers, with these marks beside « Oui »."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tris"
    parts = {
        "Ensemble": found,
        **{name: [row for row in found if row["REGION"] == code] for code, name in REGIONS.items()},
    }
    lines: list[list[object]] = [[shapes.LEGEND], ["", *parts], ["Q1. Avez-vous un partenariat ?"]]
    lines.append(["Base brute", *map(len, parts.values())])
    lines.append(["Base redressée", *(number(weight(part), 1) for part in parts.values())])
    for code, name in ANSWERS.items():
        cells = []
        for place, part in parts.items():
            share = 100 * weight([row for row in part if row["Q1"] == code]) / weight(part)
            mark = marks.get(place, "")
            mark = {"+": "–", "–": "+"}.get(mark, "") if code == "2" else mark
            cells.append("-" if len(part) < 30 else f"{number(share, 1)} {mark}".strip())
        lines.append([name, *cells])
    for line in lines:
        sheet.append(line)
    book.save(path)
    return path


def weight(part: list[Row]) -> Decimal:
    """The sum of the weights."""
    return sum((Decimal(row["POIDS"]) for row in part), Decimal(0))


def number(value: Decimal, digits: int) -> str:
    """A number as an institute prints it."""
    return str(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)).replace(".", ",")


ONE = {r"quel indicateur": "practice_rate"}
RIGHT = {"Bretagne": "+", "Normandie": "–"}


def differences(path: Path) -> list[list[str]]:
    """The rows of the file of differences, without its header."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


@pytest.fixture
def compared(package: Path, answered: list[Row], tmp_path: Path) -> Callable[..., list[list[str]]]:
    """Compares the crosstab, changed at will, with the microdata: the rows of the differences."""

    def run(marks: Mapping[str, str] = RIGHT, **cells: object) -> list[list[str]]:
        path = printed(answered, tmp_path / "printed.xlsx", marks)
        book = load_workbook(path)
        for name, value in cells.items():
            book.worksheets[0][name] = value
        book.save(path)
        talk = Talk(package, ONE | NO)
        talk.run(
            "--crosstab",
            path,
            "--map",
            tmp_path / "m.toml",
            "--microdata",
            tmp_path / "study.toml",
            "--differences",
            tmp_path / "d.csv",
        )
        assert "Comparé aux microdonnées" in talk.told
        return differences(tmp_path / "d.csv")

    return run


def test_a_crosstab_that_follows_from_its_microdata_has_no_difference(
    compared: Callable[..., list[list[str]]],
) -> None:
    """Values, bases, marks and withheld cells agree."""
    assert compared() == []


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("C6", "99,9 +", "valeur"),
        ("C4", 161, "base brute"),
        ("D5", "1,0", "base redressée"),
        ("F6", "50,0", "retrait"),
        ("E6", "-", "retrait"),
    ],
)
def test_each_kind_of_difference_is_found_where_it_is(
    cell: str, value: object, kind: str, compared: Callable[..., list[list[str]]]
) -> None:
    """In the cell that was changed, and the map pairs the file all the same."""
    assert compared() == []  # the map is made from the right file
    found = compared(**{cell: value})
    assert {(row[0], row[4]) for row in found} >= {(f"Tris!{cell}", kind)}
    assert {row[0] for row in found} == {f"Tris!{cell}"}


def test_a_mark_is_judged_by_the_test_of_a_part_against_its_whole(
    compared: Callable[..., list[list[str]]],
) -> None:
    """One that is missing and one too many, each with its probability."""
    found = compared({"Normandie": "–", "Pays de la Loire": "+"})
    assert {(row[0], row[4]) for row in found} == {
        (f"Tris!{cell}", "marque") for cell in ("C6", "C7", "E6", "E7")
    }
    assert all(re.fullmatch(r"0,\d{4}|1,0000", row[7]) for row in found)


def test_agreed_rows_take_their_intervals_from_the_microdata(
    package: Path, answered: list[Row], tmp_path: Path
) -> None:
    """Rounded to the study's decimals; what the scheme withholds is withheld; the package stays right."""
    path = printed(answered, tmp_path / "printed.xlsx", RIGHT)
    talk = Talk(package, ONE | YES)
    assert (
        talk.run("--crosstab", path, "--map", tmp_path / "m.toml", "--microdata", tmp_path / "study.toml")
        == 0
    )
    written = {row["territory"]: row for row in figures(package)}
    whole, part = written["FR"], written["region_53"]
    assert whole["interval_method"] == "Korn-Graubard 95\u202f%"
    assert float(whole["lower"]) < float(whole["value"]) < float(whole["upper"])
    assert re.fullmatch(r"\d+\.\d", whole["lower"])
    assert 100 < float(part["base_effective"]) < 160
    assert (whole["p_value"], part["significance"]) == ("", "above")
    assert 0 < float(part["p_value"]) < 0.05
    assert (written["region_94"]["status"], written["region_94"]["value"]) == ("Q", "")


def test_microdata_alone_make_rows(package: Path, answered: list[Row], tmp_path: Path) -> None:
    """Their values are those of the crosstab that follows from them; marks are Holm's."""
    text = (tmp_path / "study.toml").read_text(encoding="utf-8")
    labels = (
        '\n[question.Q1]\nlabel = "Avez-vous un partenariat ?"\nanswers = { 1 = "Oui", 2 = "Non" }\n'
        '[break.REGION]\nlabel = "Région"\n'
    )
    groups = "groups = { " + ", ".join(f'"{code}" = "{name}"' for code, name in REGIONS.items()) + " }\n"
    (tmp_path / "study.toml").write_text(text + labels + groups, encoding="utf-8")
    talk = Talk(package, ONE | YES)
    assert talk.run("--microdata", tmp_path / "study.toml", "--map", tmp_path / "m.toml") == 0
    written = {row["territory"]: row for row in figures(package)}
    share = 100 * weight([row for row in answered if row["Q1"] == "1"]) / weight(answered)
    assert Decimal(written["FR"]["value"]) == share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert written["FR"]["base_n"] == "500"
    assert written["region_53"]["significance"] == "above"


def test_nothing_of_a_respondent_is_told(package: Path, answered: list[Row], tmp_path: Path) -> None:
    """No weight in what is said, in the map, in the differences."""
    path = printed(answered, tmp_path / "printed.xlsx", RIGHT)
    talk = Talk(package, ONE | YES)
    talk.run(
        "--crosstab",
        path,
        "--map",
        tmp_path / "m.toml",
        "--microdata",
        tmp_path / "study.toml",
        "--differences",
        tmp_path / "d.csv",
    )
    texts = [
        talk.out.getvalue(),
        talk.told,
        *(p.read_text(encoding="utf-8") for p in (tmp_path / "m.toml", tmp_path / "d.csv")),
    ]
    texts.append((package / "datapackage" / "observations.csv").read_text(encoding="utf-8"))
    assert not {row["POIDS"] for row in answered} & set(re.findall(r"\d\.\d{3}\b", " ".join(texts)))


needs_shared = pytest.mark.skipif(
    not next_crosstab.FILE.is_file(), reason="needs ../shared/test-data/next-study/"
)
QUESTIONS = (
    "Q1_PARTENARIAT", "Q2_SOURCE_INNOVATION", "Q3_BESOIN_ALLIANCES", "Q4_TYPE", "Q5_ROLE_ASSO_PAUVRETE",
    "Q6_ROLE_ASSO_EMPLOI", "Q7_ROLE_ENTR_EMPLOI", "Q8_COLL_RENCONTRES", "Q9_COLL_DIALOGUE", "Q10_COLL_ACCOMP",
    "Q11_COLL_PROMO", "Q12_COLL_PPP",
)  # fmt: skip


@needs_shared
def test_the_invented_study_is_entered_as_it_was_by_hand(package: Path, tmp_path: Path) -> None:
    """Every row that tests/next_study.py makes of the crosstab, cell by cell, and no other."""
    talk = Talk(package, WHOLE | YES)
    assert talk.run("--crosstab", next_crosstab.FILE, "--map", tmp_path / "m.toml") == 0
    assert len(talk.asked) == 24
    names = ("value", "status", "base_n", "base_status", "significance", "note", "note_en")
    key = ("indicator", "population", "territory", "domain", "subject", "item", "answer", "year", "source")
    made = {tuple(row[name] for name in key): tuple(row[name] for name in names) for row in figures(package)}
    byhand = [row for row in next_study._figures(next_crosstab.questions()) if row["study"] == STUDY]
    assert made == {
        tuple(row.get(name, "") for name in key): tuple(row.get(name, "") for name in names) for row in byhand
    }
    asked = {row["indicator"]: row for row in figures(package, "questions")}
    assert asked["main_partnership_type"]["universe_fr"] == "Entreprises ayant au moins un partenariat."
    assert asked["practice_rate"]["note"].startswith("Question modifiée par rapport à 2015")
    assert [
        item for item in check(package / "datapackage.json", house=True) if item.severity == Severity.ERROR
    ] == []


@needs_shared
def test_the_invented_crosstab_agrees_with_its_microdata_but_for_its_marks(
    package: Path, tmp_path: Path
) -> None:
    """No value, base or withheld cell differs; the marks that the usual shortcut gets wrong are listed."""
    (tmp_path / "study.toml").write_text(
        f'[microdata]\npath = "{SHARED / "microdata.csv"}"\nencoding = "cp1252"\ndelimiter = ";"\n'
        'decimal = ","\nweight = "POIDS"\n'
        f'no_answer = ["99"]\nquestions = {list(QUESTIONS)}\nbreaks = ["REGION", "TAILLE"]\n'
        '[question.Q4_TYPE]\nfilter = { Q1_PARTENARIAT = ["1"] }\n',
        encoding="utf-8",
    )
    talk = Talk(package, WHOLE | YES)
    given = (
        "--crosstab",
        next_crosstab.FILE,
        "--map",
        tmp_path / "m.toml",
        "--microdata",
        tmp_path / "study.toml",
        "--differences",
        tmp_path / "d.csv",
    )
    assert talk.run(*given) == 0
    assert len(talk.asked) == 24  # as without microdata: the pairs are found by their figures
    found = differences(tmp_path / "d.csv")
    assert {row[4] for row in found} == {"marque"}
    assert len(found) == 16
    assert sum("ni sans ni avec" in row[9] for row in found) == 15
    assert [
        item for item in check(package / "datapackage.json", house=True) if item.severity == Severity.ERROR
    ] == []

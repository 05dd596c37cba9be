"""The workbook as the form: what `edit` writes is read back by `take`, whatever people did to it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from scripts.reading.descriptor import to_package
from scripts.reading.model.errors import ProjectError
from scripts.reading.sources import open_source
from scripts.studies.faults import words as texts
from scripts.studies.workbook import storing, tables, writing
from scripts.studies.workbook.taking import columns_of
from tests import form
from tests.form import Run, changed, contents, last, put, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
# Days as a spreadsheet has them: midnight, of no zone.
MAY_31, MARCH_5, MAY_3 = map(dt.datetime.fromisoformat, ("2016-05-31", "2026-03-05", "2026-05-03"))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The small package."""
    return form.write(tmp_path / "package")


def take(package: Path, edit: Callable[[Workbook], object], *options: str, **answers: Any) -> Run:
    """What `take` does of the workbook after an edit."""
    path = changed(workbook(package), edit)
    return Run("take", str(path), str(package), *options, **answers)


def line(package: Path, table: str, start: str) -> str:
    """The line of a table that begins so."""
    text = (package / "data" / f"{table}.csv").read_text(encoding="utf-8")
    (found,) = [one for one in text.splitlines() if one.startswith(start)]
    return found


def real(folder: Path) -> Path:
    """A copy of the real package."""
    shutil.copytree(ROOT / "datapackage", folder / "datapackage", ignore=shutil.ignore_patterns("history"))
    for name in ("datapackage.json", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    return folder


# --- there and back -----------------------------------------------------------------------------------------


def test_a_workbook_taken_back_unedited_changes_no_byte(package: Path) -> None:
    """Not even « 8.0 », which Excel shows as 8, nor « 08 »."""
    before = contents(package)
    run = take(package, lambda _: None)
    assert (run.status, run.told, contents(package)) == (0, "", before)
    assert "Rien ne change" in run.remarks


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saved_again_changes_nothing(package: Path, tmp_path: Path) -> None:
    """Hidden rows, lists, numbers, days and texts are what they were."""
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(workbook(package))], check=True, capture_output=True
    )
    run = Run("take", str(tmp_path / "saisie.xlsx"), str(package))
    assert (run.status, run.told) == (0, "")


def test_the_real_package_comes_back_to_the_byte(tmp_path: Path) -> None:
    """Every table that people edit, from the workbook that openpyxl saved again."""
    folder = real(tmp_path)
    before = {path.name: path.read_bytes() for path in (folder / "datapackage").glob("*.csv")}
    path = changed(workbook(folder), lambda _: None)
    run = Run("take", str(path), str(folder), "--agree")
    assert (run.status, run.told) == (0, "")
    assert {path.name: path.read_bytes() for path in (folder / "datapackage").glob("*.csv")} == before


def test_every_table_of_the_real_package_is_written_as_it_lies_there() -> None:
    """The canonical form is the form of the files."""
    with open_source(str(ROOT / "datapackage.json")) as source:
        known = tables.read(source, to_package(source.descriptor))
        assert len(known) == sum("schema" in resource for resource in source.descriptor["resources"])
        for table in known.values():
            assert tables.canonical(table) == source.file(table.resource.paths[0]).read_bytes(), table.name


def test_every_table_can_be_edited(tmp_path: Path) -> None:
    """Also those that are not by default."""
    folder = real(tmp_path)
    path = folder / "all.xlsx"
    with open_source(str(folder)) as source:
        names = list(tables.read(source, to_package(source.descriptor)))
    assert Run("edit", str(folder), "--to", str(path), "--tables", *names).status == 0
    assert Run("take", str(path), str(folder), "--agree").remarks.strip() == "Rien ne change."


def test_labels_that_are_the_same_are_told_apart(package: Path, next_package: Path) -> None:
    """By what tells them apart in French; of the next study's package too."""
    with open_source(str(package)) as source:
        known = tables.read(source, to_package(source.descriptor))
    assert tables.labels(known["territories"]) == {
        "FR": "France",
        "area_11": "Île-de-France (Zone d'étude)",
        "region_11": "Île-de-France (Région)",
    }
    with open_source(str(next_package)) as source:
        known = tables.read(source, to_package(source.descriptor))
    for table in known.values():
        made = [label.casefold() for label in tables.labels(table).values()]
        assert len(set(made)) == len(made), table.name


def test_a_table_that_is_no_plain_csv_is_told(package: Path) -> None:
    """It is left as it lies; what names it shows its codes."""
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    studies = next(one for one in descriptor["resources"] if one["name"] == "studies")
    studies["dialect"]["delimiter"] = ";"
    (package / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    text = form.TABLES["studies"].replace(",", ";")
    (package / "data/studies.csv").write_text(text, "utf-8")
    path = package / "saisie.xlsx"
    assert "laissées de côté : Études" in Run("edit", str(package), "--to", str(path)).remarks
    assert load_workbook(path)["Chiffres"]["B4"].value == "mayors_2016"
    assert "Rien ne change" in Run("take", str(path), str(package)).remarks


def test_nothing_is_written_over_a_workbook(package: Path) -> None:
    """It may hold a day's work."""
    workbook(package)
    with pytest.raises(ProjectError, match="is there already"):
        Run("edit", str(package), "--to", str(package / "saisie.xlsx"))


def test_the_default_workbook_lies_beside_the_descriptor(package: Path) -> None:
    """Under the name of the folder; `make clean` does not take it away."""
    assert Run("edit", str(package)).told == f"{package / 'package-saisie.xlsx'}\n"
    assert (package / "package-saisie.xlsx").is_file()


# --- what is in it ------------------------------------------------------------------------------------------


def test_the_first_sheet_explains_and_leads_to_the_others(package: Path) -> None:
    """In French; every sheet has its link."""
    book = load_workbook(workbook(package))
    front = book[book.sheetnames[0]]
    told = " ".join(str(cell.value) for row in front.iter_rows() for cell in row if cell.value)
    assert "À ne pas faire" in told
    links = {
        cell.hyperlink.location.split("!")[0].strip("'")
        for row in front.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {name for name in book.sheetnames if name not in ("Lisez-moi", "Listes", "État")}


def test_sheets_come_figures_first_then_what_they_name(package: Path) -> None:
    """Links after what they lead from; the lists and the state are hidden."""
    book = load_workbook(workbook(package))
    assert book.sheetnames[1:5] == ["Chiffres", "Études", "Territoires", "Régions des territoires"]
    assert book["Listes"].sheet_state == "hidden"
    assert book["État"].sheet_state == "veryHidden"


def test_headers_are_french_protected_frozen_and_explained(package: Path) -> None:
    """Codes and technical names are hidden; what people fill is free."""
    book = load_workbook(workbook(package))
    for name in book.sheetnames[1:-2]:
        sheet = book[name]
        assert sheet.protection.sheet
        assert sheet.freeze_panes is not None
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        for cell in sheet[3][1:]:
            assert cell.protection.locked
            assert cell.comment is not None
        assert not any(cell.protection.locked for cell in sheet[4][1:])
    assert book["Études"].column_dimensions["B"].hidden
    assert [cell.value for cell in book["Études"][3]][1:] == ["Code", "Libellé *", "Libellé en anglais *"]


def test_what_is_chosen_refers_to_the_list_of_its_labels(package: Path) -> None:
    """Each drop-down leads to a range of the hidden sheet that holds just the labels of its table."""
    book = load_workbook(workbook(package))
    lists = dict(drop_downs(book, "Chiffres"))
    assert lists["territory"] == ["France", "Île-de-France (Région)", "Île-de-France (Zone d'étude)"]
    assert lists["study"] == ["Les maires", "Les maires en 2026"]
    assert lists["status"] == ["Normale", "Manquante"]
    assert lists["final"] == ["Oui", "Non"]
    assert lists.keys() == {"study", "territory", "status", "final"}


def drop_downs(book: Workbook, name: str) -> list[tuple[str, list[str]]]:
    """The field and the labels of each drop-down of a sheet."""
    sheet, made = book[name], []
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list":
            continue
        place, cells = rule.formula1.replace("$", "").split("!")
        assert place == "'Listes'"
        left, top, right, bottom = range_boundaries(cells)
        assert left == right
        labels = [book["Listes"].cell(row, left).value for row in range(top, bottom + 1)]
        assert book["Listes"].cell(bottom + 1, left).value is None
        (of,) = rule.sqref.ranges
        made.append((sheet.cell(1, of.min_col).value, labels))
    return made


def test_the_drop_downs_of_the_real_package_hold_every_label_in_use(tmp_path: Path) -> None:
    """What a cell shows is in its list; no list is inline, whatever its length."""
    book = load_workbook(workbook(real(tmp_path)))
    for sheet in book.worksheets[1:-2]:
        for field, labels in drop_downs(book, sheet.title):
            at = form.column(sheet, field)
            shown = {sheet.cell(row, at).value for row in range(4, sheet.max_row + 1)} - {None}
            assert shown <= set(labels), (sheet.title, field)


def test_numbers_are_numbers_days_are_days_codes_are_texts(package: Path) -> None:
    """« 08 » stays « 08 », and no format makes 46,5 % of 46,5."""
    sheet = load_workbook(workbook(package))["Chiffres"]
    cells = {name: sheet.cell(5, form.column(sheet, name)) for name in ("value", "seen", "page", "n")}
    assert cells["value"].value == 46.5
    assert cells["value"].number_format not in ("General", "0%")
    assert cells["seen"].value == MAY_31
    assert cells["seen"].number_format == "dd/mm/yyyy"
    assert (cells["page"].value, cells["page"].number_format) == ("08", "@")
    assert cells["n"].value == 120


def test_the_workbook_tells_its_version_and_the_hash_of_each_table(package: Path) -> None:
    """On a sheet that no menu shows."""
    rows = list(load_workbook(workbook(package))["État"].iter_rows(values_only=True))
    assert rows[0][:4] == ("package", writing.FORMAT, "form", "1.0.0")
    hashes = {row[1]: row[2] for row in rows if row[0] == "table"}
    assert hashes.keys() == form.TABLES.keys()
    assert all(str(one).startswith("sha256:") for one in hashes.values())


# --- edits --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (47, "47"),
        (46.55, "46.55"),
        ("46,5", "46.5"),
        ("46.5 ", "46.5"),
        ("\u00a01\u202f234,5", "1234.5"),
        ("1,2E+05", "120000"),
        (None, ""),
        ("   ", ""),
    ],
)
def test_a_number_is_understood_however_it_was_typed(package: Path, typed: Any, written: str) -> None:
    """A number, a text with a comma or a point, with spaces that do not break; nothing."""
    run = take(package, lambda book: put(book["Chiffres"], 7, value=typed), "--agree")
    assert run.status == 0, run.words
    assert line(package, "figures", "mayors_2026,FR").split(",")[3] == written


@pytest.mark.parametrize("typed", ["46,5 %", "abc", MARCH_5, "#N/A", "#VALEUR!", True, "=1/0"])
def test_what_is_no_number_keeps_everything_from_being_written(package: Path, typed: Any) -> None:
    """A percent sign, a word, a day, an error of the spreadsheet: told with sheet, line and column."""
    before = contents(package)

    def edit(book: Workbook) -> None:
        put(book["Chiffres"], 7, value=typed)
        put(book["Chiffres"], 4, n=1)

    run = take(package, edit, "--agree")
    assert run.status == 1
    assert "« Chiffres », ligne 7, Valeur" in run.told
    assert contents(package) == before


@pytest.mark.parametrize("typed", ["03/05/2026", "3/5/2026", "2026-05-03", MAY_3, dt.date(2026, 5, 3)])
def test_a_day_is_understood_the_french_way(package: Path, typed: Any) -> None:
    """03/05/2026 is the third of May."""
    assert take(package, lambda book: put(book["Chiffres"], 7, seen=typed), "--agree").status == 0
    assert "2026-05-03" in line(package, "figures", "mayors_2026,FR")


def test_a_day_that_is_none_is_told(package: Path) -> None:
    """The 31st of June; a number."""
    for typed in ("31/06/2026", 46145):

        def edit(book: Workbook, typed: Any = typed) -> None:
            put(book["Chiffres"], 7, seen=typed)
            book["Chiffres"].cell(7, form.column(book["Chiffres"], "seen")).number_format = "0"

        run = take(package, edit, "--agree")
        assert "n’est pas une date" in run.told
        (package / "saisie.xlsx").unlink()


@pytest.mark.parametrize(
    ("typed", "written"), [("oui", "true"), ("FAUX", "false"), (True, "true"), (0, "false")]
)
def test_yes_and_no_are_understood(package: Path, typed: Any, written: str) -> None:
    """As words, in either case, and as what Excel has for them."""
    assert take(package, lambda book: put(book["Chiffres"], 7, final=typed), "--agree").status == 0
    assert line(package, "figures", "mayors_2026,FR").split(",")[6] == written


@pytest.mark.parametrize(
    "typed",
    ["Île-de-France (Région)", " île-de-france (région) ", "ILE DE FRANCE (REGION)", "region_11"],
)
def test_a_label_is_understood_with_other_spaces_case_or_accents(package: Path, typed: str) -> None:
    """And so is its code."""
    assert take(package, lambda book: put(book["Chiffres"], 7, territory=typed), "--agree").status == 0
    assert line(package, "figures", "mayors_2026").startswith("mayors_2026,region_11,")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Île-de-France", "peut vouloir dire"),
        ("Ile-de-Frances (Région)", "est-ce"),
        ("Mars", "n’est pas dans"),
    ],
)
def test_a_label_that_is_not_sure_is_never_guessed(package: Path, typed: str, told: str) -> None:
    """Two rows have it, one has nearly, none has: nothing is written."""
    before = contents(package)
    run = take(package, lambda book: put(book["Chiffres"], 7, territory=typed), "--agree")
    assert run.status == 1
    assert told in run.told
    assert contents(package) == before


def test_a_changed_cell_is_told_from_old_to_new_in_labels(package: Path) -> None:
    """Table, row and column by what people call them, decimals with a comma."""
    run = take(package, lambda book: put(book["Chiffres"], 5, value=47.25, status="Manquante"))
    assert "Chiffres : 1 ligne changée" in run.told
    assert "Les maires · Île-de-France (Zone d'étude) · 2016 (ligne 5)" in run.told
    assert "Valeur : 46,5 → 47,25" in run.told
    assert "Statut : Normale → Manquante" in run.told


def test_in_english_too(package: Path) -> None:
    """The same in the other language."""
    path = changed(workbook(package), lambda book: put(book["Chiffres"], 5, value=47.25))
    run = Run("take", str(path), str(package), language="en")
    assert "Chiffres: 1 row changed" in run.told
    assert "46.5 → 47.25" in run.told


def test_nothing_is_written_without_agreement(package: Path) -> None:
    """Nobody answers, or no is answered."""
    before = contents(package)
    run = take(package, lambda book: put(book["Chiffres"], 5, value=47))
    assert (run.status, contents(package)) == (1, before)
    again = Run("take", str(package / "saisie.xlsx"), str(package), answers={"Écrire": "non"})
    assert (again.status, contents(package)) == (1, before)
    agreed = Run("take", str(package / "saisie.xlsx"), str(package), answers={"Écrire": "o"})
    assert agreed.status == 0
    assert contents(package) != before


def test_a_new_row_enters_in_its_place(package: Path) -> None:
    """Sorted by the key, whatever row it was typed in."""

    def edit(book: Workbook) -> None:
        sheet = book["Chiffres"]
        row = last(sheet) + 3  # some rows left empty
        put(sheet, row, study="les maires", territory="France", year="2015", value="7,5", status="Normale")

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert "1 ligne ajoutée" in run.told
    text = (package / "data/figures.csv").read_text(encoding="utf-8").splitlines()
    assert text[1] == "mayors_2016,FR,2015,7.5,,,,A,,"
    assert len(text) == 6


def test_a_new_thing_gets_a_code_from_its_label_and_serves_at_once(package: Path) -> None:
    """Its English label makes it, ASCII and unique; figures may name it."""

    def edit(book: Workbook) -> None:
        sheet = book["Études"]
        put(sheet, last(sheet), label_fr="Les maires, à nouveau", label_en="Mayors 2016")
        put(book["Chiffres"], 7, study="les maires, à nouveau")

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert "reçoit le code mayors_2016_2" in run.told
    assert line(package, "studies", "mayors_2016_2") == 'mayors_2016_2,"Les maires, à nouveau",Mayors 2016'
    assert line(package, "figures", "mayors_2016_2,FR")


def test_a_code_may_be_given_when_it_is_asked(package: Path) -> None:
    """The answer is taken before what is proposed."""
    answers = {"quel code": "mayors_2027", "Écrire": "o"}

    def edit(book: Workbook) -> None:
        put(book["Études"], last(book["Études"]), label_fr="Suite", label_en="Next")

    run = take(package, edit, answers=answers)
    assert run.status == 0
    assert any("[next]" in question for question in run.asked)
    assert line(package, "studies", "mayors_2027")


def test_a_code_that_a_label_cannot_make_is_asked_for(package: Path) -> None:
    """An INSEE code is two digits: without an answer nothing is written."""

    def edit(book: Workbook) -> None:
        put(book["Régions"], last(book["Régions"]), label_fr="Martinique", label_en="Martinique")

    assert "n’a pas de code" in take(package, edit, "--agree").told
    path = package / "saisie.xlsx"
    run = Run("take", str(path), str(package), answers={"quel code": "02", "Écrire": "o"})
    assert run.status == 0
    assert line(package, "regions", "02")


def test_a_new_row_of_a_label_that_is_there_is_no_other_row(package: Path) -> None:
    """Which of the two a figure means has to be said; old figures mean what they meant."""

    def edit(book: Workbook) -> None:
        sheet = book["Territoires"]
        put(sheet, last(sheet), kind="Zone d'étude", label_fr="France", label_en="France")
        put(book["Chiffres"], 7, territory="France (Zone d'étude)")
        put(book["Chiffres"], 6, territory="France")

    run = take(package, edit, "--agree")
    assert "ligne 6, Territoire : « France » peut vouloir dire" in run.told
    assert "ligne 7" not in run.told.partition("✗")[2]


def test_a_label_that_is_renamed_renames_no_code(package: Path) -> None:
    """Figures that show the old one, or the new one, mean the same row."""

    def edit(book: Workbook) -> None:
        put(book["Études"], 4, label_fr="Les élus")
        put(book["Chiffres"], 7, study="Les élus", year=2027)

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert line(package, "studies", "mayors_2016") == "mayors_2016,Les élus,Mayors"
    assert line(package, "figures", "mayors_2016,FR,2027")


def test_a_removed_row_is_asked_for_expressly(package: Path) -> None:
    """`--agree` is not enough; the number of rows must be typed, or given."""
    before = contents(package)
    run = take(package, lambda book: book["Chiffres"].delete_rows(6), "--agree")
    assert (run.status, contents(package)) == (1, before)
    assert "1 ligne supprimée" in run.told
    assert "étape majeure" in run.told
    path = str(package / "saisie.xlsx")
    assert Run("take", path, str(package), "--agree", "--remove", "2").status == 1
    assert contents(package) == before
    assert Run("take", path, str(package), answers={"taper 1": "o", "Écrire": "o"}).status == 1
    assert Run("take", path, str(package), answers={"taper 1": "1", "Écrire": "o"}).status == 0
    assert contents(package)["figures.csv"] != before["figures.csv"]


def test_a_cleared_row_is_removed(package: Path) -> None:
    """Its number and its code, which nobody sees, make no row."""

    def edit(book: Workbook) -> None:
        for cell in [*book["Chiffres"][6][1:], *book["Régions des territoires"][5][1:]]:
            cell.value = None
        for cell in book["Territoires"][6][2:]:
            cell.value = None

    assert take(package, edit, "--agree", "--remove", "3").status == 0
    assert not any(b"region_11" in content for content in contents(package).values())


def test_a_row_above_the_first_one_is_a_row(package: Path) -> None:
    """Where rows begin is told by the sheet, not by the first that has a number."""

    def edit(book: Workbook) -> None:
        sheet = book["Chiffres"]
        sheet.insert_rows(4)
        put(sheet, 4, study="Les maires", territory="France", year=2015, value=7, status="Normale")

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert line(package, "figures", "mayors_2016,FR,2015")


def test_a_hidden_code_that_was_changed_is_told(package: Path) -> None:
    """Figures name their study by it."""
    run = take(package, lambda book: put(book["Études"], 4, code="maires_2016"), "--agree")
    assert run.status == 1
    assert "le code caché était « mayors_2016 »" in run.told


def test_a_row_typed_again_is_the_same_row(package: Path) -> None:
    """By its key: a changed row, not one that goes and one that comes."""

    def edit(book: Workbook) -> None:
        sheet = book["Chiffres"]
        sheet.delete_rows(7)
        put(
            sheet,
            7,
            study="Les maires en 2026",
            territory="France",
            year=2026,
            value=52,
            n=998,
            status="Normale",
        )
        sheet.cell(7, 1).value = None

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert "Valeur : 51 → 52" in run.told
    assert "ajoutée" not in run.told


def test_rows_may_be_sorted_with_or_without_their_numbers(package: Path) -> None:
    """The order of a sheet is no content, nor is what the hidden column then says."""
    before = contents(package)

    def turn(book: Workbook, first: int) -> None:
        sheet = book["Chiffres"]
        rows = [[cell.value for cell in sheet[row][first:]] for row in range(4, 8)]
        for row, values in zip(range(4, 8), reversed(rows), strict=True):
            for at, value in enumerate(values, start=first + 1):
                sheet.cell(row, at).value = value

    for first in (0, 1):
        run = take(package, lambda book, first=first: turn(book, first))
        assert (run.status, run.told) == (0, ""), run.words
        (package / "saisie.xlsx").unlink()
    assert contents(package) == before


def test_a_copied_row_is_a_new_one(package: Path) -> None:
    """With its number and all; the row that was copied stays what it was."""

    def edit(book: Workbook) -> None:
        sheet = book["Chiffres"]
        for cell in sheet[5]:
            sheet.cell(8, cell.column).value = cell.value
        put(sheet, 8, year=2018, value=48)

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert "1 ligne ajoutée" in run.told
    assert "changée" not in run.told
    assert line(package, "figures", "mayors_2016,area_11,2018")


def test_a_copied_thing_gets_a_code_of_its_own(package: Path) -> None:
    """Not the hidden one that was copied with it."""

    def edit(book: Workbook) -> None:
        sheet = book["Études"]
        for cell in sheet[4]:
            sheet.cell(6, cell.column).value = cell.value
        put(sheet, 6, label_fr="Les maires, bis", label_en="Mayors again")

    run = take(package, edit, "--agree")
    assert run.status == 0, run.words
    assert line(package, "studies", "mayors_again")
    assert line(package, "studies", "mayors_2016") == "mayors_2016,Les maires,Mayors"


def test_two_rows_of_one_key_are_told(package: Path) -> None:
    """With both lines."""

    def edit(book: Workbook) -> None:
        put(book["Chiffres"], 8, study="Les maires", territory="France", year=2016, status="Normale")

    run = take(package, edit, "--agree")
    assert run.status == 1
    assert "« Chiffres », ligne 8 : même clé qu’à la ligne 4" in run.told


def test_a_key_that_changes_is_told_as_a_step(package: Path) -> None:
    """Whoever cites the figure finds it no more."""
    assert "étape majeure" in take(package, lambda book: put(book["Chiffres"], 7, year=2027)).told


def test_a_column_that_was_added_or_lost_is_told(package: Path) -> None:
    """What is not read is never passed over in silence."""

    def edit(book: Workbook) -> None:
        book["Chiffres"].cell(3, 12).value = "Ma colonne"
        book["Chiffres"].cell(5, 12).value = "à voir"
        book["Études"].delete_cols(4)

    run = take(package, edit, "--agree")
    assert run.status == 1
    assert "« Chiffres », Ma colonne" in run.told
    assert "« Études », Libellé en anglais" in run.told


def test_a_sheet_that_was_deleted_removes_nothing(package: Path) -> None:
    """Its table stays, and that is told."""
    before = contents(package)
    run = take(package, lambda book: book.remove(book["Régions"]), "--agree")
    assert (run.status, contents(package)) == (0, before)
    assert "« Régions » n’est plus dans le classeur" in run.told


def test_sheets_may_be_renamed_and_moved(package: Path) -> None:
    """A sheet is known by what is hidden in it."""

    def edit(book: Workbook) -> None:
        book["Chiffres"].title = "Mes chiffres"
        book.move_sheet("Mes chiffres", 3)
        put(book["Mes chiffres"], 7, value=52)

    assert take(package, edit, "--agree").status == 0
    assert line(package, "figures", "mayors_2026,FR").split(",")[3] == "52"


def test_an_error_that_validate_would_find_keeps_it_from_being_written(package: Path) -> None:
    """A value below its bound; somebody may still want it so, for a while."""
    before = contents(package)
    run = take(package, lambda book: put(book["Chiffres"], 7, value=-3), "--agree")
    assert (run.status, contents(package)) == (1, before)
    assert "constraint-error" in run.told
    path = str(package / "saisie.xlsx")
    assert Run("take", path, str(package), answers={"quand même": "o", "Écrire": "o"}).status == 0


def test_errors_that_were_there_before_keep_nobody_from_editing(tmp_path: Path) -> None:
    """Only new ones do."""
    package = form.write(tmp_path, {"members": "territory,region\narea_11,99\n"})
    assert take(package, lambda book: put(book["Chiffres"], 7, value=52), "--agree").status == 0


def test_the_whole_is_in_the_report(package: Path) -> None:
    """The first of each kind on the screen, every one in the file."""

    def edit(book: Workbook) -> None:
        for row in range(4, 8):
            put(book["Chiffres"], row, note=f"Note {row}")

    report = package / "report.txt"
    run = take(package, edit, "--report", str(report))
    assert "et 1 de plus" in run.told
    assert "Note 7" not in run.told
    assert "Note 7" in report.read_text(encoding="utf-8")


def test_the_next_study_enters_by_the_workbook(tmp_path: Path, next_package: Path) -> None:
    """Rows typed in labels, codes given for what is new: the tables are those that were entered by hand.

    To the byte, but for « 40.0 »: a spreadsheet has the number 40.
    """
    folder = real(tmp_path)
    path = workbook(folder)
    before, after = (tables_of(place) for place in (folder, next_package))
    shown = columns_of(after, after)

    def enter(book: Workbook) -> None:
        for sheet in book.worksheets[1:-2]:
            name = sheet["A1"].value
            table, key = after[name], after[name].key
            there = {tuple(row[p] for p in key): at for at, row in enumerate(before[name].rows, start=4)}
            free = last(sheet)
            for row in table.rows:
                if row in before[name].rows:
                    continue
                at = there.get(tuple(row[p] for p in key), free)
                free += at == free
                put(sheet, at, **{c.name: c.shown(text) for c, text in zip(shown[name], row, strict=True)})

    run = Run("take", str(changed(path, enter)), str(folder), "--agree")
    assert run.status == 0, run.words
    assert "Tous les chiffres" in run.told
    for name, table in after.items():
        made = [(place / table.resource.paths[0]).read_bytes() for place in (folder, next_package)]
        one, other = (re.sub(rb"(?<=\d)\.0(?=,)", b"", content) for content in made)
        assert one == other, name


def tables_of(package: Path) -> dict[str, tables.Table]:
    """The tables of a package."""
    with open_source(str(package)) as source:
        return tables.read(source, to_package(source.descriptor))


# --- what else happened to the package ----------------------------------------------------------------------


def test_a_table_that_others_changed_stays_as_they_left_it(package: Path) -> None:
    """It is told; what the workbook changes elsewhere enters."""
    path = changed(workbook(package), lambda book: put(book["Chiffres"], 7, value=52))
    theirs = form.TABLES["studies"] + "mayors_2030,En 2030,In 2030\n"
    form.write(package, {"studies": theirs})
    run = Run("take", str(path), str(package), "--agree")
    assert run.status == 0, run.words
    assert "« Études » a changé dans le paquet" in run.told
    assert (package / "data/studies.csv").read_text(encoding="utf-8") == theirs


def test_a_table_that_both_changed_is_refused_and_nothing_is_written(package: Path) -> None:
    """Nor what only the workbook changed."""

    def edit(book: Workbook) -> None:
        put(book["Études"], 4, label_fr="Les élus")
        put(book["Chiffres"], 7, value=52)

    path = changed(workbook(package), edit)
    form.write(package, {"studies": form.TABLES["studies"] + "mayors_2030,En 2030,In 2030\n"})
    before = contents(package)
    run = Run("take", str(path), str(package), "--agree")
    assert (run.status, contents(package)) == (1, before)
    assert "« Études » : cette table a changé dans le classeur et, depuis, dans le paquet" in run.told


def test_a_workbook_taken_twice_changes_nothing_more(package: Path) -> None:
    """What it asks for is there already."""
    run = take(package, lambda book: put(book["Chiffres"], 7, value=52), "--agree")
    assert run.status == 0
    again = Run("take", str(package / "saisie.xlsx"), str(package), "--agree")
    assert (again.status, again.told) == (0, "")


def test_an_older_version_is_told(package: Path) -> None:
    """The version that the workbook was made from, and the one that the package is at."""
    path = workbook(package)
    descriptor = package / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace("1.0.0", "1.1.0"), "utf-8")
    assert "version 1.0.0 ; le paquet en est à 1.1.0" in Run("take", str(path), str(package)).told.replace(
        "\u202f", " "
    )


def test_a_column_that_the_schema_has_since_asks_for_a_new_workbook(package: Path) -> None:
    """Nothing is taken by place."""
    path = workbook(package)
    descriptor = package / "datapackage.json"
    text = descriptor.read_text("utf-8").replace('"name": "note"', '"name": "remark"')
    descriptor.write_text(text, "utf-8")
    figures = package / "data/figures.csv"
    figures.write_text(figures.read_text("utf-8").replace("page,note", "page,remark"), "utf-8")
    run = Run("take", str(path), str(package), "--agree")
    assert run.status == 1
    assert "les colonnes de cette table ont changé" in run.told


def test_hidden_sheets_that_were_touched_are_told(package: Path) -> None:
    """What the workbook was made from must be what its hash says."""

    def edit(book: Workbook) -> None:
        sheet = book["État"]
        row = next(row for row in sheet.iter_rows() if row[0].value == "row" and row[1].value == "figures")
        row[5].value = "9.0"

    run = take(package, edit, "--agree")
    assert run.status == 1
    assert "les feuilles cachées du classeur ont été touchées" in run.told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("a.xlsx", b"PK\x03\x04xl/ broken", "cannot be read"), ("a.xlsx", None, "cannot be read")],
)
def test_a_file_that_is_no_workbook_is_refused(
    package: Path, name: str, content: bytes | None, told: str
) -> None:
    """Broken, or not there."""
    if content is not None:
        (package / name).write_bytes(content)
    with pytest.raises(ProjectError, match=told):
        Run("take", str(package / name), str(package))


def test_another_workbook_is_refused(package: Path, tmp_path: Path) -> None:
    """One that `edit` did not make, and one of another package."""
    path = changed(workbook(package), lambda book: book.remove(book["État"]))
    with pytest.raises(ProjectError, match="no workbook that"):
        Run("take", str(path), str(package))
    other = form.write(tmp_path / "other")
    descriptor = other / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace('"name": "form"', '"name": "other"'), "utf-8")
    path.unlink()
    with pytest.raises(ProjectError, match="is of the package"):
        Run("take", str(workbook(package)), str(other))


def test_a_package_is_edited_where_it_lies(package: Path, tmp_path: Path) -> None:
    """What is unpacked for a moment would be written for a moment."""
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", package)
    path = workbook(package)
    for command in (["edit", packed, "--to", str(tmp_path / "a.xlsx")], ["take", str(path), packed]):
        with pytest.raises(ProjectError, match="no zip and no address"):
            Run(*command)


# --- writing ------------------------------------------------------------------------------------------------


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    """Where one cannot take its name, the others keep what they had, and nothing is left behind."""
    one, other = tmp_path / "a.csv", tmp_path / "b"
    one.write_bytes(b"old")
    other.mkdir()
    with pytest.raises(ProjectError):
        storing.store({one: b"new", other: b"new"})
    assert one.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b"]


def test_where_there_is_no_terminal_nobody_is_asked(package: Path) -> None:
    """The command as typed, its input closed: nothing is written, exit status 1."""
    before = contents(package)
    path = changed(workbook(package), lambda book: put(book["Chiffres"], 7, value=52))
    command = [sys.executable, "-m", "scripts", "take", str(path), str(package), "--lang", "fr"]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "faute d’accord" in done.stderr
    assert contents(package) == before


def test_every_wording_has_both_languages() -> None:
    """Of the workbook and of what is said of it."""
    for section in ("edit", "take", "cell", "column", "front"):
        for name, said in texts()[section].items():
            assert said.keys() == {"fr", "en"}, name

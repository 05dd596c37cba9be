"""Each mistake that a hand makes on the next study is told, at its line, and what is right passes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.check.package import check
from scripts.reading.issues import LANGUAGES, Severity, explain
from scripts.reading.sources import open_source
from tests.next_study import BEFORE, MAYORS, RATE, STUDY, change

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.reading.issues import Issue
    from tests.next_study import Row

FIGURES = "datapackage/observations.csv"
WARNING, ERROR = Severity.WARNING, Severity.ERROR
Select = dict[str, str]

WHOLE = {"study": STUDY, "indicator": RATE, "population": "companies_10_plus", "territory": "FR"}
# Two regions whose rates are far apart, though no test tells either from the whole.
ONE, OTHER = WHOLE | {"territory": "region_27"}, WHOLE | {"territory": "region_28"}
CLASS = WHOLE | {"population": "companies_10_49"}
TYPES = {"study": STUDY, "indicator": "main_partnership_type", "territory": "region_11"}
LEADERS = {"study": STUDY, "population": "company_leaders", "territory": "FR"}
DIALOGUE = LEADERS | {"indicator": "role_priority", "item": "lead_dialogue"}
TOTAL = LEADERS | {"domain": "poverty_exclusion", "answer": "very_important_or_important"}
MEASURED = ("value", "lower", "upper")


def chosen(rows: list[Row], select: Select) -> list[Row]:
    """The rows that have these cells."""
    found = [row for row in rows if all(row[name] == text for name, text in select.items())]
    assert found, select
    return found


def put(select: Select, **cells: str) -> Callable[[list[Row]], None]:
    """An edit that sets cells of the one row that is selected; a value loses the interval that it leaves."""

    def edit(rows: list[Row]) -> None:
        (row,) = chosen(rows, select)
        if "value" in cells:
            row |= {"lower": "", "upper": "", "interval_method": ""}
        row |= cells

    return edit


def exchange(one: Row, other: Row) -> None:
    """Two rows get each other's measures, as where a hand slips a line."""
    for name in MEASURED:
        one[name], other[name] = other[name], one[name]


def swap(rows: list[Row]) -> None:
    """Two regions get each other's rate."""
    exchange(chosen(rows, ONE)[0], chosen(rows, OTHER)[0])


def swap_roles(rows: list[Row]) -> None:
    """Two roles, of which an earlier wave asked too, get each other's answers, bases and all."""
    for answer in ("priority", "secondary", "not_needed", "priority_or_secondary"):
        of = {"study": MAYORS, "indicator": "role_priority", "answer": answer}
        pair = ("initiate_meetings", "public_private_partnerships")
        exchange(*(chosen(rows, of | {"item": item})[0] for item in pair))


def raise_type(rows: list[Row]) -> None:
    """One type of partnership, of a question with one answer, gets 40 points too many."""
    row = chosen(rows, TYPES)[0]
    row["value"] = str(float(row["value"]) + 40)


def answers(**values: str) -> Callable[[list[Row]], None]:
    """An edit that sets the answers to the question of the territorial dialogue."""

    def edit(rows: list[Row]) -> None:
        for answer, value in values.items():
            put(DIALOGUE | {"answer": answer}, value=value)(rows)

    return edit


# What passed unseen in data versions before 2.0, each made alone: the mistake, the edit, the rule that tells
# it, its severity, and the rows one of whose lines it names.
MISTAKES: list[tuple[str, Callable[[list[Row]], Any], str, Severity, Select]] = [
    ("a base above n", put(WHOLE, base_n="11770"), "plausible-base", WARNING, WHOLE),
    ("a small base without its flag", put(ONE, base_n="17"), "plausible-small-base", WARNING, ONE),
    (
        "a mark against its value",
        put(ONE, value="12.3", significance="above"),
        "plausible-mark",
        WARNING,
        ONE,
    ),
    ("a whole outside its parts", put(WHOLE, value="94.6"), "plausible-whole", WARNING, WHOLE),
    ("a share written from 0 to 1", put(ONE, value="0.347"), "plausible-percent", WARNING, ONE),
    ("types of one answer above 100", raise_type, "plausible-parts", WARNING, TYPES),
    ("two neighbours swapped", swap, "plausible-order", WARNING, ONE),
    ("a base of a class above the whole's", put(CLASS, base_n="1179"), "plausible-base", WARNING, CLASS),
    (
        "two roles swapped",
        swap_roles,
        "plausible-order",
        WARNING,
        {"study": MAYORS, "item": "initiate_meetings"},
    ),
    ("a total below its part", put(TOTAL, value="12.0"), "totals-add-up", ERROR, TOTAL),
    ("answers that make 147", answers(not_needed="58.8"), "answers-add-up", ERROR, DIALOGUE),
]


def edited(package: Path, folder: Path, edit: Callable[[list[Row]], Any]) -> Path:
    """A copy of the package with its figures edited."""
    copied = Path(shutil.copytree(package, folder / "package"))
    change(copied, edit)
    return copied


def found(package: Path) -> list[Issue]:
    """All that the checks say of a package."""
    with open_source(str(package)) as source:
        return list(check(source, house=True))


def of_rule(issues: list[Issue], rule: str) -> list[Issue]:
    """The issues that one rule found."""
    return [item for item in issues if dict(item.arguments).get("rule") == f"datapackage/rules/{rule}.sql"]


def lines_of(package: Path, select: Select) -> set[int]:
    """The lines of the selected rows in the table of figures, none of whose cells has a line break."""
    with (package / FIGURES).open(encoding="utf-8", newline="") as file:
        numbered = list(enumerate(csv.DictReader(file), start=2))
    return {line for line, row in numbered if all(row[name] == text for name, text in select.items())}


@pytest.mark.parametrize(
    ("edit", "rule", "severity", "rows"), [item[1:] for item in MISTAKES], ids=[item[0] for item in MISTAKES]
)
def test_a_mistake_is_told_in_both_languages_at_its_line(
    edit: Callable[[list[Row]], Any],
    rule: str,
    severity: Severity,
    rows: Select,
    next_package: Path,
    tmp_path: Path,
) -> None:
    """By its rule, with the file and the line of the figures to mend."""
    package = edited(next_package, tmp_path, edit)
    told = of_rule(found(package), rule)
    assert [item.severity for item in told] == [severity]
    assert told[0].path == FIGURES
    assert told[0].line in lines_of(package, rows)
    arguments = dict(told[0].arguments)
    assert arguments["title_fr"] != arguments["title_en"]
    for language in LANGUAGES:
        words = explain(told, lang=language).replace("\n    ", " ")
        assert f"{FIGURES}:{told[0].line}" in words
        assert str(arguments[f"title_{language}"]) in words


def test_a_swap_against_the_marks_is_told(next_package: Path, tmp_path: Path) -> None:
    """Where the earlier wave is silent, the marks are not: above, with a value below the whole."""

    def edit(rows: list[Row]) -> None:
        rates = {**WHOLE}
        del rates["territory"]
        exchange(*(chosen(rows, rates | {"significance": mark})[0] for mark in ("above", "below")))

    assert len(of_rule(found(edited(next_package, tmp_path, edit)), "plausible-mark")) == 2


def test_an_earlier_study_of_the_same_outlines_counts_under_other_codes(
    next_package: Path, tmp_path: Path
) -> None:
    """An area of 2015 that is one region of today is the same place, whatever its code."""

    def edit(rows: list[Row]) -> None:
        for row in chosen(rows, {"study": BEFORE}):
            row["territory"] = row["territory"].replace("region_", "area_")
        rows[:] = [row for row in rows if row["territory"] not in ("area_93", "area_94")]
        swap(rows)

    assert len(of_rule(found(edited(next_package, tmp_path, edit)), "plausible-order")) == 1


def test_a_whole_outside_its_size_classes_is_told(next_package: Path, tmp_path: Path) -> None:
    """Also where a study has no territory at all."""

    def edit(rows: list[Row]) -> None:
        put(WHOLE, value="94.6")(rows)
        rows[:] = [row for row in rows if row["study"] != STUDY or row["territory"] == "FR"]

    assert len(of_rule(found(edited(next_package, tmp_path, edit)), "plausible-whole")) == 1


def test_a_total_is_added_in_exact_decimals(next_package: Path, tmp_path: Path) -> None:
    """88.2 is 50.9 and 37.3, whatever binary fractions make of it."""
    assert 50.9 + 37.3 != 88.2
    edit = answers(priority="50.9", secondary="37.3", priority_or_secondary="88.2", not_needed="11.8")
    assert found(edited(next_package, tmp_path, edit)) == []


def test_a_share_below_1_that_completes_its_scale_passes(next_package: Path, tmp_path: Path) -> None:
    """0.8 % is a share where the other answers make 99.2 %."""
    edit = answers(priority="57.4", secondary="41.8", priority_or_secondary="99.2", not_needed="0.8")
    assert of_rule(found(edited(next_package, tmp_path, edit)), "plausible-percent") == []

"""Issues and their words: values that sort, two languages, three formats, true totals."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.reading.issues import (
    FORMATS,
    LANGUAGES,
    Issue,
    Severity,
    codes,
    explain,
    from_error,
    issue,
    judged,
    messages,
)
from scripts.reading.issues.model import VALUE_LIMIT
from scripts.reading.issues.reports import WIDTH
from scripts.reading.model.errors import SourceError

TEXT = st.text(max_size=20)
ISSUES = st.builds(
    issue,
    st.sampled_from(codes()),
    resource=TEXT,
    path=TEXT,
    line=st.integers(0, 10**6),
    row=st.integers(0, 10**6),
    field=TEXT,
    value=TEXT,
    expected=TEXT,
    other=st.integers(),
)


def wrong(line: int, code: str = "type-error", **details: object) -> Issue:
    """An issue of one table."""
    return issue(
        code,
        "number",
        **{"resource": "rates", "path": "rates.csv", "line": line, "field": "value", **details},
    )


def test_errors_sort_before_warnings_and_lines_as_numbers() -> None:
    """The order of a report."""
    found = sorted([issue("unlisted-file"), wrong(10), wrong(9)])
    assert [(str(item.severity), item.line) for item in found] == [
        ("error", 9),
        ("error", 10),
        ("warning", 0),
    ]


def test_the_catalogue_gives_the_severity() -> None:
    """Of the code, or of one of its wordings; a check may say otherwise."""
    assert issue("version-error").severity is Severity.WARNING
    assert issue("version-error", "missing").severity is Severity.NONE
    assert issue("check-skipped").severity is Severity.UNCHECKED
    assert issue("coherence", severity="warning").severity is Severity.WARNING


def test_the_house_has_a_verdict_of_its_own() -> None:
    """Where the catalogue gives it one; a rule's own severity is the same in both."""
    made = [issue("version-error"), issue("version-error", "missing"), issue("type-error")]
    made += [issue("check-skipped", "package"), issue("coherence", severity="warning")]
    assert [str(item.severity) for item in judged(made, house=True)] == [
        "error",
        "warning",
        "error",
        "unchecked",
        "warning",
    ]
    assert [item.code for item in judged(made, house=False)] == [
        "version-error",
        "type-error",
        "check-skipped",
        "coherence",
    ]


def test_an_unknown_wording_is_the_default_one() -> None:
    """So that an engine may name a type or a constraint without asking."""
    assert issue("type-error", "geopoint").variant == "default"


def test_values_are_cut() -> None:
    """A cell of a megabyte does not fill the report."""
    assert len(issue("type-error", value="x" * 10**6).value) == VALUE_LIMIT


def test_what_is_no_text_is_shown_as_json() -> None:
    """Not as Python writes it."""
    assert issue("roles-error", value=["a", True]).value == '["a", true]'


def test_an_error_becomes_an_issue_with_its_own_words() -> None:
    """Code, wording and arguments go along; without a wording, its one line is the note."""
    error = SourceError("a.json:3: …", code="json-error", path="a.json", line=3, column=7, note="x")
    assert from_error(error).message("en") == "Line 3 is not JSON at column 7 (x)."
    assert from_error(SourceError("that failed")).message("en") == "The package cannot be read: that failed."


def test_nothing_to_say_is_said_in_words() -> None:
    """« aucune erreur », not silence."""
    assert explain([], lang="fr") == "Aucune erreur.\n"
    assert explain([], lang="en") == "No error.\n"
    assert "**Aucune erreur.**" in explain([], lang="fr", format="markdown")
    assert explain([issue("version-error")], lang="fr").endswith("\nAucune erreur, 1 avertissement.\n")


def test_what_was_not_checked_is_no_fault_and_no_praise() -> None:
    """« Incomplet », in the words of the report and for a program."""
    left = issue("check-skipped", "no-schema", resource="a")
    assert explain([left], lang="fr").endswith(
        "\nIncomplet\u00a0: 1 vérification n’a pas été faite. Aucune erreur dans le reste.\n"
    )
    assert explain([left, left, wrong(2)], lang="en").endswith(
        "\nIncomplete: 2 checks were not done. 1 error.\n"
    )
    assert "NON VÉRIFIÉ  " in explain([left], lang="fr")
    for found, valid in (([left], None), ([left, wrong(2)], False), ([issue("bom")], True)):
        read = json.loads(explain(found, format="json"))
        assert (read["valid"], read["complete"]) == (valid, left not in found)
    read = json.loads(explain([left, wrong(2)], format="json"))
    assert [item["reason"] for item in read["unchecked"]] == ["no-schema"]
    assert [item["code"] for item in read["issues"]] == list(read["counts"]) == ["type-error"]


def test_files_that_are_no_tables_are_counted() -> None:
    """There, their content not checked: nobody takes them for checked."""
    counts = {"tables": 1, "rows": 2, "files": 3, "present": 2}
    assert explain([], lang="en", counts=counts).endswith(
        "and 3 files checked, 2 of them no tables: there, their content not checked.\n"
    )


def test_what_was_checked_is_said_as_far_as_it_is_known() -> None:
    """The target, and the engine where one is named."""
    assert explain([], lang="en", target="a.json", engine="e").startswith("Checked: a.json, engine e.")
    assert explain([], lang="en", target="a.json").startswith("Checked: a.json.")


def test_totals_are_true_and_samples_few() -> None:
    """Grouped: a count, three samples, how many more; French and English numbers."""
    found = [wrong(line, value="x") for line in range(2, 1502)]
    text = explain(found, lang="fr")
    assert "1\u202f500 fois" in text
    assert "… et 1\u202f497 de plus" in text
    assert text.endswith("\n1\u202f500 erreurs.\n")
    assert text.count("rates.csv:") == 3
    assert "1,500 times" in explain(found, lang="en")


def test_groups_are_by_code_resource_and_field() -> None:
    """What is mended in one go stands together."""
    found = [wrong(2), wrong(3), wrong(2, field="base"), wrong(2, resource="other")]
    assert explain(found).count("[type-error]") == 3


def test_the_cells_that_short_rows_lack_are_one_group() -> None:
    """A row that ends early is one sample, whatever it lacks; the total is of cells."""
    found = [
        issue("missing-cell", resource="r", path="r.csv", line=line, field=field, position=2)
        for line in range(2, 8)
        for field in "bcd"
    ]
    text = explain(found, lang="en")
    assert text.count("[missing-cell]") == 1
    assert [line.split()[0] for line in text.splitlines() if "r.csv:" in line] == [
        "r.csv:2",
        "r.csv:3",
        "r.csv:4",
    ]
    assert "[missing-cell] · r · 18 times" in text
    assert "… and 15 more" in text


def test_a_report_is_as_wide_as_its_terminal() -> None:
    """But for what cannot be broken; never wider than WIDTH, for lines that long are hard to read."""
    found = [wrong(line, value="a long value " * 20) for line in range(2, 9)]
    for asked, width in ((80, 80), (500, WIDTH), (10, 40)):
        lines = explain(found, lang="fr", target="t", width=asked).splitlines()
        assert width - 15 < max(map(len, lines)) <= width


def test_the_total_says_of_how_much() -> None:
    """Tables, rows and files, with errors and without."""
    counts = {"tables": 1, "rows": 12_500, "files": 2}
    assert explain([], lang="en", counts=counts) == "No error: 1 table, 12,500 rows and 2 files checked.\n"
    told = explain([wrong(2), wrong(3)], lang="en", counts=counts)
    assert told.endswith("\n2 errors, in 1 table, 12,500 rows and 2 files checked.\n")
    told = explain([wrong(2), issue("version-error")], lang="fr", counts=counts)
    assert told.endswith(
        "\n1 erreur et 1 avertissement, pour 1 table, 12\u202f500 lignes et 2 fichiers vérifiés.\n"
    )


def test_rules_are_apart() -> None:
    """Each coherence rule is a group."""
    found = [issue("coherence", resource="a", rule=name, title_fr=name, title_en=name) for name in "xxy"]
    assert explain(found).count("[coherence]") == 2


def test_the_whole_of_a_report_in_both_languages() -> None:
    """As a user reads it."""
    found = [
        wrong(12, value="2O"),
        wrong(9, value="n.d."),
        issue("unlisted-file", path="old.csv", severity="error"),
        issue("version-error", "missing", path="datapackage.json", line=1, severity="warning"),
    ]
    assert explain(found, lang="fr", target="datapackage.json", engine="frictionless", prefix="d/") == (
        "ERREUR  Fichier CSV qu’aucune ressource ne nomme  [unlisted-file]\n"
        "    d/old.csv  Ce fichier n’est dans aucune ressource\u00a0: il ne serait ni vérifié ni publié.\n"
        "    → L’ajouter à «\u00a0resources\u00a0» dans le descripteur, ou le retirer du dossier.\n"
        "\n"
        "ERREUR  Valeur d’un autre type que sa colonne  [type-error] · rates · value · 2 fois\n"
        "    d/rates.csv:9 value  «\u00a0n.d.\u00a0» n’est pas un nombre.\n"
        "    d/rates.csv:12 value  «\u00a02O\u00a0» n’est pas un nombre.\n"
        "    → Écrire le nombre avec un point décimal et sans unité\u202f; "
        "laisser vide s’il n’y a pas de valeur.\n"
        "\n"
        "AVERTISSEMENT  Version du paquet à revoir  [version-error]\n"
        "    d/datapackage.json:1  Le paquet n’a pas de «\u00a0version\u00a0»\u00a0: "
        "il ne peut pas être publié.\n"
        "    → Écrire trois nombres séparés par des points, par exemple «\u00a01.0.0\u00a0» "
        "(https://semver.org).\n"
        "\n"
        "Vérifié\u00a0: datapackage.json, moteur frictionless.\n"
        "3 erreurs et 1 avertissement.\n"
    )
    assert explain(found[:1], lang="en") == (
        "ERROR  Value of another type than its column  [type-error] · rates · value\n"
        "    rates.csv:12 value  “2O” is not a number.\n"
        "    → Write the number with a decimal point and no unit; leave empty where there is no value.\n"
        "\n"
        "1 error.\n"
    )


def test_a_hostile_value_does_nothing_to_a_terminal() -> None:
    """Escapes, line breaks and changes of direction are shown, not done."""
    text = explain([wrong(2, value="\x1b[2J\n\u202e", field="a\x07")])
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "\\u001b[2J\\n\\u202e" in text


def test_markdown_is_not_broken_by_a_value() -> None:
    """Bars and tags are text."""
    assert "\\| &lt;b>" in explain([wrong(2, value="| <b>")], format="markdown")


@given(st.lists(ISSUES, max_size=6), st.sampled_from(LANGUAGES))
def test_json_gives_back_every_issue(found: list[Issue], language: str) -> None:
    """Read again, it says all that was told: counts are true, and nothing is lost or renamed."""
    read = json.loads(explain(found, lang=language, format="json", engine="e"))
    found = [item for item in found if item.severity is not Severity.NONE]
    left = sum(item.severity is Severity.UNCHECKED for item in found)
    assert list(read) == ["valid", "complete", "engine", "checked", "counts", "issues", "unchecked", "waived"]
    assert (read["valid"] is False) is any(item.severity is Severity.ERROR for item in found)
    assert read["complete"] is (left == 0)
    assert sum(read["counts"].values()) == len(read["issues"]) == len(found) - left
    keys = ["severity", "code", "resource", "path", "line", "row", "field", "value", "message", "hint"]
    assert all(list(item) == keys for item in read["issues"])
    assert all(list(item) == [*keys, "reason"] for item in read["unchecked"])
    told = [(i.severity, i.code, i.resource, i.path, i.line, i.row, i.field, i.value) for i in found]
    again = [
        tuple(item[key] or (0 if key in ("line", "row") else "") for key in keys[:8])
        for item in read["issues"] + read["unchecked"]
    ]
    assert sorted(again) == sorted(told)


@given(st.lists(ISSUES, max_size=6), st.sampled_from(LANGUAGES), st.sampled_from(sorted(FORMATS)))
def test_any_issues_can_be_explained(found: list[Issue], language: str, form: str) -> None:
    """In every format, whatever the values hold; the report ends with one newline."""
    text = explain(found, lang=language, format=form, target="t", engine="e")
    assert text.endswith("\n")


@pytest.mark.parametrize("code", codes())
def test_words_are_typographic(code: str) -> None:
    """No straight apostrophe; in French no ordinary space before : ; ? ! % » nor after «."""
    for variant in messages.variants(code):
        for say in (messages.message, messages.hint):
            text = say(code, variant, "fr", {})
            assert not any(f" {mark}" in text for mark in ":;?!%»"), text
            assert "« " not in text
            assert "'" not in text
            english = say(code, variant, "en", {})
            assert "'" not in english
            assert "«" not in english
            assert not any(f" {mark}" in english for mark in ":;?!%"), english
    for language in LANGUAGES:
        assert not messages.title(code, language).endswith(".")

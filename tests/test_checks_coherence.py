"""The coherence check: the package's own rules, in a database that is shut in, and waivers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from scripts.check.database import Database, QueryError
from scripts.commands.cli import main
from scripts.reading.issues import LANGUAGES, Severity
from scripts.reading.issues.budget import Budget
from tests.tiny import issues, kinds, things, told, write

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
HEAD = "-- title_fr: Le titre\n-- title_en: The title\n-- table: things\n"
RULE = "data/rules/a.sql"


def headed(sql: str, head: str = HEAD) -> str:
    """The text of a rule."""
    return head + sql


def ruled(folder: Path, sql: str, head: str = HEAD, **files: str) -> Path:
    """A sound package with one rule."""
    return write(folder, files={RULE: headed(sql, head), **files})


def test_a_rule_that_finds_nothing_says_nothing(tmp_path: Path) -> None:
    """An empty answer is a clean package."""
    assert kinds(ruled(tmp_path, "SELECT code FROM things WHERE code = 'z'")) == []


def test_a_row_found_is_told_with_its_values_at_its_line(tmp_path: Path) -> None:
    """Its primary key finds the line."""
    [item] = issues(ruled(tmp_path, "SELECT kind, code, size FROM things WHERE size > 2"))
    assert (item.code, item.resource, item.path, item.line, item.row) == (
        "coherence",
        "things",
        "data/things.csv",
        3,
        3,
    )
    assert item.message("fr") == "Le titre\u00a0: kind=blue, code=b, size=2.5."
    assert item.message("en") == "The title: kind=blue, code=b, size=2.5."
    assert RULE in item.hint("fr")


def test_a_row_without_its_key_is_told_for_the_table(tmp_path: Path) -> None:
    """No line, or the one that the query says."""
    assert told(ruled(tmp_path, "SELECT count(*) AS n FROM things")) == ["coherence/default data/things.csv"]
    assert told(ruled(tmp_path, "SELECT 3 AS line")) == ["coherence/default data/things.csv:3"]


def test_a_rule_may_warn_and_name_a_field(tmp_path: Path) -> None:
    """As its header says."""
    head = f"{HEAD}-- severity: warning\n-- field: size\n\n-- a remark: of no matter\n"
    [item] = issues(ruled(tmp_path, "SELECT code, size FROM things WHERE code = 'b';", head))
    assert (item.severity, item.field, item.value) == (Severity.WARNING, "size", "2.5")


# --- figures and cuts ---------------------------------------------------------------------------------------

FIGURES = "datapackage/observations.csv"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small package, which has figures and cuts."""
    return Path(shutil.copytree(ROOT / "tests" / "packages" / "small", tmp_path / "small"))


def with_rules(package: Path, **rules: str) -> Path:
    """The package with a rule over each of these tables."""
    (package / "datapackage/rules").mkdir()
    for table, sql in rules.items():
        name = table.replace("_", "-")
        head = HEAD.replace("table: things", f"table: {name}")
        (package / f"datapackage/rules/{name}.sql").write_text(head + sql, encoding="utf-8")
    return package


def declare(package: Path, edit: Callable[[list[Any]], Any]) -> Path:
    """The package with its cuts edited, on lines of their own."""
    path = package / "datapackage.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    edit(raw["cuts"])
    path.write_text(json.dumps(raw, indent=2), encoding="utf-8")
    return package


def test_what_a_rule_finds_in_a_figure_is_placed_at_its_line(small: Path) -> None:
    """By its identifier; a rule sees the unit too, and an empty dimension is empty."""
    sql = "SELECT identifier, value FROM observations WHERE unit = 'score' AND answer IS NULL"
    [item] = issues(with_rules(small, observations=sql))
    assert (item.resource, item.path, item.line, item.row) == ("observations", FIGURES, 5, 5)
    assert item.argument("identifier") == "observations:phare_2015/trust/53/-/-"


def test_what_a_rule_finds_in_a_cut_is_placed_in_the_table_of_figures(small: Path) -> None:
    """That is the file to mend; the cut has its labels."""
    sql = "SELECT identifier FROM regional_rates WHERE territory_label_en = 'Brittany'"
    [item] = issues(with_rules(small, regional_rates=sql))
    assert (item.resource, item.path, item.line) == ("observations", FIGURES, 5)


def test_a_faulty_declaration_is_told_at_its_line_and_keeps_rules_from_running(small: Path) -> None:
    """Those over figures and cuts; the others run."""
    with_rules(
        small,
        observations="SELECT identifier FROM observations",
        regional_rates="SELECT identifier FROM regional_rates",
        units="SELECT code FROM units WHERE code = 'score'",
    )
    declare(small, lambda cuts: cuts[1].update(order=["rolle"]))
    text = (small / "datapackage.json").read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(text, 1) if '"rolle"' in line)
    assert told(small, house=True) == [
        "coherence/default datapackage/units.csv:3",
        f"cut-error/order datapackage.json:{line}",
        "check-skipped/rule datapackage/rules/observations.sql",
        "check-skipped/rule datapackage/rules/regional-rates.sql",
    ]


def test_a_figure_that_no_cut_keeps_is_a_warning_at_its_line(small: Path) -> None:
    """It would be seen nowhere but in the table of figures."""
    declare(small, lambda cuts: cuts.pop())
    found = issues(small, house=True)
    assert [(item.code, item.variant, item.severity) for item in found] == [
        ("cut-error", "left", Severity.WARNING)
    ] * 2
    assert [(item.path, item.line) for item in found] == [(FIGURES, 6), (FIGURES, 7)]


def test_figures_that_cannot_be_read_keep_their_rules_from_running(small: Path) -> None:
    """And nothing more is said of cuts."""
    with_rules(small, regional_rates="SELECT identifier FROM regional_rates")
    path = small / FIGURES
    path.write_text(path.read_text(encoding="utf-8").replace("37.50", "many"), encoding="utf-8")
    assert kinds(small) == ["type-error/number", "check-skipped/rule"]


def test_a_package_without_figures_has_no_view_of_them(tmp_path: Path) -> None:
    """A rule that asks for them asks for a table that is not there."""
    assert kinds(ruled(tmp_path, "SELECT * FROM observations")) == ["rule-error/default"]


@pytest.mark.parametrize(
    ("head", "variant"),
    [
        (HEAD.replace("-- title_en", "-- titre_en"), "header"),
        (HEAD.replace("Le titre", ""), "header"),
        (HEAD.replace("things", "thingz"), "table"),
        (f"{HEAD}-- severity: grave\n", "unknown-severity"),
        (f"SELECT 1;\n{HEAD}", "header"),
    ],
)
def test_a_header_that_does_not_say_enough(tmp_path: Path, head: str, variant: str) -> None:
    """The rule is not run."""
    assert set(kinds(ruled(tmp_path, "SELECT 1", head))) == {f"rule-error/{variant}"}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT nothing FROM things", "rule-error/default data/rules/a.sql:4"),
        ("SELECT 1\nFROM thing", "rule-error/default data/rules/a.sql:5"),
        ("SELECT\n1 +", "rule-error/default data/rules/a.sql:5"),
        ("SELECT CAST(kind AS INTEGER)\nFROM things", "rule-error/default data/rules/a.sql:4"),
        ("SELECT 1; SELECT 2", "rule-error/statement data/rules/a.sql:1"),
        ("DROP VIEW things", "rule-error/statement data/rules/a.sql:1"),
        ("", "rule-error/statement data/rules/a.sql:1"),
        ("CREATE TABLE a AS SELECT 1", "rule-error/statement data/rules/a.sql:1"),
    ],
)
def test_a_query_that_fails_is_an_issue_at_its_line(tmp_path: Path, sql: str, expected: str) -> None:
    """The line in the file, comments counted."""
    assert told(ruled(tmp_path, sql)) == [expected]


def test_a_rule_that_is_no_text(tmp_path: Path) -> None:
    """Not UTF-8: an issue like another."""
    assert kinds(write(tmp_path, files={RULE: b"\xff"})) == ["rule-error/default"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('data/things.csv')",
        "SELECT * FROM 'data/things.csv'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM outside",
        "SELECT getenv('HOME')",
    ],
)
def test_a_query_reaches_nothing_but_the_tables(sql: str) -> None:
    """No file, no environment, no Python variable."""
    outside = pa.table({"a": [1]})
    with Database({"things": outside}) as shut, pytest.raises(QueryError):
        shut.run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "INSTALL httpfs",
        "SET threads = 2",
        "COPY things TO 'x.csv'",
        "ATTACH 'x.db'",
        "SET lock_configuration = false",
    ],
)
def test_the_database_is_locked(sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even what is no query, and would be refused as such before, can do nothing."""
    monkeypatch.chdir(tmp_path)
    with Database({"things": pa.table({"a": [1]})}) as shut, pytest.raises(QueryError):
        shut.run(sql)
    assert list(tmp_path.iterdir()) == []


def test_a_query_that_never_ends_is_stopped() -> None:
    """After the seconds of the budget: a recursion without end, and more rows than there is time for."""
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    with Database({}, budget=Budget(rule=1)) as shut:
        for sql in (
            endless,
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range < b.range",
        ):
            with pytest.raises(QueryError, match=r"(?i)interrupt"):
                shut.run(sql)


def test_the_tables_of_a_query_are_found_anywhere_in_it() -> None:
    """In joins, subqueries and named queries."""
    tables = {name: pa.table({"x": [1]}) for name in ("a", "b-c", "d")}
    with Database(tables) as shut:
        sql = "WITH w AS (SELECT * FROM b_c) SELECT * FROM a, w WHERE EXISTS (SELECT 1 FROM d)"
        assert {"a", "b_c", "d"} <= shut.used(sql)


def test_rules_over_tables_that_cannot_be_read_are_skipped_and_said(tmp_path: Path) -> None:
    """The others run."""
    other = {
        "name": "others",
        "path": "data/others.csv",
        "format": "csv",
        "schema": {"fields": [{"name": "a"}]},
    }
    files = {
        RULE: headed("SELECT * FROM things JOIN others ON true"),
        "data/rules/b.sql": headed("SELECT code FROM things WHERE code = 'a'"),
        "data/others.csv": "a\nx,y\n",
    }
    write(tmp_path, lambda d: d["resources"].append(other), files=files)
    assert told(tmp_path) == [
        "coherence/default data/things.csv:2",
        "extra-cell/default data/others.csv:2",
        "check-skipped/rule data/rules/a.sql",
    ]


BARE = '[[waiver]]\nresource = "things"\ncode = "coherence"\nreason = "known"\n'
WAIVER = f'{BARE}rule = "a.sql"\nrow = "things:b"\n'
FOUND = "SELECT code FROM things WHERE code = 'b'"


def waived(folder: Path, waivers: str | bytes) -> list[str]:
    """The issues of a package with one fault and these waivers."""
    return told(write(folder, files={RULE: f"{HEAD}{FOUND}", "data/waivers.toml": waivers}))


def test_a_waiver_covers_what_it_names(tmp_path: Path) -> None:
    """By resource, code, rule and row; by field and value where they are given."""
    assert waived(tmp_path, WAIVER) == []
    assert waived(tmp_path, WAIVER.replace("a.sql", "rules/a.sql")) == []
    assert waived(tmp_path, WAIVER.replace("a.sql", RULE)) == []


@pytest.mark.parametrize(
    "other",
    [
        WAIVER + 'field = "size"\n',
        WAIVER + 'value = "3"\n',
        WAIVER.replace("a.sql", "b.sql"),
        WAIVER.replace("a.sql", "*.sql"),
        WAIVER.replace("a.sql", "other/a.sql"),
        WAIVER.replace("things:b", "things:a"),
        WAIVER.replace("things:b", "things"),
        WAIVER.replace('"things"', '"others"'),
    ],
)
def test_a_waiver_that_covers_nothing_is_stale(tmp_path: Path, other: str) -> None:
    """An error at its line, beside the issue that it does not cover."""
    found = waived(tmp_path, f"# what is known\n\n{other}")
    assert found == ["coherence/default data/things.csv:3", "stale-waiver/default data/waivers.toml:3"]


def test_a_waiver_of_one_row_lets_no_other_pass(tmp_path: Path) -> None:
    """Nor another rule's fault of that row."""
    files = {
        RULE: headed("SELECT code FROM things WHERE size IS NOT NULL"),
        "data/rules/b.sql": headed(FOUND),
        "data/waivers.toml": WAIVER,
    }
    assert told(write(tmp_path, files=files)) == [
        "coherence/default data/things.csv:2",
        "coherence/default data/things.csv:3",
    ]


def test_what_a_rule_finds_of_a_table_as_a_whole_is_waived_by_its_name(tmp_path: Path) -> None:
    """Where the rule tells no row."""
    files = {RULE: headed("SELECT count(*) AS n FROM things"), "data/waivers.toml": WAIVER.replace(":b", "")}
    assert told(write(tmp_path, files=files)) == []


def test_a_figure_is_waived_by_its_identifier(small: Path) -> None:
    """Whether a rule reads the table of figures or a cut of it."""
    with_rules(small, regional_rates="SELECT identifier FROM regional_rates WHERE unit = 'score'")
    (small / "datapackage/waivers.toml").write_text(
        '[[waiver]]\nresource = "observations"\ncode = "coherence"\nreason = "known"\n'
        'rule = "regional-rates.sql"\nrow = "observations:phare_2015/trust/53/-/-"\n',
        encoding="utf-8",
    )
    assert issues(small) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_tells_what_is_waived_and_why(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many waivers, the issue with its place, the reason with its place; the package is valid."""
    write(tmp_path, files={RULE: headed(FOUND), "data/waivers.toml": WAIVER})
    told = {}
    for form in ("text", "markdown", "json", "frictionless"):
        assert main(["validate", str(tmp_path), "--lang", language, "--format", form]) == 0
        told[form] = capsys.readouterr().out
    number = {"fr": "1 dérogation employée, pour 1 constat.", "en": "1 waiver used, for 1 issue."}[language]
    place, reason = "data/things.csv:3", "data/waivers.toml:1"
    for form in ("text", "markdown"):
        for part in (number, place, reason, "known", {"fr": "ACCEPTÉ", "en": "ACCEPTED"}[language]):
            assert part in told[form]
    read = json.loads(told["json"])
    assert (read["valid"], read["issues"], read["counts"]) == (True, [], {})
    [one] = read["waived"]
    assert (one["code"], one["line"], one["waiver"], one["reason"]) == ("coherence", 3, reason, "known")
    report = json.loads(told["frictionless"])
    assert report["valid"]
    assert [place in warning and "known" in warning for warning in report["warnings"]] == [True]


@pytest.mark.parametrize(
    ("waivers", "variant"),
    [
        (WAIVER.replace('reason = "known"', ""), "reason"),
        (WAIVER.replace("known", " "), "reason"),
        (WAIVER.replace("coherence", "coherance"), "code"),
        (BARE, "row"),
        (WAIVER.replace('row = "things:b"', ""), "row"),
        (WAIVER.replace('rule = "a.sql"', 'rule = ""'), "row"),
        (f"{WAIVER}lines = 3\n", "shape"),
        (WAIVER.replace('"known"', "3"), "shape"),
        ("waiver = 3\n", "shape"),
        ("[[waiver]\n", "default"),
        (b"\xff", "default"),
    ],
)
def test_a_waiver_that_is_none_covers_nothing(tmp_path: Path, waivers: str | bytes, variant: str) -> None:
    """And says why."""
    found = waived(tmp_path, waivers)
    assert "coherence/default data/things.csv:3" in found
    assert any(item.startswith(f"waiver-error/{variant}") for item in found)


def test_waivers_are_not_stale_where_checks_did_not_run(tmp_path: Path) -> None:
    """What was not checked cannot be known to be mended."""
    write(tmp_path, csv=b"\xff", files={"data/waivers.toml": WAIVER})
    assert kinds(tmp_path) == ["encoding-error/guessed", "check-skipped/file"]


def test_a_waived_fault_of_a_table_still_keeps_its_rules_from_running(tmp_path: Path) -> None:
    """Accepted is not mended."""
    files = {
        RULE: f"{HEAD}{FOUND}",
        "data/waivers.toml": BARE.replace("coherence", "type-error"),
    }
    write(tmp_path, csv="code,size,kind\na,x,y\n", files=files)
    assert kinds(tmp_path) == ["check-skipped/rule"]


def test_rules_lie_beside_the_tables_wherever_those_are(tmp_path: Path) -> None:
    """Also beside the descriptor."""
    write(tmp_path, lambda d: things(d).update(path="things.csv"), csv=None)
    (tmp_path / "things.csv").write_text("code,size,kind\nb,1,x\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/a.sql").write_text(f"{HEAD}{FOUND}")
    assert told(tmp_path) == ["coherence/default things.csv:2"]

"""The coherence check: the package's own rules, in a database that is shut in, and waivers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from scripts.checks import database
from scripts.checks.database import Database, QueryError
from scripts.cli import main
from scripts.issues import LANGUAGES, Severity
from tests.tiny import issues, kinds, things, told, write

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_rule_may_use_the_observations(tmp_path: Path) -> None:
    """The derived table is a view too; without facts it is empty."""
    head = HEAD.replace("table: things", "table: observations")
    assert kinds(ruled(tmp_path, "SELECT * FROM observations WHERE value < 0", head)) == []


def test_observations_that_cannot_be_derived_are_an_error(tmp_path: Path) -> None:
    """A release would need them."""
    write(tmp_path, lambda d: things(d).update(kind="fact", observation={"colour": "red"}))
    assert kinds(tmp_path) == ["rule-error/observations"]


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


def test_a_query_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """After SECONDS."""
    monkeypatch.setattr(database, "SECONDS", 0.3)
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    with Database({}) as shut, pytest.raises(QueryError, match=r"(?i)interrupt"):
        shut.run(endless)


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
        "data/rules/c.sql": headed("SELECT * FROM observations"),
        "data/others.csv": "a\nx,y\n",
    }
    write(tmp_path, lambda d: d["resources"].append(other), files=files)
    assert told(tmp_path) == [
        "coherence/default data/things.csv:2",
        "extra-cell/default data/others.csv:2",
        "check-skipped/rule data/rules/a.sql",
        "check-skipped/rule data/rules/c.sql",
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
    write(tmp_path, lambda d: d.update(version="x"), files={"data/waivers.toml": WAIVER})
    assert kinds(tmp_path) == ["version-error/default", "check-skipped/default"]


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

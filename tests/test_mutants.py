"""What the descriptors declare is enforced: one corrupted copy a promise is refused, as it should be.

All of them, and those of the coherence rules, are for `make mutants`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import generated
from tests.mutation import derived, judge, release, rules, suite
from tests.mutation.bench import Bench
from tests.mutation.mutant import Draft, Expected, Mutant
from tests.test_rules import BREAKS

ROOT = Path(__file__).resolve().parent.parent
BENCH = Bench(ROOT)
SAMPLE = suite.sample(BENCH)


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda mutant: mutant.name)
def test_a_broken_promise_is_refused_where_it_is_broken(mutant: Mutant, tmp_path: Path) -> None:
    """With its code, its file, its line and its field; and before it was broken, the same part was sound."""
    written = judge.written(BENCH, mutant, tmp_path / "mutant")
    found = judge.issues(written)
    assert judge.refused(found, mutant.expected), [(i.code, i.where) for i in found]
    sound = Mutant("nothing", "", lambda _: None, mutant.expected, mutant.tables, mutant.keys)
    assert judge.issues(judge.written(BENCH, sound, tmp_path / "sound")) == []


@pytest.mark.parametrize(
    "mutant", {m.promise: m for m in derived.mutants(BENCH)}.values(), ids=lambda mutant: mutant.promise
)
def test_what_cannot_be_derived_is_told(mutant: Mutant, tmp_path: Path) -> None:
    """A figure twice, and each promise of cuts broken in one: with the code, the place and the wording."""
    assert judge.killed(judge.written(BENCH, mutant, tmp_path), mutant)


def test_a_file_of_a_release_that_is_changed_is_told(published: Path, tmp_path: Path) -> None:
    """One change a promise: a checksum, a file, a count, a cell in each format, a row of it."""
    copy = release.Copy(published, tmp_path / "copy")
    sample = release.sample(copy)
    assert {"checksum", "parquet-value-lost", "sqlite-empty-filled", "xlsx-value"} <= {
        b.promise for b in sample
    }
    assert [broken.name for broken in sample if not copy.killed(broken)] == []


def test_the_mutants_come_from_the_descriptors() -> None:
    """Each type, constraint and key that a schema of the package has is among the promises broken."""
    broken = {mutant.promise for mutant in SAMPLE}
    fields = [column for table in BENCH.tables if table.schema for column in table.schema.fields]
    declared = {name for column in fields for name in column.constraints} - {"minLength"}
    assert declared <= broken
    assert {"type", "format", "categories", "primary-key", "foreign-key"} <= broken


def test_a_rule_that_one_edit_cannot_break_has_its_twins_elsewhere() -> None:
    """No rule is left out without them."""
    assert set(rules.SEVERAL) <= set(BREAKS)
    mistakes = (ROOT / "tests" / "test_next_mistakes.py").read_text(encoding="utf-8")
    assert [name for name in rules.SEVERAL if name not in mistakes] == []


def test_no_text_is_shorter_than_one_character_and_present() -> None:
    """Why `minLength` has no mutant: each is 1, and an empty cell is no value."""
    fields = [column for table in BENCH.tables if table.schema for column in table.schema.fields]
    assert {column.constraints.get("minLength", 1) for column in fields} == {1}


def _one_more(draft: Draft) -> None:
    draft.files["datapackage/domains.csv"] += b"\n"


@pytest.mark.parametrize(
    "expected",
    [
        Expected("blank-row", "datapackage/actors.csv"),
        Expected("row-count", "datapackage/domains.csv"),
        Expected("blank-row", "datapackage/domains.csv", line=2),
        Expected("blank-row", "datapackage/domains.csv", field="code"),
    ],
)
def test_a_refusal_for_another_reason_or_elsewhere_does_not_count(expected: Expected, tmp_path: Path) -> None:
    """The judge is strict: another code, file, line or field is a mutant that survives."""
    mutant = Mutant("blank-row", "domains", _one_more, expected, ("domains",))
    found = judge.issues(judge.written(BENCH, mutant, tmp_path / "mutant"))
    assert "blank-row" in {issue.code for issue in found}
    assert not judge.refused(found, expected)


def test_the_committed_count_has_no_survivor() -> None:
    """`make mutants` was run, on at least two hundred mutants, and every one was killed."""
    found = json.loads((generated.RESULTS / "mutants.json").read_text(encoding="utf-8"))
    assert found["mutants"] >= 200
    assert found["killed"] == found["mutants"]
    assert found["mutants"] == sum(count["mutants"] for count in found["promises"].values())
    assert found["release"]["killed"] == found["release"]["mutants"] >= 200
    assert {mutant.promise for mutant in SAMPLE} <= set(found["promises"])

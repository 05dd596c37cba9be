"""diff: old + changes = new, whatever was edited; each change demands its version step; words for people."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scripts.commands.cli import main
from scripts.publish.diff import files, patch, report, rows
from scripts.publish.diff.compare import LEVELS, Difference, compare
from scripts.publish.diff.sheets import Sheet, named
from scripts.reading import descriptor
from scripts.reading.identifiers import identifier
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Field, Package, Resource, Schema
from scripts.reading.model.versions import Level
from tests.tiny import package, things, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")

# Few values, so that keys repeat, cells are empty, and what looks like a null, a key or a quote is met.
TEXTS = st.sampled_from(
    ["", "a", "b", "NA", "é", "x/y", "x~2", "1.0", "1.00", 'say "no"', "two\nlines", "\r"]
)
NAMES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4, unique=True)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A table: with a key or none, kept or not, sorted or not, empty or not."""
    fields = tuple(draw(NAMES))
    key = tuple(draw(st.lists(st.sampled_from(fields), max_size=2, unique=True)))
    found = draw(st.lists(st.tuples(*[TEXTS] * len(fields)), max_size=6))
    if draw(st.booleans()):
        found.sort(key=lambda row: tuple(row[fields.index(name)] for name in key))
    return Sheet(fields, key, tuple(found))


def modelled(tables: dict[str, Sheet]) -> Package:
    """A package with those tables."""
    return Package(
        "p",
        "1.0.0",
        resources=tuple(
            Resource(
                name,
                schema=Schema(tuple(Field(f, "string") for f in sheet.fields), sheet.key),
                extra={"kind": "erratum"} if name == "errata" else {},
            )
            for name, sheet in tables.items()
        ),
    )


ERRATUM = ("identifier", "field", "version", "date", "old", "new")


def with_errata(tables: dict[str, Sheet], *errata: tuple[str, str, str, str, str]) -> dict[str, Sheet]:
    """The tables, and those errata: identifier, field, version, old, new."""
    told = tuple(sorted((*row[:3], "2026-11-23", *row[3:]) for row in errata))
    return {**tables, "errata": Sheet(ERRATUM, ERRATUM[:3], told)}


def between(old: dict[str, Sheet], new: dict[str, Sheet]) -> Difference:
    """What makes the new tables from the old ones."""
    return compare(modelled(old), old, modelled(new), new)


PACKAGES = st.dictionaries(st.sampled_from(["one", "two", "three"]), sheets(), max_size=3)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(old=PACKAGES, new=PACKAGES)
def test_old_and_changes_make_new(old: dict[str, Sheet], new: dict[str, Sheet]) -> None:
    """Every table, field, row and text, in order; also after the changes were written and read again."""
    found = between(old, new)
    come = {name: sheet for name, sheet in new.items() if name not in old}
    assert patch.apply(old, found, come) == new
    again = files.read(files.write(found))
    assert patch.apply(old, again, come) == new
    assert (again.schema, again.changes) == (found.schema, found.changes)
    assert bool(found) or old == new


@settings(max_examples=80, deadline=None, derandomize=True)
@given(sheet=sheets(), data=st.data())
def test_a_few_edits_are_a_few_changes(sheet: Sheet, data: st.DataObject) -> None:
    """A table with one edit makes itself again from it; none at all is no change."""
    assert between({"t": sheet}, {"t": sheet}).changes == ()
    if not sheet.rows:
        return
    edited = [list(row) for row in sheet.rows]
    at = data.draw(st.integers(0, len(edited) - 1))
    kind = data.draw(st.sampled_from(["cell", "drop", "twice", "shuffle"]))
    if kind == "cell":
        edited[at][data.draw(st.integers(0, len(sheet.fields) - 1))] = data.draw(TEXTS)
    elif kind == "drop":
        del edited[at]
    elif kind == "twice":
        edited.insert(at, edited[at])
    else:
        edited = data.draw(st.permutations(edited))
    new = {"t": replace(sheet, rows=tuple(map(tuple, edited)))}
    assert patch.apply({"t": sheet}, between({"t": sheet}, new)) == new


def table(*found: tuple[str, ...], key: tuple[str, ...] = ("code",)) -> dict[str, Sheet]:
    """A package of one table of codes and values."""
    return {"t": Sheet(("code", "value"), key, found)}


def test_a_changed_cell_is_one_line_at_its_key() -> None:
    """Wherever the row stands; a text is compared as it is written."""
    found = between(table(("a", "1"), ("b", "37.50")), table(("a", "1"), ("b", "37.5")))
    assert found.changes == (rows.Change("t", "b", "value", "37.50", "37.5", "changed"),)


def test_another_key_is_another_row() -> None:
    """Its identifier leads nowhere any more: removed and added."""
    found = between(table(("a", "1")), table(("z", "1")))
    assert [(c.key, c.kind) for c in found.changes] == [("a", "removed"), ("z", "added")]
    assert json.loads(found.changes[1].new) == {"code": "z", "value": "1"}


def test_the_order_is_told_only_where_the_key_does_not_tell_it() -> None:
    """Rows sorted by their key are sorted again; else as few moves as tell the order."""
    one = table(("a", ""), ("b", ""), ("c", ""), ("d", ""))
    assert between(table(("b", ""), ("a", "")), table(("a", ""), ("b", ""))).changes == ()
    moved = between(one, table(("d", ""), ("a", ""), ("b", ""), ("c", "")))
    assert moved.changes == (rows.Change("t", "d", "", "4", "1", "moved"),)
    assert moved.level == Level.PATCH


def test_changes_of_another_package_are_refused() -> None:
    """One clear line, and nothing is guessed."""
    found = between(table(("a", "1")), table(("a", "2")))
    with pytest.raises(SourceError, match="t: a: not the row that was compared"):
        patch.apply(table(("a", "3")), found)
    with pytest.raises(SourceError, match="tell no difference"):
        files.read({"schema.json": "{}", "changes.csv": "a,b\n"})


# --- rows whose key an erratum corrected -------------------------------------------------------------------

CODES = ["a", "b", "c d", "e/f", "é", "~"]


@st.composite
def corrections(draw: st.DrawFn) -> tuple[dict[str, Sheet], dict[str, Sheet], set[str]]:
    """Tables of rows named by two fields; the next version, some re-keyed by errata; those rows before."""
    pairs = st.tuples(st.sampled_from(CODES), st.sampled_from(CODES))
    keys = draw(st.lists(pairs, min_size=1, max_size=6, unique=True))
    free = draw(st.lists(pairs.filter(lambda key: key not in keys), max_size=len(keys), unique=True))
    became = dict(zip(keys, free, strict=False))
    errata, taken = [], {*keys, *free}
    for was, now in became.items():
        version = draw(st.sampled_from(["1.9.0", "1.10.0"]))
        changed = [at for at in (0, 1) if was[at] != now[at]]
        step = "1.10.1" if len(changed) == 2 and draw(st.booleans()) else version  # at once, or one by one
        halfway = (now[0], was[1])
        if step != version:
            assume(halfway not in taken)  # else two rows had one identifier, and it tells neither
            taken.add(halfway)
        name = identifier("t", now)
        for at, when in zip(changed, (version, step), strict=False):
            errata.append((name, "xy"[at], when, was[at], now[at]))
    values = {key: draw(st.sampled_from("12")) for key in keys}
    old = Sheet(("x", "y", "value"), ("x", "y"), tuple((*key, values[key]) for key in keys))
    rows = [(*became.get(key, key), draw(st.sampled_from("12"))) for key in keys]
    new = Sheet(("x", "y", "value"), ("x", "y"), tuple(draw(st.permutations(rows))))
    return with_errata({"t": old}), with_errata({"t": new}, *errata), {*map(key_of, became)}


def key_of(key: Sequence[str]) -> str:
    """A key as changes name it."""
    return identifier("", key)[1:]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(made=corrections())
def test_whatever_was_corrected_in_keys_is_no_row_removed(
    made: tuple[dict[str, Sheet], dict[str, Sheet], set[str]],
) -> None:
    """No step for it but a patch; every row is made again; told and read again alike."""
    old, new, corrected = made
    found = between(old, new)
    assert {*found.rekeyed.get("t", ())} == corrected
    assert patch.apply(old, found) == new
    again = files.read(files.write(found))
    assert patch.apply(old, again) == new
    assert (again.told, again.level, again.rekeyed) == (found.told, found.level, found.rekeyed)
    mine = [change for change in found.told if change.table == "t"]
    assert {LEVELS[change.kind] for change in mine} <= {Level.PATCH}
    assert found.level == (Level.MINOR if corrected else Level.PATCH if mine else Level.NONE)  # new errata
    counts = found.counts().get("t", {})
    assert counts.get("rekeyed", 0) == len(corrected)
    assert counts.get("removed", 0) == counts.get("added", 0) == 0
    before, after = ({key_of(row[:2]): row[2] for row in tables["t"].rows} for tables in (old, new))
    now = found.rekeyed.get("t", {})
    differing = sum(value != after[now.get(key, key)] for key, value in before.items())
    assert counts.get("changed", 0) == differing


@settings(max_examples=60, deadline=None, derandomize=True)
@given(made=corrections(), data=st.data())
def test_without_its_erratum_a_row_is_removed(
    made: tuple[dict[str, Sheet], dict[str, Sheet], set[str]], data: st.DataObject
) -> None:
    """One erratum less, and the step is major; the tables are made again all the same."""
    old, new, corrected = made
    if not corrected:
        return
    told = list(new["errata"].rows)
    del told[data.draw(st.integers(0, len(told) - 1))]
    new = {**new, "errata": replace(new["errata"], rows=tuple(told))}
    found = between(old, new)
    assert found.level == Level.MAJOR
    assert patch.apply(old, found) == new


A, B, C = (table((code, "1")) for code in "abc")
FIRST, SECOND = ("t:b", "code", "1.1.0", "a", "b"), ("t:c", "code", "1.2.0", "b", "c")
MOVED_ON = ("t:c", *FIRST[1:])  # an erratum follows its row


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        (with_errata(A), with_errata(B, FIRST), {"t": {"a": "b"}}),
        (A, with_errata(B, FIRST), {"t": {"a": "b"}}),
        (with_errata(A), with_errata(C, MOVED_ON, SECOND), {"t": {"a": "c"}}),
        (with_errata(B, FIRST), with_errata(C, MOVED_ON, SECOND),
         {"t": {"b": "c"}, "errata": {"t%3Ab/code/1.1.0": "t%3Ac/code/1.1.0"}}),
        (with_errata(A, FIRST), with_errata(B, FIRST), {}),
        (with_errata(A, MOVED_ON), with_errata(C, MOVED_ON, SECOND), {}),
        (with_errata(A), with_errata(table(("a", "1"), ("b", "1")), FIRST), {}),
        (with_errata(table(("a", "1"), ("b", "1"))), with_errata(B, FIRST), {}),
        (with_errata(table(("z", "1"))), with_errata(B, FIRST), {}),
        (with_errata(A), with_errata(table(("b", "1"), ("c", "1")), FIRST, ("t:c", *FIRST[1:4], "c")), {}),
        (with_errata(table(("a", "1"), ("b", "1"))), with_errata(C, MOVED_ON, SECOND), {"t": {"b": "c"}}),
        (with_errata(A), with_errata(B, ("t:b", "value", "1.1.0", "a", "b")), {}),
        (with_errata(table(("a", "1"), key=("code", "value"))), with_errata(B, FIRST), {}),
    ],
    ids=["corrected", "first errata", "twice", "again", "told already", "told already, again", "still there",
         "there already", "not there", "two from one", "one from two", "of no key", "another key"],
)  # fmt: skip
def test_only_a_new_erratum_of_a_row_on_both_sides_excuses(
    old: dict[str, Sheet], new: dict[str, Sheet], keys: dict[str, dict[str, str]]
) -> None:
    """And a row that was corrected twice is one row; of what is not excused a row is removed."""
    found = between(old, new)
    assert found.rekeyed == keys
    assert patch.apply(old, found, new) == new
    left = [c for c in found.told if c.kind == rows.REMOVED]
    assert len(left) == sum(c.kind == rows.REMOVED for c in found.changes) - sum(map(len, keys.values()))


def test_a_corrected_key_is_told_in_its_own_words() -> None:
    """Before and after, its other cells below, counted apart; `changes.csv` says what makes the new table."""
    found = between(with_errata(A), with_errata(table(("b", "2")), FIRST))
    for lang, counted, said in (
        ("fr", "clés changées\u00a0: 1, cellules changées\u00a0: 1", "clé changée"),
        ("en", "keys changed: 1, cells changed: 1", "key changed"),
    ):
        told = report.markdown(found, lang)
        assert f"`t` · {counted} [PATCH]" in told
        assert f"{said} `a` → `b`\n  - `b` value 1 → 2\n" in told
        assert f"{said} a → b" in report.text(found, lang)
    told = json.loads(report.to_json(found, "en"))
    assert told["counts"]["t"] == {"added": 0, "removed": 0, "rekeyed": 1, "changed": 1, "moved": 0}
    assert told["rekeyed"] == {"t": {"a": "b"}}
    assert [row["kind"] for row in told["rows"] if row["table"] == "t"] == ["rekeyed", "changed"]
    texts = files.write(found)
    assert [line.rpartition(",")[2] for line in texts["changes.csv"].splitlines()[1:]] == [
        "removed", "added", "added",
    ]  # fmt: skip
    assert json.loads(texts["schema.json"])["rekeyed"] == {"t": {"a": "b"}}


def test_a_dimension_of_a_figure_is_corrected_as_a_key_is() -> None:
    """A release has the dimensions beside the identifier; a figure is named by what follows the colon."""

    def figures(*found: tuple[str, str, str]) -> Sheet:
        rows = sorted((identifier("observations", row[:2]), *row) for row in found)
        return Sheet(("identifier", "indicator", "area", "value"), ("identifier",), tuple(rows))

    def released(tables: dict[str, Sheet]) -> Package:
        package = modelled(tables)
        first, *rest = package.resources
        assert first.schema is not None
        keyed = replace(first, schema=replace(first.schema, unique_keys=(("indicator", "area"),)))
        return replace(package, resources=(keyed, *rest))

    said = ("observations:trust/south", "area", "1.1.0", "", "south")
    old = with_errata({"observations": figures(("trust", "", "1"), ("hope", "a b", "2"))})
    new = with_errata({"observations": figures(("trust", "south", "1"), ("hope", "a b", "3"))}, said)
    found = compare(released(old), old, released(new), new)
    assert found.rekeyed == {"observations": {"trust/-": "trust/south"}}
    assert found.level == Level.MINOR  # a new erratum
    assert [(c.key, c.field, c.old, c.new) for c in found.told if c.table == "observations"] == [
        ("hope/a%20b", "value", "2", "3"),
        ("trust/south", "", "trust/-", "trust/south"),
        ("trust/south", "area", "", "south"),
    ]
    assert patch.apply(old, files.read(files.write(found))) == new


def test_a_row_that_moved_into_another_table_is_one_row() -> None:
    """Told of the table where it was, with the cells that changed; what names it follows it."""
    moved = Sheet(("old", "new", "version"), ("old",), (("t:a", "u:x/a", "2.0.0"),))
    noted = Sheet(("row", "note"), ("row",), (("t:a", "seen"),))
    old = table(("a", "1")) | {"notes": noted}
    there = Sheet(("place", "code", "value"), ("place", "code"), (("x", "a", "2"),))
    new = {"u": there, "notes": replace(noted, rows=(("u:x/a", "seen"),)), "moved": moved}
    found = between(old, new)
    assert found.rekeyed == {"t": {"a": "u:x/a"}, "notes": {"t%3Aa": "u%3Ax%2Fa"}}
    assert [(c.table, c.key, c.field, c.old, c.new, c.kind) for c in found.told if c.table in "tu"] == [
        ("t", "a", "", "a", "u:x/a", "rekeyed"),
        ("u", "x/a", "value", "1", "2", "changed"),
    ]
    assert patch.apply(old, files.read(files.write(found)), new) == new


def test_alike_changes_of_a_table_are_one_line() -> None:
    """Many fields that were added are told together, with their step; the files have each."""
    wide = Sheet(("code", "value", "b", "c"), ("code",), (("a", "1", "", ""),))
    found = between(table(("a", "1")), {"t": wide})
    told = report.markdown(found, "en")
    assert "- `t` field appended: b, c [MINOR]\n" in told
    assert len(json.loads(files.write(found)["schema.json"])["changes"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "row", "counted", "said", "level"),
    [
        ({}, A, "t,,,,1,table-added", ("ajoutées", "added"), ("nouvelle table", "a new table"), Level.MINOR),
        (A, {}, "t,,,1,,table-removed", ("supprimées", "removed"), ("plus là", "no more"), Level.MAJOR),
    ],
)
def test_a_table_that_came_or_went_is_one_line(
    old: dict[str, Sheet],
    new: dict[str, Sheet],
    row: str,
    counted: tuple[str, str],
    said: tuple[str, str],
    level: Level,
) -> None:
    """With how many rows it has, which are counted as rows are, and demand the step that rows do."""
    found = between(old, new)
    assert files.write(found)["changes.csv"].splitlines()[1:] == [row]
    assert found.level == level
    for lang, word, words in zip(LANGUAGES, counted, said, strict=True):
        colon = "\u00a0:" if lang == "fr" else ":"
        told = report.text(found, lang)
        assert f"  t · {word}{colon} 1 [{level.name}]\n" in told
        assert words in told
        assert f"t, {word}{colon} 1 [{level.name}]" in report.demanding(found, lang)


def test_an_empty_table_that_came_has_no_line_but_its_shape_is_told() -> None:
    found = between({}, table())
    assert (found.changes, found.counts(), found.level) == ((), {}, Level.MINOR)
    assert patch.apply({}, files.read(files.write(found)), table()) == table()


def test_a_table_that_came_was_told_row_by_row_and_is_made_again() -> None:
    """From the files of a release of an earlier version."""
    texts = files.write(between({}, A))
    told = json.loads(texts["schema.json"])
    told["tables"]["t"]["order"] = "key"
    row = '"{""code"": ""a"", ""value"": ""1""}"'
    changes = texts["changes.csv"].splitlines()[0] + f"\nt,a,,,{row},added\n"
    assert patch.apply({}, files.read({"schema.json": json.dumps(told), "changes.csv": changes})) == A


@given(
    st.lists(
        st.sampled_from(["t:a", "a", "t:", "t:a/b", "u:a", ":a", "t:a b", "t:a%20b", "t:a~2", ""]), max_size=6
    )
)
def test_an_identifier_that_is_a_key_names_one_row(texts: list[str]) -> None:
    """Whatever else stands in that column."""
    sheet = Sheet(("identifier",), ("identifier",), tuple((text,) for text in texts))
    found = named(sheet, ("identifier",), "t")
    assert len(found) == len(texts)
    assert found.get("a", ("t:a",)) == ("t:a",)


def test_changes_of_before_corrected_keys_were_told_are_read() -> None:
    """What a release of an earlier version holds."""
    texts = files.write(between(A, B))
    told = json.loads(texts["schema.json"])
    del told["rekeyed"]
    assert files.read({**texts, "schema.json": json.dumps(told)}).level == Level.MAJOR


# --- the version step that a change demands -----------------------------------------------------------------

Edit = Callable[[dict[str, Any]], object] if TYPE_CHECKING else object


def field(name: str, **changes: Any) -> Edit:
    """An edit of one field."""
    return lambda d: next(f for f in things(d)["schema"]["fields"] if f["name"] == name).update(changes)


def constrained(**constraints: Any) -> Edit:
    """An edit of the constraints of `size`."""
    return field("size", constraints=constraints)


def schema(**changes: Any) -> Edit:
    """An edit of the schema."""
    return lambda d: things(d)["schema"].update(changes)


def other(d: dict[str, Any]) -> None:
    """A second table."""
    d["resources"].append({**things(d), "name": "others"})


def keyed(resource: str, *fields: str) -> Edit:
    """A foreign key of `kind`, or of other fields."""
    reference = {"resource": resource, "fields": ["code", "kind"][: len(fields) or 1]}
    return schema(foreignKeys=[{"fields": list(fields) or ["kind"], "reference": reference}])


def added(place: int = 3, **properties: Any) -> Edit:
    """A field added, after all others or at a place among them."""
    return lambda d: things(d)["schema"]["fields"].insert(place, {"name": "x", **properties})


def leading(resource: str, name: str, to: str) -> dict[str, Any]:
    """The schema of `things`, with a foreign key of one field."""
    reference = {"resource": resource, "fields": [to]}
    return {**things(package())["schema"], "foreignKeys": [{"fields": [name], "reference": reference}]}


def both(*edits: Edit) -> Edit:
    """Several edits."""
    return lambda d: [edit(d) for edit in edits]


NOTHING: Edit = lambda _: None  # noqa: E731 -- an edit like its neighbours
STEPS: list[tuple[str, Edit, Edit, str, Level]] = [
    ("a table added", NOTHING, other, "table-added", Level.MINOR),
    ("a table removed", other, NOTHING, "table-removed", Level.MAJOR),
    ("a field appended", NOTHING, added(), "field-appended", Level.MINOR),
    ("a required field appended", NOTHING, added(constraints={"required": True}), "field-appended",
     Level.MINOR),
    ("a field added before another", NOTHING, added(2), "field-added", Level.MAJOR),
    ("a field added in place of one", NOTHING, both(lambda d: things(d)["schema"]["fields"].pop(), added()),
     "field-added", Level.MAJOR),
    ("a field appended to fields in another order", NOTHING,
     both(lambda d: things(d)["schema"]["fields"].reverse(), added()), "field-added", Level.MAJOR),
    ("a field appended to the primary key", NOTHING, both(added(), schema(primaryKey=["code", "x"])),
     "field-added", Level.MAJOR),
    ("a unique key appended", NOTHING, both(added(), schema(uniqueKeys=[["x"]])), "field-added", Level.MAJOR),
    ("a unique field appended", NOTHING, added(constraints={"unique": True}), "field-added", Level.MAJOR),
    ("a field appended that others lead to", other,
     both(other, added(), lambda d: d["resources"][1].update(schema=leading("things", "kind", "x"))),
     "field-added", Level.MAJOR),
    ("a foreign key of a field appended", other, both(other, added(), keyed("others", "x")), "key-appended",
     Level.MINOR),
    ("a foreign key of a field appended and another", other,
     both(other, added(), keyed("others", "kind", "x")), "tightened", Level.MAJOR),
    ("a field removed", NOTHING, lambda d: things(d)["schema"]["fields"].pop(), "field-removed", Level.MAJOR),
    ("fields reordered", NOTHING, lambda d: things(d)["schema"]["fields"].reverse(), "fields-moved",
     Level.MAJOR),
    ("another type", NOTHING, field("size", type="integer"), "retyped", Level.MAJOR),
    ("another decimal sign", NOTHING, field("size", decimalChar=","), "retyped", Level.MAJOR),
    ("other missing values", NOTHING, schema(missingValues=["", "NA"]), "retyped", Level.MAJOR),
    ("required", NOTHING, constrained(required=True), "tightened", Level.MAJOR),
    ("no longer required", constrained(required=True), NOTHING, "loosened", Level.MINOR),
    ("required false is no constraint", NOTHING, constrained(required=False), "", Level.NONE),
    ("a higher minimum", constrained(minimum=0), constrained(minimum=1), "tightened", Level.MAJOR),
    ("a lower minimum", constrained(minimum="1"), constrained(minimum=0), "loosened", Level.MINOR),
    ("a lower maximum", constrained(maximum=10), constrained(maximum=9), "tightened", Level.MAJOR),
    ("a shorter text", constrained(maxLength=10), constrained(maxLength=9), "tightened", Level.MAJOR),
    ("a larger enum", constrained(enum=[1]), constrained(enum=[2, 1]), "loosened", Level.MINOR),
    ("another enum", constrained(enum=[1, 2]), constrained(enum=[1, 3, 4]), "tightened", Level.MAJOR),
    ("an enum in another order", constrained(enum=[1, 2]), constrained(enum=[2, 1]), "", Level.NONE),
    ("another pattern", constrained(pattern="a+"), constrained(pattern="a*"), "tightened", Level.MAJOR),
    ("a category less", field("kind", categories=["a", "b"]), field("kind", categories=["a"]), "tightened",
     Level.MAJOR),
    ("another primary key", NOTHING, schema(primaryKey=["code", "kind"]), "key", Level.MAJOR),
    ("a unique key", NOTHING, schema(uniqueKeys=[["kind"]]), "tightened", Level.MAJOR),
    ("a foreign key", other, both(other, keyed("others")), "tightened", Level.MAJOR),
    ("another foreign key", keyed("things"), keyed("others"), "loosened", Level.MINOR),
    ("another unit", field("size", unit="%"), field("size", unit="points"), "meaning", Level.MAJOR),
    ("a unit told", NOTHING, field("size", unit="%"), "words", Level.PATCH),
    ("another kind", lambda d: things(d).update(kind="fact"), lambda d: things(d).update(kind="context"),
     "meaning", Level.MAJOR),
    ("a thematic package", NOTHING, lambda d: things(d).update(thematic={"title": "T"}), "package-added",
     Level.MINOR),
    ("a thematic package renamed", lambda d: things(d).update(thematic={"name": "a"}),
     lambda d: things(d).update(thematic={"name": "b"}), "package-removed", Level.MAJOR),
    ("another delimiter", NOTHING, lambda d: things(d)["dialect"].update(delimiter=";"), "reading",
     Level.MAJOR),
    ("another path", NOTHING, lambda d: things(d).update(path="elsewhere.csv"), "", Level.NONE),
    ("a measure", NOTHING, lambda d: things(d).update(bytes=3, hash="x", rowCount=1), "", Level.NONE),
    ("a title", NOTHING, field("size", title="Size"), "words", Level.PATCH),
    ("a better description", NOTHING, lambda d: d.update(description="Better."), "words", Level.PATCH),
    ("another name of the package", NOTHING, lambda d: d.update(name="other"), "name", Level.MAJOR),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "level"), [s[1:] for s in STEPS], ids=[s[0] for s in STEPS])
def test_a_change_of_the_description_demands_its_step(old: Edit, new: Edit, what: str, level: Level) -> None:
    """By the Data Package Version recipe, but for fields appended."""
    models = []
    for edit in (old, new):
        raw = package()
        edit(raw)
        models.append(descriptor.to_package(raw))
    found = compare(models[0], {}, models[1], {})
    assert found.level == level
    assert what in {change.what for change in found.schema} | {""}
    assert bool(found.schema) == bool(what)


@pytest.mark.parametrize(
    ("new", "level"),
    [
        (table(("a", "1")), Level.NONE),
        (table(("a", "2")), Level.PATCH),
        (table(("a", "1"), ("b", "")), Level.MINOR),
        (table(), Level.MAJOR),
        (table(("b", "1")), Level.MAJOR),
    ],
)
def test_a_change_of_rows_demands_its_step(new: dict[str, Sheet], level: Level) -> None:
    """A value corrected, a row added, a row that is no more."""
    assert between(table(("a", "1")), new).level == level


def test_an_appended_field_is_filled_and_defines_nothing_anew() -> None:
    """Its cells are told and made again; no text that was there changed its meaning."""
    old = {"t": Sheet(("code",), ("code",), (("a",), ("b",)))}
    new = {"t": Sheet(("code", "definition_fr"), ("code",), (("a", "one"), ("b", "")))}
    found = between(old, new)
    assert found.level == Level.MINOR
    assert found.changes == (rows.Change("t", "a", "definition_fr", "", "one", "changed"),)
    assert patch.apply(old, found) == new
    assert "`t.definition_fr` field appended [MINOR]" in report.markdown(found, "en")
    assert "To be judged" not in report.text(found, "en")


# --- the command, and what it says --------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """A package and its next version."""
    old = write(tmp_path / "old")
    new = write(
        tmp_path / "new",
        lambda d: d.update(version="1.1.0"),
        csv="code,size,kind\na,1,blue\nc,,red\nd,4,red\n",
    )
    return str(old), str(new)


def test_the_command_ends_as_diff_does(two: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """0 nothing differs, 1 something does, 2 one cannot be read: one line, no report."""
    assert main(["diff", two[0], two[0], "--lang", "en"]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    assert main(["diff", *two, "--lang", "en"]) == 1
    assert "Lowest version: 2.0.0" in capsys.readouterr().out
    broken = str(ROOT / "tests" / "broken" / "cut-error")  # its cuts cannot be made
    for wrong in ("nowhere", str(Path(two[0]) / "data" / "things.csv"), broken):
        assert main(["diff", wrong, two[1], "--lang", "en"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("error: ")
        assert said.err.count("\n") == 1


def test_packages_are_taken_from_folders_zips_and_addresses(
    two: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same report, byte for byte; an address of this machine only where that is allowed."""
    packed = shutil.make_archive(str(tmp_path / "old"), "zip", two[0])
    quiet = partial(SimpleHTTPRequestHandler, directory=two[0])
    with ThreadingHTTPServer(("127.0.0.1", 0), quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/"
            reports = set()
            for old in (two[0], packed, address):
                assert main(["diff", old, two[1], "--allow-loopback", "--format", "json"]) == 1
                reports.add(capsys.readouterr().out)
            assert len(reports) == 1
            assert main(["diff", address, two[1]]) == 2
        finally:
            server.shutdown()
            thread.join()


def test_a_package_with_a_faulty_description_is_not_compared(
    tmp_path: Path, two: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It is sent to validate, in one line."""
    broken = write(tmp_path / "broken", lambda d: things(d)["schema"].update(fields="none"))
    assert main(["diff", two[0], str(broken), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "run `python -m scripts validate`" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_names_rows_counts_and_steps(
    two: tuple[str, str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text and as Markdown; every word is there in both languages."""
    for form in ("text", "markdown"):
        main(["diff", *two, "--lang", lang, "--format", form])
        said = capsys.readouterr().out
        assert all(word in said for word in ("things", "MAJOR", "red → blue", "2.0.0"))
        assert ("**" in said) == ("# " in said) == (form == "markdown")
    main(["diff", *two, "--lang", lang, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"things": {"added": 1, "removed": 1, "rekeyed": 0, "changed": 1, "moved": 0}}
    assert (told["level"], told["least"]) == ("major", "2.0.0")


def test_the_folder_tells_the_difference_again(two: tuple[str, str], tmp_path: Path) -> None:
    """`--to` writes what `patch.apply` needs, and a summary in each language."""
    main(["diff", *two, "--to", str(tmp_path / "told")])
    texts = {path.name: path.read_bytes().decode() for path in (tmp_path / "told").iterdir()}
    assert sorted(texts) == ["changes.csv", "schema.json", "summary.en.md", "summary.fr.md"]
    assert texts["changes.csv"].splitlines()[0] == "table,key,field,old,new,kind"
    assert files.read(texts).level == Level.MAJOR


def test_a_definition_that_changed_is_for_people_to_judge() -> None:
    """No program knows whether a code means something else now."""
    old = {"codes": Sheet(("code", "definition_fr"), ("code",), (("a", "one"),))}
    new = {"codes": Sheet(("code", "definition_fr"), ("code",), (("a", "other"),))}
    found = between(old, new)
    assert found.level == Level.PATCH
    assert "codes.definition_fr" in report.text(found, "en")


def test_both_languages_have_the_same_words() -> None:
    """And French its spaces."""
    from scripts.write.words import words

    assert words("fr", "diff").keys() == words("en", "diff").keys()
    assert not any(f" {mark}" in said for said in words("fr", "diff").values() for mark in ":;!?»")

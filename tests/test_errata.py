"""Errata are data: what was corrected is told beside what it is now, and the two never part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pytest

from scripts.derive import rekeyed
from scripts.publish.shelf import editions
from scripts.reading import cells, changelog, descriptor, identifiers, tables
from tests.tiny import kinds, write

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SOURCE = descriptor.load(ROOT)
PACKAGE = descriptor.to_package(SOURCE.descriptor)
RULES = sorted(path.stem for path in (ROOT / "datapackage" / "rules").glob("errata-*.sql"))
RULE = "-- title_fr: Le titre\n-- title_en: The title\n-- table: things\n"

Row = dict[str, Any]


@pytest.fixture(scope="module")
def errata() -> list[Row]:
    """The errata of the source package."""
    found: list[Row] = tables.read_table(SOURCE.files, PACKAGE.resource("errata")).to_pylist()
    return found


@pytest.fixture(scope="module")
def spread() -> pa.Table:
    """Every cell of the source package."""
    return cells.build(PACKAGE, {r.name: tables.read_cells(SOURCE.files, r) for r in PACKAGE.tables})


def wrong(name: str, errata: list[Row], spread: pa.Table) -> list[Any]:
    """What a rule finds wrong with errata."""
    sql = (ROOT / "datapackage" / "rules" / f"{name}.sql").read_text(encoding="utf-8")
    schema = tables.arrow_schema(PACKAGE.resource("errata"))
    with duckdb.connect(":memory:") as base:
        base.register("errata", pa.Table.from_pylist(errata, schema=schema))
        base.register("cells", spread)
        return base.execute(sql).fetchall()


def changed(errata: list[Row], **cells: Any) -> list[Row]:
    """The errata, the first of them changed."""
    return [errata[0] | cells, *errata[1:]]


def again(errata: list[Row], **cells: Any) -> list[Row]:
    """The errata, and a later one of the first one's cell."""
    later = {"version": "10.0.0", "old": errata[0]["new"], "new": "later"}
    return [*errata, errata[0] | later | cells]


BEFORE, AFTER = "observations:phare_institutions_2016/role_priority/mayors/FR", "2016/deck_2018"
ROW = f"{BEFORE}/-/local_authorities/join_experiments/priority/{AFTER}"


def keyed(errata: list[Row], *said: Row) -> list[Row]:
    """The errata, and some of one row, in its key: of its answer, where nothing else is said."""
    one = {"identifier": ROW, "field": "answer", "version": "2.0.0", "old": "x~ é", "new": "priority"}
    return [*errata, *(errata[0] | one | changed for changed in said)]


ROLE = {"field": "item", "old": "z", "new": "join_experiments"}
DOMAIN = {"field": "domain", "old": "-", "new": None}  # a dimension that is empty now
TAKEN = {"old": "secondary"}  # the answer of another row

BREAKS: dict[str, list[Callable[[list[Row]], list[Row]]]] = {
    "errata-resolve": [
        lambda e: changed(e, identifier="key-figures:nowhere"),
        lambda e: changed(e, field="nothing"),
        lambda e: changed(e, new="another"),
        again,
        lambda e: keyed(e, {"new": "another"}),
        lambda e: keyed(e, {"identifier": ROW.replace("/priority/", "/x/")}),
    ],
    "errata-follow": [
        lambda e: changed(e, old=e[0]["new"]),
        lambda e: again(e, old="what it never said"),
        lambda e: keyed(e, TAKEN),
        lambda e: keyed(e, {"new": "secondary"}, {**TAKEN, "version": "10.0.0"}),
        lambda e: keyed(e, ROLE, {**TAKEN, "version": "10.0.0"}),
        lambda e: keyed(e, {}, {"identifier": ROW.replace("/priority/", "/secondary/"), "new": "secondary"}),
    ],
}


def test_every_rule_has_its_broken_twins() -> None:
    """No rule of the errata without the faults that it is there for."""
    assert sorted(BREAKS) == RULES


@pytest.mark.parametrize("name", RULES)
def test_a_rule_holds_and_sees_its_faults(name: str, errata: list[Row], spread: pa.Table) -> None:
    """Silent on the package, not on its broken twins."""
    assert wrong(name, errata, spread) == []
    for twin in BREAKS[name]:
        assert wrong(name, twin(errata), spread) != []


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ([{}], ["join_experiments/x%7E%20%C3%A9"]),
        ([{"version": "9.0.0", "new": "y"}, {"version": "10.0.0", "old": "y"}],
         ["join_experiments/y", "join_experiments/x%7E%20%C3%A9"]),
        ([{"old": "priority", "new": "y"}, {"old": "y", "version": "10.0.0"}], ["join_experiments/y"]),
        ([{}, ROLE], ["z/x%7E%20%C3%A9"]),
        ([TAKEN, ROLE], ["z/secondary"]),
        ([DOMAIN], ["%2D/local_authorities/join_experiments/priority"]),
    ],
    ids=["once", "twice", "taken back", "two fields", "two fields, one of another row", "an empty part"],
)  # fmt: skip
def test_an_erratum_of_a_key_names_its_row_as_it_is_now(
    errata: list[Row], spread: pa.Table, said: list[Row], names: list[str]
) -> None:
    """It says what the key holds; what it was, all fields of a version together, is no other row's."""
    told = keyed(errata, *said)
    assert wrong("errata-resolve", told, spread) == wrong("errata-follow", told, spread) == []
    former = rekeyed.former(PACKAGE, told)
    became = {name: one for name, one in former.items() if one.now == ROW}
    wanted = [name if name.count("/") > 1 else f"-/local_authorities/{name}" for name in names]
    assert list(became) == [f"{BEFORE}/{name}/{AFTER}" for name in wanted]
    assert not became.keys() & set(spread["identifier"].to_pylist())


def test_a_row_under_a_former_identifier_of_another_tells_neither() -> None:
    """What two rows claim is neither's; an erratum of no key, of no row, of no table tells none."""
    both = keyed([{}], {}, {"identifier": ROW.replace("/priority/", "/secondary/"), "new": "secondary"})
    assert rekeyed.former(PACKAGE, both) == {}
    for said in ({"field": "value"}, {"identifier": "nowhere:a"}, {"identifier": ROW + "/more"}):
        assert rekeyed.former(PACKAGE, keyed([{}], said)) == {}
    assert rekeyed.former(PACKAGE, [{"identifier": ROW}]) == {}


def test_versions_are_ordered_as_numbers(errata: list[Row], spread: pa.Table) -> None:
    """Of two errata of one cell on one day the higher version is the later, 10 after 9."""
    first = errata[0]
    back = [
        *again(errata, version="9.0.0"),
        first | {"version": "10.0.0", "old": "later", "new": first["new"]},
    ]
    assert wrong("errata-resolve", back, spread) == wrong("errata-follow", back, spread) == []


def test_an_erratum_has_the_date_of_its_version(errata: list[Row]) -> None:
    """The changelog dates it, and no erratum is of a version to come."""
    history = changelog.read(ROOT)
    newest = editions.precedence(PACKAGE.version)
    for erratum in errata:
        assert erratum["date"] == changelog.date_of(history, erratum["version"])
        assert editions.precedence(erratum["version"]) <= newest


def test_every_cell_is_one_row(spread: pa.Table) -> None:
    """As many as rows times fields, under the identifiers that observations have."""
    sizes = {
        r.name: len(tables.read_cells(SOURCE.files, r)) * len(tables.schema_of(r).fields)
        for r in PACKAGE.tables
    }
    assert spread.num_rows == sum(sizes.values())
    places = list(zip(spread["identifier"].to_pylist(), spread["field"].to_pylist(), strict=True))
    assert len(set(places)) == len(places)
    table, key = identifiers.parts(places[0][0])
    assert identifiers.identifier(table, key) == places[0][0]


def test_a_rule_reads_any_cell_as_it_is_written(tmp_path: Path) -> None:
    """Digit for digit, a missing value as null; what cannot be typed is not compared."""
    sql = RULE + "SELECT identifier FROM cells WHERE identifier = 'things:b' AND value = '2.5'"
    assert kinds(write(tmp_path / "a", files={"data/rules/a.sql": sql})) == ["coherence/default"]
    sql = (
        RULE
        + "SELECT identifier FROM cells WHERE identifier = 'things:c' AND field = 'size' AND value IS NULL"
    )
    assert kinds(write(tmp_path / "b", files={"data/rules/a.sql": sql})) == ["coherence/default"]
    torn = "code,size,kind\na,x,red\n"
    assert "check-skipped/rule" in kinds(write(tmp_path / "c", csv=torn, files={"data/rules/a.sql": sql}))

"""The table of all observations comes from the descriptor alone."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from scripts import descriptor, observations, tables
from scripts.errors import ReleaseError
from scripts.model import Field, ForeignKey, Package, Resource, Schema

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "packages" / "small"


def opened(path: Path) -> tuple[Package, dict[str, pa.Table]]:
    source = descriptor.load(path)
    package = descriptor.to_package(source.descriptor)
    return package, tables.read_tables(source.base, package)


@pytest.fixture(scope="module")
def small() -> tuple[Resource, list[dict[str, object]]]:
    resource, table = observations.build(*opened(SMALL))
    return resource, table.to_pylist()


def changed(**extra: object) -> tuple[Package, dict[str, pa.Table]]:
    """The small package with other properties on its table of priorities."""
    package, typed = opened(SMALL)
    return replace(
        package,
        resources=tuple(
            replace(r, extra={**r.extra, **extra}) if r.name == "priorities" else r for r in package.resources
        ),
    ), typed


def test_every_fact_is_one_row_sorted_by_identifier(small: tuple[Resource, list[dict[str, object]]]) -> None:
    _, rows = small
    assert [row["identifier"] for row in rows] == [
        "priorities:phare_2016/animer%20%2F%20relier/priority",
        "priorities:phare_2016/animer%20%2F%20relier/secondary",
        "regional-rates:phare_2015/01/practice_rate",
        "regional-rates:phare_2015/11/practice_rate",
        "regional-rates:phare_2015/53/trust",
        "regional-rates:phare_2015/FR/practice_rate",
    ]


def test_a_column_is_the_fact_s_own_then_a_constant_then_what_keys_reach(
    small: tuple[Resource, list[dict[str, object]]],
) -> None:
    _, rows = small
    assert rows[2] == {
        "identifier": "regional-rates:phare_2015/01/practice_rate",
        "table": "regional-rates",
        "study": "phare_2015",
        "population": "everyone",  # studies.population, by the fact's study
        "year": 2015,  # studies.year
        "year_end": None,
        "territory": "01",
        "domain": None,
        "actor": None,  # populations.actor, one key further: nobody in particular
        "indicator": "practice_rate",
        "answer": None,
        "item": None,
        "qualifier": None,
        "value": 37.5,
        "unit": "percent",  # indicators.unit
        "status": "A",
        "base_n": 1000,
        "source": None,
        "page": "8",
        "note": "=SUM(A1:A9)",
        "note_en": None,
    }


def test_a_constant_counts_as_a_key(small: tuple[Resource, list[dict[str, object]]]) -> None:
    _, rows = small
    assert rows[0]["indicator"] == "role_priority"
    assert rows[0]["unit"] == "percent"  # by the constant indicator, which another fact has as a key
    assert rows[0]["actor"] == "mayors"
    assert rows[0]["item"] == "role=animer / relier"


def test_foreign_keys_are_those_that_hold_in_every_fact(
    small: tuple[Resource, list[dict[str, object]]],
) -> None:
    resource, _ = small
    assert {key.fields[0]: key.resource for key in tables.schema_of(resource).foreign_keys} == {
        "study": "studies",
        "population": "populations",
        "territory": "regions",
        "actor": "actors",
        "indicator": "indicators",
        "unit": "units",
        "status": "statuses",
    }


def test_every_common_column_has_words_in_both_languages(
    small: tuple[Resource, list[dict[str, object]]],
) -> None:
    resource, _ = small
    for column in tables.schema_of(resource).fields:
        assert column.title
        assert column.description
        assert column.extra["title_en"]
        assert column.extra["description_en"]


def test_a_constant_that_is_no_code_is_refused() -> None:
    with pytest.raises(ReleaseError, match="territory « Mars » is no code of regions"):
        observations.build(*changed(observation={"territory": "Mars"}))


def test_a_constant_that_is_no_common_column_is_refused() -> None:
    with pytest.raises(ReleaseError, match="teritory is no common column"):
        observations.build(*changed(observation={"teritory": "FR"}))


def test_a_fact_without_primary_key_is_refused() -> None:
    fact = Resource("f", schema=Schema((Field("value", "number"),)), extra={"kind": "fact"})
    with pytest.raises(ReleaseError, match="needs a primary key"):
        observations.build(Package("p", resources=(fact,)), {"f": tables.to_table(fact, [("1",)])})


def test_a_column_that_two_tables_may_give_is_refused() -> None:
    code = Field("code", "string")
    one = Resource("one", schema=Schema((code, Field("unit", "string"))))
    two = replace(one, name="two")
    fact = Resource(
        "f",
        schema=Schema(
            (code, Field("a", "string"), Field("b", "string")),
            primary_key=("code",),
            foreign_keys=(ForeignKey(("a",), "one", ("code",)), ForeignKey(("b",), "two", ("code",))),
        ),
        extra={"kind": "fact"},
    )
    typed = {r.name: tables.to_table(r, []) for r in (one, two, fact)}
    with pytest.raises(ReleaseError, match="unit of its observations may come from one or two"):
        observations.build(Package("p", resources=(one, two, fact)), typed)


def test_the_end_of_a_period_is_inherited_with_its_beginning_or_not_at_all() -> None:
    code, start, end = Field("code", "string"), Field("year", "year"), Field("year_end", "year")
    studies = Resource("studies", schema=Schema((code, start, end), primary_key=("code",)))
    key = ForeignKey(("study",), "studies", ("code",))
    schema = Schema((Field("study", "string"),), primary_key=("study",), foreign_keys=(key,))
    fact = Resource("f", schema=schema, extra={"kind": "fact"})
    dated = replace(fact, name="g", schema=replace(schema, fields=(*schema.fields, start)))
    typed = {
        "studies": tables.to_table(studies, [("s", "2009", "2012")]),
        "f": tables.to_table(fact, [("s",)]),
        "g": tables.to_table(dated, [("s", "2010")]),
    }
    _, table = observations.build(Package("p", resources=(studies, fact, dated)), typed)
    assert table.select(["year", "year_end"]).to_pylist() == [
        {"year": 2009, "year_end": 2012},
        {"year": 2010, "year_end": None},
    ]


def test_a_column_of_another_type_is_refused() -> None:
    fact = Resource(
        "f", schema=Schema((Field("value", "string"),), primary_key=("value",)), extra={"kind": "fact"}
    )
    with pytest.raises(ReleaseError, match="another type"):
        observations.build(Package("p", resources=(fact,)), {"f": tables.to_table(fact, [("many",)])})


def test_a_package_without_facts_has_an_empty_table() -> None:
    resource, table = observations.build(Package("p"), {})
    assert table.num_rows == 0
    assert table.schema.names == list(tables.schema_of(resource).field_names)


@pytest.mark.skipif(not (ROOT / "datapackage.json").exists(), reason="the source package is not written yet")
def test_every_figure_of_the_real_package_is_one_observation() -> None:
    package, typed = opened(ROOT)
    _, table = observations.build(package, typed)
    facts = [r.name for r in package.tables if r.extra.get("kind") == "fact"]
    assert table.num_rows == sum(typed[name].num_rows for name in facts)
    assert len(set(table["identifier"].to_pylist())) == table.num_rows

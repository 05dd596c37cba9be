"""The figures get their identifiers, and the cuts follow from the descriptor alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.derive.base import Base
from scripts.derive.expand import expand
from scripts.derive.faults import DerivingError
from scripts.derive.paths import Paths
from scripts.reading import descriptor, identifiers, tables
from scripts.reading.issues import LANGUAGES
from scripts.reading.model.package import Field, ForeignKey, Package, Resource, Schema
from scripts.reading.tables import Row

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "packages" / "small"

Cells = dict[str, Any]


def opened(path: Path) -> tuple[Package, Cells]:
    """A source package and its texts."""
    source = descriptor.load(path)
    package = descriptor.to_package(source.descriptor)
    return package, {r.name: tables.read_cells(source.files, r) for r in package.tables}


def as_dicts(package: Package, texts: Cells, name: str) -> list[dict[str, str]]:
    """The rows of a table by field."""
    names = tables.schema_of(package.resource(name)).field_names
    return [dict(zip(names, row, strict=True)) for row in texts[name]]


@pytest.fixture(scope="module")
def small() -> tuple[Package, Cells]:
    """The small package with all that is derived."""
    return expand(*opened(SMALL))


# --- a package of three tables, made here -------------------------------------------------------------------


def table(name: str, *fields: str, kind: str = "reference", **keys: Any) -> Resource:
    """A table of texts; its first field is its key unless told otherwise."""
    columns = tuple(Field(field, "string", title=field.upper()) for field in fields)
    schema = Schema(columns, **{"primary_key": fields[:1], **keys})
    return Resource(name, (f"{name}.csv",), title=name, schema=schema, extra={"kind": kind})


def key(field: str, resource: str) -> ForeignKey:
    return ForeignKey((field,), resource, ("code",))


CUT = {
    "name": "rates",
    "title": "Taux",
    "title_en": "Rates",
    "description": "Des taux.",
    "description_en": "Rates.",
    "where": {"indicator.theme": ["rates"]},
    "columns": ["indicator", {"place": "area"}, "value"],
}
TABLES = (
    table(
        "observations",
        "indicator",
        "area",
        "value",
        kind="fact",
        primary_key=(),
        unique_keys=(("indicator", "area"),),
        foreign_keys=(key("indicator", "indicators"), key("area", "areas")),
    ),
    table("indicators", "code", "theme", "unit", "label_fr"),
    table("areas", "code", "label_fr", "label_en", "parent", foreign_keys=(key("parent", ""),)),
    table("regions", "code"),
    table(
        "members",
        "area",
        "region",
        kind="link",
        foreign_keys=(key("area", "areas"), key("region", "regions")),
    ),
)
CELLS: dict[str, list[Row]] = {
    "observations": [("trust", "", "1"), ("trust", "south", "2"), ("hope", "north", "3")],
    "indicators": [("trust", "rates", "percent", "Confiance"), ("hope", "hopes", "score", "Espoir")],
    "areas": [("north", "Nord", "North", ""), ("south", "Sud", "South", "north")],
    "regions": [("93",), ("94",), ("11",)],
    "members": [("south", "94"), ("south", "93"), ("north", "11")],
}


def made(*cuts: Any, rows: list[Row] | None = None, resources: tuple[Resource, ...] = TABLES) -> Any:
    """The package with those cuts, with all that is derived."""
    cells = {**CELLS, **({} if rows is None else {"observations": rows})}
    return expand(Package("p", resources=resources, extra={"cuts": list(cuts)}), cells)


def refused(*cuts: Any, **more: Any) -> DerivingError:
    """Why nothing is derived; it is told in both languages."""
    with pytest.raises(DerivingError) as error:
        made(*cuts, **more)
    for lang in LANGUAGES:
        assert "—" not in error.value.said(lang)
    assert not error.value.words.keys() & {"path", "line", "resource"}  # the place is not theirs to say
    return error.value


# --- figures ------------------------------------------------------------------------------------------------


def test_every_figure_has_an_identifier_and_the_rows_are_in_its_order(small: tuple[Package, Cells]) -> None:
    """An empty part is a hyphen, what could not stand in an address is encoded."""
    package, texts = small
    names = [row["identifier"] for row in as_dicts(package, texts, "observations")]
    assert names == sorted(names)
    assert "observations:phare_2015/practice_rate/01/-/-" in names
    assert "observations:phare_2016/role_priority/FR/animer%20%2F%20relier/priority" in names


def test_a_figure_has_the_unit_of_its_indicator_and_the_key_to_it(small: tuple[Package, Cells]) -> None:
    """Beside the value, so that a column that people append stays last; the identifier is the first."""
    package, texts = small
    schema = tables.schema_of(package.resource("observations"))
    assert schema.field_names[0] == "identifier"
    assert schema.field_names.index("unit") == schema.field_names.index("value") + 1
    assert schema.primary_key == ("identifier",)
    assert schema.unique_keys == (("study", "indicator", "territory", "item", "answer"),)  # the dimensions
    assert schema.foreign_keys[-1] == ForeignKey(("unit",), "units", ("code",))
    units = {row["indicator"]: row["unit"] for row in as_dicts(package, texts, "observations")}
    assert units == {"practice_rate": "percent", "role_priority": "percent", "trust": "score"}


def test_every_cell_of_a_figure_is_as_people_wrote_it(small: tuple[Package, Cells]) -> None:
    """Nothing is lost beside the identifier and the unit."""
    _, source = opened(SMALL)
    package, texts = small
    at = tables.schema_of(package.resource("observations")).field_names.index("unit")
    found = [(*row[1:at], *row[at + 1 :]) for row in texts["observations"]]
    assert sorted(found) == sorted(source["observations"])


def test_the_value_of_a_cut_says_the_unit_that_all_its_rows_share() -> None:
    """As it is printed, where the units have a symbol."""
    first, indicators, *rest = TABLES
    units = table("units", "code", "symbol_fr")
    keyed = replace(
        indicators, schema=replace(tables.schema_of(indicators), foreign_keys=(key("unit", "units"),))
    )
    cells = {**CELLS, "units": [("percent", "%"), ("score", "")]}
    package = Package("p", resources=(first, keyed, units, *rest), extra={"cuts": [CUT]})
    cut = expand(package, cells)[0].resource("rates")
    assert tables.schema_of(cut).field("value").extra["unit"] == "%"


def test_two_figures_of_one_identifier_are_refused() -> None:
    """Also where a part is empty, which the standard does not compare."""
    error = refused(rows=[("trust", "", "1"), ("trust", "", "2")])
    assert (error.code, error.variant) == ("figures-error", "same")
    assert error.words == {"value": "observations:trust/-"}


def test_an_empty_part_and_a_hyphen_are_two_identifiers() -> None:
    """`-` stands for no text, so that a hyphen must be written otherwise."""
    _, texts = made(rows=[("trust", "", "1"), ("trust", "-", "2")])
    assert [row[0] for row in texts["observations"]] == ["observations:trust/%2D", "observations:trust/-"]


@pytest.mark.parametrize(
    ("change", "variant"),
    [({"unique_keys": ()}, "default"), ({"foreign_keys": ()}, "unit")],
    ids=["no key", "no indicator"],
)
def test_a_table_of_figures_needs_a_key_and_a_unit(change: dict[str, Any], variant: str) -> None:
    """Without a key its rows have no name, without an indicator its values mean nothing."""
    first, *rest = TABLES
    broken = replace(first, schema=replace(tables.schema_of(first), **change))
    error = refused(resources=(broken, *rest))
    assert (error.code, error.variant) == ("figures-error", variant)


def test_a_package_without_figures_and_a_release_are_as_they_were() -> None:
    """What has its identifiers already is not given them again."""
    package, texts = made()
    assert expand(package, texts) == (package, texts)
    plain = Package("p", resources=TABLES[1:])
    assert expand(plain, CELLS)[0] is plain


# --- cuts ---------------------------------------------------------------------------------------------------


def test_a_cut_has_its_columns_then_the_identifier_then_labels_and_members() -> None:
    """Labels in both languages where the code's table has them, and the codes of what a code is made of."""
    package, texts = made(CUT)
    assert as_dicts(package, texts, "rates") == [
        {
            "indicator": "trust",
            "place": "",
            "value": "1",
            "identifier": "observations:trust/-",
            "indicator_label_fr": "Confiance",
            "place_label_fr": "",
            "place_label_en": "",
            "place_regions": "",
        },
        {
            "indicator": "trust",
            "place": "south",
            "value": "2",
            "identifier": "observations:trust/south",
            "indicator_label_fr": "Confiance",
            "place_label_fr": "Sud",
            "place_label_en": "South",
            "place_regions": "93 94",
        },
    ]
    assert list(texts["rates"][0]).count("trust") == 1


def test_a_cut_is_a_table_with_the_words_of_its_declaration() -> None:
    """Its key is the identifier; a column that is a code is a key still, under its new name."""
    package, _ = made({**CUT, "thematic": {"title": "Taux"}})
    cut = package.resource("rates")
    schema = tables.schema_of(cut)
    assert (cut.title, cut.description, schema.primary_key) == ("Taux", "Des taux.", ("identifier",))
    assert [(k.fields, k.resource) for k in schema.foreign_keys] == [
        (("indicator",), "indicators"),
        (("place",), "areas"),
    ]
    assert (cut.extra["kind"], cut.extra["title_en"], cut.extra["thematic"]) == (
        "cut",
        "Rates",
        {"title": "Taux"},
    )
    assert "cuts" not in package.extra
    edited = [r.name for r in package.resources if r.extra.get("kind") != "labelled"]
    assert edited == ["rates", *(r.name for r in TABLES)]


def test_what_all_rows_share_is_said_once() -> None:
    """A code that no column has and that is the same throughout; it is no column, and not lost."""
    package, _ = made({**CUT, "columns": [{"place": "area"}, "value"]})
    assert package.resource("rates").extra["observation"] == {"indicator": "trust", "unit": "percent"}


def test_a_cut_is_sorted_by_its_order_then_by_identifier() -> None:
    """By default its columns are its order."""
    rows = [("trust", "north", "2"), ("trust", "south", "1"), ("trust", "", "2")]
    _, texts = made({**CUT, "order": ["value"]}, rows=rows)
    assert [row[2:4] for row in texts["rates"]] == [
        ("1", "observations:trust/south"),
        ("2", "observations:trust/-"),
        ("2", "observations:trust/north"),
    ]


def test_a_code_that_leads_nowhere_has_no_label() -> None:
    """Validation tells the lost key; nothing is made up for it."""
    package, texts = made(CUT, rows=[("trust", "nowhere", "1")])
    [row] = as_dicts(package, texts, "rates")
    assert (row["place"], row["place_label_fr"], row["place_regions"]) == ("nowhere", "", "")


def test_missing_values_are_those_of_the_table_that_a_column_comes_from() -> None:
    """« ND » in a number is no value in a cut either."""
    first, *rest = TABLES
    number = Field("value", "number")
    schema = tables.schema_of(first)
    odd = replace(
        first, schema=replace(schema, fields=(*schema.fields[:2], number), missing_values=("", "ND"))
    )
    package, texts = made(CUT, rows=[("trust", "", "ND")], resources=(odd, *rest))
    assert tables.to_table(package.resource("rates"), texts["rates"])["value"].to_pylist() == [None]


def test_a_key_to_the_same_table_is_followed() -> None:
    """`area.parent` is an area again, with its label, however the standard spells its own table."""
    package, texts = made({**CUT, "columns": ["indicator", "area", {"parent": "area.parent"}, "value"]})
    rows = {row["area"]: row for row in as_dicts(package, texts, "rates")}
    assert (rows["south"]["parent"], rows["south"]["parent_label_en"]) == ("north", "North")
    assert key("parent", "areas") in tables.schema_of(package.resource("rates")).foreign_keys


WRONG: list[tuple[Any, str, tuple[str | int, ...]]] = [
    ("rates", "default", ()),
    ({"title": "Taux"}, "default", ()),
    ({**CUT, "name": "Taux !"}, "name", ("name",)),
    ({**CUT, "name": "areas"}, "taken", ("name",)),
    ({**CUT, "filter": {}}, "property", ("filter",)),
    *(
        ({**CUT, name: ""}, "missing", (name,))
        for name in ("title", "title_en", "description", "description_en")
    ),
    ({**CUT, "title": 3}, "missing", ("title",)),
    ({**CUT, "where": {}}, "missing", ("where",)),
    ({**CUT, "columns": []}, "missing", ("columns",)),
    ({**CUT, "where": ["rates"]}, "where", ("where",)),
    ({**CUT, "where": {"indicator.theme": "rates"}}, "where", ("where", "indicator.theme")),
    ({**CUT, "where": {"indicator.theme": []}}, "where", ("where", "indicator.theme")),
    ({**CUT, "where": {"indicator.theme": [1]}}, "where", ("where", "indicator.theme")),
    ({**CUT, "where": {"indicator.them": ["rates"]}}, "field", ("where", "indicator.them")),
    ({**CUT, "where": {"indicator.theme": ["rate"]}}, "unread", ("where", "indicator.theme")),
    ({**CUT, "where": {"indicator.theme": ["rates"], "value": ["3"]}}, "empty", ("where",)),
    ({**CUT, "columns": ["indicator", "place"]}, "field", ("columns", 1)),
    ({**CUT, "columns": [{"place": "area.name"}]}, "field", ("columns", 0)),
    ({**CUT, "columns": [{"place": "value.code"}]}, "key", ("columns", 0)),
    ({**CUT, "columns": ["area", {"area": "indicator"}]}, "twice", ("columns", 1)),
    ({**CUT, "columns": ["area", {"area_label_fr": "value"}]}, "twice", ("columns",)),
    ({**CUT, "columns": ["area", "identifier"]}, "twice", ("columns",)),
    ({**CUT, "columns": [{"a": "area", "b": "value"}]}, "column", ("columns", 0)),
    ({**CUT, "columns": [{"a": 3}]}, "column", ("columns", 0)),
    ({**CUT, "columns": [["area"]]}, "column", ("columns", 0)),
    ({**CUT, "columns": ["indicator", "value"]}, "hidden", ("columns",)),
    ({**CUT, "where": {"indicator": ["trust", "hope"]}}, "hidden", ("columns",)),
    ({**CUT, "order": ["place", "area"]}, "order", ("order", 1)),
    ({**CUT, "order": "place"}, "order", ("order",)),
]


@pytest.mark.parametrize(("entry", "variant", "at"), WRONG, ids=[f"{w[1]}-{n}" for n, w in enumerate(WRONG)])
def test_a_faulty_declaration_is_refused_at_its_place(
    entry: Any, variant: str, at: tuple[str | int, ...]
) -> None:
    """Named by what is wrong with it, and by the way to it in the descriptor."""
    error = refused(entry)
    assert (error.code, error.variant, error.at) == ("cut-error", variant, ("cuts", 0, *at))


def test_two_cuts_of_one_name_and_two_of_one_figure_are_refused() -> None:
    """A figure has one address."""
    assert refused(CUT, CUT).variant == "taken"
    error = refused(CUT, {**CUT, "name": "more"})
    assert (error.variant, error.at) == ("overlap", ("cuts", 1))
    assert error.words == {"cut": "more", "other": "rates", "value": "observations:trust/-"}


def test_cuts_of_nothing_are_refused() -> None:
    """Where no table holds figures, or it is no table of facts."""
    assert refused(CUT, resources=TABLES[1:]).variant == "alone"
    assert refused(CUT, resources=(replace(TABLES[0], extra={}), *TABLES[1:])).variant == "alone"


def test_a_path_says_which_part_of_it_is_wrong() -> None:
    """The whole path is told, and the table where it ends."""
    package, cells = opened(SMALL)
    told = r"“study.population.name”: the table “populations” has no field"
    with Base(package, cells) as base, pytest.raises(DerivingError, match=told):
        Paths(base, package.resource("observations")).find("study.population.name")


def test_a_code_that_stands_twice_leads_to_its_last_row() -> None:
    """Which the check of keys tells; no figure stands twice for it."""
    package, cells = opened(SMALL)
    twice = {**cells, "indicators": [*cells["indicators"], cells["indicators"][0]]}
    assert len(expand(package, twice)[1]["observations"]) == len(cells["observations"])


# --- whatever the figures -----------------------------------------------------------------------------------

_CODES = st.sampled_from(["", "-", "a b", "é/ü", "north", "south", "~", "x:y"])
_FIGURES = st.lists(
    st.tuples(st.sampled_from(["trust", "hope"]), _CODES, st.text("0123456789.", max_size=4)),
    unique_by=lambda row: row[:2],
    max_size=12,
).map(lambda rows: [*rows, ("trust", "t", "1"), ("hope", "h", "2")])


@given(rows=_FIGURES)
def test_every_figure_is_in_one_cut_with_its_cells(rows: list[Row]) -> None:
    """Of two cuts that part the indicators, each figure is in one, once, cell for cell."""
    hopes = {**CUT, "name": "hopes", "where": {"indicator.theme": ["hopes"]}}
    package, texts = made(CUT, hopes, rows=rows)
    found = {
        row["identifier"]: (row["indicator"], row["place"], row["value"])
        for name in ("rates", "hopes")
        for row in as_dicts(package, texts, name)
    }
    assert found == {identifiers.identifier("observations", row[:2]): row for row in rows}
    assert len(texts["rates"]) + len(texts["hopes"]) == len(texts["observations"]) == len(rows)


@pytest.mark.parametrize("path", [SMALL, ROOT], ids=["small", "real"])
def test_every_figure_of_a_package_is_in_one_cut_or_in_none(path: Path) -> None:
    """And the cells of a cut are those of the source, digit for digit."""
    package, source = opened(path)
    whole, texts = expand(package, source)
    fields = tables.schema_of(package.resource("observations")).field_names
    names = identifiers.of_rows(package.resource("observations"), source["observations"])
    figures = {
        n: dict(zip(fields, row, strict=True)) for n, row in zip(names, source["observations"], strict=True)
    }
    columns = {cut["name"]: dict(map(_read, cut["columns"])) for cut in package.extra["cuts"]}
    seen: Counter[str] = Counter()
    for name, read in columns.items():
        shared = whole.resource(name).extra["observation"]
        for row in as_dicts(whole, texts, name):
            figure = figures[row["identifier"]]
            seen[row["identifier"]] += 1
            assert {c: row[c] for c, p in read.items() if p in figure} == {
                c: figure[p] for c, p in read.items() if p in figure
            }
            assert all(figure[field] == text for field, text in shared.items() if field in figure)
    assert set(seen.values()) == {1}
    assert len(seen) == len(figures)


def _read(column: Any) -> tuple[str, str]:
    """The name of a column and the path that it reads."""
    name, path = next(iter(column.items())) if isinstance(column, dict) else (column, column)
    return str(name), str(path)


def test_a_cut_says_what_its_rows_are_whichever_study_comes_next() -> None:
    """Its title names no study and nobody who answered: those are columns."""
    package, texts = opened(ROOT)
    people = [row for row in as_dicts(package, texts, "populations") if row["statistical_unit"] == "person"]
    names = [(row["phrase_fr"].removeprefix("les "), row["phrase_en"]) for row in people]
    names += [(row["label_fr"], row["label_en"]) for row in as_dicts(package, texts, "studies")]
    for cut in package.extra["cuts"]:
        for french, english in names:
            for at, name in (("", french), ("_en", english)):
                told = [
                    said[key + at]
                    for said in (cut, cut.get("thematic", {}))
                    for key in ("title", "description")
                    if said
                ]
                assert not [text for text in told if name.casefold() in text.casefold()]

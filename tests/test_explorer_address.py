"""Every number has an address: the rule of the release, what is known of it, what is near an unknown one."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from explorer.address import former, href, identifier, identify, near, numbered, places
from explorer.figures.numbers.addressed import addressed
from explorer.figures.numbers.observation import brief, observation
from explorer.figures.official.measured import measured
from explorer.figures.themes.conflicts import groups
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.priorities import priorities
from explorer.published import open_release
from explorer.reader import Reader
from scripts.reading.identifiers import identifier as published
from tests import explorer_release as made

RATE = made.identifier(**made.RATE)
READERS = FR, EN = Reader("fr", "light"), Reader("en", "dark")


def test_an_identifier_is_that_of_the_observations_of_a_release() -> None:
    """The rows of a cut have their own; of a table that has none, it is the table and its key."""
    release = made.opened()
    held = set(release.table("observations")["identifier"])
    for table in numbered(release):
        names = identify(release, table, release.table(table))
        if "identifier" in release.table(table):
            assert set(names) <= held
            continue
        key = release.tables[table].schema["primaryKey"]
        rows = release.table(table)[key].astype("string").fillna("").itertuples(index=False, name=None)
        assert names == [published(table, list(row)) for row in rows]


@pytest.mark.parametrize("part", ["", "-", "a/b~", "é", "area_52"])
def test_an_identifier_is_written_as_the_tools_of_the_publisher_write_it(part: str) -> None:
    assert identifier("rates", [part, "x"]) == published("rates", [part, "x"])


def test_every_figure_and_every_measured_value_has_one_address() -> None:
    release = made.opened()
    every = [name for table in numbered(release) for name in identify(release, table, release.table(table))]
    assert sorted(places(release)) == sorted(set(every))
    assert set(release.table("observations")["identifier"]) <= set(every)
    assert set(release.table("corroborations")["observation"]) <= set(places(release))


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_whatever_has_an_address_can_be_told(reader: Reader) -> None:
    """A sample of every table, in words without a code, a missing value or a broken link."""
    release = made.opened()
    for table in numbered(release):
        mine = identify(release, table, release.table(table))
        for name in mine[:: max(len(mine) // 5, 1)]:
            shown = observation(release, reader, identifier=name)
            assert shown.value
            assert shown.title
            assert shown.status
            assert shown.citations[0].title
            assert shown.file is not None
            assert name in shown.cite
            text = " ".join([shown.title, shown.status, *(said for _, said in shown.terms)])
            assert "None" not in text
            assert "nan" not in text.split()


def test_a_number_tells_its_status_its_source_who_repeats_it_and_its_file() -> None:
    release = made.opened()
    shown = observation(release, FR, identifier=RATE)
    assert shown.value == "37\u00a0%"
    assert shown.status == "valeur normale"
    row = next(r for r in made.read_rows(made.release_folder(), "observations") if r["identifier"] == RATE)
    assert shown.citations[0].page == row["page"] != ""
    assert len(shown.repeated) == int((release.table("corroborations")["observation"] == RATE).sum()) > 0
    assert shown.file is not None
    assert shown.file.sha256 == next(f.sha256 for f in release.files if f.path == "data/national-rates.csv")
    assert ("actor", {"actor": "companies"}) in shown.ways


def test_a_number_says_what_other_sources_print_for_it() -> None:
    """Those that differ from it by their source alone; each is one of the others of the other."""
    release = made.opened()
    differ = [rows for _, rows in groups(release)]
    assert differ
    for rows in differ:
        names = [str(row["identifier"]) for row in rows]
        for name in names:
            others = {other.identifier: other for other in observation(release, FR, identifier=name).others}
            assert set(names) - {name} <= set(others)
            assert all(other.value and other.citation.title for other in others.values())


def test_an_erratum_is_told_with_the_number_that_it_corrects(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    made.add_table(
        folder,
        "errata",
        [{"identifier": RATE, "field": "value", "version": "1.2.0", "date": "2026-11-23", "old": "36",
          "new": "37", "reason_fr": "Mal lu.", "reason_en": "Misread."}],
    )  # fmt: skip
    shown = observation(open_release(str(folder)), EN, identifier=RATE)
    assert [one.reason for one in shown.errata] == ["Misread."]
    assert "“36”" in shown.errata[0].words
    assert "“Value”" in shown.errata[0].words  # the title of the field, not its name
    assert observation(made.opened(), EN, identifier=RATE).errata == ()


@pytest.mark.parametrize(
    ("old", "told"),
    [("associations", ("Associations (all)", "Companies with 10\u00a0employees or more")),
     ("companies_ten", ("companies_ten", "companies_10_plus"))],
)  # fmt: skip
def test_codes_that_were_corrected_are_said_alike(tmp_path: Path, old: str, told: tuple[str, str]) -> None:
    """By their labels; as codes where one has none, since a label beside a code says nothing."""
    folder = made.make_release(tmp_path / "release")
    first = made.read_rows(folder, "errata")[0]
    said = {"identifier": RATE, "field": "population", "old": old, "new": "companies_10_plus"}
    made.write_rows(folder, "errata", [first | said])
    (one,) = observation(open_release(str(folder)), EN, identifier=RATE).errata
    assert f"“{told[0]}” and now reads “{told[1]}”" in one.words


def test_an_identifier_that_was_corrected_leads_to_the_number(tmp_path: Path) -> None:
    """From one version to the next; what leads nowhere is left out; a release may have no such table."""
    folder = made.make_release(tmp_path / "release")
    steps = [("rates:old", "rates:older", "2.0.0"), ("rates:older", RATE, "2.1.0"), ("x:y", "x:z", "2.0.0")]
    rows = [dict(zip(("old", "new", "version"), step, strict=True)) for step in steps]
    made.write_rows(folder, "moved", rows)
    assert former(open_release(str(folder))) == {"rates:old": (RATE, "2.0.0"), "rates:older": (RATE, "2.1.0")}
    made.drop_table(folder, "moved")
    assert former(open_release(str(folder))) == {}


def test_every_identifier_of_an_earlier_version_leads_to_a_number() -> None:
    """And a number's own identifier is nobody else's former one."""
    release = made.opened()
    old = former(release)
    assert set(old) == {str(name) for name in release.table("moved")["old"]}
    assert {one.now for one in old.values()} <= set(places(release))
    assert not set(old) & set(places(release))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (RATE.replace("companies_10_plus", "companies_10"), RATE),
        (RATE.removesuffix("/deck_2018"), RATE),
        ("context-values:taux_pauvrete_60/2018/99", "context-values:taux_pauvrete_60/2018/93"),
    ],
)
def test_an_unknown_address_is_offered_the_one_that_it_is_nearest_to(asked: str, first: str) -> None:
    release = made.opened()
    found = near(release, asked)
    assert found[0].rpartition("/")[0] == first.rpartition("/")[0]
    assert set(found) <= set(places(release))
    assert brief(release, FR, identifier=found[0])


@pytest.mark.parametrize("asked", ["", "x", "<script>", "national-rates:", ":", "/" * 200])
def test_nothing_near_is_no_error(asked: str) -> None:
    assert isinstance(near(made.opened(), asked), list)


def test_an_address_carries_the_language_and_what_is_chosen() -> None:
    assert href("", "fr") == "./"
    assert href("", "en") == "./?lang=en"
    assert href("cross", "fr", domain="employment") == "cross?domain=employment"
    assert href("figure", "fr", id="a:b/c d&e") == "figure?id=a:b/c%20d%26e"


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_every_number_of_a_figure_has_its_address_and_is_said_as_printed(reader: Reader) -> None:
    """One address a row; its words begin with the value of the row that it resolves to."""
    release = made.opened()
    figures = (
        matrix(release, reader, answer="very_important"),
        priorities(release, reader, sort="priority"),
        measured(release, reader, indicator="taux_pauvrete_60", period="2018", view="table"),
    )
    for figure in figures:
        shown = addressed(release, reader, figure).addresses
        assert len(shown) == len(figure.rows)
        for name, words in shown:
            table, row = places(release)[name]
            value = release.table(table)["value"].iloc[row]
            printed = re.match(r"-?[\d.,]+", words)
            assert pd.isna(value) if printed is None else float(printed[0].replace(",", ".")) == value

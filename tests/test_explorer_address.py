"""Every number has an address: the rule of the release, what is known of it, what is near an unknown one."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from explorer.address import former, href, identify, near, numbered, places
from explorer.figures.addressed import addressed
from explorer.figures.matrix import matrix
from explorer.figures.measured import measured
from explorer.figures.observation import brief, observation
from explorer.figures.priorities import priorities
from explorer.published import open_release
from explorer.reader import Reader
from scripts import rekeyed
from scripts.descriptor import load, to_package
from scripts.observations import identifier as published
from tests import explorer_release as made

RATE = "national-rates:phare_entreprises_2015/companies_10_plus/practice_rate/deck_2018"
READERS = FR, EN = Reader("fr", "light"), Reader("en", "dark")


def test_an_identifier_is_that_of_the_observations_of_a_release() -> None:
    release = made.opened()
    for table in numbered(release):
        key = release.tables[table].schema["primaryKey"]
        rows = release.table(table)[key].astype(str).itertuples(index=False, name=None)
        assert identify(release, table, release.table(table)) == [published(table, list(row)) for row in rows]


def test_every_figure_and_every_measured_value_has_one_address() -> None:
    release = made.opened()
    assert len(places(release)) == sum(len(release.table(table)) for table in numbered(release))
    assert set(release.table("corroborations")["observation"]) <= set(places(release))


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_whatever_has_an_address_can_be_told(reader: Reader) -> None:
    """A sample of every table, in words without a code, a missing value or a broken link."""
    release = made.opened()
    for table in numbered(release):
        mine = [name for name in places(release) if name.startswith(f"{table}:")]
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
    assert shown.citations[0].page == "8"
    assert len(shown.repeated) == 4
    assert shown.file is not None
    assert shown.file.sha256 == next(f.sha256 for f in release.files if f.path == "data/national-rates.csv")
    assert ("actor", {"actor": "companies"}) in shown.ways


def test_a_number_says_what_other_sources_print_for_it() -> None:
    shown = observation(
        made.opened(),
        FR,
        identifier="partnership-practices:impact_associations_2021/associations_employers/sponsorship/latwo_associations",
    )
    assert [other.value for other in shown.others] == ["59\u00a0%\u00a0†"]


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
    """As the tools of the publisher have it, over several versions, the fields of one together."""
    folder = made.make_release(tmp_path / "release")
    errata = made.read_rows(folder, "errata")
    for said in (
        ("population", "1.10.0", "b c", "companies_10_plus"),
        ("population", "1.9.0", "a/b~", "b c"),
        ("study", "1.10.0", "phare", "phare_entreprises_2015"),
        ("value", "1.8.0", "36", "37"),
    ):
        errata.append(errata[0] | dict(zip(("field", "version", "old", "new"), said, strict=True)))
        errata[-1]["identifier"] = RATE
    made.write_rows(folder, "errata", errata)
    release = open_release(str(folder))
    rest = "practice_rate/deck_2018"
    mine = {name: became for name, became in former(release).items() if became.now == RATE}
    assert mine == {
        f"national-rates:phare/b%20c/{rest}": (RATE, "1.10.0"),
        f"national-rates:phare/a%2Fb%7E/{rest}": (RATE, "1.9.0"),
    }
    theirs = rekeyed.former(to_package(load(folder).descriptor), errata)
    told = {name: (one.now, one.version) for name, one in theirs.items() if one.now in places(release)}
    assert told == former(release)


def test_an_identifier_that_a_number_has_is_its_own(tmp_path: Path) -> None:
    """Whatever errata say; what two numbers claim is neither's; a release may have no errata."""
    row = "collectivity-priorities:phare_institutions_2016/join_experiments/"
    folder = made.make_release(tmp_path / "release")
    said = made.read_rows(folder, "errata")[0] | {"field": "answer", "version": "9.0.0"}
    one, other = (said | {"identifier": row + key, "new": key} for key in ("priority", "secondary"))
    for errata in ([one | {"old": "secondary"}], [one | {"old": "x"}, other | {"old": "x"}]):
        made.write_rows(folder, "errata", errata)
        assert former(open_release(str(folder))) == {}
    made.drop_table(folder, "errata")
    assert former(open_release(str(folder))) == {}


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

"""Who a package says it is: what it owes, in which forms, and whether its period is that of its figures."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check import stated
from scripts.check.agents import is_formed, is_right
from scripts.check.package import check
from scripts.derive.period import Years
from scripts.publish import release
from scripts.publish.coming import places, step
from scripts.reading import identity
from scripts.reading.descriptor import load, to_package
from scripts.reading.model.errors import ReleaseError
from scripts.reading.sources import open_source
from tests.next_study import LAST, change
from tests.tiny import kinds, package, things, write

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "packages" / "small"
DAY = dt.date(2026, 12, 1)
RIGHT = (
    "https://ror.org/04wxnsj81",
    "https://ror.org/05dxps055",
    "https://ror.org/013meh722",
    "https://orcid.org/0000-0002-1825-0097",
    "https://orcid.org/0000-0002-1694-233X",
    "https://isni.org/isni/0000000121032683",
    "https://isni.org/isni/000000012146438X",
)


def fact(descriptor: Json) -> None:
    """A package of one table of facts, which says of itself nothing yet."""
    things(descriptor)["kind"] = "fact"


def test_a_package_with_figures_says_who_it_is_and_another_need_not(tmp_path: Path) -> None:
    """What is left out may have been forgotten; people publish packages of others, which owe us nothing."""
    assert kinds(write(tmp_path / "other"), house=True) == []
    assert kinds(write(tmp_path / "facts", fact), house=True) == ["identity-error/missing"] * 3


def test_by_the_standard_none_of_it_is_asked(tmp_path: Path) -> None:
    """The property is ours."""

    def wrong(descriptor: Json) -> None:
        fact(descriptor)
        descriptor["identity"] = "me"

    assert kinds(write(tmp_path, wrong)) == []


def test_what_a_package_says_without_figures_is_held_to_the_forms(tmp_path: Path) -> None:
    """Since catalogues would repeat it; but no key is asked for."""

    def edit(descriptor: Json) -> None:
        descriptor["identity"] = {"frequency": "YEARLY"}

    assert kinds(write(tmp_path, edit), house=True) == ["identity-error/frequency"]


@pytest.mark.parametrize("address", RIGHT)
def test_a_check_digit_tells_a_slip_of_the_hand(address: str) -> None:
    """Any one digit that is another: the address is still of its form, and refused."""
    assert is_right(address)
    for at in range(len(address) - 1, len(address) - 9, -1):
        if address[at].isdigit() and address[at - 1] != "/":
            slip = f"{address[:at]}{(int(address[at]) + 1) % 10}{address[at + 1 :]}"
            assert is_formed(slip)
            assert not is_right(slip)


@given(st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.floats()) | st.just({}))
def test_no_value_is_too_odd_to_be_judged(value: Any) -> None:
    """JSON may be anything: a wording comes back, never an exception."""
    for judge in (stated.id_, stated.identifier, stated.email, stated.page, stated.base, stated.box):
        assert isinstance(judge(value), str)
    for judge in (stated.text, stated.uri, stated.date, stated.day):
        assert isinstance(judge(value), str)


@pytest.mark.parametrize(
    "address",
    [
        "http://data.example.org/p/",
        "https://data.example.org/p/?v=1",
        "https://data.example.org/p/#top",
        "https://user:secret@data.example.org/",
        "https://localhost/",
        "https://data.example.org:port/",
        "https://data example.org/",
        "data.example.org",
        "",
    ],
)
def test_a_base_is_an_address_that_others_can_be_made_of(address: str) -> None:
    """Of https, public, without anything after the folder."""
    assert stated.base(address)
    assert not stated.base("https://data.example.org/p/")
    assert not stated.base("https://data.example.org:8443/p")


def test_the_years_are_those_of_the_figures_and_no_others(tmp_path: Path) -> None:
    """More, fewer or other years: told. A month within the first and the last year is fine."""
    years = Years(2009, 2024)
    assert all(years.covered(*one) for one in (("2009", "2024"), ("2009-03", "2024-12-31")))
    others = (("2008", "2024"), ("2010", "2024"), ("2009", "2023"), ("2009", "2025"), ("", ""))
    assert not any(years.covered(*one) for one in others)


def ours(folder: Path, edit: Callable[[Json], object] = lambda _: None) -> Path:
    """Our own package, in that folder, with another descriptor."""
    shutil.copytree(ROOT / "datapackage", folder / "datapackage")
    raw = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    edit(raw)
    text = json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def shorter(descriptor: Json) -> None:
    """A period that ends before the figures do."""
    descriptor["identity"]["period"]["end"] = "2023"


def later(folder: Path) -> Path:
    """Our package with a figure of a year that the period does not have; its study has it too."""

    def year(rows: list[dict[str, str]]) -> None:
        last = max(rows, key=lambda row: row["year"])
        last["year"] = LAST

    change(folder, year)
    return folder


def test_a_period_that_is_not_that_of_the_figures_is_not_published(tmp_path: Path) -> None:
    """`validate` warns, for rows are entered before the version is numbered; `publish` refuses."""
    with open_source(str(ours(tmp_path / "ours", shorter))) as source:
        (told,) = check(source, house=True)
        assert (told.severity, told.code, told.value) == ("warning", "period-error", "2009–2023")
        with pytest.raises(ReleaseError, match="2009–2024"):
            release.publish(source, tmp_path / "dist")
    assert not (tmp_path / "dist").exists() or not list((tmp_path / "dist").glob("*/datapackage.json"))


def test_the_next_version_writes_the_period(tmp_path: Path) -> None:
    """Where it stands, every other byte of the descriptor but the version as it was."""
    made = later(ours(tmp_path / "ours"))
    coming = step.coming(str(made))
    path = made / "datapackage.json"
    new = places.texts(coming, DAY, "Une ligne. · A line.", {})[path]
    before, after = (text.splitlines() for text in (path.read_text(encoding="utf-8"), new))
    changed = [b.strip() for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [f'"version": "{coming.version}",', f'"end": "{LAST}"'][-len(changed) :]
    assert json.loads(new)["identity"]["period"] == {"start": "2009", "end": LAST}


def test_a_part_has_the_period_of_its_own_table(published: Path) -> None:
    """A package of some of the figures claims no year that it does not hold."""
    found = {}
    for folder in sorted((published / "packages").iterdir()):
        if folder.is_dir():
            said = identity.of(to_package(load(folder).descriptor))
            rows = (folder / "data" / f"{folder.name}.csv", *(folder / "data").glob("context-values.csv"))
            table = next(path for path in rows if path.exists()).read_text(encoding="utf-8").splitlines()
            found[folder.name] = said.start, said.end, table
    assert {(start, end) for start, end, _ in found.values()} != {("2009", "2024")}
    for start, end, table in found.values():
        names = table[0].split(",")
        assert "year" in names
        assert any(start in line for line in table)
        assert any(end in line for line in table)


def test_what_only_the_publisher_can_give_is_named() -> None:
    """Each key until it is given, and no other."""
    raw = load(ROOT).descriptor
    assert identity.unsaid(to_package(raw)) == ("base", "contact", "identifiers", "explorer")
    given = json.loads(json.dumps(raw))
    given["identity"] |= {"base": "https://a.example.org/", "explorer": "https://b.example.org/"}
    given["identity"]["contact"] = {"title": "One", "email": "one@example.org"}
    for one in given["contributors"]:
        one["identifier"] = RIGHT[0]
    assert identity.unsaid(to_package(given)) == ()
    assert identity.unsaid(to_package(package())) == (
        "publisher",
        "base",
        "contact",
        "identifiers",
        "explorer",
    )

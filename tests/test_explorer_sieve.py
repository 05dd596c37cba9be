"""What an address asks of the rows of a table is read and said again; what makes no sense is left out."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sieve import LIMIT, Asked, Field, Odd, pattern, read, says, very

FIELDS = [
    Field("label", "text"),
    Field("region", "code", ("53", "84")),
    Field("share", "number"),
    Field("made", "date"),
    Field("a.b", "text"),
]


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"has.label": "école", "page": "3"},
        {"has.label": "=École", "has.region": "53", "by": "-share"},
        {"from.share": "10,5", "to.share": "20", "by": "made"},
        {"from.made": "2015", "to.made": "2015-03"},
        {"has.a.b": "x"},
    ],
)
def test_what_is_asked_is_said_again_in_the_same_words(address: dict[str, str]) -> None:
    asked, odd = read(address, FIELDS)
    assert odd == []
    assert asked.address() == address
    assert len(asked.tests) == len([name for name in address if "." in name])


@pytest.mark.parametrize(
    ("address", "odd"),
    [
        ({"has.region": "99"}, ("region", "99")),
        ({"has.nothing": "x"}, ("nothing", "x")),
        ({"has.share": "10"}, ("share", "10")),
        ({"from.label": "a"}, ("label", "a")),
        ({"from.share": "ten"}, ("share", "ten")),
        ({"to.made": "2015-13"}, ("made", "2015-13")),
        ({"to.made": "2015-02-30"}, ("made", "2015-02-30")),
        ({"by": "nothing"}, ("by", "nothing")),
        ({"by": "-"}, ("by", "-")),
        ({"page": "0"}, ("page", "0")),
        ({"page": "-1"}, ("page", "-1")),
        ({"page": "1e3"}, ("page", "1e3")),
        ({"page": "\u0663"}, ("page", "\u0663")),
    ],
)
def test_what_cannot_be_asked_is_told_and_left_out(address: dict[str, str], odd: tuple[str, str]) -> None:
    assert read(address, FIELDS) == (Asked(), [Odd(*odd)])


def test_what_is_empty_asks_nothing_and_what_is_long_is_cut() -> None:
    assert read({"has.label": " ", "by": "", "page": ""}, FIELDS) == (Asked(), [])
    asked, _ = read({"has.label": "x" * 500}, FIELDS)
    assert asked.words == (("has.label", "x" * LIMIT),)


def test_only_what_is_about_rows_is_theirs() -> None:
    """Other choices of a page keep their names."""
    assert not any(map(says, ("table", "lang", "look", "sort", "study", "has", "bypage", "")))
    assert all(map(says, ("has.x", "from.x", "to.x", "by", "page")))


def test_a_change_leaves_the_rest_as_it_was() -> None:
    asked, _ = read({"has.label": "x", "from.share": "1", "by": "-share", "page": "4"}, FIELDS)
    assert asked.address(page="") == {"has.label": "x", "from.share": "1", "by": "-share"}
    assert asked.address(**{"has.label": ""}) == {"from.share": "1", "by": "-share", "page": "4"}


@pytest.mark.parametrize("field", FIELDS[:4], ids=lambda field: field.kind)
def test_the_very_value_of_a_field_can_be_asked_for(field: Field) -> None:
    text = {"text": "=a", "code": "53", "number": "2015", "date": "2015-03-31"}[field.kind]
    asked, odd = read(very(field, text), FIELDS)
    assert not odd
    assert {test.low for test in asked.tests} | {test.high for test in asked.tests} >= {
        asked.tests[0].low or asked.tests[0].high
    }
    assert all(not test.like for test in asked.tests)


@given(st.text(alphabet="aéÈçñœŒæ' ’-.*(1\u00a0Zß", min_size=1, max_size=12))
def test_words_are_found_whatever_their_capitals_and_accents(text: str) -> None:
    """As they are, in capitals, and without accents, within other words."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for asked, held in ((text, text), (bare, text), (text, bare), (text.lower(), text), (text, text.lower())):
        assert re.search(pattern(asked), f"x{held}y"), (asked, held)


@given(st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_no_sign_of_what_is_asked_means_anything_but_itself(asked: str, held: str) -> None:
    """What has none of the letters that stand for others is found where it stands, and nowhere else."""
    if asked.isascii() and not asked.isalpha() and not re.search("[a-zA-Z' ]", asked):
        assert bool(re.search(pattern(asked), held)) == (asked in held)

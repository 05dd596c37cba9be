"""Addresses carry codes: a choice comes back from its address, what is unknown is told, nothing raises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.state import LIMIT, Choice, Picked, encode, pick

CODES = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=20)
CHOICES = st.lists(
    st.builds(Choice, CODES, st.lists(CODES, min_size=1, max_size=6, unique=True).map(tuple)),
    min_size=1,
    max_size=5,
    unique_by=lambda choice: choice.name,
)


@given(CHOICES, st.data())
def test_a_selection_comes_back_from_its_address(choices: list[Choice], data: st.DataObject) -> None:
    selection = {choice.name: data.draw(st.sampled_from(choice.options)) for choice in choices}
    address = encode(selection, choices)
    assert {choice.name: pick(choice, address).value for choice in choices} == selection
    assert not any(pick(choice, address).unknown for choice in choices)


@given(CHOICES, st.dictionaries(CODES, st.text(max_size=100)))
def test_any_address_gives_a_code_that_exists(choices: list[Choice], address: dict[str, str]) -> None:
    for choice in choices:
        picked = pick(choice, address)
        assert picked.value in choice.options
        asked = address.get(choice.name, "")
        assert picked.unknown == ("" if asked in choice.options else asked[:LIMIT])


@given(CHOICES, st.dictionaries(CODES, st.text(max_size=100)))
def test_an_address_says_only_codes_that_exist_and_no_default(
    choices: list[Choice], selection: dict[str, str]
) -> None:
    known = {choice.name: choice for choice in choices}
    for name, value in encode(selection, choices).items():
        assert value in known[name].options
        assert value != known[name].default


def test_the_default_stands_where_the_address_is_silent_or_wrong() -> None:
    view = Choice("view", ("map", "tiles"))
    assert pick(view, {}).value == "map"
    assert pick(view, {"view": "globe"}) == Picked("map", "globe")
    assert pick(view, {"view": "tiles"}).value == "tiles"


def test_a_choice_without_options_is_empty() -> None:
    assert pick(Choice("indicator", ()), {"indicator": "x"}).value == ""

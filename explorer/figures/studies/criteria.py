"""The RGAA criteria of the accessibility statement: how each stands, and the tests that hold it there."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from explorer.reader import Reader

MET, PARTLY, UNMET, UNTESTED = "met", "partly", "unmet", "untested"
LOOKS = "test_a_page_is_whole_and_accessible_by_day"
NIGHT = "test_a_page_is_whole_and_accessible_by_night"
TABLES = "test_tables_have_a_caption_and_headers_with_a_scope"


class Criterion(NamedTuple):
    """A criterion by its number, its state, the names of the tests that prove it (none: by reading)."""

    number: str
    state: str
    proofs: tuple[str, ...] = ()


# In the order of the RGAA. To add one: a line here, its words in texts/criteria.py. A test finds every proof.
CRITERIA = (
    Criterion("1.1", MET, ("test_a_page_opens_with_its_charts_and_their_words",)),
    Criterion("1.3", PARTLY, ("test_every_view_can_be_made_and_every_sentence_holds",)),
    Criterion("1.6", MET, ("test_every_figure_has_its_table_its_source_and_its_download",)),
    Criterion("3.1", MET, ("test_uncertain_and_computed_values_bear_their_marks",)),
    Criterion("3.2", MET, (LOOKS, NIGHT)),
    Criterion("3.3", PARTLY),
    Criterion("5.4", MET, (TABLES,)),
    Criterion("5.6", MET, (TABLES,)),
    Criterion("5.7", MET, (TABLES,)),
    Criterion("6.2", MET, (LOOKS,)),
    Criterion("7.1", PARTLY, (LOOKS,)),
    Criterion("7.3", MET, (LOOKS,)),
    Criterion("7.5", PARTLY, ("test_an_unknown_value_in_the_address_is_told_kindly",)),
    Criterion("8.3", MET, (LOOKS,)),
    Criterion("8.6", MET, (LOOKS,)),
    Criterion("8.7", PARTLY),
    Criterion("9.1", MET, (LOOKS,)),
    Criterion("9.2", PARTLY, (LOOKS,)),
    Criterion("10.4", MET, (LOOKS,)),
    Criterion("10.7", MET, (LOOKS,)),
    Criterion("10.11", MET, (LOOKS,)),
    Criterion("10.12", MET, (LOOKS,)),
    Criterion(
        "10.13",
        MET,
        ("test_what_a_mark_says_is_reached_by_keyboard_stays_under_the_pointer_and_goes_with_escape",),
    ),
    Criterion("11.1", MET, (LOOKS,)),
    Criterion("12.1", MET, ("test_the_home_page_leads_to_every_page_of_the_menu",)),
    Criterion("12.7", MET, ("test_the_first_key_press_skips_the_menu_in_the_language_of_the_page",)),
    Criterion("12.9", MET, (LOOKS,)),
    Criterion("13.8", MET, ("test_a_page_is_whole_and_accessible_by_night",)),
)


def criteria(reader: Reader) -> pd.DataFrame:
    """One row a criterion: number and title, result, how, checked by what."""
    return pd.DataFrame(
        [
            {
                reader.say("access.criterion"): f"{one.number}\u2002{reader.say(f'rgaa.{one.number}')}",
                reader.say("access.status"): reader.say(f"access.{one.state}"),
                reader.say("access.how"): reader.say(f"rgaa.{one.number}.how"),
                reader.say("access.proof"): reader.say(f"access.proof.{'test' if one.proofs else 'read'}"),
            }
            for one in CRITERIA
        ]
    )


def counts() -> dict[str, int]:
    """How many are met, partly met, not met or not checked."""
    states = [one.state for one in CRITERIA]
    met, partly = states.count(MET), states.count(PARTLY)
    return {"met": met, "partly": partly, "unmet": len(states) - met - partly}

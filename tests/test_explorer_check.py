"""`python -m explorer check`: every view is made, every sentence read again, the false refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from typing import Any

import pytest

from explorer.checking import command
from explorer.checking.check import Fault, Summary, cells, of_views
from explorer.checking.raw import Raw
from explorer.checking.view import Told, View, sentence
from explorer.checking.views import EVERY, every
from explorer.figures.figure import Figure
from explorer.locales import LANGUAGES
from explorer.published import Release
from explorer.reader import Reader
from explorer.routes import PAGES
from explorer.texts import WORDS
from tests import explorer_release as made

RELEASES = {"ours": made.opened, "next": made.opened_next}
BOTH = pytest.mark.parametrize("which", RELEASES)
# Release, language → of so many views one is made here; `make publish` makes them all.
CHECKED = {("ours", "fr"): 1, ("ours", "en"): 3, ("next", "fr"): 1, ("next", "en"): 7}
# Pages without a figure or a sentence of their own → why there is none.
WORDS_ALONE = {
    "search": "what is found are links", "method": "the tables of the release, as they are",
    "open": "packages of others", "accessibility": "the pages themselves",
}  # fmt: skip


@cache
def raw(which: str) -> Raw:
    return cells(RELEASES[which]())


def of(which: str) -> Release:
    return RELEASES[which]()


@pytest.mark.parametrize(("which", "lang"), CHECKED)
@pytest.mark.parametrize("views", EVERY, ids=lambda views: views.__name__.strip("_"))
def test_every_view_can_be_made_and_every_sentence_holds(which: str, lang: str, views: Any) -> None:
    """Ours, and the one with the studies that come next; in English some of them."""
    made_ = islice(views(of(which), Reader(lang)), 0, None, CHECKED[which, lang])
    found = of_views(made_, raw(which), lang)
    assert found.views
    assert not found.faults, found.faults[0]


@BOTH
def test_every_page_has_its_views(which: str) -> None:
    """A page of the menu that nobody makes here is a page that nobody checks."""
    made_ = {view.address.partition("?")[0].removeprefix("./") for view in every(of(which), Reader())}
    assert made_ == {entry.address for entry in PAGES} - set(WORDS_ALONE)


def first(which: str) -> View:
    """A view whose sentence has a value."""
    views = every(of(which), Reader("en"))
    return next(
        view
        for view in views
        if view.says is sentence and any(claim.value is not None for claim in view.make().claims)
    )


def doctored(view: View, change: Any) -> View:
    """The view with a sentence or a claim that is changed."""

    def says(shown: Any) -> Iterable[Told]:
        return [change(told) for told in view.says(shown)]

    return view._replace(says=says)


CHANGES = {
    "false": lambda told: told._replace(
        claims=tuple(replace(c, value=c.value + 1) if c.value is not None else c for c in told.claims)
    ),
    "printed": lambda told: told._replace(words=f"{told.words} 12345"),
    "compares": lambda told: told._replace(words=f"{told.words} It rises."),
    "unclaimed": lambda told: told._replace(claims=()),
}


@pytest.mark.parametrize("code", CHANGES)
def test_a_sentence_that_is_made_false_is_a_fault_with_its_address_and_its_words(code: str) -> None:
    view = first("ours")
    assert not of_views([view], raw("ours"), "en").faults
    found = of_views([doctored(view, CHANGES[code])], raw("ours"), "en")
    assert code in {fault.code for fault in found.faults}
    assert {fault.address for fault in found.faults} == {view.address}
    assert all(f"check.fault.{fault.code}" in WORDS for fault in found.faults)


def test_cells_that_say_something_else_make_sentences_false() -> None:
    """As if a table had been changed after the pages were made of it."""
    view = first("ours")
    claim = next(claim for claim in view.make().claims if claim.value is not None)
    rows = [row | {"value": row["value"] and "1.5"} for row in map(dict, raw("ours").tables[claim.table])]
    changed = raw("ours").with_tables(**{claim.table.replace("-", "_"): rows})
    assert "false" in {fault.code for fault in of_views([view], changed, "en").faults}


def test_a_view_that_cannot_be_made_is_a_fault_and_the_others_are_made() -> None:
    def fails() -> Figure:
        raise KeyError("nowhere")

    view = first("ours")
    found = of_views([view._replace(make=partial(fails)), view], raw("ours"), "en")
    (fault,) = found.faults
    assert (found.views, fault.code, fault.address) == (2, "broken", view.address)
    assert "nowhere" in fault.detail


FAULTS = (
    Fault("roles?answer=x", "false", "value of x", "Roles: 12%."),
    Fault("measured", "broken", "KeyError: 'y'"),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_has_a_line_a_fault_and_the_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    for faults, status in (((), 0), (FAULTS, 1)):
        monkeypatch.setattr(command, "check", lambda *_, faults=faults: Summary(1200, 2, 3, faults))
        assert command.main(["check", "somewhere", "--lang", lang]) == status
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == len(faults) + 1
        assert ("1\u202f200" if lang == "fr" else "1,200") in lines[-1]
        for fault, line in zip(faults, lines, strict=False):
            assert line.startswith(fault.address)
            assert fault.detail in line
            assert fault.words in line


def test_what_cannot_be_opened_is_told_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    assert command.main(["check", str(tmp_path / "nowhere")], {"LANG": "en_GB.UTF-8"}) == 1
    told = capsys.readouterr().err
    assert "nowhere" in told
    assert "Traceback" not in told


def test_a_number_has_its_page_made_one_in_a_few() -> None:
    addresses = [
        view.address for view in every(made.opened(), Reader()) if view.address.startswith("figure?")
    ]
    assert len(list(islice(addresses, 50))) == 50

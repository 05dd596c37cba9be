"""A figure says which cut its rows are of: one with the same columns, or rows, changes nothing."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest

from explorer.figures.figure import Figure
from explorer.figures.numbers.addressed import addressed
from explorer.figures.numbers.corrections import corrected
from explorer.figures.survey.facts import fact_tables, facts
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.takeaway.view import View
from tests import explorer_release as made
from tests.explorer_figures import makers

READER = Reader("en", "light")
FEW = 3  # rows of a twin


def twinned(folder: Path) -> Release:
    """A release in which each cut has a twin before it: the same columns, a few of the same rows."""
    shutil.copytree(made.release_folder(), folder)
    descriptor = made.read_descriptor(folder)
    twins = []
    for resource in descriptor["resources"]:
        if resource.get("kind") == "cut":
            twin = copy.deepcopy(resource) | {
                "name": f"a-{resource['name']}",
                "path": f"data/a-{resource['name']}.csv",
            }
            lines = (folder / resource["path"]).read_text(encoding="utf-8").splitlines(keepends=True)
            (folder / twin["path"]).write_text("".join(lines[: 1 + FEW]), encoding="utf-8")
            twins.append(twin)
    descriptor["resources"] = twins + descriptor["resources"]
    made.write_descriptor(folder, descriptor)
    for twin in twins:
        made.write_rows(folder, twin["name"], made.read_rows(folder, twin["name"]))
    return open_release(str(folder))


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return twinned(tmp_path_factory.mktemp("twins") / "release")


def test_a_figure_of_two_cuts_with_the_same_columns_is_of_the_one_that_it_was_made_of(twins: Release) -> None:
    """Its addresses, its corrections, the table that is taken away."""

    def told(release: Release) -> list[tuple[object, ...]]:
        kinds = {make.func: make for make in makers(release, READER)}
        found = [figure for make in kinds.values() if isinstance(figure := make(), Figure)]
        return [
            (
                figure.name,
                View(release, lambda _, figure=figure: figure, READER.lang).resource,
                addressed(release, READER, figure).addresses,
                corrected(release, READER, figure.cut, figure.rows),
            )
            for figure in found
        ]

    alone = told(made.opened())
    assert told(twins) == alone
    assert all(resource for _, resource, _, _ in alone)


def test_a_figure_that_two_cuts_hold_is_one_figure(twins: Release) -> None:
    alone = {fact.identifier: fact.table for fact in facts(made.opened())}
    assert len(fact_tables(twins)) == 2 * len(fact_tables(made.opened()))
    assert {fact.identifier: fact.table for fact in facts(twins)} == alone
    assert len(facts(twins)) == len(alone)

"""Mutants of what tables are derived from: a figure twice, and each property of each cut, broken once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.derive.declared import PROPERTY
from scripts.derive.source import source_of
from tests.mutation.mutant import Draft, Expected, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutation.bench import Bench

PATH = "datapackage.json"
Cut = dict[str, Any]


def _first(cut: Cut) -> tuple[str, list[str]]:
    """The first condition of a cut."""
    return next(iter(cut["where"].items()))


# By promise: what is done to a cut, and the wording of the issue that must tell it.
_BROKEN: dict[str, tuple[Callable[[Cut], object], str]] = {
    "cut-words": (lambda cut: cut.pop("title_en"), "missing"),
    "cut-property": (lambda cut: cut.update(filter=cut["where"]), "property"),
    "cut-condition": (lambda cut: cut.update(where={_first(cut)[0]: "everything"}), "where"),
    "cut-text": (lambda cut: _first(cut)[1].append("nothing"), "unread"),
    "cut-column": (lambda cut: cut["columns"].append("nothing"), "field"),
    "cut-path": (lambda cut: cut["columns"].append({"more": "value.code"}), "key"),
    "cut-column-twice": (lambda cut: cut["columns"].append(cut["columns"][0]), "twice"),
    "cut-dimension": (lambda cut: cut.update(columns=["value"], order=[]), "hidden"),
    "cut-order": (lambda cut: cut.update(order=["nothing"]), "order"),
    "cut-name": (lambda cut: cut.update(name="statuses"), "taken"),
}


def mutants(bench: Bench) -> Iterator[Mutant]:
    """The first figure again, at the end; each promise of each cut; all its figures in a second cut."""
    if table := source_of(bench.package):
        path, rows = table.paths[0], bench.records(table.name)

        def more(draft: Draft) -> None:
            draft.put(path, [*draft.records(path), list(rows[0].cells)])

        expected = Expected("figures-error", path, rows[-1].line + 1, variant="same")
        yield Mutant("figure-twice", table.name, more, expected, tables=None)
    for place, cut in enumerate(bench.source.descriptor.get(PROPERTY, ())):
        for promise, (change, variant) in _BROKEN.items():

            def edit(draft: Draft, place: int = place, change: Callable[[Cut], object] = change) -> None:
                change(draft.descriptor[PROPERTY][place])

            yield _mutant(promise, cut["name"], edit, variant)

        def again(draft: Draft, place: int = place) -> None:
            cuts = draft.descriptor[PROPERTY]
            cuts.append({**cuts[place], "name": "more"})

        yield _mutant("cut-overlap", cut["name"], again, "overlap")


def _mutant(promise: str, name: str, edit: Callable[[Draft], None], variant: str) -> Mutant:
    """Of the whole package: a cut is derived from several tables."""
    return Mutant(promise, name, edit, Expected("cut-error", PATH, variant=variant), tables=None)

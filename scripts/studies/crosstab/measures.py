"""What a question measures and of whom, what its answers are: by the package's tables; and what could be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from scripts.studies.crosstab.labels import likeness, plain, size, subtotal, words
from scripts.studies.crosstab.tables import Row, Tables

_MOST = 6
Proposals = list[tuple[str, str]]


def ranked(label: str, rows: Iterable[Row], names: Sequence[str] = ("label_fr",)) -> Proposals:
    """Codes with their labels, the likest to a label first."""
    told = [(max(likeness(label, row.get(name) or "") for name in names), row) for row in rows]
    told.sort(key=lambda one: (-one[0], one[1]["code"]))
    return [(row["code"], row.get(names[0]) or "") for _, row in told[:_MOST]]


class Measures:
    """The questions and answers of a study's file against the tables."""

    def __init__(self, tables: Tables, study: Row) -> None:
        self.tables, self.study = tables, study

    def part(self, label: str, whole: str) -> str:
        """The population that is the part of a whole with this label, "" for none or several."""
        populations = self.tables.codes("populations")
        children = [row for row in populations.values() if row["parent"] == whole]
        if bounds := size(label):
            found = [row["code"] for row in children if size(row["label_fr"]) == bounds]
        else:
            above = words(populations[whole]["label_fr"]) if whole in populations else frozenset()
            own = words(label)
            found = [row["code"] for row in children if own and words(row["label_fr"]) - above == own - above]
        return found[0] if len(found) == 1 else ""

    def indicator(self, question: str) -> str:
        """The indicator whose question was put in these words, in any study; "" for none or several."""
        asked = _unnumbered(question)
        found = {
            row["indicator"]
            for row in self.tables.rows("questions")
            if row["question_fr"] and _unnumbered(row["question_fr"]) == asked
        }
        return found.pop() if len(found) == 1 else ""

    @cached_property
    def shapes(self) -> dict[str, set[str]]:
        """By indicator, the scales of answers and the kinds of items of its figures; "" for neither."""
        scales = {row["code"]: row["scale"] for row in self.tables.rows("answers")}
        kinds = {row["code"]: row["kind"] for row in self.tables.rows("items")}
        found: dict[str, set[str]] = {}
        for row in self.tables.rows("observations"):
            shape = scales.get(row["answer"]) or kinds.get(row["item"]) or ""
            found.setdefault(row["indicator"], set()).add(shape)
        return found

    def shape(self, names: Iterable[str]) -> set[str]:
        """The scales and kinds that labels of answers are of; "" for « yes »."""
        told = [self.answer(name) for name in names]
        answers, items = self.tables.codes("answers"), self.tables.codes("items")
        found = {answers[one["answer"]]["scale"] for one in told if "answer" in one}
        return (found | {items[one["item"]]["kind"] for one in told if "item" in one}) or {""}

    def indicators(self, question: str, names: Iterable[str]) -> Proposals:
        """What indicators a question could be of: first those whose figures have such answers."""
        shape = self.shape(names)
        rows = self.tables.rows("indicators")
        asked: dict[str, str] = {}
        for row in self.tables.rows("questions"):
            asked[row["indicator"]] = f"{asked.get(row['indicator'], '')} {row['question_fr']}".strip()
        made = [{**row, "asked": asked.get(row["code"], "")} for row in rows if row["theme"] != "counts"]
        fit = [row for row in made if shape & self.shapes.get(row["code"], set())]
        others = [row for row in made if row not in fit]
        names_of = ("label_fr", "counts_fr", "asked")
        if "" in shape:
            return ranked(question, [*fit, *others], names_of)
        return [*ranked(question, fit, names_of), *ranked(question, others, names_of)][:_MOST]

    def whole(self, indicator: str, sizes: Sequence[str]) -> str:
        """The population of the whole of an indicator, "" where that is not certain.

        It is the study's, if it has other figures of it or counts what the indicator counts (people,
        organisations); else the only one of the actor, of its other figures where there are some, that does
        and has a part for each label of `sizes`.
        """
        populations = self.tables.codes("populations")
        own = populations.get(self.study.get("population", ""))
        unit = self.tables.codes("indicators").get(indicator, {}).get("statistical_unit", "")
        if own is None:
            return ""
        before = self._before(indicator, own["actor"])
        if own["code"] in before or (not before and unit in {"", own["statistical_unit"]}):
            return own["code"]
        if before:
            tops = [code for code in before if populations[code]["parent"] not in before]
            sure = len(tops) == 1 and sizes and all(self.part(label, tops[0]) for label in sizes)
            return tops[0] if sure else ""
        fit = [
            row["code"]
            for row in populations.values()
            if row["actor"] == own["actor"] and row["statistical_unit"] == unit
        ]
        alone = [code for code in fit if populations[code]["parent"] not in fit]
        best = [code for code in alone if sizes and all(self.part(label, code) for label in sizes)] or alone
        return best[0] if len(best) == 1 else ""

    def _before(self, indicator: str, actor: str) -> set[str]:
        """The populations of an actor that an indicator has figures of, in other studies."""
        populations = self.tables.codes("populations")
        others = (row for row in self.tables.rows("observations") if row["study"] != self.study.get("code"))
        found = {row["population"] for row in others if row["indicator"] == indicator}
        return {code for code in found if code in populations and populations[code]["actor"] == actor}

    def wholes(self, indicator: str, asked: str = "") -> Proposals:
        """What populations a question could be put to: those of the study's actor.

        First those that the indicator has figures of, then the study's own. Where the file says who was
        asked, those that are called so come first.
        """
        populations = self.tables.codes("populations")
        own = populations.get(self.study.get("population", ""), {})
        unit = self.tables.codes("indicators").get(indicator, {}).get("statistical_unit", "")
        rows = [
            row
            for row in populations.values()
            if row["actor"] == own.get("actor") and unit in {"", row["statistical_unit"]}
        ]
        likely = (
            {
                code: -place
                for place, (code, _) in enumerate(ranked(asked, rows, ("definition_fr", "label_fr")))
            }
            if asked
            else {}
        )
        before = self._before(indicator, own.get("actor", ""))
        own_code, last = own.get("code"), -len(rows)
        rows.sort(
            key=lambda row: (
                -likely.get(row["code"], last),
                bool(row["position"]),  # a part
                row["code"] not in before,
                row["code"] != own_code,
                row["code"],
            )
        )
        return [(row["code"], row["label_fr"]) for row in rows[:_MOST]]

    def dimensions(self, indicator: str) -> frozenset[str]:
        """Which of subject, domain, item and answer the figures of an indicator have."""
        names = ("subject", "domain", "item", "answer")
        return frozenset(
            name
            for row in self.tables.rows("observations")
            if row["indicator"] == indicator
            for name in names
            if row[name]
        )

    def within(self, text: str, table: str) -> str:
        """The code of a table whose label stands in a text, "" for none or several."""
        inside = f" {plain(text)} "
        found = [row["code"] for row in self.tables.rows(table) if f" {plain(row['label_fr'])} " in inside]
        return found[0] if len(found) == 1 else ""

    def answer(self, label: str) -> dict[str, str]:
        """The answer or item of exactly this label: a dimension and its code, empty for none or several."""
        found = [
            ("answer", row["code"])
            for row in self.tables.rows("answers")
            if plain(row["label_fr"]) == plain(label)
        ]
        found += [
            ("item", row["code"])
            for row in self.tables.rows("items")
            if plain(row["label_fr"]) == plain(label)
        ]
        return dict(found) if len(found) == 1 else {}

    def total(self, parts: Sequence[str]) -> str:
        """The answer that counts these together, "" for none or several."""
        found = [
            row["code"]
            for row in self.tables.rows("answers")
            if row["kind"] == "total" and set(row["parts"].split()) == set(parts)
        ]
        return found[0] if len(found) == 1 and parts else ""

    def answers(self, label: str) -> Proposals:
        """What answers and items a label could be, as « answer:code » and « item:code »."""
        bare = subtotal(label) or label
        told = [
            (likeness(bare, row["label_fr"]), f"{kind}:{row['code']}", row["label_fr"])
            for kind in ("answer", "item")
            for row in self.tables.rows(f"{kind}s")
        ]
        told.sort(key=lambda one: (-one[0], one[1]))
        return [(code, name) for _, code, name in told[:_MOST]]


def _unnumbered(question: str) -> str:
    """A question without its number, so that the next wave's order does not matter."""
    return plain(
        re.sub(r"^\W*(?:q|qu|question)\s?\.?\s?\d+\w?\s*[.:–)-]*\s*", "", question, flags=re.IGNORECASE)
    )

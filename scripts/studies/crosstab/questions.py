"""What each question measures and of whom, and what each of its answers is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.match import Matches
from scripts.studies.crosstab.measures import ranked
from scripts.studies.crosstab.model import Block, Crosstab, Line
from scripts.studies.crosstab.plan import SKIP, Open, Plan
from scripts.studies.crosstab.sums import largest, parts_of

if TYPE_CHECKING:
    from scripts.studies.crosstab.pairs import Pairs

_FILTERED = Decimal("0.8")  # of the largest base: not everybody was asked
_TABLES = {"subject": "actors", "domain": "domains", "item": "items"}
_LEAST = 5  # rows of one subject, to take it for the only one
SKIPPED = {"is": SKIP}


class Questions:
    """The questions of a file, filled in one after another: what was decided of one serves the next."""

    def __init__(self, plan: Plan, of: Crosstab, matches: Matches, pairs: Pairs | None) -> None:
        self.plan, self.of, self.matches, self.pairs = plan, of, matches, pairs
        paths = [column.path for block in of.blocks for column in block.columns]
        self.sizes = sorted({path[-1] for path in paths if labels.size(path[-1])})
        self.largest = max(
            (base for block in of.blocks if (base := largest(block)) is not None), default=None
        )

    def complete(self) -> list[Open]:
        """What is open about questions and answers."""
        opens: list[Open] = []
        for title in self.of.titles():
            entry = self.plan.entry("question", title)
            if entry.get("indicator") == SKIP:  # how a question is answered on a terminal
                entry["is"] = entry.pop("indicator")
            if entry.get("is") == SKIP:
                continue
            place = ("question", self.plan.number("question", entry))
            blocks = self.of.of(title)
            opens += self._measure(entry, place, title, blocks)
            opens += self._answers(entry, place, title, blocks)
            if self.pairs is not None:
                opens += self._paired(self.pairs, entry, place, blocks)
        return opens

    def _measure(
        self, entry: dict[str, Any], place: tuple[Any, ...], title: str, blocks: list[Block]
    ) -> Iterator[Open]:
        """Indicator, population, subject, domain and item."""
        names = [line.label for block in blocks for line in block.answers]
        if not entry.get("indicator") and not self._each_measured(entry, blocks):
            if code := self.matches.indicator(title):
                self.plan.put((*place, "indicator"), code)
            else:
                yield Open(
                    (*place, "indicator"),
                    "indicator",
                    {"question": title},
                    (*self.matches.indicators(title, names), (SKIP, "")),
                )
        indicator = entry.get("indicator", "")
        if not entry.get("population"):
            filtered = self._is_filtered(blocks)
            whole = "" if filtered or not indicator else self.matches.whole(indicator, self.sizes)
            if whole:
                self.plan.put((*place, "population"), whole)
            elif (
                filtered or indicator or self._each_measured(entry, blocks)
            ):  # an indicator often tells of whom
                asked = (
                    " ".join(block.footnotes.get(mark, "") for block in blocks for mark in block.notes)
                    if filtered
                    else ""
                )
                proposals = self.matches.wholes(indicator, asked)
                yield Open(
                    (*place, "population"),
                    "filtered" if filtered else "population",
                    {"question": title},
                    proposals,
                )
        needed = self.matches.dimensions(indicator)
        for name, table in _TABLES.items():
            if entry.get(name) or name not in needed or (name == "item" and self._by_rows("item", blocks)):
                continue
            code = self.matches.within(title, table) or (
                self._only_subject(indicator) if name == "subject" else ""
            )
            if code:
                self.plan.put((*place, name), code)
            else:
                tail = title.rpartition("–")[2] if name == "item" else title
                yield Open(
                    (*place, name), name, {"question": title}, ranked(tail, self.matches.tables.rows(table))
                )

    def _each_measured(self, entry: dict[str, Any], blocks: list[Block]) -> bool:
        """True where every answer that is entered has an indicator of its own."""
        told = entry.get("answers", {})
        given = [told.get(line.label, {}) for block in blocks for line in block.answers]
        return bool(given) and all(one.get("indicator") or one.get("is") == SKIP for one in given)

    def _is_filtered(self, blocks: list[Block]) -> bool:
        """True where the largest base of a question is well below that of others: not everybody was asked."""
        bases = [base for block in blocks if (base := largest(block)) is not None]
        return bool(bases) and self.largest is not None and max(bases) < _FILTERED * self.largest

    def _by_rows(self, dimension: str, blocks: list[Block]) -> bool:
        """True where the answers are what differs in a dimension."""
        return any(dimension in self.matches.answer(line.label) for block in blocks for line in block.answers)

    def _only_subject(self, indicator: str) -> str:
        """The subject of all figures of an indicator, where there are several and no other."""
        rows = [
            row["subject"]
            for row in self.matches.tables.rows("observations")
            if row["indicator"] == indicator
        ]
        return rows[0] if len(rows) >= _LEAST and len(set(rows)) == 1 else ""

    def _answers(
        self, entry: dict[str, Any], place: tuple[Any, ...], title: str, blocks: list[Block]
    ) -> Iterator[Open]:
        """What each answer is."""
        lines = {labels.plain(line.label): (line, block) for block in blocks for line in block.answers}
        held = {labels.plain(name): told for name, told in entry.setdefault("answers", {}).items()}
        names = set(lines) - labels.SILENT
        shares = bool(names) and names <= labels.YES | labels.NO and bool(names & labels.YES)
        for name, (line, block) in lines.items():
            if name in held:
                continue
            told = self._told(name, line, block, entry, shares=shares)
            if told is not None:
                self.plan.put((*place, "answers", line.label), told)
                held[name] = told
                continue
            proposals: list[tuple[Any, str]] = []
            for code, label in self.matches.answers(line.label):
                kind, _, value = code.partition(":")
                proposals.append(({kind: value}, label))
            words = {"question": title, "label": line.label}
            yield Open((*place, "answers", line.label), "answer", words, (*proposals, (SKIPPED, "")))

    def _told(
        self, name: str, line: Line, block: Block, entry: dict[str, Any], *, shares: bool
    ) -> dict[str, str] | None:
        """What an answer is, where that is certain; None where it is not."""
        if shares and name in labels.YES | labels.NO:
            return {} if name in labels.YES else dict(SKIPPED)
        if name in labels.SILENT or entry.get("indicator"):
            for other in self.plan.tables.get("question", []):
                same = other.get("indicator") == entry.get("indicator") or name in labels.SILENT
                known = {labels.plain(label): told for label, told in other.get("answers", {}).items()}
                if other is not entry and same and name in known:
                    return {key: value for key, value in known[name].items() if key != "code"}
        if found := self.matches.answer(line.label):
            return found
        parts = [self.matches.answer(part.label).get("answer", "") for part in parts_of(block, line)]
        total = self.matches.total(parts) if parts and all(parts) else ""
        return {"answer": total} if total else None

    def _paired(
        self, pairs: Pairs, entry: dict[str, Any], place: tuple[Any, ...], blocks: list[Block]
    ) -> Iterator[Open]:
        """The column of microdata, and the code of each answer in it."""
        title = blocks[0].title
        if entry.get("question") is None:
            found, proposals = pairs.question(blocks)
            if found:
                self.plan.put((*place, "question"), found)
            else:
                choices = (*((name, "") for name in proposals), (SKIP, ""))
                yield Open((*place, "question"), "column_of", {"question": title}, choices)
                return
        if entry["question"] == SKIP:
            return
        for label, code in pairs.codes(entry["question"], blocks).items():
            told = entry["answers"].get(label)
            if told is not None and told.get("code") is None:
                if code:
                    self.plan.put((*place, "answers", label, "code"), code)
                elif told.get("is") != SKIP:
                    choices = tuple((one, name) for one, name in pairs.named(entry["question"]))
                    words = {"question": title, "label": label}
                    yield Open((*place, "answers", label, "code"), "code", words, (*choices, (SKIP, "")))

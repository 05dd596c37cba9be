"""What each footnote is a note of: the question, who was asked it, single figures; and its English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.studies.crosstab.labels import plain
from scripts.studies.crosstab.model import Block, Crosstab
from scripts.studies.crosstab.plan import SKIP, Open, Plan

QUESTION, UNIVERSE, ROWS = "question", "universe", "rows"
_FILTER = re.compile(
    r"^(?:base|champ|filtre|a ceux|aux? |question posee|pose[es]* a|sous base)|\bayant\b|\bayant repondu\b"
)


def notes(plan: Plan, of: Crosstab) -> Iterator[Open]:
    """What is open about the footnotes that something refers to, and about who was asked."""
    for text, to in referred(of).items():
        entry = plan.entry("note", text)
        place = ("note", plan.number("note", entry))
        if not entry.get("to"):
            plan.put((*place, "to"), to)
        if entry["to"] != SKIP and not entry.get("en"):
            yield Open((*place, "en"), "english", {"text": text})
    for title in of.titles():
        entry = plan.entry("question", title)
        universe = next((block.universe for block in of.of(title) if block.universe), "")
        if universe and entry.get("is") != SKIP and not entry.get("universe_en"):
            place = ("question", plan.number("question", entry))
            plan.put((*place, "universe_fr"), entry.get("universe_fr") or universe)
            yield Open((*place, "universe_en"), "english", {"text": universe})


def referred(of: Crosstab) -> dict[str, str]:
    """The texts of footnotes that are referred to, and what each is likely to be a note of."""
    found: dict[str, str] = {}
    for block in of.blocks:
        for mark in block.notes:
            if text := block.footnotes.get(mark):
                found.setdefault(text, UNIVERSE if _FILTER.search(plain(text)) else QUESTION)
        cells = (read for line in block.lines for read in line.cells.values())
        marks = [*_marks(block), *(read.figure.note for read in cells if read.figure.note)]
        for mark in marks:
            if text := block.footnotes.get(mark):
                found.setdefault(text, ROWS)
    return found


def unexplained(of: Crosstab) -> list[tuple[str, str]]:
    """Marks of footnotes that no footnote explains, with the question that they stand in."""
    told = [(mark, block) for block in of.blocks for mark in (*block.notes, *_marks(block))]
    return [(mark, block.title) for mark, block in told if mark not in block.footnotes]


def _marks(block: Block) -> list[str]:
    """The marks of footnotes beside lines and columns."""
    marks = [mark for line in block.lines for mark in line.notes]
    return [*marks, *(mark for column in block.columns for mark in column.notes)]

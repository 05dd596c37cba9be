"""Fills a map in with what the file and the tables say for certain; what is left is asked, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab import labels
from scripts.studies.crosstab.columns import columns
from scripts.studies.crosstab.marks import marks
from scripts.studies.crosstab.match import Matches
from scripts.studies.crosstab.model import BASE, RAW, WEIGHTED, Block, Crosstab, Line, Read
from scripts.studies.crosstab.notes import notes
from scripts.studies.crosstab.plan import Open, Plan
from scripts.studies.crosstab.questions import Questions
from scripts.studies.crosstab.seen import used

if TYPE_CHECKING:
    from scripts.studies.crosstab.pairs import Pairs

_SMALL = 30


def complete(plan: Plan, of: Crosstab, matches: Matches, pairs: Pairs | None = None) -> list[Open]:
    """What is still open once everything certain is filled in, in the order in which it is asked."""
    opens = [*_bases(plan, of), *_signs(plan, of, matches), *marks(plan, of)]
    opens += Questions(plan, of, matches, pairs).complete()
    opens += columns(plan, of, matches, pairs)
    return [*opens, *notes(plan, of)]


def unused(plan: Plan, of: Crosstab) -> list[str]:
    """Labels of the map that the file does not have any more."""
    there = {labels.plain(title) for title in of.titles()}
    there |= {labels.plain(column.label) for block in of.blocks for column in block.columns}
    names = [str(entry["label"]) for name in ("question", "column") for entry in plan.tables.get(name, [])]
    lines = {labels.plain(line.label) for block in of.blocks for line in block.answers}
    for entry in plan.tables.get("question", []):
        if labels.plain(str(entry["label"])) in there:
            names += [
                f"{entry['label']} / {name}"
                for name in entry.get("answers", {})
                if labels.plain(name) not in lines
            ]
    return [name for name in names if labels.plain(name) not in there]


def small(plan: Plan, of: Crosstab, matches: Matches) -> int:
    """The base under which the institute withholds: the map's, the legend's, the study's."""
    told = plan.get(("study", "small")) or of.legend.small or matches.study.get("small_base") or _SMALL
    return int(told)


def _bases(plan: Plan, of: Crosstab) -> Iterator[Open]:
    """What kind of base each label of one is."""
    for block in of.blocks:
        for line in block.lines:
            if line.kind in {RAW, WEIGHTED, BASE} and plan.get(("bases", line.label)) is None:
                if line.kind != BASE:
                    plan.put(("bases", line.label), line.kind)
                    continue
                yield Open(
                    ("bases", line.label),
                    "base",
                    {"label": line.label, "cell": _first(line)},
                    (("raw", ""), ("weighted", ""), ("skip", "")),
                    free=False,
                )
                return


def _signs(plan: Plan, of: Crosstab, matches: Matches) -> Iterator[Open]:
    """What stands for no value, and why."""
    least = small(plan, of, matches)
    found: dict[str, list[tuple[Block, Line, int, Read]]] = {}
    for cell in used(of):
        if cell[3].figure.value is None:
            found.setdefault(cell[3].figure.sign, []).append(cell)
    for sign, cells in found.items():
        if plan.get(("signs", sign)) is not None:
            continue
        if told := of.legend.signs.get(sign):
            plan.put(("signs", sign), told)
            continue
        whole = all(_is_silent(block, place) for block, _, place, _ in cells)
        bases = [_base(plan, block, place) for block, _, place, _ in cells]
        if whole and all(base is not None and base < least for base in bases):
            plan.put(("signs", sign), "withheld")
        elif not sign and whole:
            plan.put(("signs", sign), "none")
        else:
            words = {"sign": sign, "cell": cells[0][3].address, "count": len(cells)}
            yield Open(
                ("signs", sign),
                "sign" if sign else "empty",
                words,
                (("withheld", ""), ("zero", ""), ("none", "")),
                free=False,
            )


def _is_silent(block: Block, place: int) -> bool:
    """True where no answer of a column has a value."""
    cells = [line.cells[place] for line in block.answers if place in line.cells]
    return all(cell.figure.value is None for cell in cells)


def _base(plan: Plan, block: Block, place: int) -> Decimal | None:
    """The raw base of a column, where it is known."""
    line = base_line(plan, block, RAW)
    return line.cells[place].figure.value if line and place in line.cells else None


def base_line(plan: Plan, block: Block, kind: str) -> Line | None:
    """The line of a base, as the map has it."""
    known: Mapping[str, Any] = plan.tables.get("bases", {})
    return next(
        (
            line
            for line in block.lines
            if known.get(line.label) == kind and line.kind in {RAW, WEIGHTED, BASE}
        ),
        None,
    )


def _first(line: Line) -> str:
    return next((read.address for read in line.cells.values()), line.label)

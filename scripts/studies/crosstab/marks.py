"""What each mark and each colour says, and with what cells are compared: by the legend, else it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.studies.crosstab import legend
from scripts.studies.crosstab.model import Crosstab
from scripts.studies.crosstab.plan import WHOLE, Open, Plan
from scripts.studies.crosstab.seen import colours, is_lettered, used

_MEANINGS = tuple((value, "") for value in ("above", "below", "different", "not_different", "none"))
_AGAINST = tuple((value, "") for value in (WHOLE, "columns", "other", "none"))


def marks(plan: Plan, of: Crosstab) -> Iterator[Open]:
    """What is open about marks, after what is certain was filled in."""
    there = _there(of)
    for mark, where in there.items():
        if plan.get(("marks", mark)) is None:
            if told := _meaning(of, mark):
                plan.put(("marks", mark), told)
            else:
                yield Open(("marks", mark), "mark", {"mark": mark, "cell": where}, _MEANINGS, free=False)
    if plan.get(("test", "against")) is None:
        if told := _against(of, marked=bool(there)):
            plan.put(("test", "against"), told)
        else:
            yield Open(("test", "against"), "against", {}, _AGAINST, free=False)
    if plan.get(("test", "level")) is None and of.legend.level is not None:
        plan.put(("test", "level"), float(of.legend.level))


def _there(of: Crosstab) -> dict[str, str]:
    """The marks, and the colours that may be marks (« #RRGGBB »), each with a cell that has it.

    Colours are marks where the legend names some, or where it tells of a test and nothing else could mark it.
    """
    lettered = is_lettered(of)
    found: dict[str, str] = {}
    for _, _, _, read in used(of):
        if read.figure.mark and not (lettered and read.figure.mark.isalpha()):
            found.setdefault(read.figure.mark, read.address)
    if of.legend.colours or (of.legend.tested and not found and not lettered):
        for colour in colours(of):
            found[f"#{colour}"] = next(read.address for _, _, _, read in used(of) if colour in read.colours)
    return found


def _meaning(of: Crosstab, mark: str) -> str:
    """What the legend says of a mark, "" where it says nothing."""
    if mark.startswith("#"):
        colour = mark[1:]
        return of.legend.colours.get(colour) or of.legend.colours.get(legend.hue(colour)) or ""
    if not of.legend.tested:
        return ""
    if mark.lower() in {"ns", "n.s.", "="}:
        return "not_different"
    return of.legend.marks.get(mark) or legend.direction(mark)


def _against(of: Crosstab, *, marked: bool) -> str:
    """With what cells are compared, "" where that is not certain."""
    if of.legend.against == WHOLE:
        return WHOLE
    if is_lettered(of):
        return "columns"
    return "" if marked or of.legend.tested else "none"

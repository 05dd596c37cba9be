"""Complementary suppression: what else is withheld so that nobody works a withheld cell out of the others.

Shares with a base are counts in disguise: a cell is its group less the other answers, and the whole less the
other groups. A table of groups by answers, whose sums by group and by answer are published, is a network: how
far a cell may move while all sums hold is a maximum flow (Cox 1995; Fischetti and Salazar 1999 have the
problem in full). A cell that a rule withholds must be able to move by `room` either way, or as far as the
sums of the table alone would let it; until it can, the cheapest cycle of cells through it is withheld too.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scripts.studies.rates.design import Floats

Mask: TypeAlias = npt.NDArray[np.bool_]
Node: TypeAlias = tuple[str, int]

_SMALL = 1e-9
_WHOLE: Node = ("group", -1)


class Table(NamedTuple):
    """Weighted counts by group and answer, and of the whole by answer; which of them are withheld."""

    cells: Floats
    whole: Floats
    hidden: Mask
    hidden_whole: Mask


def complemented(cells: Floats, whole: Floats, hidden: Mask, hidden_whole: Mask, room: float) -> Mask:
    """The cells to withhold, those that were withheld among them; of the whole, those given.

    Respondents of no group, where there are some, are a group that is never published. An answer that the
    whole withholds is withheld in every group.
    """
    groups, rest = cells.shape[0], whole - cells.sum(axis=0)
    some = rest.sum() > _SMALL * max(1.0, whole.sum())
    if some:
        cells = np.vstack([cells, np.maximum(rest, 0.0)])
        hidden = np.vstack([hidden, np.ones_like(hidden_whole)])
    hidden = hidden | hidden_whole
    table = Table(cells, whole, hidden, hidden_whole)
    for cell in [(group, answer) for group, answer in np.argwhere(hidden).tolist() if group < groups]:
        while not _is_safe(table, cell, room):
            found = _cycle(table, *cell, room) or _nearest(table, *cell)
            for place in found:
                table.hidden[place] = True
            if not found:
                break
    return table.hidden[:-1] if some else table.hidden


def whole_hidden(whole: Floats, hidden: Mask) -> Mask:
    """The answers that the whole withholds: never one alone, since the answers of a question make 100 %."""
    if hidden.sum() == 1 and hidden.size > 1:
        hidden = hidden.copy()
        hidden[int(np.argmin(np.where(hidden, np.inf, whole)))] = True
    return hidden


def spread(weights: Floats, whole: float, hidden: Mask) -> Mask:
    """The means to withhold, by group: never one alone, since the whole less the others would tell it."""
    if hidden.sum() == 1 and weights.sum() >= whole * (1 - _SMALL):
        hidden = hidden.copy()
        hidden[int(np.argmin(np.where(hidden[:, 0], np.inf, weights)))] = True
    return hidden


def bounds(table: Table, group: int, answer: int) -> tuple[float, float]:
    """Between what a withheld cell can be, for whoever sees the rest of the table."""
    held = float(table.cells[group, answer])
    up = _flow(table, ("group", group), ("answer", answer), (group, answer), np.inf)
    down = _flow(table, ("answer", answer), ("group", group), (group, answer), held)
    return held - down, held + up


def _is_safe(table: Table, cell: tuple[int, int], room: float) -> bool:
    """True for a withheld cell that can move as far as it should."""
    group, answer = cell
    everybody, base = float(table.whole.sum()), float(table.cells[group].sum())
    of_answer = everybody if table.hidden_whole[answer] else float(table.whole[answer])
    held, slack = float(table.cells[cell]), _SMALL * max(1.0, everybody)
    up = min(held + room, base, of_answer) - held
    down = held - max(held - room, 0.0, base + of_answer - everybody)
    one, other = ("group", group), ("answer", answer)
    return (
        _flow(table, one, other, cell, up) >= up - slack
        and _flow(table, other, one, cell, down) >= down - slack
    )


def _arcs(table: Table, cell: tuple[int, int]) -> dict[Node, dict[Node, float]]:
    """How much may move along each withheld cell but one: less of it goes from its group to its answer."""
    arcs: dict[Node, dict[Node, float]] = defaultdict(dict)
    for group, answer in np.argwhere(table.hidden).tolist():
        if (group, answer) != cell:
            arcs["group", group]["answer", answer] = float(table.cells[group, answer])
            arcs["answer", answer]["group", group] = np.inf
    for answer in np.flatnonzero(table.hidden_whole).tolist():
        arcs["answer", answer][_WHOLE] = float(table.whole[answer])
        arcs[_WHOLE]["answer", answer] = np.inf
    return arcs


def _flow(table: Table, source: Node, sink: Node, cell: tuple[int, int], most: float) -> float:
    """The maximum flow from one node to another without a cell (Edmonds and Karp 1972), up to `most`."""
    arcs, flow = _arcs(table, cell), 0.0
    while flow < most:
        came: dict[Node, Node] = {source: source}
        queue = deque([source])
        while queue and sink not in came:
            node = queue.popleft()
            for other, capacity in arcs[node].items():
                if other not in came and capacity > _SMALL:
                    came[other] = node
                    queue.append(other)
        if sink not in came:
            return flow
        steps = _path(came, source, sink)
        pushed = min([most - flow, *(arcs[one][other] for one, other in steps)])
        if not np.isfinite(pushed):
            return float("inf")
        for one, other in steps:
            arcs[one][other] -= pushed
            arcs[other][one] = arcs[other].get(one, 0.0) + pushed
        flow += pushed
    return flow


def _cycle(table: Table, group: int, answer: int, room: float) -> list[tuple[int, int]]:
    """The cells, not withheld yet, of the cheapest cycle through a cell; none where all are withheld."""
    cells, hidden = table.cells, table.hidden
    dear = float(table.whole.sum()) + 1.0
    cost = np.where(hidden, 0.0, cells + 1e-6) + np.where(cells < room, dear, 0.0)
    groups, answers = cells.shape
    start, end = ("group", group), ("answer", answer)
    best: dict[Node, float] = {start: 0.0}
    came: dict[Node, Node] = {}
    heap: list[tuple[float, Node]] = [(0.0, start)]
    while heap:
        spent, node = heappop(heap)
        if node == end:
            break
        if spent > best[node]:
            continue
        side, place = node
        others = range(answers) if side == "group" else range(groups)
        for other in others:
            at = (place, other) if side == "group" else (other, place)
            if at == (group, answer):
                continue
            reached: Node = ("answer" if side == "group" else "group", other)
            if (total := spent + float(cost[at])) < best.get(reached, np.inf):
                best[reached], came[reached] = total, node
                heappush(heap, (total, reached))
    if end not in came:
        return []
    path = _path(came, start, end)
    on_it = [(one[1], two[1]) if one[0] == "group" else (two[1], one[1]) for one, two in path]
    return [place for place in on_it if not hidden[place]]


def _path(came: Mapping[Node, Node], start: Node, end: Node) -> list[tuple[Node, Node]]:
    """The steps from one node to another, the last first, by where each node was reached from."""
    nodes = [end]
    while nodes[-1] != start:
        nodes.append(came[nodes[-1]])
    return list(zip(nodes[1:], nodes[:-1], strict=True))


def _nearest(table: Table, group: int, answer: int) -> list[tuple[int, int]]:
    """The smallest cell that is not withheld, of the same group or answer if possible; none where none is."""
    open_cells = [(at[0], at[1]) for at in np.argwhere(~table.hidden).tolist()]
    close = [place for place in open_cells if place[0] == group or place[1] == answer] or open_cells
    return [min(close, key=lambda place: (float(table.cells[place]), place))] if close else []

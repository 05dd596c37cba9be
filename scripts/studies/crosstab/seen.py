"""What the cells of answers have: signs, marks, colours that are no layout."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.studies.crosstab.model import Block, Crosstab, Line, Read

_Row = tuple[int, int]  # a line of a block, by their numbers


def used(of: Crosstab) -> Iterator[tuple[Block, Line, int, Read]]:
    """Every cell of an answer, with its column's place."""
    for block in of.blocks:
        for line in block.answers:
            for place, read in line.cells.items():
                yield block, line, place, read


def is_lettered(of: Crosstab) -> bool:
    """True where marks are letters that name columns."""
    return any(column.letter for block in of.blocks for column in block.columns)


def colours(of: Crosstab) -> list[str]:
    """The colours of single cells: not those of whole columns, or of rows but for cells of another colour."""
    wide: dict[_Row, set[int]] = {}
    found: dict[str, dict[_Row, set[int]]] = {}
    painted: dict[_Row, dict[int, set[str]]] = {}
    for number, block in enumerate(of.blocks):
        for at, line in enumerate(block.answers):
            wide[number, at] = set(line.cells)
            painted[number, at] = {place: set(read.colours) for place, read in line.cells.items()}
            for place, read in line.cells.items():
                for colour in read.colours:
                    found.setdefault(colour, {}).setdefault((number, at), set()).add(place)
    return [
        colour
        for colour, rows in found.items()
        if not (_fills_rows(rows, wide, painted) or _fills_columns(rows, wide))
    ]


def _fills_rows(
    rows: dict[_Row, set[int]], wide: dict[_Row, set[int]], painted: dict[_Row, dict[int, set[str]]]
) -> bool:
    """True for the colour of every other row."""
    full = any(held == wide[row] for row, held in rows.items())
    return full and all(all(painted[row][place] for place in wide[row] - held) for row, held in rows.items())


def _fills_columns(rows: dict[_Row, set[int]], wide: dict[_Row, set[int]]) -> bool:
    """True for the colour of some columns from top to bottom."""
    columns = set().union(*rows.values())
    return all(rows.get(row, set()) & columns == wide[row] & columns for row in wide)
